"""`presskit diff`: what subscribers would notice, before it is deployed."""

from __future__ import annotations

import os
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from presskit.cli import console
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD, WRITERS
from presskit.config import read_settings
from presskit.delivering.comparing import Difference, Drift, difference, drifts
from presskit.delivering.deployed import Feed, Folder, place_at, read_feed
from presskit.outputs import CHOICES
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from presskit.config import Project
    from presskit.delivering.feeds import Item

COLUMNS = ("state", "feed", "date", "id", "headline", "what")


def diff(folder: str | None, against: str, *, as_json: bool) -> int:
    """Write what would become of each feed, and return the exit code: 1 where an id would drift."""
    project = found_project(folder)
    ours, zone = Folder(project.public), zone_of(project)
    pairs = read_pairs(ours, against)
    differences = [difference(*pair) for pair in pairs]
    befores, afters = [old for old, _ in pairs if old], [new for _, new in pairs if new]
    drifting = list(drifts(befores, afters, lambda route: has_page(ours, route)))
    if as_json:
        console.put_json(as_data(against, differences, drifting))
    else:
        console.table(COLUMNS, (row for found in differences for row in rows(found, zone)))
    console.was_compared(len(differences), *totals(differences), against)
    for drift in drifting:
        console.drifts(drift.before, drift.after, drift.why, drift.headline)
    if drifting:
        console.refused_to_drift()
    return WRITERS if drifting else GOOD


def read_pairs(ours: Folder, against: str) -> list[tuple[Feed | None, Feed | None]]:
    """Return each feed as it is out there and as it was built; a website is asked only for those that were built."""
    if not ours.series():
        raise PresskitError(f"{ours.name} has no feeds", hint="`presskit build` makes them")
    with closing(place_at(against)) as theirs:
        names = {*ours.series(), *theirs.series()}
        pairs = [(read_feed(theirs, name), read_feed(ours, name)) for name in sorted(names)]
    if not any(before for before, _ in pairs):
        raise PresskitError(
            f"{against} has no feed of this newsroom",
            hint="before the first deploy there is nothing to compare: nobody can have subscribed; "
            "later, name the folder or address of its front page",
        )
    return [pair for pair in pairs if any(pair)]


def has_page(ours: Folder, route: str) -> bool:
    """Tell whether a page was built at a route below the newsroom's address."""
    path = unquote(route).lstrip("/")
    return bool(path) and ".." not in path and os.path.isfile(os.path.join(ours.name, path, "index.html"))


def totals(differences: list[Difference]) -> tuple[int, int, int]:
    """Return how many items are new, changed and gone in feeds that have subscribers, each counted once."""
    kept = [found for found in differences if found.state != "new"]
    return (
        len({item.id for found in kept for item in found.new}),
        len({change.item.id for found in kept for change in found.changed}),
        len({item.id for found in kept for item in found.gone}),
    )


def zone_of(project: Project) -> tzinfo:
    """Return the newsroom's time zone; UTC where presskit.toml cannot be used, for what was built can be compared."""
    settings, _ = read_settings(project, CHOICES)
    return settings.time_zone if settings else UTC


def day_of(moment: str, zone: tzinfo) -> str:
    """Return the day of a moment in a zone; empty where a feed has something else there."""
    try:
        return datetime.fromisoformat(moment).astimezone(zone).date().isoformat()
    except (ValueError, OverflowError):
        return ""


def rows(found: Difference, zone: tzinfo) -> Iterator[tuple[str, ...]]:
    """Yield what is listed of a feed; of a new one only that it is."""
    if found.state == "new":
        yield ("new", found.path, "", "", "", "a feed that nobody can have subscribed to")
        return
    for item in found.new:
        yield ("new", found.path, day_of(item.published, zone), item.id, item.headline, "")
    for item, what in found.changed:
        yield ("changed", found.path, day_of(item.published, zone), item.id, item.headline, ", ".join(what))
    for item in found.gone:
        yield ("gone", found.path, day_of(item.published, zone), item.id, item.headline, "")


def as_data(against: str, differences: list[Difference], drifting: list[Drift]) -> dict[str, Any]:
    """Return everything as plain data."""
    feeds = [
        {
            "path": found.path,
            "state": found.state,
            "new": [item_data(item) for item in found.new],
            "changed": [{**item_data(item), "what": list(what)} for item, what in found.changed],
            "gone": [item_data(item) for item in found.gone],
        }
        for found in differences
    ]
    return {"against": against, "feeds": feeds, "drift": [drift._asdict() for drift in drifting]}


def item_data(item: Item) -> dict[str, str]:
    """Return an item without its content."""
    return {key: value for key, value in item._asdict().items() if key != "content"}
