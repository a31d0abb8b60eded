"""Thin commands; console.py holds every word, colour and bar the user sees.

A plain `build` never meets Typer: with nothing to do it would be most of the cost.
"""

from __future__ import annotations

import sys

from presskit.cli.exits import guarded

PLAIN = {"--project": "folder", "--workers": "workers"}


def main() -> int:
    """Return the exit code: 0 good, 1 writers' errors, 2 usage, 3 the world, 70 a bug in presskit."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
    options = plain_build(sys.argv[1:])
    return guarded(_with_typer) if options is None else guarded(_build, options)


def plain_build(argv: list[str]) -> dict[str, str] | None:
    """Return the options of a `build` with nothing but a project and workers, else None."""
    if argv[:1] != ["build"]:
        return None
    words = [part for word in argv[1:] for part in (word.split("=", 1) if word.startswith("--") else [word])]
    options = {PLAIN.get(name, name): value for name, value in zip(words[::2], words[1::2], strict=False)}
    known = len(words) % 2 == 0 and options.keys() <= set(PLAIN.values())
    return options if known and options.get("workers", "1").isdecimal() and options.get("workers") != "0" else None


def _build(options: dict[str, str]) -> int:
    from presskit.cli.building import build

    return build(options.get("folder"), int(options["workers"]) if "workers" in options else None)


def _with_typer() -> int:
    from presskit.cli.app import app

    try:
        app(prog_name="presskit")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    return 0
