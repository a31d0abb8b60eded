"""The short way of a build after edits that no list of releases notices: only the rows they touch are fetched.

A list shows of a release what its Entry and its Listing say. Where an edit leaves both as they were, its own files
change, the feeds that carry it whole and the search index of its years, and nothing else is looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presskit.building.intake import Intake, is_release, mark_of, take
from presskit.building.rows import names_in
from presskit.model.series import key_of, names_of
from presskit.outputs.machines.pagefind import ENTRY
from presskit.planning.periods import periods_at
from presskit.planning.related import RELATED

if TYPE_CHECKING:
    from presskit.building.cache import Cache
    from presskit.building.intake import Desk, Taken
    from presskit.building.rows import Row
    from presskit.building.survey import Survey
    from presskit.model.newsroom import Settings
    from presskit.planning.periods import Period

Name = tuple[str, str, str]  # of a series
MOST = 100  # edits; more are read in processes


def may_be_near(seen: Survey, now: float) -> bool:
    """Tell whether nothing but the text of some releases can have changed since the last build."""
    state = seen.state
    lifts = state.get("next_lift")
    return (
        0 < len(seen.changed) <= MOST
        and all(is_release(path) and path in seen.old_inputs for path in seen.changed)
        and not (seen.gone or seen.altered)
        and state.get("finished") == "yes"
        and state.get("errors") == "0"
        and float(state.get("built_at", "inf")) <= now
        and not (lifts and int(lifts) <= now)
    )


def take_near(desk: Desk, seen: Survey, cache: Cache, now: float) -> Intake | None:
    """Read what changed; None where a list may notice."""
    mark, sources = mark_of(desk), sorted(seen.changed)
    before = cache.rows_of("source", sources)
    if seen.state.get("room") != mark or before.keys() != seen.changed:
        return None
    read = [take(desk, source) for source in sources]
    if not all(_is_unnoticed(taken.row, before[taken.row.source]) for taken in read):
        return None
    rows = _around(desk, read, cache, now)
    shown, totals = _feeds_of(desk.settings, read, cache, now)
    rows |= cache.rows_of("source", shown)
    periods = _searched(seen, read, now)
    rows |= {source: row for period in periods for source, row in cache.rows_in(*period).items()}
    cache.begin()
    cache.keep_content(pair for taken in read for pair in taken.content)
    cache.commit()
    whole = rows | {taken.row.source: taken.row for taken in read}
    intake = Intake(whole, rows, mark, is_near=True, totals=totals, periods=tuple(periods))
    intake.read = {taken.row.source: taken.problems for taken in read}
    intake.fresh = {t.row.entry.digest: t.document for t in read if t.row.entry and t.document}
    return intake


def _is_unnoticed(row: Row, before: Row) -> bool:
    """Tell whether two readings of a file are the same but for the content and its pictures."""
    if row.errors or row.entry is None or before.entry is None:
        return False
    return row.entry._replace(digest="", media=()) == before.entry._replace(digest="", media=())


def _searched(seen: Survey, read: list[Taken], now: float) -> list[Period]:
    """Return the periods whose index has something of what was read."""
    entries = [taken.row.entry for taken in read if taken.row.entry and taken.row.entry.is_public(now)]
    return periods_at((path for path in seen.artifacts if path.endswith(ENTRY)), entries)


def _around(desk: Desk, read: list[Taken], cache: Cache, now: float) -> dict[str, Row]:
    """Return the remembered rows of all editions of what was read, of what their pages and lists show beside it, and of
    what has problems.
    """
    editions = cache.rows_of("id", {taken.row.entry.id for taken in read if taken.row.entry})
    rows = dict(editions)
    for language in desk.settings.languages:
        rows |= cache.newest_rows(language, now, desk.settings.feed_length)
    for row in editions.values() if desk.settings.wants("lists") else ():
        for topic in row.entry.topics if row.entry else ():
            assert row.entry
            rows |= cache.older_rows(f"topic/{key_of(topic)}", row.entry, now, RELATED)
    return rows | {row.source: row for row in cache.rows("where problems != ''")}


def _feeds_of(settings: Settings, read: list[Taken], cache: Cache, now: float) -> tuple[set[str], dict[Name, int]]:
    """Return the sources of the newest editions in the feeds that carry whole what was read, and the sizes of these."""
    newest: dict[Name, list[str]] = {}
    for entry in (taken.row.entry for taken in read):
        for series, _ in names_of(entry, every=True) if entry else ():
            newest[series] = []
    totals = dict.fromkeys(newest, 0)
    for source, language, others in cache.places(now):
        for name in names_in(language, others) if language in settings.languages else ():
            if name in totals:
                totals[name] += 1
                if totals[name] <= settings.feed_length:
                    newest[name].append(source)
    sources = {taken.row.source for taken in read}
    carrying = [name for name, shown in newest.items() if not sources.isdisjoint(shown)]
    return {source for name in carrying for source in newest[name]}, {name: totals[name] for name in carrying}
