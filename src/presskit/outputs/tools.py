"""What renderers work with beside their view: content by digest, templates, words, sizes of finished files."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from markupsafe import Markup

from presskit.i18n import long_date, long_moment, number, words
from presskit.outputs.assets import search_files, site_of
from presskit.outputs.kept import Kept
from presskit.outputs.layouts import Layouts, shipped_layouts
from presskit.outputs.writing.markup import Marks, Part, PlacedQuote, Writer, unbroken, write_body
from presskit.outputs.writing.plain import attribution, translated
from presskit.planning.routes import Routes, relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment, Template

    from presskit.config import Project
    from presskit.model.newsroom import Newsroom
    from presskit.outputs.feeds.views import Post
    from presskit.planning.views import ContactSheet, Document, Listing, QuoteSheet


class Library(Protocol):
    """Where content is found under its digest."""

    def document(self, digest: str) -> Document:
        """Return a whole edition."""

    def listing(self, digest: str) -> Listing:
        """Return what lists show of an edition."""

    def quote_sheet(self, digest: str) -> QuoteSheet:
        """Return the quotes of an edition."""

    def contact_sheet(self, digest: str) -> ContactSheet:
        """Return the contacts of an edition."""


PARTIALS_KEPT = 2_000


@dataclass(slots=True)
class Tools:
    """The tools of one build; `root` is the project folder.

    `size_of` counts the bytes of a finished artifact, `bytes_of` returns them: a view whose renderer uses one or the
    other stands in an Artifact with `sizes_of` or `made_of`.
    """

    root: str
    state: str
    routes: Routes
    layouts: Layouts
    library: Library
    size_of: Callable[[str], int | None]
    bytes_of: Callable[[str], bytes]
    templates: dict[str, Template] = field(default_factory=dict)
    environment: Environment | None = None
    partials: dict[tuple[Any, ...], Markup] = field(default_factory=dict)
    kept: Kept = field(default_factory=Kept)
    posts: dict[Any, Post] = field(default_factory=dict)

    def template(self, name: str) -> Template:
        """Return a compiled layout."""
        if name not in self.templates:
            self.environment = self.environment or _environment(self.layouts, self.state)
            self.templates[name] = self.environment.get_template(name)
        return self.templates[name]

    def partial(self, language: str, name: str, **values: Any) -> Markup:
        """Return a layout rendered with some values, `words` and `site`; the same values are rendered once."""
        key = (language, name, *values.values())
        found = self.partials.get(key)
        if found is None:
            if len(self.partials) > PARTIALS_KEPT:
                self.partials.clear()
            html = self.template(name).render(site=self.routes.site, words=words(language), **values)
            found = self.partials[key] = Markup(html)
        return found


def _nothing_finished(path: str) -> bytes:
    raise FileNotFoundError(path)


def tools_for(
    project: Project,
    newsroom: Newsroom,
    library: Library,
    size_of: Callable[[str], int | None],
    bytes_of: Callable[[str], bytes] = _nothing_finished,
    *,
    engine: str | None = None,
) -> Tools:
    """Return the tools that renderers of a newsroom work with; `engine` is what makes its search index."""
    layouts = Layouts(tuple(dict.fromkeys([project.layouts, shipped_layouts()])))
    site = site_of(newsroom.settings, layouts, project.root)
    routes = Routes(newsroom.settings, site, engine, search_files(layouts))
    return Tools(project.root, project.state, routes, layouts, library, size_of, bytes_of)


def _environment(layouts: Layouts, state: str) -> Environment:
    from jinja2 import FileSystemBytecodeCache, FunctionLoader, StrictUndefined

    from presskit.outputs.templates import BYTECODE, Templates

    folder = os.path.join(state, "templates")
    os.makedirs(folder, exist_ok=True)
    environment = Templates(
        loader=FunctionLoader(partial(_template_source, layouts)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(folder, BYTECODE),
    )
    environment.filters["whole"] = whole
    environment.filters["dialled"] = dialled
    environment.filters["mailed"] = mailed
    return environment


def _template_source(layouts: Layouts, name: str) -> tuple[str, str, Callable[[], bool]] | None:
    """Return text and file of a template, as Jinja asks for them; None where there is none."""
    from jinja2 import TemplateSyntaxError

    path = layouts.find(name)
    if path is None:
        return None
    with open(path, "rb") as file:
        raw = file.read()
    try:
        return raw.decode(), path, lambda: True
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise TemplateSyntaxError("file is not UTF-8", line, name, path) from error


def dialled(phone: str) -> str:
    """Return a phone number as a `tel:` address takes it (RFC 3966): without (0), signs and extension."""
    number = re.split(r"[A-Za-z]", phone.replace("(0)", ""), maxsplit=1)[0]
    return re.sub(r"[^+0-9]", "", number)


def mailed(email: str) -> str:
    """Return a mail address as a `mailto:` address takes it (RFC 6068)."""
    return quote(email, safe="@+!$*'.-_~")


def whole(text: str) -> Markup:
    """Return text as HTML whose hyphenated words stay on one line: the filter of print layouts."""
    return Markup(unbroken(escape(text, quote=False)))


def marks_of(language: str) -> Marks:
    """Return the quotation marks of a language."""
    known = words(language)
    return Marks(known["quote_open"], known["quote_close"])


def body_parts(
    document: Document, sources: Mapping[str, str], *, in_print: bool = False, anchored: bool = True
) -> list[Part]:
    """Return the body as parts of HTML; `sources` are the addresses of pictures by file name."""
    return body_and_rest(document, sources, in_print=in_print, anchored=anchored)[0]


def body_and_rest(
    document: Document, sources: Mapping[str, str], *, in_print: bool = False, anchored: bool = True
) -> tuple[list[Part], list[PlacedQuote]]:
    """Return the body as parts of HTML, and the quotes that it names nowhere: they stand after it."""
    writer = Writer(
        {quote.id: quote for quote in document.quotes},
        {asset.file: asset for asset in document.media},
        marks_of(document.language),
        sources,
        in_print,
        anchored,
        document.language,
    )
    return write_body(document.body, writer), writer.rest()


def release_context(document: Document, tools: Tools, route: str, mark: str) -> dict[str, Any]:
    """Return what page and print layouts get to know of a release; the embargo only while it holds."""
    language = document.language
    day = long_date(document.date, language)
    return {
        "site": tools.routes.site,
        "doc": document,
        "words": words(language),
        "dateline": f"{document.place}, {day}" if document.place else day,
        "date_long": day,
        "date_iso": document.date,
        "embargo_text": moment_text(document.embargo_until, tools, language) if mark == "embargoed" else "",
        "characters": document.characters,
        "characters_text": number(document.characters, language),
        "attribution": attribution,
        "translated": translated,
        "partial": partial(tools.partial, language),
        "corrections": notices(document, tools),
        "link": lambda target: relative(route, target),
    }


def moment_text(iso: str, tools: Tools, language: str) -> str:
    """Return an ISO moment as it is printed in the newsroom's zone, or nothing for nothing."""
    if not iso:
        return ""
    from datetime import datetime

    return long_moment(datetime.fromisoformat(iso).astimezone(tools.routes.settings.time_zone), language)


@dataclass(frozen=True, slots=True)
class Notice:
    """A correction as it is printed."""

    date_text: str
    severity: str
    note: str


def notices(document: Document, tools: Tools) -> list[Notice]:
    """Return the corrections of a release as they are printed."""
    language = document.language
    return [Notice(moment_text(c.on, tools, language), c.severity, c.note) for c in document.corrections]
