"""A walk over a host: from one page along all links, as far as they stay on it."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urldefrag, urljoin, urlsplit

from laws.links import links


def walk(start: str, moved: dict[str, str]) -> tuple[set[str], list[str]]:
    """Return the paths that are reached from an address, and what was not answered with 200 or lies above `start`.

    `moved` are addresses that files name, and where they are served now.
    """
    host = HTTPConnection(urlsplit(start).netloc)
    waiting, reached, dead_ends = [start], {start}, []
    while waiting:
        url = waiting.pop()
        status, data = _fetched(host, url)
        if status != 200 or not url.startswith(start):
            dead_ends.append(f"{status} {url}")
            continue
        name = f"{url}index.html" if url.endswith("/") else url
        new = {_served(urldefrag(urljoin(url, link))[0], moved) for link in links(name, data)} - reached
        inside = {link for link in new if urlsplit(link).netloc == urlsplit(start).netloc}
        reached |= inside
        waiting += sorted(inside)
    return {urlsplit(url).path for url in reached}, dead_ends


def _served(url: str, moved: dict[str, str]) -> str:
    for old, new in moved.items():
        if url == old:  # the name of a newsroom, which hosts lead on from
            return f"{new}/"
        if url.startswith(f"{old}/"):
            return url.replace(old, new, 1)
    return url


def _fetched(host: HTTPConnection, url: str) -> tuple[int, bytes]:
    host.request("GET", urlsplit(url).path)
    answer = host.getresponse()
    return answer.status, answer.read()
