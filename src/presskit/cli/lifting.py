"""`presskit quotes lift`: literal quotations of a release become quotes, and its page reads as before."""

from __future__ import annotations

import re
from copy import deepcopy
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from presskit.cli import console
from presskit.cli.approving import found_edition, settings_of
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD, WRITERS
from presskit.cli.files import real_file, write_whole
from presskit.cli.renaming import show_difference
from presskit.i18n import words
from presskit.outputs.tools import body_parts
from presskit.outputs.writing.markup import PlacedFigure, PlacedQuote
from presskit.outputs.writing.normal_form import scalar
from presskit.planning.documents import document
from presskit.problems import PresskitError
from presskit.reading.body import text_of
from presskit.reading.edition import read_changed, slugify
from presskit.reading.frontmatter import split
from presskit.reading.lifting import Found, Left, sorted_out
from presskit.reading.people import read_people
from presskit.reading.source import decode
from presskit.reading.splice import CannotSplice, page_of, spliced, with_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from presskit.model.edition import Edition
    from presskit.model.newsroom import Settings
    from presskit.model.people import Person
    from presskit.reading.source import Source
    from presskit.reading.speakers import Speaker

SPACE = re.compile(r"[ \t\n]+")
CHARACTER = re.compile(r"\r\n|\r|\n|.", re.DOTALL)  # as it is counted once lines end in one way
CHANGED = "the page would read differently"


class Release(NamedTuple):
    """A release to lift quotations from: its file, and what it is read with."""

    root: str
    path: str
    raw: bytes
    settings: Settings
    people: Mapping[str, Person]
    language: str


class Lift(NamedTuple):
    """A quotation with the id that it gets as a quote."""

    found: Found
    id: str


def lift(folder: str | None, wanted: str, *, write: bool) -> int:
    """Show how quotations of a release would become quotes, or make them; return the exit code."""
    project = found_project(folder)
    settings = settings_of(project)
    if settings is None:
        return WRITERS
    edition = found_edition(project, settings, wanted)
    full = real_file(project.root, edition.source)
    with open(full, "rb") as file:
        raw = file.read()
    people = read_people(project)[0]
    release = Release(project.root, edition.source, raw, settings, people, edition.language)
    lifts, left = chosen(release, edition)
    if lifts:
        after = _lifted_all(release, lifts)
        show_difference(release.path, raw, after)
        if write:
            write_whole(full, after)
    _tell(release, lifts, left, write=write)
    return GOOD


def _tell(release: Release, lifts: Sequence[Lift], left: Iterable[Left], *, write: bool) -> None:
    source, start = _body(release.path, release.raw)
    for quotation in left:
        span = source.span_at(start + quotation.start)
        console.was_left(str(span), " ".join(quotation.text.split())[:40], quotation.why)
    body, known = source.text[start:], words(release.language)
    ours = (known["quote_open"].strip(), known["quote_close"].strip())
    others = sum((body[x.found.start], body[x.found.end - 1]) != ours for x in lifts)
    if others:
        console.marks_change(others, "…".join(ours))
    console.was_lifted(release.path, len(lifts), written=write)


def _body(path: str, raw: bytes) -> tuple[Source, int]:
    """Return a file as text, and where its body begins."""
    source, _ = decode(path, raw)
    parts = split(source)[0] if source else None
    if source is None or parts is None:
        raise PresskitError(f"{path} cannot be read as a release", hint="`presskit check` says why")
    return source, parts.body


# --- which


def chosen(release: Release, edition: Edition) -> tuple[list[Lift], list[Left]]:
    """Return the quotations that become quotes, each tried alone, and those that are left."""
    source, start = _body(release.path, release.raw)
    found, left = sorted_out(source.text[start:], release.people)
    taken, lifts = {quote.id for quote in edition.quotes}, list[Lift]()
    for quotation in found:
        one = Lift(quotation, _id_of(quotation.speaker, release.people, taken))
        if _reads_the_same(release, one):
            taken.add(one.id)
            lifts.append(one)
        else:
            left.append(Left(quotation.start, quotation.text, CHANGED))
    return lifts, sorted(left)


def _id_of(speaker: Speaker, people: Mapping[str, Person], taken: set[str]) -> str:
    name = people[speaker.key].name if speaker.key else speaker.name
    stem = slugify(name.split()[-1]) or "quote"
    return next(made for n in count(1) if (made := stem if n == 1 else f"{stem}-{n}") not in taken)


def _reads_the_same(release: Release, one: Lift) -> bool:
    """Tell whether the page has the same characters, but for the marks around the quotation."""
    try:
        lifted = _lifted(release, [one])
    except CannotSplice:
        return False
    known = words(release.language)
    marked = f"{known['quote_open']}{one.found.text}{known['quote_close']}"
    before = _page_text(release, _with_body(release, release.raw, [(one.found, marked)]))
    return before != "" and _page_text(release, lifted) == before


def _page_text(release: Release, raw: bytes) -> str:
    """Return what is read on the page of a release, spaces and line ends as one; nothing where it has an error."""
    reading = read_changed(release.root, release.path, raw, release.settings)
    if reading.edition is None or any(problem.is_error for problem in reading.problems):
        return ""
    whole = document(reading.edition, release.settings, release.people)
    parts = [whole.lead]
    for part in body_parts(whole, {}):
        if isinstance(part, PlacedQuote):
            parts += part.marked
        elif not isinstance(part, PlacedFigure):
            parts.append(text_of(part.html))
    return SPACE.sub(" ", "\n".join(parts))


# --- writing


def _lifted_all(release: Release, lifts: Sequence[Lift]) -> bytes:
    try:
        return _lifted(release, lifts)
    except CannotSplice as error:
        hint = "put the words under `quotes:` by hand, and `:quote[id]` in their place"
        raise PresskitError(f"{release.path} cannot be changed: {error}", hint=hint) from error


def _lifted(release: Release, lifts: Sequence[Lift]) -> bytes:
    """Return the file with quotations under `quotes:` and references in their place; every other byte stays."""
    page = page_of(release.path, release.raw)
    expected = deepcopy(page.tree.value)
    items = [_item(one) for one in lifts]
    expected["quotes"] = [*(expected.get("quotes") or ()), *items]
    edits = with_items(page, "quotes", [{key: _as_yaml(value) for key, value in item.items()} for item in items])
    front = spliced(release.path, release.raw, edits, expected)
    return _with_body(release, front, [(one.found, f":quote[{one.id}]") for one in lifts])


def _item(one: Lift) -> dict[str, str | dict[str, str]]:
    key, *names = one.found.speaker
    written = {name: value for name, value in zip(("name", "role", "organisation"), names, strict=True) if value}
    return {"id": one.id, "speaker": key or written, "text": one.found.text}


def _as_yaml(value: str | dict[str, str]) -> str:
    if isinstance(value, str):
        return scalar(value, in_list=True)
    return "{" + ", ".join(f"{name}: {scalar(text, in_list=True)}" for name, text in value.items()) + "}"


def _with_body(release: Release, raw: bytes, instead: Sequence[tuple[Found, str]]) -> bytes:
    """Return a file whose body is that of the release, with other words in the place of quotations."""
    start = _body(release.path, raw)[1]
    text = raw.decode("utf-8")
    at = [match.start() for match in CHARACTER.finditer(text, 1 if text.startswith("\ufeff") else 0)] + [len(text)]
    for found, words_there in sorted(instead, reverse=True):
        text = text[: at[start + found.start]] + words_there + text[at[start + found.end] :]
    return text.encode()
