"""Lists of releases: a front page with the newest, archive pages numbered from the oldest.

The front page takes what no full archive page holds, so a new release changes the front page alone, and every
`page_length` releases one archive page is added; those that exist keep what they show.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import language_name, long_date, words
from presskit.planning.plan import Artifact
from presskit.planning.routes import page_path, relative
from presskit.planning.views import Link, Listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "all"
LAYOUTS = ("page/index.html",)


class IndexView(NamedTuple):
    """What a list shows: digests of listings, newest first, each with its preview mark; `number` is 0 in front."""

    language: str
    route: str
    number: int
    listings: tuple[tuple[str, str], ...]
    home: str
    feed: str
    older: str = ""
    newer: str = ""
    alternates: tuple[Link, ...] = ()
    tagline: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One release in a list."""

    listing: Listing
    href: str
    date_long: str
    date_iso: str
    mark: str


def archive_count(releases: int, page_length: int) -> int:
    """Return how many archive pages there are; the front page keeps one length at least where it can."""
    return max(0, releases // page_length - 1)


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a front page in each language and its archive; archive pages first, since the front page links to them."""
    settings = newsroom.settings
    by_language: dict[str, list[tuple[str, str]]] = {language: [] for language in settings.languages}
    for entry in newsroom.entries:
        by_language.setdefault(entry.language, []).append((entry.listing, newsroom.mark(entry)))
    links = tuple(Link(code, routes.home(code), language_name(code)) for code in by_language)
    fronts = []
    for language, listings in by_language.items():
        others = tuple(link for link in links if link.language != language)
        *archive, front = _pages(language, listings, settings.page_length, others, routes)
        yield from archive
        fronts.append(front)
    yield from fronts


def _pages(
    language: str, listings: list[tuple[str, str]], length: int, others: tuple[Link, ...], routes: Routes
) -> Iterator[Artifact]:
    count, total = archive_count(len(listings), length), len(listings)
    home = routes.home(language)
    feed = routes.feed(language) if _has_feed(routes) else ""
    for number in range(1, count + 1):
        shown = tuple(listings[total - number * length : total - (number - 1) * length])
        route = routes.archive(language, number)
        older = routes.archive(language, number - 1) if number > 1 else ""
        newer = routes.archive(language, number + 1) if number < count else home
        view = IndexView(language, route, number, shown, home, feed, older, newer)
        alone = IndexView(language, route, number, shown, home, feed, older, home)
        yield Artifact(
            page_path(route), "index", view, first=alone if view != alone else None, after=(page_path(newer),)
        )
    older = routes.archive(language, count) if count else ""
    front = IndexView(language, home, 0, tuple(listings[: total - count * length]), home, feed, older, "", others)
    front = front._replace(tagline=routes.settings.tagline.to(language))
    yield Artifact(page_path(home), "index", front, first=IndexView(language, home, 0, (), home, ""), opens=True)


def _has_feed(routes: Routes) -> bool:
    return routes.settings.outputs is None or "rss" in routes.settings.outputs


def render(view: IndexView, tools: Tools) -> bytes:
    """Return the list as HTML."""
    known = words(view.language)
    html = tools.template("page/index.html").render(
        site=tools.routes.site,
        words=known,
        language=view.language,
        tagline=view.tagline,
        home=view.home,
        feed=view.feed,
        releases=[_row(view, digest, mark, tools) for digest, mark in view.listings],
        front=view.number == 0,
        here=True,
        partial=partial(tools.partial, view.language),
        title=known["press_releases"] if view.number == 0 else f"{known['press_releases']} {view.number}",
        older=relative(view.route, view.older) if view.older else "",
        newer=relative(view.route, view.newer) if view.newer else "",
        alternates=view.alternates,
        link=lambda target: relative(view.route, target),
        canonical=tools.routes.absolute(view.route),
        preview=None,
    )
    return html.encode()


def _row(view: IndexView, digest: str, mark: str, tools: Tools) -> Row:
    listing = tools.library.listing(digest)
    date = long_date(listing.date, view.language)
    return Row(listing, relative(view.route, listing.route), date, listing.date, mark)
