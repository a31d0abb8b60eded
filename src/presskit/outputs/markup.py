"""A body as HTML: CommonMark events become elements, raw HTML becomes text, references become parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from presskit.reading.body import INLINE_REFERENCE, block_reference, events, link_is_safe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presskit.planning.views import Document, MediaView, QuoteView

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A word with a hyphen in it: kept on one line in print, so that it is copied as it was written.
HYPHENATED = re.compile(r"(?<![\w/@.-])\w+(?:[-‐]\w+)+(?![\w/@-])")
LONGEST_UNBROKEN = 40
INLINE = {"Emphasis": "em", "Strong": "strong", "Strikethrough": "del"}
ALIGNED = {"Left": ' class="left"', "Center": ' class="center"', "Right": ' class="right"'}


@dataclass(frozen=True, slots=True)
class Marks:
    """The quotation marks of a language, outer and inner."""

    opening: str
    closing: str


@dataclass(frozen=True, slots=True)
class Prose:
    """A run of text as HTML."""

    html: Markup
    kind: str = "prose"


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A quote at its place; `marked` are its paragraphs with the marks of the language."""

    quote: QuoteView
    marked: tuple[str, ...]
    kind: str = "quote"


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A picture at its place."""

    asset: MediaView
    src: str
    kind: str = "figure"


Part = Prose | PlacedQuote | PlacedFigure


def marked(text: str, marks: Marks) -> tuple[str, ...]:
    """Return the paragraphs of a quote with its marks: opened at each paragraph, closed once at the end."""
    parts = [marks.opening + part for part in text.split("\n\n")]
    parts[-1] += marks.closing
    return tuple(parts)


def unbroken(html: str) -> str:
    """Return escaped text with each hyphenated word wrapped so that no line ends inside it."""
    if "-" not in html and "‐" not in html:
        return html
    return HYPHENATED.sub(lambda m: f'<span class="nb">{m[0]}</span>' if len(m[0]) <= LONGEST_UNBROKEN else m[0], html)


@dataclass(slots=True)
class Writer:
    """Writes one body; `anchored` gives footnotes their links, `in_print` keeps hyphenated words whole."""

    quotes: Mapping[str, QuoteView]
    media: Mapping[str, MediaView]
    marks: Marks
    sources: Mapping[str, str]
    in_print: bool = False
    anchored: bool = True
    out: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    closers: list[Any] = field(default_factory=list)
    notes: dict[str, int] = field(default_factory=dict)
    note_bodies: dict[str, str] = field(default_factory=dict)
    held: list[list[str]] = field(default_factory=list)
    raw_html: list[str] = field(default_factory=list)
    level: int = 1
    had_lead: bool = False
    depth: int = 0
    in_head: bool = False
    columns: tuple[str, ...] = ()
    column: int = 0
    skipping: bool = False

    def text(self, text: str) -> None:
        """Write text, escaped, with inline quotes in their marks."""
        if self.skipping:
            return
        at = 0
        for match in INLINE_REFERENCE.finditer(text) if ":quote[" in text else ():
            quote = self.quotes.get(match[2].strip())
            if match[1] == "quote" and quote:
                self._escaped(text[at : match.start()])
                self._inline_quote(quote)
                at = match.end()
        self._escaped(text[at:])

    def _escaped(self, text: str) -> None:
        html = str(escape(text))
        self.out.append(unbroken(html) if self.in_print else html)

    def _inline_quote(self, quote: QuoteView) -> None:
        self.out.append(f'<q class="quote" data-quote="{escape(quote.id)}">')
        self._escaped(self.marks.opening + quote.text.replace("\n\n", " ") + self.marks.closing)
        self.out.append("</q>")

    def start(self, tag: Any, raw: str) -> None:
        """Write the beginning of an element."""
        self.depth += 1
        name = tag if isinstance(tag, str) else next(iter(tag))
        STARTERS.get(name, Writer._ignored)(self, None if isinstance(tag, str) else tag[name], raw)

    def end(self) -> None:
        """Write the end of the element begun last."""
        self.depth -= 1
        closer = self.closers.pop()
        if callable(closer):
            closer()
        else:
            self.out.append(closer)

    def _open(self, html: str, closer: Any) -> None:
        self.out.append(html)
        self.closers.append(closer)

    def _ignored(self, value: Any, raw: str) -> None:
        self.closers.append("")

    def _paragraph(self, value: Any, raw: str) -> None:
        reference = block_reference(raw) if raw.startswith("::") and self.depth == 1 else None
        if reference and self._place(*reference):
            self.skipping = True
            self.closers.append(self._unskip)
        elif self.depth == 1 and not self.had_lead:
            self.had_lead = True
            self._open('<p class="lead">', "</p>\n")
        else:
            self._open("<p>", "</p>\n")

    def _unskip(self) -> None:
        self.skipping = False

    def _place(self, kind: str, target: str) -> bool:
        quote, asset = self.quotes.get(target), self.media.get(target)
        if kind == "quote" and quote:
            self.flush()
            self.parts.append(PlacedQuote(quote, marked(quote.text, self.marks)))
            return True
        if kind == "figure" and asset:
            self.flush()
            self.parts.append(PlacedFigure(asset, self.sources.get(asset.file, "")))
            return True
        return False

    def flush(self) -> None:
        """End the run of prose, so that a reference can stand after it."""
        html = "".join(self.out)
        if html.strip():
            self.parts.append(Prose(Markup(html)))
        self.out.clear()

    def _heading(self, value: Any, raw: str) -> None:
        self.level = min(max(2, int(value["level"][1])), self.level + 1, 4)
        self._open(f"<h{self.level}>", f"</h{self.level}>\n")

    def _list(self, value: Any, raw: str) -> None:
        if value is None:
            self._open("<ul>\n", "</ul>\n")
        else:
            self._open("<ol>\n" if value == 1 else f'<ol start="{value}">\n', "</ol>\n")

    def _link(self, value: Any, raw: str) -> None:
        url = f"mailto:{value['dest_url']}" if value["link_type"] == "Email" else value["dest_url"]
        if not link_is_safe(url):
            self.closers.append("")
            return
        title = f' title="{escape(value["title"])}"' if value["title"] else ""
        self._open(f'<a href="{escape(url)}"{title}>', "</a>")

    def _html_block(self, value: Any, raw: str) -> None:
        self.closers.append(self._end_html)

    def html(self, text: str) -> None:
        """Keep raw HTML until its block ends."""
        self.raw_html.append(text)

    def inline_html(self, text: str) -> None:
        """Write raw HTML as text; comments are left out."""
        self._escaped(COMMENT.sub("", text))

    def _end_html(self) -> None:
        text = COMMENT.sub("", "".join(self.raw_html)).strip()
        self.raw_html.clear()
        if text:
            self.out.append(f"<p>{escape(text)}</p>\n")

    def _code_block(self, value: Any, raw: str) -> None:
        self._open("<pre><code>", "</code></pre>\n")

    def _table(self, value: Any, raw: str) -> None:
        self.columns = value
        self._open('<div class="table" role="group" tabindex="0"><table>\n' if not self.in_print else "<table>\n",
                   "</tbody></table>" + ("\n" if self.in_print else "</div>\n"))  # fmt: skip

    def _table_head(self, value: Any, raw: str) -> None:
        self.in_head, self.column = True, 0
        self._open("<thead><tr>", self._end_head)

    def _end_head(self) -> None:
        self.in_head = False
        self.out.append("</tr></thead>\n<tbody>\n")

    def _table_row(self, value: Any, raw: str) -> None:
        self.column = 0
        self._open("<tr>", "</tr>\n")

    def _table_cell(self, value: Any, raw: str) -> None:
        side = ALIGNED.get(self.columns[self.column] if self.column < len(self.columns) else "", "")
        self.column += 1
        tag = "th" if self.in_head else "td"
        scope = ' scope="col"' if self.in_head else ""
        self._open(f"<{tag}{scope}{side}>", f"</{tag}>")

    def _note(self, value: Any, raw: str) -> None:
        self.held.append(self.out)
        self.out = []
        self.closers.append(lambda: self._end_note(value))

    def _end_note(self, name: str) -> None:
        self.note_bodies[name] = "".join(self.out)
        self.out = self.held.pop()

    def note_reference(self, name: str) -> None:
        """Write the number of a footnote."""
        number = self.notes.setdefault(name, len(self.notes) + 1)
        link = f'<a href="#fn-{number}" id="fnref-{number}" role="doc-noteref">{number}</a>'
        self.out.append(f'<sup class="footnote">{link if self.anchored else number}</sup>')

    def write_notes(self) -> None:
        """Write the footnotes that are referred to, in their order."""
        if not self.notes:
            return
        self.out.append('<section class="footnotes" role="doc-endnotes"><ol>\n')
        for name, number in self.notes.items():
            anchor = f' id="fn-{number}"' if self.anchored else ""
            self.out.append(f"<li{anchor}>{self.note_bodies.get(name, '')}</li>\n")
        self.out.append("</ol></section>\n")


def _wrapped(element: str, end: str = "") -> Any:
    return lambda writer, value, raw: writer._open(f"<{element}>{end}", f"</{element}>{end}")


STARTERS: dict[str, Any] = {
    "Paragraph": Writer._paragraph,
    "Heading": Writer._heading,
    "List": Writer._list,
    "Item": lambda writer, value, raw: writer._open("<li>", "</li>\n"),
    "BlockQuote": _wrapped("blockquote", "\n"),
    "CodeBlock": Writer._code_block,
    "HtmlBlock": Writer._html_block,
    "FootnoteDefinition": Writer._note,
    "Table": Writer._table,
    "TableHead": Writer._table_head,
    "TableRow": Writer._table_row,
    "TableCell": Writer._table_cell,
    "Link": Writer._link,
    **{name: _wrapped(element) for name, element in INLINE.items()},
}


def write_body(document: Document, writer: Writer) -> list[Part]:
    """Return the body of a document as parts in reading order."""
    raw = document.body.encode()
    for event, where in events(document.body):
        if isinstance(event, str):
            writer.out.append({"SoftBreak": "\n", "HardBreak": "<br>\n", "Rule": "<hr>\n"}[event])
            continue
        ((kind, value),) = event.items()
        if kind == "Text":
            writer.text(value)
        elif kind == "Start":
            writer.start(value, raw[where["start"] : where["end"]].decode() if value == "Paragraph" else "")
        elif kind == "End":
            writer.end()
        else:
            OTHERS[kind](writer, value)
    writer.write_notes()
    writer.flush()
    return writer.parts


OTHERS: dict[str, Any] = {
    "Code": lambda writer, text: writer.out.append(f"<code>{escape(text)}</code>"),
    "Html": Writer.html,
    "InlineHtml": Writer.inline_html,
    "FootnoteReference": Writer.note_reference,
}
