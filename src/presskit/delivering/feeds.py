"""Feeds as their readers see them: Atom, RSS 2.0 and JSON Feed as items, whoever made them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
MEDIA_CONTENT = "{http://search.yahoo.com/mrss/}content"


class NotAFeed(ValueError):
    """What was read is not a feed; the text says what is wrong with it."""


class Item(NamedTuple):
    """One item; moments are ISO 8601 in UTC, empty where there is none; archives have no content, `files` only a PDF.

    `files` are addresses, sorted.
    """

    id: str
    url: str
    headline: str
    published: str
    updated: str
    summary: str
    content: str
    topics: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class Document(NamedTuple):
    """One document of a feed: its own address, that of the next older one (RFC 5005, JSON Feed), its items."""

    url: str
    older: str
    items: tuple[Item, ...]


def parse(data: bytes) -> Document:
    """Return a document of a feed; NotAFeed where it is none."""
    if data.lstrip()[:1] == b"{":
        return _json_feed(data)
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NotAFeed(f"it is not well-formed: {error.msg}") from error
    parser = FORMS.get(str(root.tag))
    if parser is None:
        raise NotAFeed(f"it begins with <{etree.QName(root).localname}>")
    return parser(root)


def _atom(root: Any) -> Document:
    items = tuple(
        Item(
            _text(entry, f"{ATOM}id"),
            _link(entry, "alternate"),
            _text(entry, f"{ATOM}title"),
            _iso(_text(entry, f"{ATOM}published") or _text(entry, f"{ATOM}updated")),
            _iso(_text(entry, f"{ATOM}updated")),
            _text(entry, f"{ATOM}summary"),
            _text(entry, f"{ATOM}content"),
            _all(entry, f"{ATOM}category", "term"),
            _sorted(link.get("href") for link in entry.iterfind(f"{ATOM}link") if link.get("rel") == "enclosure"),
        )
        for entry in root.iterfind(f"{ATOM}entry")
    )
    return Document(_link(root, "self"), _link(root, "prev-archive"), items)


def _rss(root: Any) -> Document:
    channel = root.find("channel")
    if channel is None:
        raise NotAFeed("it has no <channel>")
    items = tuple(
        Item(
            _text(item, "guid") or _text(item, "link"),
            _text(item, "link"),
            _text(item, "title"),
            _mail_date(_text(item, "pubDate")),
            _iso(_text(item, f"{ATOM}updated")) or _mail_date(_text(item, "pubDate")),
            _text(item, "description"),
            _text(item, CONTENT),
            tuple((category.text or "").strip() for category in item.iterfind("category")),
            _sorted((*_all(item, "enclosure", "url"), *_all(item, MEDIA_CONTENT, "url"))),
        )
        for item in channel.iterfind("item")
    )
    return Document(_link(channel, "self"), _link(channel, "prev-archive"), items)


def _json_feed(data: bytes) -> Document:
    try:
        feed = json.loads(data)
        items = tuple(_json_item(item) for item in feed["items"])
        return Document(str(feed.get("feed_url", "")), str(feed.get("next_url", "")), items)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise NotAFeed("it is no JSON Feed") from error


def _json_item(item: Any) -> Item:
    names = ("id", "url", "title", "date_published", "date_modified", "summary", "content_html")
    values: Any = [str(item.get(name, "")) for name in names]
    values[3], values[4] = _iso(values[3]), _iso(values[4] or values[3])
    topics, files = map(str, item.get("tags", ())), _sorted(file["url"] for file in item.get("attachments", ()))
    return Item(*values)._replace(topics=tuple(topics), files=files)


def _text(element: Any, name: str) -> str:
    found = element.find(name)
    return "" if found is None else "".join(found.itertext()).strip()


def _all(element: Any, name: str, attribute: str) -> tuple[str, ...]:
    return tuple(found.get(attribute, "") for found in element.iterfind(name))


def _sorted(addresses: Iterable[Any]) -> tuple[str, ...]:
    return tuple(sorted({str(address) for address in addresses if address}))


def _link(element: Any, relation: str) -> str:
    links = element.iterfind(f"{ATOM}link")
    return next((link.get("href", "") for link in links if link.get("rel", "alternate") == relation), "")


def _iso(text: str) -> str:
    """Return a moment in UTC, so that the same moment is the same text; what is none as it stands."""
    try:
        return datetime.fromisoformat(text).astimezone(UTC).isoformat() if text else ""
    except (ValueError, OverflowError):
        return text


def _mail_date(text: str) -> str:
    try:
        return parsedate_to_datetime(text).astimezone(UTC).isoformat() if text else ""
    except (ValueError, OverflowError):
        return text


FORMS: dict[str, Callable[[Any], Document]] = {f"{ATOM}feed": _atom, "rss": _rss}
