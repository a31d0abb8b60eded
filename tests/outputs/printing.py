"""Print samples as the preview makes them, and what stands where on their pages."""

from __future__ import annotations

from ctypes import c_double
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

from presskit.config import project_at
from presskit.serving.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MM = 72 / 25.4
# The column of text, where it ends, and the greatest distance of its lines, in millimetres.
TEXT_LEFT, FOOT, HEAD, LINE = 58, 26, 280, 6


@dataclass(frozen=True)
class Box:
    """A rectangle on a page, in millimetres from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, other: Box) -> bool:
        """Tell whether another box lies within this one."""
        return (
            self.left <= other.left
            and self.bottom <= other.bottom
            and other.right <= self.right
            and other.top <= self.top
        )


class Sheet:
    """One PDF."""

    def __init__(self, data: bytes) -> None:
        """Open it."""
        self.document = pypdfium2.PdfDocument(data)

    @cached_property
    def pages(self) -> list[list[str]]:
        """The lines of every page, in the order in which they are copied."""
        texts = (page.get_textpage().get_text_range() for page in self.document)
        return [[line.strip() for line in text.splitlines() if line.strip()] for text in texts]

    @cached_property
    def bodies(self) -> list[list[str]]:
        """The lines of every page without those at its head and foot."""
        return [[line for line in lines[: self._foot(lines)] if line != "•"] for lines in self.pages]

    @staticmethod
    def _foot(lines: list[str]) -> int:
        return max(
            at for at, line in enumerate(lines) if line.startswith(("Seite ", "Page ", "Sperrfrist", "Embargoed"))
        )

    def left_of(self, words: str, page: int = -1) -> float:
        """Return how far from the left edge of a page words begin, in millimetres."""
        text = self.document[page if page >= 0 else len(self.document) + page].get_textpage()
        index, _ = text.search(words).get_next()
        return float(text.get_charbox(index)[0]) / MM

    @cached_property
    def texts(self) -> list[str]:
        """The text of every page as one line."""
        return [" ".join(lines) for lines in self.pages]

    @property
    def text(self) -> str:
        """The whole text as one line."""
        return " ".join(self.texts)

    def boxes_of(self, kind: int, page: int = 0) -> list[Box]:
        """Return the boxes of the pictures or paths of a page."""
        return [box(item.get_bounds()) for item in self.document[page].get_objects([kind])]

    def pictures(self, page: int = 0) -> list[Box]:
        """Return the boxes of the pictures of a page."""
        return self.boxes_of(pdfium.FPDF_PAGEOBJ_IMAGE, page)

    def frames(self, page: int = 0) -> list[Box]:
        """Return the boxes of what is drawn on a page."""
        return self.boxes_of(pdfium.FPDF_PAGEOBJ_PATH, page)

    def place_of(self, words: str, page: int = 0) -> Box:
        """Return the box of words that stand in one line of a page."""
        text = self.document[page].get_textpage()
        at = text.get_text_range().index(words)
        corners = [text.get_charbox(at + number) for number in range(len(words)) if words[number] != " "]
        lefts, bottoms, rights, tops = zip(*corners, strict=True)
        return box((min(lefts), min(bottoms), max(rights), max(tops)))

    def runs(self, page: int) -> list[Box]:
        """Return the boxes of all runs of text of a page."""
        text = self.document[page].get_textpage()
        return [box(text.get_rect(number)) for number in range(text.count_rects())]

    def blocks(self, page: int) -> list[int]:
        """Return the number of lines of each block of running text of a page, from its top to its bottom."""
        lines = sorted(set(self._base_lines(page)), reverse=True)
        ends = [at for at, (upper, lower) in enumerate(pairwise(lines), 1) if upper - lower > LINE]
        return [end - start for start, end in pairwise([0, *ends, len(lines)])]

    def _base_lines(self, page: int) -> Iterator[float]:
        text, x, y = self.document[page].get_textpage(), c_double(), c_double()
        for number in range(text.count_chars()):
            pdfium.FPDFText_GetCharOrigin(text, number, x, y)
            if x.value / MM > TEXT_LEFT and FOOT < y.value / MM < HEAD:
                yield round(y.value / MM, 1)


def box(points: tuple[float, float, float, float]) -> Box:
    """Return a box given in points."""
    return Box(*(value / MM for value in points))


def previewed(folder: Path, now: datetime = datetime(2027, 6, 2, 12, tzinfo=UTC)) -> dict[str, Sheet]:
    """Return every print PDF of a newsroom by the slug of its release, as its preview makes it at a moment."""
    preview = Preview(project_at(str(folder)), now.timestamp)
    for _ in preview.first_look(workers=1):
        pass
    assert preview.shown.plan
    sheets = {}
    for path in preview.shown.plan.artifacts:
        if path.endswith(".pdf"):
            data = preview.made(path)
            assert isinstance(data, bytes), data
            sheets[path.split("/")[-2]] = Sheet(data)
    return sheets
