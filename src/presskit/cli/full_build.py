"""A build that has something to do, and why an artifact was made."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from presskit import pipeline
from presskit.building.cache import open_cache
from presskit.building.pool import default_workers
from presskit.cli import console
from presskit.cli.exits import GOOD
from presskit.cli.report import Report
from presskit.problems import PresskitError, did_you_mean

if TYPE_CHECKING:
    from presskit.building.survey import Survey
    from presskit.config import Project


def build_whole(
    project: Project, now: float, workers: int | None, *, as_json: bool, started: float, seen: Survey | None
) -> int:
    """Build a newsroom, draw what happens, and return the exit code."""
    report = Report(started, keeps_all=as_json)
    with closing(report):
        for event in pipeline.build(project, now, workers=workers or default_workers(), seen=seen):
            report.take(event)
    if as_json:
        console.put_json(report.data())
    return report.code


def tell_why(project: Project, asked: str) -> int:
    """Say what an artifact was made from, and why it was last made."""
    with closing(open_cache(project.cache)) as cache:
        paths = cache.artifacts()
        path = artifact_path(project, asked)
        path = path if path in paths else os.path.join(path, "index.html")
        story = cache.story_of(path)
    if story is None:
        hint = did_you_mean(artifact_path(project, asked), paths) or "name a path below public/"
        raise PresskitError(f"presskit made no `{asked}`", hint=hint)
    output, source, reason = story
    origin = f" from {source}" if source else ""
    console.put(f"{path}: made by {output}{origin} because {console.REASONS.get(reason, reason)}")
    return GOOD


def artifact_path(project: Project, asked: str) -> str:
    """Return the path below public/ that a user means by a path, a file or a route."""
    here = os.path.realpath(asked)
    if here.startswith(project.public + os.sep):
        asked = os.path.relpath(here, project.public) + ("/" if asked.endswith("/") else "")
    path = asked.lstrip("/")
    return f"{path}index.html" if path.endswith("/") or not path else path
