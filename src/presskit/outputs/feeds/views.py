"""What a feed shows: views of documents and items, and the posts that formats write."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from presskit.model.newsroom import Entry
    from presskit.planning.routes import Routes


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """One release in a feed; `content` is the digest of its Document or Listing, moments are seconds since 1970.

    It stands in many feeds, so it carries its own digest, which stands for all of it in their fingerprints.
    """

    content: str
    guid: str
    route: str
    public_from: int
    updated: int
    pdf: str
    topics: tuple[str, ...]
    mark: str

    def __repr__(self) -> str:
        return self.mark


class FeedView(NamedTuple):
    """What a document of a feed shows, newest first; paths begin with a slash and are empty where there is none.

    `language` is empty where items of all languages stand side by side; `label` is what the items have in common.
    `current` is the path of the document that one subscribes to, `older` and `newer` those of archive documents.
    """

    form: str
    language: str
    label: str
    route: str
    home: str
    current: str
    items: tuple[Item, ...]
    older: str = ""
    newer: str = ""
    hub: str = ""

    @property
    def is_archive(self) -> bool:
        """Whether the document keeps still."""
        return self.route != self.current


class File(NamedTuple):
    """A file that comes with a post; `size_bytes` is 0 where it is not told."""

    url: str
    kind: str
    title: str
    size_bytes: int = 0
    width_px: int = 0
    height_px: int = 0
    credit: str = ""
    rights: str = ""

    @property
    def is_picture(self) -> bool:
        """Whether it can be looked at."""
        return self.kind.startswith("image/")


class Post(NamedTuple):
    """One item, ready for any format; `content` is HTML, empty in archives; `image` is the address of one picture."""

    guid: str
    url: str
    language: str
    title: str
    summary: str
    content: str
    published: datetime
    updated: datetime
    topics: tuple[str, ...]
    pdf: File | None
    media: tuple[File, ...]
    image: str = ""

    @property
    def files(self) -> tuple[File, ...]:
        """All files that come with it, the PDF first."""
        return (self.pdf, *self.media) if self.pdf else self.media


def guid(entry: Entry) -> str:
    """Return the identity of a feed item: from id and language only, for ever."""
    return f"urn:presskit:{entry.id}:{entry.language}"


def item_of(entry: Entry, content: str, routes: Routes, *, with_pdf: bool) -> Item:
    """Return an edition as an item; `updated` is when its last public correction came, or else when it was public."""
    public_from = entry.public_from or entry.published
    updated = max((public_from, *entry.corrections))
    pdf = routes.pdf(entry) if with_pdf else ""
    parts = (content, guid(entry), routes.release(entry), public_from, updated, pdf, entry.topics)
    return Item(*parts, blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest())


def latest(items: Iterable[Item]) -> int | None:
    """Return when the items were last updated, in seconds since 1970, or None where there are none."""
    return max((item.updated for item in items), default=None)
