"""Law 2: the order of input, the number of workers and the way there make no difference to a byte."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, clean_tree, differences, lend, public
from laws.edits import replaced
from newsrooms import NAMES, NOW, copy_of, tree, write_release

if TYPE_CHECKING:
    from pathlib import Path


def in_another_order(folder: Path, target: Path, seed: int) -> Path:
    """Copy a newsroom file by file in a shuffled order, so that folders list their entries in another one."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    random.Random(seed).shuffle(files)
    for path in files:
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return target


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_shuffled_input_gives_the_same_tree(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    shuffled = in_another_order(folder, tmp_path / "somewhere" / "else", seed=3)
    build(folder)
    build(shuffled)
    assert differences(public(folder), public(shuffled)) == []


@pytest.mark.parametrize("name", ["bilingual", pytest.param("embargoes", marks=pytest.mark.slow)])
def test_two_workers_give_the_same_tree(name: str, tmp_path: Path) -> None:
    one, two = copy_of(name, tmp_path / "one"), copy_of(name, tmp_path / "two")
    build(one)
    build(two, workers=2)
    assert differences(public(one), public(two)) == []


PROGRAM = """
import sys
from presskit.config import project_at
from presskit.pipeline import build
list(build(project_at(sys.argv[1]), float(sys.argv[2])))
"""
SURROUNDINGS = {
    "hash seed 0": {"PYTHONHASHSEED": "0"},
    "hash seed 4711": {"PYTHONHASHSEED": "4711"},
    "another time zone": {"TZ": "Pacific/Chatham"},
    "another locale": {"LC_ALL": "C", "LANG": "tr_TR.UTF-8"},
    "no home": {"HOME": "/nonexistent"},
    "a build date of others": {"SOURCE_DATE_EPOCH": "86400"},
}


@pytest.mark.slow
@pytest.mark.parametrize("variables", SURROUNDINGS.values(), ids=SURROUNDINGS)
def test_surroundings_change_no_byte(variables: dict[str, str], tmp_path: Path) -> None:
    here, there = copy_of("bilingual", tmp_path / "here"), copy_of("bilingual", tmp_path / "there")
    build(here)
    lend(there)
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **variables}
    program = [sys.executable, "-c", PROGRAM, str(there), str(NOW)]
    subprocess.run(program, check=True, env=environment, cwd="/")
    assert differences(public(here), public(there)) == []


class Writer:
    """Edits a newsroom at random, as writers do; the same seed edits the same."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder, self.random, self.number = folder, random.Random(seed), 100

    def edit(self) -> str:
        """Make one edit and return its name."""
        name = self.random.choice([name for name in dir(self) if name.startswith("and_")])
        getattr(self, name)()
        return name

    def _some(self) -> Path | None:
        found = sorted((self.folder / "releases").rglob("meldung-*.md"))
        return self.random.choice(found) if found else None

    def and_add(self) -> None:
        self.number += 1
        write_release(self.folder, self.number)

    def and_add_a_translation(self) -> None:
        write_release(self.folder, self.number)
        write_release(self.folder, self.number, language="en")

    def and_delete(self) -> None:
        if path := self._some():
            path.unlink()

    def and_rename_the_file(self) -> None:
        if path := self._some():
            path.rename(path.with_name(path.name.replace("meldung", "meldung-um")))

    def and_change_the_id(self) -> None:
        if path := self._some():
            text = path.read_text().replace("id: meldung", "id: meldung-um", 1)
            path.write_text(text if text.count("meldung-um") < 6 else text.replace("-um", ""))

    def and_change_the_headline(self) -> None:
        if path := self._some():
            path.write_text(path.read_text().replace("headline: ", f"headline: {self.random.choice('ÄBCD')} ", 1))

    def and_write_on(self) -> None:
        for path in filter(None, [self._some(), self._some()]):
            path.write_text(path.read_text() + f"\nNoch ein Absatz mit {self.random.random()}.\n")

    def and_make_it_a_draft(self) -> None:
        if path := self._some():
            path.write_text(path.read_text().replace("status: ready", "status: draft"))

    def and_make_it_ready(self) -> None:
        if path := self._some():
            path.write_text(path.read_text().replace("status: draft", "status: ready"))

    def and_change_the_day(self) -> None:
        if path := self._some():
            path.write_text(path.read_text().replace("date: 2020-04", "date: 2021-05"))

    def and_change_the_layout(self) -> None:
        (self.folder / "layouts" / "page").mkdir(parents=True, exist_ok=True)
        colour = self.random.choice(["#111", "#222", "#333"])
        (self.folder / "layouts" / "page" / "style.css").write_text(f"body {{ color: {colour} }}\n")

    def and_drop_the_layout(self) -> None:
        shutil.rmtree(self.folder / "layouts", ignore_errors=True)

    def and_change_someones_role(self) -> None:
        role = self.random.choice(["Leiterin Presse", "Sprecherin", "Pressechefin"])
        people = self.folder / "people.toml"
        lines = people.read_text().splitlines()
        at = next(n for n, line in enumerate(lines) if line.startswith("role = "))
        lines[at] = f'role = {{ de = "{role}", en = "Press Officer" }}'
        people.write_text("\n".join(lines) + "\n")

    def and_change_the_settings(self) -> None:
        settings = self.folder / "presskit.toml"
        lines = settings.read_text().splitlines()
        at = next(n for n, line in enumerate(lines) if line.startswith("page_length"))
        lines[at] = f"page_length = {self.random.choice([2, 3, 20])}"
        settings.write_text("\n".join(lines) + "\n")

    def and_damage_the_output(self) -> None:
        files = sorted(path for path in (self.folder / "public").rglob("*") if path.is_file())
        self.random.choice(files).unlink()

    def and_add_a_picture(self) -> None:
        release = self.folder / "releases" / "2024" / "hafenlicht"
        shutil.copyfile(release / "portrait-reents.jpg", release / "zweites.jpg")
        if "zweites" not in (release / "index.md").read_text(encoding="utf-8"):
            replaced(release / "index.md", "media:\n", "media:\n  - {file: zweites.jpg, alt: Noch einmal}\n")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5))
def test_a_way_of_edits_ends_where_a_clean_build_does(seed: int, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    writer, history = Writer(folder, seed), list[str]()
    for step in range(24):
        history.append(writer.edit())
        if step % 2:
            build(folder, workers=1 + step % 4 // 2)
        if step % 6 == 5:
            assert (history, differences(public(folder), clean_tree(folder))) == (history, [])


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_edits_of_text_end_where_a_clean_build_does(seed: int, tmp_path: Path) -> None:
    folder = copy_of("many", tmp_path / "room")
    build(folder)
    writer = Writer(folder, seed)
    for step in range(12):
        writer.and_write_on() if step % 4 else [writer.and_add, writer.and_make_it_a_draft, writer.and_delete][seed]()
        build(folder)
    assert differences(public(folder), clean_tree(folder)) == []


@pytest.mark.slow
def test_moments_may_come_in_any_order(tmp_path: Path) -> None:
    folder, day = copy_of("embargoes", tmp_path / "room"), 86_400
    for moment in (NOW, NOW + day, NOW - 60 * day, NOW + 5 * day, NOW):
        build(folder, moment)
        assert differences(public(folder), clean_tree(folder, moment)) == []


def test_deleting_what_presskit_remembers_changes_nothing(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    before = tree(folder / "public")
    shutil.rmtree(folder / ".presskit")
    build(folder)
    assert differences(public(folder), before) == []
