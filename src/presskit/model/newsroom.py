"""The newsroom: its settings and all editions, and the gate that embargoed ones do not pass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from presskit.model.people import Localised
from presskit.model.series import Series, all_series

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, tzinfo

ApprovalRule = Literal["error", "warning", "off"]


NEWS_S = 48 * 3600  # how long a release is news: the news sitemap drops it then


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A standing text about an organisation, under a key of presskit.toml."""

    title: Localised
    text: Localised


@dataclass(frozen=True, slots=True)
class Settings:
    """What presskit.toml says; `outputs` None is all; `page_length` and `feed_length` count releases.

    `require_approval` is what becomes of a quote nobody agreed to, in a release from the day `approval_since` on.
    """

    name: str
    base_url: str
    time_zone: tzinfo
    time_zone_name: str
    language: str
    languages: tuple[str, ...]
    outputs: tuple[str, ...] | None
    tagline: Localised = field(default_factory=lambda: Localised({}))
    address: tuple[str, ...] = ()
    phone: str = ""
    email: str = ""
    website: str = ""
    imprint_url: str = ""
    privacy_url: str = ""
    logo: str = ""
    place: str = ""
    contacts: tuple[str, ...] = ()
    default_boilerplates: tuple[str, ...] = ()
    boilerplates: Mapping[str, Boilerplate] = field(default_factory=dict)
    page_length: int = 20
    feed_length: int = 20
    hub: str = ""
    feed_archives: bool = True
    print_limit_s: float = 60
    print_memory_mb: int = 1536
    colour: str = ""
    precompress: tuple[str, ...] = ()
    require_approval: ApprovalRule = "error"
    approval_since: date | None = None

    def wants(self, output: str) -> bool:
        """Tell whether the newsroom wants an output of that name."""
        return self.outputs is None or output in self.outputs


class Medium(NamedTuple):
    """One picture of an edition as the plan sees it: where its file is, where it goes, what is told of it.

    `rendered_as` says which renditions there are (planning/renditions.py); `headline` is that of the edition.
    """

    file: str
    path: str
    digest: str
    width_px: int = 0
    height_px: int = 0
    rendered_as: str = ""
    headline: str = ""
    alt: str = ""
    caption: str = ""
    credit: str = ""
    rights: str = ""


class Entry(NamedTuple):
    """One edition as the plan sees it: identity, moments, and digests that stand for the rest.

    `published` and `public_from` are seconds since 1970, `public_from` is None for a draft; `digest` stands for
    the Document, `listing` for the Listing; `media` are the pictures that can be shown.
    `topics` are as written; `speakers` are key, name and sorted name of whom it quotes, `cards` the ids of the quotes
    that a card has room for; `quotes` stands for the QuoteSheet and
    `contacts` for the ContactSheet, empty where there are none. `corrections` are the moments of the dated notices.
    Where some are still to come, the gate appends `@` and the moment of the last one that may be seen to `digest`, so
    that whoever asks for the Document gets it without the rest.
    """

    source: str
    id: str
    language: str
    slug: str
    date: str
    published: int
    public_from: int | None
    embargo_until: int | None
    digest: str
    listing: str
    media: tuple[Medium, ...] = ()
    corrections: tuple[int, ...] = ()
    topics: tuple[str, ...] = ()
    speakers: tuple[tuple[str, str, str], ...] = ()
    quotes: str = ""
    contacts: str = ""
    cards: tuple[str, ...] = ()

    @property
    def content(self) -> tuple[str, ...]:
        """The digests under which Document, Listing, QuoteSheet and ContactSheet are stored."""
        sheets = [digest for digest in (self.quotes, self.contacts) if digest]
        return (self.digest.partition("@")[0], self.listing, *sheets)

    def is_public(self, now: float) -> bool:
        """Tell whether the edition may be seen at the moment, in seconds since 1970."""
        return self.public_from is not None and self.public_from <= now

    def without_future(self, now: float) -> Entry:
        """Return the edition without the corrections that are still to come at the moment."""
        seen = tuple(moment for moment in self.corrections if moment <= now)
        if len(seen) == len(self.corrections):
            return self
        return self._replace(digest=f"{self.content[0]}@{max(seen, default=0)}", corrections=seen)

    def lifts(self) -> tuple[int, ...]:
        """Return the moments at which more of the edition becomes public, in seconds since 1970."""
        return () if self.public_from is None else (self.public_from, *self.corrections)


@dataclass(frozen=True)
class Newsroom:
    """All releases, newest first; `marked_at` is the moment by which a preview marks what is not public.

    Where only some are to be planned, `whole` is the newsroom that they are of. Where only some were looked at,
    `totals` has by name the series that are there up to their newest releases, and how many these really have.
    `at` is the moment that it is shown at, once it passed the gate or is previewed.
    Where it holds only some, `periods` (language, first and last year) are those of which it holds all.
    """

    settings: Settings
    entries: tuple[Entry, ...]
    marked_at: float | None = None
    whole: Newsroom | None = None
    at: float | None = None
    totals: Mapping[tuple[str, str, str], int] | None = None
    periods: tuple[tuple[str, str, str], ...] | None = None

    @cached_property
    def series(self) -> tuple[Series, ...]:
        """All series of its releases, by kind, language and key."""
        return all_series(self.entries, self.settings.languages)

    @cached_property
    def translations(self) -> dict[str, tuple[Entry, ...]]:
        """The editions of each release that has several, by id, in the order of the newsroom's languages."""
        languages = self.settings.languages
        if len(languages) < 2:
            return {}
        editions: dict[str, list[Entry]] = {}
        for entry in self.entries:
            editions.setdefault(entry.id, []).append(entry)
        several = (found for found in editions.values() if len(found) > 1)
        order = {language: place for place, language in enumerate(languages)}
        return {found[0].id: tuple(sorted(found, key=lambda entry: order[entry.language])) for found in several}

    def public(self, now: float) -> Newsroom:
        """Return the newsroom with only what may be seen at the moment: the gate."""
        seen = (entry.without_future(now) for entry in self.entries if entry.is_public(now))
        return replace(self, entries=tuple(seen), at=now)

    def where(self, keep: Callable[[Entry], bool]) -> Newsroom:
        """Return the newsroom with the entries that pass."""
        return replace(self, entries=tuple(entry for entry in self.entries if keep(entry)))

    def only(self, ids: Collection[str]) -> Newsroom:
        """Return the newsroom with the editions of some releases, which still know the whole."""
        return replace(self.where(lambda entry: entry.id in ids), whole=self)

    def preview(self, now: float) -> Newsroom:
        """Return the newsroom with everything in it and marks on what is not public at the moment."""
        return replace(self, marked_at=now, at=now)

    def mark(self, entry: Entry) -> str:
        """Return `draft`, `embargoed` or `scheduled` for what a preview marks, else nothing."""
        if self.marked_at is None or entry.is_public(self.marked_at):
            return ""
        if entry.public_from is None:
            return "draft"
        return "embargoed" if (entry.embargo_until or 0) > self.marked_at else "scheduled"

    def in_language(self, language: str) -> list[Entry]:
        """Return the editions in the language, newest first."""
        return [entry for entry in self.entries if entry.language == language]

    def news(self) -> list[Entry]:
        """Return what became public in the two days before the moment it is shown at."""
        now = self.at
        if now is None:
            return []
        return [e for e in self.entries if e.public_from is not None and e.public_from <= now < e.public_from + NEWS_S]

    def next_lift(self, now: float) -> int | None:
        """Return when the next edition or correction becomes public, in seconds since 1970, or None.

        Where there is a news sitemap it is also when the next edition is no longer news.
        """
        lifts = min((moment for e in self.entries for moment in e.lifts() if moment > now), default=None)
        fades = min((moment for moment in self._fades() if moment > now), default=None)
        return min((moment for moment in (lifts, fades) if moment is not None), default=None)

    def _fades(self) -> list[int]:
        if not self.settings.wants("news_sitemap"):
            return []
        return [entry.public_from + NEWS_S for entry in self.entries if entry.public_from is not None]


def newest_first(entry: Entry) -> tuple[int, str, str]:
    """The order of lists: by moment, newest first; ties by id and language, so that it is total."""
    return (-entry.published, entry.id, entry.language)
