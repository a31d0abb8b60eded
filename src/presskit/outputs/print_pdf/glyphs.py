"""Letters and signs that need a face of their own, and those that no face has: a box on paper says nothing."""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from unicodedata import name

from presskit.outputs.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

LETTERS = {
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufefc]"),
    "hebrew": re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]"),
}
SHOWN = 3


def scripts_in(html: str) -> set[str]:
    """Return which of the scripts with faces of their own a document has letters of."""
    return set() if html.isascii() else {script for script, letters in LETTERS.items() if letters.search(html)}


class _Missing(logging.Handler):
    """Notes the characters that WeasyPrint draws a box for: it knows, whatever fonts a layout brings along."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.found: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        if record.msg.startswith(".notdef") and isinstance(record.args, tuple):
            self.found[str(record.args[0])] = None


_MISSING = _Missing()


def listen() -> None:
    """Have WeasyPrint tell nobody but us."""
    logger = logging.getLogger("weasyprint")
    logger.handlers[:] = [_MISSING]
    logger.setLevel(logging.WARNING)
    logger.propagate = False


@contextmanager
def refusing_boxes() -> Iterator[None]:
    """Refuse the document when a character of it was drawn as a box, at the first one's place."""
    _MISSING.found.clear()
    yield
    if found := list(_MISSING.found):
        more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
        message = f"no font has {', '.join(map(_named, found[:SHOWN]))}{more}"
        raise Refusal("PK708", message, hint="write a word or another sign in its place", words=found[0])


def _named(character: str) -> str:
    known = name(character, "")
    return f"`{character}` (U+{ord(character):04X}{', ' + known if known else ''})"
