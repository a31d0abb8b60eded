"""Every mistake has a newsroom of its own and is answered in the same words, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from errors.newsroom import GOOD, HERE, compare, lay_out, looked, problems_of, shown
from presskit.pipeline import Look

CASES = sorted(path.name for path in (HERE / "cases").iterdir())


@pytest.mark.parametrize("name", CASES)
def test_case_is_answered_in_full(name: str, tmp_path: Path) -> None:
    case = HERE / "cases" / name
    found = looked(lay_out(case, tmp_path / "newsroom"))
    compare(shown(problems_of(found)), case / "expected.txt")


@pytest.mark.parametrize("name", CASES)
def test_good_release_is_read_beside_it(name: str, tmp_path: Path) -> None:
    found = looked(lay_out(HERE / "cases" / name, tmp_path / "newsroom"))
    if isinstance(found, Look):
        assert GOOD in {entry.id for entry in found.newsroom.entries}
    else:
        assert "presskit.toml" in {problem.span.path for problem in found if problem.is_error}
