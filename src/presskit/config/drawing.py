"""SVG files as pictures: what would make one more than a drawing is found and named, before anybody opens it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

if TYPE_CHECKING:
    from collections.abc import Iterator

SVG, XHTML = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml"
XML_BASE = "http://www.w3.org/XML/1998/namespace base"
ACTIVE = {"script", "handler", "listener"}
FOREIGN = {"foreignObject", "iframe", "object", "embed", "audio", "video", "canvas"}
MOVING = {"set", "animate", "animateTransform", "animateMotion"}
# Inside the drawing, or a photo that is written out in it; another SVG written out in it could hold anything again.
INSIDE = re.compile(r"\s*(?:#|$|data:image/(?:png|jpe?g|gif|webp)[;,])", re.IGNORECASE)
LINK = re.compile(r"\s*(?:https?|mailto|tel):", re.IGNORECASE)
CSS_ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.DOTALL)
CSS_ADDRESS = re.compile(r"url\(\s*[\"']?\s*([^\"')]*)", re.IGNORECASE)
CSS_LOADS = re.compile(r"(@import\b|(?:-webkit-)?image-set\(|\bimage\(|\bsrc\()", re.IGNORECASE)
LONGEST_SHOWN = 60
DEEPEST = 24  # PDF/A allows 28 states within one another (ISO 19005-3, 6.1.13), and the sheet takes some
PLAIN_DRAWING = "export it as a plain drawing, with nothing in it that acts or is loaded from elsewhere"


class NoDrawingError(ValueError):
    """A file that is no SVG at all."""


class _Found(Exception):
    """Ends the reading at what was found."""


def danger_in(data: bytes) -> str:
    """Return what an SVG holds beside a drawing, in words that follow `holds`; nothing where it is only a drawing.

    NoDrawingError where the bytes are no SVG.
    """
    look = _Look()
    try:
        look.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise NoDrawingError(str(error)) from error
    except _Found as found:
        return str(found)
    return ""


class _Look:
    """One reading of a file from its beginning, without loading anything that it names."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.is_begun = False
        self.depth = 0
        self.style: list[str] | None = None

    def _doctype(self, name: str, system: str | None, public: str | None, has_subset: int) -> None:
        if has_subset:
            raise _Found("declarations of its own (`<!DOCTYPE ... [`), such as entities")

    def _instruction(self, target: str, data: str) -> None:
        if target.lower() == "xml-stylesheet":
            raise _Found("a stylesheet from elsewhere (`<?xml-stylesheet`)")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not self.is_begun and (local != "svg" or space not in ("", SVG)):
            raise NoDrawingError(f"root element {local}")
        self.is_begun = True
        self.depth += 1
        if self.depth > DEEPEST:
            raise _Found(f"groups nested more than {DEEPEST} levels deep")
        if local in ACTIVE:
            raise _Found(f"a script (`<{local}>`)")
        if local in FOREIGN or space == XHTML:
            raise _Found(f"a part of a web page (`<{local}>`)")
        for found in _dangers(local, attributes):
            raise _Found(found)
        if local == "style":
            self.style = []

    def _text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def _end(self, name: str) -> None:
        self.depth -= 1
        if self.style is not None:
            for found in _css_dangers("".join(self.style)):
                raise _Found(found)
            self.style = None


def _dangers(element: str, attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        local = name.rpartition(" ")[2]
        if re.fullmatch("on[a-z]+", local, re.IGNORECASE):
            yield f"a script (`{_short(local)}`)"
        elif name == XML_BASE:
            yield f'an address outside (`xml:base="{_short(value)}"`)'
        elif local in ("href", "src"):
            if not INSIDE.match(value) and not (element == "a" and LINK.match(value)):
                yield f"an address outside (`{_short(value)}`)"
        elif local == "attributeName" and element in MOVING and value.rpartition(":")[2] == "href":
            yield f"an address that changes (`<{element}>`)"
        else:
            yield from _css_dangers(value)


def _css_dangers(text: str) -> Iterator[str]:
    """Yield what a style or a value in it would load."""
    if "(" not in text and "@" not in text:
        return
    plain = CSS_ESCAPE.sub(_unescaped, text)
    for match in CSS_LOADS.finditer(plain):
        yield f"a style that loads something (`{_short(match[1])}`)"
    for match in CSS_ADDRESS.finditer(plain):
        if not INSIDE.match(match[1]):
            yield f"an address outside (`{_short(match[1])}`)"


def _unescaped(match: re.Match[str]) -> str:
    if match[2] is not None:
        return match[2]
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF else "\ufffd"


def _short(text: str) -> str:
    text = text.strip()
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
