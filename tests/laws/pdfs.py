"""What a reader gets out of a PDF, by several extractors."""

from __future__ import annotations

import io
import re
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2
from pdfminer.high_level import extract_text
from pypdf import PdfReader

from conftest import needs
from errors.newsroom import looked
from newsrooms import NOW
from presskit.building.library import CachedLibrary
from presskit.config import project_at
from presskit.outputs.print_pdf.copied import page_texts
from presskit.outputs.print_pdf.sheet import short_url
from presskit.outputs.tools import tools_for
from presskit.pipeline import Look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from presskit.planning.views import Document


def by_pdfium(data: bytes) -> str:
    """Return the text as Chromium's PDF engine copies it."""
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def by_pdfminer(data: bytes) -> str:
    """Return the text as pdfminer finds it."""
    return extract_text(io.BytesIO(data))


def by_pdftotext(data: bytes) -> str:
    """Return the text as Poppler finds it."""
    program = [needs("pdftotext"), "-raw", "-", "-"]
    return subprocess.run(program, input=data, capture_output=True, check=True).stdout.decode()


EXTRACTORS: dict[str, Callable[[bytes], str]] = {
    "pdfium": by_pdfium,
    "pdfminer": by_pdfminer,
    "pdftotext": by_pdftotext,
}


def _pages_by_pypdf(data: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


# The text of each page in the order in which it is drawn. pdfminer is not one of them: it takes tables apart by column.
PAGES: dict[str, Callable[[bytes], list[str]]] = {
    "pdfium": page_texts,
    "pypdf": _pages_by_pypdf,
    "pdftotext": lambda data: by_pdftotext(data).rstrip("\f").split("\f"),
}


def pdfs_of(folder: Path, now: float = NOW) -> Iterator[tuple[bytes, Document, str]]:
    """Yield each PDF that a build made, with the release as the PDF's output saw it, and its address."""
    found = looked(folder)
    assert isinstance(found, Look)
    library = CachedLibrary(project_at(str(folder)).cache, found.intake.fresh)
    routes = tools_for(project_at(str(folder)), found.newsroom, library, lambda path: None).routes
    with closing(library):
        for entry in found.newsroom.public(now).entries:
            path = folder / "public" / routes.pdf(entry)
            if path.exists():
                address = short_url(routes.absolute(routes.release(entry)))
                yield path.read_bytes(), library.document(entry.digest), address


def metadata(data: bytes) -> str:
    """Return the document information of a PDF as one text."""
    return repr(pypdfium2.PdfDocument(data).get_metadata_dict())


def page_labels_and_bookmarks(data: bytes) -> str:
    """Return the outline of a PDF as one text."""
    return " ".join(mark.get_title() for mark in pypdfium2.PdfDocument(data).get_toc())


def decompressed(data: bytes) -> bytes:
    """Return a PDF with every stream decompressed, object by object."""
    import zlib

    parts = [data]
    for match in re.finditer(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            parts.append(zlib.decompressobj().decompress(match[1]))
        except zlib.error:
            continue
    return b"\n".join(parts)


def words(text: str) -> list[str]:
    """Return the words of a text in order, with what hangs on them."""
    return text.split()
