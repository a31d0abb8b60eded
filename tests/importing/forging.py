"""PDFs that carry whatever a test wants."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import pydyf

from presskit.outputs.print_pdf.carried import Carried, attach

SOURCE = b"---\nid: a\n---\nEin Satz.\n"
MOMENT = datetime(2024, 5, 2, tzinfo=UTC)


def pdf_with(files: dict[str, bytes]) -> bytes:
    """Return a PDF of one empty page with attached files."""
    pdf = pydyf.PDF()
    pdf.add_page(
        pydyf.Dictionary({"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 9, 9])})
    )
    attach(pdf, [Carried(name, data, "text/plain", "Data", "", MOMENT) for name, data in files.items()])
    written = io.BytesIO()
    pdf.write(written)
    return written.getvalue()


def entry(path: str, name: str | None = "a.md", data: bytes = SOURCE, **more: Any) -> dict[str, Any]:
    """Return what the data of a release say of one file."""
    return {"name": name, "path": path, "size_bytes": len(data), "sha256": sha256(data).hexdigest(), **more}


def data_with(files: list[dict[str, Any]], **more: Any) -> bytes:
    """Return data of a release that speak of some files."""
    known = {
        "format": "presskit-release",
        "version": 1,
        "id": "a",
        "language": "de",
        "url": "https://newsroom.example/",
    }
    return json.dumps({**known, "files": files, **more}).encode()


def release_pdf(path: str = "releases/2024/a.md", **more: Any) -> bytes:
    """Return a PDF that carries one release whose source belongs at a path."""
    return pdf_with({"a.md": SOURCE, "a.json": data_with([entry(path)], **more)})
