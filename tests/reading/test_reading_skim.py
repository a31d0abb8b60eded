"""The quick way through a body never says anything but what the careful one says."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.reading.body import read_body
from presskit.reading.skim import skim
from presskit.reading.source import Source

PIECES = [
    *(
        "Ein Satz.",
        "Ä",
        " ",
        "\n",
        "\n\n",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "- ",
        "1. ",
        "> ",
        "# ",
        "    ",
        "\t",
        "|",
        "|-|",
    ),
    *("---", "===", "<", ">", "<b>", "<!-- ", " -->", "&amp;", "&lt;", "&#58;", "\\", "[", "]", "(", ")", "](", "!["),
    *("](https://a.example)", "](javascript:x)", "[a]: ", "https://a.example", "[^1]", "[^1]: ", ":", "::", ":quote["),
    *(
        ":quote[a]",
        "::quote[a]",
        ":figure[a.jpg]",
        "::figure[a.jpg]",
        "quote[a]",
        " \u00a0",
        "\u2003",
        "  \n",
        '"',
        "'",
    ),
    *("(b)", "x", "{", "^", "1"),
]


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
