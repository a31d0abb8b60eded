"""What stands before the items of a feed, for all formats: names, addresses, links to archives and hub."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.outputs.feeds.posts import moment
from presskit.outputs.feeds.views import latest

if TYPE_CHECKING:
    from datetime import datetime

    from presskit.outputs.feeds.views import FeedView
    from presskit.outputs.tools import Tools


def title_of(view: FeedView, tools: Tools) -> str:
    """Return the name of a feed: the newsroom's, and what the feed is about."""
    return f"{tools.routes.site.name} – {view.label}"


def updated_of(view: FeedView, tools: Tools) -> datetime | None:
    """Return when a reader last had something to notice; None for a feed of nothing. No clock is asked."""
    seconds = latest(view.items)
    return None if seconds is None else moment(seconds, tools)


def links_of(view: FeedView, tools: Tools) -> list[tuple[str, str]]:
    """Return relation and address of each link that says where a document stands among the others (RFC 5005)."""
    links = [("current", view.current)] if view.is_archive else []
    links += [("prev-archive", view.older)] if view.older else []
    links += [("next-archive", view.newer)] if view.newer else []
    found = [(relation, tools.routes.absolute(path)) for relation, path in links]
    return [*found, ("hub", view.hub)] if view.hub else found


def parts_of(document: bytes, start: bytes, end: bytes) -> list[bytes]:
    """Return what stands in a document from the first start on, cut after each end."""
    *parts, _ = document[document.index(start) :].split(end)
    return [part + end for part in parts]
