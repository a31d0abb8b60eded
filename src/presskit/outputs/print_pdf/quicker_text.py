"""The parts of quicker.py for text: each line is shaped once, and its glyphs are read at once."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.draw import text as draw
from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, pango
from weasyprint.text.line_break import Layout

from presskit.outputs.print_pdf.quicker import replace

FACE: tuple[str, ...] = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_variation_settings",
    "font_language_override",
)
FACE += tuple(f"font_variant_{kind}" for kind in ("ligatures", "position", "caps", "numeric", "alternates"))
FACE += ("font_variant_east_asian", "font_feature_settings", "lang")
face_of, face_and_line_of = itemgetter(*FACE), itemgetter(*FACE, "font_size", "line_height")


def face_key(style: Any, include_size: bool = False) -> Any:
    """Return the values themselves as the key of a line's height: WeasyPrint writes all of them out first."""
    return (face_and_line_of if include_size else face_of)(style)


# --- Pango's layouts: WeasyPrint makes font description and context for each piece of text that it measures, and again
# to draw it. A layout is copied from one with the same settings, and that of a line is kept until it is drawn: it has
# no text but the line's, and so is the one that would be made again, unless the line is justified.

KEPT = 512  # kinds of text whose settings are kept for a font configuration; a press release has twenty
KINDS = (ComputedStyle, AnonymousStyle)
PARAGRAPHS = re.compile("[\n-\r\x1c-\x1e\x85\u2028\u2029]")
DECORATION = ("ascent", "underline_position", "strikethrough_position")
settings_of = itemgetter(*FACE, "font_size", "direction", "font_kerning")
setup, set_text = Layout.setup, Layout.set_text
deactivate, reactivate = Layout.deactivate, Layout.reactivate


def copied_setup(layout: Any, style: Any) -> None:
    """Set up a layout as a copy of one with the same settings; one with lines under its text has more of them."""
    if style.__class__ not in KINDS or style["text_decoration_line"] != "none":
        setup(layout, style)
        return
    kept = style.font_config.__dict__.setdefault("_layouts", {})
    key = settings_of(style)
    if key not in kept:
        if len(kept) >= KEPT:
            kept.clear()
        setup(layout, style)
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # as it is drawn
        kept[key] = (layout.layout, layout.language)
    original, layout.language = kept[key]
    layout.layout = ffi.gc(pango.pango_layout_copy(original), gobject.g_object_unref)
    layout.style = style
    layout.first_line_direction = 0
    layout.ascent = layout.underline_position = layout.strikethrough_position = None


def kept_set_text(layout: Any, text: str, justify: bool = False) -> None:
    """Set a text; only one with several paragraphs is measured otherwise than it is drawn."""
    if PARAGRAPHS.search(text):
        pango.pango_layout_set_single_paragraph_mode(layout.layout, False)
    layout.is_drawn = False
    set_text(layout, text, justify)


def kept_deactivate(layout: Any) -> None:
    """Let a layout go when it is drawn, not when it is measured."""
    if layout.__dict__.get("is_drawn", True):
        deactivate(layout)


def kept_reactivate(layout: Any, style: Any) -> None:
    """Draw the layout that was measured, where the text is not to be justified."""
    is_as_measured = layout.__dict__.get("style") is style and style.__class__ in KINDS
    if not is_as_measured or layout.justification_spacing:
        reactivate(layout, style)
    layout.is_drawn = True


# --- lines: WeasyPrint lays out each line three times: from its start to far into the next line, then with the word
# that came out last, then alone. Only the last is seen. A paragraph laid out once, in one long line, tells where its
# lines end; where that is a matter of less than CLEARLY, and for signs with rules of their own, WeasyPrint looks.

UNUSUAL = re.compile("  |[\x00-\x1f\x85\xad\u0590-\u1dff\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2e80-\U0010ffff]")
LONGEST = 5000  # characters of a paragraph that is measured in one piece
CLEARLY = 0.5  # pixels by which a word must be within or beyond the line; what kerning does around a space is less
WIDEST = 10000  # pixels; wider is no column
INTS = 5  # of a PangoGlyphInfo: glyph, width, two offsets, flags
split_first_line = line_break.split_first_line


class Measured(NamedTuple):
    """A paragraph in one long line: where lines may end, by character and by byte, with and without the space there."""

    style: Any  # holds on to the object whose id is the key
    text: str
    characters: list[int]
    bytes: list[int]
    with_space: list[int]
    without: list[int]

    def line_of(self, rest: str, width: float) -> tuple[str, int] | None:
        """Return text and bytes of the first line of the rest of it; None where it is not clear where that ends."""
        behind = len(self.text) - len(rest)
        start = bisect_left(self.characters, behind)
        if not self.text.endswith(rest) or self.characters[start] != behind:
            return None
        limit, margin = self.with_space[start] + width * TO_UNITS, CLEARLY * TO_UNITS
        end = bisect_right(self.without, limit) - 1
        if end <= start or (end == 1 and self.text[0] == " ") or self.with_space[end] > limit - margin:
            return None
        if end + 1 < len(self.without) and self.without[end + 1] < limit + margin:
            return None
        return self.text[behind : self.characters[end]], self.bytes[end] - self.bytes[start]


def first_line(  # noqa: PLR0913, the arguments of WeasyPrint's function
    text: str,
    style: Any,
    context: Any,
    max_width: float | None,
    justification_spacing: float,
    is_line_start: bool = True,
    minimum: bool = False,
) -> Any:
    """Return what `split_first_line` does."""
    if context is not None and max_width is not None and _is_plain(style, max_width):
        found = _plain_line(text, style, context, max_width, justification_spacing)
        if found:
            return found
    return split_first_line(text, style, context, max_width, justification_spacing, is_line_start, minimum)


def _is_plain(style: Any, max_width: float) -> bool:
    return bool(
        0 < 4 * style["font_size"] <= max_width < WIDEST
        and style["white_space"] == "normal"
        and style["hyphens"] == "none"
        and style["letter_spacing"] == "normal"
        and not style["word_spacing"]
    )


def _plain_line(text: str, style: Any, context: Any, max_width: float, spacing: float) -> Any:
    known = context.__dict__.setdefault("_measured", {})
    found = known[id(style)].line_of(text, max_width) if id(style) in known else None
    if found is None:
        if len(text) > LONGEST or UNUSUAL.search(text):
            return None
        whole = _laid_out(text, style, max_width, spacing)
        if whole[3] <= max_width - CLEARLY:
            return whole
        known[id(style)] = measured(text, style, whole[0])
        found = known[id(style)].line_of(text, max_width)
    if found is None:
        return None
    shown, resume_at = found
    if len(shown) == len(text):
        return _laid_out(shown, style, max_width, spacing)
    layout, length, _, *size = _laid_out(shown.rstrip(" "), style, max_width, spacing)
    return (layout, length, resume_at, *size)


def _laid_out(text: str, style: Any, max_width: float, spacing: float) -> Any:
    """Return the result of a line that has room for all of a text."""
    layout = Layout(style, spacing, max_width)
    layout.set_text(text)
    line, _ = layout.get_first_line()
    return line_break.first_line_metrics(line, text, layout, None, True, style)


def measured(text: str, style: Any, layout: Any) -> Measured:
    """Return where lines may end in a text that was laid out in one."""
    x_of = _clusters(layout.get_first_line()[0])
    log_attrs = pango.pango_layout_get_log_attrs_readonly(layout.layout, ffi.NULL)
    may_break = ffi.unpack(ffi.cast("unsigned int *", log_attrs), len(text))  # the first bit of each
    characters = [0, *(at for at in range(1, len(text)) if may_break[at] & 1), len(text)]
    ends = [0, *accumulate(len(text[start:end].encode()) for start, end in pairwise(characters))]
    without = [end - (text[at - 1] == " ") for at, end in zip(characters[1:], ends[1:], strict=True)]
    return Measured(style, text, characters, ends, [x_of[at] for at in ends], [0, *(x_of[at] for at in without)])


def _clusters(line: Any) -> dict[int, int]:
    """Return where in a line of text from left to right each cluster of glyphs begins, by its byte, and the end."""
    x_of: dict[int, int] = {}
    x, end, run = 0, 0, line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        widths = ffi.unpack(ffi.cast("int *", glyphs.glyphs), INTS * glyphs.num_glyphs)[1::INTS]
        for cluster, width in zip(ffi.unpack(glyphs.log_clusters, glyphs.num_glyphs), widths, strict=True):
            x_of.setdefault(item.offset + cluster, x)
            x += width
        end, run = item.offset + item.length, run.next
    x_of[end] = x
    return x_of


# --- glyphs: WeasyPrint asks for each number of each glyph by itself, and writes each glyph out anew

EMPTY = 0x0FFFFFFF  # Pango's sign for no glyph; greater ones are characters that no font has
draw_first_line = draw.draw_first_line


class Pen:
    """Writes the runs of one line; `steps` are the fonts, with what was written before each."""

    def __init__(self, stream: Any, text: str) -> None:
        self.stream, self.text = stream, text.encode()
        self.steps: list[tuple[Any, float, str]] = []
        self.string = ""
        self.pango_font: Any = None
        self.font: Any = None
        self.font_size = 0.0

    def take(self, run: Any) -> bool:
        """Take the next run; tell whether that can be done here: not with pictures, raised or missing glyphs."""
        if run.item.analysis.font != self.pango_font and not self.change_font(run.item.analysis.font):
            return False
        numbers = ffi.unpack(ffi.cast("int *", run.glyphs.glyphs), INTS * run.glyphs.num_glyphs)
        glyphs = numbers[::INTS]
        if max(glyphs) >= EMPTY or min(glyphs) < 0 or any(numbers[3::INTS]):
            return False
        if not self.font.to_unicode.keys() >= set(glyphs):
            self.note_text(run.item, glyphs, run.glyphs.log_clusters)
        known = self.font.__dict__.setdefault("_written", {})
        shown = []
        for key in zip(glyphs, numbers[1::INTS], numbers[2::INTS], [self.font_size] * len(glyphs), strict=True):
            if key not in known:
                known[key] = self.written(*key)
            shown.append(known[key])
        self.string += "<" + "".join(shown)
        self.string = self.string[:-1] if self.string[-1] == "<" else self.string + ">"
        return True

    def change_font(self, pango_font: Any) -> bool:
        """Go on in another font, unless it has pictures."""
        self.pango_font = pango_font
        self.font, self.font_size = self.stream.add_font(pango_font)
        self.steps.append((self.font, self.font_size, self.string))
        self.string = ""
        return not (self.font.png or self.font.svg or self.font.colr or self.font.bitmap)

    def note_text(self, item: Any, glyphs: list[int], clusters: Any) -> None:
        """Note which letters a glyph stands for that the font has not shown yet."""
        step = -1 if item.analysis.level % 2 else 1
        last = 0 if step < 0 else len(glyphs) - 1
        for at, glyph in enumerate(glyphs):
            if glyph not in self.font.to_unicode:
                end = item.length if at == last else clusters[at + step]
                letters = self.text[item.offset + clusters[at] : item.offset + end]
                self.font.to_unicode[glyph] = letters.decode()

    def written(self, glyph: int, width: int, x_offset: int, font_size: float) -> str:
        """Return a glyph as it stands in a string."""
        widths, stream, offset = self.font.widths, self.stream, x_offset / font_size
        if glyph not in widths:
            pango.pango_font_get_glyph_extents(self.pango_font, glyph, stream.ink_rect, stream.logical_rect)
            widths[glyph] = round(stream.logical_rect.width * 1000 * FROM_UNITS / font_size)
        kerning = widths[glyph] + offset - width * 1000 * FROM_UNITS / font_size
        before = f">{-offset}<" if offset else ""
        return f"{before}{glyph:04x}>{int(kerning)}<" if kerning else f"{before}{glyph:04x}"


def draw_line(stream: Any, textbox: Any, text_overflow: str, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw what `draw_first_line` does."""
    layout = textbox.pango_layout
    pen = Pen(stream, layout.text)
    is_plain = text_overflow != "ellipsis" and block_ellipsis == "none" and textbox.style["font_size"] > 1
    if not is_plain or not textbox.text.strip():
        return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    run = layout.get_first_line()[0].runs[0]
    while run != ffi.NULL:
        if not pen.take(run.data):
            return draw_first_line(stream, textbox, text_overflow, block_ellipsis, matrix)
        run = run.next
    stream.set_text_matrix(*matrix.values)
    for font, font_size, before in pen.steps:
        if before:
            stream.show_text(before)
        stream.set_font_size(font.hash, font_size)
    stream.show_text(pen.string)
    return []


def quicken() -> None:
    """Put all parts in place; they need Pango 1.48.2, as WeasyPrint draws otherwise with an older one."""
    if pango.pango_version() < 14802 or ffi.sizeof("PangoGlyphInfo") != INTS * ffi.sizeof("int"):
        return
    ffi.cdef("PangoLayout * pango_layout_copy (PangoLayout *src);")
    line_break._font_style_cache_key = face_key
    Layout.setup, Layout.set_text = copied_setup, kept_set_text
    Layout.deactivate, Layout.reactivate = kept_deactivate, kept_reactivate
    replace(line_break, "split_first_line", first_line)
    replace(draw, "draw_first_line", draw_line)
