"""What commands import: a build with nothing to do next to nothing, help nothing heavy."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from cli.running import Run

HEAVY = {
    "weasyprint",
    "jinja2",
    "pydantic",
    "babel",
    "feedgen",
    "lxml",
    "PIL",
    "fontTools",
    "starlette",
    "uvicorn",
    "yaml",
}
SLOW_TO_IMPORT = {
    "typing",
    "dataclasses",
    "inspect",
    "re",
    "json",
    "pathlib",
    "concurrent",
    "multiprocessing",
    "shutil",
}
CODE = """
import sys
before = set(sys.modules)
sys.argv = ["presskit", *sys.argv[1:]]
from presskit.cli import main
code = main()
sys.stdout.write("\\n".join(sorted({name.partition(".")[0] for name in set(sys.modules) - before})))
sys.exit(code)
"""


def imported(cwd: Path, *words: str) -> set[str]:
    """Return the top-level names that a command imports beyond what Python itself did."""
    result = subprocess.run(
        [sys.executable, "-c", CODE, *words], cwd=cwd, capture_output=True, text=True, timeout=60, check=True
    )
    return set(result.stdout.splitlines())


def test_help_imports_nothing_heavy(tmp_path: Path) -> None:
    assert imported(tmp_path, "--help") & HEAVY == set()
    assert imported(tmp_path, "build", "--help") & HEAVY <= {"pydantic"}  # Typer's own, for options that are numbers


def test_a_build_with_nothing_to_do_imports_next_to_nothing(newsroom: Path, presskit: Run) -> None:
    presskit("build", cwd=newsroom)
    names = imported(newsroom, "build")
    assert names & (HEAVY | SLOW_TO_IMPORT | {"typer", "rich", "click"}) == set()
    assert names >= {"presskit", "sqlite3"}


def test_a_build_in_a_pipe_draws_nothing_and_imports_nothing_to_draw_with(newsroom: Path) -> None:
    names = imported(newsroom, "build", "--workers", "1")
    assert names & {"typer", "rich", "click"} == set()
    assert "pydantic" in names
