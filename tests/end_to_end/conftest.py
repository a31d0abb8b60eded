"""Sites and what judges say of them, made once for all workers of a test run."""

from __future__ import annotations

import fcntl
import os
from typing import TYPE_CHECKING

import pytest

from end_to_end.sites import build_sites

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Once = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def once(tmp_path_factory: pytest.TempPathFactory) -> Once:
    """Return a function that gives the file or folder of a name, made by the first worker who asks for it."""
    root = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        root = root.parent

    def made(name: str, make: Callable[[Path], object]) -> Path:
        with open(root / f"{name}.lock", "w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not (root / name).exists():
                make(root / f"{name}.new")
                (root / f"{name}.new").rename(root / name)
        return root / name

    return made


@pytest.fixture(scope="session")
def sites(once: Once) -> Path:
    """Return the folder of all sites; nobody may change them."""
    return once("sites", build_sites)
