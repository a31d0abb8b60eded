"""Quote cards: whole words in legible letters, the same in both forms, and none where that cannot be."""

from __future__ import annotations

from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
import uharfbuzz
from lxml import etree
from PIL import Image

from laws.builds import lent_folder
from presskit.outputs import fonts
from presskit.outputs.card.lettering import folder_of
from presskit.outputs.card.panel import EDGE, FOOT, PANEL
from presskit.outputs.quote_cards import QuoteCardView, Said, drawing, outlines
from presskit.outputs.quote_cards.runs import Run, runs_of
from presskit.outputs.quote_cards.setting import CARD, TOP, set_card
from presskit.planning.quote_cards import DRAWN, fits, has_card
from presskit.planning.views import QuoteView

VIEW = QuoteCardView("", "a", "png", "Kulturbüro", "#0a5a66", "", "", "")
SENTENCE = "Wer nachts durch die Straßen geht, der weiß, was eine offene Tür bewirkt. "
ARABIC = "افتتاح المتحف الجديد في عام 2026 هو بداية لقاء طويل بين Museum Berlin والمدينة. "
LEAST_PX = 40
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what a card is drawn with."""
    return SimpleNamespace(state=str(lent_folder()), root=str(tmp_path_factory.mktemp("cards")))


def said(text: str, **told: str) -> Said:
    whole = {"name": "Mia Adler", "role": "Leiterin", "organisation": "Kulturbüro", **told}
    return Said(QuoteView("a", text, "de", **whole), "Kulturbüro", "1. Mai 2026")


def longest(sentence: str) -> str:
    """Return as much of a sentence, over and over, as has a card."""
    text = sentence * 20
    return max((text[:end] for end in range(1, len(text)) if fits(text[:end])), key=len).strip()


@pytest.mark.parametrize("number", range(3))
def test_faces_have_all_that_is_said_to_be_drawn(number: int, tools: Any) -> None:
    faces = (("display", "label"), ("arabic",), ("hebrew",))[number]
    for file in fonts.cut([fonts.CARD_FACES[face] for face in faces], folder_of(tools.state), "ttf"):
        has = set(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(file)).unicodes)
        promised = {point for point in range(0x20, 0x3000) if DRAWN[number].fullmatch(chr(point))}
        assert promised - has <= {0xAD, 0x2010, 0x2011}  # not shown, or shown as a hyphen


@pytest.mark.parametrize(
    "text", ["Das Tor steht.", SENTENCE, SENTENCE * 8, "Eins.\n\nZwei.", ARABIC, "שלום עולם"], ids=len
)
def test_no_word_is_cut_and_letters_are_legible(text: str, tools: Any) -> None:
    card = set_card(said(text.strip()), VIEW, tools)
    words = [line for line in card.lines if line.shades == PANEL]
    shown = "".join(line.what.text for line in words).replace(" ", "")
    whole = text.strip().replace("\n\n", "„").replace(" ", "")
    assert shown == f"„{whole}“MiaAdlerLeiterin,Kulturbüro"
    assert words[0].size >= LEAST_PX


@pytest.mark.parametrize(
    "sentence", [SENTENCE, ARABIC, "MÜSSEN WIR WOHL ", "Я жил. ", "W", "Ja.\n\n", "Haustür" * 6 + " "]
)
def test_longest_words_stay_on_the_card(sentence: str, tools: Any) -> None:
    text = longest(sentence)
    who = {"role": "Geschäftsführerin " * 5, "organisation": "Wirtschaftsförderung " * 4}
    assert has_card(said(text, **who).quote)
    lines = set_card(said(text, **who), VIEW, tools).lines
    assert min(line.baseline - line.size for line in lines) >= TOP - 60
    assert max(line.baseline for line in lines if line.shades == PANEL) < CARD[1] - FOOT
    assert max(line.right - line.hang for line in lines) <= CARD[0] - EDGE + 40
    assert lines[0].size >= 32


@pytest.mark.parametrize(
    "text",
    [SENTENCE * 10, "W" * 600, "Ja.\n\n" * 20, "Wir feiern 🎉", "新博物馆", "Шалом שלום", "a\u0301\u0302b"],
    ids=len,
)
def test_words_that_cannot_be_shown_whole_have_no_card(text: str) -> None:
    assert not has_card(said(text).quote)


def test_speaker_whose_name_no_face_has_has_no_card() -> None:
    assert not has_card(said("Gut.", name="山田太郎").quote)


def test_png_is_small_and_says_what_it_shows(tools: Any) -> None:
    data = drawing.drawn(said(longest(SENTENCE)), VIEW, tools)
    picture: Any = Image.open(BytesIO(data))
    assert picture.size == (1200, 1200) and len(data) < 80_000
    assert drawing.drawn(said("Gut."), VIEW, tools) == drawing.drawn(said("Gut."), VIEW, tools)
    assert Image.open(BytesIO(drawing.drawn(said("Gut."), VIEW, tools))).info["Description"] == (
        "„Gut.“\n– Mia Adler, Leiterin, Kulturbüro"
    )


def test_svg_has_outlines_and_its_words_as_title(tools: Any) -> None:
    drawn = outlines.drawn(said('Wir & <die> "Gäste".'), VIEW, tools)
    root = etree.fromstring(drawn)
    assert root.findtext(f"{SVG}title") == '„Wir & <die> "Gäste".“\n– Mia Adler, Leiterin, Kulturbüro'
    assert {etree.QName(element).localname for element in root.iter()} == {
        *("svg", "title", "desc", "defs", "path", "g", "use"),
    }
    defined = {f"#{path.get('id')}" for path in root.iter(f"{SVG}path") if path.get("id")}
    assert {use.get("href") for use in root.iter(f"{SVG}use")} == defined
    assert len(drawn) < 60_000 and drawn == outlines.drawn(said('Wir & <die> "Gäste".'), VIEW, tools)


def test_logo_is_in_both_forms(tools: Any, tmp_path: Any) -> None:
    Image.new("RGBA", (300, 100), "#c00000").save(f"{tools.root}/logo.png")
    view = VIEW._replace(logo="logo.png", logo_path="assets/logo.png")
    drawn: Any = Image.open(BytesIO(drawing.drawn(said("Gut."), view, tools))).convert("RGB")
    assert drawn.getpixel((EDGE + 20, CARD[1] - FOOT // 2)) == (0xC0, 0, 0)
    assert b'href="data:image/png;base64,' in outlines.drawn(said("Gut."), view, tools)


@pytest.mark.parametrize(
    ("text", "is_rtl", "parts"),
    [
        ("abc", False, ["abc"]),
        ("אבג", True, ["אבג"]),
        ("אב abc de גד", True, [" גד", "abc de", "אב "]),
        ("אב 12,5 גד", True, [" גד", "12,5", "אב "]),
        ("אב Berlin 2026", True, ["Berlin 2026", "אב "]),
        ("(אב) 2026", True, ["2026", "(אב) "]),
        ("ab אב 12 cd", False, ["ab ", "12", "אב ", " cd"]),
        ("„אב.“", True, ["„אב.“"]),
    ],
)
def test_parts_of_a_line_stand_in_their_order(text: str, is_rtl: bool, parts: list[str]) -> None:
    assert [run.text for run in runs_of(text, is_rtl=is_rtl)] == parts


def test_parts_know_their_direction() -> None:
    assert runs_of("אב 12", is_rtl=True) == [Run("12", False), Run("אב ", True)]
