"""What stands on a terminal and not in a pipe: bars, colours, tables."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from cli.running import clean_environment

ESCAPE = "\x1b["


def on_terminal(cwd: Path, *words: str, **environment: str) -> str:
    """Return everything that a command writes on a terminal of 100 columns."""
    ours, theirs = pty.openpty()
    child = subprocess.Popen(
        [sys.executable, "-m", "presskit", *words],
        cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**clean_environment(), "TERM": "xterm-256color", "COLUMNS": "100", **environment},
    )  # fmt: skip
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # Linux says so when the last writer is gone
            break
        if not part:
            break
        written += part
    child.wait(timeout=30)
    os.close(ours)
    return written.decode()


def many_releases(newsroom: Path, number: int) -> None:
    text = next((newsroom / "releases").rglob("welcome.md")).read_text()
    for count in range(number):
        path = newsroom / f"releases/more/release-{count}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.replace("id: welcome", f"id: release-{count}"))


def test_a_build_on_a_terminal_draws_bars_that_go_away(newsroom: Path) -> None:
    many_releases(newsroom, 40)
    written = on_terminal(newsroom, "build", "--workers", "1")
    assert "pages" in written
    assert "━" in written
    assert ESCAPE + "2K" in written
    assert "read     41 releases, 41 editions" in written


def test_a_build_with_nothing_to_do_draws_no_bar(newsroom: Path) -> None:
    on_terminal(newsroom, "build")
    assert ESCAPE not in on_terminal(newsroom, "build")


def test_problems_are_in_colour_on_a_terminal(newsroom: Path, release: Path) -> None:
    release.write_text(release.read_text().replace("topics:", "topic:"))
    written = on_terminal(newsroom, "check")
    assert ESCAPE + "1;33mwarning[PK108]" in written


@pytest.mark.parametrize("command", ["check", "list", "build"])
def test_no_color_is_heeded(newsroom: Path, release: Path, command: str) -> None:
    release.write_text(release.read_text().replace("headline:", "headlin:"))
    written = on_terminal(newsroom, command, NO_COLOR="1")
    assert "\x1b[1;" not in written and "\x1b[3" not in written and "\x1b[9" not in written


def test_a_list_on_a_terminal_is_a_table_and_fits(newsroom: Path) -> None:
    lines = on_terminal(newsroom, "list", NO_COLOR="1").splitlines()
    assert lines[0].split() == ["state", "date", "id", "language", "headline", "path"]
    assert all(len(line.rstrip()) <= 100 for line in lines)


def test_long_quotes_leave_room_for_who_said_them(newsroom: Path) -> None:
    release = next((newsroom / "releases").rglob("welcome.md"))
    release.write_text(release.read_text().replace("in the feed.", "in the feed, " + "and so on " * 30))
    lines = [line for line in on_terminal(newsroom, "quotes", NO_COLOR="1").splitlines() if "welcome" in line]
    assert len(lines) == 1
    assert lines[0].split()[0] in ("open", "void")
    assert "Dr. Alex Example" in lines[0] and lines[0].rstrip().endswith("…")
