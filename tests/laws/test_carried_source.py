"""A PDF carries its release: what is extracted builds to the same bytes, and nothing internal is in it."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from laws.builds import build, differences, failures, lend, public
from laws.edits import replaced
from laws.test_law3_embargo import leaks
from newsrooms import NOW, copy_of
from presskit.cli.extracting import extract
from presskit.config import project_at
from presskit.importing.carried import attachments, unpack
from presskit.serving.preview import Preview

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOM = ("presskit.toml", "people.toml", "logo.svg")


def pdfs(folder: Path) -> list[Path]:
    """Return the print PDFs of a newsroom."""
    return sorted((folder / "public").rglob("*.pdf"))


def rebuilt(folder: Path, found: Iterable[Path], target: Path) -> Path:
    """Build a newsroom from what PDFs carry, with the settings and people of another, and return its folder."""
    target.mkdir(parents=True)
    for name in ROOM:
        if (folder / name).exists():
            shutil.copyfile(folder / name, target / name)
    for pdf in found:
        assert extract(str(pdf), str(target), force=False, as_json=False) == 0
    assert failures(build(target)) == []
    return target


@pytest.mark.parametrize(
    "name", ["founding", "bilingual", "embargoes", pytest.param("foreign", marks=pytest.mark.slow)]
)
def test_newsroom_built_from_its_pdfs_is_the_same_to_the_byte(
    name: str, built: Callable[[str], Path], tmp_path: Path
) -> None:
    folder = built(name)
    assert differences(public(rebuilt(folder, pdfs(folder), tmp_path / "again")), public(folder)) == []


@pytest.mark.parametrize("name", ["founding", "bilingual", "embargoes"])
def test_source_and_data_beside_a_pdf_are_what_it_carries(name: str, built: Callable[[str], Path]) -> None:
    for pdf in pdfs(built(name)):
        carried = attachments(str(pdf), pdf.read_bytes())
        texts = {name.rpartition(".")[2]: data for name, data in carried.items() if name.endswith((".md", ".json"))}
        assert {ending: pdf.with_suffix(f".{ending}").read_bytes() for ending in ("md", "json")} == texts


@pytest.mark.parametrize("name", ["founding", "bilingual"])
def test_release_built_from_one_pdf_alone_makes_that_pdf_and_its_page(
    name: str, built: Callable[[str], Path], tmp_path: Path
) -> None:
    before = public(built(name))
    for number, pdf in enumerate(pdfs(built(name))):
        again = public(rebuilt(built(name), [pdf], tmp_path / str(number)))
        path = pdf.relative_to(built(name) / "public").as_posix()
        page = f"{path.rpartition('/')[0]}/index.html"
        assert again[path] == before[path]
        is_alone = b'hreflang="' not in before[page].partition(b"</head>")[0].replace(b'hreflang="x-default"', b"")
        assert (again[page] == before[page]) is (is_alone or again.keys() >= before.keys())


def test_picture_is_carried_while_it_is_small_and_named_when_it_is_not(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    large = folder / "releases" / "2024" / "hafenlicht" / "buehne-am-kai.png"
    Image.effect_noise((1700, 1700), 90).save(large)
    assert large.stat().st_size > 2 * 1024 * 1024
    build(folder)
    pdf = next(path for path in pdfs(folder) if "pressemitteilung-hafenlicht" in path.name)
    parcel = unpack(str(pdf))
    assert [file.path for file in parcel.files] == [
        "releases/2024/hafenlicht/index.md",
        "releases/2024/hafenlicht/portrait-reents.jpg",
        "data/hafenlicht.json",
    ]
    (missing,) = parcel.missing
    assert (missing.path, missing.url) == (
        "releases/2024/hafenlicht/buehne-am-kai.png",
        "https://presse.hafenbuehne.example/newsroom/2024/hafenlicht/buehne-am-kai.png",
    )
    again = rebuilt_with(folder, pdf, large, tmp_path / "again")
    assert again.read_bytes() == pdf.read_bytes()


def rebuilt_with(folder: Path, pdf: Path, picture: Path, target: Path) -> Path:
    """Fetch the missing picture, as `presskit extract` says, then build; return the new PDF."""
    place = target / picture.relative_to(folder)
    place.parent.mkdir(parents=True)
    shutil.copyfile(picture, place)
    for name in ROOM:
        shutil.copyfile(folder / name, target / name)
    extract(str(pdf), str(target), force=False, as_json=False)
    build(target)
    return target / pdf.relative_to(folder)


def test_picture_in_a_folder_comes_back_under_its_own_name(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    release = folder / "releases" / "2024" / "hafenlicht"
    (release / "bilder").mkdir()
    (release / "portrait-reents.jpg").rename(release / "bilder" / "Bühne 2.jpg")
    replaced(release / "index.md", "file: portrait-reents.jpg", "file: bilder/Bühne 2.jpg")
    build(folder)
    pdf = next(path for path in pdfs(folder) if "pressemitteilung-hafenlicht" in path.name)
    assert "bilder-Bühne-2.jpg" in attachments(str(pdf), pdf.read_bytes())
    again = rebuilt(folder, [pdf], tmp_path / "again")
    assert (again / "releases/2024/hafenlicht/bilder/Bühne 2.jpg").exists()
    assert (again / pdf.relative_to(folder)).read_bytes() == pdf.read_bytes()


def test_renaming_a_file_changes_no_pdf(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    build(folder)
    before = public(folder)
    release = folder / "releases" / "2011" / "kreativwirtschaft-ruhr.md"
    release.rename(release.with_name("fassung-7-nach-anruf.md"))
    build(folder)
    assert differences(public(folder), before) == []


# --- what stays inside

INTERNAL = """\
---
id: sitzung
# Kommentarium im Kopf
headline: Die Sitzung # Kommentarium daneben
date: 2024-05-02
status: ready
embargo: {until: 2024-05-03 10:00, note: Notizium}
budget: Schluesselium
"Kommentarium": {a: [Schluesselium]}
quotes:
  - id: eins
    speaker: {name: Jo Ott, phone: Schluesselium}
    text: Wir beginnen
    approved: {by: Genehmigium, on: 2024-05-01, wording: 74ea7c9fe66f4165}
    note: Schluesselium
media:
  - {file: bild.png, alt: Ein Bild, note: Schluesselium}
corrections:
  - {on: 2024-05-04 09:00, note: Ein Wort, by: Schluesselium}
---
Ein Satz<!-- Kommentarium --> und mehr.

<!--
Kommentarium > über mehrere

Zeilen
-->

- a

<!-- Kommentarium trennt -->

- b

> Zitat
> <!-- Kommentarium -->

[//]: # (Kommentarium)

Ein [Ordner](file:///srv/Ordnerium), ein ![Bild](Bildnamium.png).

::quote[eins]

[^1]: Fussnotium
"""
MARKERS = (
    *("Kommentarium", "Notizium", "Schluesselium", "Genehmigium", "74ea7c9fe66f4165", "Dateinamium"),
    *("Ordnerium", "Bildnamium", "Fussnotium"),
)


@pytest.fixture(scope="module")
def internal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newsroom with a marker in each place that is internal, built."""
    folder = copy_of("founding", tmp_path_factory.mktemp("internal") / "room")
    release = folder / "releases" / "dateinamium" / "Dateinamium.md"
    release.parent.mkdir()
    release.write_text(INTERNAL, encoding="utf-8")
    with io.BytesIO() as picture:
        Image.new("RGB", (4, 4)).save(picture, "PNG")
        release.with_name("bild.png").write_bytes(picture.getvalue())
    assert failures(build(folder)) == []
    assert (folder / "public" / "2024" / "sitzung").is_dir()
    return folder


@pytest.mark.parametrize("marker", MARKERS)
def test_internal_marker_is_in_no_public_byte(marker: str, internal: Path) -> None:
    carried = [
        (pdf.name, name)
        for pdf in pdfs(internal)
        for name, data in attachments(str(pdf), pdf.read_bytes()).items()
        if marker.lower() in (name + data.decode("utf-8", "ignore")).lower()
    ]
    assert (leaks(internal, marker), carried) == ([], [])


def test_what_stands_beside_internal_marks_is_carried(internal: Path) -> None:
    (pdf,) = (internal / "public" / "2024" / "sitzung").glob("*.pdf")
    source = attachments(str(pdf), pdf.read_bytes())["sitzung.md"].decode()
    assert source.partition("\n---\n")[2] == (
        "Ein Satz und mehr.\n\n- a\n\n<!-- -->\n\n- b\n\n> Zitat\n>\n\n\nEin Ordner, ein Bild.\n\n::quote[eins]\n"
    )


def test_preview_of_an_embargoed_release_carries_its_embargo_and_note(tmp_path: Path) -> None:
    folder = copy_of("embargoes", tmp_path / "room")
    lend(folder)
    preview = Preview(project_at(str(folder)), lambda: NOW)
    plan = preview.current().plan
    assert plan
    (path,) = (path for path in plan.artifacts if path.endswith("-quirlander-fund-im-watt.pdf"))
    pdf = preview.made(path)
    preview.library.close()
    assert isinstance(pdf, bytes)
    found = attachments(path, pdf)
    written = "until: 2025-06-02 16:00+02:00\n  note: Quirlander erst nach der Pressekonferenz\n"
    assert written in found["quirlander-fund-im-watt.md"].decode()
    assert json.loads(found["quirlander-fund-im-watt.json"])["embargo"] == {
        "until": "2025-06-02T16:00:00+02:00",
        "note": "Quirlander erst nach der Pressekonferenz",
    }


# --- any release

# What print has fonts for, since any other character is an error of its own.
TEXTS = st.text(st.characters(max_codepoint=0x17F, exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).map(
    lambda text: f"W{text}"
)
FRONTS = st.fixed_dictionaries(
    {"headline": TEXTS},
    optional={
        "kicker": TEXTS,
        "subheadline": TEXTS,
        "place": st.one_of(TEXTS, st.just("")),
        "summary": TEXTS,
        "topics": st.lists(TEXTS, max_size=2),
        "quotes": st.lists(
            st.fixed_dictionaries({"id": st.just("q"), "speaker": st.just({"name": "no"}), "text": TEXTS}), max_size=1
        ),
        "corrections": st.lists(st.fixed_dictionaries({"on": st.just("2024-05-03 09:00"), "note": TEXTS}), max_size=1),
        "language": st.sampled_from(["de"]),
    },
)


@pytest.mark.slow
@given(FRONTS, TEXTS)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_release_is_the_same_bytes_when_built_from_its_pdf(front: dict[str, Any], body: str) -> None:
    with TemporaryDirectory() as place:
        folder = copy_of("founding", Path(place) / "room")
        shutil.rmtree(folder / "releases")
        (folder / "releases").mkdir()
        head = json.dumps({"id": "x", "date": "2024-05-02", "status": "ready", **front}, ensure_ascii=False)
        placed = "::quote[q]" if front.get("quotes") else ""
        (folder / "releases" / "x.md").write_text(
            f"---\n{head}\n---\n{body} <!-- c -->\n\n{placed}\n", encoding="utf-8"
        )
        build(folder)
        again = rebuilt(folder, pdfs(folder), Path(place) / "again")
        assert len(pdfs(folder)) == 1
        assert differences(public(again), public(folder)) == []
