"""What a print PDF carries: the release's public source, its data, and its pictures while they are small.

They are associated files (ISO 32000-2, 14.13; ISO 19005-3, 6.8): any PDF program shows them, `presskit extract` gives
them back. The data say where each file belongs, and which pictures are not in the PDF.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5, sha256
from typing import TYPE_CHECKING, Any

from presskit.outputs.normal_form import file_stem, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presskit.outputs.print_pdf.sheet import PdfView
    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document, MediaView

FORMAT, FORMAT_VERSION = "presskit-release", 1  # raise the version when an old `presskit extract` would go wrong
LIMIT_PICTURES = 2 * 1024 * 1024  # bytes of all pictures that are attached
TYPES = {
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".svg": "image/svg+xml",
    ".avif": "image/avif",
}


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
    document = tools.library.document(view.document)
    settings = tools.routes.settings
    stem = file_stem(document, settings.language)
    holds = view.mark == "embargoed"
    source = normal_form(document, settings.time_zone, embargo_holds=holds).encode()
    attached = {asset.path for asset in small_enough(document.media)}
    data = data_of(document, tools, stem, source, attached, embargo_holds=holds)
    changed = _changed(document)
    return (
        Carried(f"{stem}.md", source, "text/markdown", "Source", "Source of this release", changed),
        Carried(f"{stem}.json", _json(data), "application/json", "Data", "Data of this release", changed),
        *_pictures(document, dict(view.media), tools.root, attached, changed),
    )


def small_enough(media: Iterable[MediaView]) -> Iterator[MediaView]:
    """Yield the pictures that are attached: in their order, each that there is still room for."""
    room, seen = LIMIT_PICTURES, set[str]()
    for asset in media:
        if asset.digest and asset.path not in seen and asset.size_bytes <= room:
            seen.add(asset.path)
            room -= asset.size_bytes
            yield asset


def _pictures(
    document: Document, files: dict[str, str], root: str, attached: set[str], changed: datetime
) -> Iterator[Carried]:
    once = {asset.path: asset for asset in reversed(document.media) if asset.path in attached}
    for path, asset in reversed(once.items()):
        with open(os.path.join(root, files[asset.file]), "rb") as file:
            data = file.read()
        kind = TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream")
        yield Carried(os.path.basename(path), data, kind, "Supplement", asset.caption or asset.alt, changed)


def _changed(document: Document) -> datetime:
    """Return when the release was last changed by its own word: its date, or that of its last correction."""
    moments = (document.published, *(correction.on for correction in document.corrections))
    return max(map(_moment, moments))


def _moment(iso: str) -> datetime:
    """Return a moment in UTC; of nothing the first there is."""
    return datetime.fromisoformat(iso).astimezone(UTC) if iso else datetime.min.replace(tzinfo=UTC)


def _json(data: dict[str, Any]) -> bytes:
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


# --- the data


def data_of(
    document: Document, tools: Tools, stem: str, source: bytes, attached: set[str], *, embargo_holds: bool
) -> dict[str, Any]:
    """Return a release as plain data; docs/format.md describes it."""
    routes = tools.routes
    embargo = {"until": document.embargo_until, "note": document.embargo_note} if embargo_holds else None
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "id": document.id,
        "language": document.language,
        "url": routes.absolute(routes.release(document)),
        "pdf": routes.absolute(routes.pdf(document)),
        "newsroom": {"name": routes.site.name, "url": routes.site.base_url},
        "headline": document.headline,
        "kicker": document.kicker,
        "subheadline": document.subheadline,
        "date": document.date,
        "published": document.published,
        "public_from": max(document.published, document.embargo_until, key=_moment),
        "place": document.place,
        "status": document.status,
        **({"embargo": embargo} if embargo else {}),
        "summary": document.summary,
        "lead": document.lead,
        "topics": document.topics,
        "quotes": [_quote(quote) for quote in document.quotes],
        "contacts": [_plain(contact) for contact in document.contacts],
        "boilerplates": [_plain(boilerplate) for boilerplate in document.boilerplates],
        "media": [_picture(asset, tools) for asset in document.media],
        "corrections": [_plain(correction) for correction in document.corrections],
        "files": list(_files(document, tools, stem, source, attached)),
    }


def _plain(view: Any) -> dict[str, Any]:
    return {name: getattr(view, name) for name in view.__slots__}


def _quote(quote: Any) -> dict[str, Any]:
    by = {"name": quote.name, "role": quote.role, "organisation": quote.organisation}
    head = {"id": quote.id, "language": quote.language, "text": quote.text}
    original = {"original": {"language": quote.original_language, "text": quote.original}}
    return {**head, "speaker": quote.speaker, "attribution": by, **(original if quote.original_language else {})}


def _picture(asset: MediaView, tools: Tools) -> dict[str, Any]:
    told = ("file", "alt", "caption", "credit", "rights", "width_px", "height_px", "size_bytes", "sha256")
    url = {"url": tools.routes.absolute(asset.path)} if asset.digest else {}
    return {name: getattr(asset, name) for name in told} | url


def _files(document: Document, tools: Tools, stem: str, source: bytes, attached: set[str]) -> Iterator[dict[str, Any]]:
    """Yield where source and pictures belong; `name` is that of the attached file, or null with the address instead."""
    folder = f"releases/{document.date[:4]}"
    ending = stem[len(document.slug) :] + ".md"
    path = f"{folder}/{document.slug}/index{ending}" if document.media else f"{folder}/{document.slug}{ending}"
    yield {"name": f"{stem}.md", "path": path, "size_bytes": len(source), "sha256": sha256(source).hexdigest()}
    for asset in {asset.path: asset for asset in document.media if asset.digest}.values():
        name = os.path.basename(asset.path) if asset.path in attached else None
        place = {"name": name, "path": f"{folder}/{document.slug}/{asset.file}"}
        url = {} if name else {"url": tools.routes.absolute(asset.path)}
        yield {**place, "size_bytes": asset.size_bytes, "sha256": asset.sha256, **url}


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
