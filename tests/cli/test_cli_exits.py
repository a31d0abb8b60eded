"""How commands end when something is in their way."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import Run

GUARD = "import sys, time; from presskit.cli.exits import guarded; "


def guarded(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", GUARD + code], capture_output=True, text=True, timeout=30)


def test_without_a_newsroom_the_world_is_to_blame(tmp_path: Path, presskit: Run) -> None:
    result = presskit("build")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == (
        f"presskit: no presskit.toml in {tmp_path.resolve()} or above\n"
        "  = help: `presskit init DIR` makes a new newsroom\n"
    )


@pytest.mark.parametrize("words", [("build",), ("check",), ("list",), ("clean",), ("new", "Headline"), ("serve",)])
def test_every_command_wants_a_newsroom(words: tuple[str, ...], tmp_path: Path, presskit: Run) -> None:
    result = presskit(*words, "--project", str(tmp_path))
    assert (result.returncode, result.stderr.splitlines()[0]) == (
        3,
        f"presskit: no presskit.toml in {tmp_path.resolve()}",
    )


@pytest.mark.parametrize(
    "words", [("buidl",), ("build", "--worker"), ("build", "--workers", "none"), ("serve", "--host=::")]
)
def test_wrong_usage_ends_with_2(words: tuple[str, ...], presskit: Run) -> None:
    result = presskit(*words)
    assert (result.returncode, result.stdout) == (2, "")


def test_a_full_disk_is_the_world() -> None:
    result = guarded("sys.exit(guarded(lambda: open('/dev/full', 'w', buffering=1).write('x\\n')))")
    assert (result.returncode, result.stderr) == (
        3,
        "presskit: no space left on device\n  = help: check space and permissions\n",
    )


def test_a_full_disk_below_sqlite_is_the_world() -> None:
    code = "import sqlite3; db = sqlite3.connect(':memory:'); db.execute('create table t (a)');"
    code += "db.execute('pragma max_page_count = 2');"
    code += "sys.exit(guarded(lambda: db.execute('insert into t values (zeroblob(99999))')))"
    assert guarded(code).returncode == 3


def test_a_bug_says_so_with_its_traceback() -> None:
    result = guarded("sys.exit(guarded(lambda: 1 // 0))")
    assert result.returncode == 70
    assert "ZeroDivisionError" in result.stderr
    assert "this is a bug in presskit" in result.stderr.splitlines()[-1]


def test_ctrl_c_ends_with_130() -> None:
    code = GUARD + "sys.exit(guarded(lambda: (print('on', flush=True), time.sleep(30))))"
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert child.stdout is not None
    child.stdout.readline()
    child.send_signal(signal.SIGINT)
    assert (child.communicate(timeout=10), child.returncode) == (("", "stopped\n"), 130)


def test_a_reader_that_goes_away_is_no_error() -> None:
    """`presskit explain | head -1`, with a pipe whose other end is closed."""
    reading, writing = os.pipe()
    os.close(reading)
    child = subprocess.run(
        [sys.executable, "-m", "presskit", "explain"], stdout=writing, stderr=subprocess.PIPE, text=True, timeout=30
    )
    os.close(writing)
    assert (child.returncode, child.stderr) == (141, "")


def test_letters_that_the_terminal_lacks_end_nothing(newsroom: Path) -> None:
    next((newsroom / "releases").rglob("*.md")).rename(newsroom / "releases/straße.md")
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    command = [sys.executable, "-m", "presskit", "list", "--format", "json"]
    result = subprocess.run(command, cwd=newsroom, env=environment, capture_output=True, text=True, timeout=30)
    assert (result.returncode, "stra\\u00dfe.md" in result.stdout) == (0, True)
