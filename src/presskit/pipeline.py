"""START HERE: read -> check -> plan -> build, one way, as a generator of events.

`build` is what `presskit build` does; `look` reads and checks and writes nothing, for `check`, `list` and the preview.
"""

from __future__ import annotations

import gc
import os
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presskit.building.cache import open_cache, unpack_problems
from presskit.building.events import Event, WasChecked, WasRead
from presskit.building.intake import Desk, Intake, stray_files, take_in
from presskit.building.library import CachedLibrary
from presskit.building.lock import locked
from presskit.building.making import Bench, fallen_back, finished, make_stage, note_new_paths, open_up, prune
from presskit.building.manifest import Clock, remember
from presskit.building.pool import Pool
from presskit.building.store import Store
from presskit.building.survey import Survey, survey
from presskit.config import read_settings
from presskit.i18n import worded_languages
from presskit.model.newsroom import Newsroom, newest_first
from presskit.outputs import OUTPUTS, enabled
from presskit.outputs.assets import site_of
from presskit.outputs.layouts import Layouts, shipped_layouts
from presskit.outputs.tools import Tools
from presskit.planning.plan import Plan, doubles, make_plan
from presskit.planning.routes import Routes
from presskit.problems import Problem, Span
from presskit.reading.people import read_people

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from presskit.building.cache import Cache
    from presskit.config import Project

READ_IN_PROCESSES = 2_000  # how many files make worker processes worth their start


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


def look(project: Project, cache: Cache, *, workers: int = 1) -> Generator[Event, None, Look | tuple[Problem, ...]]:
    """Read and check a newsroom; without usable settings only the problems of presskit.toml are returned."""
    seen = survey(project, cache)
    settings, problems = read_settings(project, OUTPUTS)
    people, people_problems = read_people(project)
    problems += people_problems
    if settings is None:
        return tuple(problems)
    desk = Desk(project.root, settings, people, worded_languages())
    intake = yield from take_in(desk, seen, cache, Pool(workers, READ_IN_PROCESSES))
    problems += stray_files(seen.inputs)
    for row in intake.rows.values():
        problems += intake.read.get(row.source) or unpack_problems(row.problems)
    entries = tuple(sorted((row.entry for row in intake.rows.values() if row.entry), key=newest_first))
    newsroom, found = without_doubles(Newsroom(settings, entries))
    return Look(newsroom, tuple(sorted([*problems, *found], key=lambda p: p.place)), intake, seen)


def without_doubles(newsroom: Newsroom) -> tuple[Newsroom, list[Problem]]:
    """Return the newsroom with one edition an id and address, and a problem for each that had to go."""
    refused, problems = set(), []
    for code, first, second in doubles(newsroom):
        what = f"id `{second.id}`" if code == "PK112" else f"address `{second.date[:4]}/{second.slug}`"
        message = f"{what} belongs to {first.source} already"
        problems.append(Problem(code, message, Span(second.source), "give this release another one"))
        refused.add(second.source)
    return newsroom.where(lambda entry: entry.source not in refused) if refused else newsroom, problems


def tools_for(
    project: Project, newsroom: Newsroom, library: CachedLibrary, size_of: Callable[[str], int | None]
) -> Tools:
    """Return the tools that renderers of a newsroom work with."""
    layouts = Layouts(tuple(dict.fromkeys([project.layouts, shipped_layouts()])))
    routes = Routes(newsroom.settings, site_of(newsroom.settings, layouts, project.root))
    return Tools(project.root, project.state, routes, layouts, library, size_of)


def plan_for(newsroom: Newsroom, tools: Tools) -> Plan:
    """Return the plan of a newsroom."""
    outputs = enabled(newsroom.settings)
    return make_plan(newsroom, tools.routes, outputs, {n: tools.layouts.digest(o.LAYOUTS) for n, o in outputs.items()})


def build(project: Project, now: float, *, workers: int = 1, store: Store | None = None) -> Iterator[Event]:
    """Make public/ what the newsroom is at the moment `now`, in seconds since 1970."""
    store = store or Store(project.public, os.path.join(project.state, "tmp"))
    with locked(project.state) as started_ns, closing(open_cache(cache_path(project))) as cache:
        gc.disable()
        try:
            yield from _build(project, Clock(now, started_ns), workers, store, cache)
        finally:
            gc.enable()
            store.close()


def cache_path(project: Project) -> str:
    """Return where what is remembered between builds is kept."""
    return os.path.join(project.state, "cache.db")


def _build(project: Project, clock: Clock, workers: int, store: Store, cache: Cache) -> Iterator[Event]:
    seen = yield from look(project, cache, workers=workers)
    if not isinstance(seen, Look):
        yield WasChecked(seen, len(seen), 0)
        return
    newsroom, library = seen.newsroom, CachedLibrary(cache_path(project))
    with closing(library):
        bench = Bench(store, cache, None, seen.seen.artifacts, seen.seen.altered, workers)  # type: ignore[arg-type]
        bench.tools = tools_for(project, newsroom, library, bench.size_of)
        public = newsroom.public(clock.now)
        plan = plan_for(public, bench.tools)
        yield WasRead(len({entry.id for entry in newsroom.entries}), len(newsroom.entries))
        yield WasChecked(
            (*seen.problems, *plan.problems), seen.errors + len(plan.problems), len(seen.problems) - seen.errors
        )
        yield from _construct(plan, public, seen, bench, clock)


def _construct(plan: Plan, public: Newsroom, seen: Look, bench: Bench, clock: Clock) -> Iterator[Event]:
    bench.store.open()
    bench.present = {path for path in bench.known if path not in bench.altered or bench.store.has(path)}
    bench.cache.remember(finished="no")
    note_new_paths(plan, bench)
    for name in enabled(public.settings):
        failures = len(bench.failed)
        yield from make_stage(name, plan, bench)
        if name == "assets":
            yield from open_up(plan, bench)
        if len(bench.failed) > failures:
            public = fallen_back(public, seen.intake.before, bench, clock.now)
            plan = plan_for(public, bench.tools)
            note_new_paths(plan, bench)
    pruned = list(prune(plan, bench))
    yield from pruned
    lift = str(seen.newsroom.next_lift(clock.now) or "")
    remember(seen.seen, seen.intake, bench, pruned, clock, next_lift=lift, errors=str(seen.errors))
    yield finished(plan, bench, len(pruned))
