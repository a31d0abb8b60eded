"""JSON Feed 1.1, one item on a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from presskit.outputs.feeds.heads import title_of
from presskit.outputs.feeds.posts import credited

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from presskit.outputs.feeds.views import FeedView, File, Post
    from presskit.outputs.tools import Tools

KIND = "application/feed+json"


def document(view: FeedView, items: Sequence[bytes], tools: Tools) -> bytes:
    """Return a feed around items that were written before."""
    lines = b",\n".join(items)
    return b"".join([_written(_head(view, tools))[:-1], b', "items": [\n', lines, b"\n]}\n"])


def _head(view: FeedView, tools: Tools) -> dict[str, Any]:
    settings, absolute = tools.routes.settings, tools.routes.absolute
    return _said(
        version="https://jsonfeed.org/version/1.1",
        title=title_of(view, tools),
        home_page_url=absolute(view.home),
        feed_url=absolute(view.route),
        description=settings.tagline.to(view.language or settings.language),
        language=view.language,
        next_url=absolute(view.older) if view.older else "",
        authors=[{"name": settings.name, "url": absolute("")}],
        hubs=[{"type": "WebSub", "url": view.hub}] if view.hub else [],
    )


def items(posts: Sequence[Post]) -> list[bytes]:
    """Return each post as it stands in every feed."""
    return [_written(_item(post)) for post in posts]


def _item(post: Post) -> dict[str, Any]:
    content = {"content_html": post.content} if post.content else {"content_text": post.summary or post.title}
    return _said(
        id=post.guid,
        url=post.url,
        title=post.title,
        summary=post.summary,
        image=post.image,
        date_published=post.published.isoformat(),
        date_modified=post.updated.isoformat(),
        language=post.language,
        tags=list(post.topics),
        attachments=[_attachment(file, post.language) for file in post.files],
        **content,
    )


def _attachment(file: File, language: str) -> dict[str, Any]:
    return _said(
        url=file.url, mime_type=file.kind, title=credited(file, language), size_in_bytes=file.size_bytes,
        _presskit=_said(credit=file.credit, rights=file.rights),
    )  # fmt: skip


def _said(**values: Any) -> dict[str, Any]:
    """Return the values that say something."""
    return {key: value for key, value in values.items() if value}


def _written(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()
