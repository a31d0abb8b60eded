"""`presskit people rename`: another key for a person, in all files that name them or in none."""

from __future__ import annotations

import os
import re
from difflib import unified_diff
from typing import TYPE_CHECKING

from presskit.building.lock import locked
from presskit.cli import console
from presskit.cli.approving import LONGEST, release_files
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD
from presskit.cli.files import real_file, write_all
from presskit.config import read_toml
from presskit.problems import PresskitError, did_you_mean
from presskit.reading.renaming import renamed_people, renamed_release, renamed_settings
from presskit.reading.splice import CannotSplice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.config import Project

KEY = re.compile(r"[A-Za-z0-9_-]{1,120}")


def rename(folder: str | None, old: str, new: str, *, dry_run: bool) -> int:
    """Give a person another key everywhere, or show what that would change, and return the exit code."""
    project = found_project(folder)
    refuse(project, old, new)
    with locked(project.state):
        changes = dict(changed_files(project, old, new))
        if dry_run:
            for path, (before, after) in changes.items():
                show_difference(path, before, after)
        else:
            write_all(project.state, {real_file(project.root, path): after for path, (_, after) in changes.items()})
            for path in changes:
                console.put(path)
    console.was_renamed(old, new, len(changes), dry_run=dry_run)
    return GOOD


def refuse(project: Project, old: str, new: str) -> None:
    """Raise where nobody has the old key, or somebody the new one, or it is none."""
    toml, problems = read_toml(project.root, "people.toml")
    if problems and any(problem.is_error for problem in problems):
        raise PresskitError("people.toml cannot be read", hint="`presskit check` says why")
    if old not in toml.data:
        hint = did_you_mean(old, toml.data) or "`presskit check` says who is missing there"
        raise PresskitError(f"`{old[:LONGEST]}` is not in people.toml", hint=hint)
    if new in toml.data:
        raise PresskitError(f"`{new[:LONGEST]}` is in people.toml already", hint="choose another key")
    if not KEY.fullmatch(new):
        hint = "write letters a-z, digits and hyphens, such as `mia-adler`"
        raise PresskitError(f"`{new[:LONGEST]}` cannot be a key", hint=hint)


def changed_files(project: Project, old: str, new: str) -> Iterator[tuple[str, tuple[bytes, bytes]]]:
    """Yield the files that change, with their bytes before and after; PresskitError where one cannot be changed."""
    for path in ("people.toml", "presskit.toml", *release_files(project)):
        with open(real_file(project.root, path), "rb") as file:
            before = file.read()
        if old.encode() in before:
            after = changed(path, before, old, new)
            if after != before:
                yield path, (before, after)


def changed(path: str, raw: bytes, old: str, new: str) -> bytes:
    """Return the bytes of one file with a person renamed."""
    try:
        if path == "people.toml":
            return renamed_people(raw, old, new)
        if path == "presskit.toml":
            return renamed_settings(raw, old, new)
        return renamed_release(path, raw, old, new)
    except CannotSplice as error:
        message = f"{path} names `{old[:LONGEST]}`, and cannot be changed: {error}"
        raise PresskitError(message, hint="mend that file first; nothing was changed") from error


def show_difference(path: str, before: bytes, after: bytes) -> None:
    """Write what would change in a file, as a unified diff."""
    old, new = (raw.decode("utf-8", "replace").replace("\r\n", "\n").split("\n") for raw in (before, after))
    name = path.replace(os.sep, "/")
    for line in unified_diff(old, new, f"a/{name}", f"b/{name}", n=0, lineterm=""):
        console.put(line)
