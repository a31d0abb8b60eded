"""Pictures beside a release."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageFile

from presskit.model.edition import MediaAsset
from presskit.problems import Problem
from presskit.reading.media import Folder, measured


def measure(folder: Path, name: str) -> tuple[MediaAsset, Problem | None]:
    return measured(MediaAsset(name), Folder(str(folder), str(folder)))


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp", "a.JPEG"])
def test_picture_has_size_and_digest(name: str, tmp_path: Path) -> None:
    Image.new("RGB", (30, 20)).save(tmp_path / name)
    asset, problem = measure(tmp_path, name)
    assert problem is None
    assert asset.size_px == (30, 20)
    assert len(asset.digest) == 32


def test_picture_that_a_camera_turned_is_as_seen(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (30, 20)).save(tmp_path / "a.jpg", exif=exif)
    assert measure(tmp_path, "a.jpg")[0].size_px == (20, 30)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.gif", "a.webp"])
def test_picture_that_is_cut_off_anywhere_is_a_problem(name: str, tmp_path: Path) -> None:
    Image.effect_noise((60, 40), 90).convert("RGB").save(tmp_path / name)
    whole = (tmp_path / name).read_bytes()
    for end in range(0, len(whole) - 60, max(1, len(whole) // 60)):
        (tmp_path / name).write_bytes(whole[:end])
        _, problem = measure(tmp_path, name)
        assert problem is not None
        assert problem.code == "PK305"


def test_svg_has_no_size_and_is_well_formed(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    asset, problem = measure(tmp_path, "a.svg")
    assert (problem, asset.size_px) == (None, (0, 0))
    assert asset.digest


@pytest.mark.parametrize("text", ["", "<svg>", "<html/>", "\x89PNG", "<svg>&a;</svg>"])
def test_what_is_no_svg_is_a_problem(text: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text(text)
    _, problem = measure(tmp_path, "a.svg")
    assert problem is not None
    assert problem.code == "PK305"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_svg_with_entities_is_named(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text('<!DOCTYPE s [<!ENTITY a "b">]><svg>&a;</svg>', encoding=encoding)
    _, problem = measure(tmp_path, "a.svg")
    assert problem is not None
    assert problem.code == "PK308"


def test_missing_picture_has_the_nearest_name_for_a_hint(tmp_path: Path) -> None:
    Image.new("RGB", (3, 2)).save(tmp_path / "stadtgarten.jpg")
    _, problem = measure(tmp_path, "stadgarten.jpg")
    assert problem is not None
    assert (problem.code, problem.hint) == ("PK301", "did you mean `stadtgarten.jpg`?")


def test_pipe_is_no_picture(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.jpg")
    _, problem = measure(tmp_path, "a.jpg")
    assert problem is not None
    assert problem.code == "PK301"


def test_picture_that_is_cut_off_is_a_problem_whatever_other_libraries_tell_pillow(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Image.effect_noise((60, 40), 90).convert("RGB").save(tmp_path / "a.jpg")
    os.truncate(tmp_path / "a.jpg", 1_000)
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does when it is imported
    _, problem = measure(tmp_path, "a.jpg")
    assert problem is not None
    assert ImageFile.LOAD_TRUNCATED_IMAGES is True
