"""What structure element an HTML element becomes (ISO 32000-1, 14.8.4), and what may stand in which."""

from __future__ import annotations

CONTENT = "content"  # marked content or an annotation, not an element

# HTML elements that are an element of their own; others are read through.
KINDS = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "aside": "Sect",
    "nav": "Sect",
    "div": "Div",
    "header": "Div",
    "footer": "Div",
    "address": "Div",
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    "pre": "P",
    "ul": "L",
    "ol": "L",
    "dl": "L",
    "li": "LI",
    "dt": "Lbl",
    "dd": "LBody",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "caption": "Caption",
    "figcaption": "Caption",
    "code": "Code",
    "q": "Quote",
    "img": "Figure",
    "{http://www.w3.org/2000/svg}svg": "Figure",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
}

INLINE = frozenset({CONTENT, "Link", "Span", "Code", "Quote", "Reference"})
GROUPING = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
ROWS = frozenset({"TR"})
# What may stand in an element, and the element that anything else is put into. A marker may stand in an item only.
ROOM = {
    "L": (frozenset({"LI", "Caption"}), "LI"),
    "LI": (frozenset({"Lbl", "LBody"}), "LBody"),
    "Table": (frozenset({"TR", "THead", "TBody", "TFoot", "Caption"}), "TR"),
    "THead": (ROWS, "TR"),
    "TBody": (ROWS, "TR"),
    "TFoot": (ROWS, "TR"),
    "TR": (frozenset({"TH", "TD"}), "TD"),
}
KEPT_EMPTY = frozenset({"TH", "TD"})  # a row keeps its columns

SCOPES = {"col": "Column", "colgroup": "Column", "row": "Row", "rowgroup": "Row"}
NUMBERING = {
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "decimal": "Decimal",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "lower-latin": "LowerAlpha",
    "upper-latin": "UpperAlpha",
}


def room_for(inner: str, outer: str) -> str:
    """Return the kind of element that must stand between two, or nothing."""
    if outer in ROOM:
        allowed, between = ROOM[outer]
        return "" if inner in allowed else between
    return "P" if inner in INLINE and outer in GROUPING else ""
