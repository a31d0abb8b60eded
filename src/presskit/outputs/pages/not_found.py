"""404.html: what a host shows at an address where nothing is, so it works at any depth."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from presskit.i18n import language_name, words
from presskit.outputs.pages.navigation import MenuItem, has_pages, page_context, ways
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
    homes: tuple[Link, ...]
    menu: tuple[tuple[str, str], ...]


def base_of(settings: Settings) -> str:
    """Return the path of a newsroom on its host, empty where it is the whole host's."""
    return quote(urlsplit(settings.base_url).path.rstrip("/"), safe="/%")


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want one page; a preview is at the root of its host, whatever the address of the newsroom."""
    settings = newsroom.settings
    if not has_pages(settings):
        return
    base = "" if newsroom.marked_at is not None else base_of(settings)
    several = len(settings.languages) > 1
    names = {code: language_name(code) if several else words(code)["all_releases"] for code in settings.languages}
    homes = (Link(code, routes.home(code), name) for code, name in names.items())
    view = NotFoundView(settings.language, base, tuple(homes), tuple(ways(routes, settings.language)))
    yield Artifact(PATH, "not_found", view)


def render(view: NotFoundView, tools: Tools) -> bytes:
    """Return the page as HTML; its links begin at the root of the host."""
    known = words(view.language)

    def link(target: str) -> str:
        return f"{view.base}/{target.lstrip('/')}"

    context = page_context(view.language, "/", tools) | {
        "kind": "not-found",
        "title": known["not_found"],
        "homes": view.homes,
        "ways": [(known[key], route) for key, route in view.menu if key != "press_releases"],
        "menu": tuple(MenuItem(key, link(route)) for key, route in view.menu),
        "link": link,
        "canonical": "",
    }
    return tools.template("page/not_found.html").render(**context).encode()
