"""What search engines read in a page: JSON-LD that says what the release says, and ends no script element."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from laws.builds import build
from newsrooms import copy_of
from presskit.outputs.pages.jsonld import in_script, quotation
from presskit.planning.views import QuoteView

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOSTILE = "</script><script>alert(1)</script><!-- & \u2028\u2029 \\u003c <script"
PAGES_ONLY = '\n[outputs]\nenabled = ["page", "index"]\n'
SITE = "https://newsroom.example"
RUHR = f"{SITE}/2011/kreativwirtschaft-ruhr/"
STAGE = "https://presse.hafenbuehne.example/newsroom"


@pytest.fixture(scope="module")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the founding newsroom with a hostile release beside, built without PDFs."""
    folder = copy_of("founding", tmp_path_factory.mktemp("jsonld") / "room")
    with (folder / "presskit.toml").open("a", encoding="utf-8") as file:
        file.write(PAGES_ONLY)
    texts = {key: HOSTILE.replace("<!--", "<!-") for key in ("headline", "subheadline", "summary", "place")}
    quote = [{"id": "q", "speaker": {"name": texts["place"], "role": "</script>"}, "text": texts["summary"]}]
    front = {"id": "boese", "date": "2024-01-02", "status": "ready", **texts, "quotes": quote}
    lines = [f"{key}: {json.dumps(value)}" for key, value in front.items()]
    text = "\n".join(["---", *lines, "---", "Text.", "", "::quote[q]", ""])
    (folder / "releases" / "boese.md").write_text(text, encoding="utf-8")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bilingual newsroom, built without PDFs."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("jsonld-stage") / "room", pdfs=False)
    build(folder)
    return folder


def page(folder: Path, route: str) -> html.HtmlElement:
    return html.document_fromstring((folder / "public" / route / "index.html").read_text(encoding="utf-8"))


def graph(folder: Path, route: str) -> Any:
    (script,) = page(folder, route).xpath("//script[@type = 'application/ld+json']/text()")
    return json.loads(script)


def test_graph_of_the_founding_release(founding: Path) -> None:
    lead = (
        "Als erste Kulturhauptstadt hatte die Ruhr.2010 der Kreativwirtschaft ein eigenständiges Themenfeld gewidmet "
        "und damit europaweit Aufmerksamkeit erlangt. Jetzt sind mit dem Nachhaltigkeitsbeschluss des Landes "
        "Nordrhein-Westfalen und des Regionalverbandes Ruhr die Weichen für eine konsequente Weiterentwicklung der "
        "Kreativwirtschaft Ruhr gestellt."
    )
    gorny = (
        "Die Gründung von ecce erfolgte just in time - die Chancen für Kreative wie Städte im Ruhrgebiet sind gut, "
        "wenn jetzt konsequent regionale Strategien von nationaler Bedeutung im Verbund mit dem Land NRW, der Ruhr "
        "Wirtschaft sowie den Ruhr Städten verfolgt werden."
    )
    westphal = (
        "Die Standortentwicklung von kreativen Orten steigert die Attraktivität und Lebensqualität in der Metropole "
        "Ruhr. Mit dem Projekt Kreativ.Quartiere der Kulturhauptstadt Ruhr.2010 wurden Orte aufgespürt, in denen sich "
        "kreatives Potenzial konzentriert, Innovationen geschaffen und Aufwertungsprozesse angestoßen werden können."
    )
    assert graph(founding, "2011/kreativwirtschaft-ruhr") == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{RUHR}#content",
        "url": RUHR,
        "mainEntityOfPage": RUHR,
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "headline": "Weichen für die Kreativwirtschaft Ruhr gestellt",
        "description": lead,
        "dateline": "28. November 2011",
        "datePublished": "2011-11-28T00:00:00+01:00",
        "dateModified": "2011-11-28T00:00:00+01:00",
        "articleSection": "Kreativwirtschaft",
        "keywords": ["Kreativwirtschaft"],
        "author": {"@id": f"{SITE}/#newsroom"},
        "publisher": {
            "@type": "Organization",
            "@id": f"{SITE}/#newsroom",
            "name": "Kreativwirtschaft Ruhr",
            "url": f"{SITE}/",
        },
        "hasPart": [
            {
                "@type": "Quotation",
                "url": f"{RUHR}#quote-gorny",
                "text": gorny,
                "inLanguage": "de",
                "spokenByCharacter": {
                    "@type": "Person",
                    "name": "Prof. Dieter Gorny",
                    "jobTitle": "Direktor",
                    "worksFor": {"@type": "Organization", "name": "european centre for creative economy (ecce)"},
                },
            },
            {
                "@type": "Quotation",
                "url": f"{RUHR}#quote-westphal",
                "text": westphal,
                "inLanguage": "de",
                "spokenByCharacter": {
                    "@type": "Person",
                    "name": "Thomas Westphal",
                    "jobTitle": "Geschäftsführer",
                    "worksFor": {
                        "@type": "Organization",
                        "name": "Wirtschaftsförderung metropoleruhr GmbH (wmr)",
                    },
                },
            },
        ],
    }


def test_no_word_of_a_release_ends_the_script(founding: Path) -> None:
    scripts = page(founding, "2024/boese").xpath("//script")
    assert [script.get("type") for script in scripts] == [None, "application/ld+json"]
    assert graph(founding, "2024/boese")["headline"] == " ".join(HOSTILE.replace("<!--", "<!-").split())


def test_dangerous_characters_are_escaped_and_read_back() -> None:
    text = in_script({HOSTILE: HOSTILE})
    assert [character for character in "<>&\u2028\u2029" if character in text] == []
    assert json.loads(text) == {HOSTILE: HOSTILE}


def test_edition_in_the_newsrooms_language_is_the_original(stage: Path) -> None:
    german, english = graph(stage, "2024/hafenlicht"), graph(stage, "en/2024/hafenlicht")
    assert german["workTranslation"] == [
        {"@type": "NewsArticle", "@id": f"{STAGE}/en/2024/hafenlicht/#content", "inLanguage": "en"}
    ]
    assert english["translationOfWork"]["@id"] == german["@id"]
    assert "translationOfWork" not in german and "workTranslation" not in english


def test_correction_is_told_and_dates_the_change(stage: Path) -> None:
    told = graph(stage, "2024/hafenlicht")
    assert told["correction"] == [
        {
            "@type": "CorrectionComment",
            "text": "In einer früheren Fassung stand eine falsche Zahl der Mitwirkenden.",
            "datePublished": "2024-09-13T09:00:00+02:00",
        }
    ]
    assert (told["datePublished"], told["dateModified"]) == ("2024-09-12T10:30:00+02:00", "2024-09-13T09:00:00+02:00")


def test_picture_names_its_maker_and_what_is_allowed(stage: Path) -> None:
    assert graph(stage, "2024/hafenlicht")["image"][0] == {
        "@type": "ImageObject",
        "contentUrl": f"{STAGE}/2024/hafenlicht/buehne-am-kai.png",
        "width": 60,
        "height": 40,
        "caption": "Probe am Kai",
        "creditText": "Wiebke Onken",
        "copyrightNotice": "Abdruck honorarfrei bei Namensnennung",
    }


def test_newsroom_says_how_to_reach_it(stage: Path) -> None:
    assert graph(stage, "en/2024/hafenlicht")["publisher"] | {"logo": ""} == {
        "@type": "Organization",
        "@id": f"{STAGE}/#newsroom",
        "name": "Hafenbühne Sonderwerft",
        "url": f"{STAGE}/",
        "sameAs": "https://hafenbuehne.example",
        "logo": "",
        "contactPoint": [
            {
                "@type": "ContactPoint",
                "contactType": "press",
                "name": "Imke Harders",
                "telephone": "+49 (0)491 5550-123",
                "email": "harders@hafenbuehne.example",
            }
        ],
    }


def words(value: Any) -> Iterator[str]:
    """Yield the types and keys of a graph."""
    for inner in value if isinstance(value, list) else ():
        yield from words(inner)
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield inner if key == "@type" else key
        yield from words(inner)


@pytest.mark.parametrize("route", ["2024/hafenlicht", "en/2024/hafenlicht"])
def test_every_word_is_one_of_schema_org(route: str, stage: Path) -> None:
    from rdflib import SDO

    used = set(words(graph(stage, route))) - {"@context", "@id"}
    assert sorted(word for word in used if word not in SDO) == []


def test_every_address_of_a_quote_is_in_the_page(stage: Path) -> None:
    anchors = set(page(stage, "2024/hafenlicht").xpath("//@id"))
    told = graph(stage, "2024/hafenlicht")
    addresses = [told["@id"], *(quote["url"] for quote in told["hasPart"])]
    assert [address for address in addresses if address.partition("#")[2] not in anchors] == []
    assert len(addresses) == 4


def test_front_page_says_whose_it_is(stage: Path) -> None:
    told = graph(stage, "en")
    assert {key: told[key] for key in ("@type", "url", "name", "description", "inLanguage")} == {
        "@type": "WebSite",
        "url": f"{STAGE}/en/",
        "name": "Hafenbühne Sonderwerft",
        "description": "Theatre by the water",
        "inLanguage": "en",
    }
    assert told["publisher"]["contactPoint"]["telephone"] == "+49 (0)491 5550-100"
    assert told["publisher"]["@id"] == graph(stage, "2024/hafenlicht")["publisher"]["@id"]


def test_front_page_is_all_words_of_schema_org(stage: Path) -> None:
    from rdflib import SDO

    assert sorted(word for word in set(words(graph(stage, "."))) - {"@context", "@id"} if word not in SDO) == []


def test_translated_quote_names_what_was_really_said() -> None:
    original = {"original": "The gate is open", "original_language": "en"}
    said = QuoteView("a", "Das Tor steht offen", "de", "Ada", "", "", **original)
    assert quotation(said, "https://a.example/")["translationOfWork"] == {
        "@type": "Quotation",
        "text": "The gate is open",
        "inLanguage": "en",
    }
