"""`presskit quotes`: what was said by whom, and whether they agreed to the words. This is the internal view."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.building.library import CachedLibrary
from presskit.building.pool import Pool, default_workers
from presskit.building.rows import Approved, pack_approvals, unpack_approvals
from presskit.cli import console
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD, WRITERS
from presskit.cli.looking import looked
from presskit.model.newsroom import Entry, newest_first
from presskit.model.series import key_of
from presskit.outputs.machines.quotes import COLUMNS, as_csv, quote_data
from presskit.pipeline import READ_IN_PROCESSES, Look
from presskit.planning.documents import document, entry, quote_sheet, speaker_key
from presskit.problems import did_you_mean
from presskit.reading.edition import read_edition
from presskit.reading.people import read_people

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presskit.config import Project
    from presskit.model.newsroom import Newsroom, Settings
    from presskit.model.people import Person
    from presskit.planning.views import QuoteSheet

SHOWN = ("approval", "date", "release", "language", "id", "name", "text")
OFFICE = ("approval", "approved_by", "approved_on", "state", "path")  # what only the office sees
EVERY = (*COLUMNS[: COLUMNS.index("permalink")], *OFFICE)


class Wanted(NamedTuple):
    """Which quotes are asked for; what is empty leaves it open. `is_open` wants those that nobody agreed to as is."""

    speaker: str = ""
    year: str = ""
    topic: str = ""
    release: str = ""
    language: str = ""
    is_open: bool = False


class Filed(NamedTuple):
    """The quotes of an edition with what the office knows of them."""

    entry: Entry
    sheet: QuoteSheet
    approvals: list[Approved]


def list_quotes(folder: str | None, wanted: Wanted, form: str) -> int:
    """Write the quotes that are wanted, the newest first, and return the exit code."""
    project = found_project(folder)
    seen = looked(project)
    if not isinstance(seen, Look):
        console.draw(seen, sys.stderr)
        return WRITERS
    newsroom = seen.newsroom.preview(time.time())
    with closing(CachedLibrary(project.cache)) as library:
        filed = sorted(_filed(project, seen, library, wanted), key=lambda found: newest_first(found.entry))
    rows = [row for found in filed for row in _rows(found, newsroom, wanted)]
    _write(rows, form)
    console.was_quoted(len(rows), sum(row["approval"] != "approved" for row in rows))
    if not rows:
        console.help_with(_meant(wanted, seen.newsroom))
    return GOOD


def _write(rows: list[dict[str, str]], form: str) -> None:
    if form == "json":
        console.put_json(rows)
    elif form == "csv":
        console.put_bytes(as_csv(rows, EVERY))
    else:
        console.table(SHOWN, ([" ".join(row[column].split()) for column in SHOWN] for row in rows))


def _filed(project: Project, seen: Look, library: CachedLibrary, wanted: Wanted) -> Iterator[Filed]:
    """Yield the editions that quote somebody: good ones as remembered, those with errors as their files say now."""
    rows = seen.intake.rows
    for known in seen.newsroom.entries:
        row = rows[known.source]
        if row.approvals and not row.errors and _matches(known, wanted):
            yield Filed(known, _sheet(known, seen.newsroom.settings, library), unpack_approvals(row.approvals))
    broken = [row.source for row in rows.values() if row.errors and row.approvals]
    read = partial(_read, project.root, seen.newsroom.settings, read_people(project)[0])
    for found in Pool(default_workers(), READ_IN_PROCESSES).map(read, broken):
        if found and _matches(found.entry, wanted):
            yield found


def _sheet(known: Entry, settings: Settings, library: CachedLibrary) -> QuoteSheet:
    """Return the quotes of an edition; where no list asks for them they are in the whole of it alone."""
    sheet = None if known.quotes else quote_sheet(library.document(known.digest), settings)
    return sheet or library.quote_sheet(known.quotes)


def _read(root: str, settings: Settings, people: Mapping[str, Person], path: str) -> Filed | None:
    """Return the quotes of a file that is not good enough to go out, which is often for want of an approval."""
    edition = read_edition(root, path, settings).edition
    whole = document(edition, settings, people) if edition else None
    sheet = quote_sheet(whole, settings) if whole else None
    if edition is None or whole is None or sheet is None:
        return None
    return Filed(entry(edition, whole, ("", "", "", "")), sheet, unpack_approvals(pack_approvals(edition.quotes)))


def _matches(known: Entry, wanted: Wanted) -> bool:
    return (
        wanted.release in ("", known.id)
        and wanted.language in ("", known.language)
        and known.date.startswith(wanted.year)
        and (not wanted.topic or key_of(wanted.topic) in map(key_of, known.topics))
        and (not wanted.speaker or any(key == wanted.speaker for key, *_ in known.speakers))
    )


def _rows(found: Filed, newsroom: Newsroom, wanted: Wanted) -> Iterator[dict[str, str]]:
    state = newsroom.mark(found.entry) or "released"
    for quote, approved in zip(found.sheet.quotes, found.approvals, strict=True):
        is_asked = not wanted.speaker or speaker_key(quote) == wanted.speaker
        if is_asked and not (wanted.is_open and approved.state == "approved"):
            office = (approved.state, approved.by, approved.on, state, found.entry.source)
            yield {**quote_data(quote, found.sheet), **dict(zip(OFFICE, office, strict=True))}


def _meant(wanted: Wanted, newsroom: Newsroom) -> str:
    """Return a hint where something that was asked for is written otherwise."""
    entries = newsroom.entries
    known: dict[str, Iterable[Any]] = {
        "speaker": {key for e in entries for key, *_ in e.speakers},
        "release": {e.id for e in entries},
        "topic": {topic for e in entries for topic in e.topics},
    }
    asked = ((getattr(wanted, name), values) for name, values in known.items())
    return next((hint for word, values in asked if word not in values and (hint := did_you_mean(word, values))), "")
