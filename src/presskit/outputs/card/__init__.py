"""The preview picture of a release: its headline on the newsroom's colour, for whoever shares the link."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import long_date
from presskit.outputs import fonts
from presskit.outputs.pages.navigation import has_pages
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()


class CardView(NamedTuple):
    """What a card shows: a release by its listing, or else a `title` with a `line` above it.

    `logo` is the file below the project, `logo_path` where it is published: that names its content.
    """

    listing: str
    language: str
    title: str
    line: str
    name: str
    colour: str
    logo: str
    logo_path: str
    engines: str


class Words(NamedTuple):
    """What is written on a card: above, large, and at the foot."""

    kicker: str
    headline: str
    name: str
    date: str


@cache
def engines() -> str:
    """Return the versions of all that shapes the pixels of a card; loads none of it but one small C library."""
    import ctypes
    from importlib.metadata import version

    try:
        ctypes.CDLL("libfribidi.so.0")  # by which Pillow's own raqm turns lines around
        bidi = "fribidi"
    except OSError:
        bidi = "fribidi ?"
    return f"pillow {version('pillow')}, {bidi}, fonts {fonts.key()}"


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a card for each edition, and one for the newsroom in each language."""
    settings, site = newsroom.settings, routes.site
    shared = (site.name, site.colour, settings.logo, site.logo, engines())
    for entry in newsroom.entries:
        view = CardView(entry.listing, entry.language, "", "", *shared)
        yield Artifact(routes.card(entry), "card", view, entry.source)
    for language in settings.languages if has_pages(settings) else ():
        view = CardView("", language, site.name, settings.tagline.to(language), *shared)
        yield Artifact(routes.home_card(language), "card", view)


def render(view: CardView, tools: Tools) -> bytes:
    """Return the card as PNG; the same view gives the same bytes."""
    from presskit.outputs.card.drawing import drawn  # Pillow: 40 ms that a build with nothing to draw need not pay

    return drawn(_words(view, tools), view, tools)


def _words(view: CardView, tools: Tools) -> Words:
    if not view.listing:
        return Words(view.line, view.title, "", tools.routes.site.base_url.partition("://")[2])
    listing = tools.library.listing(view.listing)
    return Words(listing.kicker, listing.headline, view.name, long_date(listing.date, view.language))
