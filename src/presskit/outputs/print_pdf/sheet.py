"""What a print PDF shows, and the HTML that it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from presskit.outputs.assets import logo_file
from presskit.outputs.print_pdf import pictures
from presskit.outputs.tools import body_parts, release_context

if TYPE_CHECKING:
    from presskit.outputs.tools import Tools


class PdfView(NamedTuple):
    """What a print PDF shows; `media` pairs the names of pictures with their files below the project."""

    document: str
    route: str
    engines: str
    media: tuple[tuple[str, str], ...] = ()
    mark: str = ""


def html_of(view: PdfView, tools: Tools) -> str:
    """Return the HTML that the PDF is made from."""
    document = tools.library.document(view.document)
    sources = pictures.sources(document, view.media, tools)
    return tools.template("print/release.html").render(
        **release_context(document, tools, view.route, view.mark),
        body=body_parts(document, sources, in_print=True),
        url=tools.routes.absolute(view.route),
        logo_svg=_logo_svg(tools),
    )


def _logo_svg(tools: Tools) -> Markup | str:
    logo = tools.routes.settings.logo
    if not logo:
        return ""
    if not logo.lower().endswith(".svg"):
        name = escape(tools.routes.settings.name)
        return Markup(f'<img src="{pictures.address(logo, tools)}" alt="{name}">')
    with open(logo_file(logo, tools.root), encoding="utf-8") as file:
        return Markup(file.read())
