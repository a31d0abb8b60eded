"""Series in the order of the alphabet."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import pytest

from presskit.model.series import Series, alphabetical, in_order


@dataclass(frozen=True)
class Spoken:
    """What a series needs of an edition."""

    speakers: tuple[tuple[str, str, str], ...]


def speaker(key: str, name: str, sorted_as: str) -> Series:
    edition = Spoken((("anyone", "A", "A"), (key, name, sorted_as)))
    return Series("speaker", "de", key, name, (edition,))  # type: ignore[arg-type]


def test_speakers_stand_under_their_last_names_in_whatever_order_they_come() -> None:
    found = [
        speaker("a", "Zoe Adler", "Adler, Zoe"),
        speaker("b", "Dr. Mia Ähre", "Ähre, Mia"),
        speaker("c", "Aaron van Beek", "Beek, Aaron van"),
        speaker("d", "émile Cé", "cé, émile"),
    ]
    orders = {tuple(s.key for s in sorted(some, key=alphabetical)) for some in permutations(found)}
    assert orders == {("a", "b", "c", "d")}


@pytest.mark.parametrize(
    ("first", "second"),
    [("Ähre", "Ahrens"), ("Ähre", "Aeon"), ("öl", "Oper"), ("Mann, Ida", "Manni, Bo"), ("Zorn", "Ωμέγα")],
)
def test_letters_stand_in_order(first: str, second: str) -> None:
    assert in_order(first) < in_order(second)
