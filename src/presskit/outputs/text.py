"""The release as plain text, for pasting."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import long_date, words
from presskit.outputs.tools import marks_of, moment_text
from presskit.outputs.writing.plain import plain_body_and_rest
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import ContactView, Document

VERSION = 2
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()


class TextView(NamedTuple):
    """What the text holds, and where the page is."""

    document: str
    route: str
    mark: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a text for each edition."""
    for entry in newsroom.entries:
        yield Artifact(routes.text(entry), "text", _view(newsroom, routes, entry), entry.source)


def _view(newsroom: Newsroom, routes: Routes, entry: Entry) -> TextView:
    return TextView(entry.digest, routes.release(entry), newsroom.mark(entry))


def render(view: TextView, tools: Tools) -> bytes:
    """Return the text as UTF-8, blocks parted by an empty line."""
    document = tools.library.document(view.document)
    body, rest = plain_body_and_rest(document, marks_of(document.language))
    blocks = [
        *_head(document, tools, view.mark),
        *body,
        *([words(document.language)["quotes"], *rest] if rest else ()),
        *_tail(document),
        tools.routes.absolute(view.route),
    ]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _head(document: Document, tools: Tools, mark: str) -> Iterator[str]:
    known = words(document.language)
    day = long_date(document.date, document.language)
    yield known["press_release"]
    if mark == "embargoed":
        until = moment_text(document.embargo_until, tools, document.language)
        yield known["embargoed_until"].format(until=until)
    yield document.kicker
    yield document.headline
    yield document.subheadline
    yield f"{document.place}, {day}" if document.place else day
    for notice in document.corrections:
        yield f"{known[notice.severity]}, {moment_text(notice.on, tools, document.language)}: {notice.note}"


def _tail(document: Document) -> Iterator[str]:
    known = words(document.language)
    for boilerplate in document.boilerplates:
        yield f"{boilerplate.title}\n{boilerplate.text}".strip()
    if document.contacts:
        yield "\n".join([known["contact"], *(contact_line(contact) for contact in document.contacts)])


def contact_line(contact: ContactView) -> str:
    """Return how to reach a contact, on one line."""
    parts = (contact.name, contact.role, contact.organisation, contact.phone, contact.email)
    return ", ".join(part for part in parts if part)
