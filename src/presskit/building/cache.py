"""What presskit remembers of a newsroom between builds: one SQLite file that may be deleted at any time.

Content is stored under its digest and committed as it is read; the manifest (inputs, editions, artifacts) is
committed last, but for the paths of new artifacts, which are noted before they are written, so that a build that was
killed leaves nothing behind that the next one does not know as its own.
"""

from __future__ import annotations

import os
import sqlite3

TYPE_CHECKING = False  # typing itself costs 10 ms
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import Literal

    from presskit.building.events import Event
    from presskit.building.rows import Row
    from presskit.building.survey import Survey
    from presskit.model.newsroom import Entry

SCHEMA_VERSION = 7
SCHEMA = """
create table if not exists state (key text primary key, value text) without rowid;
create table if not exists inputs (path text primary key, stamp integer) without rowid;
create table if not exists editions (
    source text primary key, errors integer, warnings integer, problems text,
    id text, language text, slug text, date text, published integer, public_from integer, embargo_until integer,
    digest text, listing text, media text, corrections text,
    topics text, speakers text, quotes text, contacts text, series text, cards text, approvals text
);
create table if not exists documents (digest text primary key, data blob);
create table if not exists artifacts (
    path text primary key, stamp integer, size integer, fingerprint blob, output text, source text, reason text
);
create index if not exists artifacts_by_source on artifacts (source);
"""


NOTE_PATH = "insert or ignore into artifacts values (?, 0, 0, x'', ?, ?, '')"


class Cache:
    """One open cache; use it in the process that opened it."""

    def __init__(self, path: str) -> None:
        """Open the cache, empty where it is missing, unreadable or of another version."""
        self.path = path
        os.makedirs(os.path.dirname(path), exist_ok=True)
        try:
            self.db = self._opened()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):  # busy, full, not writable: the world's, and no damage
                raise
            self.forget()
            self.db = self._opened()

    def _opened(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=30)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = off")
        if db.execute("pragma user_version").fetchone()[0] != SCHEMA_VERSION:
            ours = _ours(db)
            tables = db.execute("select name from sqlite_master where type = 'table'").fetchall()
            for (name,) in tables:
                db.execute(f"drop table {name}")
            db.executescript(SCHEMA)
            db.executemany(NOTE_PATH, ours)  # another version of presskit made these: they are still our own
            db.execute(f"pragma user_version = {SCHEMA_VERSION}")
        return db

    def forget(self) -> None:
        """Take the file away."""
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

    def rows(self, condition: str = "", values: tuple[object, ...] = ()) -> Iterator[Row]:
        """Return what is remembered of every file under releases/, or of those that meet a condition."""
        from presskit.building.rows import Row, entry_of

        made = Row._make
        for row in self.db.execute(f"select * from editions {condition}", values):
            yield made((row[0], entry_of(row) if row[11] else None, row[1], row[2], row[3], row[21]))

    def rows_of(self, key: Literal["source", "id"], values: Collection[str]) -> dict[str, Row]:
        """Return the rows with such a source or id, by source."""
        holes = ", ".join("?" * len(values))
        return {row.source: row for row in self.rows(f"where {key} in ({holes})", tuple(values))}

    def newest_rows(self, language: str, now: float, count: int) -> dict[str, Row]:
        """Return the rows of the newest editions that are public at the moment, by source."""
        condition = "where language = ? and public_from <= ? order by published desc, id, language limit ?"
        return {row.source: row for row in self.rows(condition, (language, now, count))}

    def places(self, now: float) -> Iterator[tuple[str, str, str]]:
        """Return source, language and other series of all editions that are public at the moment, newest first."""
        query = (
            "select source, language, series from editions where public_from <= ? order by published desc, id, language"
        )
        return self.db.execute(query, (now,))

    def rows_in(self, language: str, first_year: str, last_year: str) -> dict[str, Row]:
        """Return the rows of all editions of some years, the last one included, by source."""
        condition = "where language = ? and substr(date, 1, 4) between ? and ?"
        return {row.source: row for row in self.rows(condition, (language, first_year, last_year))}

    def older_rows(self, series: str, than: Entry, now: float, count: int) -> dict[str, Row]:
        """Return the rows of the next older editions of a series that are public at the moment, by source."""
        condition = (
            "where instr(series, ?) and language = ? and public_from <= ? "
            "and (published < ? or published = ? and id > ?) order by published desc, id limit ?"
        )
        values = (f" {series} ", than.language, now, than.published, than.published, than.id, count)
        return {row.source: row for row in self.rows(condition, values)}

    def used(self, digests: Collection[str]) -> set[str]:
        """Return those of the digests that some edition has."""
        holes = ", ".join("?" * len(digests))
        query = "select digest, listing, quotes, contacts from editions"
        query += f" where digest in ({holes}) or listing in ({holes}) or quotes in ({holes}) or contacts in ({holes})"
        return {digest for row in self.db.execute(query, (*digests,) * 4) for digest in row}

    def keep_rows(self, rows: Iterable[Row]) -> None:
        """Remember rows."""
        from presskit.building.rows import columns_of

        holes = ", ".join("?" * 22)
        self.db.executemany(f"insert or replace into editions values ({holes})", (columns_of(row) for row in rows))

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
        self.db.executemany(NOTE_PATH, paths)

    def keep_artifacts(self, rows: Iterable[tuple[str, int, int, bytes, str, str, str]]) -> None:
        """Remember artifacts: path, stamp, size, fingerprint, output, source, reason."""
        self.db.executemany("insert or replace into artifacts values (?, ?, ?, ?, ?, ?, ?)", rows)

    def drop_artifacts(self, paths: Iterable[str]) -> None:
        """Forget artifacts that were pruned."""
        self.db.executemany("delete from artifacts where path = ?", ((path,) for path in paths))

    def keep_sources(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Remember source and path of artifacts whose release was renamed or moved, though they are fresh."""
        self.db.executemany("update artifacts set source = ?1 where path = ?2 and source != ?1", pairs)

    def paths_of(self, sources: Iterable[str]) -> set[str]:
        """Return the paths of the artifacts that belong to sources; the empty source has the lists."""
        query = "select path from artifacts where source = ?"
        return {path for source in sources for (path,) in self.db.execute(query, (source,))}

    def size_of(self, path: str) -> int | None:
        """Return the byte count of an artifact, or None where it was never finished."""
        row = self.db.execute("select size from artifacts where path = ? and stamp != 0", (path,)).fetchone()
        return row[0] if row else None

    def story_of(self, path: str) -> tuple[str, str, str] | None:
        """Return output, source and reason of an artifact, or None."""
        return self.db.execute(  # type: ignore[no-any-return]
            "select output, source, reason from artifacts where path = ?", (path,)
        ).fetchone()


def _ours(db: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Return path, output and source of the artifacts in a cache of another version, as far as that says them."""
    try:
        return db.execute("select path, output, source from artifacts").fetchall()
    except sqlite3.OperationalError:
        return []


def open_cache(path: str) -> Cache:
    """Return the cache at a path; PresskitError where the disk refuses."""
    try:
        return Cache(path)
    except (OSError, sqlite3.OperationalError) as error:
        from presskit.problems import PresskitError

        raise PresskitError(f"{path} cannot be written: {error}", hint="check space and permissions") from error


def with_cache(
    path: str, work: Callable[[Cache, Survey | None], Iterator[Event]], seen: Survey | None
) -> Iterator[Event]:
    """Yield from work with the cache at a path; where the cache turns out to be damaged it is emptied, once."""
    cache = open_cache(path)
    try:
        yield from work(cache, seen)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "no such" not in str(error):
            raise
        cache.close()
        cache.forget()
        cache = open_cache(path)
        yield from work(cache, None)
    finally:
        cache.close()
