"""Parallelism as an argument: a map-like function, inline or over forked processes that may die of a job."""

from __future__ import annotations

import gc
import os
import signal
from collections import deque
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from presskit.building.worker import Ended, Limits, Trade, Worker, fork
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from selectors import BaseSelector

__all__ = ["Ended", "Limits", "Pool", "default_workers"]

Item = TypeVar("Item")
Result = TypeVar("Result")
AHEAD, AHEAD_WITHIN_LIMITS = 8, 2  # jobs a worker has before it, so that it need not wait for the parent
HELD_BYTES = 32_000_000  # results that wait for an earlier one
RENEWED_AFTER = 500  # jobs within limits: what an engine leaks (28 kB a document) goes with its process


def default_workers() -> int:
    """Return how many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class Pool:
    """Maps over `workers` processes; with one worker, or fewer than `least` items, inline."""

    workers: int = 1
    least: int = 2

    def map(self, function: Callable[[Item], Result], items: Iterable[Item]) -> Iterator[Result]:
        """Yield the results in the order of the items."""
        waiting = list(items)
        if self.workers < 2 or len(waiting) < self.least:
            yield from map(function, waiting)
        else:
            yield from Crew(function, waiting, self.workers, _no_result).results()

    def map_within(
        self,
        limits: Limits,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        instead: Callable[[Item, Ended], Result],
    ) -> Iterator[Result]:
        """Yield the results in order, and `instead` of an item whose process did not survive it; never inline."""
        if waiting := list(items):
            yield from Crew(function, waiting, self.workers, instead, limits).results()


def _no_result(item: object, ended: Ended) -> Any:
    raise PresskitError("a worker process ended", hint="is there enough memory? try --workers 1")


class Crew(Generic[Item, Result]):
    """The workers of one map: jobs go out by number, and come back in whatever order."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        items: list[Item],
        workers: int,
        instead: Callable[[Item, Ended], Result],
        limits: Limits | None = None,
    ) -> None:
        """Fork nobody yet."""
        from selectors import DefaultSelector

        self.items, self.instead, self.limits = items, instead, limits
        self.size = min(workers, len(items))
        self.ahead = AHEAD_WITHIN_LIMITS if limits else AHEAD
        self.trade = Trade(function, items, limits, os.pipe())
        self.selector: BaseSelector = DefaultSelector()
        self.workers: list[Worker] = []
        self.todo = deque(range(len(items)))
        self.done: dict[int, tuple[Result, int]] = {}
        self.held_bytes = 0

    def results(self) -> Iterator[Result]:
        """Yield all results in the order of the items; whoever stops listening ends the workers."""
        gc.collect()
        gc.freeze()
        try:
            for number in range(len(self.items)):
                while number not in self.done:
                    self._staff(number)
                    self._hear()
                result, size = self.done.pop(number)
                self.held_bytes -= size
                self._staff(number + 1)
                yield result
        finally:
            self._dismiss()
            gc.unfreeze()

    def _staff(self, wanted: int) -> None:
        """Have enough workers, each with enough to do; `wanted` is the number that is waited for."""
        for worker in [worker for worker in self.workers if self._is_spent(worker) and not worker.assigned]:
            self._let_go(worker)
            worker.end()
        while self.todo and len(self.workers) < self.size:
            self._hire()
        for depth in range(1, self.ahead + 1):  # one job each, before anyone gets a second
            for worker in self.workers:
                self._supply(worker, wanted, depth)

    def _hire(self) -> None:
        worker = fork(self.trade, self.workers)
        self.workers.append(worker)
        self.selector.register(worker.results, 1, worker)

    def _supply(self, worker: Worker, wanted: int, depth: int) -> None:
        if not self.todo or len(worker.assigned) >= depth or self._is_spent(worker):
            return
        if self.held_bytes <= HELD_BYTES or self.todo[0] == wanted:
            worker.give(self.todo.popleft())

    def _is_spent(self, worker: Worker) -> bool:
        return self.limits is not None and worker.given >= RENEWED_AFTER

    def _hear(self) -> None:
        """Wait for answers, and end the workers that had time enough for theirs."""
        for key, _ in self.selector.select(self._time_left()):
            worker: Worker = key.data
            try:
                for number, answer, size in worker.listen():
                    self._settle(number, answer, size)
            except EOFError:
                self._bury(worker)
        for worker in [worker for worker in self.workers if self._is_late(worker)]:
            self._bury(worker, late=True)

    def _time_left(self) -> float | None:
        """Return the seconds until the first worker at work is late; None where there is no limit."""
        if self.limits is None:
            return None
        ends = [worker.heard_at + self.limits.seconds for worker in self.workers if worker.assigned]
        return max(0.0, min(ends, default=0.0) - monotonic())

    def _is_late(self, worker: Worker) -> bool:
        if self.limits is None or not worker.assigned:
            return False
        return monotonic() - worker.heard_at >= self.limits.seconds

    def _settle(self, number: int, answer: Any, size: int) -> None:
        if answer.kind == "raised":
            raise answer.value
        result = answer.value
        if answer.kind == "memory":
            result = self.instead(self.items[number], Ended("memory"))
        self.done[number] = (result, size)
        self.held_bytes += size

    def _bury(self, worker: Worker, *, late: bool = False) -> None:
        """Blame the job that a worker was at for its end; its other jobs go to whoever comes next."""
        self._let_go(worker)
        status = worker.end()
        if worker.assigned and (late or status):
            number = worker.assigned.popleft()
            ended = Ended("time") if late else Ended("died", _signal_in(status))
            self.done[number] = (self.instead(self.items[number], ended), 0)
        self.todo.extendleft(reversed(worker.assigned))

    def _let_go(self, worker: Worker) -> None:
        self.selector.unregister(worker.results)
        self.workers.remove(worker)

    def _dismiss(self) -> None:
        for worker in self.workers:
            worker.end()
        self.workers.clear()
        self.selector.close()
        for fd in self.trade.life:
            os.close(fd)


def _signal_in(status: int) -> str:
    """Return the name of the signal that ended a process, or nothing."""
    return signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else ""
