"""Feeds of every series, and their archives (RFC 5005): nothing is lost, and archives keep still."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from laws.builds import build, clean_tree, differences, made, public
from laws.edits import replaced
from outputs.feed_room import BASE, HUB, seen, write, write_room

if TYPE_CHECKING:
    from pathlib import Path

FORMS = {"rss": ("feed.xml", "feed/{}.xml"), "atom": ("atom.xml", "atom/{}.xml"), "json": ("feed.json", "feed/{}.json")}
ALL_FORMS = pytest.mark.parametrize("form", FORMS)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the newsroom, built; nobody may change it."""
    folder = write_room(tmp_path_factory.mktemp("archives") / "room")
    build(folder)
    return folder


@pytest.fixture
def room(built: Path, tmp_path: Path) -> Path:
    """Return a copy of the newsroom as it was built."""
    return shutil.copytree(built, tmp_path / "room", symlinks=True, copy_function=shutil.copy2)


def walked(folder: Path, path: str) -> list[str]:
    """Return the ids of a feed with all its archives, as a client walks through them, doubles left out."""
    found: list[str] = []
    while path:
        document = seen(folder, path)
        found += document.ids
        path = document.links.get("prev-archive", "").removeprefix(f"{BASE}/")
    return list(dict.fromkeys(found))


def of(*numbers: int, language: str = "de") -> list[str]:
    return [f"urn:presskit:meldung-{number}:{language}" for number in numbers]


@ALL_FORMS
def test_feed_has_the_newest_and_archives_the_rest(form: str, built: Path) -> None:
    newest, archive = FORMS[form]
    found = [seen(built, newest).ids, *(seen(built, archive.format(number)).ids for number in (3, 2, 1))]
    assert found == [of(9, 8, 7), of(8, 7, 6), of(5, 4, 3), of(2, 1, 0)]


@ALL_FORMS
@pytest.mark.parametrize(
    ("series", "ids"),
    [
        ("", of(*range(9, -1, -1))),
        ("topics/kultur/", of(8, 6, 4, 2, 0)),
        ("topics/oel/", of(9, 6, 3, 0)),
        ("speakers/mia-adler/", of(8, 6, 4, 2, 0)),
        ("en/", of(8, 4, 0, language="en")),
    ],
)
def test_nothing_is_lost_to_who_walks_through_the_archives(series: str, ids: list[str], form: str, built: Path) -> None:
    assert walked(built, series + FORMS[form][0]) == ids


@ALL_FORMS
def test_feed_of_all_languages_has_every_edition(form: str, built: Path) -> None:
    found = walked(built, f"every/{FORMS[form][0]}")
    assert sorted(found) == sorted(of(*range(10)) + of(0, 4, 8, language="en"))


@pytest.mark.parametrize("path", ["every/feed.xml", "every/feed.json"])
def test_items_of_all_languages_say_which_they_are_in(path: str, built: Path) -> None:
    assert [item["language"] for item in seen(built, path).items] == ["de", "de", "en"]


def test_atom_entries_say_which_language_they_are_in(built: Path) -> None:
    tree = etree.parse(built / "public" / "every" / "atom.xml")
    assert tree.xpath("//*[local-name() = 'entry']/@xml:lang") == ["de", "de", "en"]


@pytest.mark.parametrize("path", ["feed/2.xml", "atom/2.xml"])
def test_archive_says_where_it_stands(path: str, built: Path) -> None:
    links, stem = seen(built, path).links, path.partition("/")[0]
    expected = {
        "current": f"{stem}.xml",
        "prev-archive": f"{stem}/1.xml",
        "next-archive": f"{stem}/3.xml",
        "self": path,
    }
    assert {relation: links[relation].removeprefix(f"{BASE}/") for relation in expected} == expected
    tree = etree.parse(built / "public" / path)
    assert len(tree.findall(".//{http://purl.org/syndication/history/1.0}archive")) == 1


@pytest.mark.parametrize("path", ["feed.xml", "atom.xml"])
def test_what_one_subscribes_to_is_no_archive(path: str, built: Path) -> None:
    assert etree.parse(built / "public" / path).find(".//{http://purl.org/syndication/history/1.0}archive") is None


@pytest.mark.parametrize("path", [form[0] for form in FORMS.values()])
def test_feed_names_itself_and_the_hub(path: str, built: Path) -> None:
    links = seen(built, path).links
    assert (links["self"], links["hub"]) == (f"{BASE}/{path}", HUB)


def test_feed_without_archives_names_none(built: Path) -> None:
    for path in ("en/feed.xml", "en/atom.xml", "en/feed.json"):
        assert not seen(built, path).links.get("prev-archive")
    assert not (built / "public" / "en" / "feed").exists()


def test_years_have_no_feeds(built: Path) -> None:
    assert not [path for path in public(built) if path.startswith("2020/") and path.endswith((".xml", ".json"))]


def test_new_release_touches_no_archive_until_one_is_full(room: Path) -> None:
    for number, touched in ((10, []), (11, []), (12, ["atom/3.xml", "feed/3.xml"]), (13, [])):
        before = public(room)
        write(room, number)
        build(room)
        changed = [path for path in differences(public(room), before) if path in before]
        assert [path for path in changed if path.startswith(("feed/", "atom/"))] == touched
    assert differences(public(room), clean_tree(room)) == []


def test_edit_of_an_old_text_touches_no_feed_at_all(room: Path) -> None:
    replaced(room / "releases" / "meldung-1.md", "Nummer 1.", "Nummer 1. Und um mehr.\n\nEin Absatz.")
    replaced(room / "releases" / "meldung-1.md", "status: ready", "status: ready\nsummary: Kurz")
    build(room)
    replaced(room / "releases" / "meldung-1.md", "Ein Absatz", "Zwei Absätze")
    assert made(build(room)) == {"2020/meldung-1/index.html"}


def test_new_headline_is_in_every_document_that_names_it(room: Path) -> None:
    replaced(room / "releases" / "meldung-2.md", "Meldung 2", "Zweite Meldung")
    build(room)
    named = [path for path, data in public(room).items() if b"Zweite Meldung" in data]
    assert {path for path in named if path.endswith(("xml", "json"))} == {
        *(f"{series}{stem}" for series in ("", "topics/kultur/", "speakers/mia-adler/")
          for stem in ("feed/1.xml", "feed/1.json", "atom/1.xml")),
        *(f"every/{stem}" for stem in ("feed/2.xml", "feed/2.json", "atom/2.xml")),
    }  # fmt: skip
    assert differences(public(room), clean_tree(room)) == []


def test_topic_that_goes_takes_its_feeds_along(room: Path) -> None:
    for number in (0, 3, 6, 9):
        path = room / "releases" / f"meldung-{number}.md"
        path.write_text(path.read_text().replace('"Öl"', "").replace(", ]", "]"))
        english = room / "releases" / f"meldung-{number}.en.md"
        if english.exists():
            english.write_text(english.read_text().replace('"Öl"', "").replace(", ]", "]"))
    build(room)
    assert not [path for path in public(room) if "topics/oel" in path]
    assert differences(public(room), clean_tree(room)) == []


def test_newsroom_that_wants_rss_alone_gets_rss_alone(room: Path) -> None:
    replaced(room / "presskit.toml", '"feeds"]', '"rss"]')
    build(room)
    endings = {path.rpartition("/")[2] for path in public(room) if path.endswith((".xml", ".json"))}
    assert endings == {"feed.xml", "1.xml", "2.xml", "3.xml", "4.xml"}
    assert not [path for path in public(room) if "atom" in path]


def test_newsroom_may_do_without_archives(room: Path) -> None:
    replaced(room / "presskit.toml", "[feeds]\n", "[feeds]\narchives = false\n")
    build(room)
    assert "prev-archive" not in seen(room, "feed.xml").links
    assert not [path for path in public(room) if path.startswith("feed/")]
