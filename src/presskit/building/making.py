"""The stages of a build: each output in turn, new openings first, deletions last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from presskit.building import folders
from presskit.building.events import Event, Failed, Finished, Made, Progress, Pruned
from presskit.building.pool import Pool
from presskit.building.rendering import APART, Rendering, rendered, rendered_apart
from presskit.building.store import Store, strangers
from presskit.model.newsroom import newest_first
from presskit.outputs import OUTPUTS
from presskit.planning.plan import changed_part, digest_of
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from presskit.building.cache import Cache
    from presskit.building.reach import Reach
    from presskit.building.rows import Row
    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.plan import Artifact, Plan

POOLED = {"page": 2_000, "search_index": 2}  # how many of an output make worker processes worth their start


@dataclass(slots=True)
class Bench:
    """Where a build works: what is there, what was made, what failed.

    `foreign` are planned paths at which somebody else's files stand. A build that `heals` has forgotten everything and
    finds a folder that presskit made: there it takes all planned paths for its own. `carried` are files made again in a
    folder, to the same bytes.
    """

    store: Store
    cache: Cache
    tools: Tools
    known: dict[str, tuple[int, bytes]]
    altered: frozenset[str]
    workers: int = 1
    sizes: dict[str, int] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    rows: dict[str, tuple[str, int, int, bytes, str, str, str]] = field(default_factory=dict)
    carried: dict[str, tuple[str, int, int, bytes, str, str, str]] = field(default_factory=dict)
    inside: dict[str, set[str]] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)
    moved: list[tuple[str, str]] = field(default_factory=list)
    reach: Reach | None = None
    frame: str = ""
    heals: bool = False
    foreign: set[str] = field(default_factory=set)

    def size_of(self, path: str) -> int | None:
        """Return the byte count of a finished artifact."""
        if path not in self.sizes:
            found = self.cache.size_of(path)
            if found is None:
                return None
            self.sizes[path] = found
        return self.sizes[path]

    def within(self, folder: str) -> set[str]:
        """Return the known paths below a folder of an artifact, such as `pagefind/de-2026/`."""
        if not self.inside:
            top = folder.partition("/")[0] + "/"
            for path in self.known:
                if path.startswith(top):
                    self.inside.setdefault("/".join(path.split("/", 2)[:2]) + "/", set()).add(path)
        return self.inside.get(folder, set())


def note_new_paths(plan: Plan, bench: Bench) -> None:
    """Note all paths that may be written as our own, before the first of them is; what stands at one is foreign."""
    new = [(a.path, a.output, a.source) for a in plan.artifacts.values() if a.path not in bench.known]
    if new and not bench.heals and not bench.store.is_waiting:
        bench.foreign |= {path for path, _, _ in new if bench.store.is_taken(path)}
        new = [row for row in new if row[0] not in bench.foreign]
    if new:
        bench.cache.begin()
        bench.cache.note_paths(new)
        bench.cache.commit()
        bench.known |= {path: (0, b"") for path, _, _ in new}


def open_up(plan: Plan, bench: Bench) -> Iterator[Event]:
    """Write what every page links to, still empty, where it does not exist."""
    for artifact in () if bench.store.is_waiting else plan.artifacts.values():
        if artifact.opens and artifact.path not in bench.present | bench.foreign:
            data = OUTPUTS[artifact.output].render(artifact.first, bench.tools)
            bench.store.write(artifact.path, data)
            bench.present.add(artifact.path)
            yield Progress("open", 1, 1)


def make_stage(name: str, plan: Plan, bench: Bench) -> Iterator[Event]:
    """Make the artifacts of one output that are not fresh; what new ones fail at ends it, for links may lead there."""
    wanted = [a for a in plan.artifacts.values() if a.output == name and a.path not in bench.failed]
    jobs = [(a, *stale) for a in wanted if (stale := _staleness(a, plan, bench))]
    if not jobs:
        return
    before = frozenset(bench.present)
    for done, artifact in enumerate(_firsts([job[0] for job in jobs], bench, before), 1):
        yield Progress(f"{name} (first)", done, done)
        bench.present.add(artifact.path)
    # What is new comes before what may link to it; of that, what has no first view comes before what had one.
    turns: dict[tuple[bool, bool], list[tuple[Artifact, bytes, str]]] = {}
    for job in jobs:
        turns.setdefault((job[0].path in before, job[0].path in bench.present), []).append(job)
    failures = len(bench.failed)
    for turn in sorted(turns):
        if len(bench.failed) == failures:
            yield from _make(name, turns[turn], bench)


def _staleness(artifact: Artifact, plan: Plan, bench: Bench) -> tuple[bytes, str] | None:
    """Return fingerprint and reason when an artifact must be made, else None."""
    fingerprint = plan.fingerprints[artifact.path]
    if artifact.sizes_of:
        sizes = digest_of([bench.size_of(path) for path in artifact.sizes_of], 8)
        fingerprint += sizes
    if made := bench.rows.get(artifact.path):
        return None if made[3] == fingerprint else (fingerprint, changed_part(made[3], fingerprint))
    known = bench.known.get(artifact.path)
    if known is None or not known[1]:
        return fingerprint, "new"
    if known[1] != fingerprint:
        return fingerprint, changed_part(known[1], fingerprint)
    if artifact.folder and not folders.is_whole(artifact, known[1], bench):
        return fingerprint, "altered outside presskit"
    return (fingerprint, "altered outside presskit") if artifact.path in bench.altered else None


def _firsts(artifacts: list[Artifact], bench: Bench, before: frozenset[str]) -> Iterator[Artifact]:
    """Write the first view of each new artifact whose view links to what was not there before this stage."""
    for artifact in () if bench.store.is_waiting else artifacts:
        if artifact.opens or artifact.first is None or artifact.path in before | bench.foreign:
            continue
        if all(path in before for path in artifact.after):
            continue
        result = rendered(bench.tools, artifact._replace(view=artifact.first))
        if isinstance(result, bytes):
            bench.store.write(artifact.path, result)
            yield artifact


def _make(name: str, jobs: list[tuple[Artifact, bytes, str]], bench: Bench) -> Iterator[Event]:
    results = _results(name, [job[0] for job in jobs], bench)
    for done, ((artifact, fingerprint, reason), result) in enumerate(zip(jobs, results, strict=True), 1):
        yield from _settle(artifact, fingerprint, reason, result, bench)
        yield Progress(name, done, len(jobs))


def _results(name: str, artifacts: list[Artifact], bench: Bench) -> Iterator[Rendering | Problem]:
    if name in APART:
        return rendered_apart(bench.tools, artifacts, bench.workers)
    least = POOLED.get(name)
    return Pool(bench.workers if least else 1, least or 2).map(partial(rendered, bench.tools), artifacts)


def _settle(
    artifact: Artifact, fingerprint: bytes, reason: str, result: Rendering | Problem, bench: Bench
) -> Iterator[Event]:
    if isinstance(result, dict):
        for event in folders.settle(artifact, fingerprint, reason, result, bench):
            yield _failed(artifact, event, bench) if isinstance(event, Problem) else event
        return
    if isinstance(result, bytes) and artifact.path in bench.foreign:
        result = _adopted(artifact, result, bench)
    if isinstance(result, Problem):
        yield _failed(artifact, result, bench)
        return
    stamp, changed = bench.store.write(artifact.path, result)
    bench.sizes[artifact.path] = len(result)
    bench.present.add(artifact.path)
    row = (artifact.path, stamp, len(result), fingerprint, artifact.output, artifact.source, reason)
    bench.rows[artifact.path] = row
    yield Made(artifact.path, artifact.output, reason, changed)


def _failed(artifact: Artifact, problem: Problem, bench: Bench) -> Failed:
    failed = bench.failed[artifact.path] = Failed(artifact.path, artifact.source, problem)
    return failed


def _adopted(artifact: Artifact, data: bytes, bench: Bench) -> bytes | Problem:
    """Return the bytes where the foreign file has the same, else the problem that it is in the way."""
    if bench.store.holds(artifact.path, data):
        return data
    wanted = artifact.source or f"the newsroom's {artifact.output}"
    message = f"a file that presskit did not make stands in the way of {wanted}"
    return Problem("PK705", message, Span(f"public/{artifact.path}"), "move it away and build again")


def prune(plan: Plan, bench: Bench) -> Iterator[Pruned]:
    """Take away what presskit made and no longer wants; nothing while a list that may link there is not up to date."""
    if any(not failed.source for failed in bench.failed.values()):
        return
    reach, ours = bench.reach, set(bench.known)
    if reach:
        ours = bench.cache.paths_of(["", *reach.sources] if reach.is_noticed else reach.sources)
    ours = ours - folders.kept(plan, bench) | folders.leftovers(plan, bench)
    doomed = sorted((path for path in ours if path not in plan.artifacts), key=_parting)
    if any(path in bench.present for path in bench.failed):  # an old page stays, and so does what it is drawn with
        doomed = [path for path in doomed if not path.startswith("assets/")]
    for path in doomed:
        if path.endswith(".html") and bench.store.has(path):
            bench.store.write(path, GONE)
    for path in doomed:
        was_there = bench.store.has(path)
        bench.store.remove(path)
        yield Pruned(path, was_there)


# What goes may link to what goes with it: pages first lose their links, then feeds go, then pages, then the rest.
GONE = b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>410 Gone</title></head></html>\n'


def _parting(path: str) -> tuple[int, str]:
    return (0 if path.endswith(".xml") else 1 if path.endswith(".html") else 2, path)


def moved(plan: Plan, bench: Bench, read: Container[str]) -> list[tuple[str, str]]:
    """Return source and path of fresh artifacts whose release was read again: it may have another file name now."""
    fresh = (a for a in plan.artifacts.values() if a.path not in bench.rows)
    return [(a.source, a.path) for a in fresh if a.source in read]


def unremembered(plan: Plan, bench: Bench) -> list[Problem]:
    """Return a warning about files in the output folder that a build without memory can neither make nor remove."""
    if bench.known:
        return []
    whole = tuple(artifact.folder for artifact in plan.artifacts.values() if artifact.folder)
    found = [path for path in strangers(bench.store.folder, plan.artifacts) if not whole or not path.startswith(whole)]
    if not found:
        return []
    files = "1 file" if len(found) == 1 else f"{len(found)} files"
    message = f"public/ holds {files} that presskit does not remember, such as `{found[0]}`"
    hint = "where all of public/ comes from presskit, delete it and build again"
    return [Problem("PK704", message, Span("public"), hint, "warning")]


def finished(plan: Plan, bench: Bench, pruned: list[Pruned]) -> Finished:
    """Return the sum of a build."""
    there = (bench.known.keys() | plan.artifacts.keys()) - {event.path for event in pruned}
    fresh = there - bench.rows.keys() - bench.failed.keys()
    return Finished(len(bench.rows), len(fresh), sum(event.was_there for event in pruned), len(bench.failed))


def fallen_back(public: Newsroom, rows: dict[str, Row], bench: Bench, built_at: float) -> Newsroom:
    """Return the newsroom without what failed: a release stays as it was last built, or goes where it never was."""
    entries = []
    failures = {failed.source: path for path, failed in bench.failed.items() if failed.source}
    for entry in public.entries:
        row = rows.get(entry.source)
        before = row.entry.without_future(built_at) if row and row.entry else None
        if entry.source not in failures:
            entries.append(entry)
        elif before and before != entry and before.is_public(built_at):
            entries.append(before)
        elif failures[entry.source] in bench.present:
            entries.append(entry)
    return replace(public, entries=tuple(sorted(entries, key=newest_first)))
