"""What a quote card says in words, for those who do not see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.outputs.tools import marks_of
from presskit.outputs.writing.citing import plain

if TYPE_CHECKING:
    from presskit.planning.views import QuoteView


def told(quote: QuoteView) -> str:
    """Return the quote with its attribution: what the page offers as plain text."""
    return plain(quote, marks_of(quote.language))
