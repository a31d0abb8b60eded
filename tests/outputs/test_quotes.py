"""quotes.json and quotes.csv: every quote of the newsroom as data."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC
from typing import TYPE_CHECKING, Any

import pytest

from laws.builds import build, changed, clean_tree, differences, public
from laws.edits import replaced
from newsrooms import copy_of, write_topical_release
from presskit.model.newsroom import Entry, Newsroom, Settings
from presskit.outputs.machines import quotes

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://presse.hafenbuehne.example/newsroom"
HARD = '=1+1, "so" sagt sie;\tund –\u202f–'


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom that has been built, with a quote that is hard for a table and one that was translated."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("quotes") / "room")
    replaced(
        folder / "presskit.toml", "[outputs]", '[outputs]\nenabled = ["page", "lists", "rss", "quotes", "releases"]'
    )
    release = folder / "releases" / "2024" / "probenzentrum.md"
    front = f"  - id: hart\n    speaker: onno-reents\n    text: {json.dumps(HARD)}\n    original: en\n"
    front += "    approved: {by: Geheime Prüferin, on: 2024-03-01, wording: 1234567890abcdef}\n"
    replaced(release, "quotes:\n", f"quotes:\n{front}")
    release.write_text(release.read_text(encoding="utf-8") + "\n::quote[hart]\n", encoding="utf-8")
    build(folder)
    return folder


def data(folder: Path, path: str = "quotes.json") -> Any:
    return json.loads((folder / "public" / path).read_bytes())


def table(folder: Path, path: str = "quotes.csv") -> list[dict[str, str]]:
    text = (folder / "public" / path).read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_index_names_the_newsroom_and_the_files_of_its_years(room: Path) -> None:
    index = data(room)
    assert index["newsroom"] == {"name": "Hafenbühne Sonderwerft", "url": f"{BASE}/"}
    files = {"json": f"{BASE}/2024/quotes.json", "csv": f"{BASE}/2024/quotes.csv"}
    assert (index["is_whole"], index["files"]) == (True, [{"year": 2024, "editions": 3, **files}])
    assert data(room, "2024/quotes.json")["quotes"] == index["quotes"]


def test_quote_says_who_said_what_when_and_where_it_stands(room: Path) -> None:
    found = [said for said in data(room)["quotes"] if (said["id"], said["language"]) == ("tammen", "en")]
    assert found == [
        {
            "id": "tammen",
            "text": "A theatre that takes its city this seriously deserves every support",
            "language": "en",
            "speaker": "gesine-tammen",
            "name": "Gesine Tammen",
            "role": "Chair",
            "organisation": "Tide Foundation",
            "date": "2024-09-12",
            "release": "hafenlicht",
            "headline": "Harbour Light opens the season – with 40 amateurs & one crane",
            "permalink": f"{BASE}/en/2024/hafenlicht/#quote-tammen",
            "original_language": "",
            "original": "",
        }
    ]


def test_speaker_who_is_written_out_has_the_key_of_their_page(room: Path) -> None:
    (said,) = (said for said in data(room)["quotes"] if (said["id"], said["language"]) == ("boomgaarden", "de"))
    assert (said["speaker"], said["organisation"]) == ("hinrich-boomgaarden", "")
    assert (room / "public" / "speakers" / said["speaker"] / "index.html").is_file()


def test_table_says_what_the_data_say(room: Path) -> None:
    for path in ("quotes", "2024/quotes"):
        assert table(room, f"{path}.csv") == data(room, f"{path}.json")["quotes"]


def test_table_keeps_every_character_and_ends_its_lines_as_the_standard_says(room: Path) -> None:
    raw = (room / "public" / "quotes.csv").read_bytes()
    (said,) = (said for said in table(room) if said["id"] == "hart")
    assert (said["text"], said["original_language"]) == ("=1+1, ‚so‘ sagt sie; und –\u202f–", "en")
    assert raw.startswith(b'\xef\xbb\xbf"id"') and raw.endswith(b'"\r\n')
    assert raw.replace(b'"', b"").replace(b"\r\n", b"").count(b"\r") == 0


def test_what_is_internal_is_in_no_byte(room: Path) -> None:
    files = public(room)
    assert [path for path, raw in files.items() if "Prüferin".encode() in raw or b"1234567890abcdef" in raw] == []


def test_lists_of_speakers_and_the_index_of_releases_lead_there(room: Path) -> None:
    files = public(room)
    for page, way in (("speakers", ".."), ("archive", ".."), ("en/speakers", "../..")):
        html = files[f"{page}/index.html"].decode()
        assert f'<a href="{way}/quotes.json" rel="alternate" type="application/json">JSON</a>' in html
        assert f'<a href="{way}/quotes.csv" rel="alternate" type="text/csv">CSV</a>' in html
    assert data(room, "releases.json")["quotes"] == f"{BASE}/quotes.json"


@pytest.fixture
def topical(tmp_path: Path) -> Path:
    folder = copy_of("topical", tmp_path / "room")
    write_topical_release(folder, 5).write_text(
        "---\nid: nachricht-5\nheadline: Sechs\ndate: 2022-01-06\nstatus: ready\nquotes:\n"
        "  - {id: q, speaker: mia-adler, text: Satz 5}\n---\nText 5.\n\n::quote[q]\n"
    )
    build(folder)
    return folder


def test_an_edit_that_touches_no_quote_changes_no_data(topical: Path) -> None:
    replaced(topical / "releases" / "nachricht-5.md", "Text 5.", "Ein anderer Text.")
    assert {path for path in changed(build(topical)) if "quotes" in path} == set()


def test_new_words_change_the_year_and_the_whole(topical: Path) -> None:
    replaced(topical / "releases" / "nachricht-5.md", "Satz 5", "Ein Satz")
    paths = {"quotes.json", "quotes.csv", "2022/quotes.json", "2022/quotes.csv"}
    assert {path for path in changed(build(topical)) if "quotes" in path} == paths
    assert differences(public(topical), clean_tree(topical)) == []


def test_newsroom_that_quotes_nobody_has_an_empty_table_and_no_way_to_it(topical: Path) -> None:
    for number in (1, 2, 3, 5, 7):
        (topical / "releases" / f"nachricht-{number}.md").unlink()
    build(topical)
    assert (table(topical), data(topical)["quotes"], data(topical)["files"]) == ([], [], [])
    assert b"quotes.json" not in (topical / "public" / "archive" / "index.html").read_bytes()
    assert not (topical / "public" / "2022" / "quotes.json").exists()


def quoting(number: int) -> Entry:
    return Entry(
        *(f"releases/{number}.md", f"r{number}", "de", f"r{number}", f"{2000 + number // 600}-01-01", -number, 0),
        *(None, f"d{number}", f"l{number}"),
        quotes=f"q{number}",
    )


def test_whole_newsroom_has_the_newest_where_there_are_many() -> None:
    settings = Settings("N", "https://n.example", UTC, "UTC", "de", ("de",), None)
    entries = tuple(quoting(number) for number in range(1_250))
    views = {artifact.path: artifact.view for artifact in quotes.plan(Newsroom(settings, entries), None)}  # type: ignore[arg-type]
    assert [len(views[f"{year}/quotes.json"].sheets) for year in (2000, 2001, 2002)] == [600, 600, 50]
    assert [len(views[path].sheets) for path in quotes.PATHS] == [1_000, 1_000]
    assert views["quotes.json"].sheets[0] == "q0"
    assert not views["quotes.json"].is_whole
