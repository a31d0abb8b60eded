"""What a screen reader is told by a PDF: its structure tree with the text that its elements hold."""

from __future__ import annotations

import ctypes
import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Element:
    """An element of the tree; `kids` are elements and texts."""

    kind: str
    alt: str = ""
    lang: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Element | str] = field(default_factory=list)

    def all(self, *kinds: str) -> list[Element]:
        """Return the elements of these kinds in this one, in reading order."""
        return [element for element in self.elements() if element.kind in kinds]

    def elements(self) -> Iterator[Element]:
        """Yield this element and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements()

    @property
    def text(self) -> str:
        """What is read aloud, with single spaces."""
        return " ".join(" ".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for kid in self.kids:
            if isinstance(kid, str):
                yield kid
            else:
                yield from kid._texts()

    @property
    def outline(self) -> str:
        """The kinds of the tree in short, as in `L(LI(Lbl LBody(P)))`."""
        kids = " ".join(kid.outline for kid in self.kids if isinstance(kid, Element))
        return f"{self.kind}({kids})" if kids else self.kind


@dataclass
class Link:
    """A link annotation: its words, its address, and whether the tree has it within a Link."""

    contents: str
    address: str
    is_in_tree: bool


@dataclass
class Told:
    """All that a PDF tells: the tree, texts that are not in it and the kinds of artifacts they stand in, the links."""

    root: Element
    left_out: list[str]
    artifacts: set[str]
    links: list[Link]


def told(data: bytes) -> Told:
    """Read what a PDF tells a screen reader."""
    texts, left_out = _texts(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        owned: set[Any] = set()
        root = _element(pdf.Root.StructTreeRoot.K[0], texts, pages, 0, owned)
        links = [_link(found, owned) for page in pdf.pages for found in page.get("/Annots", [])]
        artifacts = {kind for page in pdf.pages for kind in _artifacts(page)}
    return Told(root, left_out + [text for text in texts.values() if text.strip()], artifacts, links)


def _element(
    found: Any, texts: dict[tuple[int, int], str], pages: dict[Any, int], page: int, owned: set[Any]
) -> Element:
    page = pages[found.Pg.objgen] if "/Pg" in found else page
    element = Element(str(found.S)[1:], str(found.get("/Alt", "")), str(found.get("/Lang", "")))
    if "/A" in found:
        element.attributes = {key[1:]: str(value).removeprefix("/") for key, value in found.A.items()}
    for kid in found.K:
        if isinstance(kid, int):
            element.kids.append(texts.pop((page, kid), ""))
        elif kid.get("/Type") == "/MCR":
            element.kids.append(texts.pop((pages[kid.Pg.objgen], int(kid.MCID)), ""))
        elif kid.get("/Type") == "/OBJR":
            assert element.kind == "Link"
            owned.add(kid.Obj.objgen)
        else:
            assert kid.P.objgen == found.objgen
            element.kids.append(_element(kid, texts, pages, page, owned))
    return element


def _link(annotation: Any, owned: set[Any]) -> Link:
    address = str(annotation.A.URI) if "/A" in annotation else f"#{annotation.Dest}"
    return Link(str(annotation.get("/Contents", "")), address, annotation.objgen in owned)


def _texts(data: bytes) -> tuple[dict[tuple[int, int], str], list[str]]:
    """Return text by page and number of its marked content, and the texts that have no number."""
    texts: dict[tuple[int, int], str] = {}
    left_out = []
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        reader = page.get_textpage()
        for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
            text, mark = _text(thing.raw, reader.raw), pdfium.FPDFPageObj_GetMarkedContentID(thing.raw)
            if mark >= 0:
                texts[number, mark] = texts.get((number, mark), "") + text
            else:
                left_out.append(text)
    return texts, left_out


def _text(thing: Any, reader: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(thing, reader, None, 0)
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFTextObj_GetText(thing, reader, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: size - 2].decode("utf-16-le")


def _artifacts(page: Any) -> Iterator[str]:
    """Yield type and subtype of every artifact of a page that has text in it; `unmarked` for text in no mark at all."""
    open_marks: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BMC", "BDC"):
            properties = operands[1] if len(operands) > 1 else {}
            kinds = [str(properties.get(key, "")) for key in ("/Type", "/Subtype")]
            open_marks.append(" ".join([str(operands[0]), *kinds]).strip())
        elif name == "EMC":
            open_marks.pop()
        elif name in ("Tj", "TJ") and not (open_marks and not open_marks[-1].startswith("/Artifact")):
            yield open_marks[-1] if open_marks else "unmarked"
