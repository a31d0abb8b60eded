"""Opening pictures: what a file really is, how large, what kind; whatever is cut off or too large is refused."""

from __future__ import annotations

import struct
import warnings
import zlib
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL import Image

LIMIT_PIXELS = 100_000_000  # unpacked that is four bytes a pixel
ORIENTATION = 0x0112  # EXIF: from 5 on the picture is stored lying on its side
GPS, LATITUDE = 0x8825, 2
FEW_COLOURS = {"L": 32, "RGB": 256}
SHOWN_BY_BROWSERS = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".gif": "GIF", ".webp": "WebP", ".avif": "AVIF"}
BEGINNINGS = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"GIF8", "GIF"),
    (8, b"WEBP", "WebP"),
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyphe", "HEIC"),
    (4, b"JXL ", "JPEG XL"),
    (0, b"\xff\x0a", "JPEG XL"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (0, b"8BPS", "Photoshop"),
    (0, b"%PDF", "PDF"),
    (0, b"%!PS", "PostScript"),
    (0, b"PK\x03\x04", "ZIP"),
)
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


class TooManyPixelsError(ValueError):
    """A picture that would take too much memory; `size` is its width and height."""

    def __init__(self, size: tuple[int, int]) -> None:
        """Keep the size."""
        super().__init__(size)
        self.size = size


class Sight(NamedTuple):
    """What a look at a picture finds: width and height as seen, photo, graphic or moving, whether it tells a place."""

    size: tuple[int, int]
    kind: str
    tells_where: bool


def format_of(data: bytes) -> str:
    """Return the format that the first bytes of a file are of, `text` for readable ones; empty when not known."""
    for at, beginning, name in BEGINNINGS:
        if data.startswith(beginning, at):
            return name
    try:
        text = data[:400].decode()
    except UnicodeDecodeError:
        return ""
    return "text" if text and all(c.isprintable() or c.isspace() for c in text) else ""


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture; TooManyPixelsError, or one of BROKEN for what cannot be shown, then or when it is loaded."""
    from PIL import Image  # 22 ms that a newsroom without pictures need not pay

    name = format_of(data)
    if name not in SHOWN_BY_BROWSERS.values():  # others run programs, or are as large as they like
        raise ValueError(f"no picture that browsers show: {name}")
    with warnings.catch_warnings(), _strictly():
        warnings.simplefilter("ignore")  # what Pillow warns of is either refused here or no matter
        with Image.open(BytesIO(data), formats=(name,)) as image:
            if image.width * image.height > LIMIT_PIXELS:
                raise TooManyPixelsError(image.size)
            yield image


@contextmanager
def _strictly() -> Iterator[None]:
    """Have Pillow refuse what is cut off, although WeasyPrint tells it to let that pass; pixels are counted here."""
    from PIL import Image, ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS
    ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = False, None
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES, Image.MAX_IMAGE_PIXELS = before


def sight_of(data: bytes) -> Sight:
    """Look at a picture; decoded once, because a header says nothing of what is cut off behind it."""
    with opened(data) as image:
        size = image.size
        turned = image.getexif().get(ORIENTATION, 1) >= 5
        tells_where = _tells_where(image)
        image.draft("RGB", (64, 64))
        image.load()
        return Sight((size[1], size[0]) if turned else size, _kind(image), tells_where)


def _kind(image: Image.Image) -> str:
    if image.format in ("JPEG", "MPO"):
        return "photo"
    if getattr(image, "is_animated", False):
        return "moving"
    return "graphic" if _has_few_colours(image) or _is_transparent(image) else "photo"


def _has_few_colours(image: Image.Image) -> bool:
    few = FEW_COLOURS.get(image.mode)
    return image.mode in ("1", "P") or (few is not None and image.getcolors(few) is not None)


def _is_transparent(image: Image.Image) -> bool:
    if not image.has_transparency_data:
        return False
    lowest, _ = image.convert("RGBA").getchannel("A").getextrema()
    return lowest < 255  # type: ignore[operator]


def _tells_where(image: Image.Image) -> bool:
    """Tell whether a picture says where it was taken, in EXIF or in XMP."""
    try:
        return LATITUDE in image.getexif().get_ifd(GPS) or b"GPSLatitude" in image.info.get("xmp", b"")
    except BROKEN:
        return False
