"""The press kit: one zip with everything that a release brings, and a sheet that says what its pictures show.

It is put together of finished artifacts, so it comes after them, and before the page that links to it. What it takes
of memory is its own size: pictures beyond LIMIT_PICTURES are named on the sheet with their address instead.
"""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import words
from presskit.outputs.kit.sheet import Picture, sheet_of
from presskit.outputs.release_data import changed_last
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from presskit.model.newsroom import Entry, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import Document

VERSION = 1
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()
FILES = ("print_pdf", "text", "markdown", "data")  # outputs with one file for each edition
LIMIT_PICTURES = 100_000_000  # bytes of all pictures in one kit
DEFLATED = (".txt", ".md", ".json", ".svg", ".csv")
FIRST_YEAR = 1980  # a zip knows no earlier one, and tells time in steps of two seconds


class KitView(NamedTuple):
    """What a kit holds: the paths of files and pictures."""

    document: str
    route: str
    files: tuple[str, ...]
    pictures: tuple[str, ...]
    mark: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a kit for each edition."""
    paths_of = {"print_pdf": routes.pdf, "text": routes.text, "markdown": routes.markdown, "data": routes.data}
    wanted = [paths_of[name] for name in FILES if newsroom.settings.wants(name)]
    for entry in newsroom.entries:
        files = tuple(path_of(entry) for path_of in wanted)
        pictures = _pictures(entry)
        view = KitView(entry.digest, routes.release(entry), files, pictures, newsroom.mark(entry))
        yield Artifact(routes.kit(entry), "kit", view, entry.source, made_of=(*files, *pictures))


def _pictures(entry: Entry) -> tuple[str, ...]:
    """Return the paths of the pictures that are published."""
    return tuple(dict.fromkeys(medium[1] for medium in entry.media))


def render(view: KitView, tools: Tools) -> bytes:
    """Return the zip; the same parts give the same bytes."""
    document = tools.library.document(view.document)
    known = words(document.language)
    pictures = [*_packed(document, view, known["kit_pictures"])]
    told = sheet_of(document, pictures, tools, view.route)
    entries = [(os.path.basename(path), tools.bytes_of(path)) for path in view.files]
    entries += [(picture.name, tools.bytes_of(picture.asset.path)) for picture in pictures if picture.name]
    folder = os.path.splitext(os.path.basename(tools.routes.kit(document)))[0]
    moment = changed_last(document).astimezone(tools.routes.settings.time_zone)
    return _zipped(folder, [(f"{known['kit_sheet']}.txt", told.encode()), *entries], moment)


def _packed(document: Document, view: KitView, folder: str) -> Iterator[Picture]:
    """Yield the release's pictures with their names in the kit, empty for those that there is no room for."""
    room, left = LIMIT_PICTURES, set(view.pictures)
    for asset in document.media:
        if asset.path not in left:
            continue
        left.remove(asset.path)
        fits = asset.size_bytes <= room
        room -= asset.size_bytes if fits else 0
        yield Picture(asset, f"{folder}/{os.path.basename(asset.path)}" if fits else "")


def _zipped(folder: str, entries: list[tuple[str, bytes]], moment: datetime) -> bytes:
    """Return a zip of files in one folder, sorted and all of one moment; what is compressed already is stored."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as kit:
        for name, data in sorted(entries):
            info = zipfile.ZipInfo(f"{folder}/{name}", max(moment.timetuple()[:6], (FIRST_YEAR, 1, 1, 0, 0, 0)))
            info.create_system, info.external_attr = 3, 0o644 << 16
            is_text = name.endswith(DEFLATED)
            info.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
            kit.writestr(info, data, compresslevel=9 if is_text else None)
    return out.getvalue()
