"""What renderers work with beside their view: content by digest, templates, words, sizes of finished files."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Protocol

from presskit.i18n import long_date, long_moment, number, words
from presskit.outputs.markup import Marks, Part, Writer, write_body
from presskit.outputs.plain import attribution, plain_body
from presskit.planning.routes import relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from jinja2 import Environment, Template

    from presskit.outputs.layouts import Layouts
    from presskit.planning.routes import Routes
    from presskit.planning.views import Document, Listing


class Library(Protocol):
    """Where content is found under its digest."""

    def document(self, digest: str) -> Document:
        """Return a whole edition."""

    def listing(self, digest: str) -> Listing:
        """Return what lists show of an edition."""


@dataclass(slots=True)
class Tools:
    """The tools of one build; `root` is the project folder, `size_of` counts the bytes of a finished path."""

    root: str
    state: str
    routes: Routes
    layouts: Layouts
    library: Library
    size_of: Callable[[str], int | None]
    templates: dict[str, Template] = field(default_factory=dict)
    environment: Environment | None = None

    def template(self, name: str) -> Template:
        """Return a compiled layout."""
        if name not in self.templates:
            self.environment = self.environment or _environment(self.layouts, self.state)
            self.templates[name] = self.environment.get_template(name)
        return self.templates[name]


def _environment(layouts: Layouts, state: str) -> Environment:
    from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined

    folder = os.path.join(state, "templates")
    os.makedirs(folder, exist_ok=True)
    return Environment(
        loader=FileSystemLoader(layouts.folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=FileSystemBytecodeCache(folder),
    )


def marks_of(language: str) -> Marks:
    """Return the quotation marks of a language."""
    known = words(language)
    return Marks(known["quote_open"], known["quote_close"])


def body_parts(
    document: Document, sources: Mapping[str, str], *, in_print: bool = False, anchored: bool = True
) -> list[Part]:
    """Return the body as parts of HTML; `sources` are the addresses of pictures by file name."""
    writer = Writer(
        {quote.id: quote for quote in document.quotes},
        {asset.file: asset for asset in document.media},
        marks_of(document.language),
        sources,
        in_print,
        anchored,
    )
    return write_body(document, writer)


@lru_cache(maxsize=8)
def count_characters(document: Document) -> int:
    """Return the characters, spaces included, of headline, subheadline and body, without boilerplate."""
    blocks = [document.headline, document.subheadline, *plain_body(document, marks_of(document.language))]
    return sum(len(block) for block in blocks if block)


def release_context(document: Document, tools: Tools, route: str, mark: str) -> dict[str, Any]:
    """Return what page and print layouts get to know of a release; the embargo only while it holds."""
    language = document.language
    day = long_date(document.date, language)
    characters = count_characters(document)
    return {
        "site": tools.routes.site,
        "doc": document,
        "words": words(language),
        "dateline": f"{document.place}, {day}" if document.place else day,
        "date_long": day,
        "date_iso": document.date,
        "embargo_text": moment_text(document.embargo_until, tools, language) if mark == "embargoed" else "",
        "characters": characters,
        "characters_text": number(characters, language),
        "attribution": attribution,
        "corrections": [_correction(c, tools, language) for c in document.corrections],
        "link": lambda target: relative(route, target),
    }


def moment_text(iso: str, tools: Tools, language: str) -> str:
    """Return an ISO moment as it is printed in the newsroom's zone, or nothing for nothing."""
    if not iso:
        return ""
    from datetime import datetime

    return long_moment(datetime.fromisoformat(iso).astimezone(tools.routes.settings.time_zone), language)


def _correction(correction: Any, tools: Tools, language: str) -> dict[str, str]:
    text = moment_text(correction.on, tools, language)
    return {"date_text": text, "severity": correction.severity, "note": correction.note}
