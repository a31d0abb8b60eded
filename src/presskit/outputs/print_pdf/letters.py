"""Texts as their letters and the seams between them: how a passage is found in what is copied out of a PDF.

A passage is looked for by its letters alone. Where they stand together, the seams are compared: a space or a hyphen too
many is a word broken, one too few are words glued.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from presskit.outputs.print_pdf.written import EDGE, NOTE
from presskit.outputs.writing.markup import LONGEST_UNBROKEN

# What nobody sees: soft hyphens, joiners, marks of direction, variation selectors, controls.
INVISIBLE_RANGES = ((0, 8), (0xE, 0x1B), (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2069), (0xFE00, 0xFE0F))
INVISIBLE = {code for first, last in INVISIBLE_RANGES for code in range(first, last + 1)}
INVISIBLE |= {0x7F, 0xAD, 0x34F, 0x61C, 0x180E, 0xFEFF}
# Signs that fonts draw with one glyph, so that a PDF cannot tell them apart.
TWINS = {0x2010: "-", 0x2011: "-", 0x2BC: "’", 0x2206: "Δ", 0x2215: "⁄"}
TWINS |= {0x25BA: "▶", 0x25BB: "▷", 0x25C4: "◀", 0x25C5: "◁"}
FOLDED = {**dict.fromkeys(INVISIBLE), **TWINS}
LINE_END_HYPHEN = re.compile("[\ufffe\x02]")  # PDFium's sign for a hyphen that a line ends in
SEAM = re.compile(rf"[\s{NOTE}{EDGE}-]+")
NO_BREAK = f"\u00a0\u2007\u202f{NOTE}{EDGE}-"
EITHER = "?"  # a seam beside the number of a footnote
# Scripts whose lines end anywhere, so that no space is missing there: Thai to Khmer, Chinese to Korean, emoji.
SPACELESS = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef\U0001f000-\U0003ffff]"
)
FURNITURE = 600  # letters that may stand at the head of a page, before the text goes on
PROBE = 24  # letters by which a text that goes on is known
OVERSHOT = 30  # letters that the foot of a page may have in common with the text


def folded(text: str) -> str:
    """Return text without what nobody sees, composed, and small: a layout may set a headline in capitals."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text.translate(FOLDED)).casefold())


def _seam(found: str) -> str:
    """Return what parts two letters, in one form: a space, a hyphen, or both."""
    if "-" not in found and NOTE not in found:
        return " "
    if NOTE in found:
        return EITHER
    return " " * found[0].isspace() + "-" + " " * found[-1].isspace()


@dataclass(slots=True)
class Letters:
    """A text as letters without space and hyphen; `seams` has what stands between them, by the next letter's offset."""

    letters: str
    seams: dict[int, str]
    lines: frozenset[int] = frozenset()  # offsets at which lines begin
    pages: tuple[int, ...] = ()  # and pages
    edges: frozenset[int] = frozenset()  # and emphasis or links
    ends: tuple[int, ...] = ()  # and words that a line may end before: not those after a no-break space

    def word(self, at: int) -> tuple[int, int]:
        """Return where the word around an offset begins and ends; both words, where a space parts them."""
        spaces = [0, *(seam for seam, kind in self.seams.items() if " " in kind), len(self.letters)]
        return max(seam for seam in spaces if seam < at or not seam), min(seam for seam in spaces if seam > at)


def seamed(text: str) -> Letters:
    parts, at, length = [], 0, 0
    seams: dict[int, str] = {}
    lines, pages, edges, ends = [0], [0], [], [0]
    for match in SEAM.finditer(text):
        parts.append(text[at : match.start()])
        length += match.start() - at
        at = match.end()
        found = match[0]
        if EDGE in found:
            found = found.replace(EDGE, "")
            edges.append(length)
        if found:
            seams[length] = _seam(found)
        if match[0].strip(NO_BREAK):
            ends.append(length)
        if "\n" in match[0]:
            lines.append(length)
        if "\f" in match[0]:
            pages += [length] * match[0].count("\f")
    parts.append(text[at:])
    return Letters(
        "".join(parts), seams, frozenset([*lines, *pages]), tuple(pages), frozenset(edges), (*ends, len(text))
    )


class Piece(NamedTuple):
    """Where `length` letters of a passage, from `offset` on, stand in the copy."""

    start: int
    offset: int
    length: int

    @property
    def end(self) -> int:
        return self.start + self.length


class Copy:
    """What is copied out of a whole PDF."""

    def __init__(self, pages: list[str]) -> None:
        self.raw = [LINE_END_HYPHEN.sub("-\n", page).strip() for page in pages]
        text = seamed(folded("\f".join(self.raw)))
        self.letters, self.seams, self.lines, self.pages = text.letters, text.seams, text.lines, text.pages
        self.offsets = list(self.seams)

    def page(self, at: int) -> int:
        """Return the number of the page that a letter stands on."""
        return bisect_right(self.pages, at)

    def placed(self, wanted: Letters, at: int = 0, until: int | None = None) -> list[Piece]:
        """Return where a passage stands first and best from `at` on; nothing where it does not."""
        best: list[Piece] = []
        length = len(wanted.letters)
        start = self.letters.find(wanted.letters, at, until)
        while start >= 0:
            pieces = [Piece(start, 0, length)]
            if self._stands_alone(pieces) or len(wanted.seams) > 2:
                if length >= PROBE or not self.faults(wanted, pieces):
                    return self._begun_before(wanted, at, start) or pieces
                best = best or pieces
            start = self.letters.find(wanted.letters, start + 1, until)
        across = self._across(wanted.letters, at)
        if across and (not best or not self.faults(wanted, across)):
            return across
        return best

    def _begun_before(self, wanted: Letters, at: int, start: int) -> list[Piece]:
        """Return the pieces of a passage that pages part, where the same words stand whole on a later page."""
        if self.page(at) == self.page(start):
            return []
        across = self._across(wanted.letters, at)
        is_sure = across and across[0].start < start and across[0].length >= PROBE
        return across if is_sure and not self.faults(wanted, across) else []

    def _across(self, letters: str, at: int) -> list[Piece]:
        """Return the pieces of a passage that goes on on the next page, below and above what pages show in margins."""
        for page in self.pages[self.page(at) :]:
            head = self.longest(letters, at, page)
            start = self.letters.find(letters[:head], at, page)
            for length in range(head, max(0, head - OVERSHOT), -1):
                rest = self._rest(letters, length, page)
                if rest:
                    return [Piece(start, 0, length), *rest]
        return []

    def _rest(self, letters: str, done: int, page: int) -> list[Piece]:
        """Return the pieces of the letters after those `done`, the first of them near the head of a page."""
        probe = letters[done : done + PROBE]
        start = self.letters.find(probe, page, page + FURNITURE + len(probe)) if probe else -1
        if start < 0 or (start != page and start not in self.seams):
            return []
        if self.letters.startswith(letters[done:], start):
            return [Piece(start, done, len(letters) - done)]
        following = self.pages[self.page(page) : self.page(page) + 1]
        if not following:
            return []
        here = done + _common(letters[done:], self.letters[start : following[0]])
        for upto in range(here, max(done, here - OVERSHOT), -1):
            rest = self._rest(letters, upto, following[0])
            if rest:
                return [Piece(start, done, upto - done), *rest]
        return []

    def longest(self, letters: str, at: int, until: int | None = None) -> int:
        """Return how many of the first letters stand together somewhere from `at` on."""
        low, high = 0, len(letters)
        while low < high:
            middle = (low + high + 1) // 2
            found = self.letters.find(letters[:middle], at, until) >= 0
            low, high = (middle, high) if found else (low, middle - 1)
        return low

    def _stands_alone(self, pieces: list[Piece]) -> bool:
        """Tell whether a passage is parted from what is copied before and after it."""
        start, end = pieces[0].start, pieces[-1].end
        return all(at in self.seams or not self._joins(at) for at in (start, end))

    def _joins(self, at: int) -> bool:
        return self.letters[max(0, at - 1) : at + 1].isalnum() and 0 < at < len(self.letters)

    def faults(self, wanted: Letters, pieces: list[Piece]) -> list[int]:
        """Return the offsets in a passage at which words are broken or glued."""
        found = self._seams_in(pieces)
        length = len(wanted.letters)
        glued = [] if self._stands_alone(pieces) else [0]
        if found == wanted.seams:
            return glued
        offsets = sorted(at for at in found.keys() | wanted.seams.keys() if 0 < at < length)
        return glued + [at for at in offsets if self._is_fault(at, wanted, found, pieces)]

    def _seams_in(self, pieces: list[Piece]) -> dict[int, str]:
        """Return the seams inside a passage as they are copied, by the passage's own offsets."""
        found: dict[int, str] = {}
        foot = 0  # the letter after the piece before, on the page before
        for start, offset, length in pieces:
            if offset:
                parted = self.seams.get(foot, ""), self.seams.get(start, "")  # a hyphen ends one page or heads the next
                found[offset] = next((seam for seam in parted if "-" in seam), " ")
                if found[offset] != " ":
                    found[offset] = found[offset].rstrip() + " "
            foot = start + length
            for at in self.offsets[bisect_right(self.offsets, start) : bisect_left(self.offsets, foot)]:
                found[at - start + offset] = self.seams[at]
        return found

    def _is_fault(self, at: int, wanted: Letters, found: dict[int, str], pieces: list[Piece]) -> bool:
        is_, should = found.get(at, ""), wanted.seams.get(at, "")
        if is_ == should or should == EITHER:
            return False
        if is_.replace(" ", "") != should.replace(" ", ""):
            return True
        around = wanted.letters[at - 1 : at + 1]
        if SPACELESS.search(around):
            return False
        if at in wanted.edges and self.at(at, pieces) in self.lines and ("-" in is_ or not around.isalnum()):
            return False
        return len(is_) < len(should) or not self._is_over_long(at, wanted, pieces)

    def _is_over_long(self, at: int, wanted: Letters, pieces: list[Piece]) -> bool:
        """Tell whether a word is broken because no line could hold it: it has one to itself, or is very long."""
        begin = wanted.ends[bisect_right(wanted.ends, at) - 1]
        end = wanted.ends[bisect_right(wanted.ends, at)]
        if end - begin > LONGEST_UNBROKEN:
            return True
        return self.at(at, pieces) in self.lines and (begin == 0 or self.at(begin, pieces) in self.lines)

    def at(self, offset: int, pieces: list[Piece]) -> int:
        """Return where a letter of a passage stands in the copy."""
        piece = next(piece for piece in reversed(pieces) if piece.offset <= offset)
        return piece.start + offset - piece.offset

    def shown(self, start: int, end: int) -> str:
        """Return what is copied from one letter to another, whole words of it."""
        return words_at("\n".join(self.raw), start, end)


def _common(one: str, other: str) -> int:
    """Return how many letters two texts begin with alike."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if other.startswith(one[:middle]) else (low, middle - 1)
    return low


def plain(text: str) -> str:
    return text.replace(NOTE, "").replace(EDGE, "")


def words_at(text: str, start: int, end: int) -> str:
    """Return the words of a text that hold the letters from `start` to `end`."""
    found, at = [], 0
    for word in text.split():
        length = len(SEAM.sub("", folded(word)))
        if at < end and at + length > start:
            found.append(plain(word))
        at += length
    return " ".join(found)
