"""404.html: what a host shows at an address where nothing is, so it works at any depth."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from presskit.i18n import words
from presskit.outputs.sitemap import has_pages
from presskit.planning.plan import Artifact
from presskit.planning.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom, Settings
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "site"
LAYOUTS = ("page/not_found.html",)
PATH = "404.html"


class NotFoundView(NamedTuple):
    """Where the page leads; `base` is the path of the newsroom on its host, without a slash at its end."""

    language: str
    base: str
    home: str
    feed: str
    ways: tuple[Link, ...]


def base_of(settings: Settings) -> str:
    """Return the path of a newsroom on its host, empty where it is the whole host's."""
    return quote(urlsplit(settings.base_url).path.rstrip("/"), safe="/%")


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want one page; a preview is at the root of its host, whatever the address of the newsroom."""
    settings = newsroom.settings
    if not has_pages(newsroom):
        return
    base = "" if newsroom.marked_at is not None else base_of(settings)
    feed = routes.feed(settings.language) if settings.wants("rss") else ""
    view = NotFoundView(settings.language, base, routes.home(settings.language), feed, tuple(_ways(settings, routes)))
    yield Artifact(PATH, "not_found", view)


def _ways(settings: Settings, routes: Routes) -> Iterator[Link]:
    for language in settings.languages:
        yield Link(language, routes.home(language), words(language)["all_releases"])


def render(view: NotFoundView, tools: Tools) -> bytes:
    """Return the page as HTML; its links begin at the root of the host."""
    html = tools.template("page/not_found.html").render(
        site=tools.routes.site,
        words=words(view.language),
        language=view.language,
        home=view.home,
        feed=view.feed,
        ways=view.ways,
        here=False,
        partial=partial(tools.partial, view.language),
        alternates=(),
        link=lambda target: f"{view.base}/{target.lstrip('/')}",
        canonical="",
        preview=None,
    )
    return html.encode()
