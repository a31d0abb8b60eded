"""Series: what belongs together, and under which key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.model.series import LONGEST, key_of

KEYS = [
    ("Kultur", "kultur"),
    ("Förderung & Lehre", "foerderung-lehre"),
    ("Straßenbau", "strassenbau"),
    ("Café  Europa", "cafe-europa"),
    ("A/B-Tests", "a-b-tests"),
    ("Œuvre", "oeuvre"),
]


@pytest.mark.parametrize(("label", "key"), KEYS)
def test_key_is_made_of_the_letters(label: str, key: str) -> None:
    assert key_of(label) == key


@pytest.mark.parametrize("other", ["kultur", "KULTUR", " Kultur ", "Kultur!", "kultur-"])
def test_labels_that_differ_only_in_form_are_one(other: str) -> None:
    assert key_of(other) == key_of("Kultur")


@pytest.mark.parametrize(("one", "other"), [("C", "C++"), ("C++", "C#"), ("日本", "中国"), ("Kultur", "Kultur+")])
def test_labels_that_letters_cannot_tell_apart_have_keys_of_their_own(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@given(st.text(min_size=1, max_size=200))
def test_any_label_has_a_key_that_is_an_address(label: str) -> None:
    key = key_of(label)
    assert 0 < len(key) <= LONGEST + 7
    assert set(key) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
