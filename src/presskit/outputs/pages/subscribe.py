"""The page that explains to a person what feeds are, and which there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import language_name, words
from presskit.outputs.pages.navigation import page_context
from presskit.planning.plan import Artifact
from presskit.planning.routes import page_path
from presskit.planning.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.model.series import Kind, Series
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "all"
LAYOUTS = ("page/subscribe.html",)
MOST_HERE = 40  # topics or speakers whose feeds the page names itself: those with most releases


class Offer(NamedTuple):
    """A series that has feeds."""

    kind: Kind
    language: str
    key: str
    label: str


class SubscribeView(NamedTuple):
    """The series whose feeds are named; `has_more` where there are more than these."""

    language: str
    route: str
    offers: tuple[Offer, ...]
    has_more: bool = False
    alternates: tuple[Link, ...] = ()
    bare: bool = False


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a page in each language."""
    codes = newsroom.settings.languages
    for language in codes:
        route = routes.service(language, "subscribe")
        own = [s for s in newsroom.series if s.kind == "every" or (s.kind == "language" and s.language == language)]
        parts = [_foremost(newsroom, kind, language) for kind in ("topic", "speaker")]
        offers = tuple(Offer(*s.name, s.label) for s in [*own[::-1], *parts[0][:MOST_HERE], *parts[1][:MOST_HERE]])
        links = (
            Link(code, routes.service(code, "subscribe"), language_name(code)) for code in codes if code != language
        )
        view = SubscribeView(language, route, offers, max(map(len, parts)) > MOST_HERE, tuple(links))
        bare = SubscribeView(language, route, (), bare=True)
        yield Artifact(page_path(route), "subscribe", view, first=bare, opens=True)


def _foremost(newsroom: Newsroom, kind: str, language: str) -> list[Series]:
    """Return the series of a kind, those with most releases first; none where they have no pages."""
    found = [s for s in newsroom.series if (s.kind, s.language) == (kind, language)]
    return sorted(found, key=lambda s: (-len(s.entries), s.key)) if newsroom.settings.wants("lists") else []


def render(view: SubscribeView, tools: Tools) -> bytes:
    """Return the page as HTML."""
    context = page_context(view.language, view.route, tools, bare=view.bare, here="subscribe")
    context |= {
        "kind": "subscribe",
        "offers": [(offer, feeds) for offer in view.offers if (feeds := tools.routes.feeds(*offer[:3]))],
        "series_route": tools.routes.series_at,
        "title": words(view.language).subscribe,
        "has_more": view.has_more,
        "archive": tools.routes.overview(view.language, "archive"),
        "alternates": view.alternates,
    }
    return tools.template("page/subscribe.html").render(**context).encode()
