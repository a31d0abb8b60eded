"""The release page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup

from presskit.i18n import file_size, language_name, territory_of
from presskit.outputs import card as card_output
from presskit.outputs.jsonld import Beside, modified, release_graph
from presskit.outputs.release_data import public_from
from presskit.outputs.tools import body_parts, moment_text, release_context
from presskit.planning.plan import Artifact
from presskit.planning.routes import page_path, relative
from presskit.planning.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.markup import Part
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import Document

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
    markdown: str = ""
    data: str = ""
    card: str = ""
    kit: str = ""
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
        first = alone if others else None
        sizes_of = tuple(path for path in (view.pdf, view.kit) if path)
        yield Artifact(page_path(view.route), "page", view, entry.source, sizes_of, first, after)


def _view(newsroom: Newsroom, routes: Routes, entry: Entry, alternates: tuple[Link, ...]) -> PageView:
    makes = newsroom.settings.makes
    return PageView(
        entry.digest,
        entry.language,
        routes.release(entry),
        routes.home(entry.language),
        routes.feed(entry.language) if makes("rss") else "",
        routes.pdf(entry) if makes("print_pdf") else "",
        routes.text(entry) if makes("text") else "",
        routes.markdown(entry) if makes("markdown") else "",
        routes.data(entry) if makes("data") else "",
        routes.card(entry) if makes("card") else "",
        routes.kit(entry) if makes("kit") else "",
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
    context = release_context(document, tools, view.route, view.mark)
    pdf_bytes = tools.size_of(view.pdf) if view.pdf else None
    kit_bytes = tools.size_of(view.kit) if view.kit else None
    beside = Beside(context["dateline"], view.alternates, _addressed(body), view.pdf, pdf_bytes, view.card)
    html = tools.template("page/release.html").render(
        **context,
        **_head(document, tools, beside),
        body=body,
        unplaced_media=[asset for asset in document.media if asset.file not in placed],
        unplaced_quotes=[quote for quote in document.quotes if quote.id not in placed],
        alternates=view.alternates,
        pdf=view.pdf,
        pdf_size=file_size(pdf_bytes, view.language) if pdf_bytes else "",
        text=view.text,
        markdown=view.markdown,
        data=view.data,
        kit=view.kit,
        kit_size=file_size(kit_bytes, view.language) if kit_bytes else "",
        feed=view.feed,
        home=view.home,
        here=False,
        canonical=tools.routes.absolute(view.route),
        preview=_mark(view, document.embargo_until or document.published, tools),
    )
    return html.encode()


def _addressed(body: list[Part]) -> set[str]:
    """Return the quotes that have an address in the page: those that stand as blocks."""
    return {part.name for part in body if part.kind == "quote"}


def _head(document: Document, tools: Tools, beside: Beside) -> dict[str, Any]:
    """Return what only machines read of a page."""
    published = public_from(document)
    return {
        "graph": Markup(release_graph(document, tools.routes, beside)),
        "published": published,
        "modified": modified(document, published),
        "shared": _shared(document, beside, tools),
        "locale": territory_of(document.language),
        "other_locales": [territory_of(other.language) for other in beside.alternates],
    }


def _shared(document: Document, beside: Beside, tools: Tools) -> dict[str, Any] | None:
    """Return the picture that stands for the page where its link is shared: the card, or else the first picture."""
    if beside.card:
        card = {"width": card_output.WIDTH_PX, "height": card_output.HEIGHT_PX, "alt": document.headline}
        return {"url": tools.routes.absolute(beside.card), **card}
    first = next((asset for asset in document.media if asset.digest and asset.width_px), None)
    if first is None:
        return None
    size = {"width": first.width_px, "height": first.height_px}
    return {"url": tools.routes.absolute(first.path), **size, "alt": first.alt}


def _mark(view: PageView, moment: str, tools: Tools) -> dict[str, str] | None:
    if not view.mark:
        return None
    return {"state": view.mark, "text": "" if view.mark == "draft" else moment_text(moment, tools, view.language)}
