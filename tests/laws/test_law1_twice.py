"""Law 1: a second build makes nothing; touching makes nothing."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, changed, made, public, summary
from newsrooms import NAMES, NOW, copy_of

if TYPE_CHECKING:
    from pathlib import Path


FAST_AND_SLOW = [
    name if name in ("founding", "bilingual") else pytest.param(name, marks=pytest.mark.slow) for name in NAMES
]


@pytest.mark.parametrize("name", FAST_AND_SLOW)
def test_second_build_makes_nothing(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    build(folder)
    assert made(build(folder)) == set()


@pytest.mark.parametrize("name", FAST_AND_SLOW)
def test_second_build_touches_no_file(name: str, tmp_path: Path) -> None:
    folder, touched = copy_of(name, tmp_path / "room"), list[str]()
    build(folder)
    build(folder, before=touched.append)
    assert touched == []


@pytest.mark.parametrize("name", FAST_AND_SLOW)
def test_touching_every_input_makes_nothing(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    build(folder)
    for path in folder.rglob("*.*"):
        if path.is_file() and not {"public", ".presskit"} & set(path.relative_to(folder).parts):
            os.utime(path, (NOW, NOW))
    assert made(build(folder)) == set()


def test_touching_an_artifact_changes_no_byte(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    before = public(folder)
    for path in (folder / "public").rglob("*.html"):
        os.utime(path, (NOW, NOW))
    assert changed(build(folder)) == set()
    assert public(folder) == before


def test_a_later_moment_without_a_lift_makes_nothing(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    assert made(build(folder, NOW + 30 * 86_400)) == set()


def test_one_edited_body_makes_only_what_shows_it(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    path = folder / "releases" / "2024" / "probenzentrum.md"
    path.write_text(path.read_text(encoding="utf-8").replace("Ein Nähsaal", "Zwei Nähsäle"), encoding="utf-8")
    stem = "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum"
    carriers = ("", "every/", "topics/bauen/", "speakers/onno-reents/")
    feeds = {series + name for series in carriers for name in ("feed.xml", "atom.xml", "feed.json")}
    files = {f"{stem}{ending}" for ending in (".pdf", ".txt", ".md", ".json", "-pressemappe.zip")}
    paths = made(build(folder))
    index = {path for path in paths if path.startswith("pagefind/de-2024/")}
    assert paths - index == {*files, "2024/probenzentrum/index.html", *feeds}
    assert len([path for path in index if "/fragment/" in path]) == 1


def test_a_moved_line_makes_nothing(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    path = folder / "releases" / "2024" / "probenzentrum.md"
    path.write_text(path.read_text(encoding="utf-8").replace("topics:", "# a comment\ntopics:"), encoding="utf-8")
    assert made(build(folder)) == set()


def test_a_new_release_adds_one_page_to_the_newest_lists_only(tmp_path: Path) -> None:
    from newsrooms import write_release

    folder = copy_of("many", tmp_path / "room")
    build(folder)
    write_release(folder, 65)
    stem = "2020/meldung-65/2020-03-06-pressemitteilung-meldung-65"
    lists = {"index.html", "feed.xml", "every/feed.xml"}
    assert made(build(folder)) == {f"{stem}.txt", "2020/meldung-65/index.html", *lists}


@pytest.mark.parametrize("name", FAST_AND_SLOW)
def test_first_build_makes_all_that_it_plans(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    finished = summary(build(folder))
    assert (finished.made, finished.fresh, finished.pruned, finished.failed) == (len(public(folder)), 0, 0, 0)
