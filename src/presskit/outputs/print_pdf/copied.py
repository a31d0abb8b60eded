"""The gate after the press: what is copied out of a PDF must be what was written, word for word and in order."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.print_pdf.letters import SEAM, Copy, Letters, Piece, folded, plain, seamed, words_at
from presskit.outputs.print_pdf.written import Passage, standing, written
from presskit.outputs.refusal import Refusal
from presskit.outputs.tools import marks_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.planning.views import Document

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
SURELY_TWICE = 40  # letters: a paragraph of so many is not said again by chance
SURELY_ITSELF = 8  # letters: fewer may stand anywhere


class Difference(NamedTuple):
    """Words that are not copied as they were written."""

    code: str
    message: str
    passage: str
    word: str


def check_copied(pdf: bytes, document: Document, letterhead: str = "", address: str = "") -> None:
    """Refuse a PDF out of which other words are copied than were written."""
    found = differences(page_texts(pdf), document, letterhead, address)
    if found:
        raise _refusal(found, document)


def differences(pages: list[str], document: Document, letterhead: str = "", address: str = "") -> list[Difference]:
    """Return where the text of pages, in the order in which it is copied, is not what was written.

    `letterhead` and `address` may say a headline again, and are not taken for it.
    """
    passages, wanted = [], []
    for passage in written(document, marks_of(document.language)):
        letters = seamed(folded(passage.text))
        if letters.letters:
            passages.append(passage)
            wanted.append(letters)
    return [*_Reading(Copy(_without(address, pages)), passages, wanted).differences(letterhead)]


def _without(address: str, pages: list[str]) -> list[str]:
    """Return the texts of pages without an address at the head of the first, on however many lines it stands."""
    if not pages or not address:
        return pages
    pattern = re.escape(address) if address in pages[0] else r"\s*".join(map(re.escape, address))
    return [re.sub(pattern, "", pages[0], count=1), *pages[1:]]


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page as PDFium copies it, by raw calls: its Python objects cost as much again."""
    import ctypes

    import pypdfium2.raw as pdfium

    document = pdfium.FPDF_LoadMemDocument64(pdf, len(pdf), None)
    texts = []
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        text = pdfium.FPDFText_LoadPage(page)
        count = pdfium.FPDFText_CountChars(text)
        units = (ctypes.c_ushort * (2 * count + 2))()
        length = pdfium.FPDFText_GetText(text, 0, count, units) - 1
        texts.append(bytes(memoryview(units)[: max(0, length)]).decode("utf-16-le", "ignore"))
        pdfium.FPDFText_ClosePage(text)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return texts


@dataclass(slots=True)
class _Reading:
    """Reads a copy against the passages; `spots` are the first and last letters of those found."""

    copy: Copy
    passages: list[Passage]
    wanted: list[Letters]
    spots: dict[int, tuple[int, int]] = field(default_factory=dict)

    def differences(self, letterhead: str) -> Iterator[Difference]:
        """Yield all that is not copied as it was written."""
        turned = self._turned()
        yield from self._bag(turned)
        at = 0
        for number, passage in enumerate(self.passages):
            if passage.duty == "flow" and number not in turned:
                found, at = self._in_flow(number, at)
                yield from found
        for number, passage in enumerate(self.passages):
            if passage.duty != "flow" and number not in turned:
                yield from self._anywhere(number)
        yield from self._twice(letterhead)

    def _turned(self) -> set[int]:
        """Return the passages with right-to-left words, and their neighbours in a row: engines turn their lines."""
        if not any(RIGHT_TO_LEFT.search(passage.text) for passage in self.passages):
            return set()
        own = {number for number, passage in enumerate(self.passages) if RIGHT_TO_LEFT.search(passage.text)}
        units = {self.passages[number].unit for number in own} - {0}
        return own | {number for number, passage in enumerate(self.passages) if passage.unit in units}

    def _bag(self, turned: set[int]) -> Iterator[Difference]:
        """Compare passages with right-to-left words as words without order."""
        copied = {*_bare_words(" ".join(self.copy.raw))} if turned else set()
        for number in sorted(turned):
            passage = self.passages[number]
            for word in _bare_words(plain(passage.text)) if passage.duty != "shown" else ():
                if word not in copied and word[::-1] not in copied:
                    yield Difference("PK711", f"`{word}` is not copied whole", passage.text, word)
                    break

    def _in_flow(self, number: int, at: int) -> tuple[list[Difference], int]:
        """Return what is wrong with a passage that stands behind a letter, and the letter behind it."""
        wanted = self.wanted[number]
        pieces = self.copy.placed(wanted, at)
        if not pieces:
            return [self._missing(number, at)], at
        self.spots[number] = (pieces[0].start, pieces[-1].end)
        return self._broken(number, pieces), pieces[-1].end

    def _anywhere(self, number: int) -> list[Difference]:
        """Return what is wrong with a passage that stands in no order."""
        passage, wanted = self.passages[number], self.wanted[number]
        start, end = self._window(number) if passage.duty == "beside" else (0, None)
        pieces = self.copy.placed(wanted, start, end)
        if pieces:
            return self._broken(number, pieces)
        known = self.copy.longest(wanted.letters, start, end)
        if passage.duty == "shown" and (known < SURELY_TWICE or 2 * known < len(wanted.letters)):
            return []
        return [self._missing(number, start)]

    def _window(self, number: int) -> tuple[int, int | None]:
        """Return between which letters of the copy a quote stands: from what is before it to what comes after."""
        unit = self.passages[number].unit
        before = [spot[1] for at, spot in self.spots.items() if at < number and self.passages[at].unit != unit]
        after = [spot[0] for at, spot in self.spots.items() if at > number and self.passages[at].unit != unit]
        return max(before, default=0), min(after, default=None)

    def _broken(self, number: int, pieces: list[Piece]) -> list[Difference]:
        """Return the words of a passage that are broken or glued, each once."""
        wanted = self.wanted[number]
        ranges = dict.fromkeys(wanted.word(fault) for fault in self.copy.faults(wanted, pieces))
        return [self._at_fault(number, pieces, *found) for found in ranges]

    def _at_fault(self, number: int, pieces: list[Piece], start: int, end: int) -> Difference:
        text, word = self.passages[number].text, words_at(self.passages[number].text, start, end)
        first, last = self.copy.at(start, pieces), self.copy.at(end - 1, pieces)
        shown = self.copy.shown(first, last + 1)
        return Difference("PK711", f"`{word}` is copied as `{shown}` on page {self.copy.page(first)}", text, word)

    def _missing(self, number: int, at: int) -> Difference:
        text, letters = self.passages[number].text, self.wanted[number].letters
        begins = " ".join(plain(text).split()[:4])
        elsewhere = self.copy.letters.find(letters)
        if elsewhere >= 0 and len(letters) >= SURELY_ITSELF:
            message = f"`{begins}` is copied in another place than it was written, on page {self.copy.page(elsewhere)}"
            return Difference("PK712", message, text, begins)
        known = self.copy.longest(letters, at)
        word = words_at(text, known, known + 1)
        behind = self.copy.letters.find(letters[:known], at) + known
        if not known or known < len(SEAM.sub("", folded(begins))):
            return Difference("PK712", f"`{begins}` is not copied", text, begins)
        message = (
            f"`{word}` is not copied on page {self.copy.page(behind)}, but `{self.copy.shown(behind, behind + 1)}`"
        )
        return Difference("PK712", message, text, word)

    def _twice(self, letterhead: str) -> Iterator[Difference]:
        """Yield paragraphs that are copied more often than they were written, and a headline before the body."""
        everything = "".join(text.letters for text in self.wanted)  # as the copy has it, without ends of paragraphs
        first = next(number for number, passage in enumerate(self.passages) if passage.again)
        headline = self.wanted[first].letters
        repeated = [text.letters for text, passage in zip(self.wanted, self.passages, strict=True) if passage.again]
        for number, passage in enumerate(self.passages):
            letters = self.wanted[number].letters
            if passage.duty != "flow" or len(letters) < SURELY_TWICE or any(letters in text for text in repeated):
                continue
            if self.copy.letters.count(letters) > everything.count(letters):
                yield self._doubled(number)
        body = [spot[0] for number, spot in self.spots.items() if number > first]
        opening = self.copy.letters[: body[0]] if body else ""
        is_said = len(headline) < SURELY_ITSELF or headline in SEAM.sub("", folded(letterhead))
        if not is_said and opening.count(headline) > everything.count(headline):
            yield self._doubled(first)

    def _doubled(self, number: int) -> Difference:
        text, letters = self.passages[number].text, self.wanted[number].letters
        begins = " ".join(plain(text).split()[:4])
        first = self.copy.letters.find(letters)
        second = self.copy.letters.find(letters, first + 1)
        pages = " and ".join(dict.fromkeys(str(self.copy.page(at)) for at in (first, second)))
        return Difference("PK713", f"`{begins}` is copied twice, on page {pages}", text, begins)


def _bare_words(text: str) -> list[str]:
    """Return words without marks and signs: an engine turns those around, or leaves them out."""
    signs = unicodedata.normalize("NFKD", folded(text))
    return re.findall(r"\w+", "".join(sign for sign in signs if not unicodedata.combining(sign)))


HINTS = {
    "PK711": "the print layout must not hyphenate, nor space the letters of a word, nor end a line inside one",
    "PK712": "the print layout must show each part of the body once, in the order of its source",
    "PK713": "the print layout must show each part of the body once",
}


def _refusal(differences: list[Difference], document: Document) -> Refusal:
    first = differences[0]
    more = f", and {len(differences) - 1} more" if len(differences) > 1 else ""
    source = "\n".join([document.headline, document.subheadline, document.body])
    words = "" if first.passage in standing(document) else _unmistakable(first, source)
    return Refusal(first.code, first.message + more, hint=HINTS[first.code], words=words)


def _unmistakable(found: Difference, source: str) -> str:
    """Return the word, with as many words after it as say which of its places in the source is meant."""
    passage = plain(found.passage)
    at = passage.find(found.word)
    words = passage[at:].split() if at >= 0 else []
    for count in range(len(found.word.split()), len(words) + 1):
        run = " ".join(words[:count])
        if source.count(run) < 2:
            return run if run in source else found.word
    return found.word
