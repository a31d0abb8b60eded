"""Newsrooms under preview."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from serving.asking import Served, started

OUTPUTS = '["page", "index", "rss", "print_pdf", "markdown", "data", "kit", "card", "not_found"]'
PAGES_ONLY = f"\n[outputs]\nenabled = {OUTPUTS}\n"
DRAFT = "---\nid: secret\nheadline: A secret plan\ndate: 2011-01-04\n---\nThe lead.\n"


@pytest.fixture(scope="session")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom of one release, built once so that its fonts are cut."""
    folder = tmp_path_factory.mktemp("preview") / "newsroom"
    for words in (["init", str(folder), "--language", "en"], ["build", "--project", str(folder)]):
        subprocess.run([sys.executable, "-m", "presskit", *words], check=True, capture_output=True, timeout=120)
        if words[0] == "init":
            with (folder / "presskit.toml").open("a") as file:
                file.write(PAGES_ONLY)
    return folder


@pytest.fixture
def newsroom(pattern: Path, tmp_path: Path) -> Path:
    """A copy of the newsroom with a draft in it, and nothing built."""
    folder = tmp_path / "newsroom"
    shutil.copytree(pattern, folder, ignore=shutil.ignore_patterns("public", "cache.db*", "preview.db*"))
    (folder / "releases/secret.md").write_text(DRAFT)
    return folder


@pytest.fixture
def served(newsroom: Path) -> Iterator[Served]:
    """The newsroom under preview."""
    served = started(newsroom)
    yield served
    if served.process.poll() is None:
        served.process.kill()
    served.process.communicate()


@pytest.fixture(scope="module")
def quiet(pattern: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A newsroom under preview that no test of a module changes."""
    folder = tmp_path_factory.mktemp("quiet") / "newsroom"
    shutil.copytree(pattern, folder, ignore=shutil.ignore_patterns("public", "cache.db*", "preview.db*"))
    (folder / "releases/secret.md").write_text(DRAFT)
    served = started(folder)
    yield served
    served.process.kill()
    served.process.communicate()
