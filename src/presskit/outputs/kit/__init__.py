"""The press kit: one zip with everything that a release brings, and a sheet that says what its pictures show.

It is put together of finished artifacts, so it comes after them, and before the page that links to it. It takes up
to three times its size of memory: pictures beyond LIMIT_PICTURES are named on the sheet with their address instead.
"""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import words
from presskit.outputs.kit.sheet import Picture, sheet_of
from presskit.outputs.writing.release_data import changed_last
from presskit.planning.plan import Artifact
from presskit.planning.renditions import web_picture

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
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
    """What a kit holds, by path: files, and each picture as given and in web size (empty where that is the same)."""

    document: str
    route: str
    files: tuple[str, ...]
    pictures: tuple[tuple[str, str], ...]
    mark: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a kit for each edition."""
    paths_of = {"print_pdf": routes.pdf, "text": routes.text, "markdown": routes.markdown, "data": routes.data}
    wanted = [paths_of[name] for name in FILES if newsroom.settings.wants(name)]
    for entry in newsroom.entries:
        files = tuple(path_of(entry) for path_of in wanted)
        pictures = _pictures(entry)
        view = KitView(entry.digest, routes.release(entry), files, pictures, newsroom.mark(entry))
        parts = (*files, *(path for both in pictures for path in both if path))
        yield Artifact(routes.kit(entry), "kit", view, entry.source, made_of=parts)


def _pictures(entry: Entry) -> tuple[tuple[str, str], ...]:
    """Return the paths of the pictures that are published, as they are and in web size."""
    web = {medium.path: web_picture(medium) for medium in entry.media}
    return tuple((path, found.path if found and found.path != path else "") for path, found in web.items())


def render(view: KitView, tools: Tools) -> bytes:
    """Return the zip; the same parts give the same bytes."""
    document = tools.library.document(view.document)
    known = words(document.language)
    pictures = list(_packed(document, view, known["kit_pictures"]))
    told = sheet_of(document, pictures, tools, view.route).encode()
    parts = {os.path.basename(path): path for path in view.files}
    for picture, (path, web) in zip(pictures, view.pictures, strict=True):
        parts |= {name: part for name, part in ((picture.name, path), (picture.web, web)) if name}
    folder = os.path.splitext(os.path.basename(tools.routes.kit(document)))[0]
    moment = changed_last(document).astimezone(tools.routes.settings.time_zone)
    sheet = f"{known['kit_sheet']}.txt"
    names = sorted([sheet, *parts])
    return _zipped(folder, ((name, told if name == sheet else tools.bytes_of(parts[name])) for name in names), moment)


def _packed(document: Document, view: KitView, folder: str) -> Iterator[Picture]:
    """Yield the pictures with their names in the kit; that of one that there is no room for is empty."""
    room, assets = LIMIT_PICTURES, {asset.path: asset for asset in reversed(document.media)}
    for path, web in view.pictures:
        asset = assets[path]
        fits = asset.size_bytes <= room
        room -= asset.size_bytes if fits else 0
        name = f"{folder}/{os.path.basename(path)}" if fits else ""
        yield Picture(asset, name, f"{folder}/web/{os.path.basename(web)}" if web else "")


def _zipped(folder: str, entries: Iterable[tuple[str, bytes]], moment: datetime) -> bytes:
    """Return a zip of files in one folder, in their order, of one moment; what is compressed already is stored."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as kit:
        for name, data in entries:
            info = zipfile.ZipInfo(f"{folder}/{name}", max(moment.timetuple()[:6], (FIRST_YEAR, 1, 1, 0, 0, 0)))
            info.create_system, info.external_attr = 3, 0o644 << 16
            is_text = name.endswith(DEFLATED)
            info.compress_type = zipfile.ZIP_DEFLATED if is_text else zipfile.ZIP_STORED
            kit.writestr(info, data, compresslevel=9 if is_text else None)
    return out.getvalue()
