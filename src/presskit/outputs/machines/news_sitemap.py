"""The news sitemap: what became public within two days of the build.

Google asks for no more than that, and for at most 1,000 pages. The gate tells the moment, and `Newsroom.next_lift` when
the next one falls out.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.machines.sitemap import HEAD, SITEMAPS, moment
from presskit.outputs.pages.navigation import has_pages
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "all"
LAYOUTS: tuple[str, ...] = ()
PATH = "sitemap-news.xml"
MOST = 1_000
NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


class News(NamedTuple):
    """One release; `public_from` is in seconds since 1970."""

    listing: str
    route: str
    language: str
    public_from: int


class NewsView(NamedTuple):
    """What is news, newest first; `home` stands in where nothing is, for a sitemap may not be empty."""

    items: tuple[News, ...]
    home: str


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want one file, where there are pages."""
    if not has_pages(newsroom.settings):
        return
    found = sorted(newsroom.news(), key=lambda entry: (-(entry.public_from or 0), entry.id, entry.language))
    items = tuple(News(e.listing, routes.release(e), e.language, e.public_from or 0) for e in found[:MOST])
    home = routes.home(newsroom.settings.language)
    yield Artifact(PATH, "news_sitemap", NewsView(items, "" if items else home))


def render(view: NewsView, tools: Tools) -> bytes:
    """Return the sitemap as XML, one element a line."""
    lines = [f"<urlset {SITEMAPS}\n        {NEWS}>", *(_url(item, tools) for item in view.items)]
    if not view.items:
        lines.append(f"  <url>\n    <loc>{escape(tools.routes.absolute(view.home))}</loc>\n  </url>")
    return (HEAD + "\n".join([*lines, "</urlset>"]) + "\n").encode()


def _url(item: News, tools: Tools) -> str:
    headline = tools.library.listing(item.listing).headline
    return f"""\
  <url>
    <loc>{escape(tools.routes.absolute(item.route))}</loc>
    <news:news>
      <news:publication>
        <news:name>{escape(tools.routes.site.name)}</news:name>
        <news:language>{_language(item.language)}</news:language>
      </news:publication>
      <news:publication_date>{moment(item.public_from)}</news:publication_date>
      <news:title>{escape(headline)}</news:title>
    </news:news>
  </url>"""


def _language(language: str) -> str:
    """Return a language as the schema has it: without its country, but for the two ways of writing Chinese."""
    return language.lower() if language in ("zh-CN", "zh-TW") else language.partition("-")[0]
