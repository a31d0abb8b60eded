"""`presskit init` and `presskit new`."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from cli.running import Run

TODAY = datetime.datetime.now(ZoneInfo("Europe/Berlin")).date()


def test_init_writes_a_newsroom_and_names_its_files(tmp_path: Path, presskit: Run) -> None:
    result = presskit("init", "my-newsroom")
    assert result.returncode == 0
    assert result.stdout.splitlines() == [
        "my-newsroom/presskit.toml",
        "my-newsroom/people.toml",
        f"my-newsroom/releases/{TODAY.year}/willkommen.md",
        "my-newsroom/.gitignore",
    ]
    assert 'name = "My newsroom"' in (tmp_path / "my-newsroom/presskit.toml").read_text()


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_new_newsroom_has_no_problems(language: str, tmp_path: Path, presskit: Run) -> None:
    presskit("init", "room", "--language", language, "--name", 'Kultur "Ruhr" \\ Essen')
    result = presskit("check", cwd=tmp_path / "room")
    assert (result.returncode, result.stdout, result.stderr.splitlines()[-1]) == (0, "", "check    no problems")


@pytest.mark.slow
def test_init_and_build_and_build(tmp_path: Path, presskit: Run) -> None:
    presskit("init", "room", "--language", "en")
    first, second = (presskit("build", cwd=tmp_path / "room") for _ in range(2))
    page = tmp_path / f"room/public/{TODAY.year}/welcome/index.html"
    assert (first.returncode, second.returncode) == (0, 0)
    assert "What we have to say is now in one place" in page.read_text()
    assert list(page.parent.glob("*.pdf"))
    assert "build    0 made, " in second.stderr


def test_init_touches_nothing_that_is_there(tmp_path: Path, presskit: Run) -> None:
    (tmp_path / "people.toml").write_text("mine")
    result = presskit("init", ".")
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr == "presskit: ./people.toml is there already\n  = help: name a new folder\n"
    assert [path.name for path in tmp_path.iterdir()] == ["people.toml"]


def test_init_in_a_language_without_example_says_which_there_are(presskit: Run) -> None:
    result = presskit("init", "room", "--language", "fr")
    assert (result.returncode, result.stderr.splitlines()[1]) == (3, "  = help: choose one of de, en")


def test_new_writes_a_draft_and_prints_its_path(newsroom: Path, presskit: Run) -> None:
    result = presskit("new", "Über 100 Gäste: „Kreativ.Quartiere“ eröffnet", cwd=newsroom)
    path = f"releases/{TODAY.year}/ueber-100-gaeste-kreativ-quartiere-eroeffnet.md"
    assert (result.returncode, result.stdout) == (0, f"{path}\n")
    lines = (newsroom / path).read_text().splitlines()
    assert lines[1].startswith("id: ueber-100-gaeste-kreativ-quartiere-eroeffnet ")
    assert f"date: {TODAY} " in lines[5]
    listed = json.loads(presskit("list", "--format", "json", cwd=newsroom).stdout)
    assert [row["state"] for row in listed if row["headline"].startswith("Über 100 Gäste: „")] == ["draft"]


def test_a_new_draft_has_no_problems(newsroom: Path, presskit: Run) -> None:
    presskit("new", "- yes: *no* & #1 'so' \"so\"", cwd=newsroom)
    assert presskit("check", cwd=newsroom).stderr.splitlines()[-1] == "check    no problems"


def test_new_twice_makes_two_releases(newsroom: Path, presskit: Run) -> None:
    paths = [presskit("new", "Again", cwd=newsroom).stdout.strip() for _ in range(3)]
    folder = f"releases/{TODAY.year}"
    assert paths == [f"{folder}/again.md", f"{folder}/again-2.md", f"{folder}/again-3.md"]
    assert presskit("check", cwd=newsroom).returncode == 0


def test_new_avoids_the_id_of_a_file_that_cannot_be_read(newsroom: Path, presskit: Run) -> None:
    (newsroom / "releases/again.md").write_text("no front matter")
    assert presskit("new", "Again", cwd=newsroom).stdout == f"releases/{TODAY.year}/again-2.md\n"


def test_new_in_another_language_has_it_in_its_name(newsroom: Path, presskit: Run) -> None:
    assert presskit("new", "Noch eine", "--language", "de", cwd=newsroom).stdout.endswith("/noch-eine.de.md\n")
    assert presskit("new", "One more", "--language", "en", cwd=newsroom).stdout.endswith("/one-more.md\n")


def test_new_in_a_language_the_newsroom_lacks_is_refused(newsroom: Path, presskit: Run) -> None:
    result = presskit("new", "Encore", "--language", "fr", cwd=newsroom)
    assert (result.returncode, result.stderr) == (
        3,
        'presskit: this newsroom has no language `fr`\n  = help: add "fr" to `languages` in presskit.toml\n',
    )


@pytest.mark.parametrize(
    ("headline", "name"), [("Ελλάδα", f"release-{TODAY}"), ("../../etc/passwd", "etc-passwd"), ("Con", "release-con")]
)
def test_new_makes_a_file_name_of_any_headline(headline: str, name: str, newsroom: Path, presskit: Run) -> None:
    assert presskit("new", headline, cwd=newsroom).stdout == f"releases/{TODAY.year}/{name}.md\n"


def test_new_without_words_is_refused(newsroom: Path, presskit: Run) -> None:
    assert presskit("new", "  ", cwd=newsroom).returncode == 3
