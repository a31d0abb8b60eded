"""The quick way to HTML gives what the way event by event gives."""

from __future__ import annotations

from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.outputs.writing.markup import Marks, PlacedFigure, PlacedQuote, Writer, write_body, write_events
from presskit.outputs.writing.simple_markup import simple_html
from presskit.planning.views import MediaView, QuoteView

QUOTES = {name: QuoteView(name, "Das <ist> gut.\n\nSehr gut.", "de", "Ada", "", "") for name in ("ada", "b-1")}
MEDIA = {"bild.png": MediaView("bild.png", "2020/bild.png", "Bild", "", "", "", 4, 3, "d")}
BLOCKS = [
    "Ein Satz mit *Nachdruck*, **Gewicht** und ~~Rest~~.",
    "Zeile eins\nZeile zwei  \nZeile drei\\\nZeile vier",
    ":quote[ada], sagt sie, und :quote[nichts] auch.",
    "::quote[b-1]",
    "::quote[ niemand ]",
    "::figure[bild.png]",
    "Vor ::quote[ada] nach",
    "# Eins",
    "#### Vier **fett**",
    "Zwei\n---",
    "- a\n- b\n- ::quote[ada]",
    "1. eins\n2. zwei\n\n   mehr",
    "7. sieben",
    "> Zitat\n>\n> - mit Liste",
    "| A | B |\n|:--|--:|\n| 1 & 2 | *x* \\| y |",
    "a | b | c | d | e | f\n--|:-:|--|--|--|--\n1 | 2",
    '[Verweis](https://a.example/?x=1&y=2 "Titel") und [Post](mailto:a@b.example)',
    "[böse](javascript:alert(1)) und [leer]()",
    "[Verweis][r]\n\n[r]: https://r.example",
    "***",
    "Sonderzeichen & ; \" ' > „“ – & &amp; &copy;",
    "Fußnote[^1].\n\n[^1]: Hier.",
    "`Code` und ![Bild](b.png)",
]


def shown(parts: list[object]) -> list[object]:
    """Return parts as what is read of them; the ends of lines between elements are nobody's business."""
    names = [part.name if isinstance(part, PlacedQuote | PlacedFigure) else unescape(part.html) for part in parts]  # type: ignore[attr-defined]
    return ["".join(line.strip() for line in name.split("\n") if line.strip()) for name in names]


def writer() -> Writer:
    return Writer(QUOTES, MEDIA, Marks("„", "“"), {"bild.png": "bild.png"})


@given(st.lists(st.sampled_from(BLOCKS), min_size=1, max_size=7))
def test_both_ways_say_the_same(blocks: list[str]) -> None:
    body = "\n\n".join(blocks)
    assert shown([*write_body(body, writer())]) == shown([*write_events(body, writer())])


@pytest.mark.parametrize("block", BLOCKS[:-2])
def test_the_quick_way_is_taken_where_it_is_certain(block: str) -> None:
    simple = "javascript" not in block
    assert (simple_html(f"Anfang.\n\n{block}") is not None) == simple


@pytest.mark.parametrize(
    "body", [*BLOCKS[-2:], "1. eins\n\n2. zwei", "- a", "<b>", "Text\n\n    Code", "Text\n\n- a\n\n- ::quote[ada]"]
)
def test_it_is_left_where_it_is_not(body: str) -> None:
    assert simple_html(body) is None
