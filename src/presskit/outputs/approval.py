"""The sheet on which a person signs for their quotes: a tagged PDF, and the same as a mail. Never public."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pyromark

from presskit.i18n import long_date, words
from presskit.model.wording import fingerprint
from presskit.outputs.print_pdf.sheet import logo_html, sender
from presskit.outputs.tools import marks_of, moment_text
from presskit.outputs.writing.markup import marked
from presskit.outputs.writing.plain import attribution
from presskit.reading.body import OPTIONS, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document, QuoteView

LAYOUT = "print/approval.html"
AROUND_CHARACTERS = 220
EMPTY_LINE = re.compile(r"\n[ \t]*\n")
NOTE = re.compile(r"\[\^[^\]\n]*\]")
NO_PARAGRAPH = ("#", "::", "- ", "* ", "|", "[", "```")
HIDDEN = "…"
MARK = "[…]"


class Asked(NamedTuple):
    """One quote as it is asked for: in its place, and when it would be public."""

    headline: str
    facts: str
    before: str
    marked: tuple[str, ...]
    after: str
    attribution: str
    wording: str
    language: str


class SheetView(NamedTuple):
    """What a sheet shows; `today` is an ISO date."""

    name: str
    language: str
    today: str
    quotes: tuple[Asked, ...]


def asked(document: Document, quote: QuoteView, tools: Tools) -> Asked:
    """Return a quote as it is asked for."""
    before, after = surroundings(document, quote)
    marks = marks_of(document.language)
    return Asked(
        document.headline,
        _facts(document, tools),
        before,
        marked(quote.text, marks),
        after,
        attribution(quote),
        fingerprint(quote.text),
        document.language,
    )


def _facts(document: Document, tools: Tools) -> str:
    language = tools.routes.settings.language
    known = words(language)
    day = known["approval_planned"].format(date=long_date(document.date, language))
    if not document.embargo_until:
        return day
    until = moment_text(document.embargo_until, tools, language)
    return f"{day} · {known['embargoed_until'].format(until=until)}"


def surroundings(document: Document, quote: QuoteView) -> tuple[str, str]:
    """Return what stands before and after a quote: of one in a sentence the rest, of a block the paragraphs there."""
    blocks = [block.strip() for block in EMPTY_LINE.split(document.body) if block.strip()]
    at = next((n for n, block in enumerate(blocks) if f":quote[{quote.id}]" in block), None)
    if at is None:
        return "", ""
    if blocks[at].startswith("::quote["):
        before, after = (_first_paragraph(near) for near in (reversed(blocks[:at]), blocks[at + 1 :]))
        return _ending(before), _beginning(after)
    before, _, after = _plain(blocks[at].replace(f":quote[{quote.id}]", MARK)).partition(MARK)
    return _ending(f"{before}{MARK}"), _beginning(f"{MARK}{after}")


def _first_paragraph(blocks: Iterable[str]) -> str:
    """Return the first block of running text."""
    return next((_plain(block) for block in blocks if not block.startswith(NO_PARAGRAPH)), "")


def _plain(block: str) -> str:
    """Return a block as it is read; other quotes in it are hidden: they are asked of others."""
    shown = re.sub(r"::?(?:quote|figure)\[[^\]]*\]", HIDDEN, NOTE.sub("", block))
    return " ".join(text_of(pyromark.html(shown, options=OPTIONS)).split())


def _ending(text: str) -> str:
    return text if len(text) <= AROUND_CHARACTERS else "… " + text[-AROUND_CHARACTERS:].partition(" ")[2]


def _beginning(text: str) -> str:
    return text if len(text) <= AROUND_CHARACTERS else text[:AROUND_CHARACTERS].rpartition(" ")[0] + " …"


# --- the PDF


def render(view: SheetView, tools: Tools) -> bytes:
    """Return the sheet as a tagged PDF, in the language of the newsroom."""
    from presskit.outputs.print_pdf.press import refusing_addresses, warm

    press = warm(tools)
    from weasyprint import HTML

    from presskit.outputs.print_pdf.finishing import finish, identified

    html = html_of(view, tools)
    press.load_scripts(html, tools)
    page = HTML(string=html, url_fetcher=press.fetcher, base_url="presskit:")
    with refusing_addresses():
        pdf = page.write_pdf(
            stylesheets=[press.stylesheet],
            font_config=press.font_config,
            pdf_variant="pdf/a-3a",
            pdf_identifier=False,
            finisher=partial(finish, ()),
        )
    return identified(pdf)


def html_of(view: SheetView, tools: Tools) -> str:
    """Return the HTML that the sheet is made from."""
    known, site = words(view.language), tools.routes.site
    pages, _, rest = known["page_x_of_y"].partition("{x}")
    of, _, end = rest.partition("{y}")
    return tools.template(LAYOUT).render(
        site=site,
        words=known,
        language=view.language,
        title=title_of(view),
        name=view.name,
        today=long_date(view.today, view.language),
        quotes=view.quotes,
        sender=sender(site),
        running=f"{title_of(view)}\n{site.name}",
        page=(pages, of, end),
        logo_svg=logo_html(tools),
    )


def title_of(view: SheetView) -> str:
    """Return the title of a sheet, and the subject of its mail."""
    return f"{words(view.language)['approval']}: {view.name}"


# --- the mail


def mail_text(view: SheetView, site_name: str) -> str:
    """Return the text of the mail that goes with a sheet."""
    known = words(view.language)
    blocks = [known["approval_mail"].format(name=view.name)]
    for quote in view.quotes:
        blocks.append(f"{quote.headline}\n{quote.facts}")
        blocks += [text for text in (quote.before, "\n\n".join(quote.marked), quote.after) if text]
        blocks.append(f"{quote.attribution}\n[ ] {known['approval_yes']}  [ ] {known['approval_no']}\n{quote.wording}")
    return "\n\n".join([*blocks, site_name]) + "\n"


def mail(view: SheetView, tools: Tools, pdf: bytes, file: str) -> bytes:
    """Return the mail as a file that mail programs open as a draft, with the sheet attached; it has no receiver yet."""
    site = tools.routes.site
    message = EmailMessage(policy=SMTP)
    message["Subject"] = title_of(view)
    if site.email:
        message["From"] = site.email
    message["X-Unsent"] = "1"  # opened as a draft by Outlook and Thunderbird
    message.set_content(mail_text(view, site.name))
    message.add_attachment(pdf, maintype="application", subtype="pdf", filename=file)
    message.set_boundary("presskit-approval-sheet")
    return message.as_bytes()
