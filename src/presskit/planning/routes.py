"""Every address of a newsroom: routes end in a slash, paths are below the output folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from presskit.i18n import words

if TYPE_CHECKING:
    from presskit.model.newsroom import Settings
    from presskit.planning.views import Site

NOT_IN_FILE_NAME = re.compile(r"[^\w.-]+")


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

    def archive(self, language: str, number: int) -> str:
        """Return the route of an archive page; 1 holds the oldest releases."""
        return f"{self.home(language)}archive/{number}/"

    def feed(self, language: str) -> str:
        """Return the path of the feed in a language, with a slash before it."""
        return f"{self.home(language)}feed.xml"

    def search(self, language: str) -> str:
        """Return the route of the search page in a language."""
        return f"{self.home(language)}search/"

    def release(self, entry: Addressed) -> str:
        """Return the route of an edition's page."""
        return release_route(self.settings, entry.language, entry.date, entry.slug)

    def pdf(self, entry: Addressed) -> str:
        """Return the path of an edition's print PDF."""
        return self.release(entry).lstrip("/") + self._file_name(entry) + ".pdf"

    def text(self, entry: Addressed) -> str:
        """Return the path of an edition's plain text."""
        return self.release(entry).lstrip("/") + self._file_name(entry) + ".txt"

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
