"""START HERE: read -> check -> plan -> build, one way, as a generator of events.

`build` is what `presskit build` does; `look` reads and checks and writes nothing, for `check`, `list` and the preview.
"""

from __future__ import annotations

import gc
import os
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from presskit.building import making
from presskit.building.cache import with_cache
from presskit.building.events import Event, Progress, WasRead, was_checked
from presskit.building.intake import Desk, Look, pointed, read_alone, stray_files, take_in
from presskit.building.library import CachedLibrary
from presskit.building.lock import locked
from presskit.building.manifest import Clock, notes_of, remember
from presskit.building.near import may_be_near, take_near
from presskit.building.pool import Pool
from presskit.building.reach import frame_of, plan_for, reach_of
from presskit.building.rows import unpack_problems
from presskit.building.store import Store, is_from_presskit
from presskit.building.survey import Survey, survey
from presskit.checking.together import counted
from presskit.config import read_settings
from presskit.i18n import worded_languages
from presskit.model.newsroom import Newsroom, newest_first
from presskit.outputs import CHOICES, enabled
from presskit.outputs.machines import search_index
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
    project: Project, cache: Cache, *, workers: int = 1, seen: Survey | None = None, near: float | None = None
) -> Generator[Progress, None, Look | tuple[Problem, ...]]:
    """Read and check a newsroom; without usable settings only problems are returned.

    `seen` is a survey from just before; it holds unless there was a build in between. With `near`, a moment, only what
    near.py needs is looked at, where that is enough.
    """
    seen = seen if seen and seen.state == cache.state() else survey(project, cache)
    settings, problems = read_settings(project, CHOICES)
    people, people_problems = read_people(project)
    problems += people_problems
    if settings is None:
        problems += read_alone(project.root, seen.inputs, Pool(workers, READ_IN_PROCESSES))
        return tuple(sorted(problems, key=lambda p: p.place))
    desk = Desk(project.root, settings, people, worded_languages())
    intake = take_near(desk, seen, cache, near) if near is not None and may_be_near(seen, near) else None
    intake = intake or (yield from take_in(desk, seen, cache, Pool(workers, READ_IN_PROCESSES)))
    problems += [*stray_files(seen.inputs), *links_out(project.root)]
    for row in intake.rows.values():
        if row.problems:
            problems += intake.read.get(row.source) or unpack_problems(row.problems)
    entries = tuple(sorted((row.entry for row in intake.rows.values() if row.entry), key=newest_first))
    entries = tuple(entry for entry in entries if entry.language in settings.languages)
    newsroom = Newsroom(settings, entries, totals=intake.totals, periods=intake.periods)
    newsroom, found = without_doubles(newsroom, intake.holders())
    problems += [pointed(problem, project.root) for problem in found]
    return Look(newsroom, tuple(sorted(counted(problems), key=lambda p: p.place)), intake, seen)


def build(
    project: Project, now: float, *, workers: int = 1, store: Store | None = None, seen: Survey | None = None
) -> Iterator[Event]:
    """Make public/ what the newsroom is at the moment `now`, in seconds since 1970."""
    store = store or Store(project.public, os.path.join(project.state, "tmp"))
    with locked(project.state) as started_ns:
        gc.disable()
        try:
            work = partial(_build, Job(project, Clock(now, started_ns), workers, store))
            yield from with_cache(project.cache, work, seen)
        finally:
            gc.enable()
            store.close()


class Job(NamedTuple):
    """What a build is asked for."""

    project: Project
    clock: Clock
    workers: int
    store: Store


def _build(job: Job, cache: Cache, surveyed: Survey | None, *, far: bool = False) -> Iterator[Event]:
    project, now = job.project, job.clock.now
    seen = yield from look(project, cache, workers=job.workers, seen=surveyed, near=None if far else now)
    if not isinstance(seen, Look):
        yield was_checked(seen)
        return
    newsroom, library = seen.newsroom, CachedLibrary(project.cache, seen.intake.fresh)
    with closing(library):
        bench = making.Bench(job.store, cache, None, seen.seen.artifacts, seen.seen.altered, job.workers)  # type: ignore[arg-type]
        engine = search_index.engine_for(newsroom.settings)
        bench.tools = tools_for(project, newsroom, library, bench.size_of, bench.bytes_of, engine=engine)
        public = newsroom.public(now)
        bench.frame = frame_of(newsroom.settings, bench.tools)
        if seen.intake.is_near and bench.frame != seen.seen.state.get("frame"):
            yield from _build(job, cache, seen.seen, far=True)
            return
        bench.reach = reach_of(seen.seen, seen.intake, newsroom, bench.frame, now, doubled=seen.errors > 0)
        plan = plan_for(public, bench.tools, bench.reach)
        yield WasRead(*seen.counts)
        yield was_checked((*seen.problems, *plan.problems, *making.unremembered(plan, bench)))
        yield from _construct(plan, public, seen, bench, job.clock)


def _construct(plan: Plan, public: Newsroom, seen: Look, bench: making.Bench, clock: Clock) -> Iterator[Event]:
    bench.store.open()
    bench.present = set(bench.known) - {path for path in bench.altered if not bench.store.has(path)}
    bench.heals = not bench.known and is_from_presskit(bench.store.folder)
    bench.cache.remember(finished="no")
    yield from making.drop_forms(bench)
    making.note_new_paths(plan, bench)
    stages, done = list(enabled(public.settings)), 0
    while done < len(stages):
        failures = len(bench.failed)
        yield from making.make_stage(stages[done], plan, bench)
        if stages[done] == "assets":
            yield from making.open_up(plan, bench)
        done += 1
        if len(bench.failed) > failures:  # what was made already of a release that fails is made as it was
            public = making.fallen_back(public, seen.intake.before, bench, seen.seen.last_built(clock.now))
            plan, done = plan_for(public, bench.tools, bench.reach), 0
            making.note_new_paths(plan, bench)
    bench.store.appear()
    bench.moved = making.moved(plan, bench, seen.intake.read)
    yield from making.prune(plan, bench)
    end = making.finished(plan, bench)
    notes = notes_of(seen, (*seen.problems, *plan.problems), clock.now)
    notes |= {"logo": public.settings.logo, "frame": bench.frame, "artifacts": str(end.made + end.fresh)}
    remember(seen.seen, seen.intake, bench, bench.pruned, clock, **notes)
    yield end
