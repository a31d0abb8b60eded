"""What happens to a PDF between WeasyPrint and the file: tags, then what is carried, then metadata and compression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from presskit.outputs.print_pdf.archive import archive, identified
from presskit.outputs.print_pdf.carried import attach
from presskit.outputs.print_pdf.tagging import tag

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presskit.outputs.print_pdf.carried import Carried

__all__ = ["finish", "identified"]


def finish(files: Sequence[Carried], document: Any, pdf: Any) -> None:
    """Make a PDF accessible and fit for the archive; WeasyPrint calls it with all objects made and none written."""
    tag(document, pdf)
    attach(pdf, files)
    archive(document, pdf)
