"""Documents, and what outputs make of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from presskit.outputs.tools import body_parts, marks_of
from presskit.outputs.writing.markup import PlacedFigure, PlacedQuote, Prose
from presskit.outputs.writing.plain import plain_body
from presskit.planning.views import Document, MediaView, QuoteView

if TYPE_CHECKING:
    from collections.abc import Callable

EMPTY = Document(
    id="x",
    language="de",
    slug="x",
    headline="X",
    kicker="",
    subheadline="",
    date="2024-01-02",
    published="2024-01-02T00:00:00+01:00",
    place="",
    summary="",
    lead="",
    topics=(),
    contacts=(),
    boilerplates=(),
    quotes=(
        QuoteView("eins", "Gut so.", "de", "Prof. Ada Beispiel", "Leiterin", "Werk"),
        QuoteView("zwei", "Erster Absatz.\n\nZweiter Absatz.", "de", "Ben Muster", "", ""),
        QuoteView("drei", '<b>fett</b> & "frech"', "de", "C < D", "", ""),
    ),
    media=(MediaView("bild.png", "2024/x/bild.png", "Ein Bild", "Das Bild", "Wer", "", 4, 3, "d1"),),
    corrections=(),
    embargo_until="",
    embargo_note="",
    status="ready",
    characters=0,
    body="",
)


@pytest.fixture
def html_of() -> Callable[..., str]:
    """Return a function that gives the HTML of a body, with quotes and figures as short marks."""

    def html(markdown: str, **options: bool) -> str:
        parts = body_parts(replace(EMPTY, body=markdown), {"bild.png": "bild.png"}, **options)
        return "".join(shown(part) for part in parts).strip()

    def shown(part: Prose | PlacedQuote | PlacedFigure) -> str:
        if isinstance(part, PlacedQuote):
            return f"[quote {part.quote.id}: {' | '.join(part.marked)}]\n"
        return f"[figure {part.asset.file}]\n" if isinstance(part, PlacedFigure) else str(part.html)

    return html


@pytest.fixture
def text_of() -> Callable[..., list[str]]:
    """Return a function that gives the blocks of plain text of a body."""
    return lambda markdown, language="de": plain_body(replace(EMPTY, body=markdown), marks_of(language))
