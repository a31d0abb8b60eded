"""`presskit clean`: what presskit made goes, what anyone else put there stays."""

from __future__ import annotations

import os
import shutil
from contextlib import closing, suppress
from typing import TYPE_CHECKING

from presskit.building.cache import open_cache
from presskit.building.lock import locked
from presskit.building.store import Store
from presskit.cli import console
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD

if TYPE_CHECKING:
    from presskit.config import Project

LEDGER = "ledger."  # who was sent what is a record: it is never removed


def clean(folder: str | None) -> int:
    """Remove what presskit made of a newsroom, and return the exit code."""
    project = found_project(folder)
    if not os.path.isdir(project.state):
        console.nothing_to_clean()
        return GOOD
    with locked(project.state):
        removed = remove_artifacts(project)
        remove_state(project.state)
    with suppress(OSError):
        os.rmdir(project.state)
    console.was_cleaned(removed, left=os.path.isdir(project.public))
    return GOOD


def remove_artifacts(project: Project) -> int:
    """Remove the files of the manifest and the folders that they leave empty; return how many there were."""
    if not os.path.exists(project.cache):
        return 0
    with closing(open_cache(project.cache)) as cache:
        paths = [path for path in cache.artifacts() if is_ours(project.public, path)]
    store = Store(project.public, os.path.join(project.state, "tmp"))
    for path in paths:
        store.remove(path)
    with suppress(OSError):
        os.rmdir(project.public)
    return len(paths)


def is_ours(public: str, path: str) -> bool:
    """Tell whether there is a file at the path that lies in public/ and is not reached by a link out of it."""
    full = os.path.join(public, path)
    folder, real = os.path.realpath(os.path.dirname(full)), os.path.realpath(public)
    return os.path.lexists(full) and (folder == real or folder.startswith(real + os.sep))


def remove_state(state: str) -> None:
    """Remove everything that can be made again from the folder of what presskit remembers."""
    for entry in os.scandir(state):
        if entry.name.startswith(LEDGER):
            continue
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.remove(entry.path)
