"""The feed, as a feed reader sees it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import etree, html

from laws.builds import build
from laws.edits import replaced
from newsrooms import copy_of

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://presse.hafenbuehne.example/newsroom"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom that has been built."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("rss") / "room")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def feed(room: Path) -> feedparser.FeedParserDict:
    """Return the German feed, parsed."""
    return feedparser.parse((room / "public" / "feed.xml").read_bytes())


@pytest.mark.parametrize("path", ["feed.xml", "en/feed.xml"])
def test_feed_is_well_formed_to_a_reader(path: str, room: Path) -> None:
    assert not feedparser.parse((room / "public" / path).read_bytes()).bozo


def test_items_are_newest_first(feed: feedparser.FeedParserDict) -> None:
    assert [entry.title for entry in feed.entries] == [
        "Hafenlicht eröffnet die Spielzeit – mit 40 Laien & einem Kran",
        "Neues Probenzentrum in der Alten Segelmacherei",
    ]


def test_feed_names_its_language_and_itself(feed: feedparser.FeedParserDict) -> None:
    links = {link.rel: link.href for link in feed.feed.links}
    assert (feed.feed.language, links["self"], feed.feed.link) == ("de", f"{BASE}/feed.xml", f"{BASE}/")


def test_item_links_to_its_page(feed: feedparser.FeedParserDict) -> None:
    assert feed.entries[0].link == f"{BASE}/2024/hafenlicht/"


def test_identity_is_no_address(feed: feedparser.FeedParserDict) -> None:
    assert (feed.entries[0].id, feed.entries[0].guidislink) == ("urn:presskit:hafenlicht:de", False)


def test_enclosure_is_the_pdf_with_its_true_length(feed: feedparser.FeedParserDict, room: Path) -> None:
    path = "2024/hafenlicht/2024-09-12-pressemitteilung-hafenlicht.pdf"
    enclosure = feed.entries[0].enclosures[0]
    length = str((room / "public" / path).stat().st_size)
    assert (enclosure.href, enclosure.type, enclosure.length) == (f"{BASE}/{path}", "application/pdf", length)


def test_length_follows_the_pdf(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "Ein Nähsaal", "Ein Nähsaal. Und viel mehr Platz")
    build(folder)
    entry = feedparser.parse((folder / "public" / "feed.xml").read_bytes()).entries[1]
    path = folder / "public" / "2024" / "probenzentrum" / "2024-03-05-pressemitteilung-probenzentrum.pdf"
    assert entry.enclosures[0].length == str(path.stat().st_size)


def test_date_has_the_offset_of_the_newsroom(room: Path) -> None:
    dates = etree.parse(room / "public" / "feed.xml").xpath("//item/pubDate/text()")
    assert dates == ["Thu, 12 Sep 2024 10:30:00 +0200", "Tue, 05 Mar 2024 00:00:00 +0100"]


def test_feed_is_dated_by_its_newest_correction(room: Path) -> None:
    dates = etree.parse(room / "public" / "feed.xml").xpath("//lastBuildDate/text()")
    assert dates == ["Fri, 13 Sep 2024 09:00:00 +0200"]


def test_summary_is_the_description(feed: feedparser.FeedParserDict) -> None:
    assert feed.entries[0].summary == (
        "Die Hafenbühne Sonderwerft beginnt ihre Spielzeit am 4. Oktober 2024 mit der Uraufführung „Hafenlicht“."
    )


def test_lead_stands_in_for_a_missing_summary(feed: feedparser.FeedParserDict) -> None:
    assert feed.entries[1].summary.startswith("Die Hafenbühne Sonderwerft bezieht zum 1. Mai 2024")


def test_topics_are_categories(feed: feedparser.FeedParserDict) -> None:
    assert [tag.term for tag in feed.entries[0].tags] == ["Theater", "Stadtgeschichte"]


def test_content_is_the_whole_release(feed: feedparser.FeedParserDict) -> None:
    text = html.fragment_fromstring(feed.entries[0].content[0].value, create_parent=True).text_content()
    parts = ["Mit der Uraufführung", "Kran als Mitspieler", "Premiere", "Denkmalschutz", "Über die Tidenstiftung"]
    assert [part for part in parts if part not in text] == []


def test_every_address_in_the_content_is_absolute(room: Path) -> None:
    contents = etree.parse(room / "public" / "feed.xml").xpath("//*[local-name() = 'encoded']/text()")
    trees = [html.fragment_fromstring(content, create_parent=True) for content in contents]
    addresses = [str(address) for tree in trees for address in tree.xpath("//@href | //@src")]
    assert [address for address in addresses if "://" not in address] == []


def test_picture_is_in_the_content(feed: feedparser.FeedParserDict) -> None:
    assert f'src="{BASE}/2024/hafenlicht/web/buehne-am-kai.png-' in feed.entries[0].content[0].value


def test_feed_holds_no_more_than_its_length(tmp_path: Path) -> None:
    folder = copy_of("many", tmp_path / "room")
    build(folder)
    entries = feedparser.parse((folder / "public" / "feed.xml").read_bytes()).entries
    assert (len(entries), entries[0].title, entries[-1].title) == (20, "Meldung 64", "Meldung 45")


def test_item_without_a_pdf_has_no_enclosure(tmp_path: Path) -> None:
    folder = copy_of("many", tmp_path / "room")
    build(folder)
    assert feedparser.parse((folder / "public" / "feed.xml").read_bytes()).entries[0].enclosures == []


def test_feed_of_nothing_has_no_date(tmp_path: Path) -> None:
    folder = copy_of("many", tmp_path / "room")
    shutil.rmtree(folder / "releases")
    build(folder)
    channel = etree.parse(folder / "public" / "feed.xml").getroot()[0]
    assert [child.tag for child in channel if "Date" in child.tag] == []
    assert not feedparser.parse((folder / "public" / "feed.xml").read_bytes()).bozo
