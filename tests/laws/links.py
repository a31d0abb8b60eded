"""Every link of a public tree, followed; and files that are not whole."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator

XML_ENDS = (b"</rss>", b"</feed>", b"</urlset>", b"</sitemapindex>")
STYLE_URL = re.compile(rb"url\(([^)]+)\)")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
SITEMAP = re.compile(r"(?im)^sitemap:\s*(\S+)")
IN_PAGES = """//@href | //@src | //@poster | //form/@action
    | //meta[starts-with(@property, 'og:')]/@content[starts-with(., 'http')]"""
IN_SETS = "//@srcset | //@imagesrcset"
IN_XML = """//channel/link/text() | //item/link/text() | //@url | //*[local-name() = 'link']/@href
    | //*[local-name() = 'loc']/text() | //*[local-name() = 'content']/@src"""
MARKUP_IN_XML = "//*[local-name() = 'encoded' or local-name() = 'content' and @type = 'html']/text()"
DATA_IN_PAGES = "//script[@type = 'application/ld+json']/text()"


@lru_cache(maxsize=4096)
def _links(path: str, data: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """Return the targets that a file links to, and its own anchors."""
    if path.endswith(".html"):
        page = html.document_fromstring(data)
        return frozenset(_page_links(page)), frozenset(page.xpath("//@id | //a/@name"))
    if path.endswith(".xml"):
        return frozenset(_feed_links(data)), frozenset()
    if path.endswith(".json") and b'"format": "presskit-release"' not in data[:100]:  # names what it is the data of
        return frozenset(_data_links(data)), frozenset()
    return frozenset(SITEMAP.findall(data.decode()) if path == "robots.txt" else ()), frozenset()


def _page_links(page: html.HtmlElement) -> Iterator[str]:
    yield from page.xpath(IN_PAGES)
    for addresses in page.xpath(IN_SETS):
        yield from (address.split()[0] for address in addresses.split(",") if address.strip())
    for data in page.xpath(DATA_IN_PAGES):
        yield from _data_links(data.encode())


def _feed_links(data: bytes) -> Iterator[str]:
    feed = etree.fromstring(data)
    yield from feed.xpath(IN_XML)
    for content in feed.xpath(MARKUP_IN_XML):
        yield from _page_links(html.fragment_fromstring(content, create_parent=True))


def _data_links(data: bytes) -> Iterator[str]:
    """Yield every text in JSON that is an address, and the addresses in its markup."""
    texts: list[tuple[str, str]] = []
    json.loads(data, object_pairs_hook=lambda pairs: texts.extend(_texts(pairs)))
    for key, text in texts:
        if text.startswith(("http://", "https://")) and " " not in text:
            yield text
        elif key == "content_html" and text.strip():
            yield from _page_links(html.fragment_fromstring(text, create_parent=True))


def _texts(pairs: list[tuple[str, object]]) -> Iterator[tuple[str, str]]:
    for key, value in pairs:
        if key == "@id":  # a name, not an address
            continue
        yield from ((key, text) for text in (value if isinstance(value, list) else [value]) if isinstance(text, str))


def links(path: str, data: bytes) -> frozenset[str]:
    """Return all that a page, feed, sitemap or other file links to, as it is written there."""
    return _links(path, data)[0]


def broken_links(files: dict[str, bytes], base_url: str) -> list[str]:
    """Return `path -> target` for every link within the newsroom that leads nowhere."""
    return sorted(
        f"{path} -> {target}"
        for path, data in files.items()
        for target in _links(path, data)[0]
        if not _resolves(files, path, target, base_url)
    )


def _resolves(files: dict[str, bytes], path: str, target: str, base_url: str) -> bool:
    target, _, fragment = target.partition("#")
    found = _target(path, target, base_url) if target else path
    return found is None or (found in files and _has(found, files[found], unquote(fragment)))


def _has(path: str, data: bytes, fragment: str) -> bool:
    is_anchor = path.endswith(".html") and fragment and not fragment.startswith(":~:")
    return not is_anchor or fragment in _links(path, data)[1]


def _target(path: str, target: str, base_url: str) -> str | None:
    """Return the path of the file that a link of the file at `path` leads to; None is outside the newsroom."""
    if target == base_url or target.startswith(base_url + "/"):
        found = unquote(urlsplit(target).path[len(urlsplit(base_url).path) :]).lstrip("/")
    elif SCHEME.match(target) or target.startswith("//"):
        return None
    elif target.startswith("/"):  # on the host of the newsroom, whose path it must begin with
        base = urlsplit(base_url).path + "/"
        found = unquote(urlsplit(target).path.removeprefix(base)) if target.startswith(base) else target
    else:
        found = normpath(join(dirname(path), unquote(urlsplit(target).path)))
    folder = target.endswith("/") or found in ("", ".")
    return normpath(join(found, "index.html")) if folder else found


def broken_style_urls(files: dict[str, bytes]) -> list[str]:
    """Return the addresses in stylesheets that lead nowhere."""
    urls = [(path, url.decode()) for path, data in files.items() if path.endswith(".css")
            for url in STYLE_URL.findall(data)]  # fmt: skip
    return [url for path, url in urls if normpath(join(dirname(path), url.strip("\"'"))) not in files]


def half_written(files: dict[str, bytes]) -> list[str]:
    """Return the files that do not end as their kind ends."""
    ends = {
        "html": b"</html>",
        "pdf": b"%%EOF",
        "xml": XML_ENDS,
        "svg": b"</svg>",
        "txt": (b"/", b".xml"),
        "json": b"}",
    }
    return [path for path, data in files.items() if not data.strip().endswith(ends.get(path.rpartition(".")[2], b""))]
