"""`presskit quotes lift`: quotations become quotes, and the page keeps its words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from cli.running import Run
from laws.edits import replaced
from presskit.cli.lifting import Lift, Release, _lifted
from presskit.config import project_at, read_settings
from presskit.outputs import CHOICES
from presskit.reading.frontmatter import split
from presskit.reading.lifting import sorted_out
from presskit.reading.people import read_people
from presskit.reading.source import decode

HEAD = "---\nid: said # for ever\nheadline: 'A'\ndate: 2011-01-02\nstatus: ready\n# the end\n---\n"
BODY = """\
Alex Example came. “We have worked for this for a whole year,
and here it is,” said Example. He called it “ready”.

- "And now it is there, ‘at last’", said Example.
- «So bleibt es nicht mehr lange, sagen wir», said Jo Wal, director at Wal & Co.

## “We have not wanted any of this”, said Alex Example
"""
LIFTED = """\
Alex Example came. :quote[example] said Example. He called it “ready”.

- :quote[example-2], said Example.
- :quote[wal], said Jo Wal, director at Wal & Co.

## “We have not wanted any of this”, said Alex Example
"""
QUOTES = """\
quotes:
  - id: example
    speaker: alex-example
    text: "We have worked for this for a whole year, and here it is,"
  - id: example-2
    speaker: alex-example
    text: "And now it is there, ‘at last’"
  - id: wal
    speaker: {name: Jo Wal, role: director, organisation: Wal & Co}
    text: "So bleibt es nicht mehr lange, sagen wir"
"""


@pytest.fixture
def said(newsroom: Path) -> Path:
    path = newsroom / "releases/said.md"
    path.write_text(HEAD + BODY, encoding="utf-8")
    return path


def page_text(newsroom: Path) -> str:
    page = html.document_fromstring((newsroom / "public/2011/said/index.html").read_bytes())
    return " ".join(page.xpath("//div[@class='text']")[0].text_content().split())


def test_difference_is_shown_and_nothing_is_written(newsroom: Path, said: Path, presskit: Run) -> None:
    result = presskit("quotes", "lift", "said", cwd=newsroom)
    assert (result.returncode, said.read_text(encoding="utf-8")) == (0, HEAD + BODY)
    assert result.stdout.startswith("--- a/releases/said.md\n+++ b/releases/said.md\n")
    assert {f"+{line}" for line in QUOTES.splitlines()} <= set(result.stdout.splitlines())
    assert result.stderr.splitlines() == [
        "left     releases/said.md:14:4: We have not wanted any of this…: it stands in a heading",
        "marks    2 quotations of these will stand in “…”, the marks of the language",
        "lift     3 quotations of releases/said.md can be quotes: `--write` makes them so",
    ]


def test_quotations_become_quotes_and_the_page_reads_as_before(newsroom: Path, said: Path, presskit: Run) -> None:
    presskit("build", cwd=newsroom)
    before = page_text(newsroom)
    presskit("quotes", "lift", str(said), "--write", cwd=newsroom)
    assert said.read_text(encoding="utf-8") == HEAD.replace("# the end\n", f"# the end\n{QUOTES}") + LIFTED
    presskit("build", cwd=newsroom)
    assert page_text(newsroom) == before.replace('"And now', "“And now").replace('last’"', "last’”").translate(
        {ord("«"): "“", ord("»"): "”"}
    )
    assert b'data-quote="example-2"' in (newsroom / "public/2011/said/index.html").read_bytes()
    assert presskit("quotes", "lift", "said", "--write", cwd=newsroom).stdout == ""


def lifted(newsroom: Path, raw: bytes) -> bytes:
    project = project_at(str(newsroom))
    settings, people = read_settings(project, CHOICES)[0], read_people(project)[0]
    source, _ = decode("releases/said.md", raw)
    assert source and settings
    parts = split(source)[0]
    assert parts
    found, _ = sorted_out(source.text[parts.body :], people)
    lifts = [Lift(quotation, f"q{number}") for number, quotation in enumerate(found)]
    return _lifted(Release(project.root, "releases/said.md", raw, settings, people, "en"), lifts)


ONE = "“We have worked for this for a year”, said Alex Example.\n"
ITEM = "- id: q0\n  speaker: alex-example\n  text: We have worked for this for a year\n"
FLOW = "{id: q0, speaker: alex-example, text: We have worked for this for a year}"
FRONTS = {
    "no list": ("date: 2011-01-02\n", "date: 2011-01-02\nquotes:\n" + re.sub("(?m)^", "  ", ITEM).rstrip(" ")),
    "an empty list": ("quotes: [] # none\n", f"quotes: [{FLOW}] # none\n"),
    "a list of nothing": (
        "quotes: # none\nplace: X\n",
        "quotes: # none\n" + re.sub("(?m)^(?=.)", "  ", ITEM) + "place: X\n",
    ),
    "a list at the margin": (
        "quotes:\n- id: a # eins\n  text: >-\n    Ja.\n\n  speaker: x\n# Notiz\nplace: X\n",
        "quotes:\n- id: a # eins\n  text: >-\n    Ja.\n\n  speaker: x\n" + ITEM + "# Notiz\nplace: X\n",
    ),
    "a wide list": (
        "quotes:\n    -   id: a\n        text: Ja. # zwei\n",
        "quotes:\n    -   id: a\n        text: Ja. # zwei\n"
        + ITEM.replace("  ", "        ").replace("- ", "    -   ", 1),
    ),
    "a list in brackets": ("quotes: [{id: a, text: Ja.}]\n", f"quotes: [{{id: a, text: Ja.}}, {FLOW}]\n"),
    "a list after a comma": (
        "quotes: [\n  {id: a, text: Ja.}, # eins\n]\n",
        f"quotes: [\n  {{id: a, text: Ja.}}, # eins\n{FLOW}]\n",
    ),
}


@pytest.mark.parametrize("name", FRONTS)
@pytest.mark.parametrize(("mark", "end"), [("", "\n"), ("\ufeff", "\r\n")])
def test_every_other_byte_stays(name: str, mark: str, end: str, newsroom: Path) -> None:
    before, after = (
        f"{mark}---\nid: said\n{front}---\n{body}".replace("\n", end)
        for front, body in zip(FRONTS[name], (ONE, ":quote[q0], said Alex Example.\n"), strict=True)
    )
    assert lifted(newsroom, before.encode()).decode() == after


def test_list_that_a_program_cannot_change_costs_the_lift(newsroom: Path, said: Path, presskit: Run) -> None:
    replaced(said, "# the end\n", "quotes: nonsense\n")
    before = said.read_bytes()
    result = presskit("quotes", "lift", "said", "--write", cwd=newsroom)
    assert (result.stdout, said.read_bytes()) == ("", before)
