"""The release as front-matter Markdown, in its public normal form."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.writing.normal_form import normal_form
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()


class MarkdownView(NamedTuple):
    """What the file is of."""

    document: str
    mark: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a file for each edition."""
    for entry in newsroom.entries:
        view = MarkdownView(entry.digest, newsroom.mark(entry))
        yield Artifact(routes.markdown(entry), "markdown", view, entry.source)


def render(view: MarkdownView, tools: Tools) -> bytes:
    """Return the file as UTF-8."""
    document, holds = tools.library.document(view.document), view.mark == "embargoed"
    return normal_form(document, tools.routes.settings.time_zone, embargo_holds=holds).encode()
