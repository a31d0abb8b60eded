"""Newsrooms to type commands in."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from cli.running import Run, run_presskit

PAGES_ONLY = '\n[outputs]\nenabled = ["page", "index", "rss"]\n'


@pytest.fixture
def presskit(tmp_path: Path) -> Run:
    """Types a command in the test's folder, or in another one."""

    def run(*words: str, cwd: Path = tmp_path) -> subprocess.CompletedProcess[str]:
        return run_presskit(*words, cwd=cwd)

    return run


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom of one release, built once, without PDFs."""
    folder = tmp_path_factory.mktemp("pattern") / "newsroom"
    run_presskit("init", str(folder), "--language", "en", cwd=folder.parent)
    with (folder / "presskit.toml").open("a") as file:
        file.write(PAGES_ONLY)
    assert run_presskit("build", cwd=folder).returncode == 0
    return folder


@pytest.fixture
def newsroom(pattern: Path, tmp_path: Path) -> Path:
    """A copy of the newsroom, with its fonts cut and nothing built."""
    folder = tmp_path / "newsroom"
    shutil.copytree(pattern, folder, ignore=shutil.ignore_patterns("public", "cache.db*"))
    return folder


@pytest.fixture
def release(newsroom: Path) -> Path:
    """The one release of the newsroom."""
    return next((newsroom / "releases").glob("*/welcome.md"))
