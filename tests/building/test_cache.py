"""What is remembered may be lost or damaged at any time; what it says of an artifact is why it was made."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, changed, differences, made, public
from laws.edits import change_style, replaced
from newsrooms import NOW, copy_of
from presskit.building.cache import Cache

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom that has been built."""
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    return folder


def no_database(path: Path) -> None:
    path.write_bytes(b"this is no database, " * 500)


def cut_off(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def emptied(path: Path) -> None:
    os.truncate(path, 0)


def garbled(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * (path.stat().st_size - 4096))


def of_another_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("pragma user_version = 99")


def without_a_table(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("drop table documents")


def without_content(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("delete from documents")
        db.commit()


DAMAGES = [no_database, cut_off, emptied, garbled, of_another_version, without_a_table, without_content]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_cache_heals(damage: object, room: Path) -> None:
    before = public(room)
    damage(room / ".presskit" / "cache.db")  # type: ignore[operator]
    (room / "public" / "index.html").unlink()
    replaced(room / "releases" / "2024" / "gastspiel.en.md", "three guest", "four guest")
    replaced(room / "releases" / "2024" / "gastspiel.en.md", "four guest", "three guest")
    build(room)
    assert differences(public(room), before) == []


def test_another_version_knows_what_the_one_before_it_made(room: Path) -> None:
    of_another_version(room / ".presskit" / "cache.db")
    (room / SOURCE).unlink()
    build(room)
    assert [path for path in public(room) if "probenzentrum" in path] == []


def story(folder: Path, path: str) -> tuple[str, str, str] | None:
    with closing(Cache(str(folder / ".presskit" / "cache.db"))) as cache:
        return cache.story_of(path)


PAGE = "2024/probenzentrum/index.html"
SOURCE = "releases/2024/probenzentrum.md"


def test_story_of_a_first_page_is_that_it_is_new(room: Path) -> None:
    assert story(room, PAGE) == ("page", SOURCE, "new")


def test_story_after_an_edit_is_the_content(room: Path) -> None:
    replaced(room / SOURCE, "headline: Neues", "headline: Großes")
    build(room)
    assert story(room, PAGE) == ("page", SOURCE, "content")


def test_story_after_a_change_of_layout_is_the_layout(room: Path) -> None:
    from presskit.outputs.layouts import shipped_layouts

    (room / "layouts" / "page").mkdir(parents=True)
    with open(f"{shipped_layouts()}/page/release.html", encoding="utf-8") as file:
        (room / "layouts" / "page" / "release.html").write_text(file.read() + "\n")
    build(room)
    assert story(room, PAGE) == ("page", SOURCE, "layout")


def test_story_after_a_change_of_settings_is_the_settings(room: Path) -> None:
    replaced(room / "presskit.toml", 'phone = "+49 (0)491 5550-100"', 'phone = "+49 (0)491 5550-101"')
    build(room)
    assert story(room, PAGE) == ("page", SOURCE, "settings")


def test_story_after_a_change_by_hand_says_so(room: Path) -> None:
    (room / "public" / PAGE).write_text("by hand")
    build(room)
    assert story(room, PAGE) == ("page", SOURCE, "altered outside presskit")


def test_nothing_is_told_of_a_foreign_file(room: Path) -> None:
    (room / "public" / "CNAME").write_text("x")
    build(room)
    assert story(room, "CNAME") is None


def test_nothing_is_told_of_what_is_gone(room: Path) -> None:
    (room / SOURCE).unlink()
    build(room)
    assert story(room, PAGE) is None


@pytest.fixture
def style_changed(tmp_path: Path) -> Path:
    """Return a newsroom with PDFs, built, and then given another stylesheet."""
    folder = copy_of("founding", tmp_path / "styled")
    build(folder)
    change_style(folder)
    return folder


def test_new_style_changes_no_pdf(style_changed: Path) -> None:
    assert [path for path in changed(build(style_changed)) if path.endswith((".pdf", ".txt"))] == []


def test_new_style_makes_no_pdf(style_changed: Path) -> None:
    assert [path for path in made(build(style_changed)) if path.endswith((".pdf", ".txt"))] == []


def test_clock_that_goes_back_makes_nothing_where_nothing_lifts(room: Path) -> None:
    assert made(build(room, NOW - 86_400)) == set()


def test_file_with_a_date_in_the_future_is_read_like_any_other(room: Path) -> None:
    os.utime(room / SOURCE, (4e9, 4e9))
    build(room)
    replaced(room / SOURCE, "headline: Neues", "headline: Großes")
    os.utime(room / SOURCE, (4e9, 4e9))
    assert PAGE in made(build(room))
