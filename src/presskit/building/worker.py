"""A forked process that takes jobs by number and gives their results back; it may be killed at any moment."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import struct
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Reason = Literal["time", "memory", "died"]
LENGTH, NUMBER = struct.Struct("=Q"), struct.Struct("=I")
READ_BYTES = 1 << 20


class Limits(NamedTuple):
    """What one job may cost: seconds by the clock on the wall, bytes beside what its process began with."""

    seconds: float
    memory_bytes: int


class Ended(NamedTuple):
    """Why a worker did not survive a job; `signal` is the name of the one that ended it, where nobody here sent it."""

    reason: Reason
    signal: str = ""


class Answer(NamedTuple):
    """What became of a job: a value, an exception, or nothing because there was no memory for it."""

    kind: Literal["value", "raised", "memory"]
    value: Any = None


@dataclass(slots=True)
class Worker:
    """The parent's end of a worker; `assigned` are the numbers of its jobs, the first of which it is at."""

    pid: int
    jobs: int
    results: int
    assigned: deque[int] = field(default_factory=deque)
    given: int = 0
    heard_at: float = field(default_factory=monotonic)
    heard: bytearray = field(default_factory=bytearray)

    def give(self, number: int) -> None:
        """Hand it one more job."""
        if not self.assigned:
            self.heard_at = monotonic()
        self.assigned.append(number)
        self.given += 1
        with suppress(BrokenPipeError):  # it is dead, which is noticed where it is listened to
            os.write(self.jobs, NUMBER.pack(number))

    def listen(self) -> Iterator[tuple[int, Answer, int]]:
        """Yield number, answer and size in bytes of what is ready; EOFError where the worker is at its end."""
        data = os.read(self.results, READ_BYTES)
        if not data:
            raise EOFError
        self.heard += data
        self.heard_at = monotonic()
        while len(self.heard) >= LENGTH.size:
            end = LENGTH.size + LENGTH.unpack_from(self.heard)[0]
            if len(self.heard) < end:
                return
            answer = pickle.loads(memoryview(self.heard)[LENGTH.size : end])
            del self.heard[:end]
            yield self.assigned.popleft(), answer, end

    def end(self) -> int:
        """Kill it and return its exit status as `os.wait` gives it."""
        os.kill(self.pid, signal.SIGKILL)
        _, status = os.waitpid(self.pid, 0)
        self.let_go()
        return status

    def let_go(self) -> None:
        """Close this end of its pipes."""
        os.close(self.jobs)
        os.close(self.results)


@dataclass(frozen=True, slots=True)
class Trade:
    """What all workers of a pool do, inherited by the fork so that no job need be sent to them but its number.

    `life` is a pipe whose other end only the parent holds: when it closes, the parent is gone.
    """

    function: Callable[[Any], Any]
    items: Sequence[Any]
    limits: Limits | None
    life: tuple[int, int]


def fork(trade: Trade, others: Sequence[Worker]) -> Worker:
    """Return a new worker; `others` are the parent's ends that it must not keep open."""
    job_end, job_start = os.pipe()
    result_end, result_start = os.pipe()
    pid = os.fork()
    if pid:
        os.close(job_end)
        os.close(result_start)
        return Worker(pid, job_start, result_end)
    try:  # from here on nothing may return, and nothing of the parent's may be closed or flushed
        for fd in (job_start, result_end, trade.life[1]):
            os.close(fd)
        for other in others:
            other.let_go()
        _work(trade, job_end, result_start)
        os._exit(0)
    finally:
        os._exit(1)


def _work(trade: Trade, jobs: int, results: int) -> None:
    """Do jobs until there are no more, or until one took all memory."""
    from threading import Thread

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent answers it
    gc.freeze()
    Thread(target=_end_with_parent, args=(trade.life[0],), daemon=True).start()
    if trade.limits:
        _be_quiet()
        _cap_memory(trade.limits.memory_bytes)
    while number := os.read(jobs, NUMBER.size):
        answer = _answer(trade.function, trade.items[NUMBER.unpack(number)[0]])
        if answer.kind == "memory":
            _lift_cap()
        _send(results, answer)
        if answer.kind == "memory":
            return


def _end_with_parent(life: int) -> None:
    """A worker whose parent was killed would wait for work for ever."""
    os.read(life, 1)
    os._exit(1)


def _be_quiet() -> None:
    """What C libraries say on their way out would stand between the lines of the parent."""
    nobody, nowhere = os.pipe()
    os.close(nobody)
    os.dup2(nowhere, 2)
    os.close(nowhere)


def _cap_memory(further_bytes: int) -> None:
    """Let allocations fail beyond what the process has now and `further_bytes`; Linux only, elsewhere nothing."""
    import resource

    try:
        with open("/proc/self/statm", "rb") as file:
            now_bytes = int(file.read().split()[5]) * resource.getpagesize()
    except (OSError, IndexError):
        return
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = now_bytes + further_bytes
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


def _lift_cap() -> None:
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (hard, hard))


def _answer(function: Callable[[Any], Any], item: Any) -> Answer:
    try:
        return Answer("value", function(item))
    except MemoryError:
        return Answer("memory")
    except BaseException as error:  # it is the parent's to judge, and what a process may die of must not end this one
        return Answer("raised", _portable(error))


def _portable(error: BaseException) -> BaseException:
    """Return the exception, or one that tells of it where it cannot be sent to another process."""
    from traceback import format_exc

    text = format_exc()
    try:
        sent: BaseException = pickle.loads(pickle.dumps(error))
    except Exception:
        sent = RuntimeError(f"{type(error).__name__}: {error}")
    sent.add_note(f"in a worker process:\n{text}")
    return sent


def _send(results: int, answer: Answer) -> None:
    data = pickle.dumps(answer, pickle.HIGHEST_PROTOCOL)
    rest = memoryview(LENGTH.pack(len(data)) + data)
    while rest:
        rest = rest[os.write(results, rest) :]
