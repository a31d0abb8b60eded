"""Lists of releases, one for each series: a first page with the newest, further pages numbered from the oldest.

The first page takes what no full numbered page holds, so a new release changes the first page alone, and every
`page_length` releases one numbered page is added; those that exist keep what they show.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from presskit.i18n import language_name, long_date, words
from presskit.model.identifiers import name_of
from presskit.outputs.pages.jsonld import site_graph, speaker_graph
from presskit.outputs.pages.navigation import page_context
from presskit.outputs.pages.offering import Cards, offered
from presskit.outputs.tools import marks_of
from presskit.outputs.writing.markup import marked
from presskit.outputs.writing.plain import translated
from presskit.planning.documents import speaker_key
from presskit.planning.plan import Artifact
from presskit.planning.quote_cards import has_card
from presskit.planning.routes import page_path, relative
from presskit.planning.views import Link, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.model.series import Kind, Series
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import QuoteSheet, QuoteView

VERSION = 3
SHOWS = "all"
LAYOUTS = ("page/index.html", "page/speaker.html")


class Row(NamedTuple):
    """One release of a list: the digest of its Listing, or of its QuoteSheet in a list of quotes; its mark."""

    digest: str
    mark: str = ""


class ListView(NamedTuple):
    """What a page of a list shows, newest first; `number` is 0 on the first page; one that is `bare` links nowhere.

    `cards` tells that quotes have cards, if they have room on one.
    """

    kind: Kind
    language: str
    key: str
    label: str
    route: str
    number: int
    rows: tuple[Row, ...]
    older: str = ""
    newer: str = ""
    alternates: tuple[Link, ...] = ()
    bare: bool = False
    cards: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """One release in a list."""

    listing: Listing
    href: str
    date_long: str
    date_iso: str
    mark: str


@dataclass(frozen=True, slots=True)
class Spoken:
    """One quote in a list of a speaker's, marked as on the page."""

    sheet: QuoteSheet
    quote: QuoteView
    marked: tuple[str, ...]
    href: str
    date_long: str
    mark: str
    translated: str
    use: Markup


def numbered_pages(releases: int, page_length: int) -> int:
    """Return how many numbered pages a list has; the first page keeps one length at least where it can."""
    return max(0, releases // page_length - 1)


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a list for each year, topic and speaker."""
    yield from plan_lists(newsroom, routes, ("year", "topic", "speaker"))


def plan_lists(newsroom: Newsroom, routes: Routes, kinds: tuple[Kind, ...]) -> Iterator[Artifact]:
    """Want the pages of all series of some kinds; numbered pages first, since first pages link to them."""
    found = [series for series in newsroom.series if series.kind in kinds]
    languages: dict[tuple[str, str], list[str]] = {}
    for series in found:
        languages.setdefault((series.kind, series.key), []).append(series.language)
    fronts = []
    for series in found:
        there = languages[series.kind, series.key]
        others = (code for code in newsroom.settings.languages if code in there and code != series.language)
        links = (Link(code, routes.series_at(series.kind, code, series.key), language_name(code)) for code in others)
        *numbered, front = _pages(newsroom, series, tuple(links), routes)
        yield from numbered
        fronts.append(front)
    yield from fronts


def _pages(newsroom: Newsroom, series: Series, links: tuple[Link, ...], routes: Routes) -> Iterator[Artifact]:
    """Yield the pages of one series, the first page last."""
    length, output = newsroom.settings.page_length, "index" if series.kind == "language" else "lists"
    spoken = series.kind == "speaker"
    rows = tuple(Row(e.quotes if spoken else e.listing, newsroom.list_mark(e)) for e in series.entries)
    count, total, home = numbered_pages(len(rows), length), len(rows), routes.series(series)
    view = ListView(*series.name, series.label, home, 0, (), cards=spoken and newsroom.settings.wants("quote_cards"))
    for number in range(1, count + 1):
        shown = rows[total - number * length : total - (number - 1) * length]
        older = routes.numbered(series, number - 1) if number > 1 else ""
        newer = routes.numbered(series, number + 1) if number < count else home
        page = view._replace(route=routes.numbered(series, number), number=number, rows=shown, older=older, newer=newer)
        alone = page._replace(newer=home)
        first = alone if page != alone else None
        yield Artifact(page_path(page.route), output, page, first=first, after=(page_path(newer),))
    older = routes.numbered(series, count) if count else ""
    front = view._replace(rows=rows[: total - count * length], older=older, alternates=links)
    yield Artifact(page_path(home), output, front, first=view._replace(bare=True), opens=True)


def render(view: ListView, tools: Tools) -> bytes:
    """Return the page as HTML."""
    template = tools.template("page/speaker.html" if view.kind == "speaker" else "page/index.html")
    return template.render(**_context(view, tools)).encode()


def _context(view: ListView, tools: Tools) -> dict[str, Any]:
    known, settings = words(view.language), tools.routes.settings
    is_language = view.kind == "language"
    name = known["press_releases"] if is_language else view.label
    shown = _speaker(view, tools) if view.kind == "speaker" else {"releases": list(_shown(view, tools))}
    return {
        **page_context(
            view.language, view.route, tools, bare=view.bare, here="press_releases" if is_language else "archive"
        ),
        "kind": view.kind,
        "kicker": "" if is_language else known[f"{view.kind}_one"],
        "name": name,
        "title": name if view.number == 0 else f"{name} ({view.number})",
        "tagline": settings.tagline.to(view.language) if is_language and view.number == 0 else "",
        "front": view.number == 0,
        "graph": _graph(view, tools) if is_language and view.number == 0 and not view.bare else "",
        "older": relative(view.route, view.older) if view.older else "",
        "newer": relative(view.route, view.newer) if view.newer else "",
        "alternates": view.alternates,
        "feeds": () if view.bare else tools.routes.feeds(view.kind, view.language, view.key),
        **shown,
    }


def _speaker(view: ListView, tools: Tools) -> dict[str, Any]:
    """Return what a page of a speaker's shows; the first one also says who else knows them."""
    quotes = list(_quotes(view, tools))
    if not quotes or view.number or view.bare:
        return {"quotes": quotes, "elsewhere": ()}
    newest = quotes[0].quote
    graph = Markup(speaker_graph(tools.routes, view.route, view.language, newest))
    return {"quotes": quotes, "graph": graph, "elsewhere": [(name_of(url), url) for url in newest.same_as]}


def _graph(view: ListView, tools: Tools) -> Markup:
    """Return what a front page says of the newsroom to search engines."""
    tagline = tools.routes.settings.tagline.to(view.language)
    return Markup(site_graph(tools.routes, view.route, view.language, tagline))


def _shown(view: ListView, tools: Tools) -> Iterator[Shown]:
    for digest, mark in view.rows:
        listing = tools.library.listing(digest)
        date = long_date(listing.date, view.language)
        yield Shown(listing, relative(view.route, listing.route), date, listing.date, mark)


def _quotes(view: ListView, tools: Tools) -> Iterator[Spoken]:
    """Yield the speaker's quotes in the order in which releases have them."""
    for digest, mark in view.rows:
        sheet = tools.library.quote_sheet(digest)
        date = long_date(sheet.date, view.language)
        for quote in sheet.quotes:
            if quote.name and speaker_key(quote) == view.key:
                words_said = marked(quote.text, marks_of(sheet.language))
                href = relative(view.route, sheet.route) + f"#quote-{quote.id}"
                use = offered(quote, _cards(sheet, quote, view, tools))
                yield Spoken(sheet, quote, words_said, href, date, mark, translated(quote), use)


def _cards(sheet: QuoteSheet, quote: QuoteView, view: ListView, tools: Tools) -> Cards | None:
    if not view.cards or not has_card(quote):
        return None
    return Cards(*(relative(view.route, tools.routes.quote_card(sheet, quote.id, form)) for form in ("png", "svg")))
