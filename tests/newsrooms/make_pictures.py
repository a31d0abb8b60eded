"""Makes pictures: those of the sample newsrooms are committed, this is how they came to be; tests make theirs anew."""

from io import BytesIO
from pathlib import Path
from struct import pack
from typing import Any
from zlib import compress, crc32

from PIL import Image, ImageCms, PngImagePlugin

HERE = Path(__file__).parent
RELEASE = HERE / "bilingual" / "releases" / "2024" / "hafenlicht"


def sky(width: int, height: int) -> Image.Image:
    """Return an evening sky with a black quay."""
    picture = Image.new("RGB", (width, height))
    for y in range(height):
        shade = (40, 40, 60) if y > height * 0.8 else (90 + 2 * y, 80 + y, 140 - y)
        for x in range(width):
            picture.putpixel((x, y), shade)
    return picture


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return a picture as a file."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def noise(width: int, height: int) -> Image.Image:
    """Return a picture that no format makes small."""
    return Image.merge("RGB", [Image.effect_noise((width, height), 80) for _ in range(3)])


def swapped_profile() -> bytes:
    """Return a colour profile whose red is what sRGB calls green, and the other way round."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    other = profile.replace("sRGB".encode("utf-16-be"), "xRGB".encode("utf-16-be"))
    return other.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")


def from_camera(width: int, height: int) -> bytes:
    """Return a photo as a camera saves it on its side: red above blue once upright, in colours of its own.

    It notes its make, `GEHEIMKAMERA`, and the place; what was red in its profile is green.
    """
    exif = Image.Exif()
    exif.update({0x010F: "GEHEIMKAMERA", 0x0112: 6, 0x8298: "GEHEIMKAMERA"})
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "E", 4: (7.0, 27.0, 0.0)})
    stored = Image.new("RGB", (height, width), (20, 20, 220))
    stored.paste((20, 220, 20), (0, 0, height // 2, width))
    return saved(stored, "JPEG", exif=exif, icc_profile=swapped_profile(), comment=b"GEHEIMKAMERA", quality=95)


def moving(kind: str) -> bytes:
    """Return a picture of three frames."""
    frames = [Image.new("RGB", (60, 40), colour) for colour in ("red", "lime", "blue")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], duration=100)


def bomb(side: int) -> bytes:
    """Return a small PNG that says that it is huge."""
    head = pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", compress(bytes(3 * side + 1))), (b"IEND", b""))
    chunks = (pack(">I", len(data)) + name + data + pack(">I", crc32(name + data)) for name, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def cut_out(width: int, height: int) -> Image.Image:
    """Return a red circle with nothing around it."""
    mask = Image.radial_gradient("L").resize((width, height)).point(lambda value: 255 if value < 120 else 0)
    picture = Image.new("RGBA", (width, height), (200, 30, 60, 0))
    picture.putalpha(mask)
    return picture


def broken() -> dict[str, bytes]:
    """Return files that cannot be shown, by name."""
    whole = saved(noise(300, 200), "JPEG")
    return {
        "leer.jpg": b"",
        "abgeschnitten.jpg": whole[: len(whole) // 2],
        "text.jpg": b"Das ist kein Bild.\n",
        "anders.png": whole,
        "bombe.png": bomb(30_000),
    }


def unusual() -> dict[str, bytes]:
    """Return pictures of kinds that are rare but fine, by name."""
    palette = Image.new("P", (60, 40), 1)
    palette.putpalette([0, 0, 0, 255, 0, 0])
    return {
        "druck.jpg": saved(Image.new("CMYK", (60, 40), (0, 255, 0, 0)), "JPEG", quality=95),
        "tief.png": saved(Image.new("I;16", (60, 40), 40_000), "PNG"),
        "palette.png": saved(palette, "PNG", transparency=1),
        "bewegt.webp": moving("WEBP"),
        "bewegt.gif": moving("GIF"),
    }


if __name__ == "__main__":
    sky(60, 40).save(RELEASE / "buehne-am-kai.png", optimize=True)
    sky(30, 40).save(RELEASE / "portrait-reents.jpg", quality=70)
    hidden = PngImagePlugin.PngInfo()
    hidden.add_text("Comment", "Quirlander")
    embargoed = HERE / "embargoes" / "releases" / "quirlander"
    sky(20, 20).save(embargoed / "quirlander-bild.png", pnginfo=hidden)
    for release in ("alles", "bild-zuerst"):
        samples = HERE / "print-samples" / "releases" / "2026" / release
        sky(360, 240).save(samples / "quer.jpg", quality=60)
        sky(160, 280).save(samples / "hoch.jpg", quality=60)
    samples = HERE / "print-samples" / "releases" / "2026" / "alles"
    sky(24, 16).save(samples / "winzig.png", optimize=True)
    sky(900, 60).save(samples / "breit.jpg", quality=60)
