"""What a print PDF shows, and the HTML that it is made from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from markupsafe import Markup, escape

from presskit.outputs.assets import logo_file
from presskit.outputs.print_pdf import pictures
from presskit.outputs.print_pdf.qr import qr_code
from presskit.outputs.tools import body_and_rest, moment_text, release_context

if TYPE_CHECKING:
    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document, Site

RUNNING_CHARACTERS = 84
# Class of an opening, and how many characters headline and longest word may have there: what fits into a line.
HEADLINE_SIZES = (("", 120, 28), (" lesser", 200, 36), (" least", 300, 46), (" broad", 300, 60))


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
    context = release_context(document, tools, view.route, view.mark)
    known, url, site = context["words"], tools.routes.absolute(view.route), tools.routes.site
    body, rest = body_and_rest(document, sources, in_print=True)
    count = known.characters_of_text if document.boilerplates else known.characters
    return tools.template("print/release.html").render(
        **context,
        body=body,
        unplaced_quotes=rest,
        url=url,
        short_url=short_url(url),
        qr_code=qr_code(url),
        logo_svg=logo_html(tools),
        headline_size=headline_size(document.headline),
        is_label=is_label,
        warning=_warning(view.mark, document, context, tools),
        sender=sender(site),
        running=f"{shortened(document.headline)}\n{site.name}",
        count_text=count.format(count=context["characters_text"]),
    )


def short_url(url: str) -> str:
    """Return an address as it is printed, which browsers understand too."""
    return url.removeprefix("https://").removeprefix("http://").rstrip("/")


def sender(site: Site) -> str:
    """Return the two lines at the foot of the first page: who and where, then how to reach them."""
    reached = [part for part in (site.phone, site.email, short_url(site.website)) if part]
    return "\n".join(" · ".join(parts) for parts in ([site.name, *site.address], reached) if parts)


def shortened(headline: str) -> str:
    """Return a headline that fits into one line at the foot of a page."""
    if len(headline) <= RUNNING_CHARACTERS:
        return headline
    return headline[:RUNNING_CHARACTERS].rpartition(" ")[0].rstrip(" ,;:–-") + " …"


def longest_word(text: str) -> int:
    """Return the length of the longest word; a word with hyphens is one, because no line ends in it."""
    return max(map(len, text.split()), default=0)


def headline_size(headline: str) -> str:
    """Return a further class of the opening: a word that does not fit into a line is set smaller, never broken."""
    length, word = len(headline), longest_word(headline)
    for name, most_characters, longest in HEADLINE_SIZES:
        if length <= most_characters and word <= longest:
            return name
    return " broad least"


def is_label(title: str) -> bool:
    """Tell whether a title is short enough for the column of labels; else it stands above its text."""
    return len(title) <= 54 and longest_word(title) <= 20


def _warning(mark: str, document: Document, context: dict[str, Any], tools: Tools) -> str:
    """Return what a sheet that is not public says in the box on its every page; nothing on a public one."""
    known = context["words"]
    if context["embargo_text"]:
        return str(known.embargoed_until.format(until=context["embargo_text"]))
    if mark == "scheduled":
        return str(known.scheduled_for.format(moment=moment_text(document.published, tools, document.language)))
    return str(known.draft) if mark == "draft" else ""


def logo_html(tools: Tools) -> Markup | str:
    """Return the logo as a print layout places it, or nothing."""
    logo = tools.routes.settings.logo
    if not logo:
        return ""
    if not logo.lower().endswith(".svg"):
        name = escape(tools.routes.settings.name)
        return Markup(f'<img src="{pictures.address(logo, tools)}" alt="{name}">')
    with open(logo_file(logo, tools.root), encoding="utf-8") as file:
        return Markup(file.read())
