"""Where tools/judges.sh put the judges of pages; without one the test is skipped, or fails where none may be."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

TOOLS = Path(__file__).parent.parent.parent / ".tools"


def package(path: str) -> Path:
    """Return a file or folder of an npm package."""
    return _found(TOOLS / "node_modules" / path)


def hostile_markup() -> Path:
    """Return the folder of the sanitising cases that come with feedparser's source."""
    return _found(TOOLS / "feedparser" / "tests" / "wellformed" / "sanitize")


def java() -> str:
    """Return the path of Java."""
    return shutil.which("java") or is_missing("Java is not installed")


def _found(path: Path) -> Path:
    return (
        path if path.exists() else Path(is_missing(f"{path.relative_to(TOOLS.parent)} is not there: tools/judges.sh"))
    )


def is_missing(reason: str) -> str:
    """Skip the test, or fail it where PRESSKIT_REQUIRE_ALL is 1; this never returns."""
    if os.environ.get("PRESSKIT_REQUIRE_ALL") == "1":
        pytest.fail(f"{reason}, and PRESSKIT_REQUIRE_ALL=1 allows no skipped test")
    pytest.skip(reason)
