"""What happens to a PDF between WeasyPrint and the file: tags, then what is carried, then metadata and compression."""

from __future__ import annotations

from typing import Any

from presskit.outputs.print_pdf.archive import archive, identified
from presskit.outputs.print_pdf.tagging import tag

__all__ = ["finish", "identified"]


def finish(document: Any, pdf: Any) -> None:
    """Make a PDF accessible and fit for the archive; WeasyPrint calls it with all objects made and none written."""
    tag(document, pdf)
    archive(document, pdf)
