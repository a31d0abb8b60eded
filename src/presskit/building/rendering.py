"""A view becomes bytes, or the problem that its layout, its engine or its output has with it."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from presskit.building.pool import Ended, Limits, Pool
from presskit.outputs import OUTPUTS
from presskit.outputs.refusal import Refusal
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presskit.model.newsroom import Settings
    from presskit.outputs.tools import Tools
    from presskit.planning.plan import Artifact


Rendering = bytes | dict[str, bytes]  # one file, or all files of a folder by name


def rendered(tools: Tools, artifact: Artifact) -> Rendering | Problem:
    """Return the bytes of an artifact or of all files in its folder, or the problem that is in their way."""
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


APART = ("print_pdf",)  # outputs whose engine may hang on a document, or take all memory for it


def rendered_apart(tools: Tools, artifacts: Sequence[Artifact], workers: int = 1) -> Iterator[Rendering | Problem]:
    """Yield what artifacts of one such output become, in processes that end where they go beyond the limits."""
    if artifacts:
        warm_up(artifacts[0].output, tools)
    settings = tools.routes.settings
    limits = Limits(settings.print_limit_s, settings.print_memory_mb * MEGABYTE)
    yield from Pool(workers).map_within(limits, partial(rendered, tools), artifacts, partial(_ended, settings))


MEGABYTE = 1 << 20


def warm_up(output: str, tools: Tools) -> None:
    """Make what workers share before they are forked."""
    from jinja2 import TemplateError

    with suppress(Refusal, TemplateError):  # each worker comes upon it again, and says so of its artifact
        OUTPUTS[output].warm(tools)
        for layout in OUTPUTS[output].LAYOUTS:
            if layout.endswith(".html"):
                tools.template(layout)


def _ended(settings: Settings, artifact: Artifact, ended: Ended) -> Problem:
    """Return the problem of an artifact whose process did not survive it."""
    if ended.reason == "time":
        message = f"print PDF was not done within {settings.print_limit_s:g} s"
        hint = "look for a huge table or something nested deeply, or raise `limit_s` under `[print]` in presskit.toml"
        return Problem("PK709", message, Span(artifact.source), hint)
    if ended.reason == "memory":
        message = f"print PDF takes more than {settings.print_memory_mb:,} MB of memory"
        hint = "look for a huge table or picture, or raise `memory_mb` under `[print]` in presskit.toml"
        return Problem("PK706", message, Span(artifact.source), hint)
    message = f"print PDF could not be made (its process ended{f' by {ended.signal}' if ended.signal else ''})"
    return Problem("PK702", message, Span(artifact.source), "perhaps there was no memory left: look for something huge")


def _refused(artifact: Artifact, refusal: Refusal, root: str) -> Problem:
    """Return the problem at the first place in the source where the refusal's words stand."""
    try:
        with open(os.path.join(root, artifact.source), encoding="utf-8-sig", errors="replace") as file:
            lines = file.read().split("\n")
    except OSError:
        lines = []
    span = Span(artifact.source or "presskit.toml")
    for number, line in enumerate(lines if refusal.words else (), 1):
        if (at := line.find(refusal.words)) >= 0:
            span = Span(artifact.source, number, at + 1, len(refusal.words))
            break
    return Problem(refusal.code, refusal.message, span, refusal.hint).within(lines)


# What WeasyPrint lets through for a document it cannot lay out; elsewhere these would be our own bugs.
ENGINE_FAILURES = (
    RecursionError,
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
