"""Rules as functions, and RULES, the table of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.checking.rules import RULES, Room

if TYPE_CHECKING:
    from presskit.model.edition import Edition
    from presskit.problems import Problem

__all__ = ["RULES", "Room", "check_edition"]


def check_edition(edition: Edition, room: Room) -> list[Problem]:
    """Return the problems that all rules find in an edition."""
    return [problem for rule in RULES.values() for problem in rule(edition, room)]
