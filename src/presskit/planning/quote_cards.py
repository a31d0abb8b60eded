"""Which quotes have a card: known without drawing any, so that a page offers what there is and nothing else.

The words of a quote are approved: they are never cut, and no sign is left out. So a quote that is too long to be
legible on a card has none, nor has one with a sign that the faces of cards lack.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from presskit.i18n import translated_from

if TYPE_CHECKING:
    from presskit.planning.views import QuoteView

ROOM = 720  # letters of usual width, in the smallest letters that are legible
A_BREAK = 75  # what a new paragraph costs of it
AT_ONCE = 300  # letters that fit even where all are wide ones in one paragraph
WIDE = re.compile(r"[A-ZÄÖÜmwÀ-ßΑ-ΩА-Яжмшщыю%@&—…]")
SHARED = (
    "\n -~\u00a0-\u0107\u010c-\u0113\u0116-\u011b\u011e\u011f\u0130\u0131\u0139-\u013e"
    "\u0141-\u0148\u0150-\u015b\u015e-\u0165\u016e-\u0171\u0178-\u017e"
)
SIGNS = "\u2009\u2010\u2011\u2013\u2014\u2018-\u201a\u201c-\u201e\u2022\u2026\u202f\u2039\u203a\u20ac"
DRAWN = tuple(
    re.compile(f"[{SHARED}{SIGNS}{letters}]*")
    for letters in (
        "\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ce\u0401-\u044f\u0451-\u045c\u045e\u045f\u0490\u0491",
        "\u060c\u061b\u061f\u0621-\u063a\u0640-\u0652\u0660-\u066c\u067e\u0686\u0698\u06a9\u06af\u06cc\u06f0-\u06f9",
        "\u05b0-\u05bc\u05be\u05c1\u05c2\u05d0-\u05ea\u05f3\u05f4",
    )
)


def has_card(quote: QuoteView) -> bool:
    """Tell whether a quote and its attribution fit on a card, legible and whole."""
    translated = translated_from(quote.original_language, quote.language) if quote.original_language else ""
    told = f"{quote.role}{quote.organisation}{translated}"
    return (
        fits(quote.text)
        and len(quote.name) <= 80
        and len(told) <= 200
        and all(map(drawn, (quote.text, quote.name, told)))
    )


def fits(text: str) -> bool:
    """Tell whether a text has room: a wide letter counts half as much again, a new paragraph as a line and a half."""
    length = len(text)
    if length > ROOM:
        return False
    breaks = text.count("\n\n")
    return length + A_BREAK * breaks + len(WIDE.findall(text)) / 2 <= ROOM if length > AT_ONCE or breaks else True


def drawn(text: str) -> bool:
    """Tell whether one face of cards has all letters and signs of a text."""
    text = normalize("NFC", text)
    return any(letters.fullmatch(text) for letters in DRAWN)
