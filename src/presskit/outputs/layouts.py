"""Layouts: which file a name means (the newsroom's own before the shipped one), and what a layout reaches."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from hashlib import blake2b

from presskit.problems import PresskitError
from presskit.reading.scan import SKIPPED_ENDINGS

HERE = os.path.dirname(os.path.dirname(__file__))
REFERENCE = re.compile(r"(?:\{%[-+]?\s*(?:extends|include|import|from)\s+|\bpartial\(\s*)")
# A name that is written out, and nothing after it that may choose another one.
NAME = re.compile(r"""["']([^"']+)["']\s*(?:[-+]?%\}|[,)]|(?:as|import|ignore|with|without)\b)""")


def shipped_layouts() -> str:
    """Return the folder of the layouts that come with presskit: in the package, or in a checkout beside src."""
    inside = os.path.join(HERE, "layouts")
    return inside if os.path.isdir(inside) else os.path.join(os.path.dirname(os.path.dirname(HERE)), "layouts")


@dataclass(slots=True)
class Layouts:
    """The layout files of one newsroom, read at most once; `folders` are searched in order."""

    folders: tuple[str, ...]
    texts: dict[str, str] = field(default_factory=dict)

    def find(self, name: str) -> str | None:
        """Return the file that a name such as `page/release.html` means; a link out of its folder means nothing."""
        for folder in self.folders:
            full = os.path.join(folder, name)
            if os.path.isfile(full) and os.path.realpath(full).startswith(os.path.realpath(folder) + os.sep):
                return full
        return None

    def path(self, name: str) -> str:
        """Return the file that a name means; PresskitError where there is none."""
        full = self.find(name)
        if full is None:
            raise PresskitError(f"no layout `{name}`", hint="reinstall presskit, or add the file to layouts/")
        return full

    def text(self, name: str) -> str:
        """Return the text of a layout."""
        if name not in self.texts:
            with open(self.path(name), encoding="utf-8", errors="replace") as file:
                self.texts[name] = file.read()
        return self.texts[name]

    def closure(self, names: tuple[str, ...]) -> list[str]:
        """Return the names and all that they extend, include or import, sorted; what is missing is left out.

        Where a layout computes a name it may mean any layout, so all of them are returned.
        """
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name not in found and self.find(name):
                found.add(name)
                text = self.text(name)
                written = [NAME.match(text, reference.end()) for reference in REFERENCE.finditer(text)]
                waiting += self.names() if None in written else [match[1] for match in written if match]
        return sorted(found)

    def names(self) -> list[str]:
        """Return the names of all layouts, without what editors leave beside them."""
        here = ((top, folder, names) for top in self.folders for folder, _, names in os.walk(top))
        found = ((top, os.path.join(folder, name)) for top, folder, names in here for name in names)
        kept = (item for item in found if not item[1].endswith(SKIPPED_ENDINGS))
        return [os.path.relpath(path, top).replace(os.sep, "/") for top, path in kept]

    def digest(self, names: tuple[str, ...]) -> bytes:
        """Return a digest of everything that the named layouts reach."""
        state = blake2b(digest_size=8)
        for name in self.closure(names):
            state.update(f"{name}\0{self.text(name)}\0".encode())
        return state.digest()
