"""releases.json: the newsroom as data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from laws.builds import build, changed, clean_tree, differences, public
from laws.edits import replaced
from newsrooms import copy_of, write_release

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://presse.hafenbuehne.example/newsroom"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom that has been built."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("releases") / "room")
    replaced(
        folder / "presskit.toml",
        "[outputs]",
        '[outputs]\nenabled = ["page", "lists", "text", "markdown", "data", "rss", "releases"]',
    )
    build(folder)
    return folder


def data(folder: Path, path: str) -> Any:
    return json.loads((folder / "public" / path).read_bytes())


def test_index_names_the_newsroom_its_feeds_and_its_years(room: Path) -> None:
    index = data(room, "releases.json")
    assert index["newsroom"] == {"name": "Hafenbühne Sonderwerft", "url": f"{BASE}/", "languages": ["de", "en"]}
    assert [feed["url"] for feed in index["feeds"]] == [f"{BASE}/feed.xml", f"{BASE}/en/feed.xml"]
    assert index["files"] == [
        {"year": 2024, "url": f"{BASE}/2024/releases.json", "editions": 4, "changed": "2024-09-13T07:00:00Z"}
    ]


def test_edition_says_what_a_list_would_and_the_ways_to_it(room: Path) -> None:
    (edition,) = (e for e in data(room, "2024/releases.json")["editions"] if e["url"] == f"{BASE}/2024/hafenlicht/")
    assert edition["headline"] == "Hafenlicht eröffnet die Spielzeit – mit 40 Laien & einem Kran"
    assert (edition["id"], edition["language"], edition["date"]) == ("hafenlicht", "de", "2024-09-12")
    assert (edition["published"], edition["topics"]) == ("2024-09-12T08:30:00Z", ["Theater", "Stadtgeschichte"])
    assert edition["languages"] == {"en": f"{BASE}/en/2024/hafenlicht/"}
    assert edition["text"] == f"{BASE}/2024/hafenlicht/2024-09-12-pressemitteilung-hafenlicht.txt"
    assert "pdf" not in edition
    assert {"key", "name"} == set(edition["speakers"][0])


def test_every_address_leads_to_a_file(room: Path) -> None:
    files = public(room)
    editions = data(room, "2024/releases.json")["editions"]
    addresses = [
        address
        for e in editions
        for address in (e["url"], e["text"], e["markdown"], e["data"], *e["languages"].values())
    ]
    paths = [address.removeprefix(f"{BASE}/") for address in addresses]
    assert [path for path in paths if (f"{path}index.html" if path.endswith("/") else path) not in files] == []


def test_people_can_read_it(room: Path) -> None:
    lines = (room / "public" / "2024" / "releases.json").read_text(encoding="utf-8").splitlines()
    assert "eröffnet" in "".join(lines) and max(map(len, lines)) < 400


@pytest.fixture
def many(tmp_path: Path) -> Path:
    folder = copy_of("many", tmp_path / "room")
    replaced(folder / "presskit.toml", "enabled = [", 'enabled = ["releases", ')
    build(folder)
    return folder


def test_an_edited_text_changes_no_data(many: Path) -> None:
    path = many / "releases" / "2020" / "meldung-3.md"
    path.write_text(path.read_text() + "\nUnd ein Nachsatz.\n")
    assert [path for path in changed(build(many)) if path.endswith(".json")] == []


def test_a_new_release_changes_its_year_and_the_index(many: Path) -> None:
    write_release(many, 400)  # in 2021
    assert {path for path in changed(build(many)) if path.endswith(".json")} == {"2021/releases.json", "releases.json"}
    assert differences(public(many), clean_tree(many)) == []


def test_newsroom_without_a_release_has_an_index(many: Path) -> None:
    for path in (many / "releases").rglob("*.md"):
        path.unlink()
    build(many)
    assert data(many, "releases.json")["files"] == []


def test_data_without_pages_names_none(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    replaced(folder / "presskit.toml", "[outputs]", '[outputs]\nenabled = ["releases"]')
    build(folder)
    assert {edition["url"] for edition in data(folder, "2024/releases.json")["editions"]} == {None}
