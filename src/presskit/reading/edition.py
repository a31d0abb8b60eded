"""One file becomes one edition: decoded, split, composed, shaped, with every problem found on the way."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from presskit.model.edition import Attribution, Correction, Edition, Embargo, MediaAsset, Quote
from presskit.problems import Problem, did_you_mean
from presskit.reading.body import read_body
from presskit.reading.frontmatter import compose, split, unknown_keys
from presskit.reading.media import Folder, measured
from presskit.reading.moments import BadMoment, Moment
from presskit.reading.shape import CorrectionShape, EmbargoShape, FrontMatter, MediaShape, QuoteShape
from presskit.reading.source import read_source

if TYPE_CHECKING:
    from datetime import datetime

    from presskit.model.edition import Body
    from presskit.model.newsroom import Settings
    from presskit.problems import Span
    from presskit.reading.frontmatter import Loc, Tree, Value
    from presskit.reading.source import Source

NAME = re.compile(r"(?P<stem>.+?)(?:\.(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?))?\.(?:md|markdown)$")
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
FOLDED = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "é": "e", "è": "e", "à": "a", "ç": "c", "ñ": "n"})
PARTS: dict[str, type[Any]] = {
    "quotes": QuoteShape,
    "media": MediaShape,
    "corrections": CorrectionShape,
    "embargo": EmbargoShape,
}
PLACEHOLDERS = {"headline": "?", "date": "2000-01-01"}
MARKS = (("„", "“"), ("„", "”"), ("“", "”"), ("»", "«"), ("«", "»"), ('"', '"'), ("‚", "‘"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: the edition as far as it could be read, and the problems; an error makes it unusable."""

    source: str
    edition: Edition | None
    problems: tuple[Problem, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether the edition can be built."""
        return self.edition is not None and not any(problem.is_error for problem in self.problems)


def slugify(text: str) -> str:
    """Return a text as small letters, digits and hyphens, at most 80 of them, cut between words."""
    slug = NOT_IN_SLUG.sub("-", text.lower().translate(FOLDED)).strip("-")
    return slug if len(slug) <= 80 else slug[:81].rpartition("-")[0] or slug[:80]


def read_edition(root: str, path: str, settings: Settings) -> Reading:
    """Read the file at a path below the root."""
    source, problems = read_source(root, path)
    if source is None:
        return Reading(path, None, tuple(problems))
    edition, found = _edition(root, source, settings)
    lines = source.text.split("\n")
    return Reading(path, edition, tuple(p if p.excerpt else p.within(lines) for p in [*problems, *found]))


def _edition(root: str, source: Source, settings: Settings) -> tuple[Edition | None, list[Problem]]:
    parts, problems = split(source)
    if parts is None:
        return None, problems
    body, body_problems = read_body(source, parts.body)
    tree, problems = compose(source, parts)
    if tree is None:
        return None, [*problems, *body_problems]
    problems = [*problems, *body_problems, *_all_unknown_keys(tree)]
    front, found = _front(tree)
    problems += found
    return _assembled(_Desk(root, source, tree, front, settings, problems), body), problems


def _all_unknown_keys(tree: Tree) -> list[Problem]:
    problems = unknown_keys(tree, (), tree.value, KNOWN[""])
    for key in PARTS.keys() & tree.value.keys():
        value = tree.value[key]
        for loc, item in [((key, n), v) for n, v in enumerate(value)] if isinstance(value, list) else [((key,), value)]:
            problems += unknown_keys(tree, loc, item, KNOWN[key]) if isinstance(item, dict) else []
    return problems


KNOWN = {"": FrontMatter.known_keys(), **{key: shape.known_keys() for key, shape in PARTS.items()}}


def _front(tree: Tree) -> tuple[FrontMatter, list[Problem]]:
    """Return the front matter in shape; what does not fit is named and left out, so that the rest is still read."""
    try:
        return FrontMatter.model_validate(tree.value), []
    except ValidationError as error:
        found = error.errors()
    value = dict(tree.value)
    for loc in sorted({e["loc"][:2] for e in found}, key=str, reverse=True):
        _leave_out(value, loc)
    return FrontMatter.model_validate({**PLACEHOLDERS, **value}), [_shape_problem(tree, e) for e in found]


def _leave_out(value: dict[str, Value], loc: Loc) -> None:
    key = str(loc[0])
    if len(loc) > 1 and isinstance(loc[1], int) and isinstance(value.get(key), list):
        value[key] = [item for n, item in enumerate(value[key]) if n != loc[1]]
    else:
        value.pop(_written_key(value, key), None)


def _written_key(value: dict[str, Value], key: str) -> str:
    """Return the key as it was typed: pydantic names the first alias."""
    info = FrontMatter.model_fields.get(key)
    choices = getattr(info.validation_alias, "choices", [key]) if info else [key]
    return next((str(choice) for choice in choices if choice in value), key)


def _shape_problem(tree: Tree, error: Any) -> Problem:
    kind, loc = error["type"], error["loc"]
    loc = (_written_key(tree.value, str(loc[0])), *loc[1:])
    name = str(next(part for part in reversed(loc) if isinstance(part, str)))
    if kind.startswith("PK"):
        return Problem(kind, error["msg"], tree.span(*loc), HINTS.get(kind, ""))
    if kind == "missing" or (kind == "string_too_short"):
        span = tree.span(*loc[:-1]) if len(loc) > 1 else tree.source.span_at(0, 3)
        return Problem(
            "PK110", f"`{name}` is missing", tree.span(*loc) if kind != "missing" else span, HINTS.get(name, "")
        )
    return _wrong_value(tree, loc, name, error)


def _wrong_value(tree: Tree, loc: Loc, name: str, error: Any) -> Problem:
    kind, found = error["type"], tree.kind(*loc)
    if kind == "literal_error":
        expected = error["ctx"]["expected"].replace("'", "`")
        choices = re.findall(r"`(\w+)`", expected)
        shown = f"`{str(error['input'])[:40]}`" if found == "text" else found
        hint = did_you_mean(str(error["input"]), choices)
        return Problem("PK109", f"`{name}` is {shown}, expected {expected}", tree.span(*loc), hint)
    expected = EXPECTED.get(kind, "something else")
    hint = (
        "put quotation marks around a text that has `: ` in it" if found == "a mapping" and expected == "text" else ""
    )
    return Problem("PK109", f"`{name}` is {found}, expected {expected}", tree.span(*loc), hint)


EXPECTED = {
    "string_type": "text",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "bool_parsing": "`true` or `false`",
    "bool_type": "`true` or `false`",
}
HINTS = {
    "headline": "write `headline: ...`",
    "date": "write `date: 2011-11-28` or `date: 2011-11-28 10:00`",
    "PK403": "write year, month and day, such as 2011-11-28",
    "PK404": "midnight is 00:00; say which hour is meant",
}


# --- from the shape to the model


@dataclass(slots=True)
class _Desk:
    root: str
    source: Source
    tree: Tree
    front: FrontMatter
    settings: Settings
    problems: list[Problem]

    def complain(self, code: str, message: str, span: Span, hint: str = "", *, error: bool = True) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, message, span, hint, "error" if error else "warning"))


def _assembled(desk: _Desk, body: Body) -> Edition:
    front, tree, settings = desk.front, desk.tree, desk.settings
    stem, language = _named(desk)
    edition_id = front.id or _id_from_name(desk, stem)
    return Edition(
        source=desk.source.path,
        id=edition_id,
        language=language,
        slug=front.slug or edition_id,
        headline=front.headline,
        published=_aware(desk, front.date, "date"),
        body=body,
        status=_status(front),
        kicker=front.kicker,
        subheadline=front.subheadline,
        place=settings.place if front.place is None else front.place,
        summary=front.summary,
        embargo=_embargo(desk),
        topics=tuple(dict.fromkeys(front.topics)),
        contacts=settings.contacts if front.contacts is None else tuple(front.contacts),
        boilerplates=settings.default_boilerplates if front.boilerplates is None else tuple(front.boilerplates),
        quotes=tuple(_quote(desk, number, quote) for number, quote in enumerate(front.quotes)),
        media=tuple(_asset(desk, number, asset) for number, asset in enumerate(front.media)),
        corrections=tuple(_correction(desk, number, c) for number, c in enumerate(front.corrections)),
        spans={key: tree.span(key) for key in SPANNED & tree.value.keys()},
    )


SPANNED = frozenset({"id", "slug", "contacts", "boilerplates", "date", "embargo", "language", "lang", "headline"})


def _named(desk: _Desk) -> tuple[str, str]:
    """Return the name of the release and its language, from the file's name."""
    folder, name = os.path.split(desk.source.path)
    match = NAME.fullmatch(name)
    stem, suffix = (match["stem"], match["language"]) if match else (name, None)
    language = suffix or desk.front.language or desk.settings.language
    if language not in desk.settings.languages:
        spans = [key for key in ("language", "lang") if key in desk.tree.value and not suffix]
        span = desk.tree.span(*spans[:1]) if spans else desk.source.span_at(0, 3)
        known = ", ".join(f"`{known}`" for known in desk.settings.languages)
        desk.complain("PK501", f"language `{language}` is not one of the newsroom's: {known}", span,
                      "add it to `languages` in presskit.toml")  # fmt: skip
    return (os.path.basename(folder) if stem == "index" else stem), language


def _id_from_name(desk: _Desk, stem: str) -> str:
    made = slugify(stem) or "release"
    desk.complain("PK119", f"release has no id, `{made}` is taken from the file's name", desk.source.span_at(0, 3),
                  f"write `id: {made}`, so that a new name makes no new feed item", error=False)  # fmt: skip
    return made


def _status(front: FrontMatter) -> Any:
    if front.status:
        return front.status
    return "ready" if front.draft is False else "draft"


def _aware(desk: _Desk, moment: Moment, *loc: int | str) -> datetime:
    try:
        return moment.in_zone(desk.settings.time_zone)
    except BadMoment as error:
        desk.complain(error.code, str(error), desk.tree.span(*loc))
        return moment.at.replace(tzinfo=desk.settings.time_zone)


def _embargo(desk: _Desk) -> Embargo | None:
    shape = desk.front.embargo
    if shape is None:
        return None
    loc = ("embargo", "until") if isinstance(desk.tree.value.get("embargo"), dict) else ("embargo",)
    return Embargo(_aware(desk, shape.until, *loc), shape.note)


def _quote(desk: _Desk, number: int, shape: QuoteShape) -> Quote:
    tree = desk.tree
    span = tree.span("quotes", number, "text")
    written = Attribution(shape.speaker.name, shape.speaker.role, shape.speaker.organisation)
    return Quote(
        shape.id,
        _without_marks(desk, shape.text, span),
        shape.speaker.key,
        None if shape.speaker.key else written,
        tree.span("quotes", number, "id"),
        tree.span("quotes", number, "speaker"),
    )


def _without_marks(desk: _Desk, text: str, span: Span) -> str:
    if not any(c.isalnum() for c in text):
        desk.complain("PK206", "quote has no words", span)
        return text
    for opening, closing in MARKS:
        inner = text[1:-1]
        if text[0] == opening and text[-1] == closing and opening not in inner and closing not in inner:
            desk.complain("PK207", "quote brings its own quotation marks, they are left out", span,
                          "delete them: each output sets those of the language", error=False)  # fmt: skip
            return inner.strip()
    return text


def _asset(desk: _Desk, number: int, shape: MediaShape) -> MediaAsset:
    span = desk.tree.span("media", number, "file")
    asset = MediaAsset(shape.file, shape.alt, shape.caption, shape.credit, shape.rights, span=span)
    folder = Folder(desk.root, os.path.join(desk.root, os.path.dirname(desk.source.path)))
    asset, problem = measured(asset, folder)
    if problem:
        desk.problems.append(problem)
    return asset


def _correction(desk: _Desk, number: int, shape: CorrectionShape) -> Correction:
    return Correction(_aware(desk, shape.on, "corrections", number, "on"), shape.severity, shape.note)
