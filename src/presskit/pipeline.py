"""START HERE: read -> check -> plan -> build, one way, as a generator of events.

`build` is what `presskit build` does; `look` reads and checks and writes nothing, for `check`, `list` and the preview.
"""

from __future__ import annotations

import gc
import os
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from presskit.building.cache import with_cache
from presskit.building.events import Event, Progress, WasRead, was_checked
from presskit.building.intake import Desk, Look, stray_files, take_in
from presskit.building.library import CachedLibrary
from presskit.building.lock import locked
from presskit.building.making import (
    Bench,
    fallen_back,
    finished,
    make_stage,
    moved,
    note_new_paths,
    open_up,
    prune,
    unremembered,
)
from presskit.building.manifest import Clock, notes_of, remember
from presskit.building.pool import Pool
from presskit.building.reach import frame_of, plan_for, reach_of
from presskit.building.rows import unpack_problems
from presskit.building.store import Store
from presskit.building.survey import Survey, survey
from presskit.config import read_settings
from presskit.i18n import worded_languages
from presskit.model.newsroom import Newsroom, newest_first
from presskit.outputs import OUTPUTS, enabled
from presskit.outputs.tools import tools_for
from presskit.planning.plan import Plan, without_doubles
from presskit.problems import Problem
from presskit.reading.people import read_people
from presskit.reading.source import links_out

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from presskit.building.cache import Cache
    from presskit.config import Project

__all__ = ["Look", "build", "look", "plan_for", "tools_for"]

READ_IN_PROCESSES = 2_000  # how many files make worker processes worth their start


def look(
    project: Project, cache: Cache, *, workers: int = 1, seen: Survey | None = None
) -> Generator[Progress, None, Look | tuple[Problem, ...]]:
    """Read and check a newsroom; without usable settings only the problems of presskit.toml are returned.

    `seen` is a survey from just before; it holds unless there was a build in between.
    """
    seen = seen if seen and seen.state == cache.state() else survey(project, cache)
    settings, problems = read_settings(project, OUTPUTS)
    people, people_problems = read_people(project)
    problems += people_problems
    if settings is None:
        return tuple(problems)
    desk = Desk(project.root, settings, people, worded_languages())
    intake = yield from take_in(desk, seen, cache, Pool(workers, READ_IN_PROCESSES))
    problems += [*stray_files(seen.inputs), *links_out(project.root)]
    for row in intake.rows.values():
        if row.problems:
            problems += intake.read.get(row.source) or unpack_problems(row.problems)
    entries = tuple(sorted((row.entry for row in intake.rows.values() if row.entry), key=newest_first))
    entries = tuple(entry for entry in entries if entry.language in settings.languages)
    newsroom, found = without_doubles(Newsroom(settings, entries), intake.holders())
    return Look(newsroom, tuple(sorted([*problems, *found], key=lambda p: p.place)), intake, seen)


def build(
    project: Project, now: float, *, workers: int = 1, store: Store | None = None, seen: Survey | None = None
) -> Iterator[Event]:
    """Make public/ what the newsroom is at the moment `now`, in seconds since 1970."""
    store = store or Store(project.public, os.path.join(project.state, "tmp"))
    with locked(project.state) as started_ns:
        gc.disable()
        try:
            work = partial(_build, project, Clock(now, started_ns), workers, store)
            yield from with_cache(project.cache, work, seen)
        finally:
            gc.enable()
            store.close()


def _build(
    project: Project, clock: Clock, workers: int, store: Store, cache: Cache, surveyed: Survey | None
) -> Iterator[Event]:
    seen = yield from look(project, cache, workers=workers, seen=surveyed)
    if not isinstance(seen, Look):
        yield was_checked(seen)
        return
    newsroom, library = seen.newsroom, CachedLibrary(project.cache, seen.intake.fresh)
    with closing(library):
        bench = Bench(store, cache, None, seen.seen.artifacts, seen.seen.altered, workers)  # type: ignore[arg-type]
        bench.tools = tools_for(project, newsroom, library, bench.size_of)
        public = newsroom.public(clock.now)
        bench.frame = frame_of(newsroom.settings, bench.tools)
        bench.reach = reach_of(seen.seen, seen.intake, newsroom, bench.frame, clock.now, doubled=seen.errors > 0)
        plan = plan_for(public, bench.tools, bench.reach and bench.reach.ids)
        yield WasRead(len({entry.id for entry in newsroom.entries}), len(newsroom.entries))
        yield was_checked((*seen.problems, *plan.problems, *unremembered(plan, bench)))
        yield from _construct(plan, public, seen, bench, clock)


def _construct(plan: Plan, public: Newsroom, seen: Look, bench: Bench, clock: Clock) -> Iterator[Event]:
    bench.store.open()
    bench.present = set(bench.known) - {path for path in bench.altered if not bench.store.has(path)}
    bench.cache.remember(finished="no")
    note_new_paths(plan, bench)
    stages, done = list(enabled(public.settings)), 0
    while done < len(stages):
        failures = len(bench.failed)
        yield from make_stage(stages[done], plan, bench)
        if stages[done] == "assets":
            yield from open_up(plan, bench)
        done += 1
        if len(bench.failed) > failures:  # what was made already of a release that fails is made as it was
            public = fallen_back(public, seen.intake.before, bench, clock.now)
            plan, done = plan_for(public, bench.tools, bench.reach and bench.reach.ids), 0
            note_new_paths(plan, bench)
    bench.store.appear()
    bench.moved = moved(plan, bench, seen.intake.read)
    pruned = list(prune(plan, bench))
    yield from pruned
    end = finished(plan, bench, pruned)
    notes = notes_of(seen.newsroom, (*seen.problems, *plan.problems), clock.now)
    notes |= {"logo": public.settings.logo, "frame": bench.frame, "artifacts": str(end.made + end.fresh)}
    remember(seen.seen, seen.intake, bench, pruned, clock, **notes)
    yield end
