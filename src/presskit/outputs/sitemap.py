"""The sitemap (sitemaps.org, 0.9): an index of one file for lists and some for each year, with languages and changes.

A release that comes or changes touches the file of its year and the index. All are at the top, since a sitemap may only
name what is below its own folder.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.navigation import has_pages
from presskit.planning.plan import Artifact
from presskit.planning.years import changed_at, parts, translations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "all"
LAYOUTS: tuple[str, ...] = ()
INDEX, LISTS = "sitemap.xml", "sitemap-pages.xml"
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAPS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
XHTML = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'


class Address(NamedTuple):
    """One page; `changed` is in seconds since 1970, 0 when unknown; `languages` are language and route of all editions
    where there are several, the first the one for everybody else.
    """

    route: str
    changed: int
    languages: tuple[tuple[str, str], ...] = ()


class SitemapView(NamedTuple):
    """What a sitemap names: pages, or in an index other sitemaps."""

    kind: str
    addresses: tuple[Address, ...]


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want the files of the years and of the lists, then the index, where there are pages."""
    if not has_pages(newsroom.settings):
        return
    named, languages = [], _languages(newsroom, routes)
    for part in parts(newsroom.entries):
        path = f"sitemap-{part.year}{part.suffix}.xml"
        named.append(Address(path, part.changed))
        pages = tuple(Address(routes.release(e), changed_at(e), languages.get(e.id, ())) for e in part.entries)
        yield Artifact(path, "sitemap", SitemapView("pages", pages))
    lists = tuple(_lists(newsroom, routes))
    yield Artifact(LISTS, "sitemap", SitemapView("pages", lists))
    index = (Address(LISTS, max(page.changed for page in lists)), *named)
    yield Artifact(INDEX, "sitemap", SitemapView("sitemaps", index))


def _languages(newsroom: Newsroom, routes: Routes) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found = translations(newsroom).items()
    return {key: tuple((entry.language, routes.release(entry)) for entry in entries) for key, entries in found}


def _lists(newsroom: Newsroom, routes: Routes) -> Iterator[Address]:
    """Yield the first pages of lists, dated by the newest release that they can show; others are behind them."""
    settings = newsroom.settings
    homes = tuple((language, routes.home(language)) for language in settings.languages)
    for language, home in homes:
        shown = newsroom.in_language(language)[: 2 * settings.page_length]
        yield Address(home, _newest(shown), homes if len(homes) > 1 else ())
        yield from (Address(routes.service(language, name), 0) for name in routes.site.services)  # type: ignore[arg-type]
        if settings.wants("lists"):
            yield Address(routes.overview(language, "archive"), _newest(shown))
    for series in newsroom.series if settings.wants("lists") else ():
        if series.kind in ("year", "topic", "speaker"):
            yield Address(routes.series(series), _newest(series.entries))


def _newest(entries: Iterable[Entry]) -> int:
    return max((entry.public_from or entry.published for entry in entries), default=0)


def render(view: SitemapView, tools: Tools) -> bytes:
    """Return the sitemap as XML, one element a line."""
    absolute = tools.routes.absolute
    if view.kind == "sitemaps":
        located = (_located(address, absolute(address.route)) for address in view.addresses)
        lines = [f"<sitemapindex {SITEMAPS}>", *(f"  <sitemap>\n{element}  </sitemap>" for element in located)]
        return (HEAD + "\n".join([*lines, "</sitemapindex>"]) + "\n").encode()
    lines = [f"<urlset {SITEMAPS}\n        {XHTML}>"]
    lines += [_url(address, tools) for address in view.addresses]
    return (HEAD + "\n".join([*lines, "</urlset>"]) + "\n").encode()


def _url(address: Address, tools: Tools) -> str:
    links = [(language, tools.routes.absolute(route)) for language, route in address.languages]
    if links:
        links.append(("x-default", links[0][1]))
    written = "".join(
        f'    <xhtml:link rel="alternate" hreflang="{language}" href="{escape(href)}"/>\n' for language, href in links
    )
    return f"  <url>\n{_located(address, tools.routes.absolute(address.route))}{written}  </url>"


def _located(address: Address, url: str) -> str:
    changed = f"    <lastmod>{moment(address.changed)}</lastmod>\n" if address.changed else ""
    return f"    <loc>{escape(url)}</loc>\n{changed}"


def moment(seconds: int) -> str:
    """Return seconds since 1970 as XML writes a moment, in UTC: old offsets had seconds, which it cannot say."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ").zfill(20)
