"""A quote card as PNG, in the pixels of the preview picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.outputs.card.panel import PANEL, SHADES, blank, png, write
from presskit.outputs.quote_cards.setting import CARD, RULE, set_card
from presskit.outputs.quote_cards.wording import told

if TYPE_CHECKING:
    from presskit.outputs.quote_cards import QuoteCardView, Said
    from presskit.outputs.tools import Tools


def drawn(said: Said, view: QuoteCardView, tools: Tools) -> bytes:
    """Return the card as PNG, with its words as description."""
    card, image = set_card(said, view, tools), blank(CARD)
    if card.rule:
        x, y = card.rule
        image.paste(PANEL + SHADES - 1, (x, y, x + RULE[0], y + RULE[1]))
    for part in card.lines:
        write(image, part)
    return png(image, view.colour, card.logo, is_rtl=card.is_rtl, told=told(said.quote))
