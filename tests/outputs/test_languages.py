"""Languages stand in the newsroom's own order, under their own names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from laws.builds import build
from newsrooms import write_release

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
[newsroom]
name = "Hafen"
base_url = "https://hafen.example"
language = "de"
languages = ["de", "fr", "en"]
[outputs]
enabled = ["page", "index", "lists", "not_found"]
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom in three languages, built."""
    folder = tmp_path_factory.mktemp("languages")
    (folder / "presskit.toml").write_text(SETTINGS, encoding="utf-8")
    text = write_release(folder, 1, language="en").read_text()
    german = write_release(folder, 1)
    german.with_name("meldung-1.fr.md").write_text(text, encoding="utf-8")
    build(folder)
    return folder / "public"


@pytest.mark.parametrize("path", ["2020/meldung-1/", "2020/", ""])
def test_pages_name_the_other_languages_in_the_order_of_the_newsroom(path: str, room: Path) -> None:
    page = html.fromstring((room / path / "index.html").read_bytes())
    assert page.xpath("//link[@rel='alternate'][@hreflang='fr' or @hreflang='en']/@hreflang") == ["fr", "en"]


def test_an_unknown_address_offers_each_language_by_its_own_name(room: Path) -> None:
    page = html.fromstring((room / "404.html").read_bytes())
    assert page.xpath("//main//a[@hreflang]/text()") == ["Deutsch", "Français", "English"]
