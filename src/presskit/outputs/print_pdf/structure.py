"""Structure elements: what they are while a tree grows (Node), and how they stand in a PDF (Writer)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pydyf

from presskit.outputs.print_pdf.kinds import KEPT_EMPTY, room_for

if TYPE_CHECKING:
    from collections.abc import Iterator


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
