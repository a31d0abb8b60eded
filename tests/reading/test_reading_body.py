"""The body: its lead, its references, and the places of both and of what is wrong."""

from __future__ import annotations

import pytest

from presskit.reading.body import link_is_safe, read_body
from presskit.reading.source import Source

FRONT = "---\nheadline: x\n---\n"


def places(markdown: str) -> list[tuple[str, int, int, int]]:
    """Return target, line, column and length of every reference of a body that begins on line 4."""
    body, _ = read_body(Source("a.md", FRONT + markdown), len(FRONT))
    return [(r.target, r.span.line, r.span.column, r.span.length) for r in body.references]


def problems(markdown: str) -> list[str]:
    _, found = read_body(Source("a.md", FRONT + markdown), len(FRONT))
    return [f"{p.code} {p.span.line}:{p.span.column}+{p.span.length}" for p in found]


def lead(markdown: str) -> str:
    return read_body(Source("a.md", markdown), 0)[0].lead


def test_places_count_characters() -> None:
    markdown = "Ä :quote[größe] ö :quote[b]\nüü :quote[c]\n\n::quote[d]\n\n::figure[ä.jpg]  \n"
    assert places(markdown) == [
        ("größe", 4, 3, 13),
        ("b", 4, 19, 9),
        ("c", 5, 4, 9),
        ("d", 7, 1, 10),
        ("ä.jpg", 9, 1, 15),
    ]


def test_problems_in_one_long_line_each_have_their_own_place() -> None:
    assert problems("ö [a](javascript:x) ü [b](x)\n\n> <i>") == ["PK117 4:3+17", "PK118 4:23+6", "PK116 6:3+3"]


def test_reference_in_code_is_none() -> None:
    assert places("`:quote[a]`\n\n    ::quote[c]\n\n```\n::quote[d]\n```\n") == []


def test_reference_inside_a_word_is_none() -> None:
    assert places("siehe:quote[a] und ::: ::::quote[b]") == []


def test_lead_is_the_first_paragraph_as_text() -> None:
    assert lead(
        "# Titel\n\n- Liste\n\nEin *sehr*  **schöner** `Satz` &amp;\nnoch [einer](https://a.example).\n\nZwei."
    ) == ("Ein sehr schöner Satz & noch einer.")


def test_lead_has_no_comment_in_it() -> None:
    assert lead("<!-- für uns -->\n\nEin <!-- auch\nfür uns --> Satz.") == "Ein Satz."


@pytest.mark.parametrize(
    "markdown",
    [
        "<!-- a -->",
        "<!-- a\n\nb -->",
        "x <!-- a\nb --> y",
        "<!-- a -->\n<!-- b -->",
        "- <!-- a -->\n- b",
        "`<!--`",
        "\\<!-- a",
    ],
)
def test_comment_is_no_problem(markdown: str) -> None:
    assert problems(markdown) == []


@pytest.mark.parametrize(
    ("markdown", "found"),
    [
        ("<!-- a", ["PK127 4:1+4"]),
        ("ä <!-- a\n\nb -->", ["PK127 4:3+4"]),
        ("<div>\n<!-- a\n\nb -->\n</div>", ["PK116 4:1+5", "PK127 5:1+4", "PK116 8:1+6"]),
        ("> <!-- a\n\nb", ["PK127 4:3+4"]),
    ],
)
def test_comment_that_is_not_closed_is_an_error(markdown: str, found: list[str]) -> None:
    assert sorted(problems(markdown)) == sorted(found)


@pytest.mark.parametrize(
    "url",
    ["https://a.example", "HTTP://a.example", "mailto:a@newsroom.example", "tel:+49231", "https:\n//a.example"],
)
def test_link_to_the_web_a_mailbox_or_a_phone_is_safe(url: str) -> None:
    assert link_is_safe(url)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:x",
        "JAVASCRIPT:x",
        "java\tscript:x",
        "\x01javascript:x",
        "data:x",
        "//a.example",
        "/a",
        "",
        "a:b",
        "file:///x",
    ],
)
def test_any_other_link_is_not(url: str) -> None:
    assert not link_is_safe(url)


def test_body_full_of_problems_is_named_by_its_first_ones() -> None:
    assert len(problems("[a](javascript:x)\n" * 1000)) == 20
