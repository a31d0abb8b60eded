"""Lists: the newest in front, archive pages that keep their bytes."""

from __future__ import annotations

from posixpath import join, normpath
from typing import TYPE_CHECKING

import pytest
from lxml import html

from laws.builds import build, differences, made, public
from newsrooms import copy_of, write_release
from presskit.outputs.pages.lists import numbered_pages

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom of 65 German releases, built."""
    folder = copy_of("many", tmp_path / "room")
    build(folder)
    return folder


def headlines(folder: Path, route: str) -> list[str]:
    page = html.document_fromstring((folder / "public" / route / "index.html").read_bytes())
    return [heading.text_content() for heading in page.xpath("//h3")]


@pytest.mark.parametrize(
    ("releases", "pages"), [(0, 0), (1, 0), (20, 0), (39, 0), (40, 1), (59, 1), (60, 2), (65, 2), (80, 3)]
)
def test_front_page_keeps_at_least_one_length(releases: int, pages: int) -> None:
    assert numbered_pages(releases, 20) == pages


def test_front_page_has_the_newest(room: Path) -> None:
    assert headlines(room, "") == [f"Meldung {number}" for number in range(64, 39, -1)]


def test_first_archive_page_has_the_oldest(room: Path) -> None:
    assert headlines(room, "archive/1") == [f"Meldung {number}" for number in range(19, -1, -1)]


def test_every_release_is_in_exactly_one_list(room: Path) -> None:
    shown = [headline for route in ("", "archive/1", "archive/2") for headline in headlines(room, route)]
    assert sorted(shown) == sorted(f"Meldung {number}" for number in range(65))


def test_other_language_has_its_own_list(room: Path) -> None:
    assert headlines(room, "en") == [f"Notice {number}" for number in range(64, -1, -8)]


def test_archive_pages_keep_their_bytes_when_a_release_is_added(room: Path) -> None:
    before = {path: data for path, data in public(room).items() if path.startswith("archive/")}
    write_release(room, 65)
    build(room)
    after = {path: data for path, data in public(room).items() if path.startswith("archive/")}
    assert differences(before, after) == []


def test_only_the_newest_archive_page_learns_of_a_new_one(room: Path) -> None:
    for number in range(65, 80):
        write_release(room, number)
    assert {path for path in made(build(room)) if "archive" in path} == {
        "archive/2/index.html",
        "archive/3/index.html",
    }


def test_way_from_page_to_page_leads_through_all(room: Path) -> None:
    route, seen = "", list[str]()
    while route not in seen:
        seen.append(route)
        page = html.document_fromstring((room / "public" / route / "index.html").read_bytes())
        older = page.xpath("//a[@rel = 'next']/@href")
        route = normpath(join(route, older[0])) if older else route
    assert seen == ["", "archive/2", "archive/1"]


def test_empty_newsroom_says_so(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    (folder / "releases" / "2011" / "kreativwirtschaft-ruhr.md").unlink()
    build(folder)
    assert "Noch keine Pressemitteilungen." in (folder / "public" / "index.html").read_text(encoding="utf-8")


def test_releases_of_one_day_are_in_a_fixed_order(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    for name in ("b", "a", "c"):
        text = f"---\nid: {name}\nheadline: {name}\ndate: 2012-01-01\nstatus: ready\n---\nText.\n"
        (folder / "releases" / f"{name}.md").write_text(text)
    build(folder)
    assert headlines(folder, "")[:3] == ["a", "b", "c"]
