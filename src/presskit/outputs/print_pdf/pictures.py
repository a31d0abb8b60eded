"""Pictures as paper needs them: upright, in sRGB, at 300 dpi, with no metadata; made once and kept under a digest.

Only pixels stay: EXIF, and so the place where a photo was taken, is not printed; the attached original keeps it.
"""

from __future__ import annotations

import os
import warnings
from hashlib import blake2b
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from presskit.outputs.refusal import Refusal
from presskit.reading.media import BROKEN, LIMIT_PIXELS, ORIENTATION, strictly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL import Image

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
# Modes that cannot be scaled as they are, and what they become: 16 bits a pixel would be cut off, not divided.
WIDER = {"1": "L", "P": "RGB", "PA": "RGBA", "LA": "RGBA", "La": "RGBA", "RGBa": "RGBA"}
SIXTEEN_BITS = ("I", "I;16", "I;16L", "I;16B", "I;16N")


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
    from PIL import Image

    with warnings.catch_warnings(), strictly():
        warnings.simplefilter("ignore")  # of many pixels: refused when it was read
        try:
            with Image.open(BytesIO(data)) as image:
                is_photo = image.format in ("JPEG", "MPO")
                ready = _ready(image)
        except Image.DecompressionBombError as error:
            raise ValueError("too many pixels") from error
    jpeg = _saved(ready, format="JPEG", quality=JPEG_QUALITY, optimize=True)
    png = b"" if is_photo else _saved(ready, format="PNG", optimize=True)
    return ("png", png) if 0 < len(png) < len(jpeg) else ("jpg", jpeg)


def _ready(image: Image.Image) -> Image.Image:
    """Return the first frame upright, no larger than it is printed, in grey or sRGB, and without anything else."""
    from PIL import ImageOps
    from PIL.Image import Resampling

    if image.width * image.height > LIMIT_PIXELS:
        raise ValueError("too many pixels")
    profile = image.info.get("icc_profile")
    size = _printed_size(image)
    image.draft(image.mode, size)
    image.load()
    plain = _scalable(image)
    scaled = plain.resize(size, Resampling.LANCZOS, reducing_gap=3) if plain.size != size else plain
    scaled.info["exif"] = image.info.get("exif", b"")
    ready = _in_srgb(_on_paper(ImageOps.exif_transpose(scaled)), profile)
    ready.info = {}
    return ready


def _printed_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height in pixels at the printed size, as the picture is stored."""
    lies = image.getexif().get(ORIENTATION, 1) >= 5
    box = BOX_PX[::-1] if lies else BOX_PX
    scale = min(1.0, box[0] / image.width, box[1] / image.height)
    return max(1, round(image.width * scale)), max(1, round(image.height * scale))


def _scalable(image: Image.Image) -> Image.Image:
    if image.mode == "CMYK" and image.format == "JPEG" and "adobe" not in image.info:
        from PIL import ImageChops

        return ImageChops.invert(image)  # Pillow takes every CMYK photo for one of Adobe's, which are inverted
    if image.mode in SIXTEEN_BITS:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert(WIDER[image.mode]) if image.mode in WIDER else image.copy()


def _on_paper(image: Image.Image) -> Image.Image:
    """Return the picture as it is seen on white paper."""
    from PIL import Image

    if image.mode != "RGBA":
        return image
    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image)
    return paper.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours that screens and the PDF mean; grey stays grey."""
    if image.mode == "L":
        return image
    if profile:
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            if not ImageCms.getProfileDescription(source).startswith("sRGB"):
                target = ImageCms.createProfile("sRGB")
                converted = ImageCms.profileToProfile(image, source, target, outputMode="RGB")
                return converted or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a profile that cannot be read is as good as none
    return image.convert("RGB")


def _saved(image: Image.Image, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, **options)
    return out.getvalue()
