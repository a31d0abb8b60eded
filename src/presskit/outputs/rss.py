"""RSS 2.0: the newest releases with full content, the print PDF as enclosure, identities that no rename changes."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.i18n import words
from presskit.outputs.plain import attribution
from presskit.outputs.tools import body_parts, notices
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import Document

VERSION = 2
SHOWS = "newest"
LAYOUTS = ("page/feed_item.html",)
BUILD_DATE = re.compile(rb"\s*<lastBuildDate>[^<]*</lastBuildDate>")  # feedgen takes the clock where it has no other


class Item(NamedTuple):
    """One release in the feed; `public_from` is seconds since 1970, `pdf` a path or empty."""

    document: str
    guid: str
    route: str
    public_from: int
    pdf: str


class RssView(NamedTuple):
    """What the feed shows, newest first."""

    language: str
    route: str
    home: str
    items: tuple[Item, ...]


def guid(entry: Entry) -> str:
    """Return the identity of a feed item: from id and language only, for ever."""
    return f"urn:presskit:{entry.id}:{entry.language}"


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a feed in each language."""
    wanted, length = newsroom.settings.outputs, newsroom.settings.feed_length
    for language in newsroom.settings.languages:
        items = tuple(
            Item(e.digest, guid(e), routes.release(e), e.public_from or e.published,
                 routes.pdf(e) if wanted is None or "print_pdf" in wanted else "")
            for e in newsroom.in_language(language)[:length]
        )  # fmt: skip
        route, home = routes.feed(language), routes.home(language)
        view = RssView(language, route, home, items)
        pdfs = tuple(item.pdf for item in items if item.pdf)
        empty = RssView(language, route, home, ())
        yield Artifact(route.lstrip("/"), "rss", view, sizes_of=pdfs, first=empty, opens=True)


def render(view: RssView, tools: Tools) -> bytes:
    """Return the feed as XML; it says nothing that depends on when it was made."""
    from feedgen.feed import FeedGenerator  # 53 ms with lxml

    site, feed = tools.routes.site, FeedGenerator()
    title = f"{site.name} – {words(view.language)['press_releases']}"
    feed.title(title)
    feed.description(tools.routes.settings.tagline.to(view.language) or title)
    feed.link(href=tools.routes.absolute(view.route), rel="self", type="application/rss+xml")
    feed.link(href=tools.routes.absolute(view.home), rel="alternate")
    feed.language(view.language)
    feed.generator("presskit")
    feed.docs("https://www.rssboard.org/rss-specification")
    for item in view.items:
        _add(feed.add_entry(order="append"), item, tools)
    if not view.items:
        return BUILD_DATE.sub(b"", feed.rss_str(pretty=True))
    feed.lastBuildDate(_moment(max(item.public_from for item in view.items), tools))
    return feed.rss_str(pretty=True)  # type: ignore[no-any-return]


def _add(entry: Any, item: Item, tools: Tools) -> None:
    document = tools.library.document(item.document)
    entry.title(document.headline)
    entry.guid(item.guid, permalink=False)
    entry.link(href=tools.routes.absolute(item.route))
    entry.description(document.summary or document.lead)
    entry.content(_content(document, tools), type="CDATA")
    entry.pubDate(_moment(item.public_from, tools))
    for topic in document.topics:
        entry.category(term=topic)
    size = tools.size_of(item.pdf) if item.pdf else None
    if size:
        entry.enclosure(tools.routes.absolute(item.pdf), str(size), "application/pdf")


def _moment(seconds: int, tools: Tools) -> datetime:
    return datetime.fromtimestamp(seconds, tools.routes.settings.time_zone)


def _content(document: Document, tools: Tools) -> str:
    sources = {asset.file: tools.routes.absolute(asset.path) for asset in document.media if asset.digest}
    return tools.template("page/feed_item.html").render(
        doc=document,
        words=words(document.language),
        body=body_parts(document, sources, anchored=False),
        attribution=attribution,
        corrections=notices(document, tools),
    )
