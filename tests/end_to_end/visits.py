"""What a browser finds on a few pages that show all there is: served below a sub-path, and opened as files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from judges.axe import barriers
from judges.kinds import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from end_to_end.browser import Page

WIDTHS_PX = (320, 1280)
SCHEMES = ("light", "dark")
# Not innerWidth: a phone shows a page that is too wide in a wider window.
WIDTH = "document.scrollingElement.scrollWidth"
LINKS = "[...document.querySelectorAll('a[href], area[href]')].map((a) => a.href)"
UNLOADED_FONTS = "[...document.fonts].filter((font) => font.status === 'error').map((font) => font.family)"
# Chromium loads the fonts of files, but not ahead of time: a preload of a font asks as another origin would.
NO_PRELOAD = re.compile(
    r"Access to font at 'file:|^A preload for 'file:|^Failed to load resource: net::ERR_FAILED$|^net::ERR_FAILED$"
)
OWN = ("about:", "data:", "blob:")

Findings = dict[str, list[str]]


def visit_served(tab: Page, root: Path, sites: Mapping[str, str], pages: Iterable[Path]) -> Findings:
    """Open pages that are served, each in all looks; return what was found, by what it is.

    `sites` are the addresses of the sites by their names.
    """
    found: Findings = {"barriers": [], "sideways": [], "complaints": [], "elsewhere": [], "failed": []}
    for page in pages:
        address = page.relative_to(root).as_posix()
        name, _, rest = address.partition("/public/")
        tab.open(f"{sites[name]}/{rest.removesuffix('index.html')}", WIDTHS_PX[0])
        for width_px in WIDTHS_PX:
            for scheme in SCHEMES:
                tab.show(width_px, scheme=scheme)
                look = f"{address} at {width_px} px in {scheme}"
                found["barriers"] += [f"{look}: {barrier}" for barrier in barriers(tab)]
                width = tab.ask(WIDTH)
                found["sideways"] += [f"{look}: {width} px"] if width > width_px else []
        found["complaints"] += [f"{address}: {complaint}" for complaint in tab.complaints]
        found["elsewhere"] += [f"{address}: {url}" for url in tab.requests if not url.startswith((sites[name], *OWN))]
        found["failed"] += [f"{address}: {failure}" for failure in tab.failures]
    cookies = tab.call("Storage.getCookies")["cookies"]
    return found | {"cookies": [json.dumps(cookie) for cookie in cookies]}


def visit_files(tab: Page, root: Path, pages: Iterable[Path]) -> Findings:
    """Open pages from the file system; return what was found, by what it is."""
    found: Findings = {"complaints": [], "elsewhere": [], "unloaded": [], "dead ends": []}
    for page in (page for page in pages if page.name != NOT_FOUND):
        address = page.relative_to(root).as_posix()
        tab.open(page.as_uri(), WIDTHS_PX[1])
        found["dead ends"] += [f"{address}: {link}" for link in tab.ask(LINKS) if not _leads_on(link)]
        found["complaints"] += [f"{address}: {said}" for said in tab.complaints if not NO_PRELOAD.search(said)]
        found["elsewhere"] += [f"{address}: {url}" for url in tab.requests if not url.startswith(("file:", *OWN))]
        found["unloaded"] += [f"{address}: {font}" for font in tab.ask(UNLOADED_FONTS)]
    return found


def _leads_on(link: str) -> bool:
    address = urlsplit(link)
    return address.scheme != "file" or Path(url2pathname(unquote(address.path))).is_file()
