"""Law 5: what is copied out of a PDF is what was written, word for word and in order."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

import pytest

from laws.pdfs import EXTRACTORS, PAGES, by_pdfium, pdfs_of
from newsrooms import REPOSITORY
from presskit.outputs.print_pdf.copied import differences

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHIPPED = {
    "founding": "2011/kreativwirtschaft-ruhr/2011-11-28-pressemitteilung-kreativwirtschaft-ruhr.pdf",
    "bilingual": "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum.pdf",
}
HAFENLICHT = "2024/hafenlicht/2024-09-12-pressemitteilung-hafenlicht.pdf"
HARBOUR_LIGHT = "en/2024/hafenlicht/2024-09-12-press-release-hafenlicht.pdf"


def paragraphs_of(folder: Path) -> list[str]:
    """Return the prose of the founding release, as it is written in its file."""
    text = (folder / "releases" / "2011" / "kreativwirtschaft-ruhr.md").read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1]
    return [" ".join(part.split()) for part in body.split("\n\n") if not part.startswith("::")]


def copied(extractor: str, data: bytes) -> str:
    """Return the copied text as one line."""
    return " ".join(EXTRACTORS[extractor](data).split())


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_every_paragraph_of_the_founding_release_is_copied_whole(extractor: str, built: Callable[[str], Path]) -> None:
    text = copied(extractor, (built("founding") / "public" / SHIPPED["founding"]).read_bytes())
    assert [part for part in paragraphs_of(REPOSITORY) if part not in text] == []


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_paragraphs_of_the_founding_release_are_copied_in_order(extractor: str, built: Callable[[str], Path]) -> None:
    text = copied(extractor, (built("founding") / "public" / SHIPPED["founding"]).read_bytes())
    places = [text.find(part) for part in paragraphs_of(REPOSITORY)]
    assert places == sorted(places)


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize("name", ["founding", "bilingual"])
def test_no_word_of_the_plain_text_is_broken(name: str, extractor: str, built: Callable[[str], Path]) -> None:
    path = built(name) / "public" / SHIPPED[name]
    shown = set(copied(extractor, path.read_bytes()).split())
    written = path.with_suffix(".txt").read_text(encoding="utf-8").rpartition("\n\n")[0]
    marks = {"–", "1.", "2.", "3."}  # lists and attributions are marked otherwise in plain text
    assert [word for word in written.split() if word not in shown | marks and word.strip(",") not in shown] == []


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    "sentence",
    [
        "Veranstaltungstechnikausschreibung",
        "Hafenfernwärmeübergabestation",
        "E-Mail-Adresse technik@hafenbuehne.example",
        "Nord-Süd-Durchgang",
        "Kosten-Nutzen-Rechnung",
        "Auflage zur Schifffahrt",
        "2.400.000 € – 5 % weniger",
        "„Endlich proben wir dort, wo wir spielen. Das E-Mail-Hin-und-Her um Räume hat ein Ende.“",
    ],
)
def test_difficult_words_are_copied_whole(sentence: str, extractor: str, built: Callable[[str], Path]) -> None:
    assert sentence in copied(extractor, (built("bilingual") / "public" / SHIPPED["bilingual"]).read_bytes())


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_quote_of_two_paragraphs_is_copied_with_its_marks(extractor: str, built: Callable[[str], Path]) -> None:
    text = copied(extractor, (built("bilingual") / "public" / HAFENLICHT).read_bytes())
    assert "auf der Bühne. „Das ist ein Wagnis – und genau deshalb machen wir es.“ Dr. Onno Reents, Intendant" in text


@pytest.mark.parametrize("extractor", EXTRACTORS)
def test_english_quote_has_english_marks(extractor: str, built: Callable[[str], Path]) -> None:
    text = copied(extractor, (built("bilingual") / "public" / HARBOUR_LIGHT).read_bytes())
    assert "“A theatre that takes its city this seriously deserves every support”, says Gesine Tammen" in text


def test_no_line_of_a_pdf_ends_in_a_hyphen_that_nobody_wrote(built: Callable[[str], Path]) -> None:
    ends = [
        line
        for name in ("founding", "bilingual")
        for path in (built(name) / "public").rglob("*.pdf")
        for line in re.split(r"[\r\n]+", by_pdfium(path.read_bytes()))
        if re.search(r"\w[-\u00ad\u2010\ufffe\u0002]$", line)
    ]
    assert ends == []


@pytest.mark.parametrize("engine", PAGES)
@pytest.mark.parametrize("name", ["copying", "founding", "bilingual", "embargoes", "foreign"])
def test_every_word_is_copied_in_its_order(name: str, engine: str, built: Callable[[str], Path]) -> None:
    pdfs = list(pdfs_of(built(name)))
    assert pdfs
    for data, document, address in pdfs:
        assert differences(PAGES[engine](data), document, address=address) == []


@pytest.mark.parametrize("extractor", EXTRACTORS)
@pytest.mark.parametrize(
    "words",
    [
        "des Amts (vorläufig)—so will es der Beschluss. Die sozial- und wirtschaftspolitisch begründete",
        "Straßen-, Wege- und Brückenbauverwaltung im Zeitraum 2021–2024",
        "Weichheit, Sturmflutschutz, Nord-Süd und zerlegt geschriebene Umlaute: über Österreich, Größe, Ångström.",
        "der Kollege Κωνσταντίνος Παπαδόπουλος; auf Russisch schreibt Олег Жуков.",
        "https://kueste.example/kurz/mit-strich, presse-stelle@kueste.example und hier—dort",
        "Wer den Bagger-/Pumpenbetrieb kennt, weiß das.“ Dr. Łucja Đurić, IT-Sicherheitsbeauftragte",
    ],
)
def test_hard_words_are_copied_by_three_engines(words: str, extractor: str, built: Callable[[str], Path]) -> None:
    [text] = [text for data, document, _ in pdfs_of(built("copying"))
              if document.language == "de" and (text := EXTRACTORS[extractor](data))]  # fmt: skip
    assert words in " ".join(folded_spaces(text).split())


def folded_spaces(text: str) -> str:
    """Return text with one kind of space and hyphen, and without what nobody sees."""
    for sign in "\u00ad\u200b":
        text = text.replace(sign, "")
    return unicodedata.normalize("NFC", text.replace("\u2011", "-").replace("\u2010", "-"))
