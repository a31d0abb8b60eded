"""Words in faces that have all their letters: which face, which direction, what fits into lines."""

from __future__ import annotations

import os
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.outputs import fonts
from presskit.outputs.print_pdf.glyphs import scripts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

MEASURED_PX = 100  # words are measured once, at this size
ELLIPSIS = "…"
SOFT_HYPHEN = "\u00ad"
BREAKING_SPACE = re.compile("[^\\S\u00a0\u202f]+")


class Lettering(NamedTuple):
    """A text without the signs that its face lacks; `file` is empty where it cannot be drawn."""

    text: str
    file: str
    is_rtl: bool = False
    script: str = ""


def lettered(text: str, display: bool, folder: str) -> Lettering:
    """Return a text in the face that has its letters; signs without a glyph, such as emoji, are left out.

    A text of which a letter would be missing is not drawn at all: half a word is none.
    """
    text = unicodedata.normalize("NFC", text).replace(SOFT_HYPHEN, "")
    scripts = sorted(scripts_in(text))
    is_rtl = _is_rtl(text)
    if is_rtl and not _has_shaper():
        return Lettering("", "")
    known = fonts.CARD_FACES["display" if display else "label"]
    face = fonts.CARD_FACES[scripts[0]] if scripts else known
    (file,) = fonts.cut([face], folder, "ttf")
    has = _points(file)
    if any(ord(c) not in has and unicodedata.category(c)[0] in "LMN" and not _is_sign(c) for c in text):
        return Lettering("", "")
    shown = "".join(c if ord(c) in has else " " if c.isspace() else "" for c in text)
    return Lettering(BREAKING_SPACE.sub(" ", shown).strip(), file, is_rtl, scripts[0] if scripts else "")


def _is_sign(character: str) -> bool:
    """Tell a mark that only says how the sign before it looks: variation selectors, keycaps."""
    return character in "\ufe0e\ufe0f\u20e3"


def _is_rtl(text: str) -> bool:
    """Tell the direction of a text by its first letter (UAX 9, P2)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("L", "R", "AL"):
            return kind != "L"
    return False


@lru_cache(maxsize=1)
def _has_shaper() -> bool:
    """Tell whether Pillow can join letters and turn lines around (raqm with FriBiDi)."""
    from PIL import features

    return bool(features.check("raqm") and features.check("fribidi"))


@lru_cache(maxsize=8)
def _points(file: str) -> frozenset[int]:
    import uharfbuzz as hb

    return frozenset(hb.Face(hb.Blob.from_file_path(file)).unicodes)


@lru_cache(maxsize=64)
def font(file: str, size_px: int) -> Any:
    """Return a face at a size."""
    from PIL import ImageFont

    engine = ImageFont.Layout.RAQM if _has_shaper() else ImageFont.Layout.BASIC
    return ImageFont.truetype(file, size_px, layout_engine=engine)


@lru_cache(maxsize=4_096)
def width_of(word: str, file: str) -> float:
    """Return the width of a word at a size of 1 px."""
    return float(font(file, MEASURED_PX).getlength(word)) / MEASURED_PX


def lines_of(what: Lettering, size_px: int, width_px: float) -> list[str]:
    """Return a text in lines that are at most so wide; only a word that is wider than that is parted."""
    room, space = width_px / size_px, width_of(" ", what.file)
    lines: list[str] = []
    line, used = "", 0.0
    for word, width in _pieces(what, room):
        if line and used + space + width > room:
            lines.append(line)
            line, used = word, width
        else:
            line, used = (f"{line} {word}", used + space + width) if line else (word, width)
    return [*lines, line] if line else lines


def _pieces(what: Lettering, room: float) -> Iterator[tuple[str, float]]:
    """Yield words with their widths."""
    for word in what.text.split(" "):
        width = width_of(word, what.file)
        while width > room:
            count = max(1, int(len(word) * room / width) - 1)
            yield word[:count], width_of(word[:count], what.file)
            word = word[count:]
            width = width_of(word, what.file)
        yield word, width


def balanced(what: Lettering, size_px: int, width_px: float) -> list[str]:
    """Return a text in as few lines as there must be, of widths as equal as may be."""
    lines = lines_of(what, size_px, width_px)
    low, high = width_px / 2, width_px
    longest = max((width_of(word, what.file) * size_px for word in what.text.split(" ")), default=0.0)
    for _ in range(6):
        middle = (low + high) / 2
        tried = lines_of(what, size_px, middle) if longest <= middle else []
        if tried and len(tried) == len(lines):
            lines, high = tried, middle
        else:
            low = middle
    return lines


def shortened(what: Lettering, size_px: int, width_px: float, most: int) -> list[str]:
    """Return at most so many lines of a text; where it is longer the last one ends at a word, in an ellipsis."""
    lines = lines_of(what, size_px, width_px)
    if len(lines) <= most:
        return balanced(what, size_px, width_px)
    last = lines[most - 1]
    while " " in last and width_of(f"{last} {ELLIPSIS}", what.file) * size_px > width_px:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], f"{last.rstrip(' ,;:–-')} {ELLIPSIS}"]


def folder_of(state: str) -> str:
    """Return where faces are kept."""
    return os.path.join(state, "fonts")
