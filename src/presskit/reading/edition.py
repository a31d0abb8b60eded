"""One file becomes one edition: decoded, split, composed, shaped, with every problem found on the way."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from presskit.model.edition import (
    Approval,
    Attribution,
    Correction,
    Edition,
    Embargo,
    MediaAsset,
    Original,
    Quotation,
    Quote,
)
from presskit.problems import Problem, Span
from presskit.reading.body import read_body
from presskit.reading.fitting import Fitted, fitted, slugify, written_key
from presskit.reading.frontmatter import BOUNDARY, LIMIT_PROBLEMS, compose, split
from presskit.reading.hidden import as_shown, may_hide
from presskit.reading.media import Folder, measured
from presskit.reading.moments import BadMoment, Moment
from presskit.reading.quotations import speeches
from presskit.reading.skim import skim
from presskit.reading.source import decode, read_source, without_control_references

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from presskit.model.edition import Body
    from presskit.model.newsroom import Settings
    from presskit.reading.frontmatter import Tree
    from presskit.reading.shape import ApprovalShape, FrontMatter, MediaShape, QuoteShape
    from presskit.reading.source import Source

__all__ = ["NAME", "Reading", "read_edition", "slugify"]

NAME = re.compile(r"(?P<stem>.+?)(?:\.(?P<language>[a-z]{2,3}(?:-[A-Z]{2})?))?\.(?:md|markdown)$")
README = re.compile(r"/readme\.(?:md|markdown)$", re.IGNORECASE)  # says how this office works; no release
MARKS = (("„", "“"), ("„", "”"), ("“", "”"), ("»", "«"), ("«", "»"), ('"', '"'), ("‚", "‘"))


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file: the edition as far as it could be read, and the problems; an error makes it unusable.

    A README without front matter comes to nothing, and that is no problem.
    """

    source: str
    edition: Edition | None
    problems: tuple[Problem, ...] = ()


def read_edition(root: str, path: str, settings: Settings) -> Reading:
    """Read the file at a path below the root."""
    return _read(root, path, settings, *read_source(root, path))


def read_changed(root: str, path: str, raw: bytes, settings: Settings) -> Reading:
    """Read a file at a path below the root as if it had these bytes."""
    return _read(root, path, settings, *decode(path, raw))


def _read(root: str, path: str, settings: Settings, source: Source | None, problems: list[Problem]) -> Reading:
    if source is None:
        return Reading(path, None, tuple(problems))
    if README.search(path) and not BOUNDARY.match(source.text):
        return Reading(path, None)
    edition, found = _edition(root, source, settings)
    problems += found
    if problems:
        lines = source.text.split("\n")
        problems = [problem if problem.excerpt else problem.within(lines) for problem in problems]
    return Reading(path, edition, tuple(problems))


def _edition(root: str, source: Source, settings: Settings) -> tuple[Edition | None, list[Problem]]:
    parts, problems = split(source)
    if parts is None:
        return None, problems
    tree, problems = compose(source, parts)
    fit = fitted(tree) if tree else None
    body, body_problems = _body(source, parts.body, fit)
    if tree is None or fit is None:
        return None, [*problems, *body_problems]
    problems = [*problems, *body_problems, *fit.problems]
    return _assembled(_Desk(root, source, tree, fit, settings, problems, parts.body), body), problems


def _body(source: Source, start: int, fit: Fitted | None) -> tuple[Body, list[Problem]]:
    """Read the body quickly where nothing in it can be complained of, else with the place of everything."""
    source, controls = without_control_references(source, start) if "&#" in source.text else (source, [])
    body = skim(source.text[start:])
    if body and fit and _all_placed(body, fit):
        return (as_shown(body) if "]:" in body.markdown else body), controls
    body, problems = read_body(source, start)
    is_built = not any(problem.is_error for problem in problems)
    return (as_shown(body) if is_built and may_hide(body.markdown) else body), [*controls, *problems]


def _all_placed(body: Body, fit: Fitted) -> bool:
    """Tell whether every quote is placed once, and only pictures that are there."""
    placed = sorted(r.target for r in body.references if r.kind == "quote")
    figures = {r.target for r in body.references if r.kind == "figure"}
    return placed == sorted(q.id for q in fit.front.quotes) and figures <= {m.file for m in fit.front.media}


# --- from the shape to the model


@dataclass(slots=True)
class _Desk:
    root: str
    source: Source
    tree: Tree
    fit: Fitted
    settings: Settings
    problems: list[Problem]
    start: int

    @property
    def front(self) -> FrontMatter:
        """The front matter in shape."""
        return self.fit.front

    def span(self, key: str, position: int, name: str) -> Span:
        """Return where a value of an item of a list stands."""
        return self.tree.span(key, self.fit.number(key, position), name)

    def complain(self, code: str, message: str, span: Span, hint: str = "", *, error: bool = True) -> None:
        """Note a problem."""
        self.problems.append(Problem(code, message, span, hint, "error" if error else "warning"))


def _assembled(desk: _Desk, body: Body) -> Edition:
    front, settings = desk.front, desk.settings
    stem, language = _named(desk)
    edition_id = front.id or _id_from_name(desk, stem)
    return Edition(
        source=desk.source.path,
        id=edition_id,
        language=language,
        slug=front.slug or edition_id,
        headline=front.headline,
        published=_aware(desk, front.date, "date"),
        body=_without_lost(body, desk.fit),
        status=_status(front),
        kicker=front.kicker,
        subheadline=front.subheadline,
        place=settings.place if front.place is None else front.place,
        summary=front.summary,
        embargo=_embargo(desk),
        topics=tuple(dict.fromkeys(front.topics)),
        contacts=settings.contacts if front.contacts is None else tuple(front.contacts),
        boilerplates=settings.default_boilerplates if front.boilerplates is None else tuple(front.boilerplates),
        quotes=tuple(_quote(desk, position, quote) for position, quote in enumerate(front.quotes)),
        media=_media(desk, front.media),
        corrections=_corrections(desk),
        spans=_spans(desk, body),
        quotations=tuple(_quotations(desk)),
    )


def _without_lost(body: Body, fit: Fitted) -> Body:
    """Return the body without references to what does not fit: that is named as a problem already."""
    if not fit.lost:
        return body
    return replace(body, references=tuple(r for r in body.references if (r.kind, r.target) not in fit.lost))


SPANNED = ("id", "slug", "contacts", "boilerplates", "date", "embargo", "language", "headline")


def _spans(desk: _Desk, body: Body) -> dict[str, Span]:
    """Return where the keys stand that problems point to, whichever alias was typed, and where the body begins."""
    written = {key: written_key(desk.tree, key) for key in SPANNED}
    found = {key: name for key, name in written.items() if name in desk.tree.value and name not in desk.fit.lost}
    spans = {key: desk.tree.span(name) for key, name in found.items()}
    rest = desk.source.text[desk.start :].lstrip("\n")
    if rest.startswith(body.markdown):  # else something hidden was taken out of it
        line = desk.source.text.count("\n", 0, len(desk.source.text) - len(rest)) + 1
        spans["body"] = Span(desk.source.path, line)
    return spans


def _quotations(desk: _Desk) -> Iterator[Quotation]:
    """Yield what somebody says in the running text, outside of `quotes:`."""
    body = desk.source.text[desk.start :]
    for speech in speeches(body):
        is_first = not body[: speech.start].strip(" \t\n*_")
        span = desk.source.span_at(desk.start + speech.start, speech.end - speech.start)
        yield Quotation(speech.text, speech.attribution, is_first, span)


def _named(desk: _Desk) -> tuple[str, str]:
    """Return the name of the release and its language, from the file's name."""
    folder, name = os.path.split(desk.source.path)
    match = NAME.fullmatch(name)
    stem, suffix = (match["stem"], match["language"]) if match else (name, None)
    language = suffix or desk.front.language or desk.settings.language
    if language not in desk.settings.languages:
        _complain_of_language(desk, language, suffix)
    return (os.path.basename(folder) if stem == "index" else stem), language


def _complain_of_language(desk: _Desk, language: str, suffix: str | None) -> None:
    written = written_key(desk.tree, "language")
    span = desk.source.span_at(0, 3)
    if written in desk.tree.value and not suffix:
        span = desk.tree.span(written)
    known = ", ".join(f"`{known}`" for known in desk.settings.languages)
    hint = "add it to `languages` in presskit.toml" + (
        f", or take `.{suffix}` out of the file's name" if suffix else ""
    )
    desk.complain("PK501", f"language `{language[:40]}` is not one of the newsroom's: {known}", span, hint)


def _id_from_name(desk: _Desk, stem: str) -> str:
    made = slugify(stem) or "release"
    if "id" in desk.fit.lost:
        return made
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
        desk.complain(error.code, str(error), desk.tree.span(*loc), error.hint)
        return moment.at.replace(tzinfo=desk.settings.time_zone)


def _embargo(desk: _Desk) -> Embargo | None:
    shape = desk.front.embargo
    if shape is None:
        return None
    loc = ("embargo", "until") if isinstance(desk.tree.value.get("embargo"), dict) else ("embargo",)
    return Embargo(_aware(desk, shape.until, *loc), shape.note)


def _quote(desk: _Desk, position: int, shape: QuoteShape) -> Quote:
    by = shape.speaker
    role, organisation = by.role or shape.role, by.organisation or shape.organisation
    written = Attribution(by.name, role, organisation)
    return Quote(
        shape.id,
        _without_marks(desk, shape.text, position),
        by.key,
        None if by.key else written,
        desk.span("quotes", position, "id"),
        desk.span("quotes", position, "speaker"),
        _approval(desk, position, shape.approved),
        desk.span("quotes", position, "text"),
        role if by.key else "",
        organisation if by.key else "",
        Original(shape.original.language, shape.original.text) if shape.original else None,
    )


def _approval(desk: _Desk, position: int, shape: ApprovalShape | None) -> Approval | None:
    if shape is None:
        return None
    return Approval(shape.by, shape.on.at.date(), shape.wording, desk.span("quotes", position, "approved"))


def _without_marks(desk: _Desk, text: str, position: int) -> str:
    if not any(c.isalnum() for c in text):
        hint = "write the exact words that were said"
        desk.complain("PK206", "quote has no words", desk.span("quotes", position, "text"), hint)
        return text
    if not own_marks(text):
        return text
    hint = "delete them: each output sets those of the language"
    span = desk.span("quotes", position, "text")
    desk.complain("PK207", "quote brings its own quotation marks, they are left out", span, hint, error=False)
    return text[1:-1].strip()


def own_marks(text: str) -> bool:
    """Tell whether a text stands between quotation marks that are not part of it."""
    inner = text[1:-1]
    return any(
        text[0] == opening and text[-1] == closing and opening not in inner and closing not in inner
        for opening, closing in MARKS
    )


def _media(desk: _Desk, shapes: list[MediaShape]) -> tuple[MediaAsset, ...]:
    """Return the pictures; one that is listed twice is measured once, and past many problems none is."""
    folder = Folder(desk.root, os.path.join(desk.root, os.path.dirname(desk.source.path)))
    known: dict[str, MediaAsset] = {}
    assets = []
    for position, shape in enumerate(shapes):
        asset = MediaAsset(shape.file, shape.alt, shape.caption, shape.credit, shape.rights,
                           span=desk.span("media", position, "file"))  # fmt: skip
        if shape.file in known or len(desk.problems) > LIMIT_PROBLEMS:
            before = known.get(shape.file, asset)
            assets.append(_same_picture(asset, before))
            continue
        known[shape.file], problem = measured(asset, folder)
        assets.append(known[shape.file])
        desk.problems += [problem] if problem else []
    return tuple(assets)


def _same_picture(asset: MediaAsset, before: MediaAsset) -> MediaAsset:
    """Return an asset with what was measured of its file before."""
    return replace(
        before, alt=asset.alt, caption=asset.caption, credit=asset.credit, rights=asset.rights, span=asset.span
    )


def _corrections(desk: _Desk) -> tuple[Correction, ...]:
    return tuple(
        Correction(_aware(desk, c.on, "corrections", desk.fit.number("corrections", n), "on"), c.severity, c.note)
        for n, c in enumerate(desk.front.corrections)
    )
