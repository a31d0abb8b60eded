"""Which releases are searched by one index: those of a year, or of some older years together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presskit.model.newsroom import Entry

MOST = 1_000  # releases that older years share an index with: an edit of one of them costs 3 s


class Period(NamedTuple):
    """Years of one language, the last one included."""

    language: str
    first: str
    last: str

    @property
    def folder(self) -> str:
        """Where its index is, below the output folder."""
        years = self.first if self.first == self.last else f"{self.first}-{self.last}"
        return f"pagefind/{self.language.lower()}-{years}/"

    def holds(self, entry: Entry) -> bool:
        """Tell whether an edition is of these years and this language."""
        return entry.language == self.language and self.first <= entry.date[:4] <= self.last


FOLDER = re.compile(r"pagefind/(.+?)-(\d{4})(?:-(\d{4}))?/")


def periods_at(paths: Iterable[str], entries: Sequence[Entry]) -> list[Period]:
    """Return the periods of the editions among those that have an index at one of the paths."""
    found = [match.groups() for path in paths if (match := FOLDER.match(path))]
    known = {(language, first, last or first) for language, first, last in found}
    return sorted(
        {
            Period(entry.language, first, last)
            for language, first, last in known
            for entry in entries
            if entry.language.lower() == language and first <= entry.date[:4] <= last
        }
    )


def periods_of(entries: Iterable[Entry]) -> list[Period]:
    """Return the periods of all editions, newest first; languages keep the order in which they come.

    The newest year stands alone, because that is where edits are; from the oldest on, years share an index until the
    next one would make it too large. So a new release changes one index, and an old one too.
    """
    counts: dict[str, dict[str, int]] = {}
    for entry in entries:
        years = counts.setdefault(entry.language, {})
        years[entry.date[:4]] = years.get(entry.date[:4], 0) + 1
    return [period for language, years in counts.items() for period in reversed(list(_shared(language, years)))]


def _shared(language: str, years: dict[str, int]) -> Iterator[Period]:
    *older, newest = sorted(years)
    first, last, count = "", "", 0
    for year in older:
        if first and count + years[year] > MOST:
            yield Period(language, first, last)
            first, count = "", 0
        first, last, count = first or year, year, count + years[year]
    if first:
        yield Period(language, first, last)
    yield Period(language, newest, newest)
