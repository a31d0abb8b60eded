"""Views become bytes: OUTPUTS is the table of all kinds of files that presskit makes, in writing order.

An output is a module with `VERSION`, `SHOWS`, `LAYOUTS` (the templates it begins at), `plan(newsroom, routes)` and
`render(view, tools)`. It shows the "site" or one "release"; or it lists "all" releases by Entry and Listing, or the
"newest" of each language, `feed_length` of them, whole; or all of some "periods".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Protocol

from presskit.outputs import assets, card, data, kit, markdown, print_pdf, quote_cards, text
from presskit.outputs.feeds import archives as feed_archives
from presskit.outputs.feeds import newest as feeds
from presskit.outputs.machines import headers, news_sitemap, quotes, releases, robots, search_index, sitemap
from presskit.outputs.pages import contacts, index, lists, not_found, overview, page, search, subscribe
from presskit.outputs.pictures import media, renditions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presskit.model.newsroom import Newsroom, Settings
    from presskit.outputs.tools import Tools
    from presskit.planning.plan import Artifact
    from presskit.planning.routes import Routes


class Output(Protocol):
    """What each output module offers."""

    VERSION: int
    SHOWS: Literal["site", "release", "newest", "periods", "all"]
    LAYOUTS: tuple[str, ...]

    def plan(self, newsroom: Newsroom, routes: Routes) -> Iterable[Artifact]:
        """Return the artifacts wanted of a newsroom."""

    def render(self, view: Any, tools: Tools) -> bytes | dict[str, bytes]:
        """Return the bytes of one artifact, or of all files in its folder by name."""


ALWAYS = ("assets", "media")
TOGETHER = {"page", "index"}  # pages link to lists and lists to pages
FEEDS = {"feeds", "rss"}  # all formats, or one of them
SITE = TOGETHER | {"lists", "contacts", "subscribe", "search"}
WITH_OTHERS = {"overview", "feed_archives", "search_index"}  # made where others are

# Nothing links to what comes after it: media and PDFs before pages, pages before lists and feeds.
OUTPUTS: dict[str, Any] = {
    "assets": assets,
    "media": media,
    "renditions": renditions,
    "print_pdf": print_pdf,
    "text": text,
    "markdown": markdown,
    "data": data,
    "kit": kit,
    "card": card,
    "quote_cards": quote_cards,
    "page": page,
    "quotes": quotes,
    "lists": lists,
    "overview": overview,
    "contacts": contacts,
    "subscribe": subscribe,
    "index": index,
    "feed_archives": feed_archives,
    "feeds": feeds,
    "releases": releases,
    "search_index": search_index,
    "search": search,
    "sitemap": sitemap,
    "news_sitemap": news_sitemap,
    "robots": robots,
    "not_found": not_found,
    "headers": headers,
}

CHOICES = (*(name for name in OUTPUTS if name not in WITH_OTHERS), "rss")  # what presskit.toml may name


def enabled(settings: Settings) -> dict[str, Output]:
    """Return the outputs that a newsroom wants, in writing order."""
    wanted = settings.outputs
    if wanted is None:
        return OUTPUTS
    needed = {*wanted, *ALWAYS, *(TOGETHER if SITE & set(wanted) else ())}
    if "lists" in needed:
        needed.add("overview")
    if needed & FEEDS:
        needed |= {"feeds", "feed_archives"}
    if "search" in needed:
        needed.add("search_index")
    return {name: output for name, output in OUTPUTS.items() if name in needed}
