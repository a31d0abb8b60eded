"""What presskit remembers of a newsroom between builds: one SQLite file that may be deleted at any time.

Content is stored under its digest and committed as it is read; the manifest (inputs, editions, artifacts) is
committed last, but for the paths of new artifacts, which are noted before they are written, so that a build that was
killed leaves nothing behind that the next one does not know as its own.
"""

from __future__ import annotations

import json
import os
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presskit.model.newsroom import Entry
from presskit.problems import PresskitError, Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SCHEMA_VERSION = 1
SCHEMA = """
create table if not exists state (key text primary key, value text) without rowid;
create table if not exists inputs (path text primary key, stamp integer) without rowid;
create table if not exists editions (
    source text primary key, errors integer, warnings integer, problems text,
    id text, language text, slug text, date text, published integer, public_from integer, embargo_until integer,
    digest text, listing text, media text
);
create table if not exists documents (digest text primary key, data blob);
create table if not exists artifacts (
    path text primary key, stamp integer, size integer, fingerprint blob, output text, source text, reason text
);
"""


@dataclass(frozen=True, slots=True)
class Row:
    """What is remembered of one file under releases/: its last good reading, if any, and its problems."""

    source: str
    entry: Entry | None
    errors: int = 0
    warnings: int = 0
    problems: str = ""


class Cache:
    """One open cache; use it in the process that opened it."""

    def __init__(self, path: str) -> None:
        """Open the cache, empty where it is missing, unreadable or of another version."""
        self.path = path
        os.makedirs(os.path.dirname(path), exist_ok=True)
        try:
            self.db = self._opened()
        except sqlite3.DatabaseError:
            self._forget()
            self.db = self._opened()

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")
        if db.execute("pragma user_version").fetchone()[0] != SCHEMA_VERSION:
            tables = db.execute("select name from sqlite_master where type = 'table'").fetchall()
            for (name,) in tables:
                db.execute(f"drop table {name}")
            db.executescript(SCHEMA)
            db.execute(f"pragma user_version = {SCHEMA_VERSION}")
        return db

    def _forget(self) -> None:
        for ending in ("", "-wal", "-shm"):
            if os.path.exists(self.path + ending):
                os.remove(self.path + ending)

    def close(self) -> None:
        """Close the cache; what was not committed is forgotten."""
        self.db.close()

    def begin(self) -> None:
        """Begin what is committed together."""
        self.db.execute("begin")

    def commit(self) -> None:
        """Keep what was written since `begin`."""
        self.db.execute("commit")

    # --- state

    def state(self) -> dict[str, str]:
        """Return everything remembered by name."""
        return dict(self.db.execute("select key, value from state"))

    def remember(self, **values: str) -> None:
        """Remember values by name."""
        self.db.executemany("insert or replace into state values (?, ?)", values.items())

    # --- inputs

    def inputs(self) -> dict[str, int]:
        """Return the stamp of every input file as of the last build."""
        return dict(self.db.execute("select path, stamp from inputs"))

    def keep_inputs(self, old: dict[str, int], new: dict[str, int]) -> None:
        """Remember the stamps of all input files."""
        self.db.executemany("delete from inputs where path = ?", ((path,) for path in old.keys() - new.keys()))
        changed = ((path, stamp) for path, stamp in new.items() if old.get(path) != stamp)
        self.db.executemany("insert or replace into inputs values (?, ?)", changed)

    # --- editions and their content

    def rows(self) -> Iterator[Row]:
        """Return what is remembered of every file under releases/."""
        for row in self.db.execute("select * from editions"):
            yield Row(row[0], _entry(row) if row[11] else None, row[1], row[2], row[3])

    def keep_rows(self, rows: Iterable[Row]) -> None:
        """Remember rows."""
        holes = ", ".join("?" * 14)
        self.db.executemany(f"insert or replace into editions values ({holes})", (_columns(row) for row in rows))

    def drop_rows(self, sources: Iterable[str]) -> None:
        """Forget files that are gone."""
        self.db.executemany("delete from editions where source = ?", ((source,) for source in sources))

    def keep_content(self, pairs: Iterable[tuple[str, bytes]]) -> None:
        """Store content under its digests."""
        self.db.executemany("insert or ignore into documents values (?, ?)", pairs)

    def content(self, digest: str) -> bytes:
        """Return the content under a digest; KeyError where there is none."""
        row = self.db.execute("select data from documents where digest = ?", (digest,)).fetchone()
        if row is None:
            raise KeyError(digest)
        return row[0]  # type: ignore[no-any-return]

    def drop_content(self, digests: Iterable[str]) -> None:
        """Forget content that no edition has any more."""
        self.db.executemany("delete from documents where digest = ?", ((digest,) for digest in digests))

    # --- artifacts

    def artifacts(self) -> dict[str, tuple[int, bytes]]:
        """Return stamp and fingerprint of every artifact ever noted and not pruned."""
        return {
            path: (stamp, mark)
            for path, stamp, mark in self.db.execute("select path, stamp, fingerprint from artifacts")
        }

    def note_paths(self, paths: Iterable[tuple[str, str, str]]) -> None:
        """Note path, output and source of new artifacts as our own, before they are written."""
        self.db.executemany("insert or ignore into artifacts values (?, 0, 0, x'', ?, ?, '')", paths)

    def keep_artifacts(self, rows: Iterable[tuple[str, int, int, bytes, str, str, str]]) -> None:
        """Remember artifacts: path, stamp, size, fingerprint, output, source, reason."""
        self.db.executemany("insert or replace into artifacts values (?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_artifacts(self, paths: Iterable[str]) -> None:
        """Forget artifacts that were pruned."""
        self.db.executemany("delete from artifacts where path = ?", ((path,) for path in paths))

    def size_of(self, path: str) -> int | None:
        """Return the byte count of an artifact, or None where it was never finished."""
        row = self.db.execute("select size from artifacts where path = ? and stamp != 0", (path,)).fetchone()
        return row[0] if row else None

    def story_of(self, path: str) -> tuple[str, str, str] | None:
        """Return output, source and reason of an artifact, or None."""
        return self.db.execute(  # type: ignore[no-any-return]
            "select output, source, reason from artifacts where path = ?", (path,)
        ).fetchone()


def open_cache(path: str) -> Cache:
    """Return the cache at a path; PresskitError where the disk refuses."""
    try:
        return Cache(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise PresskitError(f"{path} cannot be written: {error}", hint="check space and permissions") from error


def _entry(row: tuple[object, ...]) -> Entry:
    media = tuple((file, path, digest) for file, path, digest in json.loads(str(row[13]))) if row[13] else ()
    return Entry(row[0], *row[4:13], media)  # type: ignore[arg-type,call-arg]


def _columns(row: Row) -> tuple[object, ...]:
    head = (row.source, row.errors, row.warnings, row.problems)
    e = row.entry
    if e is None:
        return (*head, *(None,) * 10)
    media = json.dumps(e.media) if e.media else ""
    where = (e.id, e.language, e.slug, e.date, e.published, e.public_from, e.embargo_until)
    return (*head, *where, e.digest, e.listing, media)


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
