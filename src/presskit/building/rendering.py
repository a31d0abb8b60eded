"""A view becomes bytes, or the problem that its layout, its engine or its output has with it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from presskit.outputs import OUTPUTS
from presskit.outputs.refusal import Refusal
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from presskit.outputs.tools import Tools
    from presskit.planning.plan import Artifact


def rendered(tools: Tools, artifact: Artifact) -> bytes | Problem:
    """Return the bytes of an artifact, or the problem that its layout or its engine has with it."""
    from jinja2 import TemplateError

    try:
        return OUTPUTS[artifact.output].render(artifact.view, tools)  # type: ignore[no-any-return]
    except TemplateError as error:
        return _layout_problem(artifact, error)
    except Refusal as refusal:
        return _refused(artifact, refusal, tools.root)
    except ENGINE_FAILURES as error:
        if _fails_in_layout(error):
            return _layout_problem(artifact, error)
        if artifact.output != "print_pdf":
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Problem("PK702", f"print PDF could not be made ({what})", Span(artifact.source))


def _refused(artifact: Artifact, refusal: Refusal, root: str) -> Problem:
    """Return the problem at the first place in the source where the refusal's words stand."""
    try:
        with open(os.path.join(root, artifact.source), encoding="utf-8-sig", errors="replace") as file:
            lines = file.read().split("\n")
    except OSError:
        lines = []
    span = Span(artifact.source)
    for number, line in enumerate(lines if refusal.words else (), 1):
        if (at := line.find(refusal.words)) >= 0:
            span = Span(artifact.source, number, at + 1, len(refusal.words))
            break
    return Problem(refusal.code, refusal.message, span, refusal.hint).within(lines)


# What WeasyPrint lets through for a document it cannot lay out; elsewhere these would be our own bugs.
ENGINE_FAILURES = (
    RecursionError,
    MemoryError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    KeyError,
    ZeroDivisionError,
)


def _layout_problem(artifact: Artifact, error: Any) -> Problem:
    name = getattr(error, "filename", None) or getattr(error, "name", None)
    line = getattr(error, "lineno", None)
    if line is None:
        name, line = _template_frame(error) or (name, 0)
    place = Span(_shown(name or artifact.output), line or 0)
    message = str(getattr(error, "message", None) or error)
    return Problem("PK601", f"layout: {message}", place, f"found while making {artifact.path}")


def _template_frame(error: BaseException) -> tuple[str, int] | None:
    """Return file and line of the innermost frame in a template."""
    found, trace = None, error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith((".html", ".css", ".xml")):
            found = (name, trace.tb_lineno)
        trace = trace.tb_next
    return found


def _fails_in_layout(error: BaseException) -> bool:
    """Tell whether a layout itself raised an error: its own line, or a filter that it called."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    name = trace.tb_frame.f_code.co_filename if trace else ""
    return name.endswith((".html", ".css", ".xml")) or os.path.basename(os.path.dirname(name)) == "jinja2"


def _shown(name: str) -> str:
    at = name.replace("\\", "/").rfind("layouts/")
    return name[at:] if at >= 0 else name
