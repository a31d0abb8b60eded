"""The pixels of a picture as they are meant to be seen: upright, in grey or sRGB, at the size asked for, no more."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from presskit.reading.pictures import ORIENTATION

if TYPE_CHECKING:
    from PIL import Image

# Modes that cannot be scaled as they are, and what they become: 16 bits a pixel would be cut off, not divided.
WIDER = {"1": "L", "P": "RGB", "PA": "RGBA", "LA": "RGBA", "La": "RGBA", "RGBa": "RGBA"}
SIXTEEN_BITS = ("I", "I;16", "I;16L", "I;16B", "I;16N")


def upright_size(image: Image.Image) -> tuple[int, int]:
    """Return width and height of an opened picture as it is seen."""
    return (image.height, image.width) if _lies(image) else image.size


def pixels_of(image: Image.Image, size: tuple[int, int], *, opaque: bool = False) -> Image.Image:
    """Return the first frame of an opened picture at a size as seen; `opaque` is on white where it is transparent."""
    from PIL import ImageOps
    from PIL.Image import Resampling

    profile = image.info.get("icc_profile")
    stored = size[::-1] if _lies(image) else size
    image.draft(image.mode, stored)
    image.load()
    plain = _scalable(image)
    scaled = plain.resize(stored, Resampling.LANCZOS, reducing_gap=3) if plain.size != stored else plain
    scaled.info["exif"] = image.info.get("exif", b"")
    upright = ImageOps.exif_transpose(scaled)
    ready = _in_srgb(on_paper(upright) if opaque and upright.mode == "RGBA" else upright, profile)
    ready.info = {}
    return ready


def saved(image: Image.Image, **options: Any) -> bytes:
    """Return a picture as the bytes of a file; `options` are those of Pillow."""
    out = BytesIO()
    image.save(out, **options)
    return out.getvalue()


def _lies(image: Image.Image) -> bool:
    return bool(image.getexif().get(ORIENTATION, 1) >= 5)


def _scalable(image: Image.Image) -> Image.Image:
    if image.mode == "CMYK" and image.format == "JPEG" and "adobe" not in image.info:
        from PIL import ImageChops

        return ImageChops.invert(image)  # Pillow takes every CMYK photo for one of Adobe's, which are inverted
    if image.mode in SIXTEEN_BITS:
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if "transparency" in image.info:
        return image.convert("RGBA")
    return image.convert(WIDER[image.mode]) if image.mode in WIDER else image.copy()


def on_paper(image: Image.Image) -> Image.Image:
    """Return the picture as it is seen on white paper."""
    from PIL import Image

    paper = Image.new("RGBA", image.size, "white")
    paper.alpha_composite(image.convert("RGBA"))
    return paper.convert("RGB")


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture in the colours that screens and the PDF mean; grey stays grey, and what is seen through it."""
    if image.mode == "L":
        return image
    if image.mode == "RGBA":
        opaque = _in_srgb(image.convert("RGB"), profile)
        opaque.putalpha(image.getchannel("A"))
        return opaque
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
