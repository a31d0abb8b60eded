"""Archives of feeds (RFC 5005): all but the newest releases of each series, in documents that keep still.

They are numbered from the oldest, each with `feed_length` items, and say of a release only what lists say of it: an
edit of its text touches no archive, nor does a PDF that changes its size.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.outputs.feeds.posts import brief
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

VERSION = 1
SHOWS = "all"
LAYOUTS: tuple[str, ...] = ()


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want the archives of each feed; one that gets a newer neighbour is first written without a link to it."""
    length, with_pdf = newsroom.settings.feed_length, newsroom.settings.wants("print_pdf")
    items: dict[str, Item] = {}
    for series, total in subscribed(newsroom) if newsroom.settings.feed_archives else ():
        frames = [frame(series, feed, newsroom, routes) for feed in routes.feeds(*series.name)]
        for number in range(1, archive_count(total, length) + 1):
            entries = series.entries[total - number * length : total - (number - 1) * length]
            for entry in entries:
                if entry.source not in items:
                    items[entry.source] = item_of(entry, entry.listing, routes, with_pdf=with_pdf)
            shown = tuple(items[entry.source] for entry in entries)
            is_last = number == archive_count(total, length)
            for empty in frames:
                yield _archive(empty._replace(items=shown), number, routes, is_last=is_last)


def _archive(view: FeedView, number: int, routes: Routes, *, is_last: bool) -> Artifact:
    route = routes.feed_archive(view.current, number)
    older = routes.feed_archive(view.current, number - 1) if number > 1 else ""
    alone = view._replace(route=route, older=older)
    if is_last:
        return Artifact(route.lstrip("/"), "feed_archives", alone)
    newer = routes.feed_archive(view.current, number + 1)
    whole = alone._replace(newer=newer)
    return Artifact(route.lstrip("/"), "feed_archives", whole, first=alone, after=(newer.lstrip("/"),))


def render(view: FeedView, tools: Tools) -> bytes:
    """Return the document."""
    return written(view, tools, brief)
