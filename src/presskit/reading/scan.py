"""Which files a newsroom has, each with a stamp that changes when the file may have."""

from __future__ import annotations

import os

ROOT_FILES = ("presskit.toml", "people.toml")
SKIPPED_ENDINGS = ("~", ".tmp", ".swp", ".bak")
SKIPPED_NAMES = frozenset({"Thumbs.db", "desktop.ini", "__pycache__"})


def stamp_of(stat: os.stat_result) -> int:
    """Return a number that changes with content or metadata; the change time cannot be set back by a tool."""
    return hash((stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))


def scan(root: str) -> dict[str, int]:
    """Return the stamp of every input file by its path below the root, with forward slashes."""
    found: dict[str, int] = {}
    for name in ROOT_FILES:
        try:
            found[name] = stamp_of(os.stat(os.path.join(root, name)))
        except OSError:
            continue
    for folder in ("releases", "layouts"):
        _scan_into(found, os.path.join(root, folder), folder + "/")
    return found


def _scan_into(found: dict[str, int], folder: str, prefix: str) -> None:
    try:
        entries = os.scandir(folder)
    except OSError:
        return
    with entries:
        for entry in entries:
            name = entry.name
            if name[0] == "." or name.endswith(SKIPPED_ENDINGS) or name in SKIPPED_NAMES:
                continue
            if entry.is_dir(follow_symlinks=False):
                _scan_into(found, entry.path, f"{prefix}{name}/")
            else:
                found[prefix + name] = stamp_of(entry.stat(follow_symlinks=False))
