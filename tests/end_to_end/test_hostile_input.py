"""Strings that mean harm, in every place where a writer can put text: nothing acts, nothing breaks."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from conftest import needs
from end_to_end.browser import browser, served
from end_to_end.sites import NOW, settle
from judges.installed import hostile_markup, package
from judges.kinds import representatives
from judges.nu import markup_errors
from judges.tripwire import arm, tripped
from laws.builds import build, failures, problems, public
from laws.links import broken_links
from newsrooms.hostile import OWN, sanitising_cases, write_hostile, write_one_headline

if TYPE_CHECKING:
    from pathlib import Path

    from end_to_end.conftest import Once

pytestmark = pytest.mark.slow
HOST = "https://host.example/press/room"
ONE_HEADLINE = 500


@pytest.fixture(scope="session")
def hostile(once: Once) -> Path:
    """Return a folder with a newsroom of hostile strings, built; nobody may change it."""
    naughty = json.loads(package("blns/resources/blns.json").read_text(encoding="utf-8"))
    cases = [*OWN, *sanitising_cases(hostile_markup()), *naughty]

    def make(folder: Path) -> None:
        count = write_hostile(folder / "hostile", cases)
        (folder / "empty.html").write_text("<!doctype html><title>Frames</title>")
        settle(folder / "hostile", pdfs=False)
        events = build(folder / "hostile", NOW)
        pages = list((folder / "hostile" / "public" / "2026").glob("r-*/index.html"))
        assert (failures(events), len(pages)) == ([], count)

    return once("hostile", make)


def pages_of(folder: Path) -> list[Path]:
    """Return all releases and a tenth of the lists, which are alike."""
    pages = sorted(folder.glob("hostile/public/**/*.html"))
    releases = [page for page in pages if page.parent.name.startswith("r-")]
    return [*releases, *[page for page in pages if page not in releases][::10]]


def test_all_sanitising_cases_of_feedparser_are_tried() -> None:
    assert len(list(sanitising_cases(hostile_markup()))) == 745


def test_nothing_acts_in_a_browser(hostile: Path) -> None:
    with served(hostile) as origin, browser(needs("chromium")) as tab:
        arm(tab)
        addresses = [f"{origin}/{page.relative_to(hostile).as_posix()}" for page in pages_of(hostile)]
        assert tripped(tab, f"{origin}/empty.html", addresses) == []


def test_no_string_makes_a_phone_scroll_sideways(hostile: Path) -> None:
    wide = {}
    with served(hostile) as origin, browser(needs("chromium")) as tab:
        for page in [*representatives(hostile), *pages_of(hostile)[::20]]:
            tab.open(f"{origin}/{page.relative_to(hostile).as_posix()}", 320)
            wide[page.parent.name] = tab.ask("document.scrollingElement.scrollWidth")
    assert {name: width for name, width in wide.items() if width > 320} == {}


def test_markup_around_hostile_strings_has_no_error(hostile: Path) -> None:
    assert markup_errors(pages_of(hostile)) == []


def test_links_beside_hostile_strings_resolve(hostile: Path) -> None:
    assert broken_links(public(hostile / "hostile"), HOST) == []


def test_hostile_strings_break_no_feed_and_no_data(hostile: Path) -> None:
    files = public(hostile / "hostile")
    for path, data in files.items():
        if path.endswith((".xml", ".svg")):
            etree.fromstring(data)
        elif path.endswith(".json"):
            json.loads(data)
    assert "feed.xml" in files


def test_five_hundred_releases_with_one_headline_have_a_page_each(tmp_path: Path) -> None:
    write_one_headline(tmp_path / "room", ONE_HEADLINE)
    events = build(tmp_path / "room", NOW)
    files = public(tmp_path / "room")
    pages = [path for path in files if path.startswith("2026/gleich-")]
    assert (failures(events), len(pages), broken_links(files, HOST)) == ([], ONE_HEADLINE, [])
    assert {line for line in problems(events) if "PK119" not in line} == set()
