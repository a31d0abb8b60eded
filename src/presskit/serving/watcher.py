"""When an input of a newsroom changed: releases, layouts, presskit.toml, people.toml."""

from __future__ import annotations

import asyncio
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from watchfiles import awatch

from presskit.reading.scan import SKIPPED_ENDINGS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from watchfiles import Change

    from presskit.config import Project

WAIT_MS = 50
Identity = tuple[int, int]


@dataclass(slots=True)
class Watch:
    """The folders under watch, each by a task of its own; whatever they see is a signal in one queue."""

    signals: asyncio.Queue[None] = field(default_factory=asyncio.Queue)
    tasks: dict[str, tuple[Identity, asyncio.Task[None]]] = field(default_factory=dict)

    def follow(self, folder: str, *, deep: bool) -> None:
        """Watch a folder, or watch it anew when another one stands in its place."""
        found = identity(folder)
        known = self.tasks.get(folder)
        if known and known[0] == found and not known[1].done():
            return
        if known:
            self.tasks.pop(folder)[1].cancel()
        if found:
            self.tasks[folder] = (found, asyncio.create_task(self._pass_on(folder, deep=deep)))

    async def _pass_on(self, folder: str, *, deep: bool) -> None:
        async for _ in awatch(folder, watch_filter=matters, step=WAIT_MS, recursive=deep):
            self.signals.put_nowait(None)

    def end(self) -> None:
        """Watch no more."""
        for _, task in self.tasks.values():
            task.cancel()


async def changes(project: Project, logo: Callable[[], str]) -> AsyncIterator[None]:
    """Yield at every change, until cancelled; `logo` tells which file below the project is the logo now.

    The project's own folder is watched flat: public/, .presskit/ and virtual environments below it are not.
    """
    watch = Watch()
    try:
        while True:
            watch.follow(project.root, deep=False)
            watch.follow(project.releases, deep=True)
            watch.follow(project.layouts, deep=True)
            watch.follow(os.path.dirname(os.path.join(project.root, logo())), deep=False)
            await watch.signals.get()
            yield
    finally:
        watch.end()


def identity(folder: str) -> Identity | None:
    """Return what tells a folder from another one of the same name, or None where there is none."""
    try:
        stat = os.stat(folder)
    except OSError:
        return None
    return (stat.st_dev, stat.st_ino) if os.path.isdir(folder) else None


def matters(change: Change, path: str) -> bool:
    """Tell whether a changed path can be an input: editors' own files are not, nor is what presskit writes."""
    name = os.path.basename(path)
    return not name.startswith(".") and not name.endswith(SKIPPED_ENDINGS) and name != "public"
