"""Parts of a line in the order in which they stand on paper, from the left (Unicode Bidirectional Algorithm, UAX 9).

What it knows is what stands on a card: letters, digits, signs between them, and no embedding.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import bidirectional

if TYPE_CHECKING:
    from collections.abc import Iterator

NUMBERS = ("EN", "AN")
BETWEEN = ("CS", "ES")  # what joins two numbers: comma, point, colon, hyphen
BESIDE = ("ET",)  # what goes with a number: per cent, currencies


class Run(NamedTuple):
    """A part of a line that is read in one direction."""

    text: str
    is_rtl: bool


def runs_of(text: str, *, is_rtl: bool) -> list[Run]:
    """Return a line in parts, from left to right, as they are drawn."""
    if text.isascii() and not is_rtl:
        return [Run(text, False)]
    levels = _levels(_kinds(text, is_rtl=is_rtl), is_rtl=is_rtl)
    parts = [(level, [c for _, c in group]) for level, group in groupby(zip(levels, text, strict=True), lambda p: p[0])]
    runs = [(level, Run("".join(letters), level % 2 == 1)) for level, letters in parts]
    for lowest in range(max(levels, default=0), 0, -1):
        runs = list(_turned(runs, lowest))
    return [run for _, run in runs]


def _turned(runs: list[tuple[int, Run]], lowest: int) -> Iterator[tuple[int, Run]]:
    """Yield runs with each sequence of those of a level or higher turned around (rule L2)."""
    for is_turned, group in groupby(runs, lambda run: run[0] >= lowest):
        together = list(group)
        yield from reversed(together) if is_turned else together


def _kinds(text: str, *, is_rtl: bool) -> list[str]:
    """Return for each character L, R, EN, AN or N for neither (rules W1 to W7)."""
    kinds = ["R" if kind == "AL" else kind for kind in map(bidirectional, text)]
    arabic = any(bidirectional(c) == "AL" for c in text)
    for at, kind in enumerate(kinds):
        before, after = kinds[at - 1] if at else "", kinds[at + 1] if at + 1 < len(kinds) else ""
        if kind == "NSM":
            kinds[at] = before or "N"
        elif kind in BETWEEN:
            kinds[at] = before if before == after and before in NUMBERS and (kind == "CS" or before == "EN") else "N"
        elif kind in BESIDE:
            kinds[at] = "EN" if "EN" in (before, after) and not arabic else "N"
        elif kind not in ("L", "R", *NUMBERS):
            kinds[at] = "N"
    strong = "R" if is_rtl else "L"
    for at, kind in enumerate(kinds):
        strong = kind if kind in "LR" else strong
        if kind == "EN" and strong == "L":
            kinds[at] = "L"
    return kinds


def _levels(kinds: list[str], *, is_rtl: bool) -> list[int]:
    """Return the level of each character (rules N1, N2, I1 and I2)."""
    base = "R" if is_rtl else "L"
    sides = ["R" if kind in NUMBERS else kind for kind in kinds]
    at = 0
    for kind, group in groupby(sides[:]):
        end = at + len(list(group))
        if kind == "N":
            around = {sides[at - 1] if at else base, sides[end] if end < len(sides) else base}
            kinds[at:end] = [around.pop() if len(around) == 1 else base] * (end - at)
        at = end
    of = {"L": 2, "R": 1} if is_rtl else {"L": 0, "R": 1}
    return [of.get(kind, 2) for kind in kinds]
