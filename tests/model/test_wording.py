"""An approval holds for words: not for white space or the kind of marks, but for every comma."""

from __future__ import annotations

import pytest

from presskit.model.wording import difference, fingerprint, is_wording, normal_wording

WORDS = "Wer nachts ins „Museum“ geht, sieht anders."


@pytest.mark.parametrize(
    "same",
    [
        "Wer  nachts ins\n\n»Museum« geht, sieht anders.",
        "Wer nachts ins\u00a0'Museum' geht, sieht anders.",
        "„Wer nachts ins “Museum” geht, sieht anders.“",
        "Wer nachts ins «\u202fMuseum\u202f» geht , sieht anders .",
        "Wer nachts ins Mu\u00adseum geht, sieht anders.",
        "Wer nachts ins „Museum“ geht, sieht anders.".replace("ä", "a\u0308"),
    ],
)
def test_white_space_and_kinds_of_marks_do_not_count(same: str) -> None:
    assert fingerprint(same) == fingerprint(WORDS)


@pytest.mark.parametrize(
    "other",
    [
        "Wer nachts ins Museum geht sieht anders.",
        "Wer nachts ins Museum geht, sieht anders",
        "wer nachts ins Museum geht, sieht anders.",
        "Wer nacht sins Museum geht, sieht anders.",
        "Wer nachts ins Museum geht, sieht – anders.",
    ],
)
def test_everything_else_counts(other: str) -> None:
    assert fingerprint(other) != fingerprint(WORDS)


def test_apostrophe_counts_whatever_its_glyph() -> None:
    assert fingerprint("We’re here") == fingerprint("We're here")
    assert fingerprint("We're here") != fingerprint("Were here")


def test_normal_form_is_what_the_page_about_the_format_says() -> None:
    assert normal_wording(" „Wir  sagen: ‚Ja‘ – jetzt, hier!“ ") == "Wir sagen:Ja–jetzt,hier!"


def test_fingerprint_is_the_same_for_ever() -> None:
    assert fingerprint("Die Chancen sind gut.") == "6c51293b6374de52"


def test_fingerprint_may_be_written_in_eight_digits_but_not_in_fewer() -> None:
    assert is_wording("Die Chancen sind gut.", "6C51293B")
    assert not is_wording("Die Chancen sind gut.", "6c51293")
    assert not is_wording("Die Chancen sind gut.", "6c51293c")


def test_difference_is_told_word_by_word() -> None:
    before = "Die Chancen sind gut, wenn jetzt konsequent gehandelt wird."
    after = "Die Chancen sind „gut“ wenn bald gehandelt wird, sehr bald."
    assert difference(before, after) == (
        "`gut,` is now `„gut“`, `jetzt konsequent` is now `bald`, `wird.` is now `wird, sehr bald.`"
    )


def test_long_difference_is_told_by_its_beginning() -> None:
    before = " ".join(f"gleich{n} alt{n}" for n in range(9))
    assert difference(before, before.replace("alt", "neu")).endswith("`alt4` is now `neu4`, and 4 more")
