"""A newsroom's feeds with all their archives, read from a folder or over HTTP: the one place that asks the network."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import unquote, urlsplit

from presskit.delivering.feeds import NotAFeed, parse
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import httpx

    from presskit.delivering.feeds import Document, Item

FILES = ("atom.xml", "feed.xml", "feed.json")  # of one series; the first that is there is read
LIMIT_S = 20
LIMIT_BYTES = 64 << 20
LIMIT_DOCUMENTS = 100_000
LIMIT_REDIRECTS = 5


class Place(Protocol):
    """Where a newsroom is."""

    @property
    def name(self) -> str:
        """How it is called in messages."""

    def read(self, path: str) -> bytes | None:
        """Return the bytes at a path, or None where there is nothing; PresskitError where the world is in the way."""

    def series(self) -> list[str]:
        """Return the folders in which feeds are known to be, each with a slash at its end, sorted."""

    def close(self) -> None:
        """End the connection."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A newsroom in a folder."""

    name: str

    def read(self, path: str) -> bytes | None:
        """Return the bytes of a file."""
        try:
            with open(os.path.join(self.name, path), "rb") as file:
                return file.read(LIMIT_BYTES)
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            return None

    def series(self) -> list[str]:
        """Return the folders in which there are feeds, each with a slash at its end, sorted."""
        found = (here for here, _, files in os.walk(self.name) if set(FILES) & set(files))
        return sorted("" if here == self.name else f"{os.path.relpath(here, self.name)}/" for here in found)

    def close(self) -> None:
        """Do nothing: files are not kept open."""


@dataclass(slots=True)
class Website:
    """A newsroom at an address, which is asked over one connection."""

    name: str
    client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        import httpx  # 60 ms that no other command need pay

        self.client = httpx.Client(timeout=LIMIT_S, follow_redirects=True, max_redirects=LIMIT_REDIRECTS)

    def series(self) -> list[str]:
        """Return nothing: a website does not say what is in it."""
        return []

    def close(self) -> None:
        """End the connection."""
        self.client.close()

    def read(self, path: str) -> bytes | None:
        """Return the body of a 200; None for 404 and 410."""
        import httpx

        address = f"{self.name}/{path}"
        try:
            with self.client.stream("GET", address) as response:
                if response.status_code in (404, 410):
                    return None
                if response.status_code != 200:
                    raise PresskitError(f"{address} answers {response.status_code}", hint="is it the right address?")
                return _within_limit(response.iter_bytes(), address)
        except (httpx.HTTPError, httpx.InvalidURL, UnicodeError) as error:
            said = str(error).strip().lower() or type(error).__name__
            raise PresskitError(
                f"{address} cannot be read: {said}", hint="is the address right, and the host up?"
            ) from error


def _within_limit(parts: Iterable[bytes], address: str) -> bytes:
    data = bytearray()
    for part in parts:
        data += part
        if len(data) > LIMIT_BYTES:
            raise PresskitError(f"{address} has more than {LIMIT_BYTES >> 20} MiB", hint="that is no feed of presskit")
    return bytes(data)


def place_at(where: str) -> Folder | Website:
    """Return a folder, or a website where that is an address."""
    if where.startswith(("https://", "http://")):
        parts = urlsplit(where)
        if parts.hostname is None:
            raise PresskitError(f"{where} names no host", hint="write an address such as https://newsroom.example")
        return Website(where.partition("?")[0].partition("#")[0].rstrip("/"))
    if not os.path.isdir(where):
        raise PresskitError(f"{where} is no folder", hint="name a folder such as public/, or an address")
    return Folder(where.rstrip(os.sep) or os.sep)


class Feed(NamedTuple):
    """One feed with its archives: items by id as the newest document has them, and what their addresses begin with."""

    path: str
    base: str
    items: dict[str, Item]

    def route(self, item: Item) -> str:
        """Return the address of an item below the newsroom's own, so that a newsroom may move."""
        return item.url.removeprefix(self.base)

    def files(self, item: Item) -> tuple[str, ...]:
        """Return the addresses of an item's files below the newsroom's own."""
        return tuple(file.removeprefix(self.base) for file in item.files)


def read_feed(place: Place, series: str) -> Feed | None:
    """Return the feed in a folder of a newsroom, archives included, or None where there is none."""
    for file in FILES:
        path = f"{series}{file}"
        newest = _document(place, path)
        if newest is not None:
            base = newest.url.removesuffix(path) if newest.url.endswith(path) else ""
            items: dict[str, Item] = {}
            for document in _documents(place, newest, base):
                items |= {item.id: item for item in document.items if item.id not in items}
            return Feed(path, base, items)
    return None


def _documents(place: Place, newest: Document, base: str) -> Iterator[Document]:
    """Yield a document and all older ones; nothing is asked for that is not below the newsroom's own address."""
    document, seen = newest, set[str]()
    yield document
    while document.older and document.older not in seen and len(seen) < LIMIT_DOCUMENTS:
        seen.add(document.older)
        if not base or not document.older.startswith(base):
            message = f"{place.name} names an older document at {document.older}, which is not below its own address"
            raise PresskitError(message, hint="is it a newsroom of presskit?")
        path = unquote(urlsplit(document.older.removeprefix(base)).path)
        found = _document(place, path)
        if found is None:
            raise PresskitError(f"{place.name}/{path} is missing", hint="the feed names it as its archive")
        document = found
        yield document


def _document(place: Place, path: str) -> Document | None:
    if ".." in path.split("/") or path.startswith("/"):
        raise PresskitError(f"{path} leads out of {place.name}", hint="the feed names it as its archive")
    data = place.read(path)
    try:
        return None if data is None else parse(data)
    except NotAFeed as error:
        raise PresskitError(
            f"{place.name}/{path} is not a feed: {error}", hint="is it a newsroom of presskit?"
        ) from error
