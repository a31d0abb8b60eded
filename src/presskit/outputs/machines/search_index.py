"""The index that the search page asks: Pagefind's files, one folder for each language and period.

A rendering gives all files of one folder, because Pagefind makes them together and names them by what is in them.
"""

from __future__ import annotations

import gzip
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.model.series import key_of
from presskit.outputs.machines import pagefind
from presskit.outputs.tools import marks_of
from presskit.outputs.writing.plain import plain_body
from presskit.planning.documents import speaker_key
from presskit.planning.periods import Period, periods_of
from presskit.planning.plan import Artifact
from presskit.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from presskit.model.newsroom import Newsroom, Settings
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes
    from presskit.planning.views import Document

VERSION = 2
SHOWS = "periods"
LAYOUTS: tuple[str, ...] = ()
FACETS = "facets.json"  # what the filters of the search page know of each release
FIRST_WORDS = b"pagefind_dcd"  # what every file of Pagefind's begins with, unpacked


class IndexView(NamedTuple):
    """What an index holds: digest and route of every release, newest first; `engine` is the version that makes it."""

    period: Period
    engine: str
    releases: tuple[tuple[str, str], ...]


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want an index for each period, where there is an engine to make it and no preview."""
    if not routes.engine or newsroom.marked_at is not None:
        return
    for period in wanted(newsroom):
        releases = tuple((e.digest, routes.release(e)) for e in newsroom.entries if period.holds(e))
        path = period.folder + pagefind.ENTRY
        yield Artifact(path, "search_index", IndexView(period, routes.engine, releases), folder=period.folder)


def wanted(newsroom: Newsroom) -> list[Period]:
    """Return the periods of a newsroom, or those that it holds whole where it does not hold all."""
    if newsroom.periods is None:
        return periods_of(newsroom.entries)
    return [Period(*period) for period in newsroom.periods]


def render(view: IndexView, tools: Tools) -> dict[str, bytes]:
    """Return all files of an index by their names in its folder; Refusal where Pagefind cannot make it."""
    documents = [(tools.library.document(digest), route) for digest, route in view.releases]
    records = [record(document, route) for document, route in documents]
    where = os.path.join(tools.state, "tmp")
    files = pagefind.index(records, where if os.path.isdir(where) else tools.root, view.period.folder)
    return files | {FACETS: facets(files, {route: document for document, route in documents})}


def record(document: Document, route: str) -> dict[str, Any]:
    """Return a release as Pagefind takes it; its headline, speakers and topics are searched beside its text."""
    named = {"title": document.headline, "kicker": document.kicker, "date": document.date[:10]}
    named |= {"speakers": ", ".join(speakers(document).values()), "topics": ", ".join(document.topics)}
    return {
        "url": route.lstrip("/"),
        "content": text_of(document),
        "language": document.language,
        "meta": {name: value for name, value in named.items() if value},
    }


def text_of(document: Document) -> str:
    """Return what is searched of a release: all but its headline, its boilerplates and what is on every page."""
    blocks = [document.subheadline, *plain_body(document, marks_of(document.language))]
    blocks += [quote.text for quote in document.quotes if f"quote[{quote.id}]" not in document.body]
    return "\n".join(block for block in blocks if block)


def speakers(document: Document) -> dict[str, str]:
    """Return the names of who is quoted by their keys, in their order."""
    return {speaker_key(quote): quote.name for quote in document.quotes if quote.name}


def topics(document: Document) -> dict[str, str]:
    """Return the topics by their keys, in their order."""
    return {key_of(topic): topic for topic in document.topics}


def facets(files: Mapping[str, bytes], documents: Mapping[str, Document]) -> bytes:
    """Return day, topics and speakers of each release under Pagefind's own name for it, as JSON.

    Topics and speakers are pairs of key and label: spellings of one key are one, named as the newest release does.
    Pagefind has filters of its own, but writes them in another order each time.
    """
    topics_of = {route: topics(document) for route, document in documents.items()}
    speakers_of = {route: speakers(document) for route, document in documents.items()}
    labels, names = _newest(topics_of.values()), _newest(speakers_of.values())
    known, spoken = _numbered(labels), _numbered(names)
    rows = {
        name: [documents[at].date[:10], [known[key] for key in topics_of[at]], [spoken[key] for key in speakers_of[at]]]
        for name, at in ((name, f"/{url}") for name, url in _fragments(files))
    }
    content = {"topics": labels, "speakers": names, "releases": rows}
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _newest(labels: Iterable[Mapping[str, str]]) -> list[tuple[str, str]]:
    """Return each key with its first label, sorted; releases come newest first."""
    found: dict[str, str] = {}
    for one in labels:
        for key, label in one.items():
            found.setdefault(key, label)
    return sorted(found.items())


def _numbered(pairs: Iterable[tuple[str, str]]) -> dict[str, int]:
    return {key: at for at, (key, _) in enumerate(pairs)}


def _fragments(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield name and address of each release in an index."""
    for path in sorted(files):
        if path.startswith("fragment/"):
            content = json.loads(gzip.decompress(files[path]).removeprefix(FIRST_WORDS))
            yield path.removeprefix("fragment/").partition(".")[0], content["url"]


def engine_for(settings: Settings) -> str | None:
    """Return the version of the engine, empty where there is none that runs here, None where none is wanted."""
    return pagefind.version() if settings.wants("search") else None


def lacking(routes: Routes) -> tuple[Problem, ...]:
    """Return a warning where an engine is wanted and there is none."""
    if routes.engine != "":
        return ()
    message = "there is no search: Pagefind is not installed, or does not run on this machine"
    hint = "`pip install pagefind_bin`, or leave `search` out of [outputs] enabled"
    return (Problem("PK721", message, Span("presskit.toml"), hint, "warning"),)
