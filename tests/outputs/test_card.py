"""The preview picture: small, whole, in the newsroom's colour, and never with a box where a letter should be."""

from __future__ import annotations

import re
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import pytest
from PIL import Image

from laws.builds import lent_folder
from presskit.config.colour import contrast, readable
from presskit.outputs import fonts
from presskit.outputs.assets import stylesheet
from presskit.outputs.card import CardView, Words
from presskit.outputs.card.drawing import FOOT, SIZES, drawn
from presskit.outputs.card.lettering import folder_of, lettered, lines_of, shortened, width_of
from presskit.outputs.layouts import Layouts, shipped_layouts

PETROL = "#0a5a66"
SENTENCE = "Wort und noch eins, "
WIDTH, HEIGHT = 1200, 630


@pytest.fixture(scope="module")
def tools(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Return what a card is drawn with."""
    root = tmp_path_factory.mktemp("card")
    return SimpleNamespace(state=str(lent_folder()), root=str(root))


def card(tools: Any, headline: str, colour: str = PETROL, logo: str = "", **words: str) -> bytes:
    told = {"kicker": "Kultur", "name": "Kulturbüro", "date": "1. Mai 2026", **words}
    view = CardView("", "de", "", "", "", colour, logo, logo, "")
    return drawn(Words(headline=headline, **told), view, tools)


def picture(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def letters(data: bytes) -> tuple[int, int, int, int]:
    """Return the box that the letters on the coloured ground fill."""
    panel = picture(data).crop((0, 0, WIDTH, HEIGHT - FOOT)).convert("L")
    ground = panel.getpixel((0, 0))
    assert isinstance(ground, int)
    box = panel.point([0 if value == ground else 255 for value in range(256)]).getbbox()
    assert box
    return box


@pytest.mark.parametrize("headline", ["Neue Leitung", SENTENCE * 10, SENTENCE * 25, "W" * 500], ids=len)
def test_card_is_small_and_within_its_margins(headline: str, tools: Any) -> None:
    data = card(tools, headline)
    left, top, right, bottom = letters(data)
    assert picture(data).size == (WIDTH, HEIGHT)
    assert len(data) < 40_000
    assert left >= 70 and top >= 50 and right <= WIDTH - 70 and bottom <= HEIGHT - FOOT - 20


def test_same_words_are_the_same_bytes(tools: Any) -> None:
    assert card(tools, "Museumsnacht öffnet 41 Häuser") == card(tools, "Museumsnacht öffnet 41 Häuser")


def test_ground_is_the_newsrooms_colour(tools: Any) -> None:
    data = picture(card(tools, "Neue Leitung", colour="#7a1230"))
    assert (data.getpixel((5, 5)), data.getpixel((5, HEIGHT - 5))) == ((0x7A, 0x12, 0x30), (255, 255, 255))


def test_letters_on_a_light_ground_are_dark(tools: Any) -> None:
    panel = picture(card(tools, "Neue Leitung", colour="#ffe9a8")).crop((0, 0, WIDTH, HEIGHT - FOOT))
    assert min(panel.convert("L").tobytes()) < 60


def test_short_headline_is_large(tools: Any) -> None:
    _, top, _, bottom = letters(card(tools, "H", kicker=""))
    assert bottom - top > 0.6 * SIZES[0]


def test_long_headline_ends_at_a_word(tools: Any) -> None:
    what = lettered(SENTENCE * 25, True, folder_of(tools.state))
    lines = shortened(what, SIZES[-1], 1048, 6)
    assert len(lines) == 6
    assert lines[-1].endswith(("Wort …", "und …", "noch …", "eins …"))
    assert max(width_of(line, what.file) * SIZES[-1] for line in lines) <= 1048


def test_lines_hold_all_words(tools: Any) -> None:
    what = lettered("Hafenlicht eröffnet die Spielzeit mit vierzig Laien", True, folder_of(tools.state))
    assert " ".join(lines_of(what, 90, 1048)) == what.text


def test_emoji_are_left_out(tools: Any) -> None:
    assert card(tools, "🎉 Wir feiern 👩‍🚀 100 Jahre ❤️") == card(tools, "Wir feiern 100 Jahre")


def test_letters_are_put_together_and_no_soft_hyphen_is_drawn(tools: Any) -> None:
    assert card(tools, "Cafe\u0301 und Kul\u00adtur") == card(tools, "Café und Kultur")


def test_no_line_ends_at_a_space_that_keeps_its_words_together(tools: Any) -> None:
    what = lettered("a" * 30 + " 10\u00a0000", True, folder_of(tools.state))
    assert lines_of(what, 40, 40 * width_of("a" * 30 + " 10", what.file)) == ["a" * 30, "10\u00a0000"]


@pytest.mark.parametrize("headline", ["新博物馆开幕", "Neue App 新 heute", "ไทย", "𝔉raktur"])
def test_headline_with_letters_that_no_font_has_gives_way_to_the_name(headline: str, tools: Any) -> None:
    assert card(tools, headline) == card(tools, "新")
    assert letters(card(tools, headline)) == letters(card(tools, "Kulturbüro", kicker=""))


@pytest.mark.parametrize("headline", ["افتتاح المتحف الجديد", "המוזיאון החדש נפתח"])
def test_headline_from_right_to_left_begins_at_the_right(headline: str, tools: Any) -> None:
    left, _, right, _ = letters(card(tools, headline, kicker=""))
    assert WIDTH - 90 < right < WIDTH - 60
    assert left > 200


def test_arabic_letters_are_joined(tools: Any) -> None:
    (file,) = fonts.cut([fonts.CARD_FACES["arabic"]], folder_of(tools.state), "ttf")
    assert width_of("سلام", file) < 0.8 * sum(width_of(letter, file) for letter in "سلام")


def test_latin_word_in_an_arabic_headline_is_drawn(tools: Any) -> None:
    assert lettered("افتتاح Dortmund 2026", True, folder_of(tools.state)).text == "افتتاح Dortmund 2026"


def test_logo_stands_in_its_own_colours(tools: Any) -> None:
    Image.new("RGBA", (400, 80), (230, 0, 126, 255)).save(f"{tools.root}/logo.png")
    foot = picture(card(tools, "Neue Leitung", logo="logo.png")).crop((0, HEIGHT - FOOT, WIDTH // 2, HEIGHT))
    assert foot.getpixel((100, FOOT // 2)) == (230, 0, 126)


@pytest.mark.parametrize("name", ["logo.svg", "broken.png"])
def test_logo_that_cannot_be_drawn_gives_way_to_the_name(name: str, tools: Any) -> None:
    with open(f"{tools.root}/{name}", "w", encoding="ascii") as file:
        file.write("<svg/>")
    assert card(tools, "Neue Leitung", logo=name) == card(tools, "Neue Leitung")


@pytest.mark.parametrize("colour", ["#0a5a66", "#7a1230", "#000000"])
def test_accent_of_the_newsroom_can_be_read_in_the_dark(colour: str) -> None:
    rules = stylesheet(Layouts((shipped_layouts(),)), colour)
    light, dark, _ = re.findall(r"root\{--accent:(#[0-9a-f]+)\}", rules)
    assert light == colour
    assert contrast(dark, "#131618") >= 4.5


@pytest.mark.parametrize(("colour", "ground", "expected"), [("#ffffff", "#000000", 21.0), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_wcag(colour: str, ground: str, expected: float) -> None:
    assert round(contrast(colour, ground), 2) == expected


def test_readable_colour_stays_what_it_is_where_it_can_be_read() -> None:
    assert readable("#0a5a66", "#ffffff", "#000000") == "#0a5a66"
