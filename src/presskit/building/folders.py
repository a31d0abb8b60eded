"""Artifacts that are a folder of files, whose names nobody knows before they are made.

All files of a folder have its fingerprint in the manifest, which tells them from those that a killed build left. The
one that an artifact is named by names the others: it is written last, and what it no longer names goes at the end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.building.events import Made
from presskit.building.store import strangers
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presskit.building.making import Bench
    from presskit.planning.plan import Artifact, Plan


def members(artifact: Artifact, fingerprint: bytes, bench: Bench) -> set[str]:
    """Return the paths that are remembered as made together with a fingerprint."""
    known = bench.known
    return {path for path in bench.within(artifact.folder) if known[path][1] == fingerprint}


def is_whole(artifact: Artifact, fingerprint: bytes, bench: Bench) -> bool:
    """Tell whether all files of a folder are there as they were left."""
    return bench.altered.isdisjoint(members(artifact, fingerprint, bench))


def foreign_among(paths: Iterable[str], files: dict[str, bytes], bench: Bench) -> str:
    """Return the first path at which somebody else's file stands, if any; one with the same bytes does not count."""
    if bench.heals or bench.store.is_waiting:
        return ""
    strange = (path for path in paths if path not in bench.known or path in bench.foreign)
    taken = (path for path in strange if bench.store.is_taken(path) and not bench.store.holds(path, files[path]))
    return next(taken, "")


def settle(
    artifact: Artifact, fingerprint: bytes, reason: str, found: dict[str, bytes], bench: Bench
) -> Iterator[Made | Problem]:
    """Write all files of a folder, the one that names the others last; a problem where something is in the way."""
    files = {artifact.folder + name: data for name, data in found.items()}
    order = sorted(files, key=lambda path: (path == artifact.path, path))
    if strange := foreign_among(order, files, bench):
        message = f"a file that presskit did not make stands in the way of the newsroom's {artifact.output}"
        yield Problem("PK705", message, Span(f"public/{strange}"), "move it away and build again")
        return
    note(order, artifact, bench)
    for path in order:
        stamp, is_new = bench.store.write(path, files[path])
        bench.sizes[path] = len(files[path])
        bench.present.add(path)
        row = (path, stamp, len(files[path]), fingerprint, artifact.output, artifact.source, reason)
        if is_new or path == artifact.path:
            bench.rows[path] = row
            yield Made(path, artifact.output, reason, is_new)
        else:
            bench.carried[path] = row


def note(paths: list[str], artifact: Artifact, bench: Bench) -> None:
    """Note paths as our own before the first of them is written."""
    new = [(path, artifact.output, artifact.source) for path in paths if path not in bench.known]
    if new:
        bench.cache.begin()
        bench.cache.note_paths(new)
        bench.cache.commit()
        bench.known |= {path: (0, b"") for path, _, _ in new}
        bench.inside.clear()


def kept(plan: Plan, bench: Bench) -> set[str]:
    """Return the paths below the folders of a plan that are in use."""
    found: set[str] = set()
    for artifact in plan.artifacts.values():
        if artifact.folder:
            found |= _in_use(artifact, bench)
    return found


def _in_use(artifact: Artifact, bench: Bench) -> set[str]:
    """Return what was made of a folder now, or what is left of its last making: where that failed, all of it."""
    if artifact.path in bench.rows:
        return {path for path in bench.within(artifact.folder) if path in bench.rows or path in bench.carried}
    fingerprint = bench.known.get(artifact.path, (0, b""))[1]
    return members(artifact, fingerprint, bench) if fingerprint else set()


def leftovers(plan: Plan, bench: Bench) -> set[str]:
    """Return the paths below folders made now that nothing names any more."""
    found: set[str] = set()
    for artifact in plan.artifacts.values():
        if artifact.folder and artifact.path in bench.rows:
            found |= bench.within(artifact.folder) | _on_disk(artifact, bench)
    return found - kept(plan, bench)


def _on_disk(artifact: Artifact, bench: Bench) -> set[str]:
    """A build that heals has forgotten what it made of a folder, which is nobody's but its own."""
    where = f"{bench.store.where}/{artifact.folder}"
    return {artifact.folder + path for path in strangers(where, ())} if bench.heals else set()
