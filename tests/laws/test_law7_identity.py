"""Law 7: no rename makes a feed item new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import feedparser
import pytest

from laws.builds import build
from laws.edits import replaced
from newsrooms import copy_of

if TYPE_CHECKING:
    from pathlib import Path


def ids(folder: Path, feed: str = "feed.xml") -> list[str]:
    """Return what a feed reader knows the items by."""
    return [entry.id for entry in feedparser.parse((folder / "public" / feed).read_bytes()).entries]


def test_ids_are_made_of_id_and_language(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    assert ids(folder) == ["urn:presskit:hafenlicht:de", "urn:presskit:probenzentrum:de"]


def test_editions_of_a_release_have_ids_of_their_own(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    assert ids(folder, "en/feed.xml") == ["urn:presskit:hafenlicht:en", "urn:presskit:guest-performance:en"]


def rename_the_file(folder: Path) -> None:
    release = folder / "releases" / "2024" / "probenzentrum.md"
    release.rename(release.with_name("segelmacherei.md"))


def move_the_file(folder: Path) -> None:
    (folder / "releases" / "alt").mkdir()
    (folder / "releases" / "2024" / "probenzentrum.md").rename(folder / "releases" / "alt" / "probenzentrum.md")


def change_the_headline(folder: Path) -> None:
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "headline: Neues", "headline: Großes")


def change_the_slug(folder: Path) -> None:
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "id: probenzentrum", "id: probenzentrum\nslug: segel")


def change_the_date(folder: Path) -> None:
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "date: 2024-03-05", "date: 2024-03-06 09:00")


def change_the_address_of_the_newsroom(folder: Path) -> None:
    replaced(folder / "presskit.toml", "https://presse.hafenbuehne.example/newsroom", "https://neu.example")


@pytest.mark.parametrize(
    "rename",
    [
        rename_the_file,
        move_the_file,
        change_the_headline,
        change_the_slug,
        change_the_date,
        change_the_address_of_the_newsroom,
    ],
)
def test_rename_makes_no_feed_item_new(rename: object, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    before = ids(folder)
    rename(folder)  # type: ignore[operator]
    build(folder)
    assert ids(folder) == before
