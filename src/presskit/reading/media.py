"""Pictures beside a release: found, kept inside their folder, measured."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from hashlib import blake2b, sha256
from typing import TYPE_CHECKING

from presskit.config.drawing import PLAIN_DRAWING, danger_in
from presskit.problems import Problem, did_you_mean
from presskit.reading.pictures import (
    BROKEN,
    LIMIT_PIXELS,
    SHOWN_BY_BROWSERS,
    Sight,
    TooManyPixelsError,
    format_of,
    sight_of,
)

if TYPE_CHECKING:
    from presskit.model.edition import MediaAsset

PICTURES = frozenset({".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"})
MEDIA = PICTURES | {".pdf", ".zip", ".mp3", ".mp4", ".tif", ".tiff", ".eps", ".csv", ".txt", ".json", ".docx", ".xlsx"}
LIMIT_BYTES = 200_000_000
LIMIT_CANDIDATES = 2_000
LOST = frozenset({"PK114", "PK301", "PK305", "PK308"})  # errors of a picture's file: they cost the picture
DRAWING = Sight((0, 0), "drawing", tells_where=False)  # it fits any size


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
    try:
        with open(full, "rb") as file:
            data = file.read()
        if otherwise := _misnamed(asset, data):
            return asset, otherwise
        if danger := danger_in(data) if full.lower().endswith(".svg") else "":
            return asset, Problem("PK308", f"`{asset.file}` holds {danger}", asset.span, PLAIN_DRAWING)
        sight = DRAWING if full.lower().endswith(".svg") else sight_of(data)
    except TooManyPixelsError as error:
        width, height = error.size
        what = f"`{asset.file}` has {width} x {height} pixels, expected at most {LIMIT_PIXELS:,} in all"
        return asset, Problem("PK305", what, asset.span, "save it smaller")
    except BROKEN:
        what = f"`{asset.file}` is damaged, or is not the kind of picture that its name says"
        return asset, Problem("PK305", what, asset.span, "save or export it anew")
    return _seen(asset, sight, data), _telling(asset) if sight.tells_where else None


def _misnamed(asset: MediaAsset, data: bytes) -> Problem | None:
    """Return the problem of a file that is known to be something else than its name says."""
    expected, found = SHOWN_BY_BROWSERS.get(os.path.splitext(asset.file)[1].lower()), format_of(data)
    if not data:
        return Problem("PK305", f"`{asset.file}` is empty", asset.span, "save or export it anew")
    if not expected or found in ("", expected):
        return None
    ending = next((ending for ending, name in SHOWN_BY_BROWSERS.items() if name == found), "")
    anew = "save or export it anew" if found == "text" else "save it as JPEG"
    right = f"name it `{os.path.splitext(asset.file)[0]}{ending}`, here too" if ending else anew
    return Problem("PK305", f"`{asset.file}` is {found}, not {expected}", asset.span, right)


def _telling(asset: MediaAsset) -> Problem:
    hint = "take the position out of the file, which is published as it is"
    return Problem("PK309", f"`{asset.file}` tells where it was taken", asset.span, hint, "warning")


def _seen(asset: MediaAsset, sight: Sight, data: bytes) -> MediaAsset:
    digest = blake2b(data, digest_size=16).hexdigest()
    known = sha256(data).hexdigest()  # what anyone can compare a copy with
    measures = replace(asset, size_px=sight.size, kind=sight.kind, size_bytes=len(data))
    return replace(measures, digest=digest, sha256=known)
