"""What is in a search index, and that it is the same bytes each time."""

from __future__ import annotations

import gzip
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, forget, public
from newsrooms import copy_of
from outputs.conftest import EMPTY
from presskit.outputs.machines.search_index import facets
from presskit.planning.views import QuoteView

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom in two languages with search, built."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("index") / "room", pdfs=False)
    with_search(folder)
    build(folder)
    return folder


def with_search(folder: Path) -> None:
    path = folder / "presskit.toml"
    path.write_text(path.read_text().replace('"rss"]', '"rss", "search"]'))


def index(folder: Path) -> dict[str, bytes]:
    return {path: data for path, data in public(folder).items() if path.startswith("pagefind/")}


def fragments(folder: Path) -> dict[str, dict[str, object]]:
    """Return what the index shows of each release, by its address."""
    packed = (gzip.decompress(data) for path, data in index(folder).items() if path.endswith(".pf_fragment"))
    found = [json.loads(data.removeprefix(b"pagefind_dcd")) for data in packed]
    return {fragment["url"]: fragment for fragment in found}


def test_index_is_the_same_bytes_each_time(room: Path, tmp_path: Path) -> None:
    again = copy_of("bilingual", tmp_path / "room", pdfs=False)
    with_search(again)
    for workers in (2, 1):
        forget(again)
        build(again, workers=workers)
        assert index(again) == index(room)


def test_each_release_is_in_the_index_of_its_language_and_year(room: Path) -> None:
    assert set(fragments(room)) == {
        "2024/probenzentrum/", "2024/hafenlicht/", "en/2024/hafenlicht/", "en/2024/guest-performance/",
    }  # fmt: skip
    assert {path.split("/")[1] for path in index(room)} == {"de-2024", "en-2024"}


def test_text_and_quotes_are_searched_and_boilerplates_are_not(room: Path) -> None:
    content = str(fragments(room)["2024/probenzentrum/"]["content"])
    assert "Endlich proben wir dort, wo wir spielen" in content
    assert "Requisitenwerkstatt" in content
    assert "Über die Hafenbühne" not in content


def test_headline_day_speakers_and_topics_are_searched_beside_the_text(room: Path) -> None:
    assert fragments(room)["2024/probenzentrum/"]["meta"] == {
        "title": "Neues Probenzentrum in der Alten Segelmacherei",
        "date": "2024-03-05",
        "speakers": "Dr. Onno Reents",
        "topics": "Bauen",
    }


def test_filters_know_each_release_by_the_name_that_the_index_has_for_it(room: Path) -> None:
    files = index(room)
    known = json.loads(files["pagefind/de-2024/facets.json"])
    names = {path.rpartition("/")[2].partition(".")[0] for path in files if "de-2024/fragment/" in path}
    assert known["releases"].keys() == names
    topic = known["topics"].index(["bauen", "Bauen"])
    speaker = next(at for at, (_, name) in enumerate(known["speakers"]) if name == "Dr. Onno Reents")
    assert ["2024-03-05", [topic], [speaker]] in known["releases"].values()


def test_spellings_of_one_topic_and_of_one_speaker_are_one_named_as_the_newest_release_does() -> None:
    speaker = QuoteView("a", "Gut.", "de", "Ada Beispiel", "", "", speaker="ada")
    newer = replace(EMPTY, topics=("Kultur",), quotes=(replace(speaker, name="Dr. Ada Beispiel"),))
    older = replace(EMPTY, topics=("kultur", "Öl"), quotes=(speaker,))
    files = {
        f"fragment/{name}.pf_fragment": gzip.compress(f'pagefind_dcd{{"url": "{name}"}}'.encode())
        for name in ("new", "old")
    }
    found = json.loads(facets(files, {"/new": newer, "/old": older}))
    assert found["topics"] == [["kultur", "Kultur"], ["oel", "Öl"]]
    assert found["speakers"] == [["ada", "Dr. Ada Beispiel"]]
    assert found["releases"] == {"new": ["2024-01-02", [0], [0]], "old": ["2024-01-02", [0, 1], [0]]}


def test_nothing_of_pagefinds_own_interface_is_published(room: Path) -> None:
    kinds = {path.split("/", 2)[2].partition("/")[0] for path in index(room) if "de-2024" in path}
    loose = {kind for kind in kinds if "pf_meta" not in kind}
    assert loose == {
        "facets.json", "fragment", "index", "pagefind-entry.json", "pagefind.js", "wasm.de.pagefind",
    }  # fmt: skip
