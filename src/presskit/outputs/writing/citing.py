"""A quote as others write it down: a sentence with its attribution, plain text, Markdown.

The words are never altered, but for one thing: the full stop at their end gives way to the comma of the sentence. In
German that stands outside the marks, in English inside, where the full stop stood. `!`, `?`, an ellipsis, a dash and
the point of an abbreviation stay. Of two paragraphs, or words that end in a comma or colon, no sentence is made.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presskit.i18n import words
from presskit.outputs.writing.markup import Marks, marked
from presskit.outputs.writing.plain import attribution

if TYPE_CHECKING:
    from presskit.planning.views import QuoteView

INNER_CLOSINGS = "\u202f’‘“”»›«‹\"'"  # what may stand between the last word and the end: marks, and their thin space
ABBREVIATED = re.compile(r"(?:^|[\s(])(?:\w\.\s?\w|usw|etc|bzw|Mio|Mrd|Co|Inc|Ltd|Corp|Jr|Sr)\.$")
SPECIAL = re.compile(r"[\\`*_\[\]<>&~]")


def sentence(quote: QuoteView) -> str:
    """Return a quote as a sentence of its language; nothing where it names nobody or cannot be one sentence."""
    if not quote.name or "\n" in quote.text or quote.text.rstrip(INNER_CLOSINGS)[-1:] in ("", ",", ";", ":"):
        return ""
    former = FORMS.get(quote.language.partition("-")[0])
    known = words(quote.language)
    return former(quote.text, Marks(known["quote_open"], known["quote_close"]), attribution(quote)) if former else ""


def german(text: str, marks: Marks, speaker: str) -> str:
    """Return `„Wir öffnen das Tor“, sagte Mia Adler, Leiterin.`: the full stop goes, the comma follows the marks."""
    head, tail = _parted(text)
    said = (head[:-1] if _is_stopped(head) else head) + tail
    return _ended(f"{marks.opening}{said}{marks.closing}, sagte {speaker}")


def english(text: str, marks: Marks, speaker: str) -> str:
    """Return `“We open the gate,” said Mia Adler, Director.`: the full stop becomes a comma, inside the marks."""
    head, tail = _parted(text)
    if _is_stopped(head):
        head = head[:-1] + ","
    elif head[-1] not in "!?…–—" and not head.endswith("..."):
        tail, head = (tail, head + ",") if tail[:1] != "’" or _opens_single(text) else ("", head + tail + ",")
    return _ended(f"{marks.opening}{head}{tail}{marks.closing} said {speaker}")


FORMS = {"de": german, "en": english}


def _parted(text: str) -> tuple[str, str]:
    """Return words up to their last sign of the sentence, and the marks that close behind it."""
    head = text.rstrip(INNER_CLOSINGS)
    return head, text[len(head) :]


def _opens_single(text: str) -> bool:
    """Tell whether a last `’` closes a quotation, rather than stand for letters as in `the artists’`."""
    return text.count("‘") > 0


def _is_stopped(head: str) -> bool:
    """Tell whether words end in the full stop of a sentence: not in an ellipsis, nor in an abbreviation."""
    return head.endswith(".") and not head.endswith("..") and not ABBREVIATED.search(head[-12:])


def _ended(text: str) -> str:
    return text if text.endswith(".") else text + "."


def plain(quote: QuoteView, marks: Marks) -> str:
    """Return the paragraphs of a quote in its marks, parted by empty lines, and below who said it."""
    said, named = "\n\n".join(marked(quote.text, marks)), attribution(quote)
    return f"{said}\n– {named}" if named else said


def markdown(quote: QuoteView, marks: Marks) -> str:
    """Return a quote as a block quote of Markdown, which any renderer turns into the same words."""
    blocks = [_literal(part) for part in marked(quote.text, marks)]
    named = attribution(quote)
    return "\n>\n".join(f"> {block}" for block in [*blocks, *([f"– {_literal(named)}"] if named else [])])


def _literal(text: str) -> str:
    """Return text in which Markdown finds nothing to mark up."""
    return SPECIAL.sub(r"\\\g<0>", text) if SPECIAL.search(text) else text
