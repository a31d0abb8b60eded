"""Whether there is anything to do, by stat alone."""

from __future__ import annotations

import time
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from laws.builds import build
from laws.edits import replaced
from newsrooms import NOW, copy_of
from presskit.building.cache import Cache
from presskit.building.survey import survey
from presskit.config import project_at

if TYPE_CHECKING:
    from pathlib import Path

LIFT = datetime(2025, 6, 2, 14, tzinfo=UTC).timestamp()


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom that was built, and once more when its files had come to rest."""
    folder = copy_of("embargoes", tmp_path / "room", pdfs=False)
    build(folder)
    time.sleep(0.05)
    build(folder)
    return folder


def nothing_to_do(folder: Path, now: float = NOW) -> bool:
    project = project_at(str(folder))
    with closing(Cache(str(folder / ".presskit" / "cache.db"))) as cache:
        return survey(project, cache).nothing_to_do(now)


def test_after_a_build_there_is_nothing_to_do(room: Path) -> None:
    assert nothing_to_do(room)


def test_before_the_first_build_there_is(tmp_path: Path) -> None:
    assert not nothing_to_do(copy_of("founding", tmp_path / "room"))


def test_a_moment_before_a_lift_there_is_nothing(room: Path) -> None:
    assert nothing_to_do(room, LIFT - 1)


def test_at_the_lift_there_is(room: Path) -> None:
    assert not nothing_to_do(room, LIFT)


def test_at_the_moment_of_a_correction_there_is(room: Path) -> None:
    build(room, datetime(2025, 6, 3, 12, tzinfo=UTC).timestamp())
    moment = datetime(2025, 6, 4, 7, tzinfo=UTC).timestamp()
    assert nothing_to_do(room, moment - 1)
    assert not nothing_to_do(room, moment)


def test_when_the_clock_went_back_there_is(room: Path) -> None:
    assert not nothing_to_do(room, NOW - 1)


@pytest.mark.parametrize("path", ["presskit.toml", "people.toml", "releases/seegras.md"])
def test_after_an_edit_there_is(path: str, room: Path) -> None:
    (room / path).write_text((room / path).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert not nothing_to_do(room)


def test_after_a_new_layout_there_is(room: Path) -> None:
    (room / "layouts" / "page").mkdir(parents=True)
    (room / "layouts" / "page" / "style.css").write_text("")
    assert not nothing_to_do(room)


def test_after_damage_to_the_output_there_is(room: Path) -> None:
    (room / "public" / "feed.xml").unlink()
    assert not nothing_to_do(room)


def test_after_a_list_that_failed_there_is(room: Path) -> None:
    (room / "layouts" / "page").mkdir(parents=True)
    (room / "layouts" / "page" / "index.html").write_text("{{ nothing_there }}")
    build(room)
    build(room)
    assert not nothing_to_do(room)


def test_a_bad_release_that_was_named_leaves_nothing_to_do(room: Path) -> None:
    replaced(room / "releases" / "seegras.md", "contacts: [presse]", "contacts: [pressse]")
    build(room)
    time.sleep(0.05)
    build(room)
    assert nothing_to_do(room)


def test_after_a_change_of_the_logo_there_is(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    time.sleep(0.05)
    build(folder)
    assert nothing_to_do(folder)
    (folder / "logo.svg").write_text((folder / "logo.svg").read_text().replace("#123c5a", "#5a123c"))
    assert not nothing_to_do(folder)
