"""404.html: what a host shows at an address where nothing is, so it works at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from presskit.i18n import words
from presskit.outputs.navigation import MenuItem, has_pages, page_context, ways
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
    ways: tuple[Link, ...]


def base_of(settings: Settings) -> str:
    """Return the path of a newsroom on its host, empty where it is the whole host's."""
    return quote(urlsplit(settings.base_url).path.rstrip("/"), safe="/%")


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want one page; a preview is at the root of its host, whatever the address of the newsroom."""
    settings = newsroom.settings
    if not has_pages(newsroom.settings):
        return
    base = "" if newsroom.marked_at is not None else base_of(settings)
    view = NotFoundView(settings.language, base, tuple(_ways(settings, routes)))
    yield Artifact(PATH, "not_found", view)


def _ways(settings: Settings, routes: Routes) -> Iterator[Link]:
    for language in settings.languages:
        yield Link(language, routes.home(language), words(language)["all_releases"])


def render(view: NotFoundView, tools: Tools) -> bytes:
    """Return the page as HTML; its links begin at the root of the host."""
    context = page_context(view.language, "/", tools)
    context |= {
        "kind": "not-found",
        "title": words(view.language).not_found,
        "ways": view.ways,
        "menu": tuple(MenuItem(key, view.base + route) for key, route in ways(tools.routes, view.language)),
        "link": lambda target: f"{view.base}/{target.lstrip('/')}",
        "canonical": "",
    }
    return tools.template("page/not_found.html").render(**context).encode()
