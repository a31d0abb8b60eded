"""What pages offer of quotes: forms to copy, original words, cards, speakers in order and whom else they are."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from laws.builds import build, made

if TYPE_CHECKING:
    from pathlib import Path

ROOM = """\
[newsroom]
name = "Kulturbüro"
base_url = "https://kultur.example"

[outputs]
enabled = ["page", "lists", "text", "print_pdf", "feeds", "quote_cards"]

[quotes]
require_approval = "off"
"""
PEOPLE = """\
[mia]
title = "Prof. Dr."
name = "Mia Ziegler"
sort_name = "Aal, Mia"
wikidata = "Q42"
orcid = "0000-0002-1825-0097"
"""
LONG = ("Lang. " * 150).strip()
RELEASE = """\
---
id: tor
headline: Das Tor
date: 2024-05-06
status: ready
quotes:
  - {id: a, speaker: mia, text: Das Tor <steht> offen.}
  - id: b
    speaker: {name: Ada King, role: Director}
    text: Kommt!
    original: {language: en, text: Come to the "gate"!}
  - {id: c, speaker: {name: Dr. Bo Quist}, text: "Eins.\\n\\nZwei."}
  - {id: d, speaker: {name: Dr. Bo Quist}, text: LONG}
---
Text.

::quote[a]

Sie sagt: :quote[b]
""".replace("LONG", LONG)
CARD = "2024-05-06-pressemitteilung-tor-quote-"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return what was built of a release with a quote in a block, one in a sentence, and one nowhere."""
    folder = tmp_path_factory.mktemp("quotes")
    (folder / "releases").mkdir()
    (folder / "presskit.toml").write_text(ROOM, encoding="utf-8")
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    (folder / "releases" / "tor.md").write_text(RELEASE, encoding="utf-8")
    build(folder)
    return folder / "public"


def page(public: Path, route: str) -> Any:
    return html.document_fromstring((public / route / "index.html").read_bytes())


def texts(found: list[Any]) -> list[str]:
    return [element.text_content() for element in found]


def test_every_quote_offers_its_forms_without_a_script(public: Path) -> None:
    assert [
        texts(use.xpath(".//*[contains(@class, 'ready')]")) for use in page(public, "2024/tor").xpath("//details")
    ] == [
        [
            "„Das Tor <steht> offen“, sagte Prof. Dr. Mia Ziegler.",
            "„Das Tor <steht> offen.“\n– Prof. Dr. Mia Ziegler",
            "> „Das Tor \\<steht\\> offen.“\n>\n> – Prof. Dr. Mia Ziegler",
        ],
        ["„Eins.\n\n„Zwei.“\n– Dr. Bo Quist", "> „Eins.\n>\n> „Zwei.“\n>\n> – Dr. Bo Quist"],
        [f"„{LONG[:-1]}“, sagte Dr. Bo Quist.", f"„{LONG}“\n– Dr. Bo Quist", f"> „{LONG}“\n>\n> – Dr. Bo Quist"],
        [
            "„Kommt!“, sagte Ada King, Director (aus dem Englischen).",
            "„Kommt!“\n– Ada King, Director (aus dem Englischen)",
            "> „Kommt!“\n>\n> – Ada King, Director (aus dem Englischen)",
            "“Come to the ‘gate’!”",
        ],
    ]


def test_page_offers_the_cards_that_there_are_and_no_others(public: Path) -> None:
    found = page(public, "2024/tor").xpath("//details//a/@href")
    assert sorted(found) == sorted(path.name for path in (public / "2024" / "tor").glob("*-quote-*"))
    assert sorted(found) == [f"{CARD}{quote}.{form}" for quote in "abc" for form in ("png", "svg")]
    spoken = page(public, "speakers/mia").xpath("//details//a/@href")
    assert spoken == [f"../../2024/tor/{CARD}a.png", f"../../2024/tor/{CARD}a.svg"]


def test_original_words_are_in_their_language(public: Path) -> None:
    (original,) = page(public, "2024/tor").xpath("//*[@class = 'ready original']")
    assert (original.get("lang"), texts(original.getparent().xpath("p"))[0]) == ("en", "Im Original (Englisch)")


def test_button_copies_what_stands_before_it(public: Path) -> None:
    for button in page(public, "2024/tor").xpath("//details//button"):
        assert "ready" in button.getprevious().get("class")
        assert button.get("aria-label").startswith(button.text_content())


def test_translated_quote_says_so_in_text_and_feeds(public: Path) -> None:
    assert "aus dem Englischen" not in (public / "feed.xml").read_text(encoding="utf-8").split("Das Tor", 1)[0]
    spoken = page(public, "speakers/ada-king").xpath("//figcaption/span[@class = 'translated']")
    assert texts(spoken) == ["(aus dem Englischen)"]


def test_speakers_stand_in_the_order_of_their_last_names(public: Path) -> None:
    assert texts(page(public, "speakers").xpath("//ul//a[contains(@href, '/') and not(@rel)]"))[-3:] == [
        "Prof. Dr. Mia Ziegler",
        "Ada King",
        "Dr. Bo Quist",
    ]


def test_speakers_page_says_who_else_knows_them(public: Path) -> None:
    known = page(public, "speakers/mia")
    links = ["https://www.wikidata.org/entity/Q42", "https://orcid.org/0000-0002-1825-0097"]
    assert known.xpath("//a[@rel = 'external']/@href") == links
    graph = json.loads(known.xpath("//script[@type = 'application/ld+json']")[0].text)
    assert (graph["@type"], graph["mainEntity"]["name"]) == ("ProfilePage", "Prof. Dr. Mia Ziegler")
    assert graph["mainEntity"]["sameAs"] == links


def test_speaker_whom_nobody_else_knows_has_no_such_links(public: Path) -> None:
    assert page(public, "speakers/ada-king").xpath("//a[@rel = 'external']") == []


def test_an_edit_of_the_text_draws_no_card_and_one_of_a_quote_does(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "presskit.toml").write_text(
        ROOM.replace('"lists", "text", "print_pdf", "feeds", ', ""), encoding="utf-8"
    )
    (tmp_path / "people.toml").write_text(PEOPLE, encoding="utf-8")
    release = tmp_path / "releases" / "tor.md"
    release.write_text(RELEASE, encoding="utf-8")
    build(tmp_path)
    release.write_text(RELEASE.replace("Text.", "Ein anderer Text."), encoding="utf-8")
    assert made(build(tmp_path)) == {"2024/tor/index.html", "index.html"}
    release.write_text(RELEASE.replace("offen.", "zu."), encoding="utf-8")
    assert f"2024/tor/{CARD}a.svg" in made(build(tmp_path))
