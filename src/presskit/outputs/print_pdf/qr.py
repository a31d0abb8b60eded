"""An address as a QR code: a small picture, because WeasyPrint takes thirty times as long to draw the same as SVG."""

from __future__ import annotations

import base64
from io import BytesIO

# Scanners read any of the eight masks, and to weigh them against one another is four fifths of segno's time.
MASK = 3
# Each module is exactly as many pixels wide, so the edges are sharp at any size, also where a viewer smooths pictures.
PIXELS = 6


def qr_code(address: str) -> str:
    """Return a `data:` address of a PNG without the quiet zone of 4 modules, which is the layout's to leave white."""
    import segno
    from PIL import Image

    matrix = segno.make(address, error="l", mask=MASK, micro=False).matrix
    shades = b"".join(matrix).translate(BLACK_ON_WHITE)
    picture, out = Image.frombytes("L", (len(matrix), len(matrix)), shades), BytesIO()
    picture.resize((len(matrix) * PIXELS,) * 2, Image.Resampling.NEAREST).save(out, "PNG", compress_level=1)
    return "data:image/png;base64," + base64.b64encode(out.getvalue()).decode("ascii")


BLACK_ON_WHITE = bytes.maketrans(b"\0\1", b"\xff\0")
