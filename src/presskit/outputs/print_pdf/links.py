"""Link annotations: one for each place, owned by the link it belongs to, saying in words where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pydyf

if TYPE_CHECKING:
    from presskit.outputs.print_pdf.structure import Node

SHORT_NAMES = ("https://", "http://", "mailto:", "tel:")
LONGEST = 160
SLACK = 1.0  # points by which an annotation may stand over the side of the one around it


class Links:
    """The link annotations of a document; `pages` are the page dictionaries of its PDF, `root` is its HTML."""

    def __init__(self, pages: list[Any], root: Any) -> None:
        self.pages = pages
        self.root = root
        self.targets: dict[str, Any] | None = None
        self.owner: dict[Any, Node] = {}
        self.places: dict[Node, list[tuple[int, Any]]] = {}

    def own(self, link: Node, page: int, annotation: Any) -> None:
        """Give an annotation to its link; of two on the same place, only the larger is kept.

        WeasyPrint makes one for every box in a link, so the bold words of a link have two.
        """
        places = self.places.setdefault(link, [])
        if _is_nothing(annotation) or any(on == page and _covers(other, annotation) for on, other in places):
            self.drop(page, annotation)
            return
        for place in [place for place in places if place[0] == page and _covers(annotation, place[1])]:
            places.remove(place)
            self.drop(*place)
        annotation["Contents"] = pydyf.String(self.contents(link.element, annotation))
        places.append((page, annotation))
        self.owner.setdefault(link.element, link)

    def settle(self) -> None:
        """Put the annotations into their links, before the words; a link without words says its address."""
        for link, places in self.places.items():
            if not link.kids and places:
                link.entries["Alt"] = places[0][1]["Contents"]
            link.kids[:0] = places

    def drop(self, page: int, annotation: Any) -> None:
        """Take an annotation off its page."""
        annotations = self.pages[page]["Annots"]
        annotations.remove(annotation.reference)
        annotation.clear()

    def contents(self, element: Any, annotation: Any) -> str:
        """Return the words of a link and where it leads, as a screen reader says it."""
        text = shortened(words_of(element))
        if "A" not in annotation:
            target = self.target(annotation["Dest"].string)
            return f"{text}: {shortened(words_of(target))}" if target is not None else text
        address: str = annotation["A"]["URI"].string
        name = bare_address(address)
        if not text or (name.rstrip("/") in text and not address.startswith("mailto:")):
            return address
        if address.startswith("tel:") or name in text:
            return text
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


def shortened(text: str) -> str:
    """Return a text with its end left out where it is long."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rsplit(maxsplit=1)[0]} …"


def bare_address(address: str) -> str:
    """Return an address without what stands in front of it."""
    return next((address.removeprefix(name) for name in SHORT_NAMES if address.startswith(name)), address)


def _is_nothing(annotation: Any) -> bool:
    left, bottom, right, top = _corners(annotation)
    return right - left < SLACK or top - bottom < SLACK


def _covers(outer: Any, inner: Any) -> bool:
    """Tell whether an annotation is as good as within another: no further left or right, and half its height.

    The line around a picture goes deeper than the picture, by what letters have below the line.
    """
    left, bottom, right, top = _corners(outer)
    x1, y1, x2, y2 = _corners(inner)
    return left - SLACK <= x1 and x2 <= right + SLACK and min(top, y2) - max(bottom, y1) >= (y2 - y1) / 2


def _corners(annotation: Any) -> tuple[float, float, float, float]:
    x1, y1, x2, y2 = annotation["Rect"]
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)
