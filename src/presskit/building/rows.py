"""Rows of the cache as values: what is remembered of each file under releases/."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from presskit.model.newsroom import Entry, Medium
from presskit.model.series import names_of
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presskit.model.edition import Quote

SEARCHED = ("topic", "speaker")


class Row(NamedTuple):
    """What is remembered of one file under releases/: its last good reading, if any, and its problems.

    `approvals` are those of its quotes as they stand there now, packed; no output sees a row.
    """

    source: str
    entry: Entry | None
    errors: int = 0
    warnings: int = 0
    problems: str = ""
    approvals: str = ""


class Approved(NamedTuple):
    """Whether a quote is approved (approved, open, void), by whom and on which day."""

    state: str
    by: str = ""
    on: str = ""


def entry_of(row: tuple[object, ...]) -> Entry:
    """Return the entry in a row of the database."""
    media = tuple(Medium(*medium) for medium in json.loads(str(row[13]))) if row[13] else ()
    corrections = tuple(json.loads(str(row[14]))) if row[14] else ()
    topics = tuple(json.loads(str(row[15]))) if row[15] else ()
    speakers = tuple(map(tuple, json.loads(str(row[16])))) if row[16] else ()
    cards = tuple(json.loads(str(row[20]))) if row[20] else ()
    return Entry._make((row[0], *row[4:13], media, corrections, topics, speakers, row[17], row[18], cards))


def columns_of(row: Row) -> tuple[object, ...]:
    """Return a row as the database holds it."""
    head = (row.source, row.errors, row.warnings, row.problems)
    e = row.entry
    if e is None:
        return (*head, *(None,) * 17, row.approvals)
    media = json.dumps(e.media) if e.media else ""
    where = (e.id, e.language, e.slug, e.date, e.published, e.public_from, e.embargo_until)
    corrections = json.dumps(e.corrections) if e.corrections else ""
    topics = json.dumps(e.topics) if e.topics else ""
    speakers = json.dumps(e.speakers) if e.speakers else ""
    return (
        *head,
        *where,
        e.digest,
        e.listing,
        media,
        corrections,
        topics,
        speakers,
        e.quotes,
        e.contacts,
        _series_of(e),
        json.dumps(e.cards) if e.cards else "",
        row.approvals,
    )


def _series_of(entry: Entry) -> str:
    """Return the series of an edition but those of its language and year, for the database to search in."""
    if not entry.topics and not entry.speakers:
        return ""
    return "".join(f" {kind}/{key}" for (kind, _, key), _ in names_of(entry, every=False) if kind in SEARCHED) + " "


def names_in(language: str, others: str) -> Iterator[tuple[str, str, str]]:
    """Yield the names of the series of an edition but that of its year; `others` is what `_series_of` remembers."""
    yield "every", "", ""
    yield "language", language, ""
    for part in others.split():
        kind, _, key = part.partition("/")
        yield kind, language, key


def pack_approvals(quotes: Iterable[Quote]) -> str:
    """Return the approvals of quotes as text to remember."""
    packed = [(q.approval_state, q.approved.by, q.approved.on.isoformat()) if q.approved else ("open",) for q in quotes]
    return json.dumps(packed, ensure_ascii=False) if packed else ""


def unpack_approvals(text: str) -> list[Approved]:
    """Return the approvals that were packed, in the order of the quotes."""
    return [Approved(*parts) for parts in json.loads(text)] if text else []


def pack_problems(problems: Iterable[Problem]) -> str:
    """Return problems as text to remember."""
    packed = [
        [p.code, p.message, p.span.path, p.span.line, p.span.column, p.span.length, p.hint, p.severity, p.excerpt]
        for p in problems
    ]
    return json.dumps(packed, ensure_ascii=False) if packed else ""


def unpack_problems(text: str) -> list[Problem]:
    """Return the problems that were packed."""
    return [
        Problem(code, message, Span(path, line, column, length), hint, severity, excerpt)
        for code, message, path, line, column, length, hint, severity, excerpt in (json.loads(text) if text else ())
    ]
