"""Pictures beside a release: found, kept inside their folder, measured."""

from __future__ import annotations

import os
import struct
import warnings
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from presskit.config.drawing import PLAIN_DRAWING, danger_in
from presskit.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.edition import MediaAsset

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"})
MEDIA = PICTURES | {".pdf", ".zip", ".mp3", ".mp4", ".tif", ".tiff", ".eps", ".csv", ".txt", ".json", ".docx", ".xlsx"}
LIMIT_BYTES = 200_000_000
LIMIT_PIXELS = 100_000_000  # WeasyPrint unpacks a picture to four bytes a pixel
ORIENTATION = 0x0112  # EXIF: from 5 on the picture is stored lying on its side
LIMIT_CANDIDATES = 2_000
# What Pillow lets through, by experience and by its fuzzers, for a file that is cut off or damaged.
BROKEN = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a release: an absolute path that real files must not leave."""

    root: str
    path: str


def measured(asset: MediaAsset, folder: Folder) -> tuple[MediaAsset, Problem | None]:
    """Return the asset with pixel size and digest, or as it was with the problem."""
    full = os.path.join(folder.path, asset.file)
    if not os.path.realpath(full).startswith(os.path.realpath(folder.root) + os.sep):
        hint = "put a copy of the picture beside the release"
        return asset, Problem("PK114", f"`{asset.file}` leads out of the project", asset.span, hint)
    if not os.path.isfile(full):
        return asset, _missing(asset, folder)
    if os.path.splitext(full)[1].lower() not in PICTURES:
        return asset, Problem("PK305", f"`{asset.file}` is no picture", asset.span, _known_pictures())
    if os.path.getsize(full) > LIMIT_BYTES:
        what = f"`{asset.file}` is larger than {LIMIT_BYTES // 1_000_000} MB"
        return asset, Problem("PK305", what, asset.span, "save it smaller")
    return _with_size(asset, full)


def _known_pictures() -> str:
    return "pictures end in " + " ".join(sorted(PICTURES))


def _missing(asset: MediaAsset, folder: Folder) -> Problem:
    beside = os.listdir(folder.path) if os.path.isdir(folder.path) else []
    pictures = sorted(n for n in beside if os.path.splitext(n)[1].lower() in PICTURES)[:LIMIT_CANDIDATES]
    hint = did_you_mean(asset.file, pictures) or "put it into the folder of the release"
    return Problem("PK301", f"file `{asset.file}` is not beside the release", asset.span, hint)


def _with_size(asset: MediaAsset, full: str) -> tuple[MediaAsset, Problem | None]:
    is_drawing = full.lower().endswith(".svg")
    try:
        with open(full, "rb") as file:
            data = file.read()
        danger = danger_in(data) if is_drawing else ""
        size = (0, 0) if is_drawing else _pixels(full)  # a drawing fits any size
    except BROKEN:
        what = f"`{asset.file}` is damaged, or is not the kind of picture that its name says"
        return asset, Problem("PK305", what, asset.span, "save or export it anew")
    if danger:
        return asset, Problem("PK308", f"`{asset.file}` holds {danger}", asset.span, PLAIN_DRAWING)
    if size[0] * size[1] > LIMIT_PIXELS:
        what = f"`{asset.file}` has {size[0]} x {size[1]} pixels, expected at most {LIMIT_PIXELS:,} in all"
        return asset, Problem("PK305", what, asset.span, "save it smaller")
    digest = blake2b(data, digest_size=16).hexdigest()
    known = sha256(data).hexdigest()  # what anyone can compare a copy with
    return replace(asset, digest=digest, sha256=known, size_bytes=len(data), size_px=size), None


def _pixels(full: str) -> tuple[int, int]:
    """Return width and height as seen; decoded once, because a header says nothing of what is cut off behind it."""
    from PIL import Image  # 22 ms that a newsroom without pictures need not pay

    with warnings.catch_warnings(), strictly():
        warnings.simplefilter("ignore")  # what Pillow warns of is either refused here or no matter
        try:
            return _size_of(full)
        except Image.DecompressionBombError:
            return LIMIT_PIXELS, 2  # that is, too many


def _size_of(full: str) -> tuple[int, int]:
    from PIL import Image

    with Image.open(full) as image:
        size = image.size
        turned = image.getexif().get(ORIENTATION, 1) >= 5
        if size[0] * size[1] <= LIMIT_PIXELS:
            image.draft("RGB", (64, 64))
            image.load()
    return (size[1], size[0]) if turned else size


@contextmanager
def strictly() -> Iterator[None]:
    """Have Pillow refuse what is cut off, although WeasyPrint tells it to let that pass."""
    from PIL import ImageFile

    before, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
