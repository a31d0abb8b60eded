"""Lists of years, topics and speakers, the archive that leads to them, contacts, and where a page leads on to."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from lxml import html

from laws.builds import build, clean_tree, differences, made, public
from laws.edits import replaced
from newsrooms import copy_of, write_topical_release

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom with topics and speakers, built, for tests that only look."""
    folder = copy_of("topical", tmp_path_factory.mktemp("lists") / "room")
    build(folder)
    return folder


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return such a newsroom that has come to rest, for tests that edit."""
    folder = copy_of("topical", tmp_path / "room")
    build(folder)
    time.sleep(0.05)
    build(folder)
    return folder


def texts(folder: Path, route: str, path: str) -> list[str]:
    page = html.document_fromstring((folder / "public" / route / "index.html").read_bytes())
    return [" ".join(found.text_content().split()) for found in page.xpath(path)]


def test_a_topic_has_what_is_written_under_any_form_of_its_name(shown: Path) -> None:
    pages = ("topics/kultur", "topics/kultur/archive/2", "topics/kultur/archive/1")
    assert [texts(shown, page, "//h3") for page in pages] == [
        ["Nachricht 6", "Nachricht 5"],
        ["Nachricht 4", "Nachricht 2"],
        ["Nachricht 1", "Nachricht 0"],
    ]


def test_a_topic_is_called_as_its_newest_release_calls_it(shown: Path) -> None:
    assert texts(shown, "topics/kultur", "//h1") == ["Kultur"]


def test_a_topic_in_another_language_is_a_list_of_its_own(shown: Path) -> None:
    assert texts(shown, "en/topics/kultur", "//h3") == ["Nachricht 4", "Nachricht 0"]


def test_a_year_has_its_releases(shown: Path) -> None:
    assert texts(shown, "2021", "//h2") == ["Nachricht 7", "Nachricht 6"]


def test_a_speaker_is_quoted_with_the_role_of_the_day(shown: Path) -> None:
    captions = [texts(shown, f"speakers/mia-adler{page}", "//figcaption/span") for page in ("", "/archive/1")]
    assert captions == [
        ["Dr. Mia Adler", ", Dezernentin", ", Stadt"] * 2,
        ["Dr. Mia Adler", ", Dezernentin", ", Stadt", "Dr. Mia Adler", ", Leiterin", ", Kulturamt"],
    ]


def test_a_speaker_whose_name_is_written_out_has_a_page_too(shown: Path) -> None:
    assert texts(shown, "speakers/jo-wal", "//blockquote") == ["„Wort“"]


def test_a_quote_on_a_speakers_page_leads_to_its_place_in_the_release(shown: Path) -> None:
    page = html.document_fromstring((shown / "public/speakers/mia-adler/index.html").read_bytes())
    assert page.xpath("//p[@class = 'source']/a/@href") == [f"../../2021/nachricht-{n}/#quote-q" for n in (7, 5)]


def test_a_quote_that_stands_nowhere_in_the_text_is_shown_after_it(shown: Path) -> None:
    page = html.document_fromstring((shown / "public/2021/nachricht-2/index.html").read_bytes())
    assert [q.text_content().strip() for q in page.xpath("//figure[@id = 'quote-q']/blockquote")] == ["„Wort“"]


def test_the_archive_leads_to_every_year_topic_and_speaker_with_their_counts(shown: Path) -> None:
    assert texts(shown, "archive", "//ul[contains(@class, 'series')]/li") == [
        *("2021 8", "C++ 2", "Förderung 2", "Kultur 6", "Dr. Mia Adler 4", "Jo Wal 1", "English"),
    ]


def test_contacts_of_the_newest_releases_are_named_once(shown: Path) -> None:
    assert texts(shown, "contacts", "//ul[contains(@class, 'contacts')]//p[@class = 'name']") == ["Dr. Mia Adler"]


def related(folder: Path, number: int) -> list[str]:
    return texts(folder, f"2021/nachricht-{number}", "//ul[contains(@class, 'related')]//a")


def test_a_page_leads_on_to_older_releases_of_its_topics(shown: Path) -> None:
    found = {number: related(shown, number) for number in (0, 1, 3, 6)}
    assert found == {0: [], 1: ["Nachricht 0"], 3: [], 6: ["Nachricht 5", "Nachricht 4", "Nachricht 2"]}


def test_a_new_headline_reaches_the_pages_that_lead_to_it(room: Path) -> None:
    write_topical_release(room, 2, headline="Neu")
    pages = {path for path in made(build(room)) if path.startswith("2021/nachricht") and path.endswith(".html")}
    assert pages == {f"2021/nachricht-{number}/index.html" for number in (2, 4, 5, 6)}
    assert related(room, 6) == ["Nachricht 5", "Nachricht 4", "Neu"]


def test_a_release_that_goes_is_led_to_no_more(room: Path) -> None:
    (room / "releases" / "nachricht-5.md").unlink()
    build(room)
    assert related(room, 6) == ["Nachricht 4", "Nachricht 2", "Nachricht 1"]
    assert differences(clean_tree(room), public(room)) == []


def test_an_edited_text_keeps_where_its_page_leads_to(room: Path) -> None:
    replaced(room / "releases" / "nachricht-6.md", "Text 6.", "Text 6.\n\nEin Nachsatz.")
    lists = {path for path in made(build(room)) if path.endswith(".html")}
    assert lists == {"2021/nachricht-6/index.html"}
    assert related(room, 6) == ["Nachricht 5", "Nachricht 4", "Nachricht 2"]
    assert differences(clean_tree(room), public(room)) == []


def test_an_edited_quote_reaches_its_speakers_page(room: Path) -> None:
    replaced(room / "releases" / "nachricht-5.md", "Satz 5", "Der Satz")
    assert "speakers/mia-adler/index.html" in made(build(room))
    assert differences(clean_tree(room), public(room)) == []


def test_the_last_release_of_a_topic_takes_its_page_along(room: Path) -> None:
    for number in (1, 5):
        (room / "releases" / f"nachricht-{number}.md").unlink()
    build(room)
    assert [path for path in public(room) if path.startswith("topics/c-")] == []
    assert differences(clean_tree(room), public(room)) == []


def test_pages_that_a_newsroom_does_not_want_are_not_linked_to(room: Path) -> None:
    replaced(room / "presskit.toml", "'lists', 'contacts', 'subscribe', 'feeds', 'releases', 'search', ", "")
    build(room)
    page = html.document_fromstring((room / "public/2021/nachricht-6/index.html").read_bytes())
    assert page.xpath("//nav//a/@href") == ["../../"]
    assert differences(clean_tree(room), public(room)) == []
