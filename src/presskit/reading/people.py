"""people.toml: speakers and contacts by key."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from presskit.config import Day, Strict, Text, read_toml, shaped
from presskit.model.people import Localised, Person, Role
from presskit.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.config import Project, Toml


class RoleShape(Strict):
    """One role, from a day on and until before another."""

    role: Text
    organisation: Text = Localised({})
    from_on: Day = Field(None, alias="from")
    until_on: Day = Field(None, alias="until")


class PersonShape(Strict):
    """One table of people.toml."""

    EXPECTED_OF: ClassVar[dict[str, str]] = {"roles": "tables `[[key.roles]]`"}

    name: str = Field(min_length=1)
    title: str = ""
    phone: str = ""
    email: str = ""
    roles: list[RoleShape] = Field(default_factory=list)


def read_people(project: Project) -> tuple[dict[str, Person], list[Problem]]:
    """Return everyone in people.toml by key; who does not fit is left out with a problem."""
    toml, problems = read_toml(project.root, "people.toml")
    found: list[Problem] = []
    people: dict[str, Person] = {}
    for key, value in toml.data.items():
        if not isinstance(value, dict):
            found.append(_no_table(key, toml))
            continue
        shape, wrong = shaped(PersonShape, value, toml, key)
        found += wrong
        if shape is not None:
            people[key] = _person(key, shape, toml)
            found += _role_problems(people[key], toml)
    defaults = [] if problems else _default_contacts(project, people)
    return people, [*problems, *(problem.within(toml.lines) for problem in found), *defaults]


def _no_table(key: str, toml: Toml) -> Problem:
    hint = "write `[key]` on a line of its own, and `name = ...` below"
    return Problem("PK122", f"`{key}` is a single value, expected a table for each person", toml.span(key), hint)


def _person(key: str, shape: PersonShape, toml: Toml) -> Person:
    roles = tuple(Role(r.role, r.organisation, r.from_on, r.until_on) for r in shape.roles)
    return Person(key, shape.name, shape.title, shape.phone, shape.email, roles, toml.span(key))


def _role_problems(person: Person, toml: Toml) -> Iterator[Problem]:
    """Yield a problem for each role that never holds, and for each that hides behind an earlier one."""
    for number, role in enumerate(person.roles):
        start, end = role.from_on or date.min, role.until_on or date.max
        if start >= end:
            message = f"role of `{person.key}` ends on {end}, before it begins on {start}"
            hint = "`until` is the first day on which the role is no longer held"
            yield Problem("PK406", message, toml.span(f"{person.key}.roles.{number}.until"), hint)
        for before in person.roles[:number]:
            if max(start, before.from_on or date.min) < min(end, before.until_on or date.max):
                message = f"two roles of `{person.key}` hold on the same day, the first is printed"
                hint = "end one with `until` where the other begins, or write both as one role"
                yield Problem("PK213", message, toml.span(f"{person.key}.roles.{number}"), hint, "warning")
                break


def _default_contacts(project: Project, people: dict[str, Person]) -> Iterator[Problem]:
    """Yield a problem for each contact that presskit.toml gives to all releases and that is nobody."""
    toml, _ = read_toml(project.root, "presskit.toml")
    defaults = toml.data.get("defaults")
    contacts = defaults.get("contacts") if isinstance(defaults, dict) else None
    for key in contacts if isinstance(contacts, list) else ():
        if isinstance(key, str) and key not in people:
            message = f"contact `{key[:60]}` is not in people.toml"
            hint = did_you_mean(key, people) or f"add a table `[{key[:60]}]` there"
            yield Problem("PK209", message, toml.span("defaults.contacts"), hint).within(toml.lines)
