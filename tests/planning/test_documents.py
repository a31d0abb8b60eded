"""What lists and outputs see of an edition."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from outputs.conftest import EMPTY
from presskit.building.intake import NO_SETTINGS
from presskit.planning.documents import TEASER_CHARACTERS, document, listing
from presskit.reading.edition import read_edition

if TYPE_CHECKING:
    from pathlib import Path

RELEASE = "---\nheadline: Was\nid: was\ndate: 2020-01-02\nstatus: ready\ntopics: [Musik, Öl, musik, oel]\n---\nText.\n"


def test_a_topic_that_is_listed_twice_is_one_as_it_is_spelled_first(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "was.md").write_text(RELEASE, encoding="utf-8")
    edition = read_edition(str(tmp_path), "releases/was.md", NO_SETTINGS).edition
    assert edition is not None
    assert document(edition, NO_SETTINGS, {}).topics == ("Musik", "Öl")


@pytest.mark.parametrize(
    ("lead", "teaser"),
    [
        ("Kurz.", "Kurz."),
        ("Wort " * 100, "Wort " * 59 + "Wort …"),
        ("新" * 400, "新" * TEASER_CHARACTERS + "…"),
        ("Ort. " + "新" * 400, "Ort. " + "新" * (TEASER_CHARACTERS - 5) + "…"),
        ("नि" * 200, "नि" * (TEASER_CHARACTERS // 2) + "…"),
        ("x" + "नि" * 200, "x" + "नि" * (TEASER_CHARACTERS // 2 - 1) + "…"),
    ],
    ids=["short", "words", "no spaces", "a space at the beginning", "marks", "marks at the cut"],
)
def test_a_teaser_ends_after_a_word_or_where_there_are_no_spaces_at_a_letter(lead: str, teaser: str) -> None:
    assert listing(replace(EMPTY, lead=lead), NO_SETTINGS).teaser == teaser
