"""Pictures as they are printed: whatever a camera or a program saves, and nothing of it but what is seen."""

from __future__ import annotations

import os
import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from PIL import Image, ImageDraw, ImageOps

from errors.newsroom import lay_out
from laws.builds import build, failures
from newsrooms.make_pictures import swapped_profile
from presskit.outputs.print_pdf.pictures import BOX_PX, printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GPS = 0x8825
ORIENTATION = 0x0112


def noise(width: int = 60, height: int = 40) -> Image.Image:
    return Image.merge("RGB", [Image.effect_noise((width, height), 80) for _ in range(3)])


def flat(colour: Any, mode: str = "RGB", size: tuple[int, int] = (60, 40)) -> Image.Image:
    return Image.new(mode, size, colour)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def printed(data: bytes) -> Image.Image:
    return Image.open(BytesIO(printable(data)[1]))


def colour_of(image: Image.Image) -> tuple[int, ...]:
    found = image.convert("RGB").getpixel((image.width // 2, image.height // 2))
    assert isinstance(found, tuple)
    return found


def near(one: tuple[int, ...], other: tuple[int, ...], by: int = 6) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


def test_large_photo_is_scaled_to_print_resolution() -> None:
    image = printed(saved(noise(4000, 3000), "JPEG"))
    assert (image.format, image.size) == ("JPEG", (1385, 1039))


def test_tall_photo_is_scaled_to_the_height_it_may_have() -> None:
    assert printed(saved(noise(1000, 4000), "JPEG")).size == (260, BOX_PX[1])


def test_small_picture_keeps_its_pixels() -> None:
    assert printed(saved(noise(), "JPEG")).size == (60, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_kind_of_picture_is_printed_in_its_colour(kind: str) -> None:
    assert near(colour_of(printed(saved(flat((180, 40, 90)), kind))), (180, 40, 90))


def test_cmyk_photo_of_adobe_is_printed_in_its_colours() -> None:
    magenta = saved(flat((0, 255, 0, 0), "CMYK"), "JPEG", quality=95)
    image = printed(magenta)
    assert (image.mode, near(colour_of(image), (255, 0, 255), 12)) == ("RGB", True)


def test_cmyk_photo_of_another_program_is_printed_in_its_colours() -> None:
    data = saved(flat((255, 0, 255, 255), "CMYK"), "JPEG", quality=95)  # Pillow writes it inverted, as Adobe does
    at = data.index(b"Adobe") - 4
    length = int.from_bytes(data[at + 2 : at + 4], "big") + 2
    assert near(colour_of(printed(data[:at] + data[at + length :])), (255, 0, 255), 12)


def test_photo_that_a_camera_turned_is_upright() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    left_red = flat("blue", size=(80, 40))
    left_red.paste("red", (0, 0, 40, 40))
    image = printed(saved(left_red, "JPEG", exif=exif, quality=95))
    assert image.size == (40, 80)
    assert near(tuple(image.getpixel((20, 10))), (254, 0, 0), 12)  # type: ignore[arg-type]
    assert ORIENTATION not in image.getexif()


def test_large_photo_that_a_camera_turned_fits_the_sheet() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 8
    assert printed(saved(noise(4000, 3000), "JPEG", exif=exif)).size == (779, 1039)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_all_ways_a_camera_turns_are_as_pillow_turns_them(orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    picture = ImageOps.colorize(Image.linear_gradient("L").resize((64, 32)), "red", "blue")
    data = saved(picture, "PNG", exif=exif)
    expected = ImageOps.exif_transpose(Image.open(BytesIO(data)))
    found = printed(data)
    assert found.size == expected.size
    for at in ((3, 3), (found.width - 4, 3), (3, found.height - 4)):
        assert near(found.convert("RGB").getpixel(at), expected.getpixel(at), 24)  # type: ignore[arg-type]


def test_where_a_photo_was_taken_is_not_printed() -> None:
    exif = Image.Exif()
    exif[0x010F] = "GEHEIMNIS"
    exif.get_ifd(GPS)[1] = "N"
    data = saved(noise(), "JPEG", exif=exif, comment=b"GEHEIMNIS", dpi=(72, 72))
    _, out = printable(data)
    assert b"GEHEIMNIS" in data
    assert b"GEHEIMNIS" not in out
    assert dict(Image.open(BytesIO(out)).getexif()) == {}


def test_text_in_a_png_is_not_printed() -> None:
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    info.add_text("Author", "GEHEIMNIS")
    ending, out = printable(saved(flat("red"), "PNG", pnginfo=info))
    assert (ending, b"GEHEIMNIS" in out) == ("png", False)


def test_photo_saved_as_png_is_printed_as_jpeg() -> None:
    assert printable(saved(noise(600, 400), "PNG"))[0] == "jpg"


def test_line_art_stays_sharp() -> None:
    drawing = flat("white", size=(600, 400))
    ImageDraw.Draw(drawing).line((10, 10, 590, 390), "black", 3)
    ending, out = printable(saved(drawing, "PNG"))
    assert ending == "png"
    assert Image.open(BytesIO(out)).convert("RGB").getcolors() == drawing.getcolors()


def test_what_is_transparent_is_paper() -> None:
    assert near(colour_of(printed(saved(flat((255, 0, 0, 0), "RGBA"), "PNG"))), (255, 255, 255))


def test_what_is_half_transparent_is_half_paper() -> None:
    assert near(colour_of(printed(saved(flat((255, 0, 0, 128), "RGBA"), "PNG"))), (255, 127, 127))


def test_transparent_colour_of_a_palette_is_paper() -> None:
    image = flat(1, "P")
    image.putpalette([0, 0, 0, 255, 0, 0])
    assert near(colour_of(printed(saved(image, "PNG", transparency=1))), (255, 255, 255))


def test_sixteen_bits_of_grey_are_not_cut_off() -> None:
    grey = Image.new("I;16", (60, 40), 40_000)
    assert near(colour_of(printed(saved(grey, "PNG"))), (156, 156, 156))


def test_animated_picture_is_printed_with_its_first_frame() -> None:
    frames = [flat(colour) for colour in ("red", "lime", "blue")]
    data = saved(frames[0], "GIF", save_all=True, append_images=frames[1:], duration=100)
    assert near(colour_of(printed(data)), (255, 0, 0))


def test_colours_of_another_profile_are_those_that_were_meant() -> None:
    data = saved(flat((250, 10, 20)), "JPEG", icc_profile=swapped_profile(), quality=95)
    assert near(colour_of(printed(data)), (10, 250, 20), 12)


def test_profile_that_cannot_be_read_is_left_out() -> None:
    data = saved(flat((180, 40, 90)), "JPEG", icc_profile=b"no profile")
    assert near(colour_of(printed(data)), (180, 40, 90))


def test_same_picture_gives_the_same_bytes() -> None:
    data = saved(noise(1600, 1200), "JPEG")
    assert printable(data) == printable(data)


# --- in a newsroom


def newsroom(folder: Path) -> Path:
    lay_out(None, folder)
    settings = (folder / "presskit.toml").read_text(encoding="utf-8")
    (folder / "presskit.toml").write_text(settings.replace('"page", "index", "rss"', '"print_pdf"'), encoding="utf-8")
    (folder / "releases" / "gute-nachricht.md").unlink()
    head = "id: tor\nheadline: Das Tor\ndate: 2024-05-02\nstatus: ready\nmedia:\n- {file: tor.jpg, alt: Ein Tor}\n"
    (folder / "releases" / "tor.md").write_text(f"---\n{head}---\nDas Tor steht.\n\n::figure[tor.jpg]\n", "utf-8")
    return folder


def pdf_of(folder: Path) -> bytes:
    return next((folder / "public").rglob("*.pdf")).read_bytes()


@pytest.fixture
def large_photo() -> Iterator[bytes]:
    yield saved(Image.effect_noise((300, 200), 60).resize((9_500, 6_320)).convert("RGB"), "JPEG", quality=90)


@pytest.mark.slow
def test_photo_of_sixty_megapixels_makes_a_small_pdf(large_photo: bytes, tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room")
    (folder / "releases" / "tor.jpg").write_bytes(large_photo)
    assert failures(build(folder)) == []
    assert len(pdf_of(folder)) < 700_000 < len(large_photo)


def test_picture_is_prepared_once_and_kept(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room")
    (folder / "releases" / "tor.jpg").write_bytes(saved(noise(2000, 1000), "JPEG"))
    build(folder)
    kept = {path.name: path.stat().st_mtime_ns for path in (folder / ".presskit" / "pictures").iterdir()}
    first = pdf_of(folder)
    shutil.rmtree(folder / "public")
    build(folder)
    assert {path.name: path.stat().st_mtime_ns for path in (folder / ".presskit" / "pictures").iterdir()} == kept
    assert (len(kept), pdf_of(folder)) == (1, first)


def test_where_a_photo_was_taken_is_in_no_printed_byte(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room")
    exif = Image.Exif()
    exif[0x010F] = "GEHEIMNIS"
    (folder / "releases" / "tor.jpg").write_bytes(saved(noise(), "JPEG", exif=exif))
    build(folder)
    with pikepdf.open(BytesIO(pdf_of(folder))) as pdf:
        attached = [pdf.attachments[name].obj.EF.F.objgen for name in pdf.attachments]  # the original, as it is
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream) and thing.objgen not in attached]
        assert any(stream.get("/Filter") == "/DCTDecode" for stream in streams)
        assert [stream for stream in streams if b"GEHEIMNIS" in stream.read_raw_bytes()] == []


def test_picture_that_another_one_replaces_is_prepared_again(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room")
    (folder / "releases" / "tor.jpg").write_bytes(saved(flat("red"), "JPEG"))
    build(folder)
    first = pdf_of(folder)
    (folder / "releases" / "tor.jpg").write_bytes(saved(flat("blue"), "JPEG"))
    build(folder)
    assert pdf_of(folder) != first


def test_picture_that_leads_out_of_the_project_is_in_no_pdf(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room")
    (tmp_path / "secret.jpg").write_bytes(saved(flat("red"), "JPEG"))
    os.symlink(tmp_path / "secret.jpg", folder / "releases" / "tor.jpg")
    build(folder)
    with pikepdf.open(BytesIO(pdf_of(folder))) as pdf:
        assert set(pdf.attachments) == {"tor.md", "tor.json"}
        streams = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Stream)]
        assert [stream for stream in streams if stream.get("/Filter") == "/DCTDecode"] == []
