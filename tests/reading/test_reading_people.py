"""people.toml: who is in it, and in which role on which day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from presskit.config import project_at
from presskit.model.people import Person
from presskit.reading.people import read_people

PEOPLE = """\
[weber]
title = "Dr."
name = "Eva Weber"

[[weber.roles]]
role = {de = "Leiterin", en = "Director"}
organisation = "Stadtgarten"
from = 2010-01-01
until = 2012-07-01

[[weber.roles]]
role = "Vorsitzende"
from = "2012-07-01"

[kaputt]
nam = "Ida"

["mit leer zeichen"]
name = "Gast"
"""


def people(folder: Path, text: str) -> tuple[dict[str, Person], list[str]]:
    (folder / "presskit.toml").write_text("")
    (folder / "people.toml").write_text(text, encoding="utf-8")
    found, problems = read_people(project_at(str(folder)))
    return found, [f"{p.code} {p.span}" for p in problems]


def test_who_does_not_fit_is_left_out_and_named(tmp_path: Path) -> None:
    found, problems = people(tmp_path, PEOPLE)
    assert sorted(found) == ["mit leer zeichen", "weber"]
    assert problems == ["PK122 people.toml:15:2", "PK121 people.toml:16:7"]


def test_role_holds_until_before_the_day_it_ends(tmp_path: Path) -> None:
    weber = people(tmp_path, PEOPLE)[0]["weber"]
    last, first = weber.role_on(date(2012, 6, 30)), weber.role_on(date(2012, 7, 1))
    assert last is not None
    assert (last.role.to("en"), last.role.to("de")) == ("Director", "Leiterin")
    assert first is not None
    assert first.role.to("en") == "Vorsitzende"
    assert weber.role_on(date(2009, 12, 31)) is None


def test_no_file_is_nobody(tmp_path: Path) -> None:
    (tmp_path / "presskit.toml").write_text("")
    assert read_people(project_at(str(tmp_path))) == ({}, [])
