"""A body as HTML: CommonMark events become elements, raw HTML becomes text, references become parts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import pyromark
from markupsafe import Markup

from presskit.outputs.writing.simple_markup import (
    SIMPLE_HEADING,
    SIMPLE_REFERENCE,
    TABLE_CLOSES,
    TABLE_OPENS,
    WIDE_COLUMNS,
    WIDE_TABLE_OPENS,
    simple_html,
)
from presskit.outputs.writing.tables import print_class
from presskit.reading.body import OPTIONS, block_reference, find_references, link_is_safe, web_address

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presskit.planning.views import MediaView, QuoteView

COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A word in which a line could end, at a hyphen, dash, slash or bracket: print keeps it on one line, so that it is
# copied as it was written. One that is too long for that begins a line of its own, and is broken where it must.
WORD = re.compile(r"\S*(?:\u00a0\S*)+|\S*[^\s\w.,:;'’&@_=+#~*„“”‚‘«‹»›\"]\S+|\S*[.,:;][(\[{]\S+")
BREAKABLE = re.compile(r"\u00a0|[-‐–—/?!|}…)\]\u200b](?=[^\s.,:;])|[.,:;][(\[{]")
LONGEST_UNBROKEN = 40
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
    name: str = ""


@dataclass(frozen=True, slots=True)
class PlacedQuote:
    """A quote at its place; `marked` are its paragraphs with the marks of the language.

    `anchor` is the name of its first place on a page, empty at others.
    """

    quote: QuoteView
    marked: tuple[str, ...]
    name: str
    anchor: str = ""
    kind: str = "quote"


@dataclass(frozen=True, slots=True)
class PlacedFigure:
    """A picture at its place."""

    asset: MediaView
    src: str
    name: str
    kind: str = "figure"


Part = Prose | PlacedQuote | PlacedFigure


def marked(text: str, marks: Marks) -> tuple[str, ...]:
    """Return the paragraphs of a quote with its marks: opened at each paragraph, closed once at the end."""
    parts = [marks.opening + part for part in text.split("\n\n")]
    parts[-1] += marks.closing
    return tuple(parts)


def unbroken(html: str) -> str:
    """Return escaped text with each word in which a line could end wrapped so that none does; no soft hyphens."""
    html = html.replace("\u00ad", "")  # where a column is narrow, WeasyPrint ends lines at them in spite of the layout
    return WORD.sub(_kept, html) if BREAKABLE.search(html) else html


def _kept(match: re.Match[str]) -> str:
    word = match[0]
    if not BREAKABLE.search(word):
        return word
    if "\u00a0" in word:  # a space that keeps its place: drawn as the first, it would make all spaces no-break ones
        is_kept = word.strip("\u00a0") == word or len(word) == len(match.string)
        word = word.replace("\u00a0", " ")
        if len(word) > LONGEST_UNBROKEN or not is_kept:
            return unbroken(word)
    return f'<span class="{"nb" if len(word) <= LONGEST_UNBROKEN else "longer"}">{word}</span>'


@dataclass(slots=True)
class Writer:
    """Writes one body; `anchored` gives footnotes their links, `in_print` keeps hyphenated words whole."""

    quotes: Mapping[str, QuoteView]
    media: Mapping[str, MediaView]
    marks: Marks
    sources: Mapping[str, str]
    in_print: bool = False
    anchored: bool = True
    language: str = ""
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
    in_link: bool = False
    columns: tuple[str, ...] = ()
    column: int = 0
    named: set[str] = field(default_factory=set)

    def text(self, text: str) -> None:
        """Write text, escaped, with inline quotes in their marks; a block reference takes its paragraph's place."""
        if text.startswith("::") and self.depth == 1 and self.out and self.out[-1] in PARAGRAPHS and self._placed(text):
            return
        self.prose(escape(text, quote=False))

    def _placed(self, text: str) -> bool:
        reference = block_reference(text)
        opening = self.out.pop()
        if reference and self.place(*reference):
            self.had_lead = self.had_lead and opening != LEAD
            self.closers[-1] = ""
            return True
        self.out.append(opening)
        return False

    def _escaped(self, text: str) -> None:
        self._kept_whole(escape(text, quote=False))

    def _kept_whole(self, html: str) -> None:
        self.out.append(unbroken(html) if self.in_print else html)

    def _inline_quote(self, quote: QuoteView) -> None:
        words = self.marks.opening + quote.text.replace("\n\n", " ") + self.marks.closing
        if not self.anchored:  # a feed reader would set marks of its own around a <q>
            self._escaped(words)
            return
        lang = f' lang="{escape(quote.language)}"' if self.language and quote.language != self.language else ""
        anchor = "" if self.in_print else self._anchor(quote)
        name = f' id="{escape(anchor)}"' if anchor else ""
        self.out.append(f'<q class="quote"{name} data-quote="{escape(quote.id)}"{lang}>')
        self._escaped(words)
        self.out.append("</q>")

    def _anchor(self, quote: QuoteView) -> str:
        """Return the name of a quote's first place; empty for any other."""
        if quote.id in self.named:
            return ""
        self.named.add(quote.id)
        return f"quote-{quote.id}"

    def start(self, tag: Any) -> None:
        """Write the beginning of an element."""
        self.depth += 1
        fixed = FIXED.get(tag) if tag.__class__ is str else None
        if tag == "Paragraph" and self.depth == 1 and not self.had_lead:
            self.had_lead = True
            self._open(LEAD, "</p>\n")
        elif fixed:
            self.out.append(fixed[0])
            self.closers.append(fixed[1])
        else:
            name, value = (tag, None) if tag.__class__ is str else tag.popitem()
            STARTERS.get(name, Writer._ignored)(self, value)

    def end(self, tag: Any) -> None:
        """Write the end of the element begun last."""
        self.depth -= 1
        closer = self.closers.pop()
        if closer.__class__ is str:
            self.out.append(closer)
        else:
            closer()

    def line_break(self, kind: str) -> None:
        """Write a soft or hard line break, or a rule between paragraphs."""
        self.out.append(BREAKS[kind])

    def code(self, text: str) -> None:
        """Write code inside a sentence."""
        self.out.append("<code>")
        self._escaped(text)
        self.out.append("</code>")

    def _open(self, html: str, closer: Any) -> None:
        self.out.append(html)
        self.closers.append(closer)

    def _ignored(self, value: Any) -> None:
        self.closers.append("")

    def place(self, kind: str, target: str) -> bool:
        """Put a quote or picture here; tell whether there is one of that name."""
        quote, asset = self.quotes.get(target), self.media.get(target)
        if kind == "quote" and quote:
            self.flush()
            self.parts.append(PlacedQuote(quote, marked(quote.text, self.marks), target, self._anchor(quote)))
            return True
        if kind == "figure" and asset:
            if src := self.sources.get(asset.file):  # a picture that cannot be shown leaves nothing behind
                self.flush()
                self.parts.append(PlacedFigure(asset, src, target))
            return True
        return False

    def flush(self) -> None:
        """End the run of prose, so that a reference can stand after it."""
        html = "".join(self.out)
        if html.strip():
            self.parts.append(Prose(Markup(html)))
        self.out.clear()

    def prose(self, html: str) -> None:
        """Write finished HTML, with inline quotes in their marks."""
        if ":quote[" not in html:
            self._kept_whole(html)
            return
        at = 0
        for match, is_block in find_references(html):
            quote = self.quotes.get(match[2].strip())
            if quote and match[1] == "quote" and not is_block:
                self._kept_whole(html[at : match.start()])
                self._inline_quote(quote)
                at = match.end()
        self._kept_whole(html[at:])

    def heading_tag(self, match: re.Match[str]) -> str:
        """Return the tag of a heading at the level that follows from the headings before it."""
        if not match[1]:
            self._step(int(match[2]))
        return f"<{match[1]}h{self.level}>"

    def _step(self, level: int) -> None:
        """Below the headline, and never more than one level deeper than the heading before."""
        self.level = min(max(2, level), self.level + 1, 4)

    def _heading(self, value: Any) -> None:
        self._step(int(value["level"][1]))
        self._open(f"<h{self.level}>", f"</h{self.level}>\n")

    def _list(self, value: Any) -> None:
        if value is None:
            self._open("<ul>\n", "</ul>\n")
        else:
            self._open("<ol>\n" if value == 1 else f'<ol start="{value}"{self._counted_from(value)}>\n', "</ol>\n")

    def _counted_from(self, number: int) -> str:
        """WeasyPrint takes `start` for a hint of looks, and takes none."""
        return f' style="counter-reset: list-item {number - 1}"' if self.in_print else ""

    def _link(self, value: Any) -> None:
        url = f"mailto:{value['dest_url']}" if value["link_type"] == "Email" else value["dest_url"]
        if self.in_link or not link_is_safe(url):
            self.closers.append("")
            return
        title = f' title="{escape(value["title"])}"' if value["title"] else ""
        self.in_link = True
        self._open(f'<a href="{escape(web_address(url))}"{title}>', self._end_link)

    def _end_link(self) -> None:
        self.in_link = False
        self.out.append("</a>")

    def _html_block(self, value: Any) -> None:
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
            self.out.append("<p>")
            self._escaped(text)
            self.out.append("</p>\n")

    def _code_block(self, value: Any) -> None:
        self._open("<pre><code>", "</code></pre>\n")

    def _table(self, value: Any) -> None:
        self.columns = value
        if self.in_print:
            self.closers.append(partial(self._end_print_table, len(self.out), max(1, len(value))))
        else:
            self._open(WIDE_TABLE_OPENS if len(value) >= WIDE_COLUMNS else TABLE_OPENS, TABLE_CLOSES)

    def _end_print_table(self, at: int, columns: int) -> None:
        rows = "".join(self.out[at:])
        name = print_class(rows, columns)
        self.out[at:] = [f'<table class="{name}">' if name else "<table>", "\n", rows, "</tbody></table>\n"]

    def _table_head(self, value: Any) -> None:
        self.in_head, self.column = True, 0
        self._open("<thead><tr>", self._end_head)

    def _end_head(self) -> None:
        self.in_head = False
        self.out.append("</tr></thead>\n<tbody>\n")

    def _table_row(self, value: Any) -> None:
        self.column = 0
        self._open("<tr>", "</tr>\n")

    def _table_cell(self, value: Any) -> None:
        side = ALIGNED.get(self.columns[self.column] if self.column < len(self.columns) else "", "")
        self.column += 1
        tag = "th" if self.in_head else "td"
        scope = ' scope="col"' if self.in_head else ""
        self._open(f"<{tag}{scope}{side}>", f"</{tag}>")

    def _note(self, value: Any) -> None:
        self.held.append(self.out)
        self.out = []
        self.closers.append(lambda: self._end_note(value))

    def _end_note(self, name: str) -> None:
        self.note_bodies[name] = "".join(self.out)
        self.out = self.held.pop()

    def note_reference(self, name: str) -> None:
        """Write the number of a footnote."""
        mark = "" if name in self.notes else f' id="fnref-{len(self.notes) + 1}"'
        number = self.notes.setdefault(name, len(self.notes) + 1)
        link = f'<a href="#fn-{number}"{mark} role="doc-noteref">{number}</a>'
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


# Elements that need nothing but their tags.
FIXED: dict[str, tuple[str, str]] = {
    "Paragraph": ("<p>", "</p>\n"),
    "Item": ("<li>", "</li>\n"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
}
LEAD = '<p class="lead">'
PARAGRAPHS = ("<p>", LEAD)
BREAKS = {"SoftBreak": "\n", "HardBreak": "<br>\n", "Rule": "<hr>\n"}
STARTERS: dict[str, Any] = {
    "Heading": Writer._heading,
    "List": Writer._list,
    "BlockQuote": lambda writer, value: writer._open("<blockquote>\n", "</blockquote>\n"),
    "CodeBlock": Writer._code_block,
    "HtmlBlock": Writer._html_block,
    "FootnoteDefinition": Writer._note,
    "Table": Writer._table,
    "TableHead": Writer._table_head,
    "TableRow": Writer._table_row,
    "TableCell": Writer._table_cell,
    "Link": Writer._link,
}
TAKERS: dict[str, Any] = {
    "Text": Writer.text,
    "Start": Writer.start,
    "End": Writer.end,
    "Code": Writer.code,
    "Html": Writer.html,
    "InlineHtml": Writer.inline_html,
    "FootnoteReference": Writer.note_reference,
}


def write_body(body: str, writer: Writer) -> list[Part]:
    """Return a body as parts in reading order."""
    html = None if writer.in_print else simple_html(body)
    return write_events(body, writer) if html is None else _simple_parts(html, writer)


def write_events(body: str, writer: Writer) -> list[Part]:
    """Return any body as parts in reading order, event by event."""
    event: Any
    for event in pyromark.events(body, options=OPTIONS):
        if event.__class__ is str:
            writer.line_break(event)
        else:
            kind, value = event.popitem()
            TAKERS[kind](writer, value)
    writer.write_notes()
    writer.flush()
    return writer.parts


def _simple_parts(html: str, writer: Writer) -> list[Part]:
    html = html.replace("<p>", LEAD, 1)
    rest = SIMPLE_REFERENCE.split(SIMPLE_HEADING.sub(writer.heading_tag, html) if "<h" in html else html)
    writer.prose(rest[0])
    for kind, target, prose in zip(rest[1::3], rest[2::3], rest[3::3], strict=True):
        if not writer.place(kind, target.strip()):
            writer.out.append(f"<p>::{kind}[{target}]</p>\n")
        writer.prose(prose)
    writer.flush()
    return writer.parts
