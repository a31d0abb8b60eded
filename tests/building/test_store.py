"""The output folder: what is foreign stays, what is damaged heals, what is a link is not followed."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, changed, clean_tree, differences, failures, made, public
from laws.edits import add_bilingual_release, base_url, change_style, delete_bilingual_release, drop_a_language
from laws.links import broken_links
from newsrooms import copy_of, tree
from presskit.building.store import Store
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom that has been built."""
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    return folder


def test_foreign_file_is_never_removed(room: Path) -> None:
    foreign = room / "public" / "2024" / "hafenlicht" / "notes.txt"
    foreign.write_text("from somebody else")
    delete_bilingual_release(room)
    build(room)
    assert foreign.read_text() == "from somebody else"


def test_what_presskit_made_goes_from_beside_a_foreign_file(room: Path) -> None:
    (room / "public" / "2024" / "hafenlicht" / "notes.txt").write_text("from somebody else")
    delete_bilingual_release(room)
    build(room)
    assert sorted(path.name for path in (room / "public" / "2024" / "hafenlicht").iterdir()) == ["notes.txt"]


def test_foreign_empty_folder_is_never_removed(room: Path) -> None:
    (room / "public" / "2024" / "hafenlicht" / "drafts").mkdir()
    delete_bilingual_release(room)
    build(room)
    assert (room / "public" / "2024" / "hafenlicht" / "drafts").is_dir()


def test_folders_that_become_empty_go(room: Path) -> None:
    drop_a_language(room)
    build(room)
    assert not (room / "public" / "en").exists()


def test_foreign_files_survive_when_all_is_forgotten(room: Path) -> None:
    (room / "public" / "CNAME").write_text("presse.example")
    shutil.rmtree(room / ".presskit")
    build(room)
    assert (room / "public" / "CNAME").read_text() == "presse.example"


NEW = "2024/neu/index.html"


def plant(folder: Path, path: str = NEW) -> Path:
    """Put a file of somebody else into public/."""
    file = folder / "public" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("from somebody else")
    return file


def test_foreign_file_where_a_release_would_stand_is_not_overwritten(room: Path) -> None:
    file = plant(room)
    add_bilingual_release(room)
    for _ in range(2):
        found = failures(build(room))
        assert [(failed.path, failed.source, failed.problem.code) for failed in found] == [
            (NEW, "releases/2025/neu/index.md", "PK705")
        ]
        assert file.read_text() == "from somebody else"


def test_foreign_file_costs_only_the_release_it_stands_in_the_way_of(room: Path) -> None:
    plant(room)
    add_bilingual_release(room)
    build(room)
    files = public(room)
    assert b"2024/neu/" not in files["index.html"]
    assert b"2024/neu/" in files["en/index.html"]
    assert sorted(path for path in files if path.startswith("2024/neu/")) == [NEW]
    assert broken_links(files, base_url(room)) == []


def test_release_heals_when_the_foreign_file_is_gone(room: Path) -> None:
    file = plant(room)
    add_bilingual_release(room)
    build(room)
    file.unlink()
    build(room)
    assert differences(public(room), clean_tree(room)) == []


def test_foreign_file_with_the_same_bytes_is_ours(room: Path) -> None:
    add_bilingual_release(room)
    clean = clean_tree(room)
    plant(room).write_bytes(clean[NEW])
    assert failures(build(room)) == []
    assert differences(public(room), clean) == []


def test_front_page_of_somebody_else_survives_a_first_build(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "new", pdfs=False)
    file, feed = plant(folder, "index.html"), plant(folder, "feed.xml")
    found = failures(build(folder))
    assert [failed.path for failed in found] == ["index.html", "feed.xml"]
    assert (file.read_text(), feed.read_text()) == ("from somebody else", "from somebody else")
    assert "2024/hafenlicht/index.html" in public(folder)


def test_build_that_forgot_all_heals_what_it_made(room: Path) -> None:
    shutil.rmtree(room / ".presskit")
    plant(room, "2024/hafenlicht/index.html")
    change_style(room)
    assert failures(build(room)) == []
    clean = clean_tree(room)
    assert {path: public(room)[path] for path in clean} == clean


@pytest.mark.parametrize("kind", ["*.html", "*.txt", "*.xml", "*.css", "*.woff2", "*.png"])
def test_edited_output_heals(kind: str, room: Path) -> None:
    before = public(room)
    next((room / "public").rglob(kind)).write_bytes(b"edited by hand")
    build(room)
    assert differences(public(room), before) == []


@pytest.mark.parametrize("kind", ["*.html", "*.txt", "*.xml", "*.css", "*.woff2", "*.png"])
def test_deleted_output_heals(kind: str, room: Path) -> None:
    before = public(room)
    next((room / "public").rglob(kind)).unlink()
    build(room)
    assert differences(public(room), before) == []


@pytest.mark.parametrize("damage", [Path.unlink, Path.touch, lambda path: path.write_bytes(b"edited by hand")])
def test_damaged_pdf_heals(damage: Callable[[Path], object], tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    build(folder)
    before = public(folder)
    damage(next((folder / "public").rglob("*.pdf")))
    build(folder)
    assert differences(public(folder), before) == []


def test_deleted_output_folder_heals(room: Path) -> None:
    before = public(room)
    shutil.rmtree(room / "public")
    build(room)
    assert differences(public(room), before) == []


def test_only_the_damaged_file_is_made_again(room: Path) -> None:
    (room / "public" / "index.html").write_text("edited by hand")
    assert changed(build(room)) == {"index.html"}


def test_same_bytes_with_another_date_are_left_alone(room: Path) -> None:
    page = room / "public" / "index.html"
    data = page.read_bytes()
    page.unlink()
    page.write_bytes(data)
    number = page.stat().st_ino
    build(room)
    assert page.stat().st_ino == number


def test_output_that_became_a_link_is_replaced_and_its_target_kept(room: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.html"
    target.write_text("mine")
    (room / "public" / "index.html").unlink()
    (room / "public" / "index.html").symlink_to(target)
    build(room)
    assert (target.read_text(), (room / "public" / "index.html").is_symlink()) == ("mine", False)


@pytest.mark.parametrize("place", ["elsewhere", "room/public-old"])
def test_folder_that_became_a_link_is_not_pruned_through(place: str, room: Path, tmp_path: Path) -> None:
    target = tmp_path / place
    (room / "public" / "2024" / "hafenlicht").rename(target)
    (room / "public" / "2024" / "hafenlicht").symlink_to(target)
    before = tree(target)
    delete_bilingual_release(room)
    with suppress(PresskitError):
        build(room)
    assert tree(target) == before


@pytest.mark.parametrize("place", ["elsewhere", "public-old"])
def test_nothing_is_removed_behind_a_link(place: str, tmp_path: Path) -> None:
    (tmp_path / place).mkdir()
    (tmp_path / place / "picture.png").write_text("mine")
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "2024").symlink_to(tmp_path / place)
    store = Store(str(tmp_path / "public"), str(tmp_path / "tmp"))
    store.open()
    store.remove("2024/picture.png")
    assert (tmp_path / place / "picture.png").read_text() == "mine"


def test_folder_that_became_a_link_is_not_written_through(room: Path, tmp_path: Path) -> None:
    shutil.rmtree(room / "public" / "en")
    (tmp_path / "elsewhere").mkdir()
    (room / "public" / "en").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PresskitError, match="is not a folder of the newsroom's output"):
        build(room)
    assert tree(tmp_path / "elsewhere") == {}


def test_file_where_a_folder_belongs_is_named(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    (folder / "public").mkdir()
    (folder / "public" / "2011").write_text("a file")
    with pytest.raises(PresskitError, match=r"public/2011 is not a folder of the newsroom's output"):
        build(folder)


def test_public_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    (folder / "public").write_text("a file, so that even root cannot make a folder of it")
    with pytest.raises(PresskitError, match=r"cannot write .*public"):
        build(folder)


def test_write_tells_whether_the_bytes_are_new(tmp_path: Path) -> None:
    store = Store(str(tmp_path / "public"), str(tmp_path / "tmp"))
    (tmp_path / "public").mkdir()
    (tmp_path / "public" / "CNAME").write_text("x")
    store.open()
    assert [store.write("a.txt", data)[1] for data in (b"one", b"one", b"two")] == [True, False, True]


def test_nothing_temporary_is_left(room: Path) -> None:
    assert not (room / ".presskit" / "tmp").exists()


def test_files_can_be_read_by_a_web_server(room: Path) -> None:
    modes = {oct(path.stat().st_mode & 0o777) for path in (room / "public").rglob("*") if path.is_file()}
    assert modes == {"0o644"}


def test_build_after_a_rename_of_the_whole_project_makes_the_same(room: Path, tmp_path: Path) -> None:
    before = public(room)
    room.rename(tmp_path / "moved")
    build(tmp_path / "moved")
    assert differences(public(tmp_path / "moved"), before) == []


def test_change_of_the_logo_is_seen(room: Path) -> None:
    logo = room / "logo.svg"
    logo.write_text(logo.read_text().replace("#123c5a", "#5a123c"))
    assert any(path.startswith("assets/logo.") for path in made(build(room)))


def test_change_of_a_picture_is_seen(room: Path) -> None:
    release = room / "releases" / "2024" / "hafenlicht"
    shutil.copyfile(release / "portrait-reents.jpg", release / "zweites.jpg")
    picture = release / "portrait-reents.jpg"
    picture.write_bytes(picture.read_bytes() + b"\0")
    build(room)
    assert differences(public(room), clean_tree(room)) == []
