"""Web renditions of pictures: small, upright, in sRGB, with credit and rights in them, with nothing of the camera."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.pictures.credits import Told, iptc, xmp
from presskit.outputs.pictures.pixels import on_paper, pixels_of, saved
from presskit.outputs.refusal import Refusal
from presskit.planning.plan import Artifact
from presskit.planning.renditions import renditions
from presskit.reading.pictures import BROKEN, opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

    from presskit.model.newsroom import Medium, Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
SHOWS = "release"
LAYOUTS: tuple[str, ...] = ()
# By measure: one step slower, AVIF takes up to four times as long for a twentieth of the bytes. One thread, as more may
# cut a picture up in another way.
AVIF = {"quality": 60, "speed": 9, "max_threads": 1}
JPEG = {"quality": 80, "optimize": True, "progressive": True}
WEBP = {"quality": 82, "method": 4}
LOSSLESS = {"lossless": True, "quality": 60, "method": 2}  # quality is effort here
FLAT = 3.0  # steps of 256 that a picture is off in 256 colours: less is a drawing, more a photo


class RenditionView(NamedTuple):
    """What a rendition shows: a file below the project, the sizes of this one and of the widest, what is told."""

    file: str
    digest: str
    type: str
    size_px: tuple[int, int]
    widest_px: tuple[int, int]
    told: Told
    encoder: str


@cache
def encoder() -> str:
    """Return the version of what encodes renditions."""
    from importlib.metadata import version

    return f"pillow {version('pillow')}"


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want all renditions of each picture."""
    for entry in newsroom.entries:
        for medium in entry.media:
            for path, view in _views(medium):
                yield Artifact(path, "renditions", view, entry.source)


def _views(medium: Medium) -> Iterator[tuple[str, RenditionView]]:
    found = renditions(medium)
    told = Told(medium.headline, medium.alt, medium.caption, medium.credit, medium.rights)
    for path, width, height, kind in found:
        widest = found[-1].width_px, found[-1].height_px
        yield path, RenditionView(medium.file, medium.digest, kind, (width, height), widest, told, encoder())


def render(view: RenditionView, tools: Tools) -> bytes:
    """Return the rendition; a Refusal where the file is not the picture any more that was read."""
    try:
        widest = _widest(os.path.join(tools.root, view.file), view.digest, view.widest_px)
    except BROKEN as error:
        name = os.path.basename(view.file)
        message = f"`{name}` cannot be opened any more"
        raise Refusal("PK305", message, hint="save or export it anew", words=name) from error
    return ENCODERS[view.type](_scaled(widest, view.size_px), view.told)


@lru_cache(maxsize=1)
def _widest(path: str, digest: str, size: tuple[int, int]) -> Image.Image:
    """Return the pixels of the widest rendition: what takes longest is to open the original, so it is done once."""
    with open(path, "rb") as file, opened(file.read()) as image:
        return pixels_of(image, size)


def _scaled(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    from PIL.Image import Resampling

    return image if image.size == size else image.resize(size, Resampling.LANCZOS)


def _avif(image: Image.Image, told: Told) -> bytes:
    return saved(image, format="AVIF", xmp=xmp(told), **AVIF)


def _jpeg(image: Image.Image, told: Told) -> bytes:
    return saved(image, format="JPEG", extra=iptc(told), xmp=xmp(told), **JPEG)


def _webp(image: Image.Image, told: Told) -> bytes:
    """Return the smaller of two, one without loss; that is nine times as large of a photo that was cut out."""
    lossy = saved(image, format="WEBP", xmp=xmp(told), **WEBP)
    if _distance(image, _in_few_colours(image)) > FLAT:
        return lossy
    return min(lossy, saved(image, format="WEBP", xmp=xmp(told), **LOSSLESS), key=len)


def _png(image: Image.Image, told: Told) -> bytes:
    """Return a picture of 256 colours: it is for those who cannot show the other, at a tenth of the bytes."""
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_itxt("XML:com.adobe.xmp", xmp(told))
    return saved(_in_few_colours(image), format="PNG", pnginfo=info, optimize=True)


def _in_few_colours(image: Image.Image) -> Image.Image:
    from PIL.Image import Dither, Quantize

    method = Quantize.FASTOCTREE if image.mode == "RGBA" else Quantize.MEDIANCUT
    return image.quantize(256, method=method, dither=Dither.NONE)


def _distance(image: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are apart where it is most, as root mean square of 256 steps, on white paper."""
    from PIL import ImageChops, ImageStat

    return max(ImageStat.Stat(ImageChops.difference(on_paper(image), on_paper(other))).rms)


ENCODERS = {"image/avif": _avif, "image/jpeg": _jpeg, "image/webp": _webp, "image/png": _png}
