"""The pool: results in order, and jobs that cost nobody but themselves."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from presskit.building.pool import AHEAD, HELD_BYTES, Ended, Limits, Pool
from presskit.problems import PresskitError

MEGABYTE = 1 << 20
LIMITS = Limits(1.0, 200 * MEGABYTE)


def squared(number: int) -> int:
    return number * number


def told(item: object, ended: Ended) -> tuple[object, Ended]:
    return item, ended


def within(function: object, items: list[object], workers: int = 2, limits: Limits = LIMITS) -> list[object]:
    return list(Pool(workers).map_within(limits, function, items, told))  # type: ignore[arg-type]


def pid_of(item: object) -> int:
    return os.getpid()


def is_gone(pid: int) -> bool:
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    numbers = list(range(500))
    assert list(Pool(workers).map(squared, numbers)) == [number * number for number in numbers]


def test_late_first_job_does_not_change_the_order() -> None:
    def slow_first(number: int) -> int:
        time.sleep(0.2 if number == 0 else 0)
        return number

    assert list(Pool(2).map(slow_first, range(100))) == list(range(100))


def test_large_results_come_whole() -> None:
    sizes = [3_000_000, 1, 70_000, 5_000_000]
    assert [len(data) for data in Pool(2).map(bytes, sizes)] == sizes


def test_few_items_are_worked_on_inline() -> None:
    assert set(Pool(2, least=5).map(pid_of, range(4))) == {os.getpid()}


def test_jobs_within_limits_are_never_inline() -> None:
    assert os.getpid() not in within(pid_of, [1], workers=1)


def test_nothing_to_do_forks_nobody() -> None:
    assert within(pid_of, []) == []


def test_job_that_hangs_is_ended_and_the_others_are_done() -> None:
    def hangs_at_three(number: int) -> int:
        while number == 3:
            pass
        return number

    started = time.monotonic()
    results = within(hangs_at_three, list(range(8)))
    assert results == [0, 1, 2, (3, Ended("time")), 4, 5, 6, 7]
    assert time.monotonic() - started < 3


def test_job_that_hangs_in_c_is_ended() -> None:
    def sleeps(number: int) -> int:
        signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
        time.sleep(60 * number)
        return number

    assert within(sleeps, [0, 1, 0], workers=1) == [0, (1, Ended("time")), 0]


def test_slow_consumer_costs_no_job_its_time() -> None:
    found = []
    for result in Pool(1).map_within(Limits(0.3, 200 * MEGABYTE), lambda n: bytes(n * 200_000), range(4), told):
        found.append(len(result))
        time.sleep(0.5)
    assert found == [0, 200_000, 400_000, 600_000]


@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is capped on Linux only")
def test_job_that_eats_memory_is_ended_and_the_others_are_done() -> None:
    def eats_at_one(number: int) -> int:
        eaten = []
        while number == 1:
            eaten.append(bytearray(10 * MEGABYTE))
        return number

    assert within(eats_at_one, [0, 1, 2, 3]) == [0, (1, Ended("memory")), 2, 3]


def test_job_that_kills_its_process_is_told_of_and_the_others_are_done() -> None:
    def dies_at_two(number: int) -> int:
        if number == 2:
            os.kill(os.getpid(), signal.SIGSEGV)
        return number

    assert within(dies_at_two, [0, 1, 2, 3, 4]) == [0, 1, (2, Ended("died", "SIGSEGV")), 3, 4]


def test_process_that_dies_without_limits_is_a_failure_of_the_world() -> None:
    def dies(number: int) -> None:
        os._exit(9)

    with pytest.raises(PresskitError, match="a worker process ended"):
        list(Pool(2).map(dies, range(4)))


def test_exception_of_a_worker_is_raised_with_the_place_where_it_came_from() -> None:
    def fails(number: int) -> None:
        raise LookupError("nothing there")

    with pytest.raises(LookupError, match="nothing there") as caught:
        list(Pool(2).map(fails, range(4)))
    assert "in fails" in caught.value.__notes__[0]


def test_exception_that_stops_programs_does_not_stop_a_worker() -> None:
    def leaves(number: int) -> None:
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        list(Pool(2).map(leaves, range(4)))


def test_workers_are_gone_when_nobody_listens_any_more() -> None:
    results = Pool(2).map_within(LIMITS, pid_of, range(50), told)
    pids = {next(results) for _ in range(10)}
    results.close()  # type: ignore[attr-defined]
    assert all(is_gone(pid) for pid in pids)


def test_workers_are_renewed_before_what_they_leak_adds_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("presskit.building.pool.RENEWED_AFTER", 10)
    pids = within(pid_of, list(range(35)), workers=1)
    assert [pids.count(pid) for pid in dict.fromkeys(pids)] == [10, 10, 10, 5]


def test_results_behind_a_slow_one_do_not_pile_up(tmp_path: Path) -> None:
    def large_and_noted(number: int) -> bytes:
        (tmp_path / str(number)).touch()
        time.sleep(1 if number == 0 else 0)
        return bytes(8_000_000)

    next(Pool(2).map(large_and_noted, range(100)))
    assert len(list(tmp_path.iterdir())) <= HELD_BYTES // 8_000_000 + 1 + 2 * AHEAD


def test_few_jobs_are_shared_out() -> None:
    def slow_pid_of(number: int) -> int:
        time.sleep(0.2)
        return os.getpid()

    assert len(set(Pool(2).map(slow_pid_of, range(2)))) == 2
    assert len(set(within(slow_pid_of, [0, 1], workers=2))) == 2


def test_workers_end_with_a_parent_that_is_killed() -> None:
    read_end, write_end = os.pipe()
    parent = os.fork()
    if not parent:
        os.close(read_end)
        for pid in Pool(2).map_within(Limits(60, 0), _hangs_after_telling(write_end), range(2), told):
            print(pid)
        os._exit(0)
    os.close(write_end)
    pids = [int(os.read(read_end, 8)) for _ in range(2)]
    os.kill(parent, signal.SIGKILL)
    os.waitpid(parent, 0)
    assert all(is_gone(pid) for pid in pids)


def _hangs_after_telling(fd: int) -> object:
    def hangs(number: int) -> None:
        os.write(fd, f"{os.getpid():08}".encode())
        while True:
            pass

    return hangs


def test_workers_may_be_forked_from_any_thread() -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(within(squared, [1, 2, 3])))
    thread.start()
    thread.join()
    assert found == [1, 4, 9]
