"""Sources, places in them, and problems drawn at their place."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning"]
# Not allowed in XML 1.0 (section 2.2), so not in a page, feed or PDF either; then what Unicode has for ends of line
# beside the newline, which every reader counts in its own way, and a byte order mark that is none.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
SHOWN_COLUMNS = 110
LONGEST_EXCERPT = 20_000
LONGEST_NAME = 100


COMMENT = "<!--"


class PresskitError(Exception):
    """The world failed: a full disk, a missing folder, a held lock. One line and a hint, exit code 3."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Span:
    """A place in a file: `line` and `column` count from 1, `length` is in characters on that line."""

    path: str
    line: int = 0
    column: int = 1
    length: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """A writer's mistake: `code` is PKnnn, `excerpt` the source line it stands on, if there is one."""

    code: str
    message: str
    span: Span
    hint: str = ""
    severity: Severity = "error"
    excerpt: str = ""

    @property
    def is_error(self) -> bool:
        return self.severity == "error"

    @property
    def place(self) -> tuple[str, int, int, str]:
        """The order in which problems are shown."""
        return (self.span.path, self.span.line, self.span.column, self.code)

    def within(self, lines: list[str]) -> Problem:
        """Return the problem with the line of the source it stands on; `lines` are all lines of it."""
        known = 0 < self.span.line <= len(lines) and len(lines[self.span.line - 1]) <= LONGEST_EXCERPT
        return replace(self, excerpt=lines[self.span.line - 1]) if known else self


def comment_in_a_value(span: Span) -> Problem:
    """Return the problem of an internal note where no output would take it for one."""
    hint = "delete it; an internal note stands above the key, on a line that begins with `#`"
    return Problem("PK129", "an HTML comment stands in a value, where it would be printed", span, hint)


def show(problem: Problem) -> str:
    """Return the problem as it is printed: message, place, the line with a caret below, hint."""
    head = f"{problem.severity}[{problem.code}]: {printable(problem.message)}\n --> {printable(str(problem.span))}\n"
    hint = f"   = help: {printable(problem.hint)}\n" if problem.hint else ""
    return head + _drawing(problem) + hint


def printable(text: str) -> str:
    """Return a text with a space for each character that a terminal would not print but obey."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def _drawing(problem: Problem) -> str:
    if not problem.span.line or not problem.excerpt:
        return ""
    text, column = _window(problem.excerpt, problem.span.column)
    before, marked = text[: column - 1], text[column - 1 : column - 1 + problem.span.length]
    indent = " " * (_columns(before) + column - 1 - len(before))
    number = str(problem.span.line)
    bar = " " * (len(number) + 1) + "|"
    return f"{bar}\n{number} | {text}\n{bar} {indent}{'^' * max(1, _columns(marked))}\n"


def _window(line: str, column: int) -> tuple[str, int]:
    """Return the part of a long line that shows the column, one space for each tab, and the new column."""
    start = max(0, column - SHOWN_COLUMNS // 2) if len(line) > SHOWN_COLUMNS else 0
    return printable(line[start : start + SHOWN_COLUMNS]).rstrip(), column - start


def _columns(text: str) -> int:
    """Return how many columns of a terminal a text takes (Unicode Standard Annex 11)."""
    if text.isascii():
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the nearest known word, or nothing when none is near."""
    if len(word) > LONGEST_NAME:
        return ""
    from difflib import get_close_matches  # 6 ms that a build without mistakes need not pay

    near = get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else ""
