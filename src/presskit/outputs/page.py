"""The release page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import language_name
from presskit.outputs.figures import early, shown
from presskit.outputs.tools import body_parts, moment_text, release_context
from presskit.planning.plan import Artifact
from presskit.planning.routes import page_path, relative
from presskit.planning.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 2
SHOWS = "release"
LAYOUTS = ("page/release.html",)


class PageView(NamedTuple):
    """What a release page shows; `mark` is how a preview marks it, empty in public."""

    document: str
    language: str
    route: str
    home: str
    feed: str
    pdf: str
    text: str
    alternates: tuple[Link, ...] = ()
    mark: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a page for each edition; one with other languages is first written without links to them."""
    editions: dict[str, list[Entry]] = {}
    if len(newsroom.settings.languages) > 1:
        for entry in newsroom.entries:
            editions.setdefault(entry.id, []).append(entry)
    for entry in newsroom.entries:
        others = [e for e in editions.get(entry.id, ()) if e.language != entry.language]
        alone = _view(newsroom, routes, entry, ())
        view = _view(newsroom, routes, entry, tuple(_link(routes, e) for e in others)) if others else alone
        after = tuple(page_path(link.route) for link in view.alternates)
        yield Artifact(page_path(view.route), "page", view, entry.source, first=alone if others else None, after=after)


def _view(newsroom: Newsroom, routes: Routes, entry: Entry, alternates: tuple[Link, ...]) -> PageView:
    wanted = newsroom.settings.outputs
    return PageView(
        entry.digest,
        entry.language,
        routes.release(entry),
        routes.home(entry.language),
        routes.feed(entry.language) if wanted is None or "rss" in wanted else "",
        routes.pdf(entry) if wanted is None or "print_pdf" in wanted else "",
        routes.text(entry) if wanted is None or "text" in wanted else "",
        alternates,
        newsroom.mark(entry),
    )


def _link(routes: Routes, entry: Entry) -> Link:
    return Link(entry.language, routes.release(entry), language_name(entry.language))


def render(view: PageView, tools: Tools) -> bytes:
    """Return the page as HTML."""
    document = tools.library.document(view.document)
    sources = {asset.file: relative(view.route, asset.path) for asset in document.media if asset.digest}
    body = body_parts(document, sources)
    placed = {part.name for part in body}
    html = tools.template("page/release.html").render(
        **release_context(document, tools, view.route, view.mark),
        body=body,
        unplaced_media=[asset for asset in document.media if asset.digest and asset.file not in placed],
        shown=lambda asset: shown(asset, view.route, view.language),
        early=early(body),
        unplaced_quotes=[quote for quote in document.quotes if quote.id not in placed],
        alternates=view.alternates,
        pdf=view.pdf,
        text=view.text,
        feed=view.feed,
        home=view.home,
        here=False,
        canonical=tools.routes.absolute(view.route),
        preview=_mark(view, document.embargo_until or document.published, tools),
    )
    return html.encode()


def _mark(view: PageView, moment: str, tools: Tools) -> dict[str, str] | None:
    if not view.mark:
        return None
    return {"state": view.mark, "text": "" if view.mark == "draft" else moment_text(moment, tools, view.language)}
