"""The body: CommonMark with quote and figure references, read once for its problems, its lead and its references."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import pyromark

from presskit.model.edition import Body, Reference
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.reading.source import Source

OPTIONS = pyromark.Options.ENABLE_TABLES | pyromark.Options.ENABLE_FOOTNOTES | pyromark.Options.ENABLE_STRIKETHROUGH
BLOCK_REFERENCE = re.compile(r"::(quote|figure)\[([^\]\n]*)\][ \t]*")
INLINE_REFERENCE = re.compile(r"(?<![\w:]):(quote|figure)\[([^\]\n]*)\]")
SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.\-]*:")
SAFE_SCHEMES = frozenset({"http:", "https:", "mailto:", "tel:"})
CONTROL = re.compile(r"[\x00-\x20\x7f]+")
LIMIT_PROBLEMS = 20
LIMIT_DEPTH = 100  # deeper nesting costs WeasyPrint its stack

Event = Any


def events(markdown: str) -> Iterator[tuple[Event, dict[str, int]]]:
    """Return the CommonMark events with their byte ranges, adjacent text merged."""
    return pyromark.events_with_range(markdown, options=OPTIONS, merge_text=True)  # type: ignore[return-value]


def block_reference(raw: str) -> tuple[Literal["quote", "figure"], str] | None:
    """Return kind and target when a paragraph's source is a reference that stands alone."""
    match = BLOCK_REFERENCE.fullmatch(raw.strip("\n"))
    return (match[1], match[2].strip()) if match else None  # type: ignore[return-value]


def link_is_safe(url: str) -> bool:
    """Tell whether a link leads to the web, a mailbox or a phone; white space in a scheme hides nothing."""
    scheme = SCHEME.match(CONTROL.sub("", url))
    return scheme is not None and scheme[0].lower() in SAFE_SCHEMES


@dataclass(slots=True)
class _Reader:
    source: Source
    raw: bytes
    cursor: tuple[int, int, int, int]  # byte, character, line, column of the place last asked for
    problems: list[Problem] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    depth: int = 0
    in_lead: bool = False
    had_lead: bool = False
    skipping: bool = False

    def span(self, start: int, end: int) -> Span:
        """Return the place of a byte range of the body; walks on from the last one, so that all cost one pass."""
        byte, line, column = self.cursor[0], self.cursor[2], self.cursor[3]
        if start < byte:
            byte, line, column = 0, self.cursor[1], 1
        between = self.raw[byte:start]
        newlines = between.count(b"\n")
        tail = between[between.rfind(b"\n") + 1 :] if newlines else between
        column = len(tail.decode("utf-8", "ignore")) + (1 if newlines else column)
        self.cursor = (start, self.cursor[1], line + newlines, column)
        first_line = self.raw[start:end].split(b"\n", 1)[0]
        return Span(
            self.source.path, line + newlines, column, max(1, len(first_line.decode("utf-8", "ignore").rstrip()))
        )

    def complain(self, code: str, message: str, where: tuple[int, int], hint: str, *, error: bool = False) -> None:
        """Note a problem at a byte range; a body full of them is named by its first ones."""
        if len(self.problems) < LIMIT_PROBLEMS:
            self.problems.append(Problem(code, message, self.span(*where), hint, "error" if error else "warning"))


def read_body(source: Source, start: int) -> tuple[Body, list[Problem]]:
    """Return the body that begins at an offset of the source, and its problems."""
    markdown = source.text[start:]
    line = source.text.count("\n", 0, start) + 1
    reader = _Reader(source, markdown.encode(), (0, line, line, 1))
    for event, where in events(markdown):
        _take(reader, event, where["start"], where["end"])
        if reader.depth > LIMIT_DEPTH:
            reader.complain(
                "PK126",
                f"body nests deeper than {LIMIT_DEPTH} levels",
                (where["start"], where["start"] + 1),
                "",
                error=True,
            )
            break
    lead = re.sub(r"\s+", " ", "".join(reader.lead)).strip()
    return Body(markdown.strip("\n"), lead, tuple(reader.references)), reader.problems


def _take(reader: _Reader, event: Event, start: int, end: int) -> None:
    if isinstance(event, str):
        if event in ("SoftBreak", "HardBreak") and reader.in_lead:
            reader.lead.append(" ")
        return
    kind, value = next(iter(event.items()))
    taker = TAKERS.get(kind)
    if taker:
        taker(reader, value, start, end)


def _start(reader: _Reader, tag: Any, start: int, end: int) -> None:
    reader.depth += 1
    if tag == "Paragraph":
        _start_paragraph(reader, start, end)
    elif isinstance(tag, dict) and "Link" in tag:
        _check_link(reader, tag["Link"], start, end)
    elif isinstance(tag, dict) and "Image" in tag:
        _check_image(reader, tag["Image"]["dest_url"], start, end)


def _start_paragraph(reader: _Reader, start: int, end: int) -> None:
    found = block_reference(reader.raw[start:end].decode()) if reader.raw[start : start + 2] == b"::" else None
    if found:
        reader.skipping = True
        top = reader.depth == 1
        reader.references.append(Reference(*found, block=True, span=reader.span(start, end)))
        if not top:
            reader.complain("PK211", f"`::{found[0]}[{found[1]}]` stands inside a list or quotation", (start, end),
                            "put it on a line of its own, not indented", error=True)  # fmt: skip
    elif reader.depth == 1 and not reader.had_lead:
        reader.in_lead = reader.had_lead = True


def _end(reader: _Reader, tag: Any, start: int, end: int) -> None:
    reader.depth -= 1
    if tag == "Paragraph":
        reader.in_lead = reader.skipping = False


def _text(reader: _Reader, text: str, start: int, end: int) -> None:
    if reader.in_lead:
        reader.lead.append(text)
    if reader.skipping or ":" not in text:
        return
    for pattern, taker in ((INLINE_REFERENCE, _inline_reference), (BLOCK_REFERENCE, _stray_reference)):
        at = start
        for match in pattern.finditer(text):
            written = match[0].strip().encode()
            found = reader.raw.find(written, at, end)
            at = found + len(written) if found >= 0 else at
            taker(reader, match, (found, at) if found >= 0 else (start, end))


def _inline_reference(reader: _Reader, match: re.Match[str], place: tuple[int, int]) -> None:
    if match[1] == "figure":
        reader.complain("PK211", f"`{match[0]}` stands inside a sentence", place,
                        f"write `:{match[0]}` alone on a line", error=True)  # fmt: skip
        return
    reader.references.append(Reference("quote", match[2].strip(), block=False, span=reader.span(*place)))


def _stray_reference(reader: _Reader, match: re.Match[str], place: tuple[int, int]) -> None:
    reader.complain("PK211", f"`{match[0].strip()}` does not stand alone on its line", place,
                    "leave an empty line before and after it", error=True)  # fmt: skip


def _code(reader: _Reader, text: str, start: int, end: int) -> None:
    if reader.in_lead:
        reader.lead.append(text)


def _html(reader: _Reader, text: str, start: int, end: int) -> None:
    if text.lstrip().startswith("<!--") or not text.strip():
        return
    shown = text.strip().split("\n")[0][:40]
    reader.complain(
        "PK116", f"raw HTML `{shown}` is shown as text, not as HTML", (start, end), "write Markdown instead"
    )


def _check_link(reader: _Reader, link: dict[str, str], start: int, end: int) -> None:
    url = link["dest_url"]
    if link["link_type"] == "Email" or link_is_safe(url):
        return
    if SCHEME.match(CONTROL.sub("", url)):
        reader.complain("PK117", f"link to `{url[:60]}` is left out, its text stays", (start, end),
                        "links lead to https:, http:, mailto: or tel:")  # fmt: skip
    else:
        reader.complain("PK118", f"link to `{url[:60]}` leads to nothing here, its text stays", (start, end),
                        "write the whole address, such as https://newsroom.example/page")  # fmt: skip


def _check_image(reader: _Reader, url: str, start: int, end: int) -> None:
    reader.complain("PK303", f"picture `{url[:60]}` is left out, its text stays", (start, end),
                    "name the file under `media:` and place it with ::figure[file]")  # fmt: skip


TAKERS: dict[str, Any] = {
    "Start": _start,
    "End": _end,
    "Text": _text,
    "Code": _code,
    "Html": _html,
    "InlineHtml": _html,
}
