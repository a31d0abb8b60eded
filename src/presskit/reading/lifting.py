"""Which literal quotations of a body a program may move under `quotes:`, and why not the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.reading.body import events
from presskit.reading.quotations import quotations
from presskit.reading.speakers import Speaker, speaker_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presskit.model.people import Person
    from presskit.reading.quotations import Quotation

# Elements that a reference can stand in as words can.
AROUND = {"Paragraph", "List", "Item", "BlockQuote", "Emphasis", "Strong"}
PLACES = {
    "Heading": "it stands in a heading",
    "Link": "it is part of a link",
    "Image": "it describes a picture",
    "FootnoteDefinition": "it stands in a note",
}
PLACES |= dict.fromkeys(("Table", "TableHead", "TableRow", "TableCell"), "it stands in a table")
WORDS = {"Text", "SoftBreak"}
BREAK = re.compile(r"[ \t]*\n[ \t>]*")
ESCAPE = re.compile(r"\\|&#?\w+;")
DOUBLE = re.compile('[„“”»«"]')


class Found(NamedTuple):
    """A quotation that can be moved: its place with its marks, its words, who said them."""

    start: int
    end: int
    text: str
    speaker: Speaker


class Left(NamedTuple):
    """A quotation that is left where it is, and why."""

    start: int
    text: str
    why: str


class Piece(NamedTuple):
    """An element or a run of characters of the body, in bytes."""

    kind: str
    start: int
    end: int
    is_element: bool


def sorted_out(body: str, people: Mapping[str, Person]) -> tuple[list[Found], list[Left]]:
    """Return the speeches in a body that can become quotes, and those that are left alone."""
    every, found, left = quotations(body), list[Found](), list[Left]()
    speeches = [quotation for quotation in every if quotation.is_speech]
    pieces = list(_pieces(body)) if speeches else []
    for speech in speeches:
        why = _hindrance(speech, body, pieces, every)
        speaker = None if why else speaker_of(speech, body, people)
        if speaker:
            found.append(Found(speech.start, speech.end, BREAK.sub(" ", speech.text).strip(" "), speaker))
        else:
            left.append(Left(speech.start, speech.text, why or "the text does not say clearly who said it"))
    return found, left


def _pieces(body: str) -> list[Piece]:
    found = []
    for event, where in events(body):
        kind: Any = event
        if isinstance(event, dict):
            ((kind, value),) = event.items()
            if kind == "End":
                continue
            if kind == "Start":
                name = value if isinstance(value, str) else next(iter(value))
                found.append(Piece(name, where["start"], where["end"], is_element=True))
                continue
        found.append(Piece(kind, where["start"], where["end"], is_element=False))
    return found


def _hindrance(speech: Quotation, body: str, pieces: list[Piece], every: list[Quotation]) -> str:
    """Return why a quotation cannot be moved, or nothing."""
    start, end = len(body[: speech.start].encode()), len(body[: speech.end].encode())
    touching = [piece for piece in pieces if piece.start < end and start < piece.end]
    around = [piece for piece in touching if piece.is_element and piece.start <= start and end <= piece.end]
    if place := next((PLACES.get(piece.kind, "it stands where no quote can") for piece in around
                      if piece.kind not in AROUND), ""):  # fmt: skip
        return place
    inside = {piece.kind for piece in touching if piece not in around}
    if inside - WORDS or ESCAPE.search(speech.text):
        return "it has Markdown in it, and a quote is plain words"
    return _unpaired(speech, body, around, every)


def _unpaired(speech: Quotation, body: str, around: list[Piece], every: list[Quotation]) -> str:
    """Return why the marks of a quotation may not be its own, or nothing."""
    block = next((piece for piece in around if piece.kind in ("Paragraph", "Item")), None)
    raw = body.encode()
    start = len(raw[: block.start].decode()) if block else speech.start
    end = len(raw[: block.end].decode()) if block else speech.end
    marks = {mark for at in _marks_left(body, start, end, every) for mark in body[at]}
    if marks - {'"'} or (marks and body[speech.start] == '"'):
        return "the quotation marks around it do not pair"
    before = len(body[:start].rstrip())
    above = max(body.rfind("\n\n", 0, before), 0)
    if any(body[at] == body[speech.start] for at in _marks_left(body, above, before, every)):
        return "it may go on from the paragraph before"
    return ""


def _marks_left(body: str, start: int, end: int, every: list[Quotation]) -> list[int]:
    """Return where quotation marks stand that belong to no quotation."""
    found = (match.start() for match in DOUBLE.finditer(body, start, end))
    return [at for at in found if not any(q.start <= at < q.end for q in every)]
