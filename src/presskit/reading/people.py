"""people.toml: speakers and contacts by key."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from presskit.config import Day, Strict, Text, read_toml, shaped
from presskit.model.identifiers import KINDS
from presskit.model.people import Localised, Person, Role
from presskit.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.config import Project, Toml


ADDRESSED = re.compile(r"(?:Herrn?|Frau|Mr|Mrs|Ms|Miss|Mx)\b\.?")


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
    sort_name: str = ""
    wikidata: str = ""
    gnd: str = ""
    orcid: str = ""
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
            found += [*_identifier_problems(key, shape, toml), *_address_problems(key, shape, toml)]
            found += [*_role_problems(people[key], toml)]
    defaults = [] if problems else _default_contacts(project, people)
    return people, [*problems, *(problem.within(toml.lines) for problem in found), *defaults]


def _no_table(key: str, toml: Toml) -> Problem:
    hint = "write `[key]` on a line of its own, and `name = ...` below"
    return Problem("PK122", f"`{key}` is a single value, expected a table for each person", toml.span(key), hint)


def _person(key: str, shape: PersonShape, toml: Toml) -> Person:
    roles = tuple(Role(r.role, r.organisation, r.from_on, r.until_on) for r in shape.roles)
    given = ((kind, getattr(shape, kind)) for kind in KINDS)
    identifiers = tuple((kind, value) for kind, value in given if value and KINDS[kind].is_right(value))
    return Person(
        key, shape.name, shape.title, shape.phone, shape.email, roles, toml.span(key), shape.sort_name, identifiers
    )


def _identifier_problems(key: str, shape: PersonShape, toml: Toml) -> Iterator[Problem]:
    """Yield a problem for each identifier that nobody has: its last digit says whether it was copied well."""
    for kind, (_, is_right, example, _) in KINDS.items():
        value = getattr(shape, kind)
        if value and not is_right(value):
            message = f"`{kind}` of `{key}` is `{value[:60]}`, expected one such as `{example}`"
            hint = "copy it again from where it stands, without the address before it"
            yield Problem("PK221", message, toml.span(f"{key}.{kind}"), hint)


def _address_problems(key: str, shape: PersonShape, toml: Toml) -> Iterator[Problem]:
    """Yield a problem where somebody is called Herr or Frau: press releases name people by first name and function."""
    for name, value in (("title", shape.title), ("name", shape.name)):
        if found := ADDRESSED.match(value):
            message = f"`{found[0]}` stands in the {name} of `{key}`"
            yield Problem("PK219", message, toml.span(f"{key}.{name}"), "delete it", "warning")


def _role_problems(person: Person, toml: Toml) -> Iterator[Problem]:
    """Yield a problem for each role that never holds, and for each that overlaps itself."""
    for number, role in enumerate(person.roles):
        start, end = role.from_on or date.min, role.until_on or date.max
        if start >= end:
            message = f"role of `{person.key}` ends on {end}, before it begins on {start}"
            hint = "`until` is the first day on which the role is no longer held"
            yield Problem("PK406", message, toml.span(f"{person.key}.roles.{number}.until"), hint)
        for before in person.roles[:number]:
            is_same = (before.role, before.organisation) == (role.role, role.organisation)
            if is_same and max(start, before.from_on or date.min) < min(end, before.until_on or date.max):
                message = f"a role of `{person.key}` stands there twice for the same days"
                hint = "end one with `until` where the other begins, or delete one of the two"
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
