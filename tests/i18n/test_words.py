"""Interface words: each language has all of them, and none that nobody says."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from newsrooms import REPOSITORY
from presskit.i18n import LOCALES, direction, worded_languages

SAID = re.compile(r"""\b(?:words|known)\.(\w+)|\b(?:known|base|words\([^()]*\))\[["'](\w+)["']\]""")
BY_STATE = {"draft", "embargoed", "scheduled", "minor", "major", "retraction"}  # words[mark], words[severity]
BY_KIND = {
    "archive",
    "contacts",
    "subscribe",
    "years",
    "topics",
    "speakers",
    "year_one",
    "topic_one",
    "speaker_one",
    "all_topics",
    "all_speakers",
    "feed_rss",
    "feed_atom",
    "feed_json",
}  # of menu items, lists and feeds


def words_of(language: str) -> dict[str, str]:
    return tomllib.loads(Path(LOCALES, f"{language}.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", worded_languages())
def test_every_language_has_the_same_words(language: str) -> None:
    assert words_of(language).keys() == words_of("en").keys()


def test_every_word_is_said_somewhere() -> None:
    places = [*(REPOSITORY / "src").rglob("*.py"), *(REPOSITORY / "layouts").rglob("*.html")]
    found = [match for path in places for match in SAID.findall(path.read_text(encoding="utf-8"))]
    said = {word for pair in found for word in pair if word}
    assert words_of("en").keys() - said - BY_STATE - BY_KIND == set()


@pytest.mark.parametrize(
    ("language", "way"), [("de", "ltr"), ("en-GB", "ltr"), ("ar", "rtl"), ("he", "rtl"), ("xx", "ltr")]
)
def test_direction_of_a_language(language: str, way: str) -> None:
    assert direction(language) == way
