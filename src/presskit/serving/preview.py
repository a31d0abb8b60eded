"""A newsroom as the preview shows it: read again when something changed, rendered when asked for."""

from __future__ import annotations

import os
from collections import OrderedDict
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from presskit import pipeline
from presskit.building.cache import open_cache
from presskit.building.library import CachedLibrary
from presskit.building.manifest import TICK_NS, touched_since
from presskit.building.rendering import APART, rendered, rendered_apart
from presskit.outputs.refusal import Refusal
from presskit.pipeline import Look
from presskit.planning.plan import digest_of
from presskit.problems import PresskitError, Problem
from presskit.reading.scan import scan

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from presskit.building.cache import Cache
    from presskit.building.events import Progress
    from presskit.building.rows import Row
    from presskit.config import Project
    from presskit.outputs.tools import Tools
    from presskit.planning.plan import Artifact, Plan

MEMORY_BYTES = 100_000_000


@dataclass(frozen=True, slots=True)
class Shown:
    """What the preview knows at one moment: the plan and its tools, every problem, and a mark of the inputs.

    `plan` is None while presskit.toml has never been usable; `next_lift` is when a mark will have to change;
    `failure` is what the world said when nothing could be read.
    """

    mark: str
    problems: tuple[Problem, ...] = ()
    plan: Plan | None = None
    tools: Tools | None = None
    next_lift: int | None = None
    failure: str = ""


@dataclass(slots=True)
class Memory:
    """Rendered artifacts by fingerprint, the least used ones forgotten first."""

    kept: OrderedDict[bytes, bytes] = field(default_factory=OrderedDict)
    size_bytes: int = 0

    def find(self, key: bytes) -> bytes | None:
        """Return what was kept under a key."""
        if key in self.kept:
            self.kept.move_to_end(key)
        return self.kept.get(key)

    def keep(self, key: bytes, data: bytes) -> None:
        """Keep data under a new key."""
        self.kept[key] = data
        self.size_bytes += len(data)
        while self.size_bytes > MEMORY_BYTES:
            self.size_bytes -= len(self.kept.popitem(last=False)[1])


class Preview:
    """One newsroom under preview; all but `first_look` is called from one thread, always the same.

    It remembers in a cache of its own, so that it never stands in the way of a build.
    """

    def __init__(self, project: Project, clock: Callable[[], float]) -> None:
        """Look at nothing yet; the clock gives seconds since 1970."""
        self.project = project
        self.clock = clock
        self.cache_path = os.path.join(project.state, "preview.db")
        self.library = CachedLibrary(self.cache_path)
        self.memory = Memory()
        self.shown = Shown("")
        self.is_page = False
        self.logo = ""

    def mark(self) -> str:
        """Return a mark that changes with any input; the logo is the one that presskit.toml names."""
        inputs = scan(self.project.root, self.logo) if self.logo else scan(self.project.root)
        return digest_of(sorted(inputs.items()), 8).hex()

    def first_look(self, *, workers: int) -> Iterator[Progress]:
        """Read the newsroom for the first time, with worker processes for a large one."""
        yield from self._look(workers)
        self.library.close()

    def current(self) -> Shown:
        """Return what is shown now, after reading what changed since it was last asked for."""
        lifted = self.shown.next_lift is not None and self.shown.next_lift <= self.clock()
        if lifted or self.mark() != self.shown.mark:
            for _ in self._look(workers=1):
                pass
        return self.shown

    def _look(self, workers: int) -> Generator[Progress, None, None]:
        mark, now = self.mark(), self.clock()
        try:
            with closing(open_cache(self.cache_path)) as cache:
                seen = yield from pipeline.look(self.project, cache, workers=workers)
                if isinstance(seen, Look):
                    keep(cache, seen, self.project.root, int(now * 1e9))
            self.shown = self._planned(mark, seen, now) if isinstance(seen, Look) else self._unusable(mark, seen)
        except (PresskitError, OSError) as error:
            self.shown = replace(self.shown, mark=mark, problems=(), failure=said(error))

    def _planned(self, mark: str, seen: Look, now: float) -> Shown:
        newsroom = seen.newsroom.preview(now)
        tools = pipeline.tools_for(self.project, newsroom, self.library, self.size_of, self.bytes_of)
        plan = pipeline.plan_for(newsroom, tools)
        if newsroom.settings.logo != self.logo:
            self.logo = newsroom.settings.logo
            mark = self.mark()
        problems = tuple(dict.fromkeys([*seen.problems, *plan.problems]))
        return Shown(mark, problems, plan, tools, newsroom.next_lift(now))

    def _unusable(self, mark: str, problems: tuple[Problem, ...]) -> Shown:
        """What was shown last stays, under the problems that stand in the way of anything newer."""
        return replace(self.shown, mark=mark, problems=problems, failure="")

    # --- artifacts

    def made(self, path: str) -> bytes | Problem | None:
        """Return the bytes at a path, the problem that is in their way, or None where nothing is planned.

        PresskitError or OSError where the world is in the way.
        """
        plan = self.shown.plan
        if plan is None or path not in plan.artifacts:
            return None
        self.is_page = plan.artifacts[path].output == "page"
        return self._rendered(plan.artifacts[path])

    def _rendered(self, artifact: Artifact) -> bytes | Problem:
        assert self.shown.plan and self.shown.tools
        key = artifact.path.encode() + self.shown.plan.fingerprints[artifact.path]
        key += digest_of([self.size_of(path) for path in artifact.sizes_of])
        known = self.memory.find(key)
        if known is not None:
            return known
        apart = artifact.output in APART
        data = next(rendered_apart(self.shown.tools, [artifact])) if apart else rendered(self.shown.tools, artifact)
        assert not isinstance(data, dict), "a preview makes no folders"
        if isinstance(data, bytes):
            self.memory.keep(key, data)
        return data

    def bytes_of(self, path: str) -> bytes:
        """Return the bytes of an artifact, made for this; a Refusal where there is a problem with it."""
        assert self.shown.plan
        data = self._rendered(self.shown.plan.artifacts[path])
        if isinstance(data, Problem):
            raise Refusal(data.code, data.message, hint=data.hint)
        return data

    def size_of(self, path: str) -> int | None:
        """Return the byte count of an artifact as far as it was made, for a page; a feed is told 0, always the same."""
        plan = self.shown.plan
        if plan is None or path not in plan.artifacts:
            return None
        if not self.is_page:
            return 0
        known = self.memory.find(path.encode() + plan.fingerprints[path] + digest_of([]))
        return len(known) if known is not None else None


def keep(cache: Cache, seen: Look, root: str, started_ns: int) -> None:
    """Remember what was read, so that the next look reads only what changed."""
    again = touched_since(root, seen.seen, started_ns - TICK_NS)
    rows = seen.intake.rows
    cache.begin()
    cache.keep_inputs(
        seen.seen.old_inputs, {path: stamp for path, stamp in seen.seen.inputs.items() if path not in again}
    )
    cache.keep_rows(rows[source] for source in seen.intake.read)
    cache.drop_rows(seen.intake.before.keys() - rows.keys())
    cache.drop_content(digests(seen.intake.before.values()) - digests(rows.values()))
    cache.remember(room=seen.intake.mark)
    cache.commit()


def digests(rows: Iterable[Row]) -> set[str]:
    """Return what rows stand for in the cache's content."""
    return {digest for row in rows if row.entry for digest in row.entry.content}


def said(error: PresskitError | OSError) -> str:
    """Return what is shown of a failure of the world; the preview goes on."""
    if isinstance(error, PresskitError):
        return f"{error.message}\n   = help: {error.hint}\n" if error.hint else f"{error.message}\n"
    return f"{error.filename or 'system'}: {(error.strerror or str(error)).lower()}\n"
