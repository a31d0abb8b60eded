"""releases.json: the newsroom as data. A small index, and for each year every edition with the ways to it.

Made of Entry and Listing alone, so an edit of a text touches no file here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.outputs.machines.sitemap import moment
from presskit.outputs.pages.navigation import has_pages
from presskit.planning.plan import Artifact
from presskit.planning.years import changed_at, parts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import Listing

VERSION = 1
SHOWS = "all"
LAYOUTS: tuple[str, ...] = ()
FORMAT, NAME, QUOTES = "presskit-releases", "releases", "quotes.json"
# Keys of the data, and the outputs that make the files.
FILES = {"pdf": "print_pdf", "text": "text", "markdown": "markdown", "data": "data", "kit": "kit"}


class File(NamedTuple):
    """One file of the index; `changed` is in seconds since 1970."""

    path: str
    year: str
    editions: int
    changed: int


class Address(NamedTuple):
    """What the addresses of an edition are made from."""

    language: str
    date: str
    slug: str


class Item(NamedTuple):
    """One edition; moments are in seconds since 1970, `editions` are all of the release where there are several."""

    listing: str
    language: str
    date: str
    slug: str
    public_from: int
    changed: int
    topics: tuple[str, ...]
    speakers: tuple[tuple[str, str], ...]
    editions: tuple[tuple[str, str, str], ...]


class ReleasesView(NamedTuple):
    """The index, which has files and feeds, or one of those files, which has editions, the newest first.

    `kinds` are the kinds of files that an edition has, `quotes` is the path of all quotes as data. Each of `items` has
    the parts of an Item: plain tuples, since there are many, and are made and told apart three times as fast.
    """

    files: tuple[File, ...] = ()
    feeds: tuple[tuple[str, str, str], ...] = ()
    items: tuple[tuple[Any, ...], ...] = ()
    kinds: tuple[str, ...] = ()
    has_pages: bool = True
    quotes: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a file for each year, or several for one with many releases, and an index of them."""
    settings, files = newsroom.settings, []
    view = ReleasesView(kinds=tuple(k for k, o in FILES.items() if settings.wants(o)), has_pages=has_pages(settings))
    several = {
        key: tuple((e.language, e.date, e.slug) for e in editions) for key, editions in newsroom.translations.items()
    }
    for part in parts(newsroom.entries):
        path = f"{part.year}/{NAME}{part.suffix}.json"
        files.append(File(path, part.year, len(part.entries), part.changed))
        items = tuple(_item(entry, several.get(entry.id, ())) for entry in reversed(part.entries))
        yield Artifact(path, "releases", view._replace(items=items))
    feeds = tuple(
        (feed.media_type, language, feed.path)
        for language in settings.languages
        for feed in routes.feeds("language", language, "")
    )
    quotes = QUOTES if settings.wants("quotes") else ""
    yield Artifact(f"{NAME}.json", "releases", ReleasesView(tuple(reversed(files)), feeds, quotes=quotes))


def _item(entry: Entry, editions: tuple[tuple[str, str, str], ...]) -> tuple[Any, ...]:
    e, changed = entry, changed_at(entry)
    published = e.published if e.public_from is None else e.public_from
    speakers = tuple((key, name) for key, name, _ in e.speakers)
    return (e.listing, e.language, e.date, e.slug, published, changed, e.topics, speakers, editions)


def render(view: ReleasesView, tools: Tools) -> bytes:
    """Return the data as JSON, indented for people."""
    settings, site = tools.routes.settings, tools.routes.site
    data: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if view.items:
        data["editions"] = [_edition(Item(*parts), view, tools) for parts in view.items]
    else:
        data["newsroom"] = {"name": site.name, "url": tools.routes.absolute("/"), "languages": list(settings.languages)}
        data["feeds"] = [_feed(feed, tools) for feed in view.feeds]
        data |= {"quotes": tools.routes.absolute(view.quotes)} if view.quotes else {}
        data["files"] = [_file(file, tools) for file in view.files]
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _feed(feed: tuple[str, str, str], tools: Tools) -> dict[str, str]:
    media_type, language, path = feed
    return {"type": media_type, "language": language, "url": tools.routes.absolute(path)}


def _file(file: File, tools: Tools) -> dict[str, str | int]:
    url, changed = tools.routes.absolute(file.path), moment(file.changed)
    return {"year": int(file.year), "url": url, "editions": file.editions, "changed": changed}


def _edition(item: Item, view: ReleasesView, tools: Tools) -> dict[str, Any]:
    listing, routes = tools.library.listing(item.listing), tools.routes
    paths = {name: getattr(routes, name) for name in view.kinds}
    editions = [Address(*parts) for parts in item.editions if view.has_pages]
    return {
        "id": listing.id,
        "language": listing.language,
        "url": routes.absolute(listing.route) if view.has_pages else None,
        **_words(listing),
        "date": listing.date,
        "published": moment(item.public_from),
        "changed": moment(item.changed),
        "topics": list(item.topics),
        "speakers": [{"key": key, "name": name} for key, name in item.speakers],
        **{name: routes.absolute(path(item)) for name, path in paths.items()},
        "languages": {e.language: routes.absolute(routes.release(e)) for e in editions if e.language != item.language},
    }


def _words(listing: Listing) -> dict[str, str]:
    return {"headline": listing.headline, "kicker": listing.kicker, "summary": listing.teaser}
