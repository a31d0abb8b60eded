"""Speakers and press contacts, with roles that hold from one day to another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

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

    @property
    def full_name(self) -> str:
        """The name with the title before it, as it is printed."""
        return f"{self.title} {self.name}".strip()

    def role_on(self, day: date) -> Role | None:
        """Return the role held on the day, the first of several, or None."""
        return next((role for role in self.roles if role.holds_on(day)), None)
