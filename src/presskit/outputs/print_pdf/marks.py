"""Which marked content of a PDF shows which box: read from the tags that WeasyPrint gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.absolute import AbsolutePlaceholder

if TYPE_CHECKING:
    from collections.abc import Iterator

NO_BULLET = "none"


def bare(box: Any) -> Any:
    """Return the box itself where a placeholder stands for an absolutely positioned one."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def marked_content(document: Any, pdf: Any) -> dict[Any, int]:
    """Return the number of the marked content that shows a box, for every box of text and every picture.

    WeasyPrint (weasyprint/pdf/tags.py) forgets them once its own structure tree is made, but makes an element for each
    box in the order of the boxes: the two are walked side by side, and a box without its element is an error of ours.
    """
    root = int(pdf.catalog["StructTreeRoot"].split()[0])
    elements = (thing for thing in pdf.objects[root + 2 :] if isinstance(thing, dict) and _is_element(thing))
    found: dict[Any, int] = {}
    for page in document.pages:
        _walk(page._page_box, elements, found)
    if next(elements, None) is not None:
        raise RuntimeError("WeasyPrint tags boxes in another order than this version of presskit knows")
    return found


def _is_element(thing: dict[str, Any]) -> bool:
    return thing.get("Type") == "/StructElem"


def _walk(box: Any, elements: Iterator[dict[str, Any]], found: dict[Any, int]) -> None:
    box = bare(box)
    if box.element_tag in ("html", "body") or isinstance(box, boxes.PageBox):
        if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.LineBox):
            _walk_all(box, elements, found)
            return
    elif isinstance(box, boxes.MarginBox):
        _walk_all(box, elements, found)
        return
    element = next(elements)
    if element["S"] == "/LI" and _is_wrapped(box):
        element = next(elements)
    if box.widget_annotation:
        next(elements)
    _take(box, element, elements, found)


def _walk_all(box: Any, elements: Iterator[dict[str, Any]], found: dict[Any, int]) -> None:
    for child in box.children:
        _walk(child, elements, found)


def _is_wrapped(box: Any) -> bool:
    """Tell whether WeasyPrint put the element of a list item without bullet into another."""
    if box.element_tag in ("dt", "dd"):
        return True
    style = box.style
    return box.element_tag == "li" and ("list-item" not in style["display"] or style["list_style_type"] == NO_BULLET)


def _take(box: Any, element: dict[str, Any], elements: Iterator[dict[str, Any]], found: dict[Any, int]) -> None:
    own = (kid for kid in element["K"] if isinstance(kid, int))
    is_link = element["S"] == "/Link"
    for child in _tagged_children(box, element):
        if isinstance(child, boxes.TextBox):
            found[child] = next(own) if is_link else next(elements)["K"][0]
        else:
            _walk(child, elements, found)
    if isinstance(box, boxes.ReplacedBox):
        found[box] = next(own)


def _tagged_children(box: Any, element: dict[str, Any]) -> Iterator[Any]:
    """Yield the children that have elements; lines have none, nor has the table inside its wrapper."""
    table = box.get_wrapped_table() if element["S"] == "/Table" and box.is_table_wrapper else None
    for child in box.children:
        if isinstance(child, boxes.LineBox) or (table is not None and child is table):
            yield from child.children
        else:
            yield child
