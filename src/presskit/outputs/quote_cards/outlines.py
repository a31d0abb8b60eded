"""A quote card as SVG: its letters are outlines, so that it looks the same everywhere; its words are in it as text.

Each glyph of a face is defined once and used where it stands. It loads nothing and runs nothing.
"""

from __future__ import annotations

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from presskit.outputs.card.panel import DATE, EDGE, FOOT, INK, NAME, PANEL, PAPER, SOFT, letters_on, logo_place
from presskit.outputs.quote_cards.runs import runs_of
from presskit.outputs.quote_cards.setting import CARD, RULE, set_card
from presskit.outputs.quote_cards.wording import told

if TYPE_CHECKING:
    from presskit.outputs.card.panel import Line, Logo
    from presskit.outputs.quote_cards import QuoteCardView, Said
    from presskit.outputs.quote_cards.setting import Setting
    from presskit.outputs.tools import Tools


def drawn(said: Said, view: QuoteCardView, tools: Tools) -> bytes:
    """Return the card as SVG."""
    card = set_card(said, view, tools)
    known: dict[tuple[str, int], str] = {}
    lines = [_line(part, view.colour, known) for part in card.lines]
    glyphs = "".join(f'<path id="{name}" d="{outline(*glyph)}"/>' for glyph, name in known.items())
    width, height = CARD
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'role="img" aria-labelledby="words about" lang="{_plain(said.quote.language)}">\n'
        f'<title id="words">{_plain(told(said.quote))}</title>\n'
        f'<desc id="about">{_plain(f"{said.name}, {said.date}")}</desc>\n'
        f"<defs>{glyphs}</defs>\n{_ground(card, view.colour)}{''.join(lines)}</svg>\n"
    ).encode()


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def _ground(card: Setting, colour: str) -> str:
    """Return the newsroom's colour, the foot with its logo, and the line above the speaker."""
    width, height = CARD
    parts = [
        f'<path fill="{colour}" d="M0 0h{width}v{height}H0z"/>\n',
        f'<path fill="{PAPER}" d="M0 {height - FOOT}h{width}v{FOOT}H0z"/>\n',
    ]
    if card.rule:
        x, y = card.rule
        parts.append(f'<path fill="{letters_on(colour)}" d="M{x} {y}h{RULE[0]}v{RULE[1]}h-{RULE[0]}z"/>\n')
    if card.logo:
        parts.append(_logo(card.logo, is_rtl=card.is_rtl))
    return "".join(parts)


def _logo(logo: Logo, *, is_rtl: bool) -> str:
    """Return the logo, with its pixels in it."""
    image, colours = logo[0].copy(), logo[1]
    image.putpalette(bytes(3 * DATE) + bytes(3 * (DATE - NAME)) + colours)  # its indexes begin behind all shades
    out = BytesIO()
    image.save(out, "PNG", compress_level=6)
    x, y = logo_place(CARD, image.size, is_rtl=is_rtl)
    data = b64encode(out.getvalue()).decode()
    width, height = image.size
    return f'<image x="{x}" y="{y}" width="{width}" height="{height}" href="data:image/png;base64,{data}"/>\n'


def _line(part: Line, colour: str, known: dict[tuple[str, int], str]) -> str:
    """Return one line; `known` gets the name of each glyph that it uses."""
    file, ink = part.what.file, {PANEL: letters_on(colour), NAME: INK, DATE: SOFT}[part.shades]
    glyphs, advance = _shaped(part, file)
    scale = part.size / _face(file).upem
    x = CARD[0] - EDGE + part.hang - advance * scale if part.to_right else EDGE - part.hang - min(part.left, 0)
    uses = []
    for glyph, at, up in glyphs:
        if outline(file, glyph):
            name = known.setdefault((file, glyph), f"g{len(known)}")
            uses.append(f'<use href="#{name}" x="{at}"{f" y={chr(34)}{up}{chr(34)}" if up else ""}/>')
    placed = f"matrix({scale:.5g} 0 0 {-scale:.5g} {x:.5g} {part.baseline})"
    return f'<g fill="{ink}" transform="{placed}">{"".join(uses)}</g>\n'


def _shaped(part: Line, file: str) -> tuple[list[tuple[int, int, int]], int]:
    """Return the glyphs of a line with their places from its left end, and its width, in units of the face."""
    import uharfbuzz as hb

    glyphs, x = [], 0
    for run in runs_of(part.what.text, is_rtl=part.what.is_rtl):
        buffer = hb.Buffer()
        buffer.add_str(run.text)
        buffer.guess_segment_properties()
        buffer.direction = "rtl" if run.is_rtl else "ltr"
        hb.shape(_font(file), buffer)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            glyphs.append((info.codepoint, x + place.x_offset, place.y_offset))
            x += place.x_advance
    return glyphs, x


@lru_cache(maxsize=8)
def _face(file: str) -> Any:
    import uharfbuzz as hb

    return hb.Face(hb.Blob.from_file_path(file))


@lru_cache(maxsize=8)
def _font(file: str) -> Any:
    import uharfbuzz as hb

    return hb.Font(_face(file))


@lru_cache(maxsize=4_096)
def outline(file: str, glyph: int) -> str:
    """Return the outline of a glyph as a path in units of its face; empty for a space."""
    pen = _Pen()
    _font(file).draw_glyph_with_pen(glyph, pen)
    return "".join(pen.parts)


class _Pen:
    """Writes an outline as a path of SVG, each step from where the last one ended."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = (0, 0)

    def _step(self, command: str, *points: tuple[float, float]) -> None:
        whole = [(round(x), round(y)) for x, y in points]
        steps = [f"{x - self.at[0]} {y - self.at[1]}" for x, y in whole]
        self.parts.append(command + " ".join(steps).replace(" -", "-"))
        self.at = whole[-1]

    def moveTo(self, point: tuple[float, float]) -> None:  # noqa: N802 (the names of fontTools' pens)
        self._step("m" if self.parts else "M", point)

    def lineTo(self, point: tuple[float, float]) -> None:  # noqa: N802
        self._step("l", point)

    def qCurveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._step("q", *points)

    def curveTo(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._step("c", *points)

    def closePath(self) -> None:  # noqa: N802
        self.parts.append("z")
