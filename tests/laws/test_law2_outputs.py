"""Law 2, for what is enabled: an output that is taken away or put back leaves the tree of a first build."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from laws.builds import build, clean_tree, differences, public
from outputs.feed_room import SETTINGS, write_room
from presskit.outputs import CHOICES
from presskit.outputs.pages.navigation import PAGES

if TYPE_CHECKING:
    from pathlib import Path

SLOW = {"print_pdf", "kit", "search"}  # whose links are those of text and contacts, and whose files take seconds
MOST = tuple(name for name in CHOICES if name not in SLOW | {"assets", "media", "rss"})


def enable(folder: Path, names: tuple[str, ...]) -> None:
    """Build a newsroom with these outputs and no others."""
    settings = SETTINGS.replace('["page", "index", "lists", "feeds"]', str(list(names)).replace("'", '"'))
    (folder / "presskit.toml").write_text(settings, encoding="utf-8")
    build(folder)


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom with nearly all outputs, built."""
    folder = write_room(tmp_path_factory.mktemp("outputs") / "room", 5)
    enable(folder, MOST)
    return folder


@pytest.fixture(scope="module")
def whole(room: Path) -> dict[str, bytes]:
    """Return what its first build made."""
    return public(room)


@pytest.mark.parametrize("name", MOST)
def test_an_output_goes_and_comes_back_without_a_trace(name: str, room: Path, whole: dict[str, bytes]) -> None:
    enable(room, tuple(other for other in MOST if other != name))
    assert differences(public(room), clean_tree(room)) == []
    enable(room, MOST)
    assert differences(public(room), whole) == []


def test_feeds_become_one_format_without_a_trace(room: Path, whole: dict[str, bytes]) -> None:
    enable(room, tuple("rss" if name == "feeds" else name for name in MOST))
    assert b"feed.json" in whole["index.html"]
    assert b"feed.json" not in public(room)["index.html"]
    assert differences(public(room), clean_tree(room)) == []
    enable(room, MOST)
    assert differences(public(room), whole) == []


@pytest.mark.parametrize("name", PAGES)
def test_any_page_alone_has_what_pages_load(name: str, room: Path) -> None:
    enable(room, (name,))
    there = public(room)
    assert [path for path in there if path.startswith("assets/style.")]
    assert [path for path in there if path.endswith(".woff2")]
