"""What a page offers to do with a quote: its forms to copy, its cards, the words it was translated from.

Written without a layout: there is one for each quote of each page.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from presskit.i18n import direction, name_in, words
from presskit.outputs.writing import citing
from presskit.outputs.writing.markup import Marks, marked

if TYPE_CHECKING:
    from presskit.i18n import Words
    from presskit.planning.views import QuoteView


class Cards(NamedTuple):
    """The addresses of a quote's card as seen from the page."""

    png: str
    svg: str


def offered(quote: QuoteView, cards: Cards | None = None) -> Markup:
    """Return what can be done with a quote as an element that opens; its text is ready without a script."""
    known = words(quote.language)
    marks = Marks(known["quote_open"], known["quote_close"])
    name, use = escape(quote.name), known["use_quote"]
    forms = (
        (known["as_sentence"], citing.sentence(quote), "ready"),
        (known["plain_text"], citing.plain(quote, marks), "ready plain"),
        (known["markdown"], citing.markdown(quote, marks), "ready"),
    )
    return Markup(
        "".join(
            (
                f'<details class="use">\n<summary aria-label="{use}: {name}">{use}</summary>\n',
                *(_form(label, text, kind, quote.language) for label, text, kind in forms if text),
                _original(quote, known) if quote.original else "",
                _links(cards, known) if cards else "",
                "</details>",
            )
        )
    )


@lru_cache(maxsize=64)
def _around(label: str, kind: str, language: str) -> tuple[str, str]:
    """Return what stands before and after a form: its label, and a button that copies what stands before it."""
    known = words(language)
    copy, label = known["copy"], escape(label)
    return f'<div class="form"><p>{label}</p>\n<p class="{kind}" dir="auto">', (
        f'</p><button type="button" hidden data-copy="" aria-label="{copy}: {label}">'
        f'<span aria-live="polite">{copy}</span></button></div>\n'
    )


def _form(label: str, text: str, kind: str, language: str) -> str:
    before, after = _around(label, kind, language)
    return f"{before}{escape(text, quote=False)}{after}"


def _original(quote: QuoteView, known: Words) -> str:
    """Return the words that were translated, in the marks of their own language."""
    language = quote.original_language
    own = words(language)
    label = known["original_words"].format(language=name_in(language, quote.language))
    said = "\n\n".join(marked(quote.original, Marks(own["quote_open"], own["quote_close"])))
    turned = f' dir="{direction(language)}"'
    return (
        f'<div class="form"><p>{escape(label)}</p>\n'
        f'<p class="ready original" lang="{escape(language)}"{turned}>{escape(said, quote=False)}</p></div>\n'
    )


def _links(cards: Cards, known: Words) -> str:
    png, svg, card = escape(cards.png), escape(cards.svg), known["quote_card"]
    return (
        f'<p class="acts"><a href="{png}" type="image/png">{card} (PNG)</a> '
        f'<a href="{svg}" type="image/svg+xml">{card} (SVG)</a></p>\n'
    )
