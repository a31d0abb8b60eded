"""Folders of files that are made together: the search index after edits, damage and withdrawals."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, clean_tree, count_touches, differences, failures, killed_at, made, public, summary
from laws.edits import replaced
from newsrooms import copy_of

if TYPE_CHECKING:
    from pathlib import Path

OLD = "releases/2020/meldung-3.md"
FOLDER = "pagefind/de-2020/"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom of 65 releases with search that was built and has come to rest."""
    folder = copy_of("many", tmp_path / "room")
    replaced(folder / "presskit.toml", '"rss"]', '"rss", "search"]')
    build(folder)
    time.sleep(0.05)
    build(folder)
    return folder


def fragments(folder: Path) -> set[str]:
    return {path for path in public(folder) if path.startswith(f"{FOLDER}fragment/")}


def write_on(folder: Path, source: str) -> None:
    path = folder / source
    path.write_text(path.read_text() + "\nUnd ein Nachsatz.\n")


def test_edit_that_no_list_notices_makes_the_index_of_its_years_again(room: Path) -> None:
    before = fragments(room)
    write_on(room, OLD)
    events = build(room)
    assert len(fragments(room) - before) == len(before - fragments(room)) == 1
    assert len({path for path in made(events) if "/fragment/" in path}) == 1
    assert differences(public(room), clean_tree(room)) == []
    assert summary(build(room)).made == 0


def test_index_of_other_years_is_not_touched(room: Path) -> None:
    (room / "releases/2021").mkdir()
    text = (room / OLD).read_text().replace("2020-", "2021-").replace("meldung-3", "neue-meldung")
    (room / "releases/2021/neue-meldung.md").write_text(text)
    events = build(room)
    assert {path.split("/")[1] for path in made(events) if path.startswith("pagefind/")} == {"de-2021"}
    assert differences(public(room), clean_tree(room)) == []


@pytest.mark.parametrize("name", ["pagefind-entry.json", "facets.json", "wasm.de.pagefind"])
def test_damaged_file_is_made_again(name: str, room: Path) -> None:
    before = public(room)
    (room / "public" / FOLDER / name).write_text("damaged")
    build(room)
    assert differences(public(room), before) == []


def test_missing_fragment_is_made_again(room: Path) -> None:
    before = public(room)
    (room / "public" / sorted(fragments(room))[0]).unlink()
    assert made(build(room)) >= {f"{FOLDER}pagefind-entry.json"}
    assert differences(public(room), before) == []


def test_index_whose_last_release_is_withdrawn_goes_whole(room: Path) -> None:
    for path in (room / "releases").rglob("*.md"):
        if "2020" in str(path):
            path.write_text(path.read_text().replace("status: ready", "status: draft"))
    build(room)
    assert fragments(room) == set()
    assert not (room / "public" / FOLDER).exists()
    assert differences(public(room), clean_tree(room)) == []


def test_what_was_withdrawn_is_in_no_index_after_the_cache_was_deleted(room: Path) -> None:
    for path in (room / ".presskit").glob("cache.db*"):
        path.unlink()
    replaced(room / OLD, "status: ready", "status: draft")
    before = fragments(room)
    build(room)
    assert len(before - fragments(room)) == 1
    assert {path for path in public(room) if path.startswith("pagefind/")} == {
        path for path in clean_tree(room) if path.startswith("pagefind/")
    }


def test_foreign_file_in_the_way_stays_and_is_named(room: Path) -> None:
    write_on(room, OLD)
    build(room)
    new = sorted(fragments(room))
    replaced(room / OLD, "\nUnd ein Nachsatz.\n", "")
    build(room)
    (lost,) = set(new) - fragments(room)
    (room / "public" / lost).write_text("somebody's own")
    write_on(room, OLD)
    (failure,) = failures(build(room))
    assert (failure.problem.code, failure.problem.span.path) == ("PK705", f"public/{lost}")
    assert (room / "public" / lost).read_text() == "somebody's own"


@pytest.mark.slow
def test_build_killed_in_an_index_is_finished_by_the_next_one(room: Path) -> None:
    write_on(room, OLD)
    touches = count_touches(room)
    for number in (touches // 4, touches - 4, touches - 2, touches - 1, touches):
        write_on(room, OLD)
        assert killed_at(room, number)
    build(room)
    assert differences(public(room), clean_tree(room)) == []
