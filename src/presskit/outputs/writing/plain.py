"""A body as plain text for pasting: paragraphs, quotes with their attribution, lists with dashes, links spelt out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from presskit.i18n import translated_from
from presskit.outputs.writing.markup import COMMENT, Marks, marked
from presskit.reading.body import INLINE_REFERENCE, block_reference, events, link_is_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presskit.planning.views import Document, MediaView, QuoteView


def attribution(quote: QuoteView) -> str:
    """Return name, role and organisation, parted by commas; of a translated quote also from which language."""
    named = ", ".join(part for part in (quote.name, quote.role, quote.organisation) if part)
    return f"{named} ({translated(quote)})".lstrip() if quote.original_language else named


def plain_quote(quote: QuoteView, marks: Marks) -> str:
    """Return the paragraphs of a quote in its marks, parted by empty lines, and below who said it."""
    said, named = "\n\n".join(marked(quote.text, marks)), attribution(quote)
    return f"{said}\n– {named}" if named else said


def translated(quote: QuoteView) -> str:
    """Return that a quote was translated and from which language, in its language; nothing where it was not."""
    return translated_from(quote.original_language, quote.language) if quote.original_language else ""


@dataclass(slots=True)
class PlainWriter:
    """Writes one body as blocks of text."""

    quotes: Mapping[str, QuoteView]
    media: Mapping[str, MediaView]
    marks: Marks
    blocks: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    closers: list[Any] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    note_bodies: dict[str, str] = field(default_factory=dict)
    raw_html: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    skipping: bool = False
    named: set[str] = field(default_factory=set)

    def text(self, text: str) -> None:
        """Write text with inline quotes in their marks."""
        if not self.skipping:
            self.line.append(INLINE_REFERENCE.sub(self._inline_quote, text) if ":quote[" in text else text)

    def _inline_quote(self, match: Any) -> str:
        quote = self.quotes.get(match[2].strip()) if match[1] == "quote" else None
        if not quote:
            return str(match[0])
        self.named.add(quote.id)
        return self.marks.opening + quote.text.replace("\n\n", " ") + self.marks.closing

    def start(self, tag: Any, raw: str) -> None:
        """Begin an element."""
        name = tag if isinstance(tag, str) else next(iter(tag))
        STARTERS.get(name, PlainWriter._inline)(self, None if isinstance(tag, str) else tag[name], raw)

    def end(self) -> None:
        """End the element begun last."""
        self.closers.pop()()

    def _inline(self, value: Any, raw: str) -> None:
        self.closers.append(lambda: None)

    def _block(self, value: Any, raw: str) -> None:
        self._break()
        self.closers.append(self._break)

    def _paragraph(self, value: Any, raw: str) -> None:
        reference = block_reference(raw) if raw.startswith("::") else None
        if reference and self._place(*reference):
            self.skipping = True
            self.closers.append(self._unskip)
        elif self.lists and self.line:
            self.closers.append(self._break)
        else:
            self._block(value, raw)

    def _unskip(self) -> None:
        self.skipping = False

    def _place(self, kind: str, target: str) -> bool:
        quote, asset = self.quotes.get(target), self.media.get(target)
        if kind == "quote" and quote:
            self.named.add(quote.id)
            self._add(plain_quote(quote, self.marks))
            return True
        if kind == "figure" and asset:
            if asset.digest:
                self._add(f"[{asset.caption or asset.alt or asset.file}]")
            return True
        return False

    def _add(self, block: str) -> None:
        self._break()
        self.blocks.append(block)

    def _break(self) -> None:
        text = "".join(self.line).rstrip(" \n").lstrip("\n" if self.lists else " \n")
        self.line.clear()
        if text.strip():
            self.blocks.append(text)

    def _list(self, value: Any, raw: str) -> None:
        self._break()
        self.lists.append(value)
        self.closers.append(self._end_list)

    def _end_list(self) -> None:
        self._break()
        self.lists.pop()

    def _item(self, value: Any, raw: str) -> None:
        self._break()
        number = self.lists[-1] if self.lists else None
        self.line.append("  " * (len(self.lists) - 1) + ("– " if number is None else f"{number}. "))
        if number is not None:
            self.lists[-1] = number + 1
        self.closers.append(self._break)

    def _link(self, value: Any, raw: str) -> None:
        url, start = value["dest_url"], len(self.line)
        self.closers.append(lambda: self._end_link(url, start))

    def _end_link(self, url: str, start: int) -> None:
        shown = "".join(self.line[start:])
        if link_is_safe(url) and not url.lower().startswith("mailto:") and shown not in (url, url.partition("//")[2]):
            self.line.append(f" ({url})")

    def _html_block(self, value: Any, raw: str) -> None:
        self._break()
        self.closers.append(self._end_html)

    def _end_html(self) -> None:
        self.line.append(COMMENT.sub("", "".join(self.raw_html)).strip())
        self.raw_html.clear()
        self._break()

    def _row(self, value: Any, raw: str) -> None:
        self.cells.clear()
        self.closers.append(lambda: self.blocks.append("\t".join(self.cells)))

    def _cell(self, value: Any, raw: str) -> None:
        self.line.clear()
        self.closers.append(self._end_cell)

    def _end_cell(self) -> None:
        self.cells.append("".join(self.line).strip())
        self.line.clear()

    def _note(self, value: Any, raw: str) -> None:
        self._break()
        start = len(self.blocks)
        self.closers.append(lambda: self._end_note(value, start))

    def _end_note(self, name: str, start: int) -> None:
        self._break()
        self.note_bodies[name] = " ".join(self.blocks[start:])
        del self.blocks[start:]

    def note_reference(self, name: str) -> None:
        """Write the number of a footnote."""
        self.line.append(f"[{self.notes.setdefault(name, len(self.notes) + 1)}]")

    def finished(self) -> list[str]:
        """Return all blocks, footnotes last."""
        self._break()
        return [*self.blocks, *(f"[{number}] {self.note_bodies.get(name, '')}" for name, number in self.notes.items())]

    def rest(self) -> list[str]:
        """Return the quotes that the body names nowhere, as they stand after it."""
        return [plain_quote(quote, self.marks) for name, quote in self.quotes.items() if name not in self.named]


STARTERS: dict[str, Any] = {
    "Paragraph": PlainWriter._paragraph,
    "Heading": PlainWriter._block,
    "BlockQuote": PlainWriter._block,
    "CodeBlock": PlainWriter._block,
    "List": PlainWriter._list,
    "Item": PlainWriter._item,
    "Link": PlainWriter._link,
    "HtmlBlock": PlainWriter._html_block,
    "TableHead": PlainWriter._row,
    "TableRow": PlainWriter._row,
    "TableCell": PlainWriter._cell,
    "FootnoteDefinition": PlainWriter._note,
}


def plain_body(document: Document, marks: Marks) -> list[str]:
    """Return the body of a document as blocks of plain text."""
    return plain_body_and_rest(document, marks)[0]


def plain_body_and_rest(document: Document, marks: Marks) -> tuple[list[str], list[str]]:
    """Return the body of a document as blocks of plain text, and the quotes that it names nowhere."""
    quotes, media = {q.id: q for q in document.quotes}, {m.file: m for m in document.media}
    writer, raw = PlainWriter(quotes, media, marks), document.body.encode()
    for event, where in events(document.body):
        if isinstance(event, str):
            writer.line.append({"SoftBreak": " ", "HardBreak": "\n", "Rule": ""}[event])
            continue
        ((kind, value),) = event.items()
        if kind == "Start":
            writer.start(value, raw[where["start"] : where["end"]].decode() if value == "Paragraph" else "")
        elif kind == "End":
            writer.end()
        else:
            OTHERS[kind](writer, value)
    return writer.finished(), writer.rest()


OTHERS: dict[str, Any] = {
    "Text": PlainWriter.text,
    "Code": lambda writer, text: writer.line.append(text),
    "Html": lambda writer, text: writer.raw_html.append(text),
    "InlineHtml": lambda writer, text: writer.line.append(COMMENT.sub("", text)),
    "FootnoteReference": PlainWriter.note_reference,
}
