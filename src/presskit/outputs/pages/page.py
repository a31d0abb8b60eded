"""The release page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.i18n import file_size, language_name, long_date
from presskit.model.series import key_of
from presskit.outputs.pages.figures import early, shown
from presskit.outputs.pages.navigation import page_context
from presskit.outputs.pages.offering import Cards, offered
from presskit.outputs.pages.release_head import Beside, release_head
from presskit.outputs.tools import body_and_rest, moment_text, release_context
from presskit.planning.documents import speaker_key
from presskit.planning.plan import Artifact
from presskit.planning.related import related
from presskit.planning.routes import page_path, relative
from presskit.planning.views import Link

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import Document, QuoteView

VERSION = 4
SHOWS = "release"
LAYOUTS = ("page/release.html",)


class PageView(NamedTuple):
    """What a release page shows; `related` are digests of listings, `mark` is a preview's, empty in public.

    `cards` are the ids of quotes that have one.
    """

    document: str
    language: str
    route: str
    pdf: str
    text: str
    markdown: str = ""
    data: str = ""
    kit: str = ""
    card: str = ""
    alternates: tuple[Link, ...] = ()
    related: tuple[str, ...] = ()
    mark: str = ""
    cards: tuple[str, ...] = ()


class Further(NamedTuple):
    """A release that a page leads on to."""

    headline: str
    href: str
    date_iso: str
    date_long: str


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a page for each edition; one that leads to other releases is first written without links to them."""
    editions = newsroom.translations
    leads = related(newsroom) if newsroom.settings.wants("lists") else {}
    for entry in newsroom.entries:
        others = tuple(_link(routes, e) for e in editions.get(entry.id, ()) if e.language != entry.language)
        older = leads.get(entry.source, ())
        alone = _view(newsroom, routes, entry)
        view = alone._replace(alternates=others, related=tuple(e.listing for e in older)) if others or older else alone
        after = (*(page_path(link.route) for link in others), *(page_path(routes.release(e)) for e in older))
        first = alone if others or older else None
        sizes_of = tuple(path for path in (view.pdf, view.kit) if path)
        yield Artifact(page_path(view.route), "page", view, entry.source, sizes_of, first, after)


def _view(newsroom: Newsroom, routes: Routes, entry: Entry) -> PageView:
    settings = newsroom.settings
    return PageView(
        entry.digest,
        entry.language,
        routes.release(entry),
        routes.pdf(entry) if settings.wants("print_pdf") else "",
        routes.text(entry) if settings.wants("text") else "",
        routes.markdown(entry) if settings.wants("markdown") else "",
        routes.data(entry) if settings.wants("data") else "",
        routes.kit(entry) if settings.wants("kit") else "",
        routes.card(entry) if settings.wants("card") else "",
        mark=newsroom.mark(entry),
        cards=entry.cards if settings.wants("quote_cards") else (),
    )


def _link(routes: Routes, entry: Entry) -> Link:
    return Link(entry.language, routes.release(entry), language_name(entry.language))


def render(view: PageView, tools: Tools) -> bytes:
    """Return the page as HTML."""
    document = tools.library.document(view.document)
    sources = {asset.file: relative(view.route, asset.path) for asset in document.media if asset.digest}
    body, rest = body_and_rest(document, sources)
    placed = {part.name for part in (*body, *rest)}
    context = page_context(view.language, view.route, tools) | release_context(document, tools, view.route, view.mark)
    context |= (
        _series(document, tools)
        | _files(view, tools)
        | {
            "kind": "release",
            "body": body,
            "unplaced_media": [asset for asset in document.media if asset.digest and asset.file not in placed],
            "shown": partial(shown, route=view.route, language=view.language),
            "early": early(body),
            "inline_quotes": [quote for quote in document.quotes if quote.id not in placed],
            "uses": {q.id: offered(q, _cards(document, q, view, tools)) for q in document.quotes},
            "unplaced_quotes": rest,
            "related": [_further(view, digest, tools) for digest in view.related],
            "alternates": view.alternates,
            "preview": _mark(view, document.embargo_until or document.published, tools),
        }
    )
    beside = Beside(context["dateline"], view.alternates, view.pdf, context["sizes"]["pdf"], view.card)
    context |= release_head(document, tools.routes, beside)
    return tools.template("page/release.html").render(**context).encode()


def _cards(document: Document, quote: QuoteView, view: PageView, tools: Tools) -> Cards | None:
    if quote.id not in view.cards:
        return None
    return Cards(*(relative(view.route, tools.routes.quote_card(document, quote.id, form)) for form in ("png", "svg")))


def _series(document: Document, tools: Tools) -> dict[str, Any]:
    """Return the routes of the document's topics by their labels, and of its speakers by the ids of their quotes."""
    if not tools.routes.site.has_lists:
        return {"topic_routes": {}, "speaker_routes": {}}
    at, language = tools.routes.series_at, document.language
    return {
        "topic_routes": {topic: at("topic", language, key_of(topic)) for topic in document.topics},
        "speaker_routes": {q.id: at("speaker", language, speaker_key(q)) for q in document.quotes if q.name},
    }


def _further(view: PageView, digest: str, tools: Tools) -> Further:
    listing = tools.library.listing(digest)
    href, day = relative(view.route, listing.route), long_date(listing.date, view.language)
    return Further(listing.headline, href, listing.date, day)


def _files(view: PageView, tools: Tools) -> dict[str, Any]:
    """Return the paths of the files beside the page, and the bytes of those whose size it says."""
    sized = {"pdf": view.pdf, "kit": view.kit}
    sizes = {name: tools.size_of(path) if path else None for name, path in sized.items()}
    shown = {name: file_size(size, view.language) if size else "" for name, size in sizes.items()}
    files = {"text": view.text, "markdown": view.markdown, "data": view.data}
    return {**sized, **files, "sizes": sizes, "pdf_size": shown["pdf"], "kit_size": shown["kit"]}


def _mark(view: PageView, moment: str, tools: Tools) -> dict[str, str] | None:
    if not view.mark:
        return None
    return {"state": view.mark, "text": "" if view.mark == "draft" else moment_text(moment, tools, view.language)}
