"""Atom (RFC 4287) by feedgen: every file as an enclosure under its own title; content is escaped HTML, never CDATA."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from presskit.outputs.feeds.heads import links_of, parts_of, title_of, updated_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presskit.outputs.feeds.views import FeedView, Post
    from presskit.outputs.tools import Tools

KIND = "application/atom+xml"
ENTRY_END = b"  </entry>\n"  # all text is escaped: no other can be in it
END = b"</feed>"
NEVER = datetime.fromtimestamp(0, UTC)  # Atom wants a moment of a feed of nothing too


def document(view: FeedView, items: Sequence[bytes], tools: Tools) -> bytes:
    """Return a feed around entries that were written before."""
    head, end, tail = _head(view, tools).rpartition(END)
    return b"".join([head, *items, end, tail])


def _head(view: FeedView, tools: Tools) -> bytes:
    settings, feed = tools.routes.settings, _feed()
    feed.id(tools.routes.absolute(view.current))
    feed.title(title_of(view, tools))
    feed.subtitle(settings.tagline.to(view.language or settings.language) or None)
    feed.updated(updated_of(view, tools) or NEVER)
    feed.author(name=settings.name, uri=tools.routes.absolute(""), email=settings.email or None)
    feed.language(view.language or settings.language)
    feed.generator("presskit")
    feed.link(href=tools.routes.absolute(view.route), rel="self", type=KIND)
    feed.link(href=tools.routes.absolute(view.home), rel="alternate", type="text/html")
    for relation, href in links_of(view, tools):
        feed.link(href=href, rel=relation)
    feed.ours.is_archive = view.is_archive
    return feed.atom_str(pretty=True)  # type: ignore[no-any-return]


def items(posts: Sequence[Post]) -> list[bytes]:
    """Return each post as it stands in every feed."""
    feed = _feed()
    feed.id("-")
    feed.title("-")
    for post in posts:
        _add(feed.add_entry(order="append"), post)
    return parts_of(feed.atom_str(pretty=True), b"  <entry ", ENTRY_END)


def _feed() -> Any:
    from feedgen.feed import FeedGenerator  # 53 ms with lxml

    from presskit.outputs.feeds.marks import FeedMarks, ItemMarks

    feed = FeedGenerator()
    feed.register_extension("ours", FeedMarks, ItemMarks)
    return feed


def _add(entry: Any, post: Post) -> None:
    entry.ours.post = post
    entry.id(post.guid)
    entry.title(post.title)
    entry.link(href=post.url)  # feedgen drops what else is said of a link: enclosures are in marks.py
    entry.published(post.published)
    entry.updated(post.updated)
    if post.summary:
        entry.summary(post.summary)
    if post.content:
        entry.content(post.content, type="html")
    for topic in post.topics:
        entry.category(term=topic)
