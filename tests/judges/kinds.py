"""Which pages of many to open in a browser: of each kind, and so that everything that pages are made of is seen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

KIND = re.compile(r"(?:^|\s)kind-([\w-]+)")
NOT_FOUND = "404.html"
LANGUAGE = re.compile(r"^[a-z]{2}(-[a-z]+)?/")


def kind(path: str, page: html.HtmlElement) -> str:
    """Return the kind of a page: what its body says by a class `kind-...`, else the form of its address."""
    said = KIND.search(page.body.get("class", ""))
    first, *rest = LANGUAGE.sub("", path).split("/")
    return said[1] if said else f"{re.sub(r'[0-9]+', 'N', first)}/{len(rest)}"


def representatives(root: Path) -> list[Path]:
    """Return few pages, the longest first, that have together every kind of page and of element below a folder.

    A page for what is not there only from the archive: its links begin at the root of the host.
    """
    found = (page for page in root.glob("*/public/**/*.html") if page.name != NOT_FOUND or "archive" in page.parts)
    pages = sorted(found, key=lambda page: (-page.stat().st_size, page))
    return sorted(_covering((page, _features(page)) for page in pages))


def _covering(pages: Iterable[tuple[Path, set[str]]]) -> Iterable[Path]:
    seen: set[str] = set()
    for page, features in pages:
        if not features <= seen:
            seen |= features
            yield page


def _features(path: Path) -> set[str]:
    page = html.document_fromstring(path.read_bytes())
    _, _, address = path.as_posix().partition("/public/")
    elements = {f"{element.tag}.{element.get('class', '')}" for element in page.iter(html.etree.Element)}
    return {kind(address, page), *elements}
