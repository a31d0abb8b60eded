"""Where everything on a quote card goes: the same for both of its forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.assets import logo_file
from presskit.outputs.card.lettering import Lettering, balanced, folder_of, lettered, lines_of, width_of
from presskit.outputs.card.panel import (
    EDGE,
    FOOT,
    PANEL,
    SMALL_LETTERS,
    Line,
    Logo,
    Place,
    Size,
    fitting,
    foot,
    labels,
    logo_of,
)
from presskit.outputs.tools import marks_of
from presskit.outputs.writing.markup import Marks, marked
from presskit.outputs.writing.plain import translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.outputs.quote_cards import QuoteCardView, Said
    from presskit.outputs.tools import Tools
    from presskit.planning.views import QuoteView

CARD: Size = (1200, 1200)
WIDTH, HEIGHT = CARD
TOP, UNDER = 92, 60
# The last are for words that fill their lines badly; all others are set in 40 at least.
SIZES = (150, 136, 124, 114, 104, 96, 88, 80, 74, 68, 62, 58, 54, 50, 46, 43, 40, 36, 32)
LEADING, PARAGRAPH = 1.22, 0.45  # of the size
TALL = {"arabic": 1.5}  # what has marks above and below its letters
NAME_PX, ROLE_PX, ROLE_LEADING = 38, 31, 44
RULE: Size = (84, 6)
RULE_ABOVE, RULE_BELOW = 50, 34
HYPHENS = str.maketrans("\u2010\u2011", "--")  # which look the same, and are in all faces


class Setting(NamedTuple):
    """A card before it is drawn; `rule` is the left upper corner of the line between words and speaker."""

    lines: tuple[Line, ...]
    rule: Size | None
    logo: Logo | None
    is_rtl: bool


def set_card(said: Said, view: QuoteCardView, tools: Tools) -> Setting:
    """Return the lines of a card at their places, the words of the quote as large as there is room for."""
    folder, quote = folder_of(tools.state), said.quote
    marks = marks_of(quote.language)
    paragraphs = [lettered(part.translate(HYPHENS), True, folder) for part in marked(quote.text, marks)]
    if not all(part.text for part in paragraphs):  # a machine that cannot turn lines around
        paragraphs = [lettered(said.name, True, folder)]
    is_rtl = paragraphs[0].is_rtl
    named = list(_named(quote, folder, is_rtl=is_rtl))
    rule = HEIGHT - FOOT - UNDER - sum(height for _, height in named) - RULE_BELOW - RULE[1]
    bottom = rule - RULE_ABOVE if named else HEIGHT - FOOT - UNDER
    lines = [*_words(paragraphs, bottom, marks), *_placed(named, rule + RULE[1] + RULE_BELOW)]
    logo = logo_of(logo_file(view.logo, tools.root), view.logo_path) if view.logo else None
    name, date = labels((said.name, said.date), folder)
    lines += foot(CARD, name, date, has_logo=logo is not None, is_rtl=is_rtl)
    corner = (WIDTH - EDGE - RULE[0] if is_rtl else EDGE, rule)
    return Setting(tuple(part for part in lines if part.what.text), corner if named else None, logo, is_rtl)


def _named(quote: QuoteView, folder: str, *, is_rtl: bool) -> Iterator[tuple[Line, int]]:
    """Yield the lines that say who spoke, with their heights, not yet in their places."""
    about = ", ".join(part for part in (quote.role, quote.organisation) if part)
    if quote.original_language:
        about = f"{about} ({translated(quote)})".lstrip()
    at = Place(0, WIDTH - 2 * EDGE, PANEL, is_rtl)
    for text, size, height in ((quote.name, NAME_PX, ROLE_LEADING + 8), (about, ROLE_PX, ROLE_LEADING)):
        what = lettered(text.translate(HYPHENS), False, folder)
        real = round(size * SMALL_LETTERS.get(what.script, 1))
        for part in lines_of(what, real, at.width * 0.98) if what.text else ():
            yield fitting(what._replace(text=part, script=""), real, at), round(height * real / size)


def _placed(named: list[tuple[Line, int]], top: int) -> Iterator[Line]:
    for part, height in named:
        yield part._replace(baseline=part.baseline + top)
        top += height


def _words(paragraphs: list[Lettering], bottom: int, marks: Marks) -> Iterator[Line]:
    """Yield the lines of the quote, down to a lower edge; its mark hangs in the margin."""
    width, leading = WIDTH - 2 * EDGE, LEADING * TALL.get(paragraphs[0].script, 1)
    size = _size(paragraphs, bottom - TOP, width, leading)
    blocks = [balanced(what, size, width) for what in paragraphs]
    y = bottom - round(_height(blocks, size, leading))
    for what, block in zip(paragraphs, blocks, strict=True):
        for number, text in enumerate(block):
            hang = 0 if number or what.is_rtl else round(width_of(marks.opening.strip(), what.file) * size)
            shown = what._replace(text=text, script="")
            yield fitting(shown, size, Place(y, width + size, PANEL, what.is_rtl), min(hang, EDGE // 2))
            y += round(size * leading)
        y += round(size * PARAGRAPH)


def _size(paragraphs: list[Lettering], room: int, width: int, leading: float) -> int:
    """Return the largest size in which all lines have room and no word is parted."""
    longest = max(width_of(word, what.file) for what in paragraphs for word in what.text.split(" "))
    for size in SIZES[:-1]:
        blocks = [lines_of(what, size, width) for what in paragraphs]
        if _height(blocks, size, leading) <= room and (longest * size <= width or size <= SIZES[-3]):
            return size
    return SIZES[-1]


def _height(blocks: list[list[str]], size: int, leading: float) -> float:
    return sum(map(len, blocks)) * round(size * leading) + (len(blocks) - 1) * round(size * PARAGRAPH)
