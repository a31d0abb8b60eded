"""`presskit check` and `presskit list`: what is in a newsroom, read and not built."""

from __future__ import annotations

import sys
import time
from contextlib import closing
from datetime import datetime
from typing import TYPE_CHECKING, Any

from presskit import pipeline
from presskit.building.cache import open_cache
from presskit.building.library import CachedLibrary
from presskit.building.pool import default_workers
from presskit.cli import console
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD, WRITERS
from presskit.cli.report import once, problem_data
from presskit.pipeline import Look

if TYPE_CHECKING:
    from presskit.config import Project
    from presskit.model.newsroom import Entry, Newsroom
    from presskit.problems import Problem

COLUMNS = ("state", "date", "id", "language", "headline", "path")


def looked(project: Project) -> Look | tuple[Problem, ...]:
    """Return the newsroom as read, or only problems; a bar shows how far reading is."""
    bars = console.Bars()
    with closing(open_cache(project.cache)) as cache:
        steps = pipeline.look(project, cache, workers=default_workers())
        while True:
            try:
                step: Any = next(steps)
                bars.move(step.stage, step.done, step.total)
            except StopIteration as end:
                return end.value  # type: ignore[no-any-return]
            finally:
                bars.clear()


def check(folder: str | None, *, as_json: bool) -> int:
    """Write every problem of a newsroom, and return the exit code."""
    project = found_project(folder)
    seen = looked(project)
    problems = once([*seen.problems, *_of_the_plan(project, seen)] if isinstance(seen, Look) else seen)
    if as_json:
        console.put_json([problem_data(problem) for problem in problems])
    elif problems:
        console.draw(problems, sys.stdout)
        sys.stdout.flush()
        console.say("")
    if isinstance(seen, Look):
        entries = seen.newsroom.entries
        console.was_read(len({entry.id for entry in entries}), len(entries))
    errors = sum(problem.is_error for problem in problems)
    console.was_checked(errors, len(problems) - errors, shown=True)
    return WRITERS if errors else GOOD


def _of_the_plan(project: Project, seen: Look) -> tuple[Problem, ...]:
    """Return what only the plan can find: paths that are wanted twice, drafts and embargoed releases included."""
    with closing(CachedLibrary(project.cache)) as library:
        tools = pipeline.tools_for(project, seen.newsroom, library, lambda path: None)
        return pipeline.plan_for(seen.newsroom, tools).problems


def list_releases(folder: str | None, *, as_json: bool) -> int:
    """Write every edition with its state, newest first, and return the exit code."""
    project = found_project(folder)
    seen = looked(project)
    if not isinstance(seen, Look):
        console.draw(seen, sys.stderr)
        return WRITERS
    newsroom = seen.newsroom.preview(time.time())
    with closing(CachedLibrary(project.cache)) as library:
        rows = [listed(entry, newsroom, library) for entry in newsroom.entries]
    if as_json:
        console.put_json(rows)
    else:
        console.table(COLUMNS, ([row[column] or "" for column in COLUMNS] for row in rows))
    unlisted = sum(bool(row.entry or row.errors) for row in seen.intake.rows.values()) - len(newsroom.entries)
    if unlisted:
        console.unlisted(unlisted)
    return GOOD


def listed(entry: Entry, newsroom: Newsroom, library: CachedLibrary) -> dict[str, str | None]:
    """Return what is listed of an edition; `public_from` is None for a draft."""
    zone = newsroom.settings.time_zone
    opens = datetime.fromtimestamp(entry.public_from, zone).isoformat() if entry.public_from is not None else None
    return {
        "state": newsroom.mark(entry) or "released",
        "date": entry.date[:10],
        "id": entry.id,
        "language": entry.language,
        "headline": library.listing(entry.listing).headline,
        "path": entry.source,
        "public_from": opens,
    }
