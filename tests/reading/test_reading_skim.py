"""The quick way through a body never says anything but what the careful one says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.reading.body import read_body
from presskit.reading.skim import skim
from presskit.reading.source import Source

WORDS = [
    "Ein Satz.",
    "Ä",
    "quote[a]",
    "https://a.example",
    "x",
    "1",
    "(b)",
    "{",
    "^",
    '"',
    "'",
    ":",
    "::",
    "~~~",
    "```",
]
SPACES = [" ", "\n", "\n\n", "    ", "\t", "  \n", " \u00a0", "\u2003"]
MARKS = [
    "*",
    "**",
    "_",
    "~~",
    "`",
    "- ",
    "1. ",
    "> ",
    "# ",
    "|",
    "|-|",
    "---",
    "===",
    "\\",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](",
]
HTML = ["<", ">", "<b>", "<!-- ", " -->", "&amp;", "&lt;", "&#58;"]
LINKS = ["](https://a.example)", "](https://a.example ", '")', "](javascript:x)", "[a]: ", "[^1]", "[^1]: "]
REFERENCES = [":quote[", ":quote[a]", "::quote[a]", ":figure[a.jpg]", "::figure[a.jpg]"]
PIECES = [*WORDS, *SPACES, *MARKS, *HTML, *LINKS, *REFERENCES]


@settings(max_examples=1000, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_skimmed_body_is_the_body_as_read(markdown: str) -> None:
    skimmed = skim(markdown)
    if skimmed is not None:
        read, problems = read_body(Source("a.md", markdown), 0)
        assert problems == []
        assert skimmed == read


def test_emphasis_that_nests_deeply_is_not_skimmed() -> None:
    assert skim("Ein Satz.\n\n" + "*a " * 150 + "b" + " c*" * 150) is None
