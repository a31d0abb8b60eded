"""Which files a newsroom has, each with a stamp that changes when the file may have."""

from __future__ import annotations

import os

ROOT_FILES = ("presskit.toml", "people.toml")
FOLDERS = ("releases", "layouts")
SKIPPED_ENDINGS = ("~", ".tmp", ".swp", ".bak")
SKIPPED_NAMES = frozenset({"Thumbs.db", "desktop.ini", "__pycache__"})


def stamp_of(stat: os.stat_result) -> int:
    """Return a number that changes with content or metadata; the change time cannot be set back by a tool."""
    return hash((stat.st_mtime_ns, stat.st_ctime_ns, stat.st_size))


def scan(root: str, *more: str) -> dict[str, int]:
    """Return the stamp of every input file by its path below the root, with forward slashes; `more` are such paths.

    A link stands for itself and is not followed; where a name is not UTF-8, U+FFFD stands for what is not.
    """
    found: dict[str, int] = {}
    for name in (*ROOT_FILES, *more):
        try:
            found[name] = stamp_of(os.stat(os.path.join(root, name)))
        except OSError:
            continue
    for folder in FOLDERS:
        if not leads_out(root, folder):
            _scan_into(found, os.path.join(root, folder), folder + "/")
    return found


def leads_out(root: str, folder: str) -> bool:
    """Tell whether a folder of the project is a link out of it."""
    full = os.path.join(root, folder)
    return os.path.islink(full) and not os.path.realpath(full).startswith(os.path.realpath(root) + os.sep)


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
                _scan_into(found, entry.path, f"{prefix}{_decoded(name)}/")
            else:
                found[prefix + _decoded(name)] = _stamp(entry)


def _stamp(entry: os.DirEntry[str]) -> int:
    """Return the stamp of a file; a link changes with what it leads to."""
    stamp = stamp_of(entry.stat(follow_symlinks=False))
    if not entry.is_symlink():
        return stamp
    try:
        return hash((stamp, stamp_of(entry.stat())))
    except OSError:
        return stamp


def _decoded(name: str) -> str:
    return name if name.isascii() else os.fsencode(name).decode("utf-8", "replace")
