"""`presskit extract`: files come back, none is overwritten, none is written elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.running import Run
from importing.forging import SOURCE, data_with, entry, pdf_with, release_pdf


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    """A PDF that carries a release."""
    path = tmp_path / "2024-05-02-pressemitteilung-a.pdf"
    path.write_bytes(release_pdf())
    return path


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()}


def test_files_are_written_to_a_folder_named_after_the_pdf(pdf: Path, presskit: Run, tmp_path: Path) -> None:
    result = presskit("extract", pdf.name)
    folder = "2024-05-02-pressemitteilung-a"
    assert (result.returncode, result.stdout) == (0, f"{folder}/releases/2024/a.md\n{folder}/data/a.json\n")
    assert result.stderr == f"extract  2 files written to {folder}\n"
    assert (tmp_path / folder / "releases/2024/a.md").read_bytes() == SOURCE


def test_files_are_written_to_the_folder_that_is_named(pdf: Path, presskit: Run, tmp_path: Path) -> None:
    presskit("extract", pdf.name, "--into", "room")
    assert files(tmp_path / "room") == {"releases/2024/a.md", "data/a.json"}


def test_files_and_what_is_missing_are_listed_as_json(presskit: Run, tmp_path: Path) -> None:
    large = entry("releases/2024/a/b.jpg", None, b"12345", url="https://newsroom.example/b.jpg")
    (tmp_path / "a.pdf").write_bytes(pdf_with({"a.json": data_with([large])}))
    result = presskit("extract", "a.pdf", "--into", "x", "--format", "json")
    listed = json.loads(result.stdout)
    assert [file["path"] for file in listed["files"]] == ["x/data/a.json"]
    assert listed["missing"] == [
        {"path": "x/releases/2024/a/b.jpg", "url": "https://newsroom.example/b.jpg", "size_bytes": 5,
         "sha256": large["sha256"]}
    ]  # fmt: skip
    assert "missing  x/releases/2024/a/b.jpg (0.0 MB): fetch it from https://newsroom.example/b.jpg\n" in result.stderr


def test_file_that_is_there_is_not_overwritten(pdf: Path, presskit: Run, tmp_path: Path) -> None:
    there = tmp_path / "room/releases/2024/a.md"
    there.parent.mkdir(parents=True)
    there.write_text("meins")
    result = presskit("extract", pdf.name, "--into", "room")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == (
        "presskit: room/releases/2024/a.md is there already, and is another file\n"
        "  = help: nothing was written: --into names another folder, --force overwrites\n"
    )
    assert files(tmp_path / "room") == {"releases/2024/a.md"}
    assert there.read_text() == "meins"


def test_file_that_is_there_is_overwritten_by_force(pdf: Path, presskit: Run, tmp_path: Path) -> None:
    there = tmp_path / "room/releases/2024/a.md"
    there.parent.mkdir(parents=True)
    there.write_text("meins")
    result = presskit("extract", pdf.name, "--into", "room", "--force", "--format", "json")
    assert [file["state"] for file in json.loads(result.stdout)["files"]] == ["overwritten", "written"]
    assert there.read_bytes() == SOURCE


def test_extracting_twice_writes_nothing_the_second_time(pdf: Path, presskit: Run) -> None:
    presskit("extract", pdf.name, "--into", "room")
    result = presskit("extract", pdf.name, "--into", "room")
    assert (result.returncode, result.stderr) == (0, "extract  0 files written to room, 2 files there already\n")


def test_link_that_is_there_is_not_followed(pdf: Path, presskit: Run, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("meins")
    there = tmp_path / "room/releases/2024/a.md"
    there.parent.mkdir(parents=True)
    there.symlink_to(outside)
    assert presskit("extract", pdf.name, "--into", "room").returncode == 3
    assert presskit("extract", pdf.name, "--into", "room", "--force").returncode == 0
    assert (outside.read_text(), there.read_bytes(), there.is_symlink()) == ("meins", SOURCE, False)


def test_folder_that_is_a_link_out_is_refused(pdf: Path, presskit: Run, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "room").mkdir()
    (tmp_path / "room/releases").symlink_to(tmp_path / "outside")
    result = presskit("extract", pdf.name, "--into", "room", "--force")
    assert (result.returncode, files(tmp_path / "outside")) == (3, set())
    assert result.stderr.startswith("presskit: room/releases/2024 leads out of room\n")


def test_pdf_that_names_places_elsewhere_writes_nothing(presskit: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.pdf").write_bytes(release_pdf("../../x.md"))
    result = presskit("extract", "bad.pdf")
    assert (result.returncode, files(tmp_path)) == (3, {"bad.pdf"})
    assert "leads out of the folder of the release" in result.stderr


def test_pdf_that_wants_one_place_twice_writes_nothing(presskit: Run, tmp_path: Path) -> None:
    data = data_with([entry("releases/a.md"), entry("releases/A.md")])
    (tmp_path / "bad.pdf").write_bytes(pdf_with({"a.md": SOURCE, "a.json": data}))
    result = presskit("extract", "bad.pdf")
    assert (result.returncode, files(tmp_path)) == (3, {"bad.pdf"})


def test_other_pdf_and_no_file_are_failures_of_the_world(presskit: Run, tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(pdf_with({}))
    result = presskit("extract", "other.pdf")
    assert (result.returncode, result.stderr) == (
        3,
        "presskit: other.pdf carries no files\n  = help: only PDFs that presskit made carry their release\n",
    )
    assert presskit("extract", "none.pdf").returncode == 3
