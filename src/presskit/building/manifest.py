"""The manifest is committed last: what was read and made, but for what failed and has to be tried again."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presskit.building.survey import environment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presskit.building.cache import Cache
    from presskit.building.events import Pruned
    from presskit.building.intake import Intake, Look
    from presskit.building.making import Bench
    from presskit.building.rows import Row
    from presskit.building.survey import Survey
    from presskit.problems import Problem

# File systems stamp in ticks of up to 10 ms; what was touched so close to the start may have been touched again.
TICK_NS = 20_000_000


@dataclass(frozen=True, slots=True)
class Clock:
    """The moment a build is for, in seconds since 1970, and when it started by the file system's clock."""

    now: float
    started_ns: int


def remember(seen: Survey, intake: Intake, bench: Bench, pruned: Iterable[Pruned], clock: Clock, **notes: str) -> None:
    """Commit the manifest; `notes` are kept beside it."""
    failed = {failure.source for failure in bench.failed.values()}
    again = failed | touched_since(bench.tools.root, seen, clock.started_ns - TICK_NS)
    inputs = {path: stamp for path, stamp in seen.inputs.items() if path not in again} if again else seen.inputs
    gone = intake.before.keys() - intake.rows.keys()
    rows = {source: intake.rows[source] for source in intake.read}
    rows |= {source: _kept(source, intake, seen.last_built(clock.now)) for source in failed if source}
    cache = bench.cache
    cache.begin()
    cache.keep_inputs(seen.old_inputs, inputs)
    cache.keep_rows(rows.values())
    cache.drop_rows(gone)
    cache.drop_content(_unused(cache, intake, rows, gone))
    cache.keep_artifacts([*bench.rows.values(), *bench.carried.values()])
    cache.keep_sources(bench.moved)
    cache.drop_artifacts(event.path for event in pruned)
    finished = "no" if failed else "yes"
    cache.remember(finished=finished, environment=environment(), room=intake.mark, built_at=str(clock.now), **notes)
    cache.commit()


def _kept(source: str, intake: Intake, built_at: float) -> Row:
    """A release that could not be built is remembered as it was last built."""
    before = intake.before.get(source)
    entry = before.entry.without_future(built_at) if before and before.entry else None
    return intake.rows[source]._replace(entry=entry)


def _unused(cache: Cache, intake: Intake, rows: dict[str, Row], gone: Iterable[str]) -> set[str]:
    """Return the digests of content that no edition has any more."""
    old = digests(intake.before[source] for source in {*rows, *gone} if source in intake.before)
    if intake.is_near and old:
        return old - cache.used(old)
    return old - digests({**intake.rows, **rows}.values()) if old else old


def digests(rows: Iterable[Row]) -> set[str]:
    """Return the digests of all content that rows stand for."""
    return {digest for row in rows if row.entry for digest in row.entry.content}


def touched_since(root: str, seen: Survey, moment_ns: int) -> set[str]:
    """Return the changed inputs that were touched at or after a moment of the file system's clock."""
    return {path for path in seen.changed if _changed_ns(os.path.join(root, path)) >= moment_ns}


def _changed_ns(path: str) -> int:
    try:
        stat = os.stat(path, follow_symlinks=False)
    except OSError:
        return sys.maxsize
    return max(stat.st_mtime_ns, stat.st_ctime_ns)


def notes_of(look: Look, problems: Sequence[Problem], now: float) -> dict[str, str]:
    """Return what the next build says of the newsroom when it has nothing to do."""
    errors = sum(problem.is_error for problem in problems)
    releases, editions = look.counts
    lift = look.seen.state["next_lift"] if look.intake.is_near else look.newsroom.next_lift(now)
    notes = {
        "next_lift": lift or "",
        "releases": releases,
        "editions": editions,
        "errors": errors,
        "warnings": len(problems) - errors,
    }
    return {key: str(value) for key, value in notes.items()}
