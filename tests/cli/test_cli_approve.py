"""`presskit approve`: written where the quote stands, refused where it would bind nobody."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cli.running import Run

QUOTE = "  - id: zwei\n    speaker: alex-example\n    text: Kommt alle.\n"


@pytest.fixture
def open_release(release: Path) -> Path:
    """The one release, with a second quote that nobody agreed to."""
    text = release.read_text(encoding="utf-8").replace("quotes:\n", f"quotes:\n{QUOTE}") + "\n::quote[zwei]\n"
    release.write_text(text, encoding="utf-8")
    return release


def test_open_quotes_are_approved_and_the_release_is_good(newsroom: Path, open_release: Path, presskit: Run) -> None:
    before = open_release.read_text(encoding="utf-8")
    assert presskit("check", cwd=newsroom).returncode == 1
    result = presskit("approve", "welcome", "--by", "Alex Example", "--on", "2024-05-01", cwd=newsroom)
    assert (result.returncode, result.stdout) == (0, "zwei\tAlex Example\t2024-05-01\tad183b7607f288c8\tKommt alle.\n")
    line = "    approved: {by: Alex Example, on: 2024-05-01, wording: ad183b7607f288c8}\n"
    assert open_release.read_text(encoding="utf-8") == before.replace("Kommt alle.\n", f"Kommt alle.\n{line}")
    assert presskit("check", cwd=newsroom).returncode == 0


def test_words_changed_afterwards_are_told(newsroom: Path, open_release: Path, presskit: Run) -> None:
    presskit("approve", open_release.name, "zwei", "--by", "Alex Example", cwd=newsroom)
    open_release.write_text(open_release.read_text(encoding="utf-8").replace("Kommt alle.", "Kommt, alle."))
    result = presskit("check", "--format", "json", cwd=newsroom)
    (problem,) = json.loads(result.stdout)
    assert problem["code"] == "PK215"
    assert problem["message"].startswith("quote `zwei` of Dr. Alex Example is not what was approved on ")
    assert problem["message"].endswith(": `Kommt` is now `Kommt,`")


def test_unapproved_release_is_not_built_and_its_last_good_output_stays(
    newsroom: Path, release: Path, presskit: Run
) -> None:
    presskit("build", cwd=newsroom)
    text = release.read_text(encoding="utf-8")
    release.write_text(text.replace("in the feed.", "in each feed."), encoding="utf-8")
    assert presskit("build", cwd=newsroom).returncode == 1
    page = next((newsroom / "public").glob("*/welcome/index.html")).read_text(encoding="utf-8")
    assert "in the feed." in page


def test_approving_again_changes_nothing(newsroom: Path, open_release: Path, presskit: Run) -> None:
    presskit("approve", "welcome", "--by", "Alex Example", cwd=newsroom)
    before = [path.read_bytes() for path in (open_release, newsroom / "approvals.jsonl")]
    result = presskit("approve", "welcome", "--by", "Alex Example", cwd=newsroom)
    assert (result.returncode, result.stdout) == (0, "")
    assert [path.read_bytes() for path in (open_release, newsroom / "approvals.jsonl")] == before


TOMORROW = (datetime.now(UTC) + timedelta(days=2)).date().isoformat()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("welcom", "--by", "X"), "there is no release `welcom`\n  = help: did you mean `welcome`?"),
        (("welcome", "zwie", "--by", "X"), "has no quote `zwie`\n  = help: did you mean `zwei`?"),
        (("welcome", "--by", " "), "nobody is named who approved"),
        (("welcome",), "nobody is named who approved"),
        (("welcome", "--by", "X", "--on", TOMORROW), f"{TOMORROW} is yet to come"),
        (("welcome", "--by", "X", "--on", "1.5.2024"), "`1.5.2024` is no date"),
    ],
)
def test_what_binds_nobody_is_refused(
    words: tuple[str, ...], said: str, newsroom: Path, open_release: Path, presskit: Run
) -> None:
    before = open_release.read_bytes()
    result = presskit("approve", *words, cwd=newsroom)
    assert (result.returncode, result.stdout) == (3, "")
    assert said in result.stderr
    assert open_release.read_bytes() == before
    assert not (newsroom / "approvals.jsonl").exists()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("text: Kommt alle.", "text: '– …'", "quote `zwei` has no words"),
        ("id: opening", "id: zwei", "quote id `zwei` is given twice"),
    ],
)
def test_quote_that_cannot_be_approved_is_refused(
    old: str, new: str, said: str, newsroom: Path, open_release: Path, presskit: Run
) -> None:
    open_release.write_text(open_release.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    result = presskit("approve", "welcome", "zwei", "--by", "X", cwd=newsroom)
    assert (result.returncode, said in result.stderr) == (3, True)


def test_edition_is_approved_for_itself(newsroom: Path, open_release: Path, presskit: Run) -> None:
    german = open_release.with_name("welcome.de.md")
    german.write_bytes(open_release.read_bytes())
    assert "has 2 editions" in presskit("approve", "welcome", "--by", "X", cwd=newsroom).stderr
    presskit("approve", str(german), "--by", "X", cwd=newsroom)
    assert b"by: X" in german.read_bytes()
    assert b"by: X" not in open_release.read_bytes()


# --- the sheet to sign


@pytest.fixture
def two_speakers(newsroom: Path, open_release: Path) -> Path:
    """The newsroom, with open quotes of two people in a draft."""
    other = "  - id: drei\n    speaker: {name: Jonas Feld, role: Sculptor}\n    text: The gate is open.\n"
    text = open_release.read_text(encoding="utf-8").replace("quotes:\n", f"quotes:\n{other}")
    text = text.replace("status: ready", "status: draft") + "\nNobody has seen it: :quote[drei].\n"
    open_release.write_text(text, encoding="utf-8")
    return newsroom


def test_sheet_asks_one_person_for_their_own_quotes(two_speakers: Path, tmp_path: Path, presskit: Run) -> None:
    from laws.pdfs import by_pdfium

    result = presskit("approve", "--sheet", "alex-example", "--into", str(tmp_path / "out"), cwd=two_speakers)
    assert result.returncode == 0, result.stderr
    pdf, text, mail = (two_speakers / line for line in result.stdout.splitlines())
    for shown in (" ".join(by_pdfium(pdf.read_bytes()).split()), text.read_text(encoding="utf-8")):
        assert "“Kommt alle.”" in shown
        assert "ad183b7607f288c8" in shown
        assert "A newsroom opens" in shown
        assert "The gate is open." not in shown
        assert "What we have to say" not in shown  # that quote is approved
    assert mail.read_bytes().startswith(b"Subject: Quote approval: Dr. Alex Example\r\n")


def test_sheet_is_written_beside_what_is_public(two_speakers: Path, presskit: Run) -> None:
    result = presskit("approve", "welcome", "--sheet", "Jonas Feld", cwd=two_speakers)
    assert [Path(line).parts[:2] for line in result.stdout.splitlines()] == [(".presskit", "outbox")] * 3


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        ("alex-exampel", "nobody is quoted as `alex-exampel`\n  = help: did you mean `alex-example`?"),
        ("press-office", "no quote of `press-office` is open"),
    ],
)
def test_sheet_for_nothing_is_refused(speaker: str, said: str, newsroom: Path, presskit: Run) -> None:
    result = presskit("approve", "--sheet", speaker, cwd=newsroom)
    assert (result.returncode, result.stdout) == (3, "")
    assert said in result.stderr
