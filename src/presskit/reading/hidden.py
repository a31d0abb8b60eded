"""What a body holds and nobody is shown is internal: it is taken out before anything else sees the body.

That is: HTML comments, definitions of links and notes that nothing refers to, the addresses of links and pictures that
are left out. What is taken out is tried first: the rest must read as it did.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pyromark

from presskit.reading.body import COMMENT, OPTIONS, SPACE, events, link_is_safe, read_body, text_of
from presskit.reading.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presskit.model.edition import Body

RAW_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
NOTHING, EMPTY = b"", b"<!-- -->"
TURNS = 4  # two are enough for all that we have seen
LONGEST_DEFINITION = 4  # lines
LONG = 200_000  # characters: no release has them, and only comments are looked for, so that reading one ends in time
DEFINITION = re.compile(rb"^[ \t>]{0,20}\[(?!\^)([^\[\]\n]{1,999})\]:", re.MULTILINE)
IMAGE = re.compile(r'<img\b[^>]*? alt="([^"]*)"[^>]*>')
TRIED_ALONE = 20  # what cannot go all at once is tried one by one, less of it in a long body
TRIED_CHARACTERS = 500_000
FIRST_EMPTY_LINES = re.compile(r"\A\s+\Z|\A(?:[^\S\n]*\n)+")  # as they are lost below front matter
TAG_SPACE = re.compile(r"\s*(<[^>]*>)\s*")


def may_hide(markdown: str) -> bool:
    """Tell quickly whether a body may hold what nobody is shown."""
    return "]:" in markdown or "<!--" in markdown or "](" in markdown


def as_shown(body: Body) -> Body:
    """Return the body without what nobody is shown; places of references stay as they were."""
    markdown = without_hidden(body.markdown)
    if markdown == body.markdown:
        return body
    again, _ = read_body(Source("", markdown), 0)
    return replace(again, references=body.references)


def without_hidden(markdown: str) -> str:
    """Return Markdown without what nobody is shown; once more it is the same."""
    if len(markdown) > LONG:
        return uncommented(markdown)
    for _ in range(TURNS):
        before = markdown
        for taken_out in (uncommented, _without_addresses, _without_notes, _without_definitions):
            markdown = taken_out(markdown)
        if markdown == before:
            break
    return markdown


# --- comments


def uncommented(markdown: str) -> str:
    """Return Markdown that reads the same without its HTML comments.

    Where one keeps two lists or paragraphs apart, an empty one stays: `<!-- -->`.
    """
    raw = markdown.encode()
    places = list(_comments(markdown, raw))
    if not places:
        return markdown
    instead = [EMPTY] * len(places)
    if len(markdown) > LONG:
        return _with(raw, places, instead)
    meant = _reading(markdown)
    bare = _with(raw, places, [NOTHING] * len(places))
    if _reading(bare) == meant:
        return bare
    for number in range(min(len(places), _trials(raw))):
        without = [*instead[:number], NOTHING, *instead[number + 1 :]]
        if _reading(_with(raw, places, without)) == meant:
            instead = without
    return _with(raw, places, instead)


def _comments(markdown: str, raw: bytes) -> Iterator[tuple[int, int]]:
    """Yield the byte range of each comment; what only looks like one, such as in code, is none."""
    for event, where in events(markdown):
        if event.__class__ is str:
            continue
        ((kind, value),) = event.items()
        if kind == "InlineHtml" or (kind == "Start" and value == "HtmlBlock"):
            for match in RAW_COMMENT.finditer(raw, where["start"], where["end"]):
                yield match.span()


def _with(raw: bytes, places: list[tuple[int, int]], instead: list[bytes]) -> str:
    """Return the text with something else at each place; white space before what goes at the end of a line goes too."""
    parts, at = [], 0
    for (start, end), text in zip(places, instead, strict=True):
        before = raw[at:start]
        if not text and raw[end : end + 1] in (b"", b"\n"):
            before = before.rstrip(b" \t")
            before = before.removesuffix(b"\n\n") if raw.startswith(b"\n\n", end) else before
        parts += [before, text]
        at = end
    return _trimmed(b"".join([*parts, raw[at:]]).decode())


def _reading(markdown: str) -> str:
    """Return what a body comes to as HTML, whatever white space is in it."""
    html = COMMENT.sub("", pyromark.html(markdown, options=OPTIONS))
    return SPACE.sub(" ", TAG_SPACE.sub(r"\1", html)).strip()


# --- addresses


def _without_addresses(markdown: str) -> str:
    """Return Markdown with only the text of links and pictures that are left out."""
    raw = markdown.encode()
    return _without(raw, list(_left_out(markdown, raw)), _spoken)


def _without(raw: bytes, edits: list[tuple[int, int, bytes]], reading: Callable[[str], str]) -> str:
    """Return the text with all edits where it then reads the same, else with those that alone leave it so."""
    if not edits:
        return raw.decode()
    meant, whole = reading(raw.decode()), _edited(raw, edits)
    if reading(whole) == meant:
        return whole
    for edit in reversed(edits[: _trials(raw)]):
        alone = _edited(raw, [edit])
        raw = alone.encode() if reading(alone) == meant else raw
    return raw.decode()


def _edited(raw: bytes, edits: list[tuple[int, int, bytes]]) -> str:
    parts, at = [], 0
    for start, end, text in edits:
        parts += [raw[at:start], text]
        at = end
    return b"".join([*parts, raw[at:]]).decode()


def _trials(raw: bytes) -> int:
    return min(TRIED_ALONE, TRIED_CHARACTERS // (len(raw) + 1))


@dataclass(slots=True)
class _Span:
    """A link or picture under way: where it and its text begin and end."""

    start: int
    end: int
    is_bad: bool
    text_from: int = -1
    text_to: int = -1

    def holds(self, where: dict[str, int]) -> None:
        """Note that something stands in its text."""
        self.text_from = where["start"] if self.text_from < 0 else self.text_from
        self.text_to = max(self.text_to, where["end"])


def _left_out(markdown: str, raw: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield byte range and text of each link or picture that is left out, but of none inside such a one."""
    around = list[_Span]()
    for event, where in events(markdown):
        kind, value = (event, None) if event.__class__ is str else next(iter(event.items()))
        if kind == "End" and value in ("Link", "Image"):
            ended = around.pop()
            if ended.is_bad and not any(span.is_bad for span in around):
                yield ended.start, ended.end, raw[ended.text_from : ended.text_to] if ended.text_from >= 0 else b""
            continue
        for span in around:
            span.holds(where)
        if kind == "Start" and (is_bad := _is_left_out(value)) is not None:
            around.append(_Span(where["start"], where["end"], is_bad))


def _is_left_out(tag: Any) -> bool | None:
    """Tell whether a link or picture is left out of every output; None for anything else."""
    if tag.__class__ is str:
        return None
    ((name, value),) = tag.items()
    if name == "Image":
        return True
    if name != "Link":
        return None
    return value["link_type"] not in ("Autolink", "Email") and not link_is_safe(value["dest_url"])


def _spoken(markdown: str) -> str:
    """Return the words of a body, those of its links and pictures too."""
    html = IMAGE.sub(lambda match: f" {match[1]} ", pyromark.html(markdown, options=OPTIONS))
    return "".join(text_of(html).split())


# --- definitions


def _without_notes(markdown: str) -> str:
    """Return Markdown without the footnotes that nothing refers to."""
    if "[^" not in markdown:
        return markdown
    used, notes = set[str](), list[tuple[str, int, int]]()
    for event, where in events(markdown):
        kind, value = (event, "") if event.__class__ is str else next(iter(event.items()))
        if kind == "FootnoteReference":
            used.add(value)
        elif kind == "Start" and value.__class__ is dict and "FootnoteDefinition" in value:
            notes.append((value["FootnoteDefinition"], where["start"], where["end"]))
    unused = [(start, end, NOTHING) for name, start, end in notes if name not in used]
    return _trimmed(_edited(markdown.encode(), unused))


def _without_definitions(markdown: str) -> str:
    """Return Markdown without the link definitions that nothing refers to, some of which are meant as comments."""
    raw = markdown.encode()
    found = list(DEFINITION.finditer(raw))
    used = _labels(markdown) if found else set()
    unused = [match.start() for match in found if _label(match[1].decode()) not in used]
    for length in range(1, LONGEST_DEFINITION + 1 if unused else 1):
        left = _without(raw, list(_lines_from(raw, unused, length)), _reading)
        if left != markdown:
            return _trimmed(left)
    return markdown


def _labels(markdown: str) -> set[str]:
    """Return the labels that links and pictures refer to."""
    tags = (event.get("Start") for event, _ in events(markdown) if event.__class__ is dict)
    values = (value for tag in tags if tag.__class__ is dict for value in tag.values())
    return {_label(value["id"]) for value in values if value.__class__ is dict and value.get("id")}


def _label(text: str) -> str:
    """Return a label as CommonMark compares it."""
    return SPACE.sub(" ", text).strip().casefold()


def _lines_from(raw: bytes, starts: list[int], length: int) -> Iterator[tuple[int, int, bytes]]:
    """Yield the byte range of some lines from each place on, none of them twice."""
    ended = 0
    for start in starts:
        if start < ended:
            continue
        ended = start
        for _ in range(length):
            ended = (raw.find(b"\n", ended) + 1) or len(raw)
        yield start, ended, NOTHING


def _trimmed(markdown: str) -> str:
    return FIRST_EMPTY_LINES.sub("", markdown).strip("\n")
