"""Parallelism as an argument: a map-like function, inline or over forked processes."""

from __future__ import annotations

import gc
import os
from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD = 4  # jobs handed out for each worker before the first result is awaited: results do not pile up


def default_workers() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Pool:
    """Maps over `workers` processes; with one worker, or little to do, inline."""

    workers: int = 1
    least: int = 2

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        waiting = list(items)
        if self.workers < 2 or len(waiting) < self.least:
            yield from map(function, waiting)
            return
        yield from _forked(function, waiting, min(self.workers, len(waiting)))


def _forked(function: Callable[[Item], Result], items: list[Item], workers: int) -> Iterator[Result]:
    from concurrent.futures import ProcessPoolExecutor  # 30 ms that an inline build need not pay
    from concurrent.futures.process import BrokenProcessPool
    from multiprocessing import get_context

    gc.collect()
    gc.freeze()
    context: Any = get_context("fork")
    try:
        with ProcessPoolExecutor(workers, context, _begin_work, (function,)) as executor:
            pending = deque[Any]()
            for item in items:
                pending.append(executor.submit(_work, item))
                if len(pending) >= workers * AHEAD:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
    except BrokenProcessPool as error:
        raise PresskitError("a worker process ended", hint="is there enough memory? try --workers 1") from error
    finally:
        gc.unfreeze()


_FUNCTION: list[Any] = []  # what a worker does: inherited by the fork, so that it need not be pickled


def _begin_work(function: Any) -> None:
    """A worker ignores the interrupt that its parent answers, and does not collect what it shares."""
    import signal
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    _FUNCTION[:] = [function]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for work for ever."""
    from multiprocessing import parent_process

    if parent := parent_process():
        parent.join()
        os._exit(1)


def _work(item: Any) -> Any:
    return _FUNCTION[0](item)
