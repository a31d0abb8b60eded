"""The search page in each language, with the script and the style that only it loads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import language_name, words
from presskit.outputs.assets import SEARCH_FILES
from presskit.outputs.machines.search_index import wanted
from presskit.outputs.pages.navigation import page_context
from presskit.planning.plan import Artifact
from presskit.planning.routes import page_path
from presskit.planning.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "all"
LAYOUTS = ("page/search.html", *SEARCH_FILES)


class SearchView(NamedTuple):
    """What the page shows: the folders of each language's indexes, none where there is no engine or in a preview."""

    language: str
    route: str
    files: tuple[str, ...]
    indexes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alternates: tuple[Link, ...] = ()
    in_preview: bool = False
    bare: bool = False


class FileView(NamedTuple):
    """Script or style of the page."""

    layout: str


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a search page in each language, and what it loads."""
    for layout, path in zip(SEARCH_FILES, routes.search_files, strict=True):
        yield Artifact(path, "search", FileView(layout))
    in_preview = newsroom.marked_at is not None
    indexes = () if in_preview or not routes.engine else _indexes(newsroom)
    codes = newsroom.settings.languages
    for language in codes:
        route = routes.service(language, "search")
        links = (Link(code, routes.service(code, "search"), language_name(code)) for code in codes if code != language)
        view = SearchView(language, route, routes.search_files, indexes, tuple(links), in_preview)
        bare = SearchView(language, route, routes.search_files, bare=True)
        yield Artifact(page_path(route), "search", view, first=bare, opens=True)


def _indexes(newsroom: Newsroom) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the folders of each language's indexes, the newest first."""
    found: dict[str, tuple[str, ...]] = {}
    for period in wanted(newsroom):
        found[period.language] = (*found.get(period.language, ()), period.folder)
    return tuple(found.items())


def render(view: SearchView | FileView, tools: Tools) -> bytes:
    """Return the page as HTML, or its script or style."""
    if isinstance(view, FileView):
        return tools.layouts.text(view.layout).encode()
    script, style = ("", "") if view.bare else view.files  # it opens before they are written
    context = page_context(view.language, view.route, tools, bare=view.bare, here="search")
    context |= {
        "kind": "search",
        "script": script,
        "style": style,
        "indexes": [(code, language_name(code), folders) for code, folders in view.indexes],
        "in_preview": view.in_preview,
        "title": words(view.language)["search"],
        "alternates": view.alternates,
    }
    return tools.template("page/search.html").render(**context).encode()
