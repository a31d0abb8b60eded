"""What no validator sees: a PDF is read aloud in the order of the release, whole, and without what is on every page."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

import outloud
import pytest

from judges.structure import Told, told
from laws.builds import build
from newsrooms import NAMES, copy_of
from outputs.print_constructs import newsroom_of_layouts, newsroom_of_markdown, printed_as_they_come

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
IN_THE_MARGIN = {"/Artifact /Pagination /Footer"}
HAFENLICHT_READ_ALOUD = (
    "presse.hafenbuehne.example/newsroom/2024/hafenlicht",
    "Pressemitteilung",
    "Leer, 12. September 2024",
    "Hafenlicht eröffnet die Spielzeit – mit 40 Laien & einem Kran",
    "Die Uraufführung „Hafenlicht“ macht die Werftgeschichte zum Stoff",
    "In einer früheren Fassung stand eine falsche Zahl der Mitwirkenden.",
    "Mit der Uraufführung Hafenlicht eröffnet",
    "„Wir erzählen nicht über die Werft",
    "Dr. Onno Reents , Intendant, Hafenbühne Sonderwerft",
    "Kran als Mitspieler",
    "Probe am Kai",
    "Vorstellung Datum Preis Premiere 4. Oktober 2024 28 €",
    "• an der Abendkasse, • unter",
    "„Ich habe den Kran 31 Jahre gefahren",
    "Der Kran steht seit 2003 unter Denkmalschutz.",
    "Über die Hafenbühne Sonderwerft",
    "Pressekontakt Imke Harders",
)


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return the PDFs of the sample newsrooms by their folder and language."""
    folder = tmp_path_factory.mktemp("samples")
    for name in NAMES:
        if name != "many":
            build(copy_of(name, folder / name))
    return {"/".join(path.parts[-4:-1]): path for path in sorted(folder.rglob("public/**/*.pdf"))}


@pytest.fixture(scope="module")
def hafenlicht(samples: dict[str, Path]) -> Told:
    return told(samples["public/2024/hafenlicht"].read_bytes())


@pytest.fixture(scope="module")
def of_markdown(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    folder = newsroom_of_markdown(tmp_path_factory.mktemp("markdown") / "n")
    build(folder)
    return constructs(list((folder / "public").rglob("*.pdf")))


@pytest.fixture(scope="module")
def of_layouts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    return constructs(printed_as_they_come(newsroom_of_layouts(tmp_path_factory.mktemp("layouts") / "n")))


def constructs(paths: list[Path]) -> dict[str, Told]:
    return {path.parent.name: told(path.read_bytes()) for path in paths}


def test_a_release_is_read_aloud_in_its_order(hafenlicht: Told) -> None:
    places = [hafenlicht.root.text.find(words) for words in HAFENLICHT_READ_ALOUD]
    assert -1 not in places, HAFENLICHT_READ_ALOUD[places.index(-1)]
    assert places == sorted(places)


def test_what_stands_on_every_page_is_read_on_none(samples: dict[str, Path]) -> None:
    for path in samples.values():
        found = told(path.read_bytes())
        assert found.artifacts <= IN_THE_MARGIN, path
        assert not re.search(r"(Seite|Page) \d+ (von|of) \d+", found.root.text), path
        assert any(re.search(r"(Seite|Page) \d+ (von|of) \d+", text) for text in found.left_out), path


def test_nothing_but_margins_is_left_out(hafenlicht: Told) -> None:
    assert set(hafenlicht.left_out) == {
        "Seite 1 von 2 Hafenbühne Sonderwerft · Kai 7 · 26789 Leer",
        "+49 (0)491 5550-100 · presse@hafenbuehne.example · hafenbuehne.example",
        "Seite 2 von 2 Hafenlicht eröffnet die Spielzeit – mit 40 Laien & einem Kran",
        "Hafenbühne Sonderwerft",
    }


def test_pictures_say_what_they_show(hafenlicht: Told) -> None:
    alternatives = [figure.alt for figure in hafenlicht.root.all("Figure")]
    code = "QR-Code: presse.hafenbuehne.example/newsroom/2024/hafenlicht"
    assert alternatives == ["Hafenbühne Sonderwerft", code, "Bühne mit Kran vor Abendhimmel"]


def test_links_say_where_they_lead(samples: dict[str, Path]) -> None:
    for path in samples.values():
        for link in told(path.read_bytes()).links:
            assert link.is_in_tree, (path, link)
            address = re.sub(r"^(https?://|mailto:)", "", link.address)
            says_it = address in link.contents or link.address.startswith(("tel:", "#"))
            assert says_it and len(link.contents) > 3, (path, link)


def test_notes_are_said_at_their_reference(hafenlicht: Told) -> None:
    assert hafenlicht.links[1].contents == "1: Der Kran steht seit 2003 unter Denkmalschutz."
    assert [note.text for note in hafenlicht.root.all("Note")] == ["1. Der Kran steht seit 2003 unter Denkmalschutz."]


def test_a_link_over_three_lines_is_one_link(of_markdown: dict[str, Told]) -> None:
    links = of_markdown["link_over_lines"].root.all("Link")
    assert [link.text[-20:] for link in links if link.text.startswith("geht")] == ["bis er endlich endet"]


def test_words_in_a_link_make_no_second_annotation(of_markdown: dict[str, Told]) -> None:
    contents = [link.contents for link in of_markdown["link_with_mixed"].links]
    assert contents.count("im schrägen und fetten Bericht nicht (https://example.org/bericht)") == 1
    assert len(contents) == 4  # with phone, mail and the address of the page


def test_a_table_over_pages_is_one_table_with_one_head(of_markdown: dict[str, Told]) -> None:
    found = of_markdown["table_over_pages"]
    (table,) = found.root.all("Table")
    assert [len(table.all(kind)) for kind in ("THead", "TBody", "TH", "TR")] == [1, 1, 6, 91]
    assert {cell.attributes["Scope"] for cell in table.all("TH")} == {"Column"}
    assert found.artifacts == IN_THE_MARGIN | {"/Artifact /Pagination"}
    assert "Stadt " in found.left_out


def test_a_paragraph_over_pages_is_one_paragraph(of_markdown: dict[str, Told]) -> None:
    long = [p for p in of_markdown["paragraph_over_pages"].root.all("P") if p.text.startswith("Worte")]
    assert [len(p.text.split()) for p in long] == [180 * 11, 90 * 11]


def test_lists_are_items_of_label_and_body(of_markdown: dict[str, Told]) -> None:
    nested = of_markdown["list_nested_loose"].root.all("L")[0]
    inner = "L(LI(Lbl LBody(P)) LI(Lbl LBody(P P)))"
    assert nested.outline == f"L(LI(Lbl LBody(P {inner})) LI(Lbl LBody(P P)))"
    assert nested.text == "1. eins • a • b mehr zu b 2. zwei danach"
    assert nested.attributes["ListNumbering"] == "Decimal"


def test_headings_go_down_step_by_step(of_markdown: dict[str, Told], of_layouts: dict[str, Told]) -> None:
    for found in [*of_markdown.values(), *of_layouts.values()]:
        levels = [int(heading.kind[1]) for heading in found.root.all("H1", "H2", "H3", "H4", "H5", "H6")]
        assert levels[:1] in ([], [1])
        assert all(after <= before + 1 for before, after in pairwise(levels)), levels


def test_other_languages_are_named(of_layouts: dict[str, Told]) -> None:
    found = [(e.kind, e.lang, e.text) for e in of_layouts["languages"].root.elements() if e.lang]
    assert ("Span", "en", "Press Kit") in found
    assert ("Span", "fr", "raison d’être très") in found
    assert ("P", "en", "English Wort .") in found
    assert ("Span", "de", "Wort") in found


def test_decoration_is_in_no_tree(of_layouts: dict[str, Told]) -> None:
    assert of_layouts["picture_decorative"].root.text == "Text"
    assert of_layouts["picture_decorative"].root.all("Figure") == []
    assert [f.alt for f in of_layouts["svg_without_title"].root.all("Figure")] == ["Logo"]


def test_another_checker_finds_no_error(samples: dict[str, Path]) -> None:
    for path in samples.values():
        # TAG-002 takes a long headline at the head of a single page for prose that nobody hears.
        result = outloud.check(str(path), skip=["TAG-002"])
        assert not result.error
        assert [f for f in result.findings if f.severity == "error"] == []
        assert result.stats["elements"] > 10
