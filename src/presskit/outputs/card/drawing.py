"""The preview picture of a release is drawn: kicker and headline on the newsroom's colour, a foot with the date."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presskit.outputs.assets import logo_file
from presskit.outputs.card.lettering import Lettering, folder_of, lettered, shortened, width_of
from presskit.outputs.card.panel import EDGE, FOOT, PANEL, Place, blank, foot, labels, line, logo_of, png, write
from presskit.outputs.pages.navigation import CARD_PX

if TYPE_CHECKING:
    from presskit.outputs.card import CardView, Words
    from presskit.outputs.tools import Tools

WIDTH, HEIGHT = CARD_PX
TOP, UNDER = 64, 34
SIZES = (116, 106, 98, 90, 82, 76, 70, 64, 58, 52, 46, 42)
LEADING = 1.16
KICKER_PX, KICKER_GAP = 32, 26


def drawn(words: Words, view: CardView, tools: Tools) -> bytes:
    """Return the card as PNG."""
    folder = folder_of(tools.state)
    headline = lettered(words.headline, True, folder)
    is_named = bool(headline.text)
    if not is_named:
        headline, words = lettered(words.name, True, folder), words._replace(name="")
    image, is_rtl = blank(CARD_PX), headline.is_rtl
    y = TOP
    kicker, name, date = labels((words.kicker, words.name, words.date), folder)
    if kicker.text and is_named:
        write(image, line(kicker, KICKER_PX, Place(y, WIDTH - 2 * EDGE, PANEL, is_rtl)))
        y += KICKER_PX + KICKER_GAP
    _headline(image, headline, y)
    logo = logo_of(logo_file(view.logo, tools.root), view.logo_path) if view.logo else None
    for part in foot(CARD_PX, name, date, has_logo=logo is not None, is_rtl=is_rtl):
        write(image, part)
    return png(image, view.colour, logo, is_rtl=is_rtl)


def _headline(image: Any, headline: Lettering, top: int) -> None:
    """Write the headline as large as there is room for, in lines of like width."""
    width, bottom = WIDTH - 2 * EDGE, HEIGHT - FOOT - UNDER
    room = bottom - top
    if not headline.text:
        return
    longest = max(width_of(word, headline.file) for word in headline.text.split(" "))
    for size in SIZES:
        most = int(room / (size * LEADING))
        lines = shortened(headline, size, width, most)
        is_whole = sum(map(len, lines)) + len(lines) - 1 == len(headline.text)
        if (is_whole and longest * size <= width) or size == SIZES[-1]:
            break
    for number, text in enumerate(lines):
        y = bottom - round((len(lines) - number) * size * LEADING)
        write(image, line(headline._replace(text=text, script=""), size, Place(y, width, PANEL, headline.is_rtl)))
