"""Files of the writer that a command changes: whole or not at all."""

from __future__ import annotations

import os
import shutil

from presskit.problems import PresskitError


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
