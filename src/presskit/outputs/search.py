"""The search page in each language, with the script and the style that only it loads."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import language_name, words
from presskit.outputs.assets import SEARCH_FILES
from presskit.outputs.search_index import wanted
from presskit.planning.plan import Artifact
from presskit.planning.routes import page_path, relative
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
    home: str
    feed: str
    files: tuple[str, ...]
    indexes: tuple[tuple[str, tuple[str, ...]], ...] = ()
    alternates: tuple[Link, ...] = ()
    in_preview: bool = False


class FileView(NamedTuple):
    """Script or style of the page."""

    layout: str


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a search page in each language, and what it loads."""
    for layout, path in zip(SEARCH_FILES, routes.search_files, strict=True):
        yield Artifact(path, "search", FileView(layout))
    languages = tuple(dict.fromkeys([*newsroom.settings.languages, *(e.language for e in newsroom.entries)]))
    in_preview = newsroom.marked_at is not None
    indexes = () if in_preview or not routes.engine else _indexes(newsroom)
    feeds = newsroom.settings.outputs is None or "rss" in newsroom.settings.outputs
    links = tuple(Link(code, routes.search(code), language_name(code)) for code in languages)
    for language in languages:
        others = tuple(link for link in links if link.language != language)
        feed = routes.feed(language) if feeds else ""
        where = (language, routes.search(language), routes.home(language), feed, routes.search_files, indexes)
        view = SearchView(*where, others, in_preview)
        first = view._replace(alternates=()) if others else None
        after = tuple(page_path(link.route) for link in others)
        yield Artifact(page_path(view.route), "search", view, first=first, after=after)


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
    known = words(view.language)
    script, style = view.files
    html = tools.template("page/search.html").render(
        site=tools.routes.site,
        words=known,
        language=view.language,
        home=view.home,
        feed=view.feed,
        here=False,
        script=script,
        style=style,
        indexes=[(code, language_name(code), folders) for code, folders in view.indexes],
        in_preview=view.in_preview,
        title=known["search"],
        partial=partial(tools.partial, view.language),
        alternates=view.alternates,
        link=lambda target: relative(view.route, target),
        canonical=tools.routes.absolute(view.route),
        preview=None,
    )
    return html.encode()
