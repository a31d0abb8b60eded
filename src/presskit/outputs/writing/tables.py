"""How wide a table has to be on paper: which class of the print layout lets all its words stand whole."""

from __future__ import annotations

import re
from html import unescape

from presskit.outputs.writing.simple_markup import WIDE_COLUMNS

CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
TAG = re.compile("<[^>]*>")
BROKEN_ANYWAY = re.compile(r'<span class="longer">.*?</span>', re.DOTALL)
# Class, points a letter takes (0.58 of the type size of Inter), points beside a column, points there are for all.
SIZES = (("", 4.95, 11.4, 357.0), ("wide", 4.65, 11.4, 470.0), ("wider", 3.95, 5.7, 470.0))
CRAMMED = "crammed"  # words are broken in it, because they fit nowhere


def print_class(html: str, columns: int) -> str:
    """Return the class of a table by its rows as HTML: the largest type in which the longest words fit."""
    longest = [0] * columns
    for number, cell in enumerate(CELL.findall(html)):
        words = unescape(TAG.sub("", BROKEN_ANYWAY.sub("", cell))).split()
        column = number % columns
        longest[column] = max(longest[column], *map(len, words), 0)
    for name, letter_pt, beside_pt, room_pt in SIZES:
        if sum(letter_pt * letters + beside_pt for letters in longest) <= room_pt:
            return "wide" if not name and columns >= WIDE_COLUMNS else name
    return CRAMMED
