"""The newsroom: its settings and all editions, and the gate that embargoed ones do not pass."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from presskit.model.people import Localised

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, tzinfo

ApprovalRule = Literal["error", "warning", "off"]


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
    print_limit_s: float = 60
    print_memory_mb: int = 1536
    require_approval: ApprovalRule = "error"
    approval_since: date | None = None


class Entry(NamedTuple):
    """One edition as the plan sees it: identity, moments, and digests that stand for the rest.

    `published` and `public_from` are seconds since 1970, `public_from` is None for a draft; `digest` stands for
    the Document, `listing` for the Listing; `media` pairs each file to copy with its path below the output folder.
    `corrections` are the moments of the dated notices. Where some are still to come, the gate appends `@` and the
    moment of the last one that may be seen to `digest`, so that whoever asks for the Document gets it without the rest.
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
    media: tuple[tuple[str, str, str], ...] = ()
    corrections: tuple[int, ...] = ()

    @property
    def content(self) -> tuple[str, str]:
        """The digests under which Document and Listing are stored."""
        return self.digest.partition("@")[0], self.listing

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


@dataclass(frozen=True, slots=True)
class Newsroom:
    """All releases, newest first; `marked_at` is the moment by which a preview marks what is not public."""

    settings: Settings
    entries: tuple[Entry, ...]
    marked_at: float | None = None

    def public(self, now: float) -> Newsroom:
        """Return the newsroom with only what may be seen at the moment: the gate."""
        seen = (entry.without_future(now) for entry in self.entries if entry.is_public(now))
        return replace(self, entries=tuple(seen))

    def where(self, keep: Callable[[Entry], bool]) -> Newsroom:
        """Return the newsroom with the entries that pass."""
        return replace(self, entries=tuple(entry for entry in self.entries if keep(entry)))

    def preview(self, now: float) -> Newsroom:
        """Return the newsroom with everything in it and marks on what is not public at the moment."""
        return replace(self, marked_at=now)

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

    def next_lift(self, now: float) -> int | None:
        """Return when the next edition or correction becomes public, in seconds since 1970, or None."""
        return min((moment for e in self.entries for moment in e.lifts() if moment > now), default=None)


def newest_first(entry: Entry) -> tuple[int, str, str]:
    """The order of lists: by moment, newest first; ties by id and language, so that it is total."""
    return (-entry.published, entry.id, entry.language)
