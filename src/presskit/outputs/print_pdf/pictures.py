"""Pictures as paper needs them: upright, in sRGB, at 300 dpi, with no metadata; made once and kept under a digest.

Only pixels stay: EXIF, and so the place where a photo was taken, is not printed; the attached original keeps it.
"""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from presskit.outputs.pictures.pixels import pixels_of, saved, upright_size
from presskit.outputs.refusal import Refusal
from presskit.reading.pictures import BROKEN, opened

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presskit.outputs.tools import Tools
    from presskit.planning.views import Document

MEDIA_URL = "presskit-media:"  # stands before the path of a file below the project
PICTURE_URL = "presskit-picture:"  # stands before the name of a prepared picture
FOLDER = "pictures"
RECIPE = 1  # raise it when the same picture is prepared as other bytes
DPI = 300
BOX_PX = (round(126 / 25.4 * DPI), round(88 / 25.4 * DPI))  # the largest a picture stands on the sheet, in mm
JPEG_QUALITY = 85
DAMAGED = tuple(error for error in BROKEN if error is not MemoryError)


def sources(document: Document, media: Iterable[tuple[str, str]], tools: Tools) -> dict[str, str]:
    """Return the address of each picture by the name it has in the release; those in the body are prepared.

    `media` pairs the names with files below the project. Refusal where a picture cannot be opened.
    """
    digests = {asset.file: asset.digest for asset in document.media}
    return {
        name: address(file, tools, digests.get(name, ""), name) if name in document.body else MEDIA_URL + quote(file)
        for name, file in media
    }


def address(file: str, tools: Tools, digest: str = "", name: str = "") -> str:
    """Return what WeasyPrint asks for to get a file below the project; a drawing is taken as it is.

    `digest` is that of the file, where it is known; `name` is what the writer calls it.
    """
    if file.lower().endswith(".svg"):
        return MEDIA_URL + quote(file)
    folder = os.path.join(tools.state, FOLDER)
    kept = _kept(folder, digest) if digest else ""
    if not kept:
        try:
            kept = _prepare(inside(tools.root, file), folder)
        except DAMAGED as error:
            message = f"`{name or file}` is damaged, or is not the kind of picture that its name says"
            raise Refusal("PK305", message, hint="save or export it anew", words=name or file) from error
    return PICTURE_URL + kept


def inside(root: str, path: str) -> str:
    """Return the file that a path below a folder leads to; ValueError where that is outside."""
    full = os.path.realpath(os.path.join(root, path))
    if not full.startswith(os.path.realpath(root) + os.sep):
        raise ValueError(f"leads out: {path}")
    return full


def _kept(folder: str, digest: str) -> str:
    """Return the name of a picture that was prepared before, or nothing."""
    names = (f"{_key(digest)}.{ending}" for ending in ("jpg", "png"))
    return next((name for name in names if os.path.exists(os.path.join(folder, name))), "")


def _key(digest: str) -> str:
    from importlib.metadata import version

    recipe = repr((RECIPE, BOX_PX, JPEG_QUALITY, version("pillow"), digest))
    return blake2b(recipe.encode(), digest_size=16).hexdigest()


def _prepare(path: str, folder: str) -> str:
    """Prepare a file and return the name it is kept under; a killed process leaves no half picture behind."""
    with open(path, "rb") as file:
        data = file.read()
    digest = blake2b(data, digest_size=16).hexdigest()
    if kept := _kept(folder, digest):
        return kept
    ending, prepared = printable(data)
    name = f"{_key(digest)}.{ending}"
    os.makedirs(folder, exist_ok=True)
    unfinished = os.path.join(folder, f"{name}.{os.getpid()}.tmp")
    with open(unfinished, "wb") as file:
        file.write(prepared)
    os.replace(unfinished, os.path.join(folder, name))
    return name


def printable(data: bytes) -> tuple[str, bytes]:
    """Return a picture as it is printed, and its ending: `jpg`, or `png` where that is smaller, as for line art."""
    with opened(data) as image:
        is_photo = image.format in ("JPEG", "MPO")
        ready = pixels_of(image, _printed_size(upright_size(image)), opaque=True)
    jpeg = saved(ready, format="JPEG", quality=JPEG_QUALITY, optimize=True)
    png = b"" if is_photo else saved(ready, format="PNG", optimize=True)
    return ("png", png) if 0 < len(png) < len(jpeg) else ("jpg", jpeg)


def _printed_size(size: tuple[int, int]) -> tuple[int, int]:
    """Return width and height in pixels at the printed size."""
    scale = min(1.0, BOX_PX[0] / size[0], BOX_PX[1] / size[1])
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))
