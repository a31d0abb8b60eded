"""The quick way through a body that holds nothing to complain of: one HTML rendering instead of a hundred events.

It gives what the careful reader of body.py gives, but for the places of references, which nobody asks for while all is
well; where it is not sure it gives nothing.
"""

from __future__ import annotations

import re
from html import unescape

import pyromark

from presskit.model.edition import Body, Reference
from presskit.reading.body import LIMIT_DEPTH, OPTIONS, count_characters, find_references, link_is_safe, text_of

# Raw HTML, comments, autolinks, pictures, code, escapes, notes; and what only looks like a reference.
CAREFUL = ("<", "![", "`", "\\", "[^", "\t", "\n    ", ":figure [", ":quote [")
BEFORE_A_WORD = re.compile(r"\*\w")  # begins with a sign that is looked for fast
LINK = re.compile(r'<a href="([^"]*)"')
BLOCK = re.compile(r"<p>::(quote|figure)\[[^\[\]\n]{0,120}\][ \t]*</p>")
NESTED = re.compile(r"<(?:li|blockquote)>\n<p>::")
PLAIN_TARGET = re.compile(r"[\w .-]*")  # reads the same in HTML
HIDING = ("<pre", ' title="')  # may hold what only looks like a reference
NESTING = ("<blockquote>", "<em>", "<strong>", "<del>", "<a ")


def skim(markdown: str) -> Body | None:
    """Return the body where it is certain to be without problems of its own, else None."""
    if any(map(markdown.__contains__, CAREFUL)) or _has_star_in_word(markdown):
        return None
    html = pyromark.html(markdown, options=OPTIONS)
    if not html.startswith("<p>") or html.startswith("<p>::") or any(map(html.__contains__, HIDING)):
        return None
    if _may_be_deep(html) or not all(_is_safe(url) for url in LINK.findall(html)):
        return None
    references = _references(html)
    if references is None:
        return None
    lead = " ".join(text_of(html[: html.index("</p>")]).split())
    return Body(markdown.strip("\n"), lead, references, count_characters(html))


def _has_star_in_word(markdown: str) -> bool:
    """Tell whether a star may have been meant as one."""
    stars = (match.start() for match in BEFORE_A_WORD.finditer(markdown))
    return any(at and markdown[at - 1].isalnum() for at in stars)


def _may_be_deep(html: str) -> bool:
    """Tell whether there is enough of what nests to nest too deeply; a list counts twice, for its items."""
    if html.count("<") < 2 * (LIMIT_DEPTH - 3):  # too few elements in all, opened and closed
        return False
    lists = html.count("<ul>") + html.count("<ol")
    return 2 * lists + sum(html.count(tag) for tag in NESTING) >= LIMIT_DEPTH - 3


def _is_safe(url: str) -> bool:
    return ":quote[" not in url and link_is_safe(unescape(url))


def _references(html: str) -> tuple[Reference, ...] | None:
    found = tuple(Reference(m[1], m[2].strip(), is_block) for m, is_block in find_references(html))  # type: ignore[arg-type]
    blocks = len(BLOCK.findall(html))
    if blocks != sum(r.block for r in found) or any(r.kind == "figure" and not r.block for r in found):
        return None
    if NESTED.search(html) or not all(PLAIN_TARGET.fullmatch(reference.target) for reference in found):
        return None
    return found
