"""Builds of sample newsrooms, some of them killed, and the trees they end in."""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import sys
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from newsrooms import NOW, tree
from presskit import pipeline
from presskit.building.events import Event, Failed, Finished, Made, Pruned, WasChecked
from presskit.building.store import Store
from presskit.config import project_at
from presskit.outputs import fonts

if TYPE_CHECKING:
    from collections.abc import Callable

INPUTS = ("presskit.toml", "people.toml", "releases", "layouts", "logo.svg")


@cache
def lent_folder() -> Path:
    """Return a folder with all faces and room for compiled layouts, for all tests of this process and its children."""
    folder, owner = tempfile.mkdtemp(prefix="presskit-lent-"), os.getpid()
    atexit.register(lambda: shutil.rmtree(folder, ignore_errors=True) if os.getpid() == owner else None)
    fonts.cut(fonts.PRINT_FACES, os.path.join(folder, "fonts"), "ttf")
    fonts.cut(fonts.WEB_FACES, os.path.join(folder, "fonts"), "woff2")
    os.mkdir(os.path.join(folder, "templates"))
    return Path(folder)


def lend(folder: Path) -> None:
    """Spare a newsroom the seconds that cutting its fonts and compiling its layouts takes."""
    (folder / ".presskit").mkdir(exist_ok=True)
    for name in ("fonts", "templates"):
        if not (folder / ".presskit" / name).exists():
            (folder / ".presskit" / name).symlink_to(lent_folder() / name)


def build(
    folder: Path, now: float = NOW, *, workers: int = 1, before: Callable[[str], None] | None = None
) -> list[Event]:
    """Build a newsroom and return what happened."""
    lend(folder)
    project = project_at(str(folder))
    store = Store(project.public, os.path.join(project.state, "tmp"), before=before) if before else None
    return list(pipeline.build(project, now, workers=workers, store=store))


def forget(folder: Path) -> None:
    """Take away what builds made and remember."""
    shutil.rmtree(folder / "public", ignore_errors=True)
    shutil.rmtree(folder / ".presskit", ignore_errors=True)


def made(events: list[Event]) -> set[str]:
    """Return the paths of the artifacts that were made."""
    return {event.path for event in events if isinstance(event, Made)}


def changed(events: list[Event]) -> set[str]:
    """Return the paths whose bytes changed, or that went."""
    new = {event.path for event in events if isinstance(event, Made) and event.changed}
    return new | {event.path for event in events if isinstance(event, Pruned)}


def failures(events: list[Event]) -> list[Failed]:
    """Return what could not be made."""
    return [event for event in events if isinstance(event, Failed)]


def problems(events: list[Event]) -> list[str]:
    """Return code and place of every problem of the newsroom."""
    return [f"{p.code} {p.span.path}" for event in events if isinstance(event, WasChecked) for p in event.problems]


def summary(events: list[Event]) -> Finished:
    """Return the sum of a build that came to its end."""
    assert isinstance(events[-1], Finished)
    return events[-1]


def inputs_to(folder: Path, target: Path) -> Path:
    """Copy what a newsroom's builds read into a new folder, and return that."""
    target.mkdir(parents=True)
    for name in INPUTS:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, target / name, copy_function=shutil.copyfile)
        elif (folder / name).exists():
            shutil.copyfile(folder / name, target / name)
    return target


def clean_tree(folder: Path, now: float = NOW) -> dict[str, bytes]:
    """Return the public tree that a first build of the same inputs makes somewhere else."""
    with tempfile.TemporaryDirectory() as elsewhere:
        fresh = inputs_to(folder, Path(elsewhere) / "fresh")
        build(fresh, now)
        return tree(fresh / "public")


def public(folder: Path) -> dict[str, bytes]:
    """Return the public tree of a newsroom."""
    return tree(folder / "public")


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths whose bytes differ, or that only one has."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))


def count_touches(folder: Path, now: float = NOW) -> int:
    """Build, and return how often a file of public/ was about to be touched."""
    touched: list[str] = []
    build(folder, now, before=touched.append)
    return len(touched)


def killed_at(folder: Path, number: int, now: float = NOW) -> bool:
    """Build in a process of its own that dies by SIGKILL right before it touches public/ for the nth time.

    False means that the build came to its end before.
    """
    lent_folder()
    child = os.fork()
    if not child:
        _build_and_die(folder, number, now)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0, f"the build failed: {status}"
    return os.WIFSIGNALED(status)


def _build_and_die(folder: Path, number: int, now: float) -> None:
    touched: list[str] = []

    def die_at_last(path: str) -> None:
        touched.append(path)
        if len(touched) == number:
            os.kill(os.getpid(), signal.SIGKILL)

    try:
        build(folder, now, before=die_at_last)
    except BaseException as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        os._exit(70)
    os._exit(0)
