"""Thin commands; console.py holds every word, colour and bar the user sees."""

from __future__ import annotations

import sys
import time


def main() -> None:
    from presskit.config import project_at
    from presskit.pipeline import build

    for e in build(project_at("."), time.time(), workers=2):
        print(e)
