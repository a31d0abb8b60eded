"""Documents as what bench/print/release.typ takes: the same texts, Markdown rewritten as Typst's markup."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pyromark

from presskit.i18n import long_date, number, words
from presskit.outputs.writing.plain import attribution
from presskit.reading.body import BLOCK_REFERENCE, INLINE_REFERENCE, OPTIONS

if TYPE_CHECKING:
    from presskit.outputs.print_pdf import PdfView
    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document

SPECIAL = re.compile(r"([\\#*_`$<>@\[\]~=/+\-])")
FIXED = {"Emphasis": ("#emph[", "]"), "Strong": ("#strong[", "]"), "Strikethrough": ("#strike[", "]")}


def inputs_of(view: PdfView, tools: Tools) -> str:
    """Return the JSON that the Typst sheet shows of a release."""
    document = tools.library.document(view.document)
    known, site = words(document.language), tools.routes.site
    day = long_date(document.date, document.language)
    page, of = known["page_x_of_y"].split("{x}")
    data: dict[str, Any] = {
        "language": document.language,
        "headline": document.headline,
        "kicker": document.kicker,
        "subheadline": document.subheadline,
        "sender": site.name,
        "footer": " · ".join([site.name, *site.address, site.phone, site.email]),
        "kind": known["press_release"],
        "dateline": f"{document.place}, {day}" if document.place else day,
        "page": page.strip(),
        "of": of.split("{y}")[0].strip(),
        "parts": list(parts_of(document)),
        "count": known["characters"].format(count=number(document.characters, document.language)),
        "boilerplates": [{"title": b.title, "text": b.text} for b in document.boilerplates],
        "contact": known["contact"],
        "contacts": [[c.name, c.role, c.organisation, c.phone, c.email] for c in document.contacts],
        "online": "Online",
        "url": tools.routes.absolute(view.route),
    }
    return json.dumps(data, ensure_ascii=False)


def parts_of(document: Document) -> Any:
    """Yield prose as Typst markup and placed quotes as data, in reading order."""
    known, quotes = words(document.language), {quote.id: quote for quote in document.quotes}
    prose: list[str] = []
    for block in document.body.split("\n\n"):
        reference = BLOCK_REFERENCE.fullmatch(block.strip())
        quote = quotes.get(reference[2]) if reference and reference[1] == "quote" else None
        if quote is None:
            prose.append(INLINE_REFERENCE.sub(lambda m: _spoken(m, quotes, known), block))
            continue
        yield {"kind": "prose", "markup": markup_of("\n\n".join(prose))}
        prose.clear()
        text = known["quote_open"] + quote.text + known["quote_close"]
        yield {"kind": "quote", "text": text, "name": quote.name, "rest": attribution(quote)[len(quote.name) :]}
    yield {"kind": "prose", "markup": markup_of("\n\n".join(prose))}


def _spoken(match: re.Match[str], quotes: Any, known: Any) -> str:
    return f"{known['quote_open']}{quotes[match[2]].text}{known['quote_close']}" if match[2] in quotes else match[0]


def markup_of(markdown: str) -> str:
    """Return the Typst markup of CommonMark as the generator writes it: no code, no raw HTML, no pictures."""
    out: list[str] = []
    closers: list[str] = []
    event: Any
    for event in pyromark.events(markdown, options=OPTIONS, merge_text=True):
        if event.__class__ is str:
            out.append("\\\n" if event == "HardBreak" else " ")
            continue
        kind, value = next(iter(event.items()))
        if kind == "Text":
            out.append(SPECIAL.sub(r"\\\1", value))
        elif kind == "Start":
            opening, closing = _around(value)
            out.append(opening)
            closers.append(closing)
        elif kind == "End":
            out.append(closers.pop())
    return "".join(out)


def _around(tag: Any) -> tuple[str, str]:
    name, value = (tag, None) if isinstance(tag, str) else next(iter(tag.items()))
    if name in FIXED:
        return FIXED[name]
    if name == "Heading":
        return f"#heading(level: {max(2, int(value['level'][1]))})[", "]\n\n"
    if name == "Link":
        return f"#link({json.dumps(value['dest_url'])})[", "]"
    if name == "List":
        return ("#enum(" if value is not None else "#list("), ")\n\n"
    if name == "Table":
        return f"#table(columns: {len(value)}, stroke: none, ", ")\n\n"
    if name == "TableHead":
        return "table.header(", "), "
    return {"Item": ("[", "], "), "TableCell": ("[", "], "), "Paragraph": ("", "\n\n")}.get(name, ("", ""))
