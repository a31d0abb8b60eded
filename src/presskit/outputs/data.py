"""The release as data: the same that its print PDF carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.writing.release_data import as_json, data_of, told_of
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()


class DataView(NamedTuple):
    """What the data are of, and whether there is a PDF to name."""

    document: str
    route: str
    has_pdf: bool
    mark: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want data for each edition."""
    has_pdf = newsroom.settings.wants("print_pdf")
    for entry in newsroom.entries:
        view = DataView(entry.digest, routes.release(entry), has_pdf, newsroom.mark(entry))
        yield Artifact(routes.data(entry), "data", view, entry.source)


def render(view: DataView, tools: Tools) -> bytes:
    """Return the data as JSON."""
    document, holds = tools.library.document(view.document), view.mark == "embargoed"
    told = told_of(document, tools, embargo_holds=holds)
    return as_json(data_of(told, tools, embargo_holds=holds, has_pdf=view.has_pdf))
