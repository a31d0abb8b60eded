"""Every address of a newsroom: routes end in a slash, paths are below the output folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol
from urllib.parse import quote

from presskit.i18n import words

if TYPE_CHECKING:
    from presskit.model.newsroom import Settings
    from presskit.model.series import Kind, Series
    from presskit.planning.views import Site

FEED_FILES = {"rss": "feed.xml", "atom": "atom.xml", "json": "feed.json"}
FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
NOT_IN_FILE_NAME = re.compile(r"[^\w.-]+")


class Feed(NamedTuple):
    """A feed: its form, media type, and path with a slash before it."""

    form: Literal["rss", "atom", "json"]
    media_type: str
    path: str


class Addressed(Protocol):
    """What an address is made from: an Entry has it, and a Document."""

    @property
    def language(self) -> str:
        """The language of the edition."""

    @property
    def date(self) -> str:
        """Its day, as an ISO date or longer."""

    @property
    def slug(self) -> str:
        """The last part of its address."""


@dataclass(frozen=True, slots=True)
class Routes:
    """The addresses of one newsroom; `site` is what every page shows of it.

    `engine` makes its search index: empty where nothing does, None where nobody looked. `search_files` are what only
    the search page loads.
    """

    settings: Settings
    site: Site
    engine: str | None = None
    search_files: tuple[str, ...] = ("", "")

    def home(self, language: str) -> str:
        """Return the route of the list of newest releases in a language."""
        return "/" if language == self.settings.language else f"/{language.lower()}/"

    def series(self, series: Series) -> str:
        """Return the route of a series' first page; that of "every" has feeds only."""
        return self.series_at(*series.name)

    def series_at(self, kind: Kind, language: str, key: str) -> str:
        """Return the route of the series of that name."""
        if kind == "every":
            return "/every/"
        home = self.home(language)
        return {"language": home, "year": f"{home}{key}/"}.get(kind) or f"{home}{kind}s/{key}/"

    def numbered(self, series: Series, number: int) -> str:
        """Return the route of a further page of a series; 1 holds the oldest releases."""
        return f"{self.series(series)}archive/{number}/"

    def series_feed(self, series: Series, form: Literal["rss", "atom", "json"]) -> str:
        """Return the path of a series' feed, with a slash before it."""
        return self.series(series) + FEED_FILES[form]

    def feeds(self, kind: Kind, language: str, key: str) -> tuple[Feed, ...]:
        """Return the feeds of the series of that name; none for a year, nor for what has no pages."""
        if kind == "year" or (kind in ("topic", "speaker") and not self.settings.wants("lists")):
            return ()
        route = self.series_at(kind, language, key)
        return tuple(Feed(form, FEED_TYPES[form], route + FEED_FILES[form]) for form in self._feed_forms())

    def _feed_forms(self) -> tuple[Literal["rss", "atom", "json"], ...]:
        if self.settings.wants("feeds"):
            return ("rss", "atom", "json")
        return ("rss",) if self.settings.wants("rss") else ()

    def feed_archive(self, path: str, number: int) -> str:
        """Return the path of an archive of the feed at a path; 1 holds the oldest releases: `/feed/1.xml`."""
        stem, dot, ending = path.rpartition(".")
        return f"{stem}/{number}{dot}{ending}"

    def feed_home(self, kind: Kind, language: str, key: str) -> str:
        """Return the route of the page that shows what a feed does."""
        return self.home(self.settings.language) if kind == "every" else self.series_at(kind, language, key)

    def overview(self, language: str, kind: Literal["archive", "topics", "speakers"], number: int = 1) -> str:
        """Return the route of a list of series; "archive" is that of years, and of the ways to all others."""
        first = f"{self.home(language)}{kind}/"
        return first if number == 1 else f"{first}all/{number}/"

    def service(self, language: str, name: Literal["contacts", "subscribe", "search"]) -> str:
        """Return the route of a page that lists no releases."""
        return f"{self.home(language)}{name}/"

    def feed(self, language: str) -> str:
        """Return the path of the feed in a language, with a slash before it."""
        return f"{self.home(language)}feed.xml"

    def release(self, entry: Addressed) -> str:
        """Return the route of an edition's page."""
        return release_route(self.settings, entry.language, entry.date, entry.slug)

    def pdf(self, entry: Addressed) -> str:
        """Return the path of an edition's print PDF."""
        return self.release(entry).lstrip("/") + self._file_name(entry) + ".pdf"

    def text(self, entry: Addressed) -> str:
        """Return the path of an edition's plain text."""
        return self.release(entry).lstrip("/") + self._file_name(entry) + ".txt"

    def data(self, entry: Addressed) -> str:
        """Return the path of an edition's data."""
        return self.release(entry).lstrip("/") + self._file_name(entry) + ".json"

    def markdown(self, entry: Addressed) -> str:
        """Return the path of an edition's public source."""
        return self.release(entry).lstrip("/") + self._file_name(entry) + ".md"

    def card(self, entry: Addressed) -> str:
        """Return the path of an edition's preview picture."""
        return self.release(entry).lstrip("/") + self._file_name(entry) + ".png"

    def quote_card(self, entry: Addressed, quote: str, form: str) -> str:
        """Return the path of a card of one of an edition's quotes, by its id, as `png` or `svg`."""
        return self.release(entry).lstrip("/") + f"{self._file_name(entry)}-quote-{quote}.{form}"

    def kit(self, entry: Addressed) -> str:
        """Return the path of an edition's press kit."""
        word = words(entry.language)["kit_file_word"]
        return self.release(entry).lstrip("/") + f"{self._file_name(entry)}-{word}.zip"

    def home_card(self, language: str) -> str:
        """Return the path of the newsroom's own preview picture in a language."""
        return f"{self.home(language)}card.png".lstrip("/")

    def absolute(self, route: str) -> str:
        """Return the permalink of a route or path."""
        return f"{self.settings.base_url}/{quote(route.lstrip('/'))}"

    def _file_name(self, entry: Addressed) -> str:
        """A name that still says in a download folder what it is: day, kind in the language, slug."""
        return f"{entry.date[:10]}-{words(entry.language)['file_word']}-{entry.slug}"


def release_route(settings: Settings, language: str, date: str, slug: str) -> str:
    """Return the route of an edition's page: year and slug, the language before them unless it is the default."""
    prefix = "" if language == settings.language else f"/{language.lower()}"
    return f"{prefix}/{date[:4]}/{slug}/"


def media_path(settings: Settings, language: str, date: str, slug: str, file: str) -> str:
    """Return the path at which a release's file is published."""
    return release_route(settings, language, date, slug).lstrip("/") + NOT_IN_FILE_NAME.sub("-", file)


def page_path(route: str) -> str:
    """Return the path of the page that answers at a route."""
    return f"{route.lstrip('/')}index.html"


def relative(source_route: str, target: str) -> str:
    """Return the way from a page to a route or path of the same newsroom."""
    path = target.lstrip("/")
    here = source_route.lstrip("/")
    if path.startswith(here):
        return path[len(here) :] or "./"
    return "../" * here.count("/") + path or "./"
