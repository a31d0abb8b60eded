"""Which files are read again, and what becomes of them: entries for the plan, content for the library, problems."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from datetime import UTC
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from presskit.building.events import Progress
from presskit.building.rows import Row, pack_approvals, pack_problems
from presskit.checking import Room, check_edition
from presskit.model.newsroom import Settings
from presskit.planning import views
from presskit.planning.plan import digest_of
from presskit.problems import Problem, Span
from presskit.reading.approvals import kept_wordings
from presskit.reading.edition import Reading, read_edition
from presskit.reading.media import LOST, MEDIA
from presskit.reading.source import lines_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from presskit.building.cache import Cache
    from presskit.building.pool import Pool
    from presskit.building.survey import Survey
    from presskit.model.newsroom import Entry, Newsroom
    from presskit.model.people import Person
    from presskit.planning.views import Document

READING_VERSION = 3  # raise it when the same file is read as something else
# The fields of what is kept: content in another form is read again, not misunderstood.
FORM = [
    (name, list(vars(kind).get("__annotations__", ()))) for name, kind in vars(views).items() if isinstance(kind, type)
]
BATCH = 500
FRESH_FILES = 12_000  # about 10 kB each; a larger newsroom fetches them again
CLAIMS = {"PK112": ("id",), "PK113": ("slug", "id")}  # the keys that an id or address comes from
NO_SETTINGS = Settings("", "", UTC, "UTC", "de", ("de",), None)
OF_SETTINGS = ("PK405", "PK501")  # what the time zone and the languages of the newsroom decide
Content = tuple[tuple[str, bytes], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """What reading a file needs beside the file; plain enough to be sent to a worker process."""

    root: str
    settings: Settings
    people: dict[str, Person]
    worded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Taken:
    """One file, read: its row, and the content that the row's digests stand for."""

    row: Row
    content: Content = ()
    problems: tuple[Problem, ...] = ()
    document: Document | None = None


@dataclass(slots=True)
class Intake:
    """All rows after reading, those of the last build, the problems of what was read now, and a mark of settings.

    `fresh` has the documents that were read now, where they are not too many, so that none is fetched again. With
    `is_near` the rows are only those that near.py fetched, among them all of `periods`, and `totals` is what it says of
    series (see Newsroom).
    """

    rows: dict[str, Row]
    before: dict[str, Row]
    mark: str
    read: dict[str, tuple[Problem, ...]] = field(default_factory=dict)
    fresh: dict[str, Document] = field(default_factory=dict)
    is_near: bool = False
    totals: dict[tuple[str, str, str], int] | None = None
    periods: tuple[tuple[str, str, str], ...] | None = None

    def holders(self) -> set[str]:
        """Return the files that have the id and address they had at the last build."""
        return {s for s, row in self.rows.items() if row.entry and _same_place(row.entry, self.before.get(s))}


@dataclass(frozen=True, slots=True)
class Look:
    """A newsroom as read: all that is good in it, every problem, and what reading remembered."""

    newsroom: Newsroom
    problems: tuple[Problem, ...]
    intake: Intake
    seen: Survey

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.is_error for problem in self.problems)

    @property
    def counts(self) -> tuple[int, int]:
        """How many releases and editions the newsroom has."""
        if self.intake.is_near:
            return int(self.seen.state["releases"]), int(self.seen.state["editions"])
        return len({entry.id for entry in self.newsroom.entries}), len(self.newsroom.entries)


def _same_place(entry: Entry, before: Row | None) -> bool:
    was = before.entry if before else None
    return was is not None and (was.id, was.slug, was.date[:4]) == (entry.id, entry.slug, entry.date[:4])


def is_release(path: str) -> bool:
    """Tell whether a path below the project is a release."""
    return path.endswith((".md", ".markdown")) and path.startswith("releases/")


def to_read(survey: Survey, rows: dict[str, Row], *, everything: bool) -> list[str]:
    """Return the releases that must be read again: changed ones, and those whose pictures may have changed."""
    releases = [path for path in survey.inputs if is_release(path)]
    if everything:
        return sorted(releases)
    files = {path for path in survey.changed | survey.gone if path.startswith("releases/") and not is_release(path)}
    again = {path for path in survey.changed if is_release(path)}
    again |= {path for path in releases if path not in rows}
    if files:
        again |= {row.source for row in rows.values() if row.source in survey.inputs and _may_use(row, files)}
    return sorted(again)


def _may_use(row: Row, files: set[str]) -> bool:
    if row.errors and any(code in row.problems for code in LOST):
        folder = os.path.dirname(row.source) + "/"
        return any(file.startswith(folder) for file in files)
    return row.entry is not None and any(medium.file in files for medium in row.entry.media)


def mark_of(desk: Desk) -> str:
    """Return a mark of everything but its file that a release is read with."""
    return digest_of((READING_VERSION, FORM, desk.settings, desk.people, desk.worded)).hex()


def take(desk: Desk, path: str) -> Taken:
    """Read and check one file; the content is given only when it is good."""
    reading = read_edition(desk.root, path, desk.settings)
    reading = _checked(desk, reading)
    problems = tuple(sorted(reading.problems, key=lambda p: p.place))
    errors = sum(problem.is_error for problem in problems)
    approvals = pack_approvals(reading.edition.quotes) if reading.edition else ""
    row = Row(path, None, errors, len(problems) - errors, pack_problems(problems), approvals)
    if reading.edition is None or any(problem.is_error and problem.code not in LOST for problem in problems):
        return Taken(row, (), problems)
    entry, content, document = _filed(desk, reading)
    return Taken(row._replace(entry=entry), content, problems, document)


def _checked(desk: Desk, reading: Reading) -> Reading:
    if reading.edition is None:
        return reading
    room = Room(desk.settings, desk.people, desk.worded, kept_wordings(desk.root))
    found = check_edition(reading.edition, room)
    if not found:
        return reading
    lines = lines_of(desk.root, reading.source)
    return replace(reading, problems=(*reading.problems, *(p.within(lines) for p in found)))


def _filed(desk: Desk, reading: Reading) -> tuple[Entry, Content, Document]:
    from presskit.building.library import packed
    from presskit.planning.documents import document, entry, listing, quote_sheet
    from presskit.planning.views import ContactSheet

    assert reading.edition is not None
    whole = document(reading.edition, desk.settings, desk.people)
    settings = desk.settings
    quotes = quote_sheet(whole, settings) if settings.wants("lists") or settings.wants("quotes") else None
    contacts = ContactSheet(whole.contacts) if whole.contacts and settings.wants("contacts") else None
    parts = (whole, listing(whole, settings), quotes, contacts)
    content = [packed(part) if part else ("", b"") for part in parts]
    digests = (content[0][0], content[1][0], content[2][0], content[3][0])
    return entry(reading.edition, whole, digests), tuple(pair for pair in content if pair[0]), whole


def stray_files(inputs: Iterable[str]) -> Iterator[Problem]:
    """Yield a warning for each file under releases/ that is neither release nor media."""
    for path in sorted(inputs):
        if path.startswith("releases/") and not is_release(path):
            ending = os.path.splitext(path)[1].lower()
            if ending not in MEDIA:
                hint = "give a release the ending .md, and keep other files elsewhere"
                yield Problem("PK115", "file is neither a release nor media", Span(path), hint, "warning")


def read_alone(root: str, inputs: Iterable[str], pool: Pool) -> Iterator[Problem]:
    """Yield what is wrong with releases in themselves, where there are no settings to check them against."""
    paths = sorted(path for path in inputs if is_release(path))
    for reading in pool.map(partial(read_edition, root, settings=NO_SETTINGS), paths):
        yield from (problem for problem in reading.problems if problem.code not in OF_SETTINGS)


def pointed(problem: Problem, root: str) -> Problem:
    """Return a problem that two releases have with one another at the line of the key that it speaks of."""
    lines = lines_of(root, problem.span.path)
    end = next((n for n, line in enumerate(lines) if n and line.rstrip() == "---"), 0)
    for key in CLAIMS[problem.code]:
        for number, line in enumerate(lines[:end], 1):
            if match := re.match(rf"{key}:\s*(\S(?:.*?\S)?)\s*(?:\s#.*)?$", line):
                span = Span(problem.span.path, number, match.start(1) + 1, len(match[1]))
                return replace(problem, span=span).within(lines)
    return problem


def keep_last_good(taken: Taken, before: Row | None, built_at: float) -> Row:
    """Return the row of a file that was read; one with errors keeps the entry that was public at the last build.

    What was not public then must not lift on the word of a file that can no longer be read.
    """
    if not taken.row.errors:
        return taken.row
    if taken.row.entry is None and before is not None and before.entry is not None and before.entry.is_public(built_at):
        return taken.row._replace(entry=before.entry.without_future(built_at))
    return taken.row


def take_in(desk: Desk, seen: Survey, cache: Cache, pool: Pool) -> Generator[Progress, None, Intake]:
    """Read what must be read, keeping its content as it comes; the rows themselves are kept by the caller, last."""
    rows = {row.source: row for row in cache.rows()}
    mark = mark_of(desk)
    built_at = float(seen.state.get("built_at", "-inf"))
    paths = to_read(seen, rows, everything=seen.state.get("room") != mark)
    intake = Intake({source: row for source, row in rows.items() if source in seen.inputs}, rows, mark=mark)
    for done, batch in enumerate(_batches(pool.map(partial(take, desk), paths)), 1):
        cache.begin()
        content = [pair for taken in batch for pair in taken.content]
        cache.keep_content(content)
        cache.commit()
        if len(paths) <= FRESH_FILES:
            intake.fresh.update((t.row.entry.digest, t.document) for t in batch if t.row.entry and t.document)
        for taken in batch:
            intake.read[taken.row.source] = taken.problems
            intake.rows[taken.row.source] = keep_last_good(taken, rows.get(taken.row.source), built_at)
        yield Progress("read", min(done * BATCH, len(paths)), len(paths))
    return intake


def _batches(items: Iterable[Taken]) -> Iterator[list[Taken]]:
    waiting = iter(items)
    while batch := list(islice(waiting, BATCH)):
        yield batch
