"""What makes one version of WeasyPrint quicker without changing a byte: ADR 7 says why, and when not.

Each part stands in for one function of WeasyPrint and does the same with less work. Where it meets something it was not
written for it calls the function that it stands in for. Memory is bounded: what is kept lives as long as a document's
styles. Imported only where the versions are those of press.py: it captures what it stands in for.
"""

from __future__ import annotations

import re
import sys
from operator import itemgetter
from typing import Any

import pydyf
from tinyhtml5 import inputstream
from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES, Dimension
from weasyprint.formatting_structure.boxes import Box, LineBox
from weasyprint.layout import float as floats
from weasyprint.layout import percent
from weasyprint.pdf import fonts

SIDES = ("top", "right", "bottom", "left")


def replace(module: Any, name: str, ours: Any) -> None:
    """Put ours in place of a function, in its module and wherever it was imported from there by name."""
    original = getattr(module, name)
    for imported, other in [*sys.modules.items()]:
        if imported.startswith("weasyprint") and getattr(other, name, None) is original:
            setattr(other, name, ours)


# --- styles: WeasyPrint asks `__missing__` for each of 150 properties of each style, and most are not set anywhere

OWN_RULES = {"position", "float", "display", "page", *(key for key in INITIAL_VALUES if key[:16] == "text_decoration_")}
PLAIN = {key: INITIAL_VALUES[key] for key in INITIAL_VALUES.keys() - INHERITED - INITIAL_NOT_COMPUTED - OWN_RULES}
PLAINLY_INHERITED = frozenset(INHERITED - OWN_RULES)
LOGICAL = {by(block="ttb", inline=inline) for by in PHYSICAL_FUNCTIONS.values() for inline in ("ltr", "rtl")}
LINES = ("outline", "column_rule", *(f"border_{side}" for side in SIDES))
LINE_STYLES = {f"{line}_width": f"{line}_style" for line in LINES}
A_BOX_IS_MADE = "min_width"  # the property that is asked for when all are about to be
computed_missing, anonymous_missing = css.ComputedStyle.__missing__, css.AnonymousStyle.__missing__


def computed_value(style: Any, key: str) -> Any:
    """Return what no rule sets: an initial value that needs no computing, or the parent's."""
    cascaded = style.cascaded
    if key in cascaded or (key in PHYSICAL_FUNCTIONS and not LOGICAL.isdisjoint(cascaded)):
        return computed_missing(style, key)
    if key == A_BOX_IS_MADE and LOGICAL.isdisjoint(cascaded):
        _fill(style, cascaded)
    elif key in PLAIN:
        style[key] = PLAIN[key]
    elif key in LINE_STYLES and LINE_STYLES[key] not in cascaded:
        style[key] = 0  # as wide as a line of style `none`
    elif key in PLAINLY_INHERITED and style.parent_style is not None:
        style[key] = style.parent_style[key]
    else:
        return computed_missing(style, key)
    return style[key]


def _fill(style: Any, cascaded: dict[str, Any]) -> None:
    values = PLAIN.copy()
    for name in cascaded:
        values.pop(name, None)
    values.update(style)
    style.update(values)


def anonymous_value(style: Any, key: str) -> Any:
    """Return what an anonymous box has."""
    if key == A_BOX_IS_MADE:
        style.update({**PLAIN, **style})
    elif key in PLAIN:
        style[key] = PLAIN[key]
    elif key in PLAINLY_INHERITED:
        style[key] = style.parent_style[key]
    else:
        return anonymous_missing(style, key)
    return style[key]


# --- boxes

LENGTHS = [f"{kind}_{side}" for kind in ("margin", "padding") for side in SIDES]
LENGTHS += [f"{limit}{axis}" for axis in ("width", "height") for limit in ("", "min_", "max_")]
BORDERS = [f"border_{side}_width" for side in SIDES]
LENGTH_NAMES = (*LENGTHS, *BORDERS, "box_sizing", "border_collapse")
lengths_of = itemgetter(*LENGTH_NAMES)
resolve_percentages = percent.resolve_percentages


def resolve_lengths(box: Any, containing_block: Any) -> None:
    """Keep the lengths of a style without percentages: WeasyPrint resolves them anew for each of its boxes and lines.

    A style that was changed since is noticed by its values.
    """
    style = box.style
    values = lengths_of(style)
    kept = style.__dict__.get("_lengths")
    if kept is None or kept[0] != values:
        kept = style._lengths = (values, _used_lengths(values))
    if kept[1] is None:
        resolve_percentages(box, containing_block)
    else:
        box.__dict__.update(kept[1])


def _used_lengths(values: tuple[Any, ...]) -> dict[str, Any] | None:
    """Return the attributes of a box, or None where they depend on the box around it or on one another."""
    found = dict(zip(LENGTH_NAMES, values, strict=True))
    if found.pop("box_sizing") != "content-box" or found.pop("border_collapse") == "collapse":
        return None
    for name in LENGTHS:
        value = found[name]
        if value == "auto":
            found[name] = 0 if name in ("min_width", "min_height") else "auto"
        elif value.__class__ is Dimension and value.unit == "px":
            found[name] = value.value
        else:
            return None
    return found


OUT_OF_FLOW = frozenset(["left", "right", "footnote"])
IN_FLOW = frozenset(["static", "relative"])
is_in_normal_flow = Box.is_in_normal_flow


def is_in_flow(box: Any) -> bool:
    """Ask a style twice instead of six times."""
    style = box.style
    return style["float"] not in OUT_OF_FLOW and (style["position"] in IN_FLOW or is_in_normal_flow(box))


avoid_collisions = floats.avoid_collisions


def place_line(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Give a line all the room there is where nothing floats on its page."""
    is_free = outer and not context.excluded_shapes and isinstance(box, LineBox)
    if not is_free or containing_block.style["direction"] != "ltr" or box.style["float"] != "none":
        return avoid_collisions(context, box, containing_block, outer)
    left = containing_block.content_box_x()
    return left, box.position_y, left + containing_block.width - left


# --- reading and writing


class Arrays:
    """WeasyPrint's ffi object, but an array's type has no length: cffi reads each new type as C source, in 1 ms."""

    def __init__(self, ffi: Any) -> None:
        self.ffi = ffi

    def __getattr__(self, name: str) -> Any:
        return getattr(self.ffi, name)

    def new(self, kind: str, *given: Any) -> Any:
        """Return what `ffi.new` would."""
        found = re.fullmatch(r"(\w+)\[\d+\]", kind)
        if found and given and hasattr(given[0], "__len__"):
            kind = f"{found[1]}[]"
        return self.ffi.new(kind, *given)


class Patterns(dict[Any, Any]):
    """Patterns of tinyhtml5, which keeps each under the pattern itself, finds it never and makes it anew."""

    def __missing__(self, key: Any) -> re.Pattern[str]:
        """Return the pattern of characters, or of all others."""
        characters, are_wanted = key
        inside = "".join(f"\\x{ord(character):02x}" for character in characters)
        pattern = self[key] = re.compile(f"[{'' if are_wanted else '^'}{inside}]+")
        return pattern


to_bytes = pydyf._to_bytes


def as_bytes(item: Any) -> Any:
    """Ask first whether a thing is what most things in a PDF are."""
    kind = item.__class__
    if kind is bytes:
        return item
    return str(item).encode("ascii") if kind is str or kind is int else to_bytes(item)


def quicken() -> None:
    """Put all parts in place."""
    css.ComputedStyle.__missing__, css.AnonymousStyle.__missing__ = computed_value, anonymous_value
    Box.is_in_normal_flow = is_in_flow
    replace(percent, "resolve_percentages", resolve_lengths)
    replace(floats, "avoid_collisions", place_line)
    fonts.ffi = Arrays(fonts.ffi)
    inputstream.characters_until_regex = Patterns()
    pydyf._to_bytes = as_bytes
