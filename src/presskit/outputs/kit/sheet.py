"""The sheet in a press kit, as plain text: what pictures show and whose they are, who said what, whom to call."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import file_size, long_date, words
from presskit.outputs.text import contact_line
from presskit.outputs.tools import marks_of, moment_text
from presskit.outputs.writing.markup import marked
from presskit.outputs.writing.plain import attribution

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document, MediaView


class Picture(NamedTuple):
    """A picture and its names in the kit, as it was given and in web size, empty for what is not in there."""

    asset: MediaView
    name: str
    web: str


def sheet_of(document: Document, pictures: list[Picture], tools: Tools, route: str) -> str:
    """Return the whole text; blocks are parted by an empty line."""
    known = words(document.language)
    blocks = [
        *_head(document, tools, route),
        *(_titled(known["media"]) if pictures else ()),
        *("\n".join(_picture(picture, document.language, tools, known)) for picture in pictures),
        *(_titled(known["quotes"]) if document.quotes else ()),
        *_quotes(document),
        *(_titled(known["contact"]) if document.contacts else ()),
        "\n".join(map(contact_line, document.contacts)),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def _titled(title: str) -> tuple[str]:
    return (f"{title}\n{'-' * len(title)}",)


def _head(document: Document, tools: Tools, route: str) -> Iterator[str]:
    known, name, day = words(document.language), tools.routes.site.name, long_date(document.date, document.language)
    yield f"{document.headline}\n{'=' * min(len(document.headline), 72)}"
    yield f"{known['press_release']}, {name}, {day}\n{tools.routes.absolute(route)}"
    for notice in document.corrections:
        yield f"{known[notice.severity]}, {moment_text(notice.on, tools, document.language)}: {notice.note}"


def _picture(picture: Picture, language: str, tools: Tools, known: Mapping[str, str]) -> Iterator[str]:
    asset = picture.asset
    size = f", {asset.width_px} × {asset.height_px} px" if asset.width_px else ""
    where = picture.name or tools.routes.absolute(asset.path)
    yield f"{where} ({file_size(asset.size_bytes, language)}{size})"
    told = (
        (known["web_size"], picture.web),
        (known["caption"], asset.caption),
        (known["alt_text"], asset.alt),
        (known["credit"], known["photo_credit"].format(credit=asset.credit) if asset.credit else ""),
        (known["terms"], asset.rights),
    )
    yield from (f"{label}: {text}" for label, text in told if text)


def _quotes(document: Document) -> Iterator[str]:
    marks = marks_of(document.language)
    for quote in document.quotes:
        named = attribution(quote)
        yield "\n\n".join(marked(quote.text, marks)) + (f"\n– {named}" if named else "")
