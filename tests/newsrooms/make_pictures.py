"""Makes the pictures of the sample newsrooms; they are committed, this is how they came to be."""

from pathlib import Path

from PIL import Image, PngImagePlugin

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
