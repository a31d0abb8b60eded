"""Sample newsrooms, built once for all tests that only read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from laws.builds import build
from newsrooms import copy_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Return a function that gives the folder of a sample newsroom, built; nobody may change it."""
    folders: dict[str, Path] = {}

    def of(name: str) -> Path:
        if name not in folders:
            folders[name] = copy_of(name, tmp_path_factory.mktemp("built") / name)
            build(folders[name])
        return folders[name]

    return of
