"""Proves that the systems of `run.py` make the same newsroom: pages, lists and feeds, element by element.

Compared are elements, attributes and text in their order, with white space collapsed and addresses resolved. Left
aside are the digests in names of assets, how many characters a release is said to have, who made a feed, and the
address and number of a list behind the first, which presskit counts from the oldest. There are so many releases
that the lists hold the same ones nevertheless.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterator
from difflib import unified_diff
from html.parser import HTMLParser
from statistics import mean
from urllib.parse import urljoin
from xml.etree import ElementTree

from measure import tmpfs_folder
from run import Project, generate, systems

SITE = "https://newsroom.example"
COUNT, SEED = 60, 37  # 40 German and 20 English editions: whole lists of 20
WITHOUT = "every/feed.xml"  # the feed of all languages together, which presskit alone makes
SHOWN_PAGES, SHOWN_LINES = 3, 40
DIGEST = re.compile(r"(assets/(?:fonts/)?[a-z0-9-]+?)[.-][0-9a-f]{8,10}(\.\w+)$")
LIST_ADDRESS = re.compile(r"(archive|page)/\d+/(?=$|#)")
LIST_NUMBER = re.compile(r"^(Pressemitteilungen|Press releases) \(\d+\)")
CHARACTERS = re.compile(r"^[\d.,]+(?= Zeichen mit| characters with)")
VOID = {"meta", "link", "img", "br", "hr", "input"}
ADDRESSES = {"href", "src"}


class Tokens(HTMLParser):
    """Reads HTML as one line for each tag and each run of text."""

    def __init__(self, address: str) -> None:
        super().__init__()
        self.address = address
        self.lines: list[str] = []
        self.text: list[str] = []

    def value(self, name: str, value: str | None) -> str:
        """Return an attribute's value: a link as where it leads."""
        resolved = urljoin(self.address, value or "") if name in ADDRESSES else value or ""
        return LIST_NUMBER.sub(r"\1 N", LIST_ADDRESS.sub("list/N/", DIGEST.sub(r"\1\2", resolved)))

    def end_text(self) -> None:
        """Note the text that was read, if there is any."""
        text = " ".join("".join(self.text).split())
        self.text.clear()
        if text:
            self.lines.append(LIST_NUMBER.sub(r"\1 N", CHARACTERS.sub("N", text)))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag with its attributes in the order of their names."""
        self.end_text()
        told = "".join(f" {name}={self.value(name, value)!r}" for name, value in sorted(attrs))
        self.lines.append(f"<{tag}{told}>")

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element that has one."""
        self.end_text()
        if tag not in VOID:
            self.lines.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Gather text; JSON-LD is compared as data, since Hugo sorts its keys."""
        is_data = self.lines[-1:] == ["<script type='application/ld+json'>"]
        self.text.append(json.dumps(json.loads(data), sort_keys=True, indent=1) if is_data else data)

    def handle_decl(self, decl: str) -> None:
        """Note the document type."""
        self.lines.append(f"<!{decl.lower()}>")


def html_lines(html: str, address: str) -> list[str]:
    """Return a document or fragment as comparable lines."""
    reader = Tokens(address)
    reader.feed(html)
    reader.close()
    reader.end_text()
    return reader.lines


def feed_lines(path: str) -> Iterator[str]:
    """Yield the lines of a feed; the HTML in it is compared as HTML."""
    for element in ElementTree.parse(path).iter():
        told = "".join(f" {name}={value!r}" for name, value in sorted(element.attrib.items()))
        yield f"<{element.tag}{told}>"
        if element.tag.endswith("}encoded"):
            yield from html_lines(element.text or "", SITE)
        elif element.tag != "generator":
            yield " ".join((element.text or "").split())


def lines_of(path: str, route: str) -> list[str]:
    """Return a page or feed as comparable lines."""
    if path.endswith(".xml"):
        return list(feed_lines(path))
    with open(path, encoding="utf-8") as file:
        return html_lines(file.read(), f"{SITE}/{route.removesuffix('index.html')}")


def built(project: Project) -> dict[str, list[str]]:
    """Return everything that was built, by path; lists behind the first by the name that all systems share."""
    public, pages = os.path.join(project.folder, "public"), {}
    for place, _, names in os.walk(public):
        for name in names:
            path = os.path.join(place, name)
            route = os.path.relpath(path, public)
            if name.endswith((".html", ".xml")) and route != WITHOUT:
                pages[re.sub(r"(archive/1|page/2)/", "list/N/", route)] = lines_of(path, route)
    return pages


def differences(ours: dict[str, list[str]], theirs: dict[str, list[str]], name: str) -> Iterator[list[str]]:
    """Yield for each path that differs what differs there."""
    for path in sorted(ours.keys() | theirs.keys()):
        one, other = ours.get(path, []), theirs.get(path, [])
        if one != other:
            yield list(unified_diff(one, other, f"presskit {path}", f"{name} {path}", lineterm="", n=1))


def page_size(project: Project) -> float:
    """Return the mean bytes of a release page."""
    places = os.walk(os.path.join(project.folder, "public"))
    pages = [os.path.join(place, "index.html") for place, _, names in places if "index.html" in names]
    return mean(os.path.getsize(page) for page in pages if re.search(r"/20\d\d/", page))


def compare(ours: Project, theirs: Project) -> bool:
    """Print what differs and tell whether all is the same."""
    pages, found = built(ours), list(differences(built(ours), built(theirs), theirs.system.name))
    for difference in found[:SHOWN_PAGES]:
        print(*difference[:SHOWN_LINES], sep="\n")
    sizes = f"release pages of {page_size(ours):,.0f} and {page_size(theirs):,.0f} bytes"
    print(f"presskit and {theirs.system.name}: {len(pages)} pages, lists and feeds, {len(found)} differ; {sizes}")
    return not found


def main() -> int:
    """Build with all systems, compare, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--work", default=tmpfs_folder(), help="folder for scratch files")
    parser.add_argument("--presskit", help="command that builds the newsroom in the current folder")
    parser.add_argument("--systems", nargs="+", choices=["hugo", "pelican"], default=["hugo", "pelican"])
    options = parser.parse_args()
    options.systems, options.seed = ["presskit", *options.systems], SEED
    folder = generate(options, os.path.join(options.work, "same-page"), COUNT)
    ours, *others = [Project(folder, system) for system in systems(options).values()]
    for project in (ours, *others):
        project.build()
    same = [compare(ours, other) for other in others]
    return int(not all(same))


if __name__ == "__main__":
    sys.exit(main())
