"""What all cards share: the newsroom's colour, a white foot with logo or name and a date, lines in shades of it.

All of it is drawn in shades between two colours, as indexes of one palette; so nothing has to be reduced to few
colours afterwards, and the file stays small. A logo brings its own colours along.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.config.colour import channels, contrast, mixed
from presskit.outputs.card.lettering import Lettering, font, lettered, shortened, width_of
from presskit.reading.pictures import BROKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FOOT = 116
EDGE = 76
PAPER, INK, SOFT = "#ffffff", "#16191c", "#5a6169"
SHADES = 24  # of each pair of colours
PANEL, NAME, DATE, LOGO = 0, SHADES, 2 * SHADES, 3 * SHADES  # where in the palette each begins
SMALL_LETTERS = {"arabic": 1.3}  # how much larger a face must be set to be as legible as Inter in small sizes
FOOT_PX = 30
LOGO_HEIGHT, LOGO_WIDTH, DATE_WIDTH = 68, 460, 420

Size = tuple[int, int]
Logo = tuple[Any, bytes]  # in indexes of the palette, and the colours that they mean


class Place(NamedTuple):
    """Where a line goes: its upper edge, how wide it may be, in which shades, and at which edge of the card."""

    y: int
    width: float
    shades: int
    to_right: bool


class Line(NamedTuple):
    """One line as it is drawn.

    It begins at the edge, or `hang` pixels outside of it; `left` and `right` are how far its ink reaches from there, at
    most. Ink that would begin before the edge is moved in.
    """

    what: Lettering
    size: int
    baseline: int
    shades: int
    to_right: bool
    left: float
    right: float
    hang: int = 0


def fitting(what: Lettering, size: int, at: Place, hang: int = 0) -> Line:
    """Return a line that is known to have room, whose ink need not be measured to be drawn: half as quick again."""
    if what.is_rtl or at.to_right:
        return line(what, size, at)
    parts = what.text.split(" ")
    width = (sum(width_of(part, what.file) for part in parts) + len(parts) * width_of(" ", what.file)) * size
    slack = size // 4
    return Line(what, size, _baseline(at, size), at.shades, at.to_right, -slack, width + slack, hang + slack)


def _baseline(at: Place, size: int) -> int:
    return at.y - round(size * 0.32) + round(size * 1.1)


def line(what: Lettering, size: int, at: Place) -> Line:
    """Return a line at its place; what is wider than that ends in an ellipsis."""
    size = round(size * SMALL_LETTERS.get(what.script, 1))
    baseline = _baseline(at, size)
    if not what.text:
        return Line(what, size, baseline, at.shades, at.to_right, 0, 0)
    (text,) = shortened(what, size, at.width, 1)
    face = font(what.file, size)
    left, _, right, _ = face.getbbox(text, direction=_direction(what, face))
    return Line(what._replace(text=text), size, baseline, at.shades, at.to_right, left, right)


def _direction(what: Lettering, face: Any) -> str | None:
    return ("rtl" if what.is_rtl else "ltr") if face.layout_engine else None


def letters_on(colour: str) -> str:
    """Return the colour of letters on a ground."""
    return max(PAPER, INK, key=lambda ink: contrast(colour, ink))


def foot(size: Size, name: Lettering, date: Lettering, *, has_logo: bool, is_rtl: bool) -> Iterator[Line]:
    """Yield the lines of the foot: name where lines begin, unless a logo stands there, the date on the other side."""
    width, height = size
    y = height - FOOT // 2 - FOOT_PX * 6 // 10
    dated = line(date, FOOT_PX - 4, Place(y + 3, DATE_WIDTH, DATE, not is_rtl))
    yield dated
    if not has_logo:
        yield line(name, FOOT_PX, Place(y, width - 2 * EDGE - dated.right - 40, NAME, is_rtl))


def labels(words: Iterable[str], folder: str) -> list[Lettering]:
    """Return some words in the face of labels."""
    return [lettered(text, False, folder) for text in words]


def logo_place(size: Size, logo: Size, *, is_rtl: bool) -> Size:
    """Return where on a card a logo goes."""
    return size[0] - EDGE - logo[0] if is_rtl else EDGE, size[1] - FOOT + (FOOT - logo[1]) // 2


def blank(size: Size) -> Any:
    """Return a card without letters."""
    from PIL import Image

    image = Image.new("P", size, PANEL)
    image.paste(NAME, (0, size[1] - FOOT, *size))
    return image


def write(image: Any, what: Line) -> None:
    """Write one line in shades of the palette."""
    from PIL import Image, ImageDraw

    if not what.what.text:
        return
    face, size = font(what.what.file, what.size), what.size
    outside = -min(what.left, 0)
    mask = Image.new("L", (int(what.right + outside) + 4, int(size * 1.6)))
    origin, direction = (2 + outside, round(size * 1.1)), _direction(what.what, face)
    ImageDraw.Draw(mask).text(origin, what.what.text, 255, face, anchor="ls", direction=direction)
    x = image.width - EDGE - mask.width + 2 + what.hang if what.to_right else EDGE - 2 - what.hang
    at = (x, what.baseline - round(size * 1.1))
    image.paste(mask.point(_SHADE_OF[what.shades]), at, mask.point(_IS_INK))


_SHADE_OF = {first: [first + value * (SHADES - 1) // 255 for value in range(256)] for first in (PANEL, NAME, DATE)}
_IS_INK = [255 if value else 0 for value in range(256)]


def png(image: Any, colour: str, logo: Logo | None, *, is_rtl: bool, told: str = "") -> bytes:
    """Return a card with its colours and logo as PNG; `told` is written into it, for those who do not see it."""
    from PIL.PngImagePlugin import PngInfo

    if logo:
        image.paste(logo[0], logo_place(image.size, logo[0].size, is_rtl=is_rtl))
    image.putpalette(_palette(colour) + (logo[1] if logo else b""))
    out, info = BytesIO(), PngInfo()
    if told:
        info.add_itxt("Description", told)
    image.save(out, "PNG", compress_level=6, pnginfo=info)
    return out.getvalue()


def _palette(colour: str) -> bytes:
    """Return the shades between ground and letters of each part."""
    pairs = ((colour, letters_on(colour)), (PAPER, INK), (PAPER, SOFT))
    return bytes(
        channel
        for ground, ink in pairs
        for step in range(SHADES)
        for channel in mixed(ground, ink, step / (SHADES - 1))
    )


@lru_cache(maxsize=2)
def logo_of(file: str, published: str) -> Logo | None:
    """Return the logo as it is drawn on cards; None where it is not to be."""
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
