"""Marks inside a quote are those of its language, outer and inner ones by turns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.i18n import words
from presskit.model.nesting import nested


def in_language(text: str, language: str) -> str:
    known = words(language)
    outer, inner = (known["quote_open"], known["quote_close"]), (known["quote_open_inner"], known["quote_close_inner"])
    return nested(text, outer, inner)


@pytest.mark.parametrize(
    ("language", "given", "shown"),
    [
        ("de", "Kommt „alle“ jetzt", "Kommt ‚alle‘ jetzt"),
        ("de", '"So" "ist" es', "‚So‘ ‚ist‘ es"),
        ("de", "Er sagte „der Film ‚Metropolis‘ war gut“", "Er sagte ‚der Film „Metropolis“ war gut‘"),
        ("de-CH", "Kommt „alle“ jetzt", "Kommt ‹alle› jetzt"),
        ("de-CH", "»A« und «B»", "‹A› und ‹B›"),
        ("en", "It’s “great”, he’d say", "It’s ‘great’, he’d say"),
        ("en", 'a 5" pipe and "no" 6" pipe', "a 5\" pipe and ‘no’ 6\" pipe"),
        ("fr", "Il a dit « oui » hier", "Il a dit “oui” hier"),
        ("fr", "Il a dit «\u202foui, “Non”\u202f» hier", "Il a dit “oui, «\u202fNon\u202f»” hier"),
        ("de", "„ohne Ende", "„ohne Ende"),
        ("de", "Die Jungs’ Sache", "Die Jungs’ Sache"),
    ],
)  # fmt: skip
def test_marks_are_nested(language: str, given: str, shown: str) -> None:
    assert in_language(given, language) == shown


@given(st.text("ab „“”»«\"‚‘’›‹'-\u202f\n(", max_size=30), st.sampled_from(["de", "de-CH", "en", "fr"]))
def test_nesting_twice_is_nesting_once(text: str, language: str) -> None:
    once = in_language(text, language)
    assert in_language(once, language) == once
