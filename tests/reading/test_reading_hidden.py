"""What nobody is shown is taken out of a body, and what is left reads the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from presskit.reading.body import read_body
from presskit.reading.hidden import as_shown, uncommented, without_hidden
from presskit.reading.source import Source


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Vor <!-- x --> nach", "Vor  nach"),
        ("Satz.<!-- x -->\nNoch einer.", "Satz.\nNoch einer."),
        ("Satz.  <!-- x -->\nNoch einer.", "Satz.\nNoch einer."),
        ("<!-- x -->\n\nAbsatz", "Absatz"),
        ("Absatz\n<!-- x\n\ny -->\nAbsatz", "Absatz\n\nAbsatz"),
        ("> <!-- a\n> b -->\n> c", ">\n> c"),
        ("- a\n\n<!-- trennt -->\n\n- b <!-- x -->", "- a\n\n<!-- -->\n\n- b"),
        ("- a\n  <!-- x -->\n  b", "- a\n  <!-- -->\n  b"),
        ("`<!-- x -->`<!-- y -->", "`<!-- x -->`"),
        ("```\n<!-- x -->\n```", "```\n<!-- x -->\n```"),
        ("\\<!-- x -->", "\\<!-- x -->"),
        ("<!<!-- x -->-- y -->", "<!<!-- -->-- y -->"),
        ("<!-- x -->", ""),
    ],
)
def test_comment_goes(written: str, left: str) -> None:
    assert uncommented(written) == left


PIECES = [
    "<!-- still -->",
    "<!-- a\nb -->",
    "<!--",
    "-->",
    "\n\n",
    "\n",
    "- ",
    "> ",
    "    ",
    "`",
    "wort",
    " ",
    "*",
    "<b>",
    "[a]",
    "[a]: b",
    "[^1]",
    "[^1]: x",
    "[x](y)",
    "![p](q)",
    "```",
    "1. ",
]


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("Satz.\n\n[//]: # (intern)\n\nNoch einer.", "Satz.\n\n\nNoch einer."),
        ('[a]\n\n[a]: https://a.example\n[b]: https://b.example\n"intern"', "[a]\n\n[a]: https://a.example"),
        ("> [//]: # (intern)\n> Satz.", "> Satz."),
        ("`[a]: b`\n\n    [a]: b", "`[a]: b`\n\n    [a]: b"),
        ("Satz[^1].\n\n[^1]: Note\n\n[^2]: intern", "Satz[^1].\n\n[^1]: Note"),
        ("Ein [*Ordner*](file:///srv/intern) hier.", "Ein *Ordner* hier."),
        ("Ein [Ordner][a] hier.\n\n[a]: intern/ordner", "Ein Ordner hier."),
        ("[![Bild](intern.png)](https://a.example) da", "[Bild](https://a.example) da"),
        ("Ein ![Bild](intern.png) da", "Ein Bild da"),
        ("[a](https://a.example) <https://b.example> <x@a.example>", None),
    ],
)
def test_what_nobody_is_shown_goes(written: str, left: str | None) -> None:
    assert without_hidden(written) == (written if left is None else left)


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@settings(max_examples=500, deadline=None)
def test_what_is_left_stays_as_it_is(markdown: str) -> None:
    left = without_hidden(markdown)
    assert without_hidden(left) == left


def test_lead_and_count_of_characters_are_those_without_the_comment() -> None:
    body, _ = read_body(Source("a.md", "Ein <!-- 3 > 2 -->Satz.\n\n<!-- x -->\n\nNoch einer."), 0)
    left = as_shown(body)
    assert (left.markdown, left.lead, left.characters) == ("Ein Satz.\n\nNoch einer.", "Ein Satz.", 20)
