"""Speakers and press contacts, with roles that hold from one day to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presskit.model.identifiers import KINDS
from presskit.problems import Span

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

NOWHERE = Span("")


@dataclass(frozen=True, slots=True)
class Localised:
    """One text in several languages; the empty key holds what was written without a language."""

    by_language: Mapping[str, str]

    def to(self, language: str) -> str:
        """Return the text in the language, else the one without a language, else the first there is."""
        texts = self.by_language
        return texts.get(language) or texts.get("") or next(iter(texts.values()), "")

    def says(self, text: str) -> bool:
        """Tell whether a text is this one in one of its languages; an empty text is."""
        return not text or text.casefold() in (known.casefold() for known in self.by_language.values())


@dataclass(frozen=True, slots=True)
class Role:
    """A function in an organisation, from a day on and until before another; None is open."""

    role: Localised
    organisation: Localised
    from_on: date | None
    until_on: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the role is held on the day."""
        return (self.from_on is None or self.from_on <= day) and (self.until_on is None or day < self.until_on)

    def is_named(self, role: str, organisation: str) -> bool:
        """Tell whether this is the role that is named; an empty name leaves it open."""
        return self.role.says(role) and self.organisation.says(organisation)


def last_first(name: str) -> str:
    """Return a name with its last word first, as lists sort it."""
    first, _, last = name.rpartition(" ")
    return f"{last}, {first}" if first else last


@dataclass(frozen=True, slots=True)
class Person:
    """A speaker or contact under a key of people.toml."""

    key: str
    name: str
    title: str = ""
    phone: str = ""
    email: str = ""
    roles: tuple[Role, ...] = ()
    span: Span = field(default=NOWHERE, compare=False)
    sort_name: str = ""
    identifiers: tuple[tuple[str, str], ...] = ()

    @property
    def full_name(self) -> str:
        """The name with the title before it, as it is printed."""
        return f"{self.title} {self.name}".strip()

    @property
    def sorted_name(self) -> str:
        """The name as lists sort it: `sort_name`, or else its last word first."""
        return self.sort_name or last_first(self.name)

    @property
    def same_as(self) -> tuple[str, ...]:
        """The addresses that stand for the same person elsewhere."""
        return tuple(KINDS[kind].address.format(value) for kind, value in self.identifiers)

    def role_on(self, day: date, role: str = "", organisation: str = "") -> Role | None:
        """Return the role held on the day, of several the one that is named, in any language, or the first; or None."""
        for known in self.roles:
            if known.holds_on(day) and (not (role or organisation) or known.is_named(role, organisation)):
                return known
        return None
