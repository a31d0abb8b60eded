"""Law 4: a build that is killed at any moment leaves every link whole, and the next one ends as a clean one does."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from laws.builds import (
    INPUTS,
    build,
    clean_tree,
    count_touches,
    differences,
    forget,
    inputs_to,
    killed_at,
    lend,
    lent_folder,
    public,
)
from laws.edits import BILINGUAL_EDITS, MANY_EDITS, base_url
from laws.links import broken_links, half_written
from newsrooms import NOW, copy_of

if TYPE_CHECKING:
    from pathlib import Path

    from laws.edits import Edit

pytestmark = pytest.mark.slow
KILLS_OF_AN_EDIT = {"bilingual": 4, "many": 2}


def damage(folder: Path) -> list[str]:
    """Return what is broken or half-written in a public tree."""
    files = public(folder)
    return broken_links(files, base_url(folder)) + half_written(files)


def lay_out_again(pristine: Path, folder: Path) -> None:
    """Make the inputs of a newsroom what they were."""
    for name in INPUTS:
        if (folder / name).is_dir():
            shutil.rmtree(folder / name)
        elif (folder / name).exists():
            (folder / name).unlink()
    again = inputs_to(pristine, folder.parent / "again")
    for path in list(again.iterdir()):
        path.rename(folder / path.name)
    again.rmdir()


KILLS = 14  # of a first build, spread over all that it touches


def with_a_foreign_file(folder: Path) -> Path:
    """Put a file of somebody else into public/, so that a first build goes file by file."""
    (folder / "public").mkdir(parents=True)
    (folder / "public" / "CNAME").write_text("newsroom.example")
    return folder


@pytest.mark.parametrize("name", ["founding", "bilingual", "embargoes"])
def test_a_first_build_killed_before_any_touch_heals(name: str, tmp_path: Path) -> None:
    folder = with_a_foreign_file(copy_of(name, tmp_path / "room"))
    touches = count_touches(folder)
    clean, found = public(folder), {}
    for number in range(1, touches + 1, max(1, touches // KILLS)):
        forget(folder)
        assert killed_at(with_a_foreign_file(folder), number)
        broken = damage(folder)
        build(folder)
        if broken or differences(public(folder), clean):
            found[number] = broken or differences(public(folder), clean)
    assert found == {}


@pytest.mark.parametrize("number", [1, 5, 12, 24, 26, 27])
def test_a_first_build_killed_before_public_is_there_heals(number: int, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    assert killed_at(folder, number)
    build(folder)
    assert differences(public(folder), clean_tree(folder)) == []


def test_a_killed_first_build_shows_nothing_or_all(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    touches = count_touches(folder)
    seen = set()
    for number in range(1, touches + 1, max(1, touches // KILLS)):
        forget(folder)
        killed_at(folder, number)
        seen.add(len(public(folder)))
    forget(folder)
    build(folder)
    assert seen <= {0, len(public(folder))} and len(public(folder)) > 26


def kills_of(name: str, edit: Edit, folder: Path) -> dict[int, list[str]]:
    """Kill the build after an edit at several moments, build again, and return what is wrong by moment."""
    pristine = copy_of(name, folder.parent / "pristine")
    copy_of(name, folder)
    build(folder)
    edit(folder)
    clean = clean_tree(folder)
    touches, found = count_touches(folder), dict[int, list[str]]()
    for number in range(1, touches + 1, max(1, touches // KILLS_OF_AN_EDIT[name])):
        lay_out_again(pristine, folder)
        build(folder)
        edit(folder)
        assert killed_at(folder, number)
        broken = damage(folder)
        build(folder)
        if broken or differences(public(folder), clean):
            found[number] = broken or differences(public(folder), clean)
    return found


@pytest.mark.parametrize("edit", BILINGUAL_EDITS.values(), ids=BILINGUAL_EDITS)
def test_a_build_killed_after_an_edit_heals(edit: Edit, tmp_path: Path) -> None:
    assert kills_of("bilingual", edit, tmp_path / "room") == {}


@pytest.mark.parametrize("edit", MANY_EDITS.values(), ids=MANY_EDITS)
def test_a_build_killed_while_the_archive_changes_heals(edit: Edit, tmp_path: Path) -> None:
    assert kills_of("many", edit, tmp_path / "room") == {}


def test_an_edit_taken_back_after_a_kill_leaves_no_trace(tmp_path: Path) -> None:
    folder, pristine = copy_of("bilingual", tmp_path / "room"), copy_of("bilingual", tmp_path / "pristine")
    build(folder)
    before = public(folder)
    BILINGUAL_EDITS["add_bilingual_release"](folder)
    assert killed_at(folder, 30)
    lay_out_again(pristine, folder)
    build(folder)
    assert differences(public(folder), before) == []


def test_a_build_killed_at_any_millisecond_heals(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    clean, found = public(folder), {}
    for delay_ms in range(0, 900, 110):
        forget(folder)
        _killed_after(folder, delay_ms)
        broken = damage(folder) if (folder / "public").exists() else []
        build(folder)
        if broken or differences(public(folder), clean):
            found[delay_ms] = broken or differences(public(folder), clean)
    assert found == {}


def _killed_after(folder: Path, delay_ms: int) -> None:
    lent_folder()
    child = os.fork()
    if not child:
        build(folder)
        os._exit(0)
    time.sleep(delay_ms / 1000)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


PARALLEL = """
import sys
from laws.builds import build
from pathlib import Path
def tell(path):
    print("touching", path, flush=True)
build(Path(sys.argv[1]), workers=2, before=tell)
"""


def test_a_killed_build_with_worker_processes_does_not_keep_the_lock(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    lend(folder)
    program = [sys.executable, "-c", PARALLEL, str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout
        next(line for line in running.stdout if ".pdf" in line)
        running.kill()
    build(folder, NOW)
    assert differences(public(folder), clean_tree(folder)) == []


def test_a_killed_build_leaves_no_worker_processes_behind(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    lend(folder)
    program = [sys.executable, "-c", PARALLEL, str(folder)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True, env=environment) as running:
        assert running.stdout
        next(line for line in running.stdout if ".pdf" in line)
        running.kill()
        running.wait()
        assert ended_within(5, str(folder))


def ended_within(seconds: float, word: str) -> bool:
    """Wait until no process has a word in its command line."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not any(word in _command_line(pid) for pid in os.listdir("/proc") if pid.isdigit()):
            return True
        time.sleep(0.1)
    return False


def _command_line(pid: str) -> str:
    try:
        with open(f"/proc/{pid}/cmdline", encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
