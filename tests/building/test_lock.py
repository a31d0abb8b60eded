"""One build at a time in a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, differences, lend, public
from newsrooms import copy_of
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HOLDING = """
import sys
from presskit.building.lock import locked
with locked(sys.argv[1]):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another process that is building the newsroom in `room`."""
    folder = copy_of("founding", tmp_path / "room")
    lend(folder)
    program = [sys.executable, "-c", HOLDING, str(folder / ".presskit")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        yield other
        other.kill()


def test_second_build_is_refused_and_says_who_builds(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    with pytest.raises(PresskitError) as refused:
        build(tmp_path / "room")
    assert refused.value.message == f"another build of this newsroom is under way (process {holder.pid})"


def test_refused_build_touches_nothing(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    with pytest.raises(PresskitError):
        build(tmp_path / "room")
    assert not (tmp_path / "room" / "public").exists()


def test_other_newsroom_can_be_built_meanwhile(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "other")
    build(folder)
    assert (folder / "public" / "index.html").exists()


def test_killed_build_holds_nothing(holder: subprocess.Popen[str], tmp_path: Path) -> None:
    holder.kill()
    holder.wait()
    build(tmp_path / "room")
    assert (tmp_path / "room" / "public" / "index.html").exists()


def test_build_that_fails_holds_nothing(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    (folder / "public").write_text("in the way")
    with pytest.raises(PresskitError):
        build(folder)
    (folder / "public").unlink()
    build(folder)
    assert differences(public(folder), {}) != []


def test_build_that_nobody_reads_to_its_end_holds_nothing(tmp_path: Path) -> None:
    from presskit.config import project_at
    from presskit.pipeline import build as events

    folder = copy_of("founding", tmp_path / "room")
    lend(folder)
    begun = events(project_at(str(folder)), 1.75e9)
    next(begun)
    begun.close()  # type: ignore[attr-defined]
    build(folder)
    assert (folder / "public" / "index.html").exists()
