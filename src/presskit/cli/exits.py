"""How a command ends: the writer's errors, the world's failures and our own each have their exit code."""

from __future__ import annotations

import os
import sys

from presskit.cli import console

TYPE_CHECKING = False  # typing itself costs 10 ms
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import ParamSpec

    Parameters = ParamSpec("Parameters")

GOOD, WRITERS, WORLD, BUG, INTERRUPTED, BROKEN_PIPE = 0, 1, 3, 70, 130, 141
# What SQLite says when disk, permissions or another process stand in the way; anything else is a bug of ours.
DISK = (
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_BUSY",
    "SQLITE_LOCKED",
    "SQLITE_READONLY",
    "SQLITE_CANTOPEN",
    "SQLITE_PERM",
)


def guarded(work: Callable[Parameters, int], *args: Parameters.args, **options: Parameters.kwargs) -> int:
    """Return the exit code of the work, whatever becomes of it."""
    try:
        code = work(*args, **options)
        sys.stdout.flush()
        return code
    except KeyboardInterrupt:
        console.say("stopped")
        return INTERRUPTED
    except BrokenPipeError:
        _close_pipes()
        return BROKEN_PIPE
    except Exception as error:
        return _failed(error)


def _close_pipes() -> None:
    """Nobody reads on: what is still to be flushed at the end goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except BrokenPipeError:
            os.dup2(nowhere, stream.fileno())


def _failed(error: Exception) -> int:
    from presskit.problems import PresskitError

    if isinstance(error, PresskitError):
        console.failed(error.message, error.hint)
        return WORLD
    if said := _of_the_world(error):
        console.failed(said, "check space and permissions")
        return WORLD
    console.bug(error)
    return BUG


def _of_the_world(error: Exception) -> str:
    """Return what the system said when it was the system that failed, else nothing."""
    if isinstance(error, OSError) and error.strerror:
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror.lower()}"
    name = getattr(error, "sqlite_errorname", "") or ""
    return f"what presskit remembers cannot be kept: {error}" if name.startswith(DISK) else ""
