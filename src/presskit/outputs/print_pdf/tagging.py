"""The structure tree of a PDF, made anew from its boxes: what PDF/UA-1 wants and WeasyPrint's own tree does not give.

One HTML element is one structure element, over all its lines and pages; headings go down step by step; links own their
annotations; what is decoration, or stands on every page, is marked as an artifact and is in no tree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pydyf
from weasyprint.formatting_structure import boxes

from presskit.outputs.print_pdf.kinds import CONTENT, GROUPING, KEPT_EMPTY, KINDS, NUMBERING, SCOPES, room_for
from presskit.outputs.print_pdf.links import Links
from presskit.outputs.print_pdf.marks import bare, marked_content

if TYPE_CHECKING:
    from collections.abc import Iterator

POINTS = 0.75  # of a CSS pixel
MARKER = "::marker"
DECORATION = {"Type": "/Layout"}
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


@dataclass(slots=True, eq=False)
class Node:
    """A structure element to be; kids are nodes, (page, number of marked content) or (page, annotation)."""

    kind: str
    parent: Node | None
    element: Any = None
    part: str = ""  # tag of the element, with the pseudo-element behind it
    lang: str = ""
    kids: list[Any] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict)
    first_page: int = 0

    def add(self, kind: str, element: Any, part: str, page: int) -> Node:
        """Return a new node at the end of this one, or of the element that must stand between."""
        home = self.home(kind)
        node = Node(kind, home, element, part, home.lang, first_page=page)
        home.kids.append(node)
        return node

    def home(self, kind: str) -> Node:
        """Return this node, or the one in it where something of this kind may stand."""
        between = room_for(kind, self.kind)
        if not between:
            return self
        last = self.kids[-1] if self.kids else None
        if not isinstance(last, Node) or last.kind != between or last.element is not None or kind == "Lbl":
            last = Node(between, self, lang=self.lang)
            self.kids.append(last)
        return last.home(kind)

    def within(self, *kinds: str) -> Node | None:
        """Return the nearest node of these kinds that this one is or stands in."""
        node: Node | None = self
        while node is not None and node.kind not in kinds:
            node = node.parent
        return node

    def pieces(self) -> Iterator[tuple[int, Any]]:
        """Yield what this node itself holds: pages with marked content or annotations."""
        return (kid for kid in self.kids if isinstance(kid, tuple))

    def prune(self) -> bool:
        """Take out what holds nothing; tell whether anything is left."""
        self.kids = [kid for kid in self.kids if not isinstance(kid, Node) or kid.prune()]
        if self.kind == "Table" and not any(isinstance(kid, Node) and kid.kind == "TBody" for kid in self.kids):
            self._have_body()
        return bool(self.kids) or self.kind in KEPT_EMPTY

    def _have_body(self) -> None:
        """Let the head be the body of a table that has none: there must be one."""
        for kid in self.kids:
            if isinstance(kid, Node) and kid.kind in ("THead", "TFoot"):
                kid.kind = "TBody"


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
            node.home(CONTENT).kids.append((self.page, self.marks[box]))
        elif isinstance(box, boxes.MarginBox):
            self.hide(box, _pagination(box.at_keyword))
        elif self.is_hidden(box, node):
            self.hide(box, DECORATION, node)
        else:
            node = self.enter(box, node)
            if isinstance(box, boxes.ReplacedBox):
                self.show(box, node)
            for child in box.children:
                self.visit(child, node)

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

    def is_hidden(self, box: Any, node: Node) -> bool:
        """Tell whether a box is decoration, or the head of a table again on its next page."""
        element = box.element
        if element is None:
            return False
        if element.get("aria-hidden") == "true" or element.get("role") == "presentation":
            return True
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            known = self.known.get((node, element, box.element_tag))
            return known is not None and known.first_page < self.page
        return isinstance(box, boxes.ReplacedBox) and not _alternative(element, node)

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
        if isinstance(box, boxes.BlockBox) and node.kind in GROUPING and box.element_tag not in ("html", "body"):
            return "Div"
        lang = box.element.get("lang")
        return "Span" if lang and lang != node.lang and node.kind != "Document" else ""

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
        self.root.prune()
        Writer(self.pdf, self.pages).write(self.root)
        for page, artifacts in zip(self.pages, self.artifacts, strict=True):
            if artifacts:
                _mark_artifacts(self.pdf.objects[int(page["Contents"].split()[0])].stream, artifacts)


def _pagination(place: str) -> dict[str, str]:
    """Return the properties of an artifact in a margin box such as `@top-left`."""
    properties = {"Type": "/Pagination"}
    if place.startswith("@top"):
        properties |= {"Subtype": "/Header", "Attached": "[/Top]"}
    if place.startswith("@bottom"):
        properties |= {"Subtype": "/Footer", "Attached": "[/Bottom]"}
    return properties


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


class Writer:
    """Writes nodes as structure elements."""

    def __init__(self, pdf: Any, pages: list[Any]) -> None:
        self.pdf = pdf
        self.pages = pages
        self.contents: list[dict[int, bytes]] = [{} for _ in pages]
        self.annotations: list[bytes] = []
        self.ids: list[Any] = []
        self.levels: list[int] = []

    def write(self, root: Node) -> None:
        """Write the whole tree and the catalogue's way to it."""
        top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(top)
        top["K"] = pydyf.Array([self.element(root, top.reference)])
        numbers = pydyf.Array()
        for number, contents in enumerate(self.contents):
            last = max(contents, default=-1)
            numbers += [number, pydyf.Array(contents.get(at, b"null") for at in range(last + 1))]
        for number, owner in enumerate(self.annotations, len(self.pages)):
            numbers += [number, owner]
        top["ParentTree"] = pydyf.Dictionary({"Nums": numbers})
        top["ParentTreeNextKey"] = len(self.pages) + len(self.annotations)
        if self.ids:
            top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(part for pair in sorted(self.ids) for part in pair)})
        self.pdf.catalog["StructTreeRoot"] = top.reference

    def element(self, node: Node, parent: bytes) -> bytes:
        """Write a node and all in it; return its reference."""
        made = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{self.kind(node)}", "P": parent})
        self.pdf.add_object(made)
        reference: bytes = made.reference
        made.update(node.entries)
        if node.kind == "Note":  # which must have an identifier
            made["ID"] = pydyf.String(f"note-{len(self.ids) + 1}")
            self.ids.append((made["ID"].data, reference))
        if node.parent is not None and node.lang != node.parent.lang:
            made["Lang"] = pydyf.String(node.lang)
        page = next((page for page, _ in node.pieces()), None)
        if page is not None:
            made["Pg"] = self.pages[page].reference
        made["K"] = pydyf.Array(
            self.element(kid, reference) if isinstance(kid, Node) else self.piece(kid, page, reference)
            for kid in node.kids
        )
        return reference

    def piece(self, piece: tuple[int, Any], own_page: int | None, owner: bytes) -> Any:
        """Return marked content or an annotation as an element refers to it."""
        page, content = piece
        if not isinstance(content, int):
            content["StructParent"] = len(self.pages) + len(self.annotations)
            self.annotations.append(owner)
            return pydyf.Dictionary({"Type": "/OBJR", "Obj": content.reference, "Pg": self.pages[page].reference})
        self.contents[page][content] = owner
        if page == own_page:
            return content
        return pydyf.Dictionary({"Type": "/MCR", "MCID": content, "Pg": self.pages[page].reference})

    def kind(self, node: Node) -> str:
        """Return the kind of a node: a heading stands at most one level below the one before, the first is H1."""
        if not (node.kind[0] == "H" and node.kind[1:].isdigit()):
            return node.kind
        level = int(node.kind[1:])
        while self.levels and self.levels[-1] >= level:
            self.levels.pop()
        self.levels.append(level)
        return f"H{len(self.levels)}"
