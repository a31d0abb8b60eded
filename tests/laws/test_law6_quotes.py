"""Law 6: a quote is the same characters in every public file: page, PDF, feeds, plain text, data, press kit."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import feedparser
import pytest
import yaml
from lxml import html

from laws.builds import build, failures, public
from laws.pdfs import by_pdfium
from laws.quoted_texts import one_line, texts_in
from newsrooms import PEOPLE

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


# --- every public file, and quotes that are hard to keep

LONG = " ".join(f"Satz {number} sagt, dass es so ist – und nicht anders." for number in range(41))
HARD = {  # what is written, and what is read everywhere; each begins with a word that stands nowhere else
    "marken": (
        'Kennzeichen: „Er rief »Halt!« und ging“, so war’s – "ehrlich".',
        "Kennzeichen: ‚Er rief „Halt!“ und ging‘, so war’s – ‚ehrlich‘.",
    ),
    "striche": "Striche — – - ‑ und Rock ’n’ Roll, E-Mail-Hin-und-Her, 1990–2024, vor/nach, f’(x)…",
    "abstand": "Abstand: 20\u00a0000 Gäste, 5\u202f%, z.\u202fB. Nr.\u00a07 und Größe.",
    "zeichen": "=Formel & <b>kein Fett</b>, *kein* _Mark_ [a](b) \\ `c` &amp; 5 < 6 > 4; :quote[striche] {{ x }} %s",
    "absatz": "Absatz eins, mit Komma.\n\nAbsatz zwei: hier.",
    "lang": f"Langstrecke. {LONG}",
}
BEYOND_PRINT = {
    "emoji": "Feierlaune 🎉👩🏽‍🚀, sagt sie – „ja“!",
    "schrift": "Rechtsläufig: שלום עולם und مرحبا بالعالم, dann 日本語.",
}
BEYOND_PRINT_SAID = {"emoji": "Feierlaune 🎉👩🏽‍🚀, sagt sie – ‚ja‘!", "schrift": BEYOND_PRINT["schrift"]}
WHERE = {
    *("html", "html @data-copy", "html ready", "html ld+json", "pdf", "txt", "md", "json", "csv", "svg"),
    *("xml content", "json content", "zip/pdf", "zip/txt", "zip/md", "zip/json"),
}


FOOT = re.compile(r" Seite \d+ von \d+ N(?= )")


def said() -> dict[str, str]:
    return {name: text if isinstance(text, str) else text[1] for name, text in HARD.items()}


def write_quotes(folder: Path, name: str, quotes: dict[str, str]) -> None:
    """Write a release whose first quote stands in a sentence, the last one nowhere, the others as blocks."""
    items = [{"id": key, "speaker": "mia-adler", "text": text} for key, text in quotes.items()]
    first, *others, last = quotes
    blocks = "\n\n".join(f"::quote[{key}]" for key in (*others, *([last] if last == "lang" else [])))
    front = {"id": name, "headline": name, "date": "2024-05-06", "status": "ready", "summary": "Kurz.", "topics": ["A"]}
    head = json.dumps({**front, "quotes": items}, ensure_ascii=False)
    text = f"---\n{head}\n---\nAnfang.\n\nSie sagt :quote[{first}], und mehr.\n\n{blocks}\n"
    (folder / "releases").mkdir(exist_ok=True)
    (folder / "releases" / f"{name}.md").write_text(text, encoding="utf-8")


def write_room(folder: Path, outputs: str = "") -> Path:
    folder.mkdir()
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    settings = f'[newsroom]\nname = "N"\nbase_url = "https://n.example"\nlanguage = "de"\n{outputs}'
    (folder / "presskit.toml").write_text(f'{settings}\n[quotes]\nrequire_approval = "off"\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def hard(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with every output, whose quotes are hard to keep."""
    folder = write_room(tmp_path_factory.mktemp("hard") / "room")
    given = {name: text if isinstance(text, str) else text[0] for name, text in HARD.items()}
    write_quotes(folder, "kurz", {name: text for name, text in given.items() if name != "lang"})
    write_quotes(folder, "weit", {"marken": given["marken"], "lang": given["lang"]})
    assert failures(build(folder)) == []
    return folder


@pytest.fixture(scope="session")
def beyond_print(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom without PDFs, with quotes for which no print font has signs."""
    outputs = '[outputs]\nenabled = ["page", "lists", "text", "markdown", "data", "feeds", "quotes"]\n'
    folder = write_room(tmp_path_factory.mktemp("beyond") / "room", outputs)
    write_quotes(folder, "kurz", {**BEYOND_PRINT, "ende": "Schluss."})
    assert failures(build(folder)) == []
    return folder


def found_in(folder: Path, quotes: dict[str, str]) -> tuple[set[str], list[str]]:
    """Return where quotes stand, and where one begins that is not there in all its characters."""
    where, broken = set(), list[str]()
    for path, data in public(folder).items():
        for kind, text in texts_in(path, data):
            told = AS_TOLD.get(kind.rpartition("/")[2], one_line)
            shown = told(text)
            for name, words in quotes.items():
                if re.search(rf"(?<!\w){words.split()[0]}(?!\w)", shown):
                    where.add(kind)
                    parts = map(told, words.split("\n\n"))
                    broken += [f"{path} ({kind}): {name}: {part[:60]}" for part in parts if part not in shown]
    return where, broken


def as_printed(text: str) -> str:
    """Return a text as PDFs have it: a no-break space is drawn as a space. What stands at a page's foot is left out."""
    return FOOT.sub("", one_line(text.replace("\u00a0", " ")))


def as_searched(text: str) -> str:
    """Return a text as Pagefind keeps it for the excerpts of a search, with one kind of space."""
    return " ".join(text.split())


def as_cited(text: str) -> str:
    """Return a text as others cite it, without signs of Markdown and without the full stop that a sentence takes."""
    text = re.sub(r"(?m)^> ?", "", text)
    return one_line(re.sub(r"\\([\\`*_\[\]<>&~])", r"\1", text)).removesuffix(".")


AS_TOLD = {"pdf": as_printed, "pf_fragment": as_searched, "html ready": as_cited}


def test_no_public_file_has_a_quote_in_other_characters(hard: Path) -> None:
    where, broken = found_in(hard, said())
    assert broken == []
    assert where - {"pf_fragment"} == WHERE


def test_no_public_file_has_signs_beyond_print_in_other_characters(beyond_print: Path) -> None:
    where, broken = found_in(beyond_print, BEYOND_PRINT_SAID)
    assert broken == []
    assert where == {kind for kind in WHERE if not kind.startswith(("pdf", "zip", "svg"))}


def test_paragraphs_of_a_quote_stay_parted_in_data_and_in_what_buttons_copy(hard: Path) -> None:
    texts = [text for path, data in public(hard).items() for _, text in texts_in(path, data) if "Absatz zwei" in text]
    assert sum(text == said()["absatz"] for text in texts) >= len(("json", "csv", "md", "quotes.json", "ld+json"))
    assert sum("Absatz eins, mit Komma.\n\n„Absatz zwei" in text for text in texts) >= len(("page", "speaker"))
