"""A document of a feed, out of items that are each written once and stand in every feed that carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presskit.outputs.feeds import atom, json_feed, rss

if TYPE_CHECKING:
    from collections.abc import Callable

    from presskit.outputs.feeds.views import FeedView, Item, Post
    from presskit.outputs.tools import Tools

    Compose = Callable[[Item, Tools], Post]

FORMS: dict[str, Any] = {"rss": rss, "atom": atom, "json": json_feed}
POSTS_KEPT = 1_000  # for the next format


def written(view: FeedView, tools: Tools, compose: Compose) -> bytes:
    """Return a document of a feed; only archives do not say how large PDFs are."""
    sizes = [None if view.is_archive or not item.pdf else tools.size_of(item.pdf) for item in view.items]
    keys = [(view.form, item.mark, size) for item, size in zip(view.items, sizes, strict=True)]
    found = {key: tools.kept.parts.get(key) for key in keys}
    new = {key: item for key, item in zip(keys, view.items, strict=True) if found[key] is None}
    posts = [_composed(key[1:], item, tools, compose) for key, item in new.items()]
    made = dict(zip(new, FORMS[view.form].items(posts), strict=True)) if posts else {}
    tools.kept.add(made)
    found |= made
    return FORMS[view.form].document(view, [found[key] for key in keys], tools)  # type: ignore[no-any-return]


def _composed(key: Any, item: Item, tools: Tools, compose: Compose) -> Post:
    """Return the post of an item, for all formats the same."""
    if key not in tools.posts:
        if len(tools.posts) >= POSTS_KEPT:
            tools.posts.clear()
        tools.posts[key] = compose(item, tools)
    return tools.posts[key]
