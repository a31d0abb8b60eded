"""Pictures of releases, copied as they are."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()


class MediaFile(NamedTuple):
    """A file below the project, and the digest of its bytes."""

    file: str
    digest: str


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a copy of each picture."""
    for entry in newsroom.entries:
        for medium in entry.media:
            yield Artifact(medium.path, "media", MediaFile(medium.file, medium.digest), entry.source)


def render(view: MediaFile, tools: Tools) -> bytes:
    """Return the bytes of the picture."""
    with open(os.path.join(tools.root, view.file), "rb") as file:
        return file.read()
