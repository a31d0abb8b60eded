"""Characters in print: those that a font has are there and can be copied, those that none has are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from errors.newsroom import lay_out
from laws.builds import build, differences, failures, public
from presskit.config.drawing import danger_in

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "---\nid: {id}\nheadline: Der Stadtgarten öffnet\ndate: 2024-05-02\nstatus: ready\n---\n"
PDF = "2024/{id}/2024-05-02-pressemitteilung-{id}.pdf"
ARABIC, HEBREW = "نجيب", "עמוס"


def newsroom(folder: Path, **bodies: str) -> Path:
    """Lay out a newsroom of PDFs with releases of these ids and bodies."""
    lay_out(None, folder)
    settings = (folder / "presskit.toml").read_text(encoding="utf-8")
    (folder / "presskit.toml").write_text(settings.replace('"page", "index", "rss"', '"print_pdf"'), encoding="utf-8")
    for name, body in bodies.items():
        (folder / "releases" / f"{name}.md").write_text(f"{HEAD.format(id=name)}{body}\n", encoding="utf-8")
    return folder


def text_of(folder: Path, name: str) -> str:
    with pypdfium2.PdfDocument(folder / "public" / PDF.format(id=name)) as pdf:
        return "".join(page.get_textpage().get_text_range() for page in pdf)


GREEK_AND_CYRILLIC = ["Οδυσσέας", "Ὀδυσσεύς", "Ἑλλάς", "Достоевский", "Қазақстан"]
LATIN_AND_SIGNS = ["Maḥfūẓ", "ʿAbd", "Łódź", "Đặng", "ẞ", "½", "→", "☐"]


@pytest.mark.parametrize("word", [*GREEK_AND_CYRILLIC, *LATIN_AND_SIGNS, ARABIC, HEBREW])
def test_word_of_another_language_can_be_copied(word: str, tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", a=f"Es kommt {word} in den Garten.")
    assert failures(build(folder)) == []
    assert word in text_of(folder, "a")


@pytest.mark.parametrize(
    "invisible",
    ["\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufe0e", "\ufe0f", "\u200e", "\u034f", "\u2066Garten\u2069"],
)
def test_character_that_nobody_sees_is_no_problem(invisible: str, tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", a=f"Der Stadt{invisible}garten öffnet am 2. Mai.")
    assert failures(build(folder)) == []


def test_umlaut_written_in_two_characters_is_no_problem(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", a="Der Stadtgarten o\u0308ffnet mit Cafe\u0301.")
    assert failures(build(folder)) == []


@pytest.mark.parametrize(
    ("character", "said"),
    [
        ("🌷", "no font has `🌷` (U+1F337, TULIP)"),
        ("京", "no font has `京` (U+4EAC, CJK UNIFIED IDEOGRAPH-4EAC)"),
        ("\ue000", "no font has `\ue000` (U+E000)"),
    ],
)
def test_character_that_no_font_has_is_named_at_its_place(character: str, said: str, tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", a=f"Der Garten {character} öffnet.")
    problem = failures(build(folder))[0].problem
    assert (problem.code, problem.message, str(problem.span)) == ("PK708", said, "releases/a.md:7:12")


def test_each_character_is_named_once_and_of_many_the_first_three(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", a="Garten 一二三四五六 und noch einmal 一二三.")
    message = failures(build(folder))[0].problem.message
    assert [sign in message for sign in "一二三四"] == [True, True, True, False]
    assert message.endswith(" and 3 more")


def test_character_in_one_release_costs_the_next_nothing(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", a="Garten 🌷 hier.", b="Garten ohne hier.")
    assert [failed.source for failed in failures(build(folder))] == ["releases/a.md"]
    assert (folder / "public" / PDF.format(id="b")).exists()


def test_fonts_of_other_scripts_change_no_byte_of_other_releases(tmp_path: Path) -> None:
    bodies = {"b": "Der Garten öffnet am 2. Mai: „Kommt alle!“", "c": f"Es kommt {HEBREW}."}
    with_arabic = newsroom(tmp_path / "with", a=f"Es kommt {ARABIC}.", **bodies)
    without = newsroom(tmp_path / "without", **bodies)
    build(with_arabic)
    build(without)
    assert differences(public(with_arabic), public(without)) == [PDF.format(id="a")]


def test_script_that_a_newsrooms_own_font_has_is_no_problem(tmp_path: Path) -> None:
    """A layout that brings its font along: here one of ours under another name, for a sign that print leaves out."""
    from presskit.outputs import fonts

    folder = newsroom(tmp_path / "room", a="Im Garten \u2752 hier.")
    assert [failed.problem.code for failed in failures(build(folder))] == ["PK708"]
    (folder / "layouts" / "print").mkdir(parents=True)
    with open(fonts._source(fonts.SERIF), "rb") as file:
        (folder / "layouts" / "print" / "own.ttf").write_bytes(file.read())
    rule = '@font-face { font-family: Eigene; src: url("presskit-media:layouts/print/own.ttf") }\n'
    (folder / "layouts" / "print" / "print.css").write_text(rule + "html { font: 10pt Eigene }\n")
    assert failures(build(folder)) == []


def test_two_workers_have_the_fonts_of_other_scripts_each(tmp_path: Path) -> None:
    bodies = {f"n{number}": f"Nummer {number}: سلام und שלום an alle." for number in range(6)}
    one, two = newsroom(tmp_path / "one", **bodies), newsroom(tmp_path / "two", **bodies)
    assert failures(build(one)) == failures(build(two, workers=2)) == []
    assert differences(public(one), public(two)) == []


def test_long_lead_fits_what_an_archive_allows_of_a_string(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", lang="Wort um Wort und so weiter. " * 300)
    build(folder)
    (path,) = (folder / "public").rglob("*lang*.pdf")
    assert 0 < len(pypdfium2.PdfDocument(path).get_metadata_dict()["Subject"]) <= 500


@pytest.mark.parametrize("depth", [20, 40])
def test_drawing_may_be_nested_as_deep_as_an_archive_allows(depth: int) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * depth + "<path d='M0 0h1'/>" + "</g>" * depth + "</svg>"
    assert danger_in(svg.encode()) == ("" if depth == 20 else "groups nested more than 24 levels deep")
