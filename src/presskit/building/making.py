"""The stages of a build: each output in turn, new openings first, deletions last."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from presskit.building import folders
from presskit.building.events import Event, Failed, Finished, Made, Progress, Pruned
from presskit.building.pool import Pool
from presskit.building.rendering import APART, Rendering, rendered, rendered_apart
from presskit.building.siblings import compressed, is_sibling, mark_of, siblings
from presskit.building.store import Store, strangers
from presskit.model.newsroom import newest_first
from presskit.outputs.machines import sitemap
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

OLD_PART = b"old"  # at the end of the fingerprint of what holds an older state of a part: it is made again
Rendered = tuple[Rendering | Problem, dict[str, bytes | None]]
POOLED = {  # how many of an output make worker processes worth their start
    "page": 2_000,
    "card": 200,
    "quote_cards": 100,
    "renditions": 6,
    "search_index": 2,
}


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
    sizes: dict[str, int | None] = field(default_factory=dict)
    present: set[str] = field(default_factory=set)
    rows: dict[str, tuple[str, int, int, bytes, str, str, str]] = field(default_factory=dict)
    carried: dict[str, tuple[str, int, int, bytes, str, str, str]] = field(default_factory=dict)
    inside: dict[str, set[str]] = field(default_factory=dict)
    failed: dict[str, Failed] = field(default_factory=dict)
    moved: list[tuple[str, str]] = field(default_factory=list)
    pruned: list[Pruned] = field(default_factory=list)
    reach: Reach | None = None
    frame: str = ""
    heals: bool = False
    foreign: set[str] = field(default_factory=set)

    @property
    def encodings(self) -> tuple[str, ...]:
        """The compressed forms that text files have beside them."""
        return self.tools.routes.settings.precompress

    def size_of(self, path: str) -> int | None:
        """Return the byte count of a finished artifact."""
        if path not in self.sizes:
            self.sizes[path] = self.cache.size_of(path)
        return self.sizes[path]

    def bytes_of(self, path: str) -> bytes:
        """Return the bytes of a finished artifact."""
        return self.store.read(path)

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
            data = rendered(bench.tools, artifact._replace(view=artifact.first))
            if isinstance(data, bytes):  # else its stage comes upon the same problem, and says so
                _write_alone(artifact.path, data, bench)
                bench.present.add(artifact.path)
                yield Progress("open", 1, 1)


def _write_alone(path: str, data: bytes, bench: Bench) -> None:
    """Write a file that has no compressed forms yet, after taking away what a killed build left of them."""
    for sibling in siblings(path, bench.encodings):
        if sibling in bench.known and bench.store.has(sibling):
            bench.store.remove(sibling)
    bench.store.write(path, data)


def drop_forms(bench: Bench) -> Iterator[Pruned]:
    """Take away compressed forms that are wanted no longer, before a file is written that they would stand for."""
    if bench.reach is None:
        forms = (path for path in bench.known if is_sibling(path))
        for path in sorted(path for path in forms if path not in siblings(path[:-3], bench.encodings)):
            bench.known.pop(path)
            yield _removed(path, bench)


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
    if any(path in bench.failed for path in artifact.made_of):
        fingerprint += OLD_PART
    forms = siblings(artifact.path, bench.encodings) if bench.encodings else ()
    if forms:
        fingerprint += mark_of(bench.encodings)
    if made := bench.rows.get(artifact.path):
        return None if made[3] == fingerprint else (fingerprint, changed_part(made[3], fingerprint))
    known = bench.known.get(artifact.path)
    if known is None or not known[1]:
        return fingerprint, "new"
    if known[1] != fingerprint:
        return fingerprint, changed_part(known[1], fingerprint)
    altered = artifact.path in bench.altered or not bench.altered.isdisjoint(forms)
    altered = altered or (bool(artifact.folder) and not folders.is_whole(artifact, known[1], bench))
    return (fingerprint, "altered outside presskit") if altered else None


def _firsts(artifacts: list[Artifact], bench: Bench, before: frozenset[str]) -> Iterator[Artifact]:
    """Write the first view of each new artifact whose view links to what was not there before this stage."""
    for artifact in () if bench.store.is_waiting else artifacts:
        if artifact.opens or artifact.first is None or artifact.path in before | bench.foreign:
            continue
        if all(path in before for path in artifact.after):
            continue
        result = rendered(bench.tools, artifact._replace(view=artifact.first))
        if isinstance(result, bytes):
            _write_alone(artifact.path, result, bench)
            yield artifact


def _make(name: str, jobs: list[tuple[Artifact, bytes, str]], bench: Bench) -> Iterator[Event]:
    results = _results(name, [job[0] for job in jobs], bench)
    for done, ((artifact, fingerprint, reason), result) in enumerate(zip(jobs, results, strict=True), 1):
        yield from _settle(artifact, fingerprint, reason, result, bench)
        yield Progress(name, done, len(jobs))


def _results(name: str, artifacts: list[Artifact], bench: Bench) -> Iterator[Rendered]:
    if name in APART:
        return ((result, {}) for result in rendered_apart(bench.tools, artifacts, bench.workers))
    least = POOLED.get(name)
    work = partial(_rendered, bench.tools, bench.encodings)
    return Pool(bench.workers if least else 1, least or 2).map(work, artifacts)


def _rendered(tools: Tools, encodings: tuple[str, ...], artifact: Artifact) -> Rendered:
    """Return what an artifact becomes, with its compressed forms by path: None for one that it is not to have."""
    result = rendered(tools, artifact)
    return result, compressed(artifact.path, result, encodings) if encodings and isinstance(result, bytes) else {}


def _settle(
    artifact: Artifact, fingerprint: bytes, reason: str, result: Rendered, bench: Bench
) -> Iterator[Made | Failed]:
    data, forms = result
    if isinstance(data, dict):
        for event in folders.settle(artifact, fingerprint, reason, data, bench):
            yield _failed(artifact, event, bench) if isinstance(event, Problem) else event
        return
    if isinstance(data, bytes):
        data = _adopted(artifact, data, forms, bench)
    if isinstance(data, Problem):
        yield _failed(artifact, data, bench)
        return
    for path, content in {**forms, artifact.path: data}.items():  # what stands for the file comes before it
        if content is None:
            _take_away(path, bench)
            continue
        if path in forms and path not in bench.known:
            bench.cache.note_paths([(path, artifact.output, artifact.source)])
            bench.known[path] = (0, b"")
        stamp, changed = bench.store.write(path, content)
        bench.rows[path] = (path, stamp, len(content), fingerprint, artifact.output, artifact.source, reason)
        yield Made(path, artifact.output, reason, changed)
    bench.sizes[artifact.path] = len(data)
    bench.present.add(artifact.path)


def _failed(artifact: Artifact, problem: Problem, bench: Bench) -> Failed:
    failed = bench.failed[artifact.path] = Failed(artifact.path, artifact.source, problem)
    return failed


def _take_away(path: str, bench: Bench) -> None:
    bench.rows.pop(path, None)
    if bench.store.has(path):
        bench.store.remove(path)


def _adopted(artifact: Artifact, data: bytes, forms: dict[str, bytes | None], bench: Bench) -> bytes | Problem:
    """Return the bytes, or the problem that a foreign file with other bytes is in their way or in that of a form."""
    foreign = [artifact.path] if artifact.path in bench.foreign else []
    foreign += [path for path in forms if path not in bench.known and _is_foreign(path, bench)]
    contents = {**forms, artifact.path: data}
    for path in foreign:
        content = contents[path]
        if content is None or not bench.store.holds(path, content):
            wanted = artifact.source or f"the newsroom's {artifact.output}"
            message = f"a file that presskit did not make stands in the way of {wanted}"
            return Problem("PK705", message, Span(f"public/{path}"), "move it away and build again")
    return data


def _is_foreign(path: str, bench: Bench) -> bool:
    return not (bench.heals or bench.store.is_waiting) and bench.store.is_taken(path)


def prune(plan: Plan, bench: Bench) -> Iterator[Pruned]:
    """Take away what presskit made and no longer wants; nothing while a list that may link there is not up to date."""
    if any(not failed.source for failed in bench.failed.values()):
        return
    reach, ours = bench.reach, set(bench.known)
    if reach:
        ours = bench.cache.paths_of(["", *reach.sources] if reach.is_noticed else reach.sources)
    ours = ours - folders.kept(plan, bench) | folders.leftovers(plan, bench)
    doomed = sorted(
        (path for path in ours if path not in plan.artifacts and not _is_kept(path, plan, bench)), key=_parting
    )
    if any(path in bench.present for path in bench.failed):  # an old page stays, and so does what it is drawn with
        doomed = [path for path in doomed if not path.startswith("assets/")]
    forms = [path for path in doomed if is_sibling(path)]
    yield from (_removed(path, bench) for path in forms)
    doomed = doomed[len(forms) :]
    for path in reversed(doomed):  # lists, whose names begin with letters, before the pages that they link into
        gone = GONE.get(path.rpartition(".")[2])
        if gone and bench.store.has(path):
            bench.store.write(path, gone)
    yield from (_removed(path, bench) for path in doomed)


def _removed(path: str, bench: Bench) -> Pruned:
    bench.pruned.append(Pruned(path, bench.store.has(path)))
    bench.store.remove(path)
    return bench.pruned[-1]


def _is_kept(path: str, plan: Plan, bench: Bench) -> bool:
    """Tell whether a path is that of a compressed form which was made now, or whose file was not."""
    if not bench.encodings or not is_sibling(path):
        return False
    whole = path[:-3]
    wanted = whole in plan.artifacts and path in siblings(whole, bench.encodings)
    return wanted and (path in bench.rows or whole not in bench.rows)


# What goes may link to what goes with it: it first loses its links, then feeds go, then pages, then the rest.
GONE = {
    "html": b'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>410 Gone</title></head>'
    b'<body id="content"></body></html>\n',  # data of other languages lead there
    "xml": b'<feed xmlns="http://www.w3.org/2005/Atom"><id>urn:presskit:gone</id><title>410 Gone</title>'
    b"<updated>1970-01-01T00:00:00Z</updated></feed>\n",
    "json": b'{"version": "https://jsonfeed.org/version/1.1", "title": "410 Gone", "items": []}\n',
}


def _parting(path: str) -> tuple[int, str]:
    if is_sibling(path):  # these go before what they stand for
        return -2, path
    if path == sitemap.INDEX:  # it names other files of its kind
        return -1, path
    return (0 if path.endswith((".xml", ".json")) else 1 if path.endswith(".html") else 2, path)


def moved(plan: Plan, bench: Bench, read: Container[str]) -> list[tuple[str, str]]:
    """Return source and path of fresh artifacts whose release was read again: it may have another file name now."""
    fresh = (a for a in plan.artifacts.values() if a.path not in bench.rows)
    paths = ((a.source, (a.path, *siblings(a.path, bench.encodings))) for a in fresh if a.source in read)
    return [(source, path) for source, own in paths for path in own]


def unremembered(plan: Plan, bench: Bench) -> list[Problem]:
    """Return a warning about files in the output folder that a build without memory can neither make nor remove."""
    if bench.known:
        return []
    forms = {form for path in plan.artifacts for form in siblings(path, bench.encodings)} if bench.encodings else set()
    whole = tuple(artifact.folder for artifact in plan.artifacts.values() if artifact.folder)
    known = plan.artifacts.keys() | forms
    found = [path for path in strangers(bench.store.folder, known) if not whole or not path.startswith(whole)]
    if not found:
        return []
    files = "1 file" if len(found) == 1 else f"{len(found)} files"
    message = f"public/ holds {files} that presskit does not remember, such as `{found[0]}`"
    hint = "where all of public/ comes from presskit, delete it and build again"
    return [Problem("PK704", message, Span("public"), hint, "warning")]


def finished(plan: Plan, bench: Bench) -> Finished:
    """Return the sum of a build."""
    there = (bench.known.keys() | plan.artifacts.keys()) - {event.path for event in bench.pruned}
    fresh = there - bench.rows.keys() - bench.failed.keys()
    return Finished(len(bench.rows), len(fresh), sum(event.was_there for event in bench.pruned), len(bench.failed))


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
