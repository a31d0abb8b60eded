"""The folders of one newsroom. On the way of a build with nothing to do: it imports next to nothing."""

from __future__ import annotations

import os

SETTINGS_FILE = "presskit.toml"


class Project:
    """The folders of one newsroom; every path is absolute. No dataclass: those cost 20 ms to import."""

    __slots__ = ("public", "root")

    def __init__(self, root: str, public: str) -> None:
        self.root = root
        self.public = public

    @property
    def releases(self) -> str:
        """Where releases are written."""
        return os.path.join(self.root, "releases")

    @property
    def layouts(self) -> str:
        """Where a newsroom overrides layouts, file by file."""
        return os.path.join(self.root, "layouts")

    @property
    def state(self) -> str:
        """Where presskit keeps what it remembers."""
        return os.path.join(self.root, ".presskit")

    @property
    def cache(self) -> str:
        """Where builds remember; it may be deleted at any time."""
        return os.path.join(self.state, "cache.db")


def project_at(root: str) -> Project:
    """Return the project in a folder; PresskitError where there is no presskit.toml."""
    root = os.path.realpath(root)
    if not os.path.isfile(os.path.join(root, SETTINGS_FILE)):
        raise _no_project(f"no {SETTINGS_FILE} in {root}")
    return Project(root, os.path.join(root, "public"))


def nearest_project(start: str) -> Project:
    """Return the project in a folder or in the nearest one above; PresskitError where there is none."""
    folder = os.path.realpath(start)
    while not os.path.isfile(os.path.join(folder, SETTINGS_FILE)):
        if folder == os.path.dirname(folder):
            raise _no_project(f"no {SETTINGS_FILE} in {os.path.realpath(start)} or above")
        folder = os.path.dirname(folder)
    return project_at(folder)


def _no_project(message: str) -> Exception:
    from presskit.problems import PresskitError

    return PresskitError(message, hint="`presskit init DIR` makes a new newsroom")
