"""A picture as a page shows it: which files a browser may choose from, and what the way to the original says."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from presskit.i18n import file_size
from presskit.outputs.writing.markup import PlacedFigure, Prose
from presskit.planning.renditions import original, renditions, web_picture
from presskit.planning.routes import relative
from presskit.reading.pictures import SHOWN_BY_BROWSERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presskit.outputs.writing.markup import Part
    from presskit.planning.renditions import Rendition
    from presskit.planning.views import MediaView

EARLY_CHARACTERS = 900  # of HTML: a picture after more than that is below what a screen shows at first


class Choice(NamedTuple):
    """The files of one type, as `srcset` takes them."""

    type: str
    srcset: str


class Shown(NamedTuple):
    """A picture on a page; addresses are relative to it. `choices` are better than `fallback`, `src` is for all."""

    src: str
    width_px: int
    height_px: int
    choices: tuple[Choice, ...]
    fallback: str
    original: str
    original_text: str


def shown(asset: MediaView, route: str, language: str) -> Shown:
    """Return a picture as the page at a route shows it; `original_text` says format and size: `JPEG, 2.4 MB`."""
    src, width, height, _ = web_picture(asset) or original(asset)
    sets = [Choice(kind, _srcset(route, list(files))) for kind, files in groupby(renditions(asset), lambda r: r.type)]
    fallback = sets[-1].srcset if sets else ""
    text = f"{_format(asset)}, {file_size(asset.size_bytes, language)}"
    return Shown(relative(route, src), width, height, tuple(sets[:-1]), fallback, relative(route, asset.path), text)


def _srcset(route: str, files: Sequence[Rendition]) -> str:
    return ", ".join(f"{relative(route, file.path)} {file.width_px}w" for file in files)


def _format(asset: MediaView) -> str:
    ending = asset.path[asset.path.rfind(".") :].lower()
    return SHOWN_BY_BROWSERS.get(ending, ending[1:].upper())


def early(body: Sequence[Part]) -> str:
    """Return the name of the picture that a reader sees at once, or nothing: it is worth loading first."""
    length = 0
    for part in body:
        if isinstance(part, PlacedFigure):
            return part.name
        length += len(part.html) if isinstance(part, Prose) else EARLY_CHARACTERS
        if length > EARLY_CHARACTERS:
            return ""
    return ""
