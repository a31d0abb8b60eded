"""Rules as functions, and RULES, the table of them."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from presskit.checking.room import Room
from presskit.checking.rules import RULES

if TYPE_CHECKING:
    from presskit.model.edition import Edition
    from presskit.problems import Problem

LIMIT_PROBLEMS = 50

__all__ = ["RULES", "Room", "check_edition"]


def check_edition(edition: Edition, room: Room) -> list[Problem]:
    """Return the problems that all rules find in an edition, of each rule the first LIMIT_PROBLEMS."""
    return [problem for rule in RULES.values() for problem in islice(rule(edition, room), LIMIT_PROBLEMS)]
