"""Law 3: what is not public yet is in no public byte; when it lifts, exactly what must change does."""

from __future__ import annotations

import gzip
import io
import re
import zipfile
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from laws.builds import build, changed, clean_tree, differences, public
from laws.edits import replaced
from laws.pdfs import by_pdfium, decompressed, metadata, page_labels_and_bookmarks
from newsrooms import copy_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SECRETS = {
    "Quirlander": datetime(2025, 6, 2, 14, tzinfo=UTC).timestamp(),  # embargo until 16:00 in Berlin
    "Flibberton": datetime(2025, 6, 3, 6, tzinfo=UTC).timestamp(),  # embargo of the English edition
    "Zwackelstein": datetime(2025, 6, 5, 8, tzinfo=UTC).timestamp(),  # the date of the release
    "Plumpsmeise": datetime(2025, 6, 4, 7, tzinfo=UTC).timestamp(),  # a correction
    "Murxwald": float("inf"),  # a draft
}
LONG_AFTER = datetime(2030, 1, 1, tzinfo=UTC).timestamp()


def seen(path: str, data: bytes) -> str:
    """Return all that a curious reader can get out of a public file."""
    data = gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
    texts = [path, data.decode("utf-8", "ignore"), data.decode("utf-16-be", "ignore"), data.decode("latin-1")]
    if path.endswith(".pdf"):
        inside = decompressed(data)
        texts += [by_pdfium(data), metadata(data), page_labels_and_bookmarks(data)]
        texts += [
            inside.decode("latin-1"),
            inside.decode("utf-16-be", "ignore"),
            inside[1:].decode("utf-16-be", "ignore"),
        ]
    if path.endswith(".zip"):
        with zipfile.ZipFile(io.BytesIO(data)) as kit:
            texts += [seen(name, kit.read(name)) for name in kit.namelist()]
    if path.endswith(".png"):
        with Image.open(io.BytesIO(data)) as picture:
            texts.append(repr(picture.info))
    return "\n".join(texts)


def leaks(folder: Path, word: str) -> list[str]:
    """Return the public files in whose names or bytes a word is."""
    pattern = re.compile(re.escape(word), re.IGNORECASE)
    return sorted(path for path, data in public(folder).items() if pattern.search(seen(path, data)))


@pytest.mark.parametrize("word", SECRETS)
def test_secret_is_in_no_public_byte(word: str, built: Callable[[str], Path]) -> None:
    assert leaks(built("embargoes"), word) == []


@pytest.mark.slow
@pytest.mark.parametrize("word", ["Quirlander", "Flibberton", "Zwackelstein", "Plumpsmeise"])
def test_secret_is_in_no_public_byte_a_moment_before_it_lifts(word: str, tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    build(folder, SECRETS[word] - 0.001)
    assert leaks(folder, word) == []


@pytest.mark.slow
@pytest.mark.parametrize("word", SECRETS)
def test_planted_word_is_found_once_it_is_public(word: str, tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    replaced(folder / "releases" / "murxwald.md", "topics:", "status: ready\ntopics:")
    build(folder, LONG_AFTER)
    kinds = {path.rpartition(".")[2] for path in leaks(folder, word)}
    searched = {"pf_fragment"} if word != "Plumpsmeise" else set()
    assert kinds >= {"html", "pdf", "txt", "xml", "md", "json", "zip"} | searched


@pytest.mark.slow
def test_draft_is_in_no_public_byte_however_late_it_is(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    build(folder, LONG_AFTER)
    assert leaks(folder, "Murxwald") == []


def feeds(*series: str) -> set[str]:
    """Return the paths of the feeds of some series, and of all languages together."""
    return {place + name for place in (*series, "every/") for name in ("feed.xml", "atom.xml", "feed.json")}


CORRECTED = {"sitemap.xml", "sitemap-2025.xml", "releases.json", "2025/releases.json"}
LISTED = {*CORRECTED, "sitemap-pages.xml", "sitemap-news.xml"}


def lifted(folder: Path, moment: float) -> set[str]:
    """Return what changes when the clock reaches a moment; of the search index, one name for each folder."""
    build(folder, moment - 1)
    paths = changed(build(folder, moment))
    return {"/".join(path.split("/")[:2]) if path.startswith("pagefind/") else path for path in paths}


@pytest.mark.slow
def test_lifting_an_embargo_changes_exactly_what_shows_the_release(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    route, stem = "2025/quirlander-fund-im-watt", "2025-06-01-pressemitteilung-quirlander-fund-im-watt"
    speakers = ("speakers/jost-quirlander-behrends/", "speakers/quirlander-presse/")
    assert lifted(folder, SECRETS["Quirlander"]) == {
        f"{route}/index.html",
        *(f"{route}/{stem}{ending}" for ending in (".pdf", ".txt", ".md", ".json", ".png", "-pressemappe.zip")),
        *(
            f"{route}/{file}"
            for file in ("quirlander-bild.png", *(f"web/quirlander-bild.png-20.{kind}" for kind in ("webp", "png")))
        ),
        *(f"{route}/{stem}-quote-{quote}.{kind}" for quote in ("quirlander", "zweites") for kind in ("png", "svg")),
        *("quotes.json", "quotes.csv", "2025/quotes.json", "2025/quotes.csv"),
        *feeds("", "topics/quirlander-forschung/", *speakers),
        *LISTED,
        "index.html",
        "pagefind/de-2025",
        "subscribe/index.html",
        "2025/index.html",
        "archive/index.html",
        "contacts/index.html",
        "speakers/index.html",
        "speakers/jost-quirlander-behrends/index.html",
        "speakers/quirlander-presse/index.html",
        "topics/index.html",
        "topics/quirlander-forschung/index.html",
    }


@pytest.mark.slow
def test_lifting_an_edition_changes_the_page_that_now_links_to_it(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    route, stem = "en/2025/wattbericht-flibberton", "2025-05-20-press-release-wattbericht-flibberton"
    assert lifted(folder, SECRETS["Flibberton"]) == {
        f"{route}/index.html",
        *(f"{route}/{stem}{ending}" for ending in (".pdf", ".txt", ".md", ".json", ".png", "-press-kit.zip")),
        *feeds("en/", "en/topics/flibberton/"),
        *LISTED,
        "en/subscribe/index.html",
        "2025/wattbericht/index.html",
        "2025/index.html",
        "en/index.html",
        "pagefind/en-2025",
        "search/index.html",
        "en/search/index.html",
        "en/2025/index.html",
        "en/archive/index.html",
        "en/contacts/index.html",
        "en/topics/index.html",
        "en/topics/flibberton/index.html",
    }


@pytest.mark.slow
def test_release_with_a_date_to_come_appears_on_that_day(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    assert "2025/zwackelstein/index.html" in lifted(folder, SECRETS["Zwackelstein"])


@pytest.mark.slow
def test_correction_appears_at_its_moment_where_its_release_is_shown(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    replaced(folder / "presskit.toml", "page_length = 2", "page_length = 2\nfeed_length = 9")
    route, stem = "2025/vogelzug", "2025-04-02-pressemitteilung-vogelzug"
    assert lifted(folder, SECRETS["Plumpsmeise"]) == {
        f"{route}/index.html",
        *(f"{route}/{stem}{ending}" for ending in (".pdf", ".txt", ".md", ".json", "-pressemappe.zip")),
        *feeds(""),
        *CORRECTED,
    }
    assert differences(public(folder), clean_tree(folder, SECRETS["Plumpsmeise"])) == []


def test_earlier_correction_is_shown_beside_one_to_come(built: Callable[[str], Path]) -> None:
    assert "2025/vogelzug/index.html" in leaks(built("embargoes"), "zwölf Tage und nicht elf")


def test_correction_to_come_is_not_within_reach_of_a_layout(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room", pdfs=False)
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "feed_item.html").write_text("{{ doc }}")
    build(folder)
    assert leaks(folder, "Plumpsmeise") == []


def test_correction_in_a_file_that_broke_does_not_lift(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room", pdfs=False)
    build(folder)
    replaced(folder / "releases" / "vogelzug.md", "2025-06-04 09:00", "2025-06-34 09:00")
    build(folder)
    build(folder, LONG_AFTER)
    assert leaks(folder, "Plumpsmeise") == []
    assert leaks(folder, "Vogelzug beginnt") != []


def test_release_whose_layout_fails_at_the_correction_stays_as_it_was(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room", pdfs=False)
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "_notice.html").write_text(
        "{% if 'meise' in correction.note %}{{ nothing }}{% endif %}{{ correction.note }}"
    )
    replaced(folder / "presskit.toml", "page_length = 2", "page_length = 2\nfeed_length = 9")
    moment = SECRETS["Plumpsmeise"]
    build(folder, moment - 1)
    before = public(folder)
    for later in range(3):
        build(folder, moment + later)
        assert differences(public(folder), before) == []


def test_lifted_embargo_is_no_longer_printed(built: Callable[[str], Path]) -> None:
    files = public(built("embargoes"))
    shown = "".join(seen(path, data) for path, data in files.items() if "wattbericht" in path)
    assert "Sperrfrist" not in shown


@pytest.mark.slow
def test_clock_that_goes_back_takes_back_what_was_lifted(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    build(folder)
    before = public(folder)
    build(folder, SECRETS["Quirlander"])
    build(folder)
    assert differences(public(folder), before) == []


@pytest.mark.slow
def test_release_made_a_draft_again_goes(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    build(folder)
    replaced(folder / "releases" / "vogelzug.md", "status: ready", "status: draft")
    build(folder)
    assert leaks(folder, "Vogelzug") == []


def test_release_renamed_and_then_made_a_draft_goes(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    build(folder)
    renamed = (folder / "releases" / "vogelzug.md").rename(folder / "releases" / "voegel.md")
    build(folder)
    replaced(renamed, "status: ready", "status: draft")
    build(folder)
    assert leaks(folder, "Vogelzug") == []


def test_embargo_that_was_moved_badly_does_not_lift(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    build(folder)
    release = folder / "releases" / "quirlander" / "index.md"
    replaced(release, "until: 2025-06-02 16:00", "until: 2025-06-31 16:00")
    build(folder)
    build(folder, LONG_AFTER)
    assert leaks(folder, "Quirlander") == []


def test_draft_with_a_mistake_stays_unseen(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    replaced(folder / "releases" / "murxwald.md", "date: 2025-05-01", "date: 2025-05-01\nstatus: reddy")
    build(folder)
    assert leaks(folder, "Murxwald") == []


@pytest.mark.slow
def test_nothing_of_a_secret_is_on_the_way_either(tmp_path: Path) -> None:
    folder, found = copy_of("embargoes", tmp_path / "room"), set[str]()
    (folder / "public").mkdir()
    (folder / "public" / "CNAME").write_text("watt.example")
    build(folder, before=lambda path: found.update(name for name in public(folder) if "quirlander" in name))
    assert found == set()
