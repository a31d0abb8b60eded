"""What subscribers would notice if one newsroom took the place of another; and ids that would drift."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from presskit.delivering.deployed import Feed
    from presskit.delivering.feeds import Item

COMPARED = {
    "headline": "headline",
    "published": "date",
    "updated": "updated",
    "topics": "topics",
    "summary": "summary",
    "content": "content",
}


class Change(NamedTuple):
    """An item in both newsrooms, and what of it is another."""

    item: Item
    what: tuple[str, ...]


class Difference(NamedTuple):
    """What happens to one feed; one that is `new` has no subscribers yet, those of one that is `gone` lose it."""

    path: str
    state: Literal["new", "kept", "gone"]
    new: tuple[Item, ...]
    changed: tuple[Change, ...]
    gone: tuple[Item, ...]


class Drift(NamedTuple):
    """One release that would come back under another id, or lose its id though its page stays; `after` may be empty."""

    before: str
    after: str
    why: str
    headline: str
    url: str


def difference(before: Feed | None, after: Feed | None) -> Difference:
    """Return what becomes of a feed; newest first, as feeds are."""
    old, new = before.items if before else {}, after.items if after else {}
    come = tuple(item for id, item in new.items() if id not in old)
    gone = tuple(item for id, item in old.items() if id not in new)
    if before is None or after is None:
        path = after.path if after else before.path if before else ""
        return Difference(path, "new" if after else "gone", come, (), gone)
    both = [(old[id], item) for id, item in new.items() if id in old]
    changes = [Change(item, _changed(was, item, before, after)) for was, item in both]
    return Difference(after.path, "kept", come, tuple(change for change in changes if change.what), gone)


def _changed(old: Item, new: Item, before: Feed, after: Feed) -> tuple[str, ...]:
    """Return what a reader may notice; content, summary and files only where both have content, for archives do not."""
    names = [name for name in COMPARED if getattr(old, name) != getattr(new, name)]
    is_whole = bool(old.content and new.content)
    if not is_whole:
        names = [name for name in names if name not in ("content", "summary")]
    found = [COMPARED[name] for name in names]
    if is_whole and before.files(old) != after.files(new):
        found.append("files")
    return tuple([*found, "address"] if before.route(old) != after.route(new) else found)


def drifts(before: Iterable[Feed], after: Iterable[Feed], lives_on: Callable[[str], bool]) -> Iterator[Drift]:
    """Yield each release whose identity would be lost; `lives_on` tells whether a page stays at a route."""
    old = {id: (item, feed.route(item)) for feed in before for id, item in feed.items.items()}
    new = {id: (item, feed.route(item)) for feed in after for id, item in feed.items.items()}
    come = {id: pair for id, pair in new.items() if id not in old}
    by_route = {route: id for id, (_, route) in come.items()}
    by_name = {(item.headline, item.published): id for id, (item, _) in come.items()}
    for id, (item, route) in old.items():
        if id in new:
            continue
        if route in by_route:
            yield Drift(id, by_route[route], "it has the same address", item.headline, item.url)
        elif (item.headline, item.published) in by_name:
            twin = by_name[item.headline, item.published]
            yield Drift(id, twin, "it has the same headline and date", item.headline, item.url)
        elif lives_on(route):
            yield Drift(id, "", "its page is still there", item.headline, item.url)
