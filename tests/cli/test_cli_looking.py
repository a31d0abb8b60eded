"""`presskit check`, `list` and `schema`: data on stdout, talk on stderr."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from cli.running import Run

FUTURE = "2999-01-01"


def write(newsroom: Path, name: str, keys: str) -> None:
    (newsroom / f"releases/{name}.md").write_text(f"---\nid: {name}\nheadline: About {name}\n{keys}\n---\nThe lead.\n")


def test_check_draws_problems_on_stdout_and_counts_them_on_stderr(newsroom: Path, release: Path, presskit: Run) -> None:
    text = release.read_text().replace("speaker: alex-example", "speaker: alex-exampel").replace("topics:", "topic:")
    release.write_text(text)
    result = presskit("check", cwd=newsroom)
    name = release.relative_to(newsroom)
    assert result.returncode == 1
    assert result.stdout == (
        f"warning[PK108]: unknown key `topic`\n --> {name}:8:1\n  |\n8 | topic: [Newsroom]\n  | ^^^^^\n"
        "   = help: did you mean `topics`?\n\n"
        f"error[PK203]: speaker `alex-exampel` is not in people.toml\n --> {name}:11:14\n   |\n"
        "11 |     speaker: alex-exampel # a key of people.toml\n   |              ^^^^^^^^^^^^\n"
        "   = help: did you mean `alex-example`?\n"
    )
    assert result.stderr.splitlines()[-1] == "check    1 error, 1 warning"


def test_check_as_json_is_one_object_for_each_problem(newsroom: Path, release: Path, presskit: Run) -> None:
    release.write_text(release.read_text().replace("topics:", "topic:"))
    result = presskit("check", "--format", "json", cwd=newsroom)
    assert result.returncode == 0
    assert json.loads(result.stdout) == [
        {
            "code": "PK108",
            "severity": "warning",
            "message": "unknown key `topic`",
            "path": str(release.relative_to(newsroom)),
            "line": 8,
            "column": 1,
            "length": 5,
            "hint": "did you mean `topics`?",
            "excerpt": "topic: [Newsroom]",
        }
    ]


def test_check_builds_nothing(newsroom: Path, presskit: Run) -> None:
    presskit("check", cwd=newsroom)
    assert not (newsroom / "public").exists()


def test_check_as_json_of_a_good_newsroom_is_an_empty_list(newsroom: Path, presskit: Run) -> None:
    assert json.loads(presskit("check", "--format", "json", cwd=newsroom).stdout) == []


def test_list_tells_states_newest_first(newsroom: Path, presskit: Run) -> None:
    write(newsroom, "draft", "date: 2011-01-04")
    write(newsroom, "embargoed", f"date: 2011-01-03\nstatus: ready\nembargo: {FUTURE} 10:00")
    write(newsroom, "scheduled", f"date: {FUTURE}\nstatus: ready")
    write(newsroom, "lifted", "date: 2011-01-02\nstatus: ready\nembargo: 2011-01-03 10:00")
    lines = presskit("list", cwd=newsroom).stdout.splitlines()
    assert [line.split("\t")[:3] for line in lines if "welcome" not in line] == [
        ["scheduled", FUTURE, "scheduled"],
        ["draft", "2011-01-04", "draft"],
        ["embargoed", "2011-01-03", "embargoed"],
        ["released", "2011-01-02", "lifted"],
    ]


def test_list_as_json_tells_when_an_embargo_lifts(newsroom: Path, presskit: Run) -> None:
    write(newsroom, "embargoed", f"date: 2011-01-03\nstatus: ready\nembargo: {FUTURE} 10:00")
    rows = json.loads(presskit("list", "--format", "json", cwd=newsroom).stdout)
    assert [row for row in rows if row["id"] == "embargoed"] == [
        {
            "state": "embargoed",
            "date": "2011-01-03",
            "id": "embargoed",
            "language": "en",
            "headline": "About embargoed",
            "path": "releases/embargoed.md",
            "public_from": f"{FUTURE}T10:00:00+01:00",
        }
    ]


def test_list_says_how_many_files_it_leaves_out(newsroom: Path, presskit: Run) -> None:
    (newsroom / "releases/broken.md").write_text("no front matter")
    result = presskit("list", cwd=newsroom)
    assert (result.returncode, result.stdout.count("\n")) == (0, 1)
    assert result.stderr == "1 file under releases/ cannot be read as a release: `presskit check` says why\n"


def test_list_does_not_speak_of_a_readme(newsroom: Path, presskit: Run) -> None:
    (newsroom / "releases/README.md").write_text("# How we write\n")
    assert presskit("list", cwd=newsroom).stderr == ""


def test_list_dates_are_days(newsroom: Path, presskit: Run) -> None:
    date = presskit("list", cwd=newsroom).stdout.split("\t")[1]
    assert datetime.date.fromisoformat(date)


def test_schema_is_a_json_schema_of_the_front_matter(presskit: Run) -> None:
    data = json.loads(presskit("schema").stdout)
    assert data["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"headline", "date", "quotes", "embargo"} <= data["properties"].keys()
