"""One build at a time in a folder."""

from __future__ import annotations

import fcntl
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO


@contextmanager
def locked(state: str) -> Iterator[int]:
    """Hold the lock of a project's state folder; PresskitError while another process holds it.

    The value is the moment of locking in nanoseconds, by the clock of the file system.
    """
    os.makedirs(state, exist_ok=True)
    with open(os.path.join(state, "lock"), "a+", encoding="ascii") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "?"
            message = f"another build of this newsroom is under way (process {holder})"
            raise PresskitError(message, hint="wait for it to end; a build that was killed holds nothing") from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        _HELD.add(file)
        try:
            yield os.stat(file.name).st_mtime_ns
        finally:
            _HELD.discard(file)


_HELD: set[IO[str]] = set()


def _let_go() -> None:
    """A forked worker must not hold the lock of a parent that was killed."""
    while _HELD:
        _HELD.pop().close()


os.register_at_fork(after_in_child=_let_go)
