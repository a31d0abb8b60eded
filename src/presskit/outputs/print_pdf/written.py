"""The words of a release in the order in which a reader copies them, taken from the source and not from a layout."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

import pyromark

from presskit.outputs.writing.markup import COMMENT
from presskit.reading.body import OPTIONS, block_reference, find_references

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presskit.outputs.writing.markup import Marks
    from presskit.planning.views import Document, MediaView, QuoteView

# A layout owes a reader what is told in order (`flow`) and who says it (`beside`, near its quote); whether it shows a
# boilerplate or a credit is its own affair (`shown`), but what it shows it shows whole.
Duty = Literal["flow", "beside", "owed", "shown"]
NOTE = "\uffff"  # stands on both sides of a footnote's number: engines see a space there, or none
EDGE = "\ufff0"  # stands where emphasis or a link begins or ends: beside a sign, a line may end there


class Passage(NamedTuple):
    """Words that are copied in one piece; what belongs together, as a quote or a row of a table, has one `unit`.

    `again` is what a PDF may show more than once: the headline above each page, the head of a table.
    """

    text: str
    duty: Duty
    unit: int = 0
    again: bool = False


def written(document: Document, marks: Marks) -> list[Passage]:
    """Return all passages of a release, those in `flow` in reading order."""
    passages = [
        Passage(document.kicker, "shown"),
        Passage(document.headline, "flow", again=True),
        Passage(document.subheadline, "flow"),
        *_body(document, marks),
        *(Passage(correction.note, "owed") for correction in document.corrections),
        *(Passage(text, "shown") for text in standing(document)),
    ]
    return [passage for passage in passages if passage.text and not passage.text.isspace()]


def standing(document: Document) -> Iterator[str]:
    """Yield what stands around the body, most of it written elsewhere than in the release."""
    yield document.embargo_note
    for boilerplate in document.boilerplates:
        yield boilerplate.title
        yield from boilerplate.text.split("\n\n")
    for contact in document.contacts:
        yield from (contact.name, contact.role, contact.organisation, contact.phone, contact.email)


@dataclass(slots=True)
class _Reader:
    """Reads one body; `line` is the passage begun, `held` are those around a footnote."""

    quotes: Mapping[str, QuoteView]
    media: Mapping[str, MediaView]
    marks: Marks
    passages: list[Passage] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    note_bodies: dict[str, list[Passage]] = field(default_factory=dict)
    held: list[tuple[str, list[Passage]]] = field(default_factory=list)
    raw_html: list[str] = field(default_factory=list)
    depth: int = 0
    named: set[str] = field(default_factory=set)
    units: int = 0
    unit: int = 0
    in_head: bool = False

    def text(self, text: str) -> None:
        """Take text, with the words of its inline quotes."""
        if ":quote[" not in text:
            self.line.append(text)
            return
        at = 0
        for match, is_block in find_references(text):
            quote = None if is_block or match[1] != "quote" else self.quotes.get(match[2].strip())
            if quote:
                self.named.add(quote.id)
                words = self.marks.opening + quote.text.replace("\n\n", " ") + self.marks.closing
                self.line += [text[at : match.start()], words]
                at = match.end()
        self.line.append(text[at:])

    def end_passage(self) -> None:
        """End the passage begun; one that is only a reference gives the words of a quote or picture."""
        text = "".join(self.line)
        self.line.clear()
        if not text:
            return
        reference = block_reference(text) if text.startswith("::") and self.depth == 1 and not self.held else None
        if not reference or not self._placed(*reference):
            self.passages.append(Passage(text, "flow", self.unit, self.in_head))

    def _placed(self, kind: str, target: str) -> bool:
        quote, asset = self.quotes.get(target), self.media.get(target)
        if kind == "quote" and quote:
            self.passages += self._said(quote)
        elif kind == "figure" and asset:
            self.passages += (
                []
                if not asset.digest
                else [Passage(text, "shown") for text in (asset.caption, asset.credit, asset.rights)]
            )
        else:
            return False
        return True

    def _said(self, quote: QuoteView) -> list[Passage]:
        self.named.add(quote.id)
        self.units += 1
        words = [Passage(part, "flow", self.units) for part in quote.text.split("\n\n")]
        about = [Passage(text, "shown") for text in (quote.role, quote.organisation)]
        return [*words, Passage(quote.name, "beside", self.units), *about]

    def start(self, tag: Any) -> None:
        """Begin an element; a block ends the passage before it."""
        name = tag if tag.__class__ is str else next(iter(tag))
        if name in INLINE:
            self.line.append(EDGE)
            return
        self.end_passage()
        self.depth += 1
        if name in ("TableHead", "TableRow"):
            self.units += 1
            self.unit, self.in_head = self.units, name == "TableHead"
        elif name == "FootnoteDefinition":
            self.held.append((tag[name], self.passages))
            self.passages = []

    def end(self, tag: Any) -> None:
        """End the element begun last."""
        name = tag if tag.__class__ is str else next(iter(tag))
        if name in INLINE:
            self.line.append(EDGE)
            return
        if name == "HtmlBlock":
            self.line.append(COMMENT.sub("", "".join(self.raw_html)))
            self.raw_html.clear()
        self.end_passage()
        self.depth -= 1
        if name in ("TableHead", "TableRow"):
            self.unit, self.in_head = 0, False
        elif name == "FootnoteDefinition":
            note, outer = self.held.pop()
            self.note_bodies[note] = self.passages
            self.passages = outer

    def note_reference(self, name: str) -> None:
        """Take the number of a footnote."""
        self.line.append(f"{NOTE}{self.notes.setdefault(name, len(self.notes) + 1)}{NOTE}")

    def finished(self) -> list[Passage]:
        """Return all passages, behind them those of footnotes, and of quotes that the body names nowhere."""
        notes = [passage for name in self.notes for passage in self.note_bodies.get(name, ())]
        rest = [quote for name, quote in self.quotes.items() if name not in self.named]
        return [*self.passages, *notes, *(passage for quote in rest for passage in self._said(quote))]


INLINE = frozenset({"Emphasis", "Strong", "Strikethrough", "Link", "Image"})
TAKERS: dict[str, Any] = {
    "Text": _Reader.text,
    "Start": _Reader.start,
    "End": _Reader.end,
    "Code": lambda reader, text: reader.line.append(text),
    "Html": lambda reader, text: reader.raw_html.append(text),
    "InlineHtml": lambda reader, text: reader.line.append(COMMENT.sub("", text)),
    "FootnoteReference": _Reader.note_reference,
}


def _body(document: Document, marks: Marks) -> list[Passage]:
    reader = _Reader({q.id: q for q in document.quotes}, {m.file: m for m in document.media}, marks)
    event: Any
    for event in pyromark.events(document.body, options=OPTIONS):
        if event.__class__ is str:
            reader.line.append(" ")
        else:
            kind, value = event.popitem()
            TAKERS[kind](reader, value)
    return reader.finished()
