"""Small newsrooms with something wrong in them, and what presskit says of them."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path

from presskit import pipeline
from presskit.building.cache import open_cache
from presskit.config import project_at
from presskit.pipeline import Look
from presskit.problems import Problem, show

HERE = Path(__file__).parent
GOOD = "gute-nachricht"


def lay_out(case: Path | None, folder: Path) -> Path:
    """Lay a case out over the default newsroom, whose one release is good."""
    shutil.copytree(HERE / "defaults", folder, dirs_exist_ok=True)
    if case:
        shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return folder


def looked(folder: Path) -> Look | tuple[Problem, ...]:
    """Return what reading and checking a newsroom comes to."""
    project = project_at(str(folder))
    os.makedirs(project.state, exist_ok=True)
    with closing(open_cache(project.cache)) as cache:
        stages = pipeline.look(project, cache)
        while True:
            try:
                next(stages)
            except StopIteration as end:
                return end.value


def problems_of(result: Look | tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Return the problems in what a look comes to."""
    return result.problems if isinstance(result, Look) else result


def shown(problems: tuple[Problem, ...]) -> str:
    """Return problems as `presskit check` prints them."""
    return "\n".join(show(problem) for problem in problems)


def compare(found: str, expected: Path) -> None:
    """Compare with the file; WRITE_EXPECTED=1 writes it instead, to be read before it is kept."""
    if os.environ.get("WRITE_EXPECTED") == "1":
        expected.write_text(found, encoding="utf-8")
    assert found == expected.read_text(encoding="utf-8")
