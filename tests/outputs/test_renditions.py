"""Web renditions of pictures, the figures that show them, and photos that cannot be shown."""

from __future__ import annotations

import json
import shutil
import subprocess
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree, html
from PIL import Image

from conftest import needs
from laws.builds import build, failures, made, problems
from newsrooms import tree
from newsrooms.make_pictures import broken, cut_out, from_camera, moving, saved, unusual
from presskit.outputs.pictures.credits import MOST_CHARACTERS, Told, iptc, xmp
from presskit.outputs.pictures.renditions import ENCODERS
from presskit.planning.renditions import media_type

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = '[newsroom]\nname = "Hafen"\nbase_url = "https://hafen.example"\n[outputs]\nenabled = '
ALL = '["renditions", "page", "index", "text", "rss"]'
ADDRESS = "https://hafen.example/2024/tor"
CONTENT, MEDIA = "http://purl.org/rss/1.0/modules/content/", "http://search.yahoo.com/mrss/"
HEAD = "id: {0}\nheadline: Das Tor & der Kran\ndate: 2024-05-02\nstatus: ready\nmedia:\n{1}\n"
TOR = (
    "- {file: tor.jpg, alt: Ein <Tor>, caption: Das Tor steht offen, credit: Mia Ädler / Hafen, rights: Frei mit Namen}"
)
OTHERS = "".join(f"\n- {{file: {name}, alt: Bild}}" for name in ("logo.png", "tanz.gif", "plan.svg"))
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>'
PLAN = {
    "tor.jpg-480.avif": (480, 640),
    "tor.jpg-480.jpg": (480, 640),
    "tor.jpg-900.avif": (900, 1200),
    "tor.jpg-900.jpg": (900, 1200),
    "logo.png-480.webp": (480, 240),
    "logo.png-480.png": (480, 240),
    "logo.png-600.webp": (600, 300),
    "logo.png-600.png": (600, 300),
}


def newsroom(folder: Path, media: str = TOR + OTHERS, enabled: str = ALL) -> Path:
    """Lay out a newsroom with one release and its pictures."""
    release = folder / "releases" / "2024" / "tor"
    release.mkdir(parents=True)
    (folder / "presskit.toml").write_text(SETTINGS + enabled, encoding="utf-8")
    (release / "tor.jpg").write_bytes(from_camera(900, 1200))
    (release / "logo.png").write_bytes(saved(cut_out(600, 300), "PNG"))
    (release / "tanz.gif").write_bytes(moving("GIF"))
    (release / "plan.svg").write_text(SVG, encoding="utf-8")
    body = "Das Tor ist offen.\n\n::figure[tor.jpg]\n\nEs bleibt offen.\n"
    (release / "index.md").write_text(f"---\n{HEAD.format('tor', media)}---\n{body}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom with a photo, a graphic, an animation and a drawing, built; nobody changes it."""
    folder = newsroom(tmp_path_factory.mktemp("renditions") / "room")
    assert failures(build(folder)) == []
    return folder


@pytest.fixture
def own_room(tmp_path: Path) -> Path:
    """Return another newsroom like that one, built, to change."""
    folder = newsroom(tmp_path / "room")
    build(folder)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return tree(folder / "public" / "2024" / "tor" / "web")


def picture(folder: Path, name: str) -> Image.Image:
    return Image.open(BytesIO(files(folder)[name]))


def figures(folder: Path, release: str = "tor") -> list[Any]:
    page = html.document_fromstring((folder / "public" / "2024" / release / "index.html").read_bytes())
    return page.xpath("//figure[@class = 'picture']")


def edit(folder: Path, old: str, new: str) -> None:
    release = folder / "releases" / "2024" / "tor" / "index.md"
    text = release.read_text(encoding="utf-8")
    assert old in text
    release.write_text(text.replace(old, new), encoding="utf-8")


# --- the files


def test_every_rendition_has_the_type_and_size_that_the_plan_says(room: Path) -> None:
    assert {name: picture(room, name).size for name in files(room)} == PLAN
    assert all(picture(room, name).get_format_mimetype() == media_type(name) for name in PLAN)


def test_photo_is_upright_and_in_the_colours_that_were_meant(room: Path) -> None:
    for name in ("tor.jpg-480.jpg", "tor.jpg-900.avif"):
        image = picture(room, name).convert("RGB")
        top, bottom = (image.getpixel((240, y)) for y in (60, image.height - 60))
        assert (top[0] > 180 > 60 > top[1], bottom[2] > 180) == (True, True), (name, top, bottom)  # type: ignore[index]


@pytest.mark.parametrize("name", ["logo.png-480.webp", "logo.png-480.png"])
def test_what_is_transparent_stays_so(name: str, room: Path) -> None:
    image = picture(room, name).convert("RGBA")
    assert image.getpixel((2, 2))[3] == 0  # type: ignore[index]
    assert [abs(a - b) < 3 for a, b in zip(image.getpixel((240, 120)), (200, 30, 60, 255), strict=True)] == [True] * 4  # type: ignore[arg-type]


def test_nothing_that_a_camera_noted_is_in_a_rendition(room: Path) -> None:
    original = room / "releases" / "2024" / "tor" / "tor.jpg"
    assert b"GEHEIMKAMERA" in original.read_bytes()
    for name, data in files(room).items():
        assert b"GEHEIM" not in data, name
        assert (dict(picture(room, name).getexif()), "icc_profile" in picture(room, name).info) == ({}, False), name


def test_original_is_published_as_it_is(room: Path) -> None:
    published = room / "public" / "2024" / "tor" / "tor.jpg"
    assert published.read_bytes() == (room / "releases" / "2024" / "tor" / "tor.jpg").read_bytes()


@pytest.mark.parametrize("name", [name for name in PLAN if name.startswith("tor")])
def test_credit_and_rights_are_in_every_rendition(name: str, room: Path) -> None:
    packet = etree.fromstring(picture(room, name).info["xmp"])
    told = {etree.QName(element).localname: "".join(element.itertext()) for element in packet[0][0]}
    assert told == {
        "Headline": "Das Tor & der Kran",
        "description": "Das Tor steht offen",
        "AltTextAccessibility": "Ein <Tor>",
        "creator": "Mia Ädler / Hafen",
        "Credit": "Mia Ädler / Hafen",
        "rights": "Frei mit Namen",
        "UsageTerms": "Frei mit Namen",
        "Marked": "True",
    }


def test_exiftool_reads_credit_and_rights_in_every_format(room: Path) -> None:
    program = [needs("exiftool"), "-j", "-G1", "-validate", "-all", "-r", str(room / "public" / "2024" / "tor" / "web")]
    for found in json.loads(subprocess.run(program, capture_output=True, check=True).stdout):
        assert found["ExifTool:Validate"] == "OK", found
        assert found["XMP-photoshop:Headline"] == "Das Tor & der Kran"
        if "logo" in found["SourceFile"]:
            continue
        assert (found["XMP-photoshop:Credit"], found["XMP-dc:Rights"]) == ("Mia Ädler / Hafen", "Frei mit Namen")
        if found["SourceFile"].endswith(".jpg"):
            names = ("By-line", "Credit", "CopyrightNotice", "Caption-Abstract", "Headline")
            assert [found[f"IPTC:{name}"] for name in names] == [
                *("Mia Ädler / Hafen", "Mia Ädler / Hafen"),
                *("Frei mit Namen", "Das Tor steht offen", "Das Tor & der Kran"),
            ]


@pytest.mark.parametrize("kind", list(ENCODERS))
@pytest.mark.parametrize("size", [(1, 1), (1, 700)])
def test_longest_texts_fit_into_the_smallest_picture(kind: str, size: tuple[int, int]) -> None:
    told = Told(*("&" * 5_000,) * 5)
    image = Image.open(BytesIO(ENCODERS[kind](Image.new("RGB", size, "red"), told)))
    image.load()
    assert image.size == size
    assert etree.fromstring(image.info["xmp"]).xpath("string(//*[local-name() = 'Credit'])")[-2:] == "&…"


def test_text_that_is_cut_in_iptc_ends_in_a_whole_character() -> None:
    assert len(iptc(Told(caption="ä" * 5_000))) < 2_200
    assert iptc(Told(caption="x" + "ä" * 5_000)).decode("latin-1").count("Ã¤") == 999
    assert len(xmp(Told(caption="ä" * 5_000)).decode()) < MOST_CHARACTERS + 1_000


# --- the page


def test_page_offers_every_rendition_with_its_width(room: Path) -> None:
    figure = figures(room)[0]
    (source,), (image,) = figure.xpath(".//source"), figure.xpath(".//img")
    assert source.get("type") == "image/avif"
    assert source.get("srcset") == "web/tor.jpg-480.avif 480w, web/tor.jpg-900.avif 900w"
    assert image.get("srcset") == "web/tor.jpg-480.jpg 480w, web/tor.jpg-900.jpg 900w"
    assert [image.get(key) for key in ("src", "width", "height")] == ["web/tor.jpg-900.jpg", "900", "1200"]


def test_only_a_picture_that_is_not_seen_at_once_waits(room: Path) -> None:
    loading = [figure.xpath("string(.//img/@loading)") for figure in figures(room)]
    assert loading == ["", "lazy", "lazy", "lazy"]


def test_way_to_the_original_says_what_it_is_and_how_large(room: Path) -> None:
    way = figures(room)[0].xpath(".//a")[0]
    size = (room / "public" / "2024" / "tor" / "tor.jpg").stat().st_size
    assert (way.get("href"), way.text) == ("tor.jpg", f"Bild herunterladen (JPEG, {round(size / 1000)}\u00a0kB)")
    assert way.get("aria-label") == f"{way.text}: Das Tor steht offen"


@pytest.mark.parametrize("name", ["tanz.gif", "plan.svg"])
def test_what_moves_or_fits_any_size_is_shown_as_it_is(name: str, room: Path) -> None:
    (image,) = [figure.xpath(".//img")[0] for figure in figures(room) if figure.xpath(f".//img[@src = '{name}']")]
    assert image.get("srcset") is None
    assert not [file for file in files(room) if file.startswith(name)]


# --- what is made again


def test_edit_of_the_text_makes_no_rendition(own_room: Path) -> None:
    edit(own_room, "bleibt offen", "ist offen")
    assert {path.split("/")[-1] for path in made(build(own_room)) if "/web/" in path} == set()


def test_new_caption_makes_the_renditions_of_its_picture(own_room: Path) -> None:
    edit(own_room, "steht offen", "steht weit offen")
    again = {path.split("/")[-1] for path in made(build(own_room)) if "/web/" in path}
    assert again == {name for name in PLAN if name.startswith("tor")}
    assert b"weit offen" in files(own_room)["tor.jpg-480.avif"]


def test_many_workers_make_the_same_bytes(room: Path, tmp_path: Path) -> None:
    other = newsroom(tmp_path / "other")
    build(other, workers=3)
    assert files(other) == files(room)


def test_newsroom_may_go_without_renditions(own_room: Path) -> None:
    (own_room / "presskit.toml").write_text(SETTINGS + '["page", "index"]', encoding="utf-8")
    build(own_room)
    assert files(own_room) == {}
    image = figures(own_room)[0].xpath(".//img")[0]
    assert [image.get(key) for key in ("src", "srcset", "width", "height")] == ["tor.jpg", None, "900", "1200"]


# --- pictures that cannot be shown, and those that are rare


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom with a release for each broken and each unusual picture, not built yet."""
    folder = tmp_path_factory.mktemp("gallery") / "room"
    (folder / "releases").mkdir(parents=True)
    (folder / "presskit.toml").write_text(SETTINGS + ALL, encoding="utf-8")
    for name, data in (broken() | unusual()).items():
        (folder / "releases" / name).write_bytes(data)
        stem, media = name.replace(".", "-"), f"- {{file: {name}, alt: Bild, caption: Die Unterschrift}}"
        body = f"Das Tor steht.\n\n::figure[{name}]\n\nEs bleibt.\n"
        release = f"---\n{HEAD.format(stem, media)}---\n{body}"
        (folder / "releases" / f"{stem}.md").write_text(release, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def found(gallery: Path) -> list[str]:
    """Return what the build of that newsroom finds."""
    events = build(gallery)
    assert failures(events) == []
    return [problem for problem in problems(events) if "PK208" not in problem]


def test_broken_picture_is_a_problem_and_an_unusual_one_is_none(found: list[str]) -> None:
    assert [problem.split(" ")[0] for problem in found] == ["PK305"] * len(broken())
    assert {stem for stem in (name.replace(".", "-") for name in broken()) if stem in str(found)} == {
        name.replace(".", "-") for name in broken()
    }


@pytest.mark.parametrize("name", list(broken()))
def test_broken_picture_costs_the_picture_and_not_the_release(name: str, gallery: Path, found: list[str]) -> None:
    folder = gallery / "public" / "2024" / name.replace(".", "-")
    page = html.document_fromstring((folder / "index.html").read_bytes())
    assert page.xpath("//figure | //img") == []
    assert "Es bleibt." in page.text_content()
    assert "Unterschrift" not in next(folder.glob("*.txt")).read_text(encoding="utf-8")
    assert {path.suffix for path in folder.iterdir()} == {".html", ".txt"}
    assert name not in (gallery / "public" / "feed.xml").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(unusual()))
def test_unusual_picture_is_shown(name: str, gallery: Path, found: list[str]) -> None:
    (image,) = [figure.xpath(".//img")[0] for figure in figures(gallery, name.replace(".", "-"))]
    assert (gallery / "public" / "2024" / name.replace(".", "-") / image.get("src")).is_file()
    assert (image.get("src") == name) == name.startswith("bewegt")


def test_photo_of_cmyk_is_in_its_colours(gallery: Path, found: list[str]) -> None:
    image = Image.open(gallery / "public" / "2024" / "druck-jpg" / "web" / "druck.jpg-60.jpg")
    red, green, blue = image.getpixel((30, 20))  # type: ignore[misc]
    assert (red > 240, green < 15, blue > 240) == (True, True, True)


def test_picture_that_is_mended_is_shown(gallery: Path, found: list[str], tmp_path: Path) -> None:
    folder = shutil.copytree(gallery, tmp_path / "room", symlinks=True)
    (folder / "releases" / "leer.jpg").write_bytes(saved(Image.new("RGB", (60, 40)), "JPEG"))
    assert "2024/leer-jpg/web/leer.jpg-60.avif" in made(build(folder))
    assert len(figures(folder, "leer-jpg")) == 1


def test_print_sheet_is_made_without_a_broken_picture(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "- {file: tor.jpg, alt: Ein Tor, caption: Die Unterschrift}", '["print_pdf"]')
    (folder / "releases" / "2024" / "tor" / "tor.jpg").write_bytes(broken()["abgeschnitten.jpg"])
    events = build(folder)
    assert failures(events) == []
    assert {path.rpartition(".")[2] for path in made(events)} == {"pdf"}


def test_feeds_show_the_picture_for_websites_and_enclose_the_original(room: Path) -> None:
    item = etree.fromstring((room / "public" / "feed.xml").read_bytes()).find("channel/item")
    assert item is not None
    content = html.fromstring(str(item.findtext(f"{{{CONTENT}}}encoded")))
    shown = {str(image.get("src")): (image.get("width"), image.get("height")) for image in content.iter("img")}
    assert shown[f"{ADDRESS}/web/tor.jpg-900.jpg"] == ("900", "1200")
    assert shown[f"{ADDRESS}/plan.svg"] == (None, None)
    assert f"{ADDRESS}/tor.jpg" in [media.get("url") for media in item.iter(f"{{{MEDIA}}}content")]


def test_a_page_tells_search_engines_the_original_and_the_picture_for_websites(room: Path) -> None:
    page = html.fromstring((room / "public" / "2024" / "tor" / "index.html").read_bytes())
    image = json.loads(page.findtext(".//script[@type='application/ld+json']"))["image"][0]
    assert image["contentUrl"] == f"{ADDRESS}/tor.jpg"
    assert image["thumbnailUrl"] == f"{ADDRESS}/web/tor.jpg-900.jpg"
