"""Edits that no list notices: what is made, what is fetched, and when more has to be looked at."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, changed, clean_tree, differences, made, problems, public
from laws.edits import change_style, replaced
from newsrooms import NOW, copy_of, write_release
from outputs.feed_room import write_room
from presskit.building.cache import Cache
from presskit.building.events import WasRead
from presskit.building.near import may_be_near
from presskit.building.survey import survey
from presskit.config import project_at

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

OLD, NEWEST = "releases/2020/meldung-3.md", "releases/2020/meldung-64.md"


@pytest.fixture
def room(tmp_path: Path) -> Path:
    """Return a newsroom of 65 releases that was built and has come to rest."""
    folder = copy_of("many", tmp_path / "room")
    build(folder)
    time.sleep(0.05)
    build(folder)
    return folder


def is_near(folder: Path, now: float = NOW) -> bool:
    with closing(Cache(str(folder / ".presskit" / "cache.db"))) as cache:
        return may_be_near(survey(project_at(str(folder)), cache), now)


def write_on(folder: Path, source: str, text: str = "Und ein Nachsatz.") -> None:
    path = folder / source
    path.write_text(path.read_text() + f"\n{text}\n")


def test_a_word_in_an_old_release_changes_its_own_files(room: Path) -> None:
    write_on(room, OLD)
    assert is_near(room)
    assert made(build(room)) == {
        "2020/meldung-3/index.html",
        "2020/meldung-3/2020-01-04-pressemitteilung-meldung-3.txt",
    }


def test_a_word_in_a_new_release_changes_its_feed_too(room: Path) -> None:
    write_on(room, NEWEST)
    assert is_near(room)
    assert made(build(room)) == {
        "2020/meldung-64/index.html",
        "2020/meldung-64/2020-03-05-pressemitteilung-meldung-64.txt",
        "feed.xml",
        "every/feed.xml",
    }


def test_counts_and_warnings_are_those_of_the_whole_newsroom(room: Path) -> None:
    replaced(room / "releases/2020/meldung-9.md", "status: ready", "status: ready\nwetter: schön")
    before = build(room)
    time.sleep(0.05)
    build(room)
    write_on(room, OLD)
    assert is_near(room)
    after = build(room)
    assert problems(after) == problems(before) != []
    assert [e for e in after if isinstance(e, WasRead)] == [WasRead(65, 74)]


def new_headline(folder: Path) -> None:
    replaced(folder / OLD, "headline: Meldung 3", "headline: Meldung drei")


def new_day(folder: Path) -> None:
    replaced(folder / OLD, "date: 2020-01-04", "date: 2020-01-09")


def draft(folder: Path) -> None:
    replaced(folder / OLD, "status: ready", "status: draft")


def new_release(folder: Path) -> None:
    write_release(folder, 70)


def renamed_file(folder: Path) -> None:
    (folder / OLD).rename(folder / "releases/2020/anders.md")


def mistake(folder: Path) -> None:
    replaced(folder / OLD, "date: 2020-01-04", "date: bald")


def style_and_text(folder: Path) -> None:
    change_style(folder)
    write_on(folder, OLD)


NOTICED: list[Callable[[Path], None]] = [
    new_headline, new_day, draft, new_release, renamed_file, mistake, style_and_text,
]  # fmt: skip


@pytest.mark.parametrize("edit", NOTICED, ids=lambda edit: edit.__name__)
def test_what_lists_may_notice_is_built_like_a_clean_newsroom(edit: Callable[[Path], None], room: Path) -> None:
    edit(room)
    events = build(room)
    if edit is mistake:  # the last good output stays
        assert changed(events) == set()
    else:
        assert differences(public(room), clean_tree(room)) == []


def test_an_id_that_another_release_has_is_found(room: Path) -> None:
    replaced(room / OLD, "id: meldung-3", "id: meldung-4")
    assert f"PK112 {OLD}" in problems(build(room))


def test_a_mistake_and_its_mending_end_where_a_clean_build_does(room: Path) -> None:
    mistake(room)
    build(room)
    write_on(room, NEWEST)
    build(room)
    replaced(room / OLD, "date: bald", "date: 2020-01-04")
    build(room)
    assert differences(public(room), clean_tree(room)) == []


def test_a_damaged_file_is_mended_beside_an_edit(room: Path) -> None:
    write_on(room, OLD)
    (room / "public" / "feed.xml").unlink()
    build(room)
    assert differences(public(room), clean_tree(room)) == []


def test_another_frame_is_noticed_though_no_file_changed(room: Path) -> None:
    with closing(sqlite3.connect(room / ".presskit" / "cache.db")) as db:
        db.execute("update state set value = 'of another Pango' where key = 'frame'")
        db.commit()
    write_on(room, OLD)
    build(room)
    assert differences(public(room), clean_tree(room)) == []


def test_content_that_no_edition_has_is_forgotten(room: Path) -> None:
    for number in range(3):
        write_on(room, OLD, f"Nachsatz {number}.")
        build(room)
    with closing(sqlite3.connect(room / ".presskit" / "cache.db")) as db:
        kept = {digest for (digest,) in db.execute("select digest from documents")}
        used = {digest for pair in db.execute("select digest, listing from editions") for digest in pair}
    assert kept == used


def test_two_editions_of_the_same_words_keep_their_content(room: Path) -> None:
    text = (room / OLD).read_text()
    write_on(room, OLD)
    build(room)
    (room / OLD).write_text(text)
    os.utime(room / OLD, (1, 1))
    build(room)
    assert differences(public(room), clean_tree(room)) == []


@pytest.fixture(scope="module")
def feeds_built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom with feeds of three releases each that has come to rest; nobody may change it."""
    folder = write_room(tmp_path_factory.mktemp("near") / "room")
    build(folder)
    time.sleep(0.05)
    build(folder)
    return folder


CARRIERS = {
    "meldung-8.md": {"", "every/", "topics/kultur/", "speakers/mia-adler/"},  # among the newest three of all of these
    "meldung-3.md": {"topics/oel/"},
    "meldung-4.md": {"topics/kultur/", "speakers/mia-adler/"},
    "meldung-0.en.md": {"en/", "en/topics/kultur/", "en/topics/oel/"},
    "meldung-1.md": set(),
}


@pytest.mark.parametrize("file", CARRIERS)
def test_a_word_changes_the_feeds_that_carry_it_whole_and_no_other(
    file: str, feeds_built: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(feeds_built, tmp_path / "room", symlinks=True, copy_function=shutil.copy2)
    build(folder)  # a copy has stamps of its own
    time.sleep(0.05)
    build(folder)
    write_on(folder, f"releases/{file}")
    assert is_near(folder)
    slug, _, language = file.removesuffix(".md").partition(".")
    page = f"{language and language + '/'}2020/{slug}/index.html"
    feeds = {series + name for series in CARRIERS[file] for name in ("feed.xml", "atom.xml", "feed.json")}
    assert made(build(folder)) == {page} | feeds
    assert differences(public(folder), clean_tree(folder)) == []


def test_words_in_several_releases_end_where_a_clean_build_does(feeds_built: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(feeds_built, tmp_path / "room", symlinks=True, copy_function=shutil.copy2)
    build(folder)
    time.sleep(0.05)
    build(folder)
    for file in CARRIERS:
        write_on(folder, f"releases/{file}")
    assert is_near(folder)
    build(folder)
    assert differences(public(folder), clean_tree(folder)) == []
