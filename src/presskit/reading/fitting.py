"""The front matter brought into shape; what does not fit is named and left out, so that the rest is read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from pydantic import AliasChoices, ValidationError
from yaml import ScalarNode

from presskit.problems import COMMENT, Problem, comment_in_a_value, did_you_mean
from presskit.reading.frontmatter import LIMIT_PROBLEMS, unknown_keys
from presskit.reading.shape import (
    ApprovalShape,
    CorrectionShape,
    EmbargoShape,
    FrontMatter,
    MediaShape,
    OriginalShape,
    QuoteShape,
    SpeakerShape,
    is_device,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.problems import Span
    from presskit.reading.frontmatter import Loc, Tree

LISTS: dict[str, type[Any]] = {"quotes": QuoteShape, "media": MediaShape, "corrections": CorrectionShape}
KNOWN = {
    "": FrontMatter.known_keys(),
    "embargo": EmbargoShape.known_keys(),
    "speaker": SpeakerShape.known_keys(),
    "approved": ApprovalShape.known_keys(),
    "original": OriginalShape.known_keys(),
    **{key: shape.known_keys() for key, shape in LISTS.items()},
}
ALIASED = {
    name: [str(choice) for choice in info.validation_alias.choices]
    for name, info in FrontMatter.model_fields.items()
    if isinstance(info.validation_alias, AliasChoices)
}
PLACEHOLDERS = {"headline": "?", "date": "2000-01-01"}
EXPECTED = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "bool_parsing": "`true` or `false`",
    "bool_type": "`true` or `false`",
}
EXPECTED_OF = {
    "speaker": "a key of people.toml, or a mapping with `name`, `role` and `organisation`",
    "original": "a language, or a mapping with `language` and `text`",
    "approved": "a mapping with `by`, `on` and `wording`",
    "date": "a date",
    "on": "a date",
    "until": "a date with a time",
    "embargo": "a date with a time",
}
APPROVE = "delete it, and let `presskit approve` write it"
HINTS = {
    "headline": "write `headline: ...`",
    "date": "write `date: 2011-11-28` or `date: 2011-11-28 10:00`",
    "id": "write `id: ...` with a short name, for `::quote[...]` in the body",
    "speaker": "write `speaker: ...` with a key of people.toml",
    "text": "write `text: ...` with the exact words",
    "approved": APPROVE,
    "by": APPROVE,
    "wording": APPROVE,
    "PK216": APPROVE,
    "file": "write `file: ...` with the name of a file beside the release",
    "until": "write `until: 2011-11-29 10:00`",
    "on": "write `on: 2011-12-02` or `on: 2011-12-02 09:00`",
    "note": "write `note: ...` with what was changed",
    "embargo": "write `embargo: 2011-11-29 10:00`, or delete the line",
    "quotes": "write each quote as `- id: ...`, with `speaker: ...` and `text: ...` below `id`",
    "media": "write each picture as `- file: ...`, with `alt: ...` below `file`",
    "corrections": "write each as `- on: ...`, with `note: ...` below `on`",
    "PK212": "write `speaker: key`, or `speaker: {name: ..., role: ..., organisation: ...}`",
    "PK302": "put the picture beside the release and write its name as it is",
    "PK404": "midnight is 00:00; say which hour is meant",
}
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "à": "a", "ç": "c", "ñ": "n"})


@dataclass(frozen=True, slots=True)
class Fitted:
    """The front matter in shape, and the problems.

    `numbers` says for each list which of its items as written are left, `lost` what had to be made up or left out:
    keys, and quotes and pictures as kind and name.
    """

    front: FrontMatter
    problems: list[Problem]
    numbers: dict[str, list[int]] = field(default_factory=dict)
    lost: frozenset[object] = frozenset()

    def number(self, key: str, position: int) -> int:
        """Return which item of a list as written stands at a position now."""
        return self.numbers[key][position] if key in self.numbers else position


def slugify(text: str) -> str:
    """Return a text as small letters, digits and hyphens, at most 80, cut between words, never a device's name."""
    slug = NOT_IN_SLUG.sub("-", text.lower().translate(FOLDED)).strip("-")
    slug = f"release-{slug}" if is_device(slug) else slug
    return slug if len(slug) <= 80 else slug[:81].rpartition("-")[0] or slug[:80]


def fitted(tree: Tree) -> Fitted:
    """Return the front matter of a tree in shape."""
    problems = [*_unknown_keys(tree), *_doubled_keys(tree), *_contradictions(tree)]
    problems += islice(_comments(tree), LIMIT_PROBLEMS)
    try:
        return Fitted(FrontMatter.model_validate(tree.value), problems)
    except ValidationError as error:
        found = error.errors(include_url=False)
    value, numbers = _what_fits(tree, [e["loc"] for e in found])
    front = FrontMatter.model_validate({**PLACEHOLDERS, **value})
    problems += [_problem(tree, e) for e in found[:LIMIT_PROBLEMS]]
    return Fitted(front, problems, numbers, frozenset(_lost(tree, value, numbers)))


def _lost(tree: Tree, value: dict[str, Any], numbers: dict[str, list[int]]) -> Iterator[object]:
    """Yield what checks must not speak of, because it is not as it was written."""
    yield from (key for key in tree.value if key not in value)
    yield from (key for key in PLACEHOLDERS if key not in value)
    for key, kind, name in (("quotes", "quote", "id"), ("media", "figure", "file")):
        for number, item in enumerate(tree.value.get(key) or () if key in numbers else ()):
            if number not in numbers[key] and isinstance(item, dict):
                yield kind, str(item.get(name))


def _unknown_keys(tree: Tree) -> list[Problem]:
    problems = unknown_keys(tree, (), KNOWN[""])
    if isinstance(tree.value.get("embargo"), dict):
        problems += unknown_keys(tree, ("embargo",), KNOWN["embargo"])
    for key in LISTS:
        items = tree.value.get(key)
        for number, item in enumerate(items if isinstance(items, list) else ()):
            if isinstance(item, dict):
                problems += unknown_keys(tree, (key, number), KNOWN[key])
                for name in ("speaker", "approved", "original"):
                    if isinstance(item.get(name), dict):
                        problems += unknown_keys(tree, (key, number, name), KNOWN[name])
    return problems[:LIMIT_PROBLEMS]


def _doubled_keys(tree: Tree) -> Iterator[Problem]:
    for name, choices in ALIASED.items():
        given = [key for key in choices if tree.value.get(key) is not None]
        for key in given[1:]:
            message = f"`{key}` is not read, because `{given[0]}` is given too"
            yield Problem("PK108", message, tree.key_span(key), f"keep `{name}` only", "warning")


def _contradictions(tree: Tree) -> Iterator[Problem]:
    """Yield what must not pass in silence, because the release would go out early."""
    if tree.value.get("embargo", "") is None:
        yield Problem("PK110", "`embargo` is empty", tree.key_span("embargo"), HINTS["embargo"])
    draft, status = str(tree.value.get("draft", "")).lower(), tree.value.get("status")
    if draft in ("true", "yes", "on") and status == "ready":
        message = f"`draft: {draft}` and `status: ready` contradict each other"
        yield Problem("PK128", message, tree.key_span("draft"), "keep `status` only")


def _comments(tree: Tree) -> Iterator[Problem]:
    """Yield a problem for each HTML comment in a value that is read; `approved` is internal, and never printed."""
    written = tree.source.text
    if COMMENT not in written and "\\" not in written:  # nor is there an escape that could stand for one
        return
    for loc, node in tree.nodes.items():
        if isinstance(node, ScalarNode) and COMMENT in node.value and loc[0] in KNOWN[""] and "approved" not in loc:
            start, end = (tree.start + mark.index for mark in (node.start_mark, node.end_mark))
            at = tree.source.text.find(COMMENT, start, end)
            yield comment_in_a_value(tree.source.span_at(at, len(COMMENT)) if at >= 0 else tree.span_of(node))


def _what_fits(tree: Tree, bad: list[Loc]) -> tuple[dict[str, Any], dict[str, list[int]]]:
    """Return the value without what is bad: an item of a list goes alone, anything else with its key."""
    value, numbers = dict(tree.value), dict[str, list[int]]()
    for key in {str(loc[0]) for loc in bad}:
        written = written_key(tree, key)
        items = value.get(written)
        places = [loc[1:2] for loc in bad if loc[0] == key]
        if isinstance(items, list) and all(place and isinstance(place[0], int) for place in places):
            gone = {place[0] for place in places}
            numbers[key] = [number for number in range(len(items)) if number not in gone]
            value[written] = [items[number] for number in numbers[key]]
        else:
            value.pop(written, None)
    return value, numbers


def written_key(tree: Tree, key: str) -> str:
    """Return the key as it was typed: pydantic names the first alias."""
    return next((choice for choice in ALIASED.get(key, [key]) if choice in tree.value), key)


def _problem(tree: Tree, error: Any) -> Problem:
    kind, loc = error["type"], error["loc"]
    loc = (written_key(tree, str(loc[0])), *loc[1:])
    name = str(next(part for part in reversed(loc) if isinstance(part, str)))
    if kind == "PK403" and not error["input"].strip():
        loc = tuple(part for n, part in enumerate(loc) if loc[: n + 1] in tree.nodes)
        return _missing(tree, loc, str(loc[-1]))
    if kind.startswith("PK"):
        return Problem(kind, error["msg"], tree.span(*loc), _hint(kind, error))
    if kind in ("missing", "string_too_short"):
        return _missing(tree, loc, name)
    return Problem("PK109", *_wrong_value(tree, loc, name, error))


def _hint(kind: str, error: dict[str, Any]) -> str:
    if kind == "PK403" and error["loc"][0] == "embargo":
        return HINTS["until"].replace("until: ", "embargo: ")
    if kind != "PK111":
        return error.get("ctx", {}).get("hint") or HINTS.get(kind, "")
    slug = slugify(str(error["input"]))
    return f"write `{slug}`" if slug and slug != error["input"] else "give it another name"


def _missing(tree: Tree, loc: Loc, name: str) -> Problem:
    around = tree.nodes.get(loc[:-1])
    is_written = any(key.value == name for key, _ in around.value) if around is not None and len(loc) else False
    if is_written:
        return Problem("PK110", f"`{name}` is empty", tree.key_span(*loc), HINTS.get(name, ""))
    span = tree.span(*loc[:-1]) if len(loc) > 1 else tree.source.span_at(0, 3)
    return Problem("PK110", f"`{name}` is missing", span, HINTS.get(name, ""))


def _wrong_value(tree: Tree, loc: Loc, name: str, error: Any) -> tuple[str, Span, str]:
    kind, found, hint = error["type"], tree.kind(*loc), ""
    expected = EXPECTED_OF.get(name) or EXPECTED.get(kind, "something else")
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "`")
        hint = did_you_mean(str(error["input"]), re.findall(r"`(\w+)`", expected))
    elif found == "a mapping" and expected == "text":
        hint = "put quotation marks around a text that has `: ` in it"
    elif isinstance(loc[-1], int) or kind == "list_type":
        hint = HINTS.get(name, "")
    if found == "text" and isinstance(error["input"], str) and (hint or kind.startswith(("literal", "bool"))):
        found = f"`{error['input'][:40]}`"
    subject = f"item {loc[-1] + 1} of `{name}`" if isinstance(loc[-1], int) else f"`{name}`"
    return f"{subject} is {found}, expected {expected}", tree.span(*loc), hint
