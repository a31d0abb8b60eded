"""The web renditions of a picture, by name, size and type: known when files are planned, so that pages can say them.

A photo is AVIF, and JPEG for whoever cannot show that; a graphic (transparent, or of few colours) is WebP and PNG. What
moves, and a drawing that fits any size, has none: there the original is shown.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

WIDTHS_PX = (480, 960, 1440)  # a phone, a column of text, that column on a screen of twice the pixels
TALLEST_PX = 1920
NEARLY = 1.2  # a width that the next one is so near to is left out
FOLDER = "web"  # below the release's own; no file of a release is published into a folder, so that none is in the way
FORMATS = {"photo": ("avif", "jpg"), "graphic": ("webp", "png")}  # the best first, the one that all can show last
TYPES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
    "svg": "image/svg+xml",
    "avif": "image/avif",
}


class Pictured(Protocol):
    """What renditions follow from: a MediaView of a Document has it, and a Medium of an Entry."""

    @property
    def path(self) -> str:
        """Where the original is published, below the output folder."""

    @property
    def digest(self) -> str:
        """What stands for its bytes; empty where it cannot be shown at all."""

    @property
    def width_px(self) -> int:
        """Its width as seen; 0 where it has none."""

    @property
    def height_px(self) -> int:
        """Its height as seen."""

    @property
    def rendered_as(self) -> str:
        """`photo` or `graphic`; empty where there are no renditions."""


class Rendition(NamedTuple):
    """One file that shows a picture: its path below the output folder, its size, its media type such as image/jpeg."""

    path: str
    width_px: int
    height_px: int
    type: str


def renditions(asset: Pictured) -> tuple[Rendition, ...]:
    """Return the renditions of a picture, by type, the best first, then by width; none where the original is shown."""
    formats = FORMATS.get(asset.rendered_as, ()) if asset.digest else ()
    sizes = list(_sizes(asset.width_px, asset.height_px)) if formats else []
    return tuple(Rendition(_path(asset.path, size[0], f), *size, TYPES[f]) for f in formats for size in sizes)


def web_picture(asset: Pictured) -> Rendition | None:
    """Return the one file to name where there can be only one: feeds, previews, JSON-LD, a press kit.

    That is the widest rendition of the type that everyone can show (JPEG or PNG), at most 1440 px wide, with credit and
    rights written into it and no place where it was taken; or the original where there are no renditions (width and
    height are 0 for an SVG). None where the picture cannot be shown: then there is no file either.
    """
    if not asset.digest:
        return None
    return next(reversed(renditions(asset)), None) or original(asset)


def original(asset: Pictured) -> Rendition:
    """Return the file that the writer gave, as it is published."""
    return Rendition(asset.path, asset.width_px, asset.height_px, media_type(asset.path))


def media_type(path: str) -> str:
    """Return the media type that the ending of a name stands for."""
    return TYPES.get(os.path.splitext(path)[1][1:].lower(), "application/octet-stream")


def _sizes(width: int, height: int) -> Iterator[tuple[int, int]]:
    """Yield widths and heights, never larger than the original, the smallest first."""
    widest = min(width, WIDTHS_PX[-1], max(1, width * TALLEST_PX // height))
    for narrower in WIDTHS_PX:
        if narrower * NEARLY < widest:
            yield narrower, max(1, round(height * narrower / width))
    yield widest, max(1, round(height * widest / width))


def _path(original_path: str, width: int, ending: str) -> str:
    folder, _, name = original_path.rpartition("/")
    return f"{folder}/{FOLDER}/{name}-{width}.{ending}"
