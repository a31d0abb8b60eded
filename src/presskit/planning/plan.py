"""The plan: which artifacts a newsroom wants, in the order in which they may be written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, Protocol

from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from presskit.model.newsroom import Newsroom
    from presskit.planning.routes import Routes
    from presskit.planning.views import Site

LISTING = ("newest", "periods", "all")  # what an output shows when it lists releases
VIEW_BYTES, LAYOUT_BYTES, SITE_BYTES = 16, 8, 8


class Artifact(NamedTuple):
    """One file to make.

    `view` is all that its output may see; `source` is the release it belongs to, if to one; `sizes_of` are paths whose
    byte counts it shows. Where `first` is given it is a view without the links to `after`: it is written first when the
    path is new and one of those is not there yet, so that every link leads somewhere at every moment. An artifact that
    `opens` is linked to from everywhere: its first view, which links to nothing, comes before all pages. `made_of` are
    paths of artifacts of earlier outputs whose bytes it holds: it is made again when one of them has to be. Where
    there is a `folder`, rendering gives all files below it, under names that nobody knows before; `path` comes last.
    """

    path: str
    output: str
    view: Any
    source: str = ""
    sizes_of: tuple[str, ...] = ()
    first: Any = None
    after: tuple[str, ...] = ()
    opens: bool = False
    made_of: tuple[str, ...] = ()
    folder: str = ""


class Planner(Protocol):
    """The half of an output that the plan needs: its version, what it shows of a newsroom, and what it wants."""

    VERSION: int
    SHOWS: Literal["site", "release", "newest", "periods", "all"]
    LAYOUTS: tuple[str, ...]

    def plan(self, newsroom: Newsroom, routes: Routes) -> Iterable[Artifact]:
        """Return the artifacts this output wants of a newsroom."""


@dataclass(frozen=True, slots=True)
class Plan:
    """All artifacts and their fingerprints by path, in writing order; `problems` name paths that were wanted twice."""

    artifacts: dict[str, Artifact]
    fingerprints: dict[str, bytes]
    problems: tuple[Problem, ...] = ()


def digest_of(value: object, size: int = VIEW_BYTES) -> bytes:
    """Return a digest of a value of plain parts, by its canonical form."""
    return blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=size).digest()


def make_plan(
    newsroom: Newsroom,
    routes: Routes,
    outputs: Mapping[str, Planner],
    layout_digests: Mapping[str, bytes],
    ids: Collection[str] | None = None,
) -> Plan:
    """Return the plan of a newsroom; `layout_digests` stands for the layouts that each output reaches.

    With `ids`, only those releases are planned, and all lists: enough where nothing else can have changed.
    """
    some = newsroom if ids is None else newsroom.only(ids)
    sites = {drawn: _site_digest(routes.site, drawn=drawn) for drawn in (False, True)}
    artifacts: dict[str, Artifact] = {}
    fingerprints: dict[str, bytes] = {}
    problems: list[Problem] = []
    for name, output in outputs.items():
        tail = digest_of((name, output.VERSION, layout_digests.get(name, b"")), LAYOUT_BYTES)
        tail += sites[any(layout.startswith("page/") for layout in output.LAYOUTS)]
        for wanted in output.plan(newsroom if output.SHOWS in LISTING else some, routes):
            if wanted.path in artifacts:
                problems.append(_collision(artifacts[wanted.path], wanted))
            else:
                artifacts[wanted.path] = wanted
                parts = tuple(fingerprints.get(path) for path in wanted.made_of)
                fingerprints[wanted.path] = digest_of((*wanted.view, *parts)) + tail
    return Plan(artifacts, fingerprints, tuple(problems))


def _site_digest(site: Site, *, drawn: bool) -> bytes:
    """Return the digest of what an output sees of the site; what only heads of pages name, only where it draws one."""
    unseen: dict[str, Any] = {"stylesheet": "", "script": "", "fonts": (), "colour": "", "has_card": False}
    unseen["feed_forms"] = ()
    return digest_of(site if drawn else replace(site, **unseen), SITE_BYTES)


def _collision(kept: Artifact, refused: Artifact) -> Problem:
    message = f"`{refused.path}` is wanted twice, first by {kept.source or kept.output}"
    return Problem("PK703", message, Span(refused.source or "presskit.toml"), "give one of them another name")


def doubles(newsroom: Newsroom, holders: Collection[str] = ()) -> Iterator[tuple[str, Any, Any]]:
    """Yield code, first and second entry for each id and address that two editions share.

    The first is the one among `holders`, the files that had theirs at the last build; then one that is ready comes
    before a draft; then the path decides.
    """
    if _are_single(newsroom):
        return
    ids: dict[tuple[str, str], Any] = {}
    routes: dict[tuple[str, str, str], Any] = {}
    for entry in sorted(newsroom.entries, key=lambda e: (e.source not in holders, e.public_from is None, e.source)):
        key, route = (entry.id, entry.language), (entry.language, entry.date[:4], entry.slug)
        if key in ids:
            yield "PK112", ids[key], entry
        elif route in routes:
            yield "PK113", routes[route], entry
        else:
            ids[key] = routes[route] = entry


def _are_single(newsroom: Newsroom) -> bool:
    """Tell quickly whether no two editions share an id or an address."""
    entries = newsroom.entries
    if len({(e.id, e.language) for e in entries}) < len(entries):
        return False
    return len({(e.language, e.slug, e.date[:4]) for e in entries}) == len(entries)


def without_doubles(newsroom: Newsroom, holders: Collection[str] = ()) -> tuple[Newsroom, list[Problem]]:
    """Return the newsroom with one edition an id and address, and a problem for each that had to go."""
    refused, problems = set(), []
    for code, first, second in doubles(newsroom, holders):
        what = f"id `{second.id}`" if code == "PK112" else f"address `{second.date[:4]}/{second.slug}`"
        message = f"{what} belongs to {first.source} already"
        problems.append(Problem(code, message, Span(second.source), "give this release another one"))
        refused.add(second.source)
    return newsroom.where(lambda entry: entry.source not in refused) if refused else newsroom, problems


def changed_part(old: bytes, new: bytes) -> str:
    """Return which part of a fingerprint differs: `content` (or the size of what it names), `layout` or `settings`."""
    if old[:VIEW_BYTES] != new[:VIEW_BYTES]:
        return "content"
    middle, end = VIEW_BYTES + LAYOUT_BYTES, VIEW_BYTES + LAYOUT_BYTES + SITE_BYTES
    if old[VIEW_BYTES:middle] != new[VIEW_BYTES:middle]:
        return "layout"
    return "settings" if old[middle:end] != new[middle:end] else "content"
