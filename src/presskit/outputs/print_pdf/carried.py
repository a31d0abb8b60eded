"""What a print PDF carries: the release's public source, its data, and its pictures while they are small.

They are associated files (ISO 32000-2, 14.13; ISO 19005-3, 6.8): any PDF program shows them, `presskit extract` gives
them back. The data say where each file belongs, and which pictures are not in the PDF.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import md5
from typing import TYPE_CHECKING, Any

from presskit.outputs.writing.release_data import as_json, changed_last, data_of, told_of
from presskit.planning.renditions import media_type

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from presskit.outputs.print_pdf.sheet import PdfView
    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document


@dataclass(frozen=True, slots=True)
class Carried:
    """One attached file; `relation` is its AFRelationship, `changed` its date, in UTC."""

    name: str
    data: bytes
    kind: str
    relation: str
    about: str
    changed: datetime

    @property
    def is_text(self) -> bool:
        """Whether compressing it makes it smaller."""
        return not self.kind.startswith("image/") or self.kind == "image/svg+xml"


def carried_files(view: PdfView, tools: Tools) -> tuple[Carried, ...]:
    """Return the files that the PDF of a view carries: source, data, pictures."""
    document, holds = tools.library.document(view.document), view.mark == "embargoed"
    told = told_of(document, tools, embargo_holds=holds)
    data = as_json(data_of(told, tools, embargo_holds=holds))
    changed = changed_last(document)
    return (
        Carried(f"{told.stem}.md", told.source, "text/markdown", "Source", "Source of this release", changed),
        Carried(f"{told.stem}.json", data, "application/json", "Data", "Data of this release", changed),
        *_pictures(document, dict(view.media), tools.root, told.attached, changed),
    )


def _pictures(
    document: Document, files: dict[str, str], root: str, attached: Collection[str], changed: datetime
) -> Iterator[Carried]:
    once = {asset.path: asset for asset in reversed(document.media) if asset.path in attached}
    for path, asset in reversed(once.items()):
        with open(os.path.join(root, files[asset.file]), "rb") as file:
            data = file.read()
        yield Carried(os.path.basename(path), data, media_type(path), "Supplement", asset.caption or asset.alt, changed)


# --- into the PDF


def attach(pdf: Any, files: Sequence[Carried]) -> None:
    """Add files to a PDF that WeasyPrint has laid out and not written yet: its finisher.

    Its own attachments are not used: they are dated now unless told, named in no order, listed twice in /AF, and
    two of equal content get one relationship.
    """
    import pydyf

    specifications = {name_key(file.name): _specification(pdf, file) for file in files}
    names = pydyf.Array()
    for key in sorted(specifications):  # a name tree is sorted by bytes
        names.extend([pydyf.String(key), specifications[key].reference])
    tree = pydyf.Dictionary({"Names": names})
    pdf.add_object(tree)
    pdf.catalog.setdefault("Names", pydyf.Dictionary())["EmbeddedFiles"] = tree.reference
    pdf.catalog["AF"] = pydyf.Array([specification.reference for specification in specifications.values()])


def name_key(name: str) -> str:
    """Return a name in ASCII, for the tree of names; what is shown is the name itself."""
    return name.encode("ascii", "backslashreplace").decode()


def _specification(pdf: Any, file: Carried) -> Any:
    import pydyf

    stream = pydyf.Stream([file.data], _stream_keys(file), compress=file.is_text)
    pdf.add_object(stream)
    specification = pydyf.Dictionary(
        {
            "Type": "/Filespec",
            "F": pydyf.String(name_key(file.name)),
            "UF": pydyf.String(file.name),
            "Desc": pydyf.String(file.about or file.name),
            "AFRelationship": f"/{file.relation}",
            "EF": pydyf.Dictionary({"F": stream.reference, "UF": stream.reference}),
        }
    )
    pdf.add_object(specification)
    return specification


def _stream_keys(file: Carried) -> Any:
    import pydyf

    checksum = md5(file.data, usedforsecurity=False).hexdigest()
    moment = pydyf.String(f"D:{file.changed:%Y%m%d%H%M%S}Z")
    parameters = {"Size": len(file.data), "CheckSum": f"<{checksum}>", "ModDate": moment}
    kind = file.kind.replace("/", "#2f").replace("+", "#2b")
    return pydyf.Dictionary({"Type": "/EmbeddedFile", "Subtype": f"/{kind}", "Params": pydyf.Dictionary(parameters)})
