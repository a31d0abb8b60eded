"""The print PDF: a letterhead by WeasyPrint, tagged, the same bytes from the same view."""

from __future__ import annotations

import gc
import itertools
import os
from functools import partial
from typing import TYPE_CHECKING

from presskit.outputs.print_pdf.carried import carried_files
from presskit.outputs.print_pdf.copied import check_copied
from presskit.outputs.print_pdf.glyphs import refusing_boxes
from presskit.outputs.print_pdf.press import engines, refusing_addresses, warm
from presskit.outputs.print_pdf.sheet import PdfView, html_of, short_url
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

__all__ = ["LAYOUTS", "SHOWS", "VERSION", "PdfView", "engines", "html_of", "plan", "printed", "render", "warm"]

VERSION = 6
SHOWS = "release"
LAYOUTS = ("print/release.html", "print/print.css")
VARIANT = "pdf/a-3a"  # to start from: finishing.py makes it PDF/UA-1 as well


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a PDF for each edition."""
    made_by = engines()
    for entry in newsroom.entries:
        folder = os.path.dirname(entry.source) + "/"
        media = tuple((medium.file.removeprefix(folder), medium.file) for medium in entry.media)
        view = PdfView(entry.digest, routes.release(entry), made_by, media, newsroom.mark(entry))
        yield Artifact(routes.pdf(entry), "print_pdf", view, entry.source)


def render(view: PdfView, tools: Tools) -> bytes:
    """Return the PDF; the same view gives the same bytes, and a Refusal what cannot be copied as it was written."""
    pdf = printed(view, tools)
    address = short_url(tools.routes.absolute(view.route))
    check_copied(pdf, tools.library.document(view.document), tools.routes.site.name, address)
    return pdf


def printed(view: PdfView, tools: Tools) -> bytes:
    """Return the PDF as it comes from the press, not read again yet."""
    press = warm(tools)
    from weasyprint import HTML  # after fontconfig was told to leave the machine's fonts alone

    from presskit.outputs.print_pdf.finishing import finish, identified

    html, files = html_of(view, tools), carried_files(view, tools)
    press.load_scripts(html, tools)
    page = HTML(string=html, url_fetcher=press.fetcher, base_url="presskit:")
    with refusing_addresses(), refusing_boxes():
        pdf = page.write_pdf(
            stylesheets=[press.stylesheet],
            font_config=press.font_config,
            pdf_variant=VARIANT,
            pdf_identifier=False,
            finisher=partial(finish, files),
        )
    if next(_RENDERED) % COLLECT_EVERY == 0:
        gc.collect()
    return identified(pdf)


# A build runs without garbage collection, and boxes of a page refer to one another in circles. What eight documents
# leave is half as dear to take away for each as what twenty-five do: it is still in the processor's cache.
COLLECT_EVERY = 8
_RENDERED = itertools.count(1)
