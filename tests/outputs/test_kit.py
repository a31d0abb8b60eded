"""The press kit: what stands beside the page, to the byte, and a sheet that says what pictures show."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from laws.builds import build, failures, made
from laws.edits import replaced
from newsrooms import REPOSITORY, copy_of

if TYPE_CHECKING:
    from pathlib import Path

STEM = "2024-09-12-pressemitteilung-hafenlicht"
RUHR = "public/2011/kreativwirtschaft-ruhr"


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bilingual newsroom, built."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("kit") / "room")
    build(folder)
    return folder


def kit_of(folder: Path, route: str) -> dict[str, bytes]:
    """Return the files of a kit by name below its folder."""
    (path,) = (folder / route).glob("*.zip")
    with zipfile.ZipFile(path) as kit:
        assert kit.testzip() is None
        return {name.removeprefix(f"{path.stem}/"): kit.read(name) for name in kit.namelist()}


def test_kit_holds_what_stands_beside_the_page(stage: Path) -> None:
    page, kit = stage / "public" / "2024" / "hafenlicht", kit_of(stage, "public/2024/hafenlicht")
    beside = {f"{STEM}.{ending}" for ending in ("pdf", "txt", "md", "json")}
    pictures = {"bilder/buehne-am-kai.png", "bilder/portrait-reents.jpg"}
    pictures |= {"bilder/web/buehne-am-kai.png-60.png", "bilder/web/portrait-reents.jpg-30.jpg"}
    assert kit.keys() == {*beside, *pictures, "bildtexte-und-zitate.txt"}
    assert [name for name in beside | pictures if kit[name] != (page / name.removeprefix("bilder/")).read_bytes()] == []


def test_kit_speaks_the_language_of_the_edition(stage: Path) -> None:
    kit = kit_of(stage, "public/en/2024/hafenlicht")
    assert "captions-and-quotes.txt" in kit
    assert "pictures/buehne-am-kai.png" in kit


def test_sheet_says_what_pictures_show_and_who_spoke(stage: Path) -> None:
    text = kit_of(stage, "public/2024/hafenlicht")["bildtexte-und-zitate.txt"].decode()
    blocks = text.replace("\u00a0", " ").split("\n\n")
    assert blocks[3:7] == [
        "Bildmaterial\n------------",
        "bilder/buehne-am-kai.png (1 kB, 60 × 40 px)\nFür das Web: bilder/web/buehne-am-kai.png-60.png\n"
        "Bildtext: Probe am Kai\n"
        "Bildbeschreibung: Bühne mit Kran vor Abendhimmel\nBildnachweis: Foto: Wiebke Onken\n"
        "Nutzung: Abdruck honorarfrei bei Namensnennung",
        "bilder/portrait-reents.jpg (1 kB, 30 × 40 px)\nFür das Web: bilder/web/portrait-reents.jpg-30.jpg\n"
        "Bildtext: Onno Reents\n"
        "Bildbeschreibung: Onno Reents im Foyer\nBildnachweis: Foto: Wiebke Onken",
        "Zitate\n------",
    ]
    assert (
        "„Ein Theater, das seine Stadt so ernst nimmt, verdient jede Unterstützung“\n"
        "– Gesine Tammen, Vorsitzende, Tidenstiftung" in blocks
    )


def test_files_are_dated_by_the_release(stage: Path) -> None:
    (path,) = (stage / "public" / "2024" / "hafenlicht").glob("*.zip")
    with zipfile.ZipFile(path) as kit:
        entries = kit.infolist()
    assert {entry.date_time for entry in entries} == {(2024, 9, 13, 9, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o644}
    assert [entry.filename for entry in entries] == sorted(entry.filename for entry in entries)


def test_release_older_than_zip_has_a_kit(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    (folder / "presskit.toml").open("a").write('[outputs]\nenabled = ["kit", "text"]\n')
    replaced(folder / "releases" / "2011" / "kreativwirtschaft-ruhr.md", "date: 2011-11-28", "date: 1911-11-28")
    assert failures(build(folder)) == []
    assert len(kit_of(folder, "public/1911/kreativwirtschaft-ruhr")) == 2


def test_pictures_beyond_the_limit_are_named_with_their_address(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    (folder / "presskit.toml").write_text(
        (folder / "presskit.toml").read_text().replace("[outputs]", '[outputs]\nenabled = ["kit"]')
    )
    large = folder / "releases" / "2024" / "hafenlicht" / "buehne-am-kai.png"
    Image.new("RGB", (60, 40)).save(large)
    with large.open("ab") as file:
        file.truncate(100_000_001)
    build(folder)
    kit = kit_of(folder, "public/2024/hafenlicht")
    assert kit.keys() == {"bildtexte-und-zitate.txt", "bilder/portrait-reents.jpg"}
    address = "https://presse.hafenbuehne.example/newsroom/2024/hafenlicht/buehne-am-kai.png (100 MB"
    assert address in kit["bildtexte-und-zitate.txt"].decode().replace("\u00a0", " ")


def with_print_rule(folder: Path, rule: str) -> None:
    layout = folder / "layouts" / "print" / "print.css"
    layout.parent.mkdir(parents=True, exist_ok=True)
    layout.write_text((REPOSITORY / "layouts" / "print" / "print.css").read_text(encoding="utf-8") + rule)


def test_kit_follows_its_parts_also_when_one_could_not_be_made_for_a_while(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    build(folder)
    (pdf,) = (folder / RUHR).glob("*.pdf")
    before = pdf.read_bytes()
    with_print_rule(folder, "\nbody { background: url(presskit-media:layouts/print/seal.png) }\n")
    assert [failed.path.rpartition(".")[2] for failed in failures(build(folder))] == ["pdf"]
    assert kit_of(folder, RUHR)[pdf.name] == pdf.read_bytes() == before
    Image.new("RGB", (4, 4)).save(folder / "layouts" / "print" / "seal.png")
    assert {path.rpartition(".")[2] for path in made(build(folder))} >= {"pdf", "zip"}
    assert kit_of(folder, RUHR)[pdf.name] == pdf.read_bytes() != before
    assert made(build(folder)) == set()
