"""What happens in a build, as values: the command line draws them, the preview streams them, tests list them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from presskit.problems import Problem


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps of a stage; a stage is `read` or the name of an output."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class WasRead:
    """How many releases and editions the newsroom has."""

    releases: int
    editions: int


@dataclass(frozen=True, slots=True)
class WasChecked:
    """The problems to show, and how many there are in all."""

    problems: tuple[Problem, ...]
    errors: int
    warnings: int


def was_checked(problems: tuple[Problem, ...]) -> WasChecked:
    """Return the event that tells of problems."""
    errors = sum(problem.is_error for problem in problems)
    return WasChecked(problems, errors, len(problems) - errors)


@dataclass(frozen=True, slots=True)
class Made:
    """An artifact was made; `reason` says why, `changed` whether its bytes are new."""

    path: str
    output: str
    reason: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """An artifact could not be made; what was there before stays."""

    path: str
    source: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class Pruned:
    """An artifact that is no longer wanted was taken away; `was_there` is false for one that never came to be."""

    path: str
    was_there: bool = True


@dataclass(frozen=True, slots=True)
class Finished:
    """The build came to its end."""

    made: int
    fresh: int
    pruned: int
    failed: int


Event = Progress | WasRead | WasChecked | Made | Failed | Pruned | Finished
