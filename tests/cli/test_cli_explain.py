"""`presskit explain` and the catalogue behind it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cli.running import Run
from presskit.checking.catalogue import CATALOGUE, as_markdown

ROOT = Path(__file__).parents[2]


def raised_codes() -> set[str]:
    sources = (path for path in (ROOT / "src").rglob("*.py") if path.name != "catalogue.py")
    return {code for path in sources for code in re.findall(r'"(PK\d{3})"', path.read_text())}


def test_every_code_is_in_the_catalogue_and_no_other() -> None:
    assert set(CATALOGUE) == raised_codes()


def test_codes_are_in_order() -> None:
    assert list(CATALOGUE) == sorted(CATALOGUE)


def test_the_page_of_problems_is_up_to_date() -> None:
    assert (ROOT / "docs/problems.md").read_text() == as_markdown()


def test_titles_are_like_messages() -> None:
    for code, entry in CATALOGUE.items():
        assert not entry.title[0].isupper() or entry.title.startswith("ID"), code
        assert not entry.title.endswith("."), code
        assert not re.search(r"\b(invalid|please)\b", f"{entry.title} {entry.why} {entry.do}", re.I), code


@pytest.mark.parametrize("typed", ["PK203", "pk203", "203", "error[PK203]"])
def test_a_code_is_explained_however_it_is_typed(typed: str, presskit: Run) -> None:
    result = presskit("explain", typed)
    assert (result.returncode, result.stdout.splitlines()[0]) == (0, "PK203: the speaker is not in people.toml")
    assert "    speaker: thomas-westfal\n" in result.stdout


def test_an_unknown_code_is_answered_with_the_nearest(presskit: Run) -> None:
    result = presskit("explain", "PK2003")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == "presskit: no problem has the code `PK2003`\n  = help: did you mean `PK203`?\n"


def test_explain_without_a_code_lists_all(presskit: Run) -> None:
    assert len(presskit("explain").stdout.splitlines()) == len(CATALOGUE)
    rows = json.loads(presskit("explain", "--format", "json").stdout)
    assert [row["code"] for row in rows] == list(CATALOGUE)
