"""A body as plain text for pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

CONSTRUCTS: dict[str, tuple[str, list[str]]] = {
    "paragraphs": ("Eins\nzwei.\n\nDrei.", ["Eins zwei.", "Drei."]),
    "marks of emphasis go": ("*a* **b** ~~c~~ `d`", ["a b c d"]),
    "hard break": ("a  \nb", ["a\nb"]),
    "heading": ("## A\n\nB.", ["A", "B."]),
    "link is spelt out": ("[Karten](https://a.example/k)", ["Karten (https://a.example/k)"]),
    "link that shows itself is not": ("<https://a.example>", ["https://a.example"]),
    "address is not": ("<a@b.example>", ["a@b.example"]),
    "hostile link is not": ("[a](javascript:x)", ["a"]),
    "list": ("- a\n- b", ["– a", "– b"]),
    "numbered list": ("3. a\n4. b", ["3. a", "4. b"]),
    "nested list": ("- a\n  - b\n- c", ["– a", "  – b", "– c"]),
    "nested in a numbered list": ("1. a\n   - b\n2. c", ["1. a", "  – b", "2. c"]),
    "table": ("| a | b |\n|---|---|\n| 1 | 2 |", ["a\tb", "1\t2"]),
    "block quotation": ("> a\n> b", ["a b"]),
    "footnote": ("A.[^n]\n\n[^n]: B.", ["A.[1]", "[1] B."]),
    "raw HTML": ("<b>a</b>", ["<b>a</b>"]),
    "comment": ("A.\n\n<!-- intern -->\n\nB.", ["A.", "B."]),
    "special characters": ("a < b & c", ["a < b & c"]),
    "block quote": ("::quote[eins]", ["„Gut so.“\n– Prof. Ada Beispiel, Leiterin, Werk"]),
    "quote of two paragraphs": ("::quote[zwei]", ["„Erster Absatz.\n\n„Zweiter Absatz.“\n– Ben Muster"]),
    "inline quote": ("Er sagt: :quote[eins]", ["Er sagt: „Gut so.“"]),
    "figure": ("::figure[bild.png]", ["[Das Bild]"]),
}


@pytest.mark.parametrize(("markdown", "blocks"), CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_construct_becomes_text(markdown: str, blocks: list[str], text_of: Callable[..., list[str]]) -> None:
    assert text_of(markdown) == blocks


def test_marks_are_those_of_the_language(text_of: Callable[..., list[str]]) -> None:
    assert text_of("He says: :quote[eins]", "en") == ["He says: “Gut so.”"]
