"""Quotation marks inside a quote: set in the marks of its language, outer and inner ones by turns."""

from __future__ import annotations

import re
from typing import NamedTuple

CLOSERS = {"„": "“”", "“": "”", "»": "«", "«": "»", '"': '"', "‚": "‘’", "‘": "’", "›": "‹", "‹": "›", "'": "'"}
MARK = re.compile("[„“”»«\"‚‘’›‹']")
DOUBLE = ("„", "“", "”", "»", "«", '"')
GUILLEMETS = "«»‹›"
APOSTROPHES = "'’‘"
BEFORE_OPENING = "([{–—-/„“»«\"‚‘›‹'"


class Pair(NamedTuple):
    """Two marks that belong together, by their offsets."""

    start: int
    end: int


def nested(text: str, outer: tuple[str, str], inner: tuple[str, str]) -> str:
    """Return the text of a quote with the marks in it as its language nests them; what has no partner stays.

    The quote itself stands in the outer marks, so the first level in it gets the inner ones. Done twice it is the
    same.
    """
    if not any(map(text.__contains__, DOUBLE)):
        return text
    once = _nested(text, outer, inner)
    if once == text or _nested(once, outer, inner) == once:
        return once
    return text  # a tangle of marks stays as it is


def _nested(text: str, outer: tuple[str, str], inner: tuple[str, str]) -> str:
    instead: dict[int, str] = {}
    pairs = sorted(_pairs(text))
    for pair in pairs:
        level = sum(other.start < pair.start and pair.end < other.end for other in pairs)
        opening, closing = outer if level % 2 else inner
        instead[pair.start], instead[pair.end] = opening, closing
        if text[pair.start] in GUILLEMETS and pair.end - pair.start > 3:
            is_spaced = text[pair.start + 1].isspace() and text[pair.end - 1].isspace()
            instead |= {pair.start + 1: "", pair.end - 1: ""} if is_spaced else {}
    parts, at = [], 0
    for place in sorted(instead):
        parts += [text[at:place], instead[place]]
        at = place + 1
    return "".join([*parts, text[at:]])


def _pairs(text: str) -> list[Pair]:
    """Return the marks that belong together; of marks that cross one another those opened last."""
    found: list[Pair] = []
    waiting: list[int] = []
    for match in MARK.finditer(text):
        at, mark = match.start(), match[0]
        if _is_apostrophe(text, at):
            continue
        partner = next((n for n in reversed(range(len(waiting))) if mark in CLOSERS[text[waiting[n]]]), None)
        if partner is not None and _may_close(text, at):
            found.append(Pair(waiting[partner], at))
            del waiting[partner:]
        elif mark in CLOSERS and _may_open(text, at):
            waiting.append(at)
    return found


def _is_apostrophe(text: str, at: int) -> bool:
    """Tell a single mark between two letters or digits."""
    return text[at] in APOSTROPHES and 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()


def _may_close(text: str, at: int) -> bool:
    return not text[at - 1].isspace() or text[at] in GUILLEMETS


def _may_open(text: str, at: int) -> bool:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    follows = not after.isspace() or text[at] in GUILLEMETS
    return bool(after) and follows and (not before or before.isspace() or before in BEFORE_OPENING)
