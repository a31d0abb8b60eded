"""Quote cards for social media: a quote on the newsroom's colour, as PNG and as SVG.

They are square, 1200 by 1200 pixels: the one form that no network crops in its feed. Words are set in 40 pixels at
least: 13 points on a phone, where a card is some 390 points wide. Only words that fill their lines badly go down to 32.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from presskit.i18n import long_date
from presskit.outputs.card import engines
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import QuoteView

VERSION = 1
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()


class QuoteCardView(NamedTuple):
    """What a card shows: a quote of a QuoteSheet on the newsroom's colour.

    `logo` is the file below the project, `logo_path` where it is published: that names its content.
    """

    quotes: str
    id: str
    form: Literal["png", "svg"]
    name: str
    colour: str
    logo: str
    logo_path: str
    engines: str


class Said(NamedTuple):
    """What is written on a card."""

    quote: QuoteView
    name: str
    date: str


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a card in both forms for each quote that has room on one."""
    settings, site = newsroom.settings, routes.site
    shared = (site.name, site.colour, settings.logo, site.logo, engines())
    for entry in newsroom.entries:
        for quote in entry.cards:
            for form in ("png", "svg"):
                view = QuoteCardView(entry.quotes, quote, form, *shared)
                yield Artifact(routes.quote_card(entry, quote, form), "quote_cards", view, entry.source)


def render(view: QuoteCardView, tools: Tools) -> bytes:
    """Return the card; the same view gives the same bytes."""
    from presskit.outputs.quote_cards import (
        drawing,
        outlines,
    )  # Pillow: 40 ms that a build with nothing to draw need not pay

    sheet = tools.library.quote_sheet(view.quotes)
    quote = next(quote for quote in sheet.quotes if quote.id == view.id)
    said = Said(quote, view.name, long_date(sheet.date, sheet.language))
    return (drawing.drawn if view.form == "png" else outlines.drawn)(said, view, tools)
