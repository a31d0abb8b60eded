"""RSS 2.0 by feedgen: one enclosure, the print PDF; content is escaped, so nothing in it can end a CDATA section."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from presskit.outputs.feeds.heads import links_of, parts_of, title_of, updated_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presskit.outputs.feeds.views import FeedView, Post
    from presskit.outputs.tools import Tools

KIND = "application/rss+xml"
BUILD_DATE = re.compile(rb"\s*<lastBuildDate>[^<]*</lastBuildDate>")  # feedgen takes the clock where it has no other
ITEM_END = b"    </item>\n"  # all text is escaped: no other can be in it
END = b"  </channel>"


def document(view: FeedView, items: Sequence[bytes], tools: Tools) -> bytes:
    """Return a feed around items that were written before."""
    head, end, tail = _head(view, tools).rpartition(END)
    return b"".join([head, *items, end, tail])


def _head(view: FeedView, tools: Tools) -> bytes:
    settings, feed, title = tools.routes.settings, _feed(), title_of(view, tools)
    feed.title(title)
    feed.description(settings.tagline.to(view.language or settings.language) or title)
    feed.link(href=tools.routes.absolute(view.route), rel="self", type=KIND)
    feed.link(href=tools.routes.absolute(view.home), rel="alternate")
    if view.language:
        feed.language(view.language)
    if settings.email:
        feed.managingEditor(f"{settings.email} ({settings.name})")
    feed.generator("presskit")
    feed.docs("https://www.rssboard.org/rss-specification")
    feed.ours.links, feed.ours.is_archive = links_of(view, tools), view.is_archive
    updated = updated_of(view, tools)
    if updated is None:
        return BUILD_DATE.sub(b"", feed.rss_str(pretty=True))
    feed.lastBuildDate(updated)
    return feed.rss_str(pretty=True)  # type: ignore[no-any-return]


def items(posts: Sequence[Post]) -> list[bytes]:
    """Return each post as it stands in every feed."""
    feed = _feed()
    feed.title("-")
    feed.description("-")
    feed.link(href="-")
    for post in posts:
        _add(feed.add_entry(order="append"), post)
    return parts_of(feed.rss_str(pretty=True), b"    <item>", ITEM_END)


def _feed() -> Any:
    from feedgen.feed import FeedGenerator  # 53 ms with lxml

    from presskit.outputs.feeds.marks import ItemMarks, RssMarks

    feed = FeedGenerator()
    feed.register_extension("ours", RssMarks, ItemMarks)
    return feed


def _add(entry: Any, post: Post) -> None:
    entry.ours.post = post
    entry.title(post.title)
    entry.guid(post.guid, permalink=False)
    entry.link(href=post.url)
    entry.description(post.summary)
    if post.content:
        entry.content(post.content)
    entry.pubDate(post.published)
    for topic in post.topics:
        entry.category(term=topic)
    if post.pdf:  # 0 where the size is not told (RSS Best Practices Profile)
        entry.enclosure(post.pdf.url, str(post.pdf.size_bytes), post.pdf.kind)
