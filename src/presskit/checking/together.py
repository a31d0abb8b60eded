"""What problems of several releases say together."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from presskit.problems import Problem

SHARED = ("PK203",)  # one person who is gone from people.toml is named by many releases


def counted(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems; each that other releases have too says how many."""
    problems = list(problems)
    paths: dict[str, set[str]] = defaultdict(set)
    for problem in problems:
        if problem.code in SHARED:
            paths[problem.message].add(problem.span.path)
    if not any(len(found) > 1 for found in paths.values()):
        return problems
    return [_counted(problem, len(paths[problem.message]) - 1) for problem in problems]


def _counted(problem: Problem, others: int) -> Problem:
    if problem.code not in SHARED or others < 1:
        return problem
    many = "one other file names it" if others == 1 else f"{others} other files name it"
    return replace(problem, hint=f"{problem.hint}; {many} too")
