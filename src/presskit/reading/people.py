"""people.toml: speakers and contacts by key."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from pydantic import Field

from presskit.config import Strict, Text, read_toml, shaped
from presskit.model.people import Localised, Person, Role
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from presskit.config import Project


class RoleShape(Strict):
    """One role, from a day on and until before another."""

    role: Text
    organisation: Text = Localised({})
    from_on: date | None = Field(None, alias="from")
    until_on: date | None = Field(None, alias="until")


class PersonShape(Strict):
    """One table of people.toml."""

    name: str = Field(min_length=1)
    title: str = ""
    phone: str = ""
    email: str = ""
    roles: list[RoleShape] = []


def read_people(project: Project) -> tuple[dict[str, Person], list[Problem]]:
    """Return everyone in people.toml by key; who does not fit is left out with a problem."""
    data, where, lines, problems = read_toml(project.root, "people.toml")
    people: dict[str, Person] = {}
    for key, value in data.items():
        if not isinstance(value, dict):
            problems.append(Problem("PK122", f"`{key}` is not a table", where.get(key, Span("people.toml"))))
            continue
        places = {path.removeprefix(f"{key}."): span for path, span in where.items() if path.startswith(f"{key}.")}
        shape, found = shaped(PersonShape, value, places, "people.toml")
        problems += found
        if shape is not None:
            people[key] = _person(key, shape, where.get(key, Span("people.toml")))
    return people, [problem.within(lines) for problem in problems]


def _person(key: str, shape: PersonShape, span: Span) -> Person:
    roles = tuple(Role(r.role, r.organisation, _day(r.from_on), _day(r.until_on)) for r in shape.roles)
    return Person(key, shape.name, shape.title, shape.phone, shape.email, roles, span)


def _day(value: date | None) -> date | None:
    return value.date() if isinstance(value, datetime) else value
