"""What outputs see of a release: frozen, plain values, nothing internal, no places in files.

A `Document` is one edition whole, a `Listing` is what lists show of it, a `QuoteSheet` its quotes and a
`ContactSheet` its contacts. All are stored under the digest of their canonical JSON, so a view that names a digest
names the content.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class QuoteView:
    """One quote; `text` has single spaces, paragraphs are parted by an empty line; `speaker` is a key or empty.

    `same_as` are addresses that stand for the same person; `chosen_role` and `chosen_organisation` are what the writer
    named of several roles. `original_language` is empty where nothing was translated, `original` also where the words
    were not written down.
    """

    id: str
    text: str
    language: str
    name: str
    role: str
    organisation: str
    speaker: str = ""
    sort_name: str = ""
    same_as: tuple[str, ...] = ()
    chosen_role: str = ""
    chosen_organisation: str = ""
    original: str = ""
    original_language: str = ""


@dataclass(frozen=True, slots=True)
class MediaView:
    """One picture; `path` is below the output folder, `width_px` and `height_px` are 0 when unknown.

    `digest` is empty where the picture cannot be shown; `rendered_as` says which renditions there are (renditions.py).
    """

    file: str
    path: str
    alt: str
    caption: str
    credit: str
    rights: str
    width_px: int
    height_px: int
    digest: str
    sha256: str = ""
    size_bytes: int = 0
    rendered_as: str = ""


@dataclass(frozen=True, slots=True)
class ContactView:
    """Whom journalists may call."""

    name: str
    role: str
    organisation: str
    phone: str
    email: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class BoilerplateView:
    """The standing text about an organisation."""

    title: str
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """A dated public notice; `on` is an ISO 8601 moment with offset."""

    on: str
    severity: str
    note: str


@dataclass(frozen=True, slots=True)
class Document:
    """One edition, ready for any output.

    `published` is an ISO 8601 moment with offset, `date` the day in the newsroom's time zone; `embargo_until` is empty
    or such a moment; `body` is CommonMark with quote and figure references; `characters` counts headline, subheadline
    and body with its quotes, spaces included, boilerplate left out.
    """

    id: str
    language: str
    slug: str
    headline: str
    kicker: str
    subheadline: str
    date: str
    published: str
    place: str
    summary: str
    lead: str
    topics: tuple[str, ...]
    contacts: tuple[ContactView, ...]
    boilerplates: tuple[BoilerplateView, ...]
    quotes: tuple[QuoteView, ...]
    media: tuple[MediaView, ...]
    corrections: tuple[CorrectionView, ...]
    embargo_until: str
    embargo_note: str
    status: str
    body: str
    characters: int


@dataclass(frozen=True, slots=True)
class Listing:
    """What a list shows of an edition; `teaser` is the summary or else the lead, as plain text."""

    id: str
    language: str
    route: str
    headline: str
    kicker: str
    date: str
    published: str
    teaser: str


@dataclass(frozen=True, slots=True)
class QuoteSheet:
    """The quotes of an edition, with what names it: for lists of quotes."""

    id: str
    language: str
    route: str
    headline: str
    date: str
    quotes: tuple[QuoteView, ...]
    slug: str = ""


@dataclass(frozen=True, slots=True)
class ContactSheet:
    """The contacts of an edition; many editions have the same."""

    contacts: tuple[ContactView, ...]


class Link(NamedTuple):
    """A way to another page of the newsroom; `route` begins with a slash."""

    language: str
    route: str
    label: str


@dataclass(frozen=True, slots=True)
class Site:
    """What every page shows of the newsroom; asset paths are below the output folder, empty when there is none.

    `services` names the pages that list no releases: contacts, subscribe, search; `has_lists` tells of those of topics,
    speakers and years.
    """

    name: str
    tagline: str
    base_url: str
    language: str
    languages: tuple[str, ...]
    address: tuple[str, ...]
    phone: str
    email: str
    website: str
    imprint_url: str
    privacy_url: str
    logo: str
    stylesheet: str
    script: str
    fonts: tuple[str, ...]
    time_zone: str
    services: tuple[str, ...] = ()
    has_lists: bool = True
    colour: str = ""
    has_card: bool = False
