"""What a reader gets out of a PDF, by several extractors."""

from __future__ import annotations

import io
import re
import subprocess
from typing import TYPE_CHECKING

import pypdfium2
from pdfminer.high_level import extract_text

from conftest import needs

if TYPE_CHECKING:
    from collections.abc import Callable


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
