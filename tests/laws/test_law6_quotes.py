"""Law 6: a quote is the same characters in the page, the PDF, the feed, the plain text and the data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import feedparser
import pytest
import yaml
from lxml import html

from laws.builds import build
from laws.pdfs import by_pdfium

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GORNY = (
    "Die Gründung von ecce erfolgte just in time - die Chancen für Kreative wie Städte im Ruhrgebiet sind gut, wenn "
    "jetzt konsequent regionale Strategien von nationaler Bedeutung im Verbund mit dem Land NRW, der Ruhr Wirtschaft "
    "sowie den Ruhr Städten verfolgt werden."
)
WESTPHAL = (
    "Die Standortentwicklung von kreativen Orten steigert die Attraktivität und Lebensqualität in der Metropole Ruhr. "
    "Mit dem Projekt Kreativ.Quartiere der Kulturhauptstadt Ruhr.2010 wurden Orte aufgespürt, in denen sich kreatives "
    "Potenzial konzentriert, Innovationen geschaffen und Aufwertungsprozesse angestoßen werden können."
)
QUOTES = [
    ("founding", "2011/kreativwirtschaft-ruhr", f"„{GORNY}“"),
    ("founding", "2011/kreativwirtschaft-ruhr", f"„{WESTPHAL}“"),
    ("bilingual", "2024/hafenlicht", "„Das ist ein Wagnis – und genau deshalb machen wir es.“"),
    ("bilingual", "2024/hafenlicht", "„Ein Theater, das seine Stadt so ernst nimmt, verdient jede Unterstützung“"),
    ("bilingual", "2024/hafenlicht", "„Ich habe den Kran 31 Jahre gefahren, jetzt fährt er für mich.“"),
    ("bilingual", "en/2024/hafenlicht", "“That is a risk – and that is exactly why we take it.”"),
    ("bilingual", "en/2024/hafenlicht", "“A theatre that takes its city this seriously deserves every support”"),
]


def page_text(folder: Path, route: str) -> str:
    return html.document_fromstring((folder / "public" / route / "index.html").read_bytes()).text_content()


def pdf_text(folder: Path, route: str) -> str:
    return by_pdfium(next((folder / "public" / route).glob("*.pdf")).read_bytes())


def plain_text(folder: Path, route: str) -> str:
    return next((folder / "public" / route).glob("*.txt")).read_text(encoding="utf-8")


def feed_text(folder: Path, route: str) -> str:
    feed = folder / "public" / ("en/feed.xml" if route.startswith("en/") else "feed.xml")
    entries = feedparser.parse(feed.read_bytes()).entries
    content = next(entry.content[0].value for entry in entries if f"/{route}/" in entry.link)
    return html.fragment_fromstring(content, create_parent=True).text_content()


@pytest.mark.parametrize("place", [page_text, pdf_text, plain_text, feed_text])
@pytest.mark.parametrize(("name", "route", "quote"), QUOTES)
def test_quote_is_the_same_characters(
    name: str, route: str, quote: str, place: Callable[[Path, str], str], built: Callable[[str], Path]
) -> None:
    assert quote in " ".join(place(built(name), route).split())


def json_ld(folder: Path, route: str) -> str:
    page = html.document_fromstring((folder / "public" / route / "index.html").read_bytes())
    (script,) = page.xpath("//script[@type = 'application/ld+json']/text()")
    return " ".join(part["text"] for part in json.loads(script)["hasPart"])


def data_file(folder: Path, route: str) -> str:
    data = json.loads(next((folder / "public" / route).glob("*.json")).read_bytes())
    return " ".join(quote["text"] for quote in data["quotes"])


def source(folder: Path, route: str) -> str:
    text = next((folder / "public" / route).glob("*.md")).read_text(encoding="utf-8")
    quotes = yaml.safe_load(text.split("---\n")[1])["quotes"]
    return " ".join(quote["text"] for quote in quotes)


@pytest.mark.parametrize("place", [json_ld, data_file, source])
@pytest.mark.parametrize(("name", "route", "quote"), QUOTES)
def test_quote_is_the_same_characters_where_it_stands_without_marks(
    name: str, route: str, quote: str, place: Callable[[Path, str], str], built: Callable[[str], Path]
) -> None:
    assert quote.strip("„“”") in " ".join(place(built(name), route).split())


@pytest.mark.parametrize("place", [page_text, pdf_text, plain_text, feed_text])
def test_quote_stands_with_its_speaker(place: Callable[[Path, str], str], built: Callable[[str], Path]) -> None:
    text = " ".join(place(built("founding"), "2011/kreativwirtschaft-ruhr").split())
    after = text[text.index("verfolgt werden.“") + len("verfolgt werden.“") :].lstrip(" –")
    assert after.startswith("Prof. Dieter Gorny, Direktor, european centre for creative economy (ecce)")


NESTED = """\
---
id: nacht
headline: The night
date: 2024-05-02
status: ready
quotes:
  - id: a
    speaker: {name: Ann Lee, role: Visitor}
    text: They call it "the „long“ night", and it’s ours.
    original: {language: de, text: Sie nennen es „die ‚lange‘ Nacht“.}
---
Ann Lee, a visitor, was here.

::quote[a]
"""
IN_THE_MARKS_OF_ITS_LANGUAGE = "“They call it ‘the “long” night’, and it’s ours.”"


@pytest.fixture(scope="module")
def nested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom of one release, with a translated quote that has marks of all kinds in it, built."""
    folder = tmp_path_factory.mktemp("nested") / "room"
    (folder / "releases").mkdir(parents=True)
    settings = '[newsroom]\nname = "N"\nbase_url = "https://n.example"\nlanguage = "en"\n'
    (folder / "presskit.toml").write_text(settings + '[quotes]\nrequire_approval = "off"\n')
    (folder / "releases" / "nacht.md").write_text(NESTED, encoding="utf-8")
    build(folder)
    return folder


@pytest.mark.parametrize("place", [page_text, pdf_text, plain_text, feed_text])
def test_marks_in_a_quote_are_nested_the_same_everywhere(place: Callable[[Path, str], str], nested: Path) -> None:
    assert IN_THE_MARKS_OF_ITS_LANGUAGE in " ".join(place(nested, "2024/nacht").split())


def test_translated_quote_says_so_in_its_attribution(nested: Path) -> None:
    assert "\n– Ann Lee, Visitor (translated from German)\n" in plain_text(nested, "2024/nacht")
