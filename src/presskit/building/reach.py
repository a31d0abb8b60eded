"""How far a change reaches: the releases that must be planned again, or all of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from presskit.model.newsroom import newest_first
from presskit.outputs import enabled, print_pdf
from presskit.outputs.machines import search_index
from presskit.outputs.pictures import renditions
from presskit.planning.plan import Plan, digest_of, make_plan
from presskit.planning.related import relating

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presskit.building.intake import Intake
    from presskit.building.survey import Survey
    from presskit.model.newsroom import Newsroom, Settings
    from presskit.outputs.tools import Tools


class Reach(NamedTuple):
    """The ids of releases, the files they are or were written in, and whether lists of all releases may notice."""

    ids: frozenset[str]
    sources: frozenset[str]
    is_noticed: bool = True


def layout_digests(outputs: Mapping[str, Any], tools: Tools) -> dict[str, bytes]:
    """Return for each output the digest of all layouts that it reaches."""
    return {name: tools.layouts.digest(output.LAYOUTS) for name, output in outputs.items()}


def frame_of(settings: Settings, tools: Tools) -> str:
    """Return a mark of everything but releases that artifacts are made of."""
    outputs = enabled(settings)
    versions = [(name, output.VERSION) for name, output in outputs.items()]
    engines = [
        print_pdf.engines() if "print_pdf" in outputs else "",
        renditions.encoder() if "renditions" in outputs else "",
    ]
    layouts = layout_digests(outputs, tools)
    return digest_of((tools.routes.site, repr(settings), versions, engines, tools.routes.engine, layouts)).hex()


def reach_of(
    seen: Survey, intake: Intake, newsroom: Newsroom, frame: str, now: float, *, doubled: bool
) -> Reach | None:
    """Return the releases whose artifacts may have to change, or None when all have to be looked at.

    `doubled` tells that two files claim one place now, so that one of them had to go.
    """
    if intake.is_near:
        ids = frozenset(row.entry.id for source in intake.read if (row := intake.rows[source]).entry)
        return Reach(
            ids, frozenset(row.source for row in intake.rows.values() if row.entry and row.entry.id in ids), False
        )
    state = seen.state
    built_at = float(state.get("built_at", "inf"))
    all_is_as_built = state.get("finished") == "yes" and state.get("frame") == frame and not seen.altered
    if not all_is_as_built or state.get("errors") != "0" or now < built_at or doubled:
        return None
    sources = set(intake.read) | (intake.before.keys() - intake.rows.keys())
    rows = [rows[source] for rows in (intake.before, intake.rows) for source in sources if source in rows]
    lifted = {e.id for e in newsroom.entries if any(built_at < moment <= now for moment in e.lifts())}
    ids = frozenset(lifted | {row.entry.id for row in rows if row.entry})
    if newsroom.settings.wants("lists"):
        ids |= set(relating(newsroom.public(now), ids)) | set(relating(_as_built(newsroom, intake, built_at), ids))
    return Reach(ids, frozenset(sources | {e.source for e in newsroom.entries if e.id in ids}))


def _as_built(newsroom: Newsroom, intake: Intake, built_at: float) -> Newsroom:
    """Return what the newsroom was at the last build."""
    entries = sorted((row.entry for row in intake.before.values() if row.entry), key=newest_first)
    return replace(newsroom, entries=tuple(entries)).public(built_at)


def plan_for(newsroom: Newsroom, tools: Tools, reach: Reach | None = None) -> Plan:
    """Return the plan of a newsroom, or of what is within reach and the lists that may notice."""
    outputs = enabled(newsroom.settings)
    if reach and not reach.is_noticed:
        outputs = {name: output for name, output in outputs.items() if output.SHOWS != "all"}
    plan = make_plan(newsroom, tools.routes, outputs, layout_digests(outputs, tools), reach and reach.ids)
    return replace(plan, problems=(*plan.problems, *search_index.lacking(tools.routes)))
