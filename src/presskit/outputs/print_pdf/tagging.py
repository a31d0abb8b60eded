"""The structure tree of a PDF, made anew from its boxes: what PDF/UA-1 wants and WeasyPrint's own tree does not give.

One HTML element is one structure element, over all its lines and pages; headings go down step by step; links own their
annotations; what is decoration, or stands on every page, is marked as an artifact and is in no tree.
"""

from __future__ import annotations

from typing import Any

import pydyf
from weasyprint.formatting_structure import boxes

from presskit.outputs.print_pdf.kinds import CONTENT, GROUPING, KINDS, NUMBERING, SCOPES, room_for
from presskit.outputs.print_pdf.links import Links
from presskit.outputs.print_pdf.marks import bare, marked_content
from presskit.outputs.print_pdf.structure import Node, Writer

POINTS = 0.75  # of a CSS pixel
MARKER = "::marker"
DECORATION = {"Type": "/Layout"}
REPEATED = {"Type": "/Pagination"}
NOTES = "doc-endnotes"
NOTE_REFERENCE = "doc-noteref"


def tag(document: Any, pdf: Any) -> None:
    """Replace WeasyPrint's structure tree; the metadata it wrote behind the tree goes too (see archive.py)."""
    tree = Tree(document, pdf)
    for number, page in enumerate(document.pages):
        tree.page = number
        tree.visit(page._page_box, tree.root)
    del pdf.objects[int(pdf.catalog["StructTreeRoot"].split()[0]) - 1 :]
    tree.write()


class Tree:
    """The structure tree of one document while its boxes are walked through."""

    def __init__(self, document: Any, pdf: Any) -> None:
        self.pdf = pdf
        self.marks = marked_content(document, pdf)
        self.heights = [page.height for page in document.pages]
        self.pages = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        self.links = Links(self.pages, document.pages[0]._page_box.children[0].element)
        self.root = Node("Document", None, lang=document.metadata.lang or "")
        self.known: dict[tuple[Node, Any, str], Node] = {}
        self.artifacts: list[dict[int, dict[str, str]]] = [{} for _ in self.pages]
        self.page = 0

    def visit(self, box: Any, node: Node) -> None:
        """Give a box and all in it their places in a node."""
        box = bare(box)
        if isinstance(box, boxes.TextBox):
            self.say(box, node)
        elif isinstance(box, boxes.MarginBox):
            self.hide(box, _pagination(box.at_keyword))
        elif self.is_repeated(box, node):
            self.hide(box, REPEATED, node)
        elif box.element is not None and _is_decoration(box, node):
            self.hide(box, DECORATION, node)
        else:
            node = self.enter(box, node)
            if isinstance(box, boxes.ReplacedBox):
                self.show(box, node)
            for child in box.children:
                self.visit(child, node)

    def say(self, box: Any, node: Node) -> None:
        """Give a node its text; space between blocks is nothing to say."""
        if room_for(CONTENT, node.kind) and not box.text.strip():
            self.hide(box, DECORATION, node)
        else:
            node.home(CONTENT).kids.append((self.page, self.marks[box]))

    def hide(self, box: Any, properties: dict[str, str], node: Node | None = None) -> None:
        """Make artifacts of a box and all in it; its links belong to the link around, or to their first appearance."""
        box = bare(box)
        if box in self.marks:
            self.artifacts[self.page][self.marks[box]] = properties
        if box.link_annotation:
            owner = (node.within("Link") if node else None) or self.links.owner.get(box.element)
            if owner:
                self.links.own(owner, self.page, box.link_annotation)
            else:
                self.links.drop(self.page, box.link_annotation)
        for child in box.children:
            self.hide(child, properties, node)

    def is_repeated(self, box: Any, node: Node) -> bool:
        """Tell whether a box is the head or foot of a table again, on its next page."""
        if not (isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer)):
            return False
        known = self.known.get((node, box.element, box.element_tag))
        return known is not None and known.first_page < self.page

    def enter(self, box: Any, node: Node) -> Node:
        """Return the node of a box: one for each element, however many boxes it has; or the one around it."""
        element, part = box.element, box.element_tag
        if element is None or isinstance(box, boxes.LineBox) or (element is node.element and part == node.part):
            return node
        link = box.link_annotation
        found = self.known.get((node, element, part))
        if found is None:
            kind = self.kind(box, node)
            if not kind:
                self.own(node, link)
                return node
            found = self.known[node, element, part] = self.begin(kind, box, node)
        self.own(found, link)
        return found

    def own(self, node: Node, annotation: Any) -> None:
        """Give an annotation to the link around it."""
        link = node.within("Link")
        if annotation and link:
            self.links.own(link, self.page, annotation)

    def kind(self, box: Any, node: Node) -> str:
        """Return the kind of element that a box begins, or nothing where it is read through."""
        part = box.element_tag
        if part.endswith(MARKER):
            return "Lbl" if node.within("LI", "Note") else ""
        if "::" in part:
            return ""
        if box.link_annotation and not node.within("Link"):
            return "Link"
        if node.element is not None and node.element.get("role") == NOTES and part in ("ol", "li"):
            return "Note" if part == "li" else ""
        if part == "figcaption":
            return "Caption" if _has_picture(node.element) else "P"
        return KINDS.get(part) or self.other_kind(box, node)

    def other_kind(self, box: Any, node: Node) -> str:
        """Return the kind of an element that stands for nothing of its own: a block, another language, or nothing."""
        if box.element_tag in ("html", "body"):
            return ""
        if isinstance(box, boxes.BlockBox) and node.kind in GROUPING:
            return "Div"
        return "Span" if box.element.get("lang", node.lang) != node.lang else ""

    def begin(self, kind: str, box: Any, node: Node) -> Node:
        """Return a new node for a box, with its attributes."""
        element, part = box.element, box.element_tag
        if kind == "Lbl" and part.endswith(MARKER):
            return self.label(box, node)
        if element.get("role") == NOTE_REFERENCE:
            node = node.add("Reference", None, "", self.page)
        made = node.add(kind, element, part, self.page)
        made.lang = element.get("lang") or made.lang
        if kind in ATTRIBUTES:
            made.entries.update(ATTRIBUTES[kind](box, made))
        return made

    def label(self, box: Any, node: Node) -> Node:
        """Return the label of the item around; WeasyPrint puts it into the first line of the item's text."""
        item = node.within("LI", "Note")
        while item and item.element is not box.element and item.parent and item.parent.within("LI", "Note"):
            item = item.parent.within("LI", "Note")
        assert item is not None
        made = Node("Lbl", item, box.element, box.element_tag, item.lang, first_page=self.page)
        item.kids.insert(0, made)
        return made

    def show(self, box: Any, node: Node) -> None:
        """Give a picture its content, words and place on the page."""
        node.kids.append((self.page, self.marks[box]))
        x, y, height = box.content_box_x(), box.content_box_y(), self.heights[self.page]
        corners = (x, height - y - box.height, x + box.width, height - y)
        bbox = pydyf.Array([round(corner * POINTS, 3) for corner in corners])
        node.entries["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": bbox})
        node.entries["Alt"] = pydyf.String(_alternative(box.element, node.parent))

    def write(self) -> None:
        """Add the tree to the PDF and mark what is not in it."""
        self.links.settle()
        self.root.prune()
        Writer(self.pdf, self.pages).write(self.root)
        for page, artifacts in zip(self.pages, self.artifacts, strict=True):
            if artifacts:
                _mark_artifacts(self.pdf.objects[int(page["Contents"].split()[0])].stream, artifacts)


def _pagination(place: str) -> dict[str, str]:
    """Return the properties of an artifact in a margin box such as `@top-left`."""
    properties = dict(REPEATED)
    if place.startswith("@top"):
        properties |= {"Subtype": "/Header", "Attached": "[/Top]"}
    if place.startswith("@bottom"):
        properties |= {"Subtype": "/Footer", "Attached": "[/Bottom]"}
    return properties


def _is_decoration(box: Any, node: Node) -> bool:
    element = box.element
    if element.get("aria-hidden") == "true":
        return True
    is_picture = isinstance(box, boxes.ReplacedBox)
    return is_picture and (element.get("role") in ("presentation", "none") or not _alternative(element, node))


def _alternative(element: Any, node: Node | None) -> str:
    """Return the words that stand for a picture: its own, or those of an element of role img around it."""
    title = element.find("{http://www.w3.org/2000/svg}title")
    own = element.get("alt") or element.get("aria-label") or (title.text if title is not None else "")
    around = node.element if node is not None else None
    if not own and around is not None and around.get("role") == "img":
        own = around.get("aria-label")
    return " ".join((own or "").split())


def _has_picture(figure: Any) -> bool:
    return figure is not None and any(KINDS.get(str(part.tag)) in ("Figure", "Table") for part in figure.iter())


def _cell(box: Any, node: Node) -> dict[str, Any]:
    """Return span of a cell, and what a header cell is the header of."""
    found: dict[str, Any] = {"O": "/Table"}
    if node.kind == "TH":
        found["Scope"] = f"/{SCOPES.get(box.element.get('scope', ''), _scope(node))}"
    for key, span in (("ColSpan", getattr(box, "colspan", 1)), ("RowSpan", getattr(box, "rowspan", 1))):
        if span != 1:
            found[key] = span
    return {"A": pydyf.Dictionary(found)} if len(found) > 1 else {}


def _scope(cell: Node) -> str:
    """Return the scope of a header cell that tells none: in the head of a table its column, else its row."""
    return "Column" if cell.within("THead") else "Row"


def _list(box: Any, node: Node) -> dict[str, Any]:
    numbering = NUMBERING.get(box.style["list_style_type"])
    return {"A": pydyf.Dictionary({"O": "/List", "ListNumbering": f"/{numbering}"})} if numbering else {}


ATTRIBUTES = {"TH": _cell, "TD": _cell, "L": _list}


def _mark_artifacts(stream: list[Any], artifacts: dict[int, dict[str, str]]) -> None:
    """Turn numbered content of a page into artifacts; in the stream a tag, its properties and `BDC` are three items."""
    for at, item in enumerate(stream):
        if isinstance(item, pydyf.Dictionary) and (properties := artifacts.get(item.get("MCID"))):
            stream[at - 1] = "/Artifact"
            stream[at] = pydyf.Dictionary(properties)
