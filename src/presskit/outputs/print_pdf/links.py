"""Link annotations: one for each place, owned by the link it belongs to, saying in words where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from presskit.outputs.print_pdf.tagging import Node

SHORT_NAMES = ("https://", "http://", "mailto:", "tel:")
LONGEST = 160
SLACK = 1.0  # points by which an annotation may stand over the edge of the one around it


class Links:
    """The link annotations of a document; `pages` are the page dictionaries of its PDF, `root` is its HTML."""

    def __init__(self, pages: list[Any], root: Any) -> None:
        self.pages = pages
        self.root = root
        self.targets: dict[str, Any] | None = None
        self.owner: dict[Any, Node] = {}

    def own(self, link: Node, page: int, annotation: Any) -> None:
        """Give an annotation to its link; of two on the same place, only the larger is kept.

        WeasyPrint makes one for every box in a link, so the bold words of a link have two.
        """
        rect = annotation["Rect"]
        for other in [kid for on, kid in link.pieces() if on == page and not isinstance(kid, int)]:
            if _covers(other["Rect"], rect):
                self.drop(page, annotation)
                return
            if _covers(rect, other["Rect"]):
                link.kids = [kid for kid in link.kids if not (isinstance(kid, tuple) and kid[1] is other)]
                self.drop(page, other)
        annotation["Contents"] = pydyf.String(self.contents(link.element, annotation))
        link.kids.append((page, annotation))
        self.owner.setdefault(link.element, link)

    def drop(self, page: int, annotation: Any) -> None:
        """Take an annotation off its page."""
        annotations = self.pages[page]["Annots"]
        annotations.remove(annotation.reference)
        annotation.clear()

    def contents(self, element: Any, annotation: Any) -> str:
        """Return the words of a link and where it leads, as a screen reader says it."""
        text = words_of(element)
        if "A" not in annotation:
            target = self.target(annotation["Dest"].string)
            return f"{text}: {words_of(target)[:LONGEST]}" if target is not None else text
        address = annotation["A"]["URI"].string
        name = short(address)
        if not text or name.rstrip("/") in text or address.startswith("tel:"):
            return text if text and address.startswith(("tel:", "mailto:")) else address
        return f"{text} ({name if address.startswith('mailto:') else address})"

    def target(self, anchor: str) -> Any:
        """Return the HTML element that an internal link leads to, or None."""
        if self.targets is None:
            self.targets = {key: element for element in self.root.iter() if (key := element.get("id"))}
        return self.targets.get(anchor)


def words_of(element: Any) -> str:
    """Return the text of an element with single spaces; pictures in it say their alternative text."""
    text = " ".join("".join(element.itertext()).split())
    return text or " ".join(image.get("alt", "") for image in element.iter("img")).strip()


def short(address: str) -> str:
    """Return an address without what is in front of it."""
    return next((address.removeprefix(name) for name in SHORT_NAMES if address.startswith(name)), address)


def _covers(outer: list[float], inner: list[float]) -> bool:
    """Tell whether a rectangle lies in another; corners are given in any order."""
    left, right = sorted((outer[0], outer[2]))
    bottom, top = sorted((outer[1], outer[3]))
    x1, x2 = sorted((inner[0], inner[2]))
    y1, y2 = sorted((inner[1], inner[3]))
    return left - SLACK <= x1 and x2 <= right + SLACK and bottom - SLACK <= y1 and y2 <= top + SLACK
