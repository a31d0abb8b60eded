"""Overviews: the archive with all its years, topics and speakers, and where those are many, lists of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from presskit.i18n import language_name, words
from presskit.i18n import number as counted
from presskit.model.series import alphabetical
from presskit.outputs.machines import quotes
from presskit.outputs.pages.navigation import page_context
from presskit.planning.plan import Artifact
from presskit.planning.routes import page_path, relative
from presskit.planning.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presskit.model.newsroom import Newsroom
    from presskit.model.series import Series
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "all"
LAYOUTS = ("page/overview.html",)
MOST_HERE = 40  # topics or speakers that the archive names itself: those with most releases
PAGE_LENGTH = 300
Kind = Literal["archive", "topics", "speakers"]


class Item(NamedTuple):
    """One series, and how many releases it has."""

    label: str
    route: str
    releases: int


class Group(NamedTuple):
    """Some series of one kind; `more` is the route of the list of all, where these are not all."""

    kind: str
    items: tuple[Item, ...]
    total: int
    more: str = ""


class OverviewView(NamedTuple):
    """What an overview shows; `number` counts its pages from 1, `data` are the paths of all quotes as data."""

    kind: Kind
    language: str
    route: str
    groups: tuple[Group, ...]
    number: int = 1
    previous: str = ""
    following: str = ""
    alternates: tuple[Link, ...] = ()
    bare: bool = False
    data: tuple[str, ...] = ()


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want in each language an archive, and lists of all topics and speakers in the order of the alphabet."""
    codes = newsroom.settings.languages
    for language in codes:
        by_kind: dict[str, list[Series]] = {"year": [], "topic": [], "speaker": []}
        for series in newsroom.series:
            if series.language == language and series.kind in by_kind:
                by_kind[series.kind].append(series)
        others = tuple(
            Link(code, routes.overview(code, "archive"), language_name(code)) for code in codes if code != language
        )
        yield from _lists(language, "topics", by_kind["topic"], routes)
        yield from _lists(language, "speakers", by_kind["speaker"], routes)
        yield _archive(language, by_kind, routes, others)


def _archive(language: str, by_kind: dict[str, list[Series]], routes: Routes, alternates: tuple[Link, ...]) -> Artifact:
    route, years = routes.overview(language, "archive"), by_kind["year"][::-1]
    groups = [Group("year", _items(years, routes), len(years))]
    groups += [_foremost(language, "topics", by_kind["topic"], routes)]
    groups += [_foremost(language, "speakers", by_kind["speaker"], routes)]
    shown = tuple(group for group in groups if group.items)
    bare = OverviewView("archive", language, route, (), bare=True)
    view = OverviewView(
        "archive", language, route, shown, alternates=alternates, data=_data(by_kind["speaker"], routes)
    )
    return Artifact(page_path(route), "overview", view, first=bare, opens=True)


def _foremost(language: str, kind: Literal["topics", "speakers"], found: list[Series], routes: Routes) -> Group:
    """Return those with most releases, in the order of the alphabet."""
    most = sorted(found, key=lambda series: (-len(series.entries), series.key))[:MOST_HERE]
    return Group(kind[:-1], _items(sorted(most, key=alphabetical), routes), len(found), routes.overview(language, kind))


def _lists(language: str, kind: Kind, found: list[Series], routes: Routes) -> Iterator[Artifact]:
    """Yield the pages of a list of all topics or speakers; none where there are none."""
    named = sorted(found, key=alphabetical)
    pages = [named[at : at + PAGE_LENGTH] for at in range(0, len(named), PAGE_LENGTH)]
    for number, page in enumerate(pages, 1):
        route = routes.overview(language, kind, number)
        group = Group(kind[:-1], _items(page, routes), len(found))
        previous = routes.overview(language, kind, number - 1) if number > 1 else ""
        following = routes.overview(language, kind, number + 1) if number < len(pages) else ""
        data = _data(found, routes) if kind == "speakers" else ()
        view = OverviewView(kind, language, route, (group,), number, previous, following, data=data)
        bare = OverviewView(kind, language, route, (), number, bare=True)
        yield Artifact(page_path(route), "overview", view, first=bare, opens=True)


def _data(speakers: list[Series], routes: Routes) -> tuple[str, ...]:
    """Return the paths of the quotes as data, where somebody is quoted and there are any."""
    return quotes.PATHS if speakers and routes.settings.wants("quotes") else ()


def _items(found: Sequence[Series], routes: Routes) -> tuple[Item, ...]:
    return tuple(Item(series.label, routes.series(series), len(series.entries)) for series in found)


def render(view: OverviewView, tools: Tools) -> bytes:
    """Return the page as HTML."""
    known = words(view.language)
    title = known[view.kind]
    context = page_context(view.language, view.route, tools, bare=view.bare, here="archive")
    context |= {
        "kind": view.kind,
        "title": title if view.number == 1 else f"{title} ({view.number})",
        "name": title,
        "groups": view.groups,
        "alternates": view.alternates,
        "older": relative(view.route, view.following) if view.following else "",
        "newer": relative(view.route, view.previous) if view.previous else "",
        "data": [(name.upper(), path, quotes.TYPES[name]) for path in view.data for name in (path.rpartition(".")[2],)],
        "counted": lambda count: counted(count, view.language),
    }
    return tools.template("page/overview.html").render(**context).encode()
