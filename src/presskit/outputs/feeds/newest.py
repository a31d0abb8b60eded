"""The documents that people subscribe to: the newest releases of each series, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.outputs.feeds.posts import whole
from presskit.outputs.feeds.series import archive_count, frame, subscribed
from presskit.outputs.feeds.views import item_of
from presskit.outputs.feeds.writing import written
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.feeds.views import FeedView, Item
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 2
SHOWS = "newest"
LAYOUTS = ("page/feed_item.html",)


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want the feeds of each series; every page links to some of them, so each is there, empty, before all pages."""
    length, with_pdf = newsroom.settings.feed_length, newsroom.settings.wants("print_pdf")
    items: dict[str, Item] = {}
    for series, total in subscribed(newsroom):
        for entry in series.entries[:length]:
            if entry.source not in items:
                items[entry.source] = item_of(entry, entry.digest, routes, with_pdf=with_pdf)
        shown = tuple(items[entry.source] for entry in series.entries[:length])
        count = archive_count(total, length) if newsroom.settings.feed_archives else 0
        pdfs = tuple(item.pdf for item in shown if item.pdf)
        for feed in routes.feeds(*series.name):
            empty = frame(series, feed, newsroom, routes)
            older = routes.feed_archive(feed.path, count) if count else ""
            view = empty._replace(items=shown, older=older)
            yield Artifact(feed.path.lstrip("/"), "feeds", view, sizes_of=pdfs, first=empty, opens=True)


def render(view: FeedView, tools: Tools) -> bytes:
    """Return the document; it says nothing that depends on when it was made."""
    return written(view, tools, whole)
