"""Which releases a page leads on to: the next older ones of its topics.

Older ones, so that a new release changes no page but its own.
"""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from presskit.model.newsroom import newest_first

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from presskit.model.newsroom import Entry, Newsroom

RELATED = 3


def related(newsroom: Newsroom) -> dict[str, tuple[Entry, ...]]:
    """Return for each edition, by source, the next older ones that share a topic, newest first, at most three."""
    found: dict[str, dict[str, Entry]] = {}
    wanted = {entry.source for entry in newsroom.entries if entry.topics}
    for series in (newsroom.whole or newsroom).series if wanted else ():
        if series.kind == "topic":
            for at, entry in enumerate(series.entries):
                if entry.source in wanted:
                    older = series.entries[at + 1 : at + 1 + RELATED]
                    found.setdefault(entry.source, {}).update((e.source, e) for e in older)
    return {source: tuple(nsmallest(RELATED, older.values(), newest_first)) for source, older in found.items()}


def relating(newsroom: Newsroom, ids: Collection[str]) -> Iterator[str]:
    """Yield the ids of releases whose pages may lead on to some others: the next newer ones of their topics."""
    for series in newsroom.series:
        if series.kind == "topic":
            for at, entry in enumerate(series.entries):
                if entry.id in ids:
                    yield from (e.id for e in series.entries[max(0, at - RELATED) : at])
