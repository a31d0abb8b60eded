"""A card is drawn: kicker and headline on the newsroom's colour, a white foot with logo or name, and date.

All of it is drawn in shades between two colours, as indexes of one palette; so nothing has to be reduced to few
colours afterwards, and the file stays small. A logo brings its own colours along.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.config.colour import channels, contrast, mixed
from presskit.outputs.assets import logo_file
from presskit.outputs.card.lettering import Lettering, folder_of, font, lettered, shortened, width_of
from presskit.outputs.pages.navigation import CARD_PX
from presskit.reading.pictures import BROKEN

if TYPE_CHECKING:
    from presskit.outputs.card import CardView, Words
    from presskit.outputs.tools import Tools

WIDTH, HEIGHT = CARD_PX
FOOT = 116
EDGE, TOP, UNDER = 76, 64, 34
PAPER, INK, SOFT = "#ffffff", "#16191c", "#5a6169"
SHADES = 24  # of each pair of colours
PANEL, NAME, DATE, LOGO = 0, SHADES, 2 * SHADES, 3 * SHADES  # where in the palette each begins
SIZES = (116, 106, 98, 90, 82, 76, 70, 64, 58, 52, 46, 42)
LEADING = 1.16
SMALL_LETTERS = {"arabic": 1.3}  # how much larger a face must be set to be as legible as Inter in small sizes
KICKER_PX, KICKER_GAP, FOOT_PX = 32, 26, 30
LOGO_HEIGHT, LOGO_WIDTH, DATE_WIDTH = 68, 460, 420


class Place(NamedTuple):
    """Where a line goes: its upper edge, how wide it may be, in which shades, and at which edge of the card."""

    y: int
    width: float
    shades: int
    to_right: bool


def drawn(words: Words, view: CardView, tools: Tools) -> bytes:
    """Return the card as PNG."""
    from PIL import Image

    folder = folder_of(tools.state)
    headline = lettered(words.headline, True, folder)
    is_named = bool(headline.text)
    if not is_named:
        headline, words = lettered(words.name, True, folder), words._replace(name="")
    image = Image.new("P", (WIDTH, HEIGHT), PANEL)
    image.paste(NAME, (0, HEIGHT - FOOT, WIDTH, HEIGHT))
    y = TOP
    kicker = lettered(words.kicker, False, folder)
    if kicker.text and is_named:
        _write(image, kicker, KICKER_PX, Place(y, WIDTH - 2 * EDGE, PANEL, headline.is_rtl))
        y += KICKER_PX + KICKER_GAP
    _headline(image, headline, y)
    logo = _logo(logo_file(view.logo, tools.root), view.logo_path) if view.logo else None
    _foot(image, words, folder, logo, headline.is_rtl)
    image.putpalette(_palette(view.colour) + (logo[1] if logo else b""))
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    return out.getvalue()


def _palette(colour: str) -> bytes:
    """Return the shades between ground and letters of each part."""
    letters = max(PAPER, INK, key=lambda ink: contrast(colour, ink))
    pairs = ((colour, letters), (PAPER, INK), (PAPER, SOFT))
    return bytes(
        channel
        for ground, ink in pairs
        for step in range(SHADES)
        for channel in mixed(ground, ink, step / (SHADES - 1))
    )


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
    for number, line in enumerate(lines):
        y = bottom - round((len(lines) - number) * size * LEADING)
        _write(image, headline._replace(text=line, script=""), size, Place(y, width, PANEL, headline.is_rtl))


def _foot(image: Any, words: Words, folder: str, logo: tuple[Any, bytes] | None, is_rtl: bool) -> None:
    """Write logo or name on the side where lines begin, the date on the other."""
    y = HEIGHT - FOOT // 2 - FOOT_PX * 6 // 10
    date = lettered(words.date, False, folder)
    taken = _write(image, date, FOOT_PX - 4, Place(y + 3, DATE_WIDTH, DATE, not is_rtl))
    if logo:
        x = WIDTH - EDGE - logo[0].width if is_rtl else EDGE
        image.paste(logo[0], (x, HEIGHT - FOOT + (FOOT - logo[0].height) // 2))
        return
    _write(image, lettered(words.name, False, folder), FOOT_PX, Place(y, WIDTH - 2 * EDGE - taken - 40, NAME, is_rtl))


def _write(image: Any, what: Lettering, size: int, at: Place) -> float:
    """Write one line in shades of the palette, at one of the edges; return how wide it became."""
    from PIL import Image, ImageDraw

    if not what.text:
        return 0
    size = round(size * SMALL_LETTERS.get(what.script, 1))
    (text,) = shortened(what, size, at.width, 1)
    face = font(what.file, size)
    direction = ("rtl" if what.is_rtl else "ltr") if face.layout_engine else None
    left, _, right, _ = face.getbbox(text, direction=direction)
    mask = Image.new("L", (int(right - min(left, 0)) + 4, int(size * 1.6)))
    ImageDraw.Draw(mask).text((2 - min(left, 0), round(size * 1.1)), text, 255, face, anchor="ls", direction=direction)
    x = WIDTH - EDGE - mask.width + 2 if at.to_right else EDGE - 2
    image.paste(mask.point(_SHADE_OF[at.shades]), (x, at.y - round(size * 0.32)), mask.point(_IS_INK))
    return float(right)


_SHADE_OF = {first: [first + value * (SHADES - 1) // 255 for value in range(256)] for first in (PANEL, NAME, DATE)}
_IS_INK = [255 if value else 0 for value in range(256)]


@lru_cache(maxsize=2)
def _logo(file: str, published: str) -> tuple[Any, bytes] | None:
    """Return the logo in indexes of the palette and the colours that they mean; None where it is not to be drawn."""
    from PIL import Image

    if file.lower().endswith(".svg"):
        return None
    try:
        with Image.open(file) as picture:
            picture.thumbnail((4 * LOGO_WIDTH, 4 * LOGO_HEIGHT))
            whole = picture.convert("RGBA")
    except BROKEN:
        return None
    share = min(LOGO_WIDTH / whole.width, LOGO_HEIGHT / whole.height, 1.0)
    whole = whole.resize(
        (max(1, round(whole.width * share)), max(1, round(whole.height * share))), Image.Resampling.LANCZOS
    )
    ground = Image.new("RGBA", whole.size, (*channels(PAPER), 255))
    few = Image.alpha_composite(ground, whole).convert("RGB").quantize(256 - LOGO, dither=Image.Dither.NONE)
    colours = bytes(few.getpalette() or [])[: 3 * (256 - LOGO)]
    return Image.frombytes("P", few.size, bytes(index + LOGO for index in few.tobytes())), colours
