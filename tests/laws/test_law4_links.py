"""Law 4: at every moment of a build every link in public/ resolves; what a writer edits breaks none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from laws.builds import build, public
from laws.edits import BILINGUAL_EDITS, MANY_EDITS, base_url
from laws.links import broken_links, broken_style_urls, half_written
from newsrooms import NAMES, copy_of

if TYPE_CHECKING:
    from pathlib import Path

    from laws.edits import Edit

SLOW_IF_MANY = [name if name != "many" else pytest.param(name, marks=pytest.mark.slow) for name in NAMES]


def broken_on_the_way(folder: Path) -> list[str]:
    """Build, looking at the whole tree before each touch; return what was broken at any moment."""
    url, found = base_url(folder), dict.fromkeys(broken_links(public(folder), base_url(folder)))

    def look(path: str) -> None:
        files = public(folder)
        for link in [*broken_links(files, url), *(f"half: {half}" for half in half_written(files))]:
            found.setdefault(link)

    build(folder, before=look)
    look("")
    return list(found)


@pytest.mark.parametrize("name", SLOW_IF_MANY)
def test_links_resolve_at_every_moment_of_a_first_build(name: str, tmp_path: Path) -> None:
    assert broken_on_the_way(copy_of(name, tmp_path / "room")) == []


@pytest.mark.parametrize("name", SLOW_IF_MANY)
def test_links_resolve_at_every_moment_where_public_holds_a_foreign_file(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    (folder / "public").mkdir()
    (folder / "public" / "CNAME").write_text("newsroom.example")
    assert broken_on_the_way(folder) == []


@pytest.mark.parametrize("name", ["founding", "foreign"])
def test_stylesheets_find_their_fonts_in_the_end(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    build(folder)
    assert broken_style_urls(public(folder)) == []


@pytest.mark.slow
@pytest.mark.parametrize("edit", BILINGUAL_EDITS.values(), ids=BILINGUAL_EDITS)
def test_links_resolve_at_every_moment_after_an_edit(edit: Edit, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    build(folder)
    edit(folder)
    assert broken_on_the_way(folder) == []


@pytest.mark.slow
@pytest.mark.parametrize("edit", MANY_EDITS.values(), ids=MANY_EDITS)
def test_links_resolve_at_every_moment_when_the_archive_changes(edit: Edit, tmp_path: Path) -> None:
    folder = copy_of("many", tmp_path / "room")
    build(folder)
    edit(folder)
    assert broken_on_the_way(folder) == []
