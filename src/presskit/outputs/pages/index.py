"""The front page of each language, and its archive pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.outputs.pages import lists
from presskit.outputs.pages.lists import plan_lists

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.pages.lists import ListView
    from presskit.outputs.tools import Tools
    from presskit.planning.plan import Artifact
    from presskit.planning.routes import Routes

VERSION = lists.VERSION
SHOWS = lists.SHOWS
LAYOUTS = ("page/index.html",)


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a list of all releases in each language."""
    yield from plan_lists(newsroom, routes, ("language",))


def render(view: ListView, tools: Tools) -> bytes:
    """Return the page as HTML."""
    return lists.render(view, tools)
