"""Which series have feeds, how long these are, and what each is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.i18n import language_name, words
from presskit.outputs.feeds.views import FeedView

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.model.series import Series
    from presskit.planning.routes import Feed, Routes


def subscribed(newsroom: Newsroom) -> Iterator[tuple[Series, int]]:
    """Yield each series that has feeds, and how many releases it has: all of them, unless `totals` says otherwise.

    With `totals` (see Newsroom) only the series in it are there up to their newest releases; the rest are left out.
    """
    for series in newsroom.series:
        if newsroom.totals is None:
            yield series, len(series.entries)
        elif series.name in newsroom.totals:
            yield series, newsroom.totals[series.name]


def archive_count(releases: int, length: int) -> int:
    """Return how many full documents take in all but the newest releases, which the last of them may take in too."""
    return max(0, -(-(releases - length) // length))


def frame(series: Series, feed: Feed, newsroom: Newsroom, routes: Routes) -> FeedView:
    """Return the document that one subscribes to, without items."""
    home, hub = routes.feed_home(*series.name), newsroom.settings.hub
    return FeedView(feed.form, series.language, _label(series, newsroom), feed.path, home, feed.path, (), hub=hub)


def _label(series: Series, newsroom: Newsroom) -> str:
    if series.kind in ("topic", "speaker"):
        return series.label
    if series.kind == "language":
        return words(series.language)["press_releases"]
    settings = newsroom.settings
    names = ", ".join(language_name(language) for language in settings.languages)
    return f"{words(settings.language)['press_releases']} ({names})"
