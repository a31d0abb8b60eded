"""Files of the writer that a command changes: whole or not at all."""

from __future__ import annotations

import json
import os
import shutil
from typing import TYPE_CHECKING

from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

JOURNAL = "changing.json"


def _no_fault(path: str) -> None:
    return None


def real_file(root: str, path: str) -> str:
    """Return the full path of a file of the project; PresskitError where a link leads out of it."""
    full, inside = os.path.realpath(os.path.join(root, path)), os.path.realpath(root) + os.sep
    if not full.startswith(inside):
        raise PresskitError(f"{path} leads out of the project", hint="put a copy of the file there")
    return full


def write_whole(full: str, data: bytes) -> None:
    """Put bytes in the place of a file, at once and safely on disk; its permissions stay."""
    unfinished = unfinished_name(full)
    try:
        write_beside(full, unfinished, data)
        os.replace(unfinished, full)
    except BaseException:
        if os.path.exists(unfinished):
            os.unlink(unfinished)
        raise


def unfinished_name(full: str) -> str:
    """Return the hidden name, which no build looks at, of a file that is not finished."""
    folder, name = os.path.split(full)
    return os.path.join(folder, f".{name}.presskit")


def write_beside(full: str, unfinished: str, data: bytes) -> None:
    """Write a file safely to disk under another name, with the permissions of the one that it is for."""
    with open(unfinished, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if os.path.exists(full):
        shutil.copymode(full, unfinished)


# --- several files, all or none


def write_all(state: str, files: Mapping[str, bytes], before: Callable[[str], None] = _no_fault) -> None:
    """Put bytes in the place of several files: after a kill at any moment `finish` makes it all or none.

    The journal says first what is being prepared, then what only has to be put in its place. `before` is called with
    each path before it is touched (tests kill us there).
    """
    steps = {unfinished_name(full): full for full in files}
    _note(state, "prepared", steps)
    try:
        for unfinished, full in steps.items():
            before(unfinished)
            write_beside(full, unfinished, files[full])
    except OSError:
        finish(state)
        raise
    before(os.path.join(state, JOURNAL))
    _note(state, "decided", steps)
    finish(state, before)


def finish(state: str, before: Callable[[str], None] = _no_fault) -> None:
    """Finish what a killed command had decided, and take back what it had only prepared."""
    journal = os.path.join(state, JOURNAL)
    if not os.path.exists(journal):
        return
    with open(journal, encoding="utf-8") as file:
        noted = json.load(file)
    for unfinished, full in noted["steps"].items():
        if os.path.exists(unfinished):
            before(full)
            if noted["stage"] == "decided":
                os.replace(unfinished, full)
            else:
                os.unlink(unfinished)
    os.unlink(journal)


def _note(state: str, stage: str, steps: Mapping[str, str]) -> None:
    os.makedirs(state, exist_ok=True)
    write_whole(os.path.join(state, JOURNAL), json.dumps({"stage": stage, "steps": steps}).encode())
