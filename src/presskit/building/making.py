"""The stages of a build: each output in turn, new openings first, deletions last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from presskit.building.events import Event, Failed, Finished, Made, Progress, Pruned
from presskit.building.pool import Pool
from presskit.building.store import Store
from presskit.model.newsroom import newest_first
from presskit.outputs import OUTPUTS
from presskit.planning.plan import changed_part, digest_of
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.building.cache import Cache, Row
    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.plan import Artifact, Plan

POOLED = {"print_pdf": 2, "page": 2_000}  # how many of an output make worker processes worth their start
COLLECT_EVERY = 25


@dataclass(slots=True)
class Bench:
    """Where a build works: what is there, what was made, what failed."""

    store: Store
    cache: Cache
    tools: Tools
    known: dict[str, tuple[int, bytes]]
    altered: frozenset[str]
    workers: int = 1
    sizes: dict[str, int] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    rows: dict[str, tuple[str, int, int, bytes, str, str, str]] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)

    def size_of(self, path: str) -> int | None:
        """Return the byte count of a finished artifact."""
        if path not in self.sizes:
            found = self.cache.size_of(path)
            if found is None:
                return None
            self.sizes[path] = found
        return self.sizes[path]


def note_new_paths(plan: Plan, bench: Bench) -> None:
    """Note all paths that may be written as our own, before the first of them is."""
    new = [(a.path, a.output, a.source) for a in plan.artifacts.values() if a.path not in bench.known]
    if new:
        bench.cache.begin()
        bench.cache.note_paths(new)
        bench.cache.commit()


def open_up(plan: Plan, bench: Bench) -> Iterator[Event]:
    """Write what every page links to, still empty, where it does not exist."""
    for artifact in plan.artifacts.values():
        if artifact.opens and artifact.path not in bench.present:
            data = OUTPUTS[artifact.output].render(artifact.first, bench.tools)
            bench.store.write(artifact.path, data)
            bench.present.add(artifact.path)
            yield Progress("open", 1, 1)


def make_stage(name: str, plan: Plan, bench: Bench) -> Iterator[Event]:
    """Make the artifacts of one output that are not fresh."""
    wanted = [a for a in plan.artifacts.values() if a.output == name and a.path not in bench.rows]
    jobs = [(a, *stale) for a in wanted if (stale := _staleness(a, plan, bench))]
    if not jobs:
        return
    for done, artifact in enumerate(_firsts([job[0] for job in jobs], bench), 1):
        yield Progress(f"{name} (first)", done, done)
        bench.present.add(artifact.path)
    yield from _make(name, jobs, bench)


def _staleness(artifact: Artifact, plan: Plan, bench: Bench) -> tuple[bytes, str] | None:
    """Return fingerprint and reason when an artifact must be made, else None."""
    fingerprint = plan.fingerprints[artifact.path]
    if artifact.sizes_of:
        sizes = digest_of([bench.size_of(path) for path in artifact.sizes_of], 8)
        fingerprint += sizes
    known = bench.known.get(artifact.path)
    if known is None or not known[1]:
        return fingerprint, "new"
    if known[1] != fingerprint:
        return fingerprint, changed_part(known[1], fingerprint)
    return (fingerprint, "altered outside presskit") if artifact.path in bench.altered else None


def _firsts(artifacts: list[Artifact], bench: Bench) -> Iterator[Artifact]:
    """Write the first view of each new artifact whose view links to what is not there yet."""
    for artifact in artifacts:
        if artifact.opens or artifact.first is None or artifact.path in bench.present:
            continue
        if all(path in bench.present for path in artifact.after):
            continue
        result = rendered(bench.tools, replace(artifact, view=artifact.first))
        if isinstance(result, bytes):
            bench.store.write(artifact.path, result)
            yield artifact


def _make(name: str, jobs: list[tuple[Artifact, bytes, str]], bench: Bench) -> Iterator[Event]:
    least = POOLED.get(name)
    if least and len(jobs) >= least and bench.workers > 1:
        _warm(name, bench.tools)
    pool = Pool(bench.workers if least else 1, least or 2)
    results = pool.map(partial(rendered, bench.tools), [job[0] for job in jobs])
    for done, ((artifact, fingerprint, reason), result) in enumerate(zip(jobs, results, strict=True), 1):
        yield _settle(artifact, fingerprint, reason, result, bench)
        yield Progress(name, done, len(jobs))


def _warm(name: str, tools: Tools) -> None:
    """Make what workers share before they are forked."""
    warm = getattr(OUTPUTS[name], "warm", None)
    if warm:
        warm(tools)


def _settle(artifact: Artifact, fingerprint: bytes, reason: str, result: bytes | Problem, bench: Bench) -> Event:
    if isinstance(result, Problem):
        failed = Failed(artifact.path, artifact.source, result)
        bench.failed[artifact.path] = failed
        return failed
    stamp, changed = bench.store.write(artifact.path, result)
    bench.sizes[artifact.path] = len(result)
    bench.present.add(artifact.path)
    row = (artifact.path, stamp, len(result), fingerprint, artifact.output, artifact.source, reason)
    bench.rows[artifact.path] = row
    return Made(artifact.path, artifact.output, reason, changed)


def rendered(tools: Tools, artifact: Artifact) -> bytes | Problem:
    """Return the bytes of an artifact, or the problem that its layout or its engine has with it."""
    from jinja2 import TemplateError

    try:
        return OUTPUTS[artifact.output].render(artifact.view, tools)  # type: ignore[no-any-return]
    except TemplateError as error:
        return _layout_problem(artifact, error)
    except ENGINE_FAILURES as error:
        if artifact.output != "print_pdf":
            raise
        what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        return Problem("PK702", f"print PDF could not be made ({what})", Span(artifact.source))


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


def _shown(name: str) -> str:
    at = name.replace("\\", "/").rfind("layouts/")
    return name[at:] if at >= 0 else name


def prune(plan: Plan, bench: Bench) -> Iterator[Pruned]:
    """Take away what presskit made and no longer wants; nothing while a list that may link there is not up to date."""
    if any(not failed.source for failed in bench.failed.values()):
        return
    for path in sorted(path for path in bench.known if path not in plan.artifacts):
        bench.store.remove(path)
        yield Pruned(path)


def finished(plan: Plan, bench: Bench, pruned: int) -> Finished:
    """Return the sum of a build."""
    made, failed = len(bench.rows), len(bench.failed)
    return Finished(made, len(plan.artifacts) - made - failed, pruned, failed)


def fallen_back(public: Newsroom, rows: dict[str, Row], bench: Bench, now: float) -> Newsroom:
    """Return the newsroom without what failed: a release stays as it was last built, or goes where it never was."""
    entries = []
    failures = {failed.source: path for path, failed in bench.failed.items() if failed.source}
    for entry in public.entries:
        before = rows.get(entry.source)
        if entry.source not in failures:
            entries.append(entry)
        elif before and before.entry and before.entry != entry and before.entry.is_public(now):
            entries.append(before.entry)
        elif failures[entry.source] in bench.present:
            entries.append(entry)
    return replace(public, entries=tuple(sorted(entries, key=newest_first)))
