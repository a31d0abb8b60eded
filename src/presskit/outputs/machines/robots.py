"""robots.txt (RFC 9309): everything may be read, and where the sitemaps are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.machines import news_sitemap, sitemap
from presskit.outputs.pages.navigation import has_pages
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "site"
LAYOUTS: tuple[str, ...] = ()
PATH = "robots.txt"


class RobotsView(NamedTuple):
    """The paths of the sitemaps."""

    sitemaps: tuple[str, ...]


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want one file that names the sitemaps there are."""
    settings, known = newsroom.settings, {"sitemap": sitemap.INDEX, "news_sitemap": news_sitemap.PATH}
    wanted = (path for name, path in known.items() if has_pages(settings) and settings.wants(name))
    yield Artifact(PATH, "robots", RobotsView(tuple(wanted)))


def render(view: RobotsView, tools: Tools) -> bytes:
    """Return the rules as text."""
    lines = ["# Press releases are there to be read, by machines too.", "User-agent: *", "Allow: /", ""]
    lines += [f"Sitemap: {tools.routes.absolute(path)}" for path in view.sitemaps]
    return ("\n".join(lines).rstrip() + "\n").encode()
