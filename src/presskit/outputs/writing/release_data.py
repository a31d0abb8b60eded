"""A release as its public source and as data: what a PDF carries is what stands beside it."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.outputs.writing.normal_form import file_stem, normal_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document, MediaView

FORMAT, FORMAT_VERSION = "presskit-release", 1  # raise the version when an old `presskit extract` would go wrong
LIMIT_PICTURES = 2 * 1024 * 1024  # bytes of all pictures that a PDF carries


class Told(NamedTuple):
    """A release, the name of its source without ending, that source, and the paths of pictures that its PDF carries."""

    document: Document
    stem: str
    source: bytes
    attached: frozenset[str]


def told_of(document: Document, tools: Tools, *, embargo_holds: bool = False) -> Told:
    """Return a release with its source; while an embargo holds, its note is told too."""
    settings = tools.routes.settings
    source = normal_form(document, settings.time_zone, embargo_holds=embargo_holds).encode()
    attached = frozenset(asset.path for asset in small_enough(document.media))
    return Told(document, file_stem(document, settings.language), source, attached)


def small_enough(media: Iterable[MediaView]) -> Iterator[MediaView]:
    """Yield the pictures that are attached: in their order, each that there is still room for."""
    room, seen = LIMIT_PICTURES, set[str]()
    for asset in media:
        if asset.digest and asset.path not in seen and asset.size_bytes <= room:
            seen.add(asset.path)
            room -= asset.size_bytes
            yield asset


def moment_in_utc(iso: str) -> datetime:
    """Return a moment in UTC; of nothing the first there is."""
    return datetime.fromisoformat(iso).astimezone(UTC) if iso else datetime.min.replace(tzinfo=UTC)


def public_from(document: Document) -> str:
    """Return the moment from which a release was public, as it was written: the later of date and embargo."""
    until = document.embargo_until
    return max(document.published, until, key=moment_in_utc) if until else document.published


def changed_last(document: Document) -> datetime:
    """Return when the release was last changed by its own word, in UTC: its date, or that of its last correction."""
    moments = (document.published, *(correction.on for correction in document.corrections))
    return max(map(moment_in_utc, moments))


def as_json(data: dict[str, Any]) -> bytes:
    """Return data as it is written into files."""
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def data_of(told: Told, tools: Tools, *, embargo_holds: bool = False, has_pdf: bool = True) -> dict[str, Any]:
    """Return a release as plain data; docs/format.md describes it."""
    document, routes = told.document, tools.routes
    embargo = {"until": document.embargo_until, "note": document.embargo_note} if embargo_holds else None
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "id": document.id,
        "language": document.language,
        "url": routes.absolute(routes.release(document)),
        **({"pdf": routes.absolute(routes.pdf(document))} if has_pdf else {}),
        "newsroom": {"name": routes.site.name, "url": routes.site.base_url},
        "headline": document.headline,
        "kicker": document.kicker,
        "subheadline": document.subheadline,
        "date": document.date,
        "published": document.published,
        "public_from": public_from(document),
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
        "files": list(_files(told, tools)),
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


def _files(told: Told, tools: Tools) -> Iterator[dict[str, Any]]:
    """Yield where source and pictures belong; `name` is that of the attached file, or null with the address instead."""
    document, stem, source = told.document, told.stem, told.source
    folder = f"releases/{document.date[:4]}"
    ending = stem[len(document.slug) :] + ".md"
    path = f"{folder}/{document.slug}/index{ending}" if document.media else f"{folder}/{document.slug}{ending}"
    yield {"name": f"{stem}.md", "path": path, "size_bytes": len(source), "sha256": sha256(source).hexdigest()}
    for asset in {asset.path: asset for asset in document.media if asset.digest}.values():
        name = os.path.basename(asset.path) if asset.path in told.attached else None
        place = {"name": name, "path": f"{folder}/{document.slug}/{asset.file}"}
        url = {} if name else {"url": tools.routes.absolute(asset.path)}
        yield {**place, "size_bytes": asset.size_bytes, "sha256": asset.sha256, **url}
