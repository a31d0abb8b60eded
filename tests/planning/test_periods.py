"""Which releases are searched by one index."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from presskit.model.newsroom import Entry
from presskit.planning.periods import Period, periods_at, periods_of


def entries(counts: dict[str, int], language: str = "de") -> list[Entry]:
    return [
        Entry(f"{year}/{n}.md", f"m{n}", language, f"m{n}", f"{year}-05-01", 0, 0, None, "", "")
        for year, count in counts.items()
        for n in range(count)
    ]


def folders(found: Iterable[Period]) -> list[str]:
    return [period.folder for period in found]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, []),
        ({"2024": 3}, ["pagefind/de-2024/"]),
        ({"2019": 3, "2024": 3}, ["pagefind/de-2024/", "pagefind/de-2019/"]),
        ({"2017": 600, "2018": 400, "2019": 1, "2020": 5}, [
            "pagefind/de-2020/", "pagefind/de-2019/", "pagefind/de-2017-2018/",
        ]),
        ({"2017": 3000, "2018": 1, "2019": 1}, ["pagefind/de-2019/", "pagefind/de-2018/", "pagefind/de-2017/"]),
    ],
)  # fmt: skip
def test_older_years_share_an_index_until_it_is_full(counts: dict[str, int], expected: list[str]) -> None:
    assert folders(periods_of(entries(counts))) == expected


def test_each_release_is_in_one_period() -> None:
    all_of_them = entries({"2001": 900, "2002": 300, "2003": 20}) + entries({"2002": 5}, "en")
    found = periods_of(all_of_them)
    assert [sum(period.holds(entry) for period in found) for entry in all_of_them] == [1] * len(all_of_them)


def test_a_new_release_moves_no_other_to_another_index() -> None:
    before = entries({"2001": 400, "2002": 400, "2003": 400, "2004": 10})
    assert periods_of(before) == periods_of([*before, *entries({"2004": 1})])


def test_a_period_is_read_back_from_its_folder() -> None:
    made = periods_of([*entries({"2019": 2, "2020": 2, "2024": 1}), *entries({"2020": 1}, "en-GB")])
    paths = [folder + "pagefind-entry.json" for folder in folders(made)]
    assert periods_at(paths, entries({"2020": 1})) == [Period("de", "2019", "2020")]
    assert periods_at(paths, entries({"2020": 1}, "en-GB")) == [Period("en-GB", "2020", "2020")]
    assert periods_at(paths, entries({"2023": 1})) == []
