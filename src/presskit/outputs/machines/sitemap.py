"""The sitemap (sitemaps.org, 0.9): an index of one file for lists and some for each year, with languages and changes.

A release that comes or changes touches the file of its year and the index. All are at the top, since a sitemap may only
name what is below its own folder.
"""

from __future__ import annotations

from datetime import UTC, datetime
from html import escape
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from presskit.outputs.pages.navigation import has_pages
from presskit.planning.plan import Artifact
from presskit.planning.years import changed_at, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presskit.model.newsroom import Entry, Newsroom, Settings
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "all"
LAYOUTS: tuple[str, ...] = ()
INDEX, LISTS = "sitemap.xml", "sitemap-pages"
MOST_LISTS = 10_000  # of 50,000 that a file may name
OVERVIEWS: tuple[Literal["archive", "topics", "speakers"], ...] = ("archive", "topics", "speakers")
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
    """What a sitemap names: pages, or in an index other sitemaps.

    Each of `addresses` has the parts of an Address: plain tuples, since there are many.
    """

    kind: str
    addresses: tuple[tuple[Any, ...], ...]


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want the files of the years and of the lists, then the index, where there are pages."""
    if not has_pages(newsroom.settings):
        return
    named, languages = [], _languages(newsroom, routes)
    for part in parts(newsroom.entries):
        path = f"sitemap-{part.year}{part.suffix}.xml"
        named.append(Address(path, part.changed))
        pages = tuple((routes.release(e), changed_at(e), languages.get(e.id, ())) for e in part.entries)
        yield Artifact(path, "sitemap", SitemapView("pages", pages))
    lists = list(_lists(newsroom, routes))
    for number, start in enumerate(range(0, len(lists), MOST_LISTS), 1):
        path, some = f"{LISTS}{'' if number == 1 else f'-{number}'}.xml", tuple(lists[start : start + MOST_LISTS])
        named.insert(number - 1, Address(path, max(page.changed for page in some)))
        yield Artifact(path, "sitemap", SitemapView("pages", tuple(map(tuple, some))))
    yield Artifact(INDEX, "sitemap", SitemapView("sitemaps", tuple(map(tuple, named))))


def _languages(newsroom: Newsroom, routes: Routes) -> Mapping[str, tuple[tuple[str, str], ...]]:
    found = newsroom.translations.items()
    return {key: tuple((entry.language, routes.release(entry)) for entry in entries) for key, entries in found}


def _lists(newsroom: Newsroom, routes: Routes) -> Iterator[Address]:
    """Yield the first pages of lists, dated by the newest release that they can show; others are behind them."""
    settings, wants_lists = newsroom.settings, newsroom.settings.wants("lists")
    kinds = ("language", "year", "topic", "speaker") if wants_lists else ("language",)
    found = [series for series in newsroom.series if series.kind in kinds]
    languages: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for series in found:
        languages.setdefault((series.kind, series.key), []).append((series.language, routes.series(series)))
    for series in found:
        shown = series.entries[: 2 * settings.page_length]
        yield Address(routes.series(series), _newest(shown), _several(languages[series.kind, series.key], settings))
    yield from _others(routes, settings, {(series.kind, series.language) for series in found})


def _others(routes: Routes, settings: Settings, there: set[tuple[str, str]]) -> Iterator[Address]:
    """Yield the pages that list no releases, in the languages that have them: overviews only of what is `there`."""
    pages: list[list[tuple[str, str]]] = []
    for kind in OVERVIEWS if settings.wants("lists") else ():
        codes = [code for code in settings.languages if kind == "archive" or (kind[:-1], code) in there]
        pages.append([(code, routes.overview(code, kind)) for code in codes])
    for name in routes.site.services:
        if name != "search":
            pages.append([(code, routes.service(code, name)) for code in settings.languages])  # type: ignore[arg-type]
    for page in pages:
        yield from (Address(own, 0, _several(page, settings)) for _, own in page)


def _several(languages: list[tuple[str, str]], settings: Settings) -> tuple[tuple[str, str], ...]:
    """Return language and route of all editions of a page in the order of the newsroom; nothing where there is one."""
    return tuple(sorted(languages, key=lambda pair: settings.languages.index(pair[0]))) if languages[1:] else ()


def _newest(entries: Iterable[Entry]) -> int:
    return max((entry.public_from or entry.published for entry in entries), default=0)


def render(view: SitemapView, tools: Tools) -> bytes:
    """Return the sitemap as XML, one element a line."""
    addresses = [Address(*parts) for parts in view.addresses]
    if view.kind == "sitemaps":
        located = (_located(address, tools.routes.absolute(address.route)) for address in addresses)
        lines = [f"<sitemapindex {SITEMAPS}>", *(f"  <sitemap>\n{element}  </sitemap>" for element in located)]
        return (HEAD + "\n".join([*lines, "</sitemapindex>"]) + "\n").encode()
    lines = [f"<urlset {SITEMAPS}\n        {XHTML}>", *(_url(address, tools) for address in addresses)]
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
