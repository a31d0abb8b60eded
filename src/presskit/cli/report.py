"""What a build or a check comes to, drawn on stderr as it comes."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from presskit.building.events import Failed, Finished, Made, Progress, Pruned, WasChecked, WasRead
from presskit.cli import console
from presskit.cli.exits import GOOD, WRITERS

if TYPE_CHECKING:
    from presskit.building.events import Event
    from presskit.problems import Problem


def once(problems: tuple[Problem, ...] | list[Problem]) -> list[Problem]:
    """Return the problems, those that say the same of the same place only once."""
    return list({(p.code, p.message, p.span): p for p in problems}.values())


def problem_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data."""
    span = problem.span
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": span.path,
        "line": span.line or None,
        "column": span.column if span.line else None,
        "length": span.length if span.line else None,
        "hint": problem.hint or None,
        "excerpt": problem.excerpt or None,
    }


class Report:
    """Takes events one by one; with `keeps_all` it also keeps what was made, for JSON."""

    def __init__(self, started: float, *, keeps_all: bool = False) -> None:
        self.started = started
        self.keeps_all = keeps_all
        self.bars = console.Bars()
        self.read: WasRead | None = None
        self.checked = WasChecked((), 0, 0)
        self.finished: Finished | None = None
        self.failures: list[Failed] = []
        self.made: list[Made] = []
        self.pruned: list[str] = []
        self.seconds = 0.0

    @property
    def code(self) -> int:
        """The exit code that fits."""
        return WRITERS if self.checked.errors or self.failures or not self.finished else GOOD

    def take(self, event: Event) -> None:
        """Draw what an event says, and keep what is asked for later."""
        if isinstance(event, Progress):
            self.bars.move(event.stage, event.done, event.total)
        elif isinstance(event, (Made, Pruned)):
            self._keep(event)
        elif isinstance(event, Failed):
            self.failures.append(event)
        else:
            self.bars.clear()
            self._say(event)

    def _keep(self, event: Made | Pruned) -> None:
        if self.keeps_all and isinstance(event, Made):
            self.made.append(event)
        elif self.keeps_all and isinstance(event, Pruned) and event.was_there:
            self.pruned.append(event.path)

    def _say(self, event: WasRead | WasChecked | Finished) -> None:
        if isinstance(event, WasRead):
            self.read = event
            console.was_read(event.releases, event.editions)
        elif isinstance(event, WasChecked):
            self.checked = event
            _draw([p for p in event.problems if p.is_error or not self.read])
            console.was_checked(event.errors, event.warnings, shown=not self.read)
        else:
            self._end(event)

    def _end(self, event: Finished) -> None:
        self.finished = event
        self.seconds = time.perf_counter() - self.started
        _draw([failure.problem for failure in self.failures])
        console.was_built(event.made, event.fresh, event.pruned, event.failed, self.seconds)

    def close(self) -> None:
        """Take the bar away, whatever happened."""
        self.bars.clear()

    def data(self) -> dict[str, Any]:
        """Return everything as plain data."""
        problems = once([*self.checked.problems, *(failure.problem for failure in self.failures)])
        return {
            "releases": self.read.releases if self.read else 0,
            "editions": self.read.editions if self.read else 0,
            "errors": self.checked.errors,
            "warnings": self.checked.warnings,
            "made": [{"path": m.path, "output": m.output, "reason": m.reason} for m in self.made],
            "fresh": self.finished.fresh if self.finished else 0,
            "pruned": self.pruned,
            "failed": [{"path": f.path, "source": f.source, "code": f.problem.code} for f in self.failures],
            "problems": [problem_data(problem) for problem in problems],
            "seconds": round(self.seconds, 3),
        }


def _draw(problems: list[Problem]) -> None:
    if problems:
        console.draw(once(problems), sys.stderr)
        console.say("")
