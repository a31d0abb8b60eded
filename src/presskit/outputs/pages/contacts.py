"""Whom journalists may call: the newsroom itself, and the contacts that its newest releases name."""

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
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import ContactView

VERSION = 1
SHOWS = "all"
LAYOUTS = ("page/contacts.html",)


class ContactsView(NamedTuple):
    """The digests of the sheets that name the contacts, those of the newest release first."""

    language: str
    route: str
    sheets: tuple[str, ...]
    alternates: tuple[Link, ...] = ()
    bare: bool = False


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a page in each language."""
    codes = newsroom.settings.languages
    for language in codes:
        route = routes.service(language, "contacts")
        newest = newsroom.in_language(language)[: newsroom.settings.feed_length]
        sheets = tuple(dict.fromkeys(entry.contacts for entry in newest if entry.contacts))
        links = (
            Link(code, routes.service(code, "contacts"), language_name(code)) for code in codes if code != language
        )
        bare = ContactsView(language, route, (), bare=True)
        yield Artifact(
            page_path(route), "contacts", ContactsView(language, route, sheets, tuple(links)), first=bare, opens=True
        )


def render(view: ContactsView, tools: Tools) -> bytes:
    """Return the page as HTML."""
    people: dict[tuple[str, str], ContactView] = {}
    for digest in view.sheets:
        for contact in tools.library.contact_sheet(digest).contacts:
            people.setdefault((contact.key, contact.name), contact)
    context = page_context(view.language, view.route, tools, bare=view.bare, here="contacts")
    context |= {
        "kind": "contacts",
        "contacts": list(people.values()),
        "title": words(view.language).contacts,
        "alternates": view.alternates,
    }
    return tools.template("page/contacts.html").render(**context).encode()
