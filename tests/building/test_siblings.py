"""Compressed files beside text files: the same bytes, never older than what they stand for, gone when they should."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import brotli
import pytest

from laws.builds import build, clean_tree, differences, failures, killed_at, made, problems, public, summary
from laws.edits import replaced
from newsrooms import copy_of, write_release
from presskit.building.siblings import LEAST_BYTES, compressed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OPENERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.decompress, ".br": brotli.decompress}
BOTH = '[site]\nprecompress = ["gzip", "brotli"]\n\n[outputs]'
RELEASE = "releases/2024/probenzentrum.md"


def with_forms(folder: Path) -> Path:
    replaced(folder / "presskit.toml", "[outputs]", BOTH)
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom with compressed files, built."""
    folder = with_forms(copy_of("bilingual", tmp_path / "room", pdfs=False))
    build(folder)
    return folder


def forms(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return what the compressed files of a tree hold, by path."""
    return {path: OPENERS[path[-3:]](data) for path, data in files.items() if path[-3:] in OPENERS}


def test_every_form_holds_the_bytes_of_its_file(room: Path) -> None:
    files = public(room)
    assert {path for path, data in forms(files).items() if files[path[:-3]] != data} == set()


def test_text_of_a_certain_size_has_both_forms(room: Path) -> None:
    files = public(room)
    large = {path for path, data in files.items() if path.endswith((".html", ".xml", ".css")) and len(data) > 3000}
    assert "2024/hafenlicht/index.html" in large
    assert {path + ending for path in large for ending in OPENERS} <= files.keys()


def test_pictures_and_small_files_have_none(room: Path) -> None:
    files = public(room)
    bases = {path[:-3] for path in forms(files)}
    assert [
        path for path in bases if path.endswith((".png", ".jpg", ".woff2")) or len(files[path]) <= LEAST_BYTES
    ] == []


def test_what_does_not_get_smaller_has_no_form() -> None:
    noise = bytes((n * 7919 + n * n * 104729 >> 3) % 256 for n in range(1500))
    assert compressed("x.txt", noise, ["gzip"]) == {"x.txt.gz": None}


def test_forms_say_nothing_of_when_and_where() -> None:
    (data,) = compressed("x.txt", b"x" * 2000, ["gzip"]).values()
    assert data is not None
    assert data[:10] == bytes.fromhex("1f8b08000000000002ff")


def test_second_build_makes_nothing(room: Path) -> None:
    assert made(build(room)) == set()


def test_an_edit_makes_the_forms_of_what_it_changes(room: Path) -> None:
    replaced(room / RELEASE, "Ein Nähsaal", "Zwei Nähsäle")
    page = "2024/probenzentrum/index.html"
    assert {path for path in made(build(room)) if path.startswith(page)} == {page, f"{page}.gz", f"{page}.br"}
    assert differences(public(room), clean_tree(room)) == []


def test_a_form_that_went_missing_is_made_again(room: Path) -> None:
    before = public(room)
    (room / "public" / "index.html.br").unlink()
    build(room)
    assert differences(public(room), before) == []


def test_turning_the_setting_off_and_on_takes_forms_away_and_brings_them_back(room: Path) -> None:
    before = public(room)
    replaced(room / "presskit.toml", BOTH, "[outputs]")
    pruned = summary(build(room)).pruned
    assert (pruned, forms(public(room))) == (len(forms(before)), {})
    replaced(room / "presskit.toml", "[outputs]", BOTH)
    build(room)
    assert differences(public(room), before) == []


def test_one_form_can_be_given_up(room: Path) -> None:
    replaced(room / "presskit.toml", '"gzip", "brotli"', '"gzip"')
    build(room)
    assert {path[-3:] for path in forms(public(room))} == {".gz"}
    assert differences(public(room), clean_tree(room)) == []


def test_release_renamed_and_then_made_a_draft_goes_with_its_forms(room: Path) -> None:
    renamed = (room / RELEASE).rename(room / "releases" / "2024" / "probe.md")
    build(room)
    replaced(renamed, "status: ready", "status: draft")
    build(room)
    assert [path for path in public(room) if "probenzentrum" in path] == []


def test_forms_of_others_are_not_overwritten(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    theirs = folder / "public" / "2024" / "probenzentrum" / "index.html.gz"
    theirs.write_bytes(b"theirs")
    replaced(folder / "presskit.toml", "[outputs]", BOTH)
    (failure,) = failures(build(folder))
    assert (failure.problem.code, failure.problem.span.path) == (
        "PK705",
        "public/2024/probenzentrum/index.html.gz",
    )
    assert theirs.read_bytes() == b"theirs"


def test_deleting_what_presskit_remembers_changes_nothing(room: Path) -> None:
    import shutil

    before = public(room)
    shutil.rmtree(room / ".presskit")
    assert problems(build(room)) == []
    assert differences(public(room), before) == []


def edit(folder: Path) -> None:
    """Change, add and remove something."""
    replaced(folder / "releases" / "2024" / "hafenlicht" / "index.md", "mit 40 Laien", "mit 41 Laien")
    write_release(folder, 3)
    (folder / RELEASE).unlink()


def drop_the_setting(folder: Path) -> None:
    edit(folder)
    replaced(folder / "presskit.toml", BOTH, "[outputs]")


@pytest.mark.parametrize("change", [edit, drop_the_setting])
def test_at_no_moment_is_a_form_older_than_its_file(change: Callable[[Path], None], room: Path) -> None:
    old = public(room)
    change(room)
    stale: set[str] = set()

    def look(path: str) -> None:
        now = public(room)
        held = {path: data for path, data in forms(now).items() if data != now.get(path[:-3])}
        stale.update(path for path, data in held.items() if data == old.get(path[:-3]))

    build(room, before=look)
    assert stale == set()
    assert differences(public(room), clean_tree(room)) == []


@pytest.mark.slow
@pytest.mark.parametrize("number", [1, 4, 9, 16, 25, 36, 49])
def test_a_killed_build_ends_as_a_clean_one(number: int, room: Path) -> None:
    edit(room)
    killed_at(room, number)
    build(room)
    assert differences(public(room), clean_tree(room)) == []
