"""`presskit quotes`: the internal view of what was said, on stdout, with the approvals."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from cli.running import Run

SECOND = """\
---
id: second
headline: Second
date: 2011-01-02
language: en
topics: [Art & Music]
quotes:
  - {id: a, speaker: alex-example, text: 'One, two.', approved: {by: Alex Example, on: 2011-01-01, wording: 00000000}}
  - {id: b, speaker: {name: Jo Wal}, text: "Three\\tfour"}
---
The lead.
"""


@pytest.fixture
def quoting(newsroom: Path) -> Path:
    """A newsroom with an approved quote, and a draft with one that is void and one that is open."""
    (newsroom / "releases/second.md").write_text(SECOND)
    return newsroom


def rows(newsroom: Path, presskit: Run, *words: str) -> list[dict[str, str]]:
    result = presskit("quotes", *words, "--format", "json", cwd=newsroom)
    assert result.returncode == 0
    return json.loads(result.stdout)


def test_quotes_stand_on_stdout_newest_first_and_are_counted_on_stderr(quoting: Path, presskit: Run) -> None:
    result = presskit("quotes", cwd=quoting)
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert [line[0] for line in lines] == ["approved", "void", "open"]
    assert lines[1:] == [
        ["void", "2011-01-02", "second", "en", "a", "Dr. Alex Example", "One, two."],
        ["open", "2011-01-02", "second", "en", "b", "Jo Wal", "Three four"],
    ]
    assert result.stderr == "quotes   3 quotes, 2 not approved\n"


def test_data_say_who_approved_what_and_where_it_stands(quoting: Path, presskit: Run) -> None:
    found = rows(quoting, presskit, "--release", "second", "--speaker", "alex-example")
    assert len(found) == 1
    told = {"approval": "void", "approved_by": "Alex Example", "approved_on": "2011-01-01", "state": "draft"}
    assert told.items() <= found[0].items()
    assert (found[0]["path"], found[0]["text"]) == ("releases/second.md", "One, two.")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (("--open",), ["a", "b"]),
        (("--speaker", "jo-wal"), ["b"]),
        (("--topic", "art music"), ["a", "b"]),
        (("--year", "2011"), ["a", "b"]),
        (("--language", "en", "--release", "welcome"), ["opening"]),
        (("--language", "de"), []),
    ],
)
def test_quotes_are_chosen(words: tuple[str, ...], ids: list[str], quoting: Path, presskit: Run) -> None:
    assert [row["id"] for row in rows(quoting, presskit, *words)] == ids


def test_quote_that_keeps_its_release_from_going_out_is_listed_too(quoting: Path, presskit: Run) -> None:
    settings, path = quoting / "presskit.toml", quoting / "releases/second.md"
    settings.write_text(re.sub("approval_since = .*", "", settings.read_text()))
    path.write_text(SECOND.replace("language: en", "language: en\nstatus: ready"))
    assert presskit("build", cwd=quoting).returncode == 1
    assert [row["id"] for row in rows(quoting, presskit, "--open")] == ["a", "b"]


def test_what_a_build_remembers_is_what_the_files_say(quoting: Path, presskit: Run) -> None:
    before = rows(quoting, presskit)
    presskit("build", cwd=quoting)
    assert rows(quoting, presskit) == before
    assert len(before) == 3


def test_table_has_the_same_and_no_address(quoting: Path, presskit: Run) -> None:
    written = presskit("quotes", "--format", "csv", cwd=quoting).stdout
    found = list(csv.DictReader(io.StringIO(written.removeprefix("\ufeff"), newline=""), strict=True))
    assert found == rows(quoting, presskit)
    assert "permalink" not in found[0]


def test_nothing_found_says_what_may_be_meant(quoting: Path, presskit: Run) -> None:
    result = presskit("quotes", "--speaker", "alex-exampel", cwd=quoting)
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "quotes   0 quotes\n  = help: did you mean `alex-example`?\n"
