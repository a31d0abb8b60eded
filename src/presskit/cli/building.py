"""`presskit build`. Nothing is imported here that a build with nothing to do does not need."""

from __future__ import annotations

import gc
import os
import time

from presskit.building.cache import open_cache
from presskit.building.survey import survey
from presskit.cli import console
from presskit.cli.exits import GOOD
from presskit.config import nearest_project, project_at

TYPE_CHECKING = False  # typing itself costs 10 ms
if TYPE_CHECKING:
    from presskit.building.survey import Survey
    from presskit.config import Project


def found_project(folder: str | None) -> Project:
    """Return the project in the folder that was named, or the nearest from here upwards."""
    project = project_at(folder) if folder else nearest_project(os.getcwd())
    if os.path.exists(os.path.join(project.state, "changing.json")):
        _finish_change(project)
    return project


def _finish_change(project: Project) -> None:
    """Finish, or take back, what a command was changing when it was killed; one that still runs has the lock."""
    from presskit.building.lock import locked
    from presskit.cli.files import finish

    with locked(project.state):
        finish(project.state)


def build(folder: str | None, workers: int | None, *, as_json: bool = False, why: str = "") -> int:
    """Build a newsroom, say what came of it, and return the exit code."""
    started = time.perf_counter()
    project, now = found_project(folder), time.time()
    seen = surveyed(project)
    if seen and not as_json and says_all(seen, now):
        console.was_read(int(seen.state["releases"]), int(seen.state["editions"]))
        console.was_checked(0, int(seen.state["warnings"]), shown=False)
        console.was_built(0, int(seen.state["artifacts"]), 0, 0, time.perf_counter() - started)
        return _tell_why(project, why) if why else GOOD
    from presskit.cli.full_build import build_whole

    code = build_whole(project, now, workers, as_json=as_json, started=started, seen=seen)
    return _tell_why(project, why) or code if why else code


def surveyed(project: Project) -> Survey | None:
    """Return what changed since the last build, or None where there was none."""
    if not os.path.exists(project.cache):
        return None
    gc.disable()  # tens of thousands of rows come in, none of them garbage
    cache = open_cache(project.cache)
    try:
        return survey(project, cache)
    finally:
        cache.close()
        gc.freeze()  # nor will any of them be while a build goes on
        gc.enable()


def says_all(seen: Survey, now: float) -> bool:
    """Tell whether a build would make nothing, and all there is to say was noted by the last one."""
    noted = {"releases", "editions", "warnings", "artifacts"} <= seen.state.keys()
    return noted and seen.state.get("errors") == "0" and seen.nothing_to_do(now)


def _tell_why(project: Project, path: str) -> int:
    from presskit.cli.full_build import tell_why

    return tell_why(project, path)
