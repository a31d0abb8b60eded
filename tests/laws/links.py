"""Every link of a public tree, followed; and files that are not whole."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from lxml import etree, html

if TYPE_CHECKING:
    from collections.abc import Iterator

XML_ENDS = (b"</rss>", b"</feed>", b"</urlset>", b"</sitemapindex>")
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
IN_PAGES = """//@href | //@src | //@poster | //form/@action
    | //meta[starts-with(@property, 'og:')]/@content[starts-with(., 'http')]"""
IN_SETS = "//@srcset | //@imagesrcset"
STYLE_URL = re.compile(rb"url\(([^)]+)\)")


@lru_cache(maxsize=4096)
def _links(path: str, data: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """Return the targets that a file links to, and its own anchors."""
    if path.endswith(".html"):
        page = html.document_fromstring(data)
        links = [*_page_links(page)]
        for script in page.xpath("//script[@type = 'application/ld+json']/text()"):
            links += _addresses(json.loads(script))
        return frozenset(links), frozenset(page.xpath("//@id | //a/@name"))
    if path.endswith(".xml"):
        return frozenset(_feed_links(data)), frozenset()
    if path.endswith(".json") and b"https://jsonfeed.org/version/" in data[:100]:
        return frozenset(_json_feed_links(json.loads(data))), frozenset()
    return frozenset(), frozenset()


def _page_links(page: html.HtmlElement) -> Iterator[str]:
    yield from page.xpath(IN_PAGES)
    for addresses in page.xpath(IN_SETS):
        yield from (address.split()[0] for address in addresses.split(",") if address.strip())


def _addresses(graph: Any) -> Iterator[str]:
    """Yield the addresses of files and other editions in JSON-LD."""
    for inner in graph if isinstance(graph, list) else ():
        yield from _addresses(inner)
    for key, inner in graph.items() if isinstance(graph, dict) else ():
        if key in ("contentUrl", "url", "logo") or (key == "@id" and "inLanguage" in graph):
            yield inner
        yield from _addresses(inner)


def _feed_links(data: bytes) -> Iterator[str]:
    feed = etree.fromstring(data)
    yield from feed.xpath("//*[local-name() = 'loc']/text()")
    yield from feed.xpath("//channel/link/text() | //item/link/text() | //enclosure/@url")
    yield from feed.xpath("//*[local-name() = 'link']/@href | //*[local-name() = 'content']/@url")
    for content in feed.xpath("//*[local-name() = 'encoded' or local-name() = 'content']/text()"):
        yield from _links_in(content)


def _json_feed_links(feed: dict[str, Any]) -> Iterator[str]:
    yield from (feed[key] for key in ("home_page_url", "feed_url", "next_url") if key in feed)
    for item in feed["items"]:
        yield from (item[key] for key in ("url", "image") if key in item)
        yield from (attachment["url"] for attachment in item.get("attachments", ()))
        yield from _links_in(item.get("content_html", ""))


def _links_in(content: str) -> Iterator[str]:
    yield from _page_links(html.fragment_fromstring(content, create_parent=True))


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
