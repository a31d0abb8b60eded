"""Editions by year in parts of a bounded size, so that a file for machines changes little when a release comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presskit.model.newsroom import Entry

MOST = 1_000  # editions in one file


class Part(NamedTuple):
    """Editions of one year, oldest first; a year of more than `MOST` has parts 1, 2, 3."""

    year: str
    number: int
    entries: tuple[Entry, ...]

    @property
    def suffix(self) -> str:
        """What parts from the second on have in their names."""
        return "" if self.number == 1 else f"-{self.number}"

    @property
    def changed(self) -> int:
        """When the newest change in it was public, in seconds since 1970."""
        return max(changed_at(entry) for entry in self.entries)


def parts(entries: Iterable[Entry]) -> Iterator[Part]:
    """Yield the editions, which come newest first, in parts: years and numbers ascending."""
    years: dict[str, list[Entry]] = {}
    for entry in entries:
        years.setdefault(entry.date[:4], []).append(entry)
    for year in sorted(years):
        oldest_first = years[year][::-1]
        for number, start in enumerate(range(0, len(oldest_first), MOST), 1):
            yield Part(year, number, tuple(oldest_first[start : start + MOST]))


def changed_at(entry: Entry) -> int:
    """Return the later of publication and last correction, in seconds since 1970; the gate lets no later one pass."""
    published = entry.published if entry.public_from is None else entry.public_from
    return max(published, *entry.corrections) if entry.corrections else published
