"""What all tests share: the tools that some of them drive."""

from __future__ import annotations

import os
import shutil

import pytest

PROGRAMS = {
    "java": ("java",),
    "chromium": ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
    "exiftool": ("exiftool",),
    "nginx": ("nginx", "/usr/sbin/nginx"),
    "pdftotext": ("pdftotext",),
    "strace": ("strace",),
}


def needs(tool: str) -> str:
    """Return the path of a program; without it the test is skipped, or fails where PRESSKIT_REQUIRE_ALL is 1."""
    found = next((path for name in PROGRAMS[tool] if (path := shutil.which(name))), None)
    if found:
        return found
    if os.environ.get("PRESSKIT_REQUIRE_ALL") == "1":
        pytest.fail(f"{tool} is not installed, and PRESSKIT_REQUIRE_ALL=1 allows no skipped test")
    pytest.skip(f"{tool} is not installed")
