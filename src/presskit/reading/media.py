"""Pictures beside a release: found, kept inside their folder, measured."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING

from presskit.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from presskit.model.edition import MediaAsset

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"})
MEDIA = PICTURES | {".pdf", ".zip", ".mp3", ".mp4", ".tif", ".tiff", ".eps", ".csv", ".txt", ".json", ".docx", ".xlsx"}
LIMIT_BYTES = 200_000_000


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a release: an absolute path that real files must not leave."""

    root: str
    path: str


def measured(asset: MediaAsset, folder: Folder) -> tuple[MediaAsset, Problem | None]:
    """Return the asset with pixel size and digest, or as it was with the problem."""
    full = os.path.join(folder.path, asset.file)
    if not os.path.isfile(full):
        return asset, _missing(asset, folder)
    if not os.path.realpath(full).startswith(os.path.realpath(folder.root) + os.sep):
        return asset, Problem("PK114", f"`{asset.file}` leads out of the project", asset.span)
    if os.path.splitext(full)[1].lower() not in PICTURES:
        return asset, Problem("PK305", f"`{asset.file}` is no picture", asset.span, _known_pictures())
    if os.path.getsize(full) > LIMIT_BYTES:
        return asset, Problem("PK305", f"`{asset.file}` is larger than {LIMIT_BYTES // 1_000_000} MB", asset.span)
    return _with_size(asset, full)


def _known_pictures() -> str:
    return "pictures end in " + " ".join(sorted(PICTURES))


def _missing(asset: MediaAsset, folder: Folder) -> Problem:
    beside = sorted(os.listdir(folder.path)) if os.path.isdir(folder.path) else []
    hint = did_you_mean(asset.file, (n for n in beside if os.path.splitext(n)[1].lower() in PICTURES))
    return Problem("PK301", f"file `{asset.file}` is not beside the release", asset.span, hint)


def _with_size(asset: MediaAsset, full: str) -> tuple[MediaAsset, Problem | None]:
    with open(full, "rb") as file:
        digest = blake2b(file.read(), digest_size=16).hexdigest()
    if full.lower().endswith(".svg"):
        return replace(asset, digest=digest), None
    from PIL import Image, UnidentifiedImageError  # 22 ms that a newsroom without pictures need not pay

    try:
        with Image.open(full) as image:
            width, height = image.size
            turned = image.getexif().get(0x0112, 1) >= 5  # EXIF orientation: stored lying on its side
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        what = "is too large to open" if "exceeds limit" in str(error) else "is not a picture that can be opened"
        return asset, Problem("PK305", f"`{asset.file}` {what}", asset.span)
    return replace(asset, digest=digest, size_px=(height, width) if turned else (width, height)), None
