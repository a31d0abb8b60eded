"""What every page of the site says around its matter: the menu, the feeds, where it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.i18n import direction, words
from presskit.planning.routes import relative

if TYPE_CHECKING:
    from presskit.model.newsroom import Settings
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

CARD_PX = (1200, 630)  # what the readers of Open Graph cut no edge off (1.91:1)
SERVICES = ("contacts", "subscribe", "search")
PAGES = ("page", "index", "lists", *SERVICES)  # whoever wants one of these has a site


class MenuItem(NamedTuple):
    """One way in the head of every page; `key` is its word, `href` leads there from the page."""

    key: str
    href: str


def has_pages(settings: Settings) -> bool:
    """Tell whether the newsroom wants any page at all."""
    return any(settings.wants(name) for name in PAGES)


def ways(routes: Routes, language: str) -> list[tuple[str, str]]:
    """Return key and route of each way that every page of a language offers."""
    settings, found = routes.settings, [("press_releases", routes.home(language))]
    if settings.wants("lists"):
        found.append(("archive", routes.overview(language, "archive")))
    found += [(name, routes.service(language, name)) for name in routes.site.services]  # type: ignore[arg-type]
    return found


def page_context(language: str, route: str, tools: Tools, *, bare: bool = False, here: str = "") -> dict[str, Any]:
    """Return what page/base.html asks for; a page that is `bare` links nowhere, `here` is the key of its menu item."""
    menu = () if bare else ways(tools.routes, language)
    return {
        "site": tools.routes.site,
        "words": words(language),
        "language": language,
        "direction": direction(language),
        "partial": partial(tools.partial, language),
        "link": partial(relative, route),
        "home": route if bare else tools.routes.home(language),
        "menu": tuple(MenuItem(key, relative(route, target)) for key, target in menu),
        "here": here,
        "feeds": () if bare else tools.routes.feeds("language", language, ""),
        "canonical": tools.routes.absolute(route),
        "shared": None if bare else _shared(language, tools.routes),
        "graph": "",
        "alternates": (),
        "preview": None,
    }


def _shared(language: str, routes: Routes) -> dict[str, Any] | None:
    """Return the newsroom's own card, which stands for its pages where their links are shared."""
    return card_picture(routes, routes.home_card(language), routes.site.name) if routes.site.has_card else None


def card_picture(routes: Routes, path: str, alt: str) -> dict[str, Any]:
    """Return a card as the heads of pages name it."""
    return {"url": routes.absolute(path), "width": CARD_PX[0], "height": CARD_PX[1], "alt": alt}
