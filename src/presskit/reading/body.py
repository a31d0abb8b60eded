"""The body: CommonMark with quote and figure references, read once for its problems, its lead and its references."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import pyromark

from presskit.model.edition import Body, Reference
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.reading.source import Source

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
# A target has an end that is looked for no further than the longest name, or a body of `:quote[` would cost hours.
BLOCK_REFERENCE = re.compile(r"::(quote|figure)\[([^\[\]\n]{0,120})\][ \t]*")
INLINE_REFERENCE = re.compile(r"(?<![\w:]):(quote|figure)\[([^\[\]\n]{0,120})\]")
REFERENCE = re.compile(r"(?<![\w:])::?(quote|figure)\[([^\[\]\n]{0,120})\]")
ANY_REFERENCE = re.compile(r":(quote|figure)\[([^\[\]\n]{0,120})\]")  # begins with a letter that is looked for fast
TAG = re.compile("<[^>]*>")
COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
OPEN_COMMENT = re.compile(r"(?<!\\)<!--")
SPACE = re.compile(r"\s+")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
SAFE_SCHEMES = frozenset({"http:", "https:", "mailto:", "tel:"})
# What a browser can open: a backslash would be a slash to it, and a port is a number.
WEB = re.compile(
    r"https?://(?:[^/?#@\\\s]*@)?(?:\[[0-9a-f:.]+\]|[^/?#@:\[\]\\\"<>^`{|}%\s]+)(?::\d{1,5})?(?=[/?#]|$)", re.IGNORECASE
)
NOT_IN_ADDRESS = re.compile(r'[ "<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})')
CONTROL = re.compile(r"[\x00-\x1f\x7f]+")
LIMIT_PROBLEMS = 20
LIMIT_DEPTH = 100  # deeper nesting costs WeasyPrint its stack
SHOWN = 60

Event = Any
Place = tuple[int, int]


def events(markdown: str) -> Iterator[tuple[Event, dict[str, int]]]:
    """Return the CommonMark events with their byte ranges, adjacent text merged."""
    return pyromark.events_with_range(markdown, options=OPTIONS, merge_text=True)  # type: ignore[return-value]


def block_reference(raw: str) -> tuple[Literal["quote", "figure"], str] | None:
    """Return kind and target when a paragraph's source is a reference that stands alone."""
    match = BLOCK_REFERENCE.fullmatch(raw.strip("\n"))
    return (match[1], match[2].strip()) if match else None  # type: ignore[return-value]


def link_is_safe(url: str) -> bool:
    """Tell whether a link leads to the web, a mailbox or a phone; a tab or a line end in a scheme hides nothing."""
    bare = CONTROL.sub("", url).strip()
    scheme = SCHEME.match(bare)
    if scheme is None or scheme[0].lower() not in SAFE_SCHEMES:
        return False
    return scheme[0][0] not in "hH" or WEB.match(bare) is not None


def web_address(url: str) -> str:
    """Return the address of a safe link as a page may hold it, with what has no place there as percent signs."""
    bare = CONTROL.sub("", url).strip()
    host = WEB.match(bare)
    end = host.end() if host else 0
    return bare[:end] + NOT_IN_ADDRESS.sub(lambda match: quote(match[0]), bare[end:])


@dataclass(slots=True)
class _Reader:
    source: Source
    raw: bytes
    line: int  # on which the body begins
    cursor: tuple[int, int, int] = (0, 0, 1)  # byte, line and column of the place last asked for
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    html: list[str] = field(default_factory=list)
    html_start: int = 0
    depth: int = 0
    in_lead: bool = False
    had_lead: bool = False
    skipping: bool = False
    in_code: bool = False

    def span(self, where: Place) -> Span:
        """Return the place of a byte range of the body; walks on from the last one, so that all cost one pass."""
        byte, line, column = self.cursor
        start, end = where
        if start < byte:
            byte, line, column = 0, 0, 1
        newlines = self.raw.count(b"\n", byte, start)
        if newlines:
            byte, column = self.raw.rfind(b"\n", byte, start) + 1, 1
        column += len(self.raw[byte:start].decode("utf-8", "ignore"))
        self.cursor = (start, line + newlines, column)
        line_end = self.raw.find(b"\n", start, end)
        shown = self.raw[start : line_end if line_end >= 0 else end].decode("utf-8", "ignore").rstrip()
        return Span(self.source.path, self.line + line + newlines, column, max(1, len(shown)))

    def complain(self, code: str, message: str, where: Place, hint: str, *, error: bool = False) -> None:
        """Note a problem at a byte range; a body full of them is named by its first ones."""
        if len(self.problems) < LIMIT_PROBLEMS:
            self.problems.append(Problem(code, message, self.span(where), hint, "error" if error else "warning"))


def read_body(source: Source, start: int) -> tuple[Body, list[Problem]]:
    """Return the body that begins at an offset of the source, and its problems."""
    markdown = source.text[start:]
    reader = _Reader(source, markdown.encode(), source.text.count("\n", 0, start) + 1)
    _read_events(reader, markdown)
    lead = SPACE.sub(" ", "".join(reader.lead)).strip()
    written = markdown.strip("\n")
    characters = count_characters(pyromark.html(f"{written}\n", options=OPTIONS))
    return Body(written, lead, tuple(reader.references), characters), reader.problems


def text_of(html: str) -> str:
    """Return what is read of HTML that was made from Markdown."""
    return unescape(TAG.sub("", html))


def count_characters(html: str) -> int:
    """Return how many characters the text of a body has, spaces included, without its references.

    The newline that ends an element is not read as a space.
    """
    text = text_of(html).strip()
    references = sum(len(match[0]) + is_block for match, is_block in find_references(text))
    return max(0, len(text) - references - max(0, html.count(">\n") - 1))


def find_references(text: str) -> Iterator[tuple[re.Match[str], bool]]:
    """Yield each `:quote[id]` or `:figure[file]`, without a second colon before it, and whether it has one."""
    for match in ANY_REFERENCE.finditer(text):
        start = match.start()
        is_block = start > 0 and text[start - 1] == ":"
        before = text[start - is_block - 1 : start - is_block]
        if before != ":" and before != "_" and not before.isalnum():
            yield match, is_block


def _read_events(reader: _Reader, markdown: str) -> None:
    """Let the reader take all events, a hundred or so of them: half of what reading a release costs."""
    for event, where in events(markdown):
        if event.__class__ is str:
            if reader.in_lead:
                reader.lead.append(" ")
            continue
        ((kind, value),) = event.items()
        if taker := TAKERS.get(kind):
            taker(reader, value, where)
        if reader.depth > LIMIT_DEPTH:
            _refuse_depth(reader, where["start"])
            return


def _start(reader: _Reader, tag: Any, where: dict[str, int]) -> None:
    reader.depth += 1
    taker = STARTERS.get(tag if tag.__class__ is str else next(iter(tag)))
    if taker:
        taker(reader, tag, (where["start"], where["end"]))


def _end(reader: _Reader, tag: Any, where: dict[str, int]) -> None:
    reader.depth -= 1
    if tag == "Paragraph":
        reader.in_lead = reader.skipping = False
    elif tag == "CodeBlock":
        reader.in_code = False
    elif tag == "HtmlBlock":
        _judge_html(reader, "".join(reader.html), (reader.html_start, where["end"]))


def _refuse_depth(reader: _Reader, at: int) -> None:
    hint = "take lists, quotations and emphasis out of one another"
    message = f"body nests deeper than {LIMIT_DEPTH} levels"
    reader.complain("PK126", message, (at, at + 1), hint, error=True)


def _paragraph(reader: _Reader, tag: Any, where: Place) -> None:
    start, end = where
    found = block_reference(reader.raw[start:end].decode()) if reader.raw.startswith(b"::", start) else None
    if found:
        reader.skipping = True
        reader.references.append(Reference(*found, block=True, span=reader.span(where)))
        if reader.depth > 1:
            message = f"`::{found[0]}[{found[1]}]` stands inside a list or quotation"
            reader.complain("PK211", message, where, "put it on a line of its own, not indented", error=True)
    elif reader.depth == 1 and not reader.had_lead:
        reader.in_lead = reader.had_lead = True


def _text(reader: _Reader, text: str, where: dict[str, int]) -> None:
    if reader.in_lead:
        reader.lead.append(text)
    if "<!--" in text and not reader.in_code:
        _refuse_comment_in_text(reader, where["start"], where["end"])
    if ":" in text and not reader.skipping:
        _find_references(reader, text, where["start"], where["end"])


def _refuse_comment_in_text(reader: _Reader, start: int, end: int) -> None:
    if OPEN_COMMENT.search(reader.raw[max(0, start - 1) : end].decode("utf-8", "ignore")):
        _refuse_open_comment(reader, reader.raw.find(b"<!--", start, end))


def _find_references(reader: _Reader, text: str, start: int, end: int) -> None:
    at = start
    for match in REFERENCE.finditer(text):
        written = match[0].encode()
        found = reader.raw.find(written, at, end)
        place = (found, found + len(written)) if found >= 0 else (start, end)
        at = place[1] if found >= 0 else at
        _reference(reader, match, place)


def _reference(reader: _Reader, match: re.Match[str], where: Place) -> None:
    kind, target, written = match[1], match[2].strip(), match[0]
    if written.startswith("::"):
        message = f"`{written}` does not stand alone on its line"
        reader.complain("PK211", message, where, "leave an empty line before and after it", error=True)
    elif kind == "figure":
        message = f"`{written}` stands inside a sentence"
        reader.complain("PK211", message, where, f"write `:{written}` alone on a line", error=True)
    else:
        reader.references.append(Reference("quote", target, block=False, span=reader.span(where)))


def _code(reader: _Reader, text: str, where: dict[str, int]) -> None:
    if reader.in_lead:
        reader.lead.append(text)


def _start_html(reader: _Reader, tag: Any, where: Place) -> None:
    reader.html.clear()
    reader.html_start = where[0]


def _html(reader: _Reader, text: str, where: dict[str, int]) -> None:
    reader.html.append(text)


def _inline_html(reader: _Reader, text: str, where: dict[str, int]) -> None:
    _judge_html(reader, text, (where["start"], where["end"]))


def _judge_html(reader: _Reader, text: str, where: Place) -> None:
    """Note raw HTML; a block is judged as a whole, because a comment in it may have many lines."""
    rest = COMMENT.sub("", text)
    if "<!--" in rest:
        at = reader.raw.find(b"<!--", *where)
        _refuse_open_comment(reader, max(at, where[0]))
        rest = rest.partition("<!--")[0]
    shown = rest.strip().partition("\n")[0][:40]
    if shown:
        at = max(reader.raw.find(shown.encode(), *where), where[0])
        message, hint = f"raw HTML `{shown}` is shown as text, not as HTML", "write Markdown instead"
        if not shown.startswith("<"):
            message = f"`{shown}` is shown as it is written, not as Markdown"
            hint = "begin it on a new line, below the HTML or the comment before it"
        reader.complain("PK116", message, (at, at + len(shown.encode())), hint)


def _refuse_open_comment(reader: _Reader, at: int) -> None:
    hint = "write `-->` at its end, with no empty line before it where other HTML stands on its line"
    reader.complain("PK127", "comment is not closed", (at, at + 4), hint, error=True)


def _link(reader: _Reader, tag: Any, where: Place) -> None:
    url, kind = tag["Link"]["dest_url"], tag["Link"]["link_type"]
    if kind == "Email" or link_is_safe(url):
        return
    scheme = SCHEME.match(SPACE.sub("", CONTROL.sub("", url)))
    if scheme and not scheme[0].lower().startswith("http"):
        hint = "links lead to https:, http:, mailto: or tel:"
        reader.complain("PK117", f"link to `{url[:SHOWN]}` is left out, its text stays", where, hint)
    else:
        hint = "write the whole address, such as https://newsroom.example/page"
        reader.complain("PK118", f"link to `{url[:SHOWN]}` leads to nothing here, its text stays", where, hint)


def _image(reader: _Reader, tag: Any, where: Place) -> None:
    hint = "name the file under `media:` and place it with ::figure[file]"
    shown = tag["Image"]["dest_url"][:SHOWN]
    reader.complain("PK303", f"picture `{shown}` is left out, its text stays", where, hint)


def _code_block(reader: _Reader, tag: Any, where: Place) -> None:
    reader.in_code = True


def _emphasis(reader: _Reader, tag: Any, where: Place) -> None:
    """Warn of a star that was meant as a star, as in `Bürger*innen und Besucher*innen`: Markdown takes both away."""
    start, end = where
    if (
        reader.raw[start : start + 1] == b"*"
        and _is_letter_before(reader.raw, start)
        and _is_letter_at(reader.raw, end)
    ):
        hint = "write `\\*` for a star that is to be read"
        reader.complain(
            "PK130", "`*` inside words makes the text between two of them emphatic", (start, start + 1), hint
        )


def _is_letter_before(raw: bytes, at: int) -> bool:
    return raw[max(0, at - 4) : at].decode("utf-8", "ignore")[-1:].isalnum()


def _is_letter_at(raw: bytes, at: int) -> bool:
    return raw[at : at + 4].decode("utf-8", "ignore")[:1].isalnum()


STARTERS: dict[str, Any] = {
    "Paragraph": _paragraph,
    "Link": _link,
    "Image": _image,
    "HtmlBlock": _start_html,
    "CodeBlock": _code_block,
    "Emphasis": _emphasis,
}
TAKERS: dict[str, Any] = {
    "Start": _start,
    "End": _end,
    "Text": _text,
    "Code": _code,
    "Html": _html,
    "InlineHtml": _inline_html,
}
