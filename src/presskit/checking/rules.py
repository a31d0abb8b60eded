"""Rules about one edition: each yields the problems it finds, and knows nothing of files or of the clock."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from presskit.checking.approvals import quotes_are_approved
from presskit.checking.speaking import (
    chosen_roles_are_held,
    names_stand_alone,
    originals_are_in_another_language,
    quotations_are_quotes,
    quote_is_not_first,
    quotes_are_few,
    quotes_can_be_read_aloud,
    speakers_are_introduced,
)
from presskit.problems import Problem, Span, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from presskit.checking.room import Room
    from presskit.model.edition import Edition


WRITTEN_OUT = "add the person there, or write `speaker: {name: ..., role: ..., organisation: ...}`"


def speakers_are_known(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK203: every speaker key is in people.toml."""
    for quote in edition.quotes:
        if quote.speaker and quote.speaker not in room.people:
            message = f"speaker `{quote.speaker[:60]}` is not in people.toml"
            hint = did_you_mean(quote.speaker, room.people) or WRITTEN_OUT
            yield Problem("PK203", message, quote.speaker_span, hint)


def speakers_have_a_role(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK204: every speaker has a role on the day of the release."""
    for quote in edition.quotes:
        person = room.people.get(quote.speaker)
        if person and "date" in edition.spans and person.role_on(edition.day) is None:
            message = f"`{quote.speaker}` has no role on {edition.day:%Y-%m-%d}"
            hint = f"add one with `from` and `until` to [[{quote.speaker}.roles]] in people.toml"
            yield Problem("PK204", message, quote.speaker_span, hint, "warning")


def quote_ids_are_unique(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK205: no two quotes of an edition share an id."""
    seen: set[str] = set()
    for quote in edition.quotes:
        if quote.id in seen:
            yield Problem("PK205", f"quote id `{quote.id}` is given twice", quote.span, "give each quote its own id")
        seen.add(quote.id)


def references_lead_somewhere(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK202, PK306: every reference in the body names a quote or picture of the release."""
    known = {"quote": {q.id for q in edition.quotes}, "figure": {m.file for m in edition.media}}
    codes = {"quote": "PK202", "figure": "PK306"}
    for reference in edition.body.references:
        names = known[reference.kind]
        if reference.target not in names:
            key = {"quote": "quotes", "figure": "media"}[reference.kind]
            message = f"no {reference.kind} `{reference.target[:60]}` under `{key}:`"
            hint = did_you_mean(reference.target, sorted(names)) or "add it there, or delete what names it here"
            yield Problem(codes[reference.kind], message, reference.span, hint)


def quotes_are_placed_once(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK201: every quote stands in the body, and once."""
    targets = [r.target for r in edition.body.references if r.kind == "quote"]
    if targets == [quote.id for quote in edition.quotes] and len(set(targets)) == len(targets):
        return  # as in most releases, in their order
    placed = Counter(targets)
    for quote in edition.quotes:
        if not placed[quote.id]:
            hint = f"write `::quote[{quote.id}]` on a line of its own where it belongs"
            yield Problem("PK201", f"quote `{quote.id}` is placed nowhere", quote.span, hint, "warning")
    known, seen = {quote.id for quote in edition.quotes}, set[str]()
    for reference in edition.body.references:
        if reference.kind == "quote" and reference.target in known and reference.target in seen:
            message = f"quote `{reference.target}` is placed twice"
            yield Problem("PK201", message, reference.span, "keep one of the two places", "warning")
        seen.add(reference.target if reference.kind == "quote" else "")


def someone_can_be_called(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK208, PK209: a release names a press contact, and one that is in people.toml."""
    if not edition.contacts:
        hint = "write `contacts: [key]` with a key of people.toml, or set a default in presskit.toml"
        place = edition.span_of("contacts") if "contacts" in edition.spans else edition.span_of("headline")
        yield Problem("PK208", "release names no press contact", place, hint, "warning")
    for key in edition.contacts if "contacts" in edition.spans else ():
        if key not in room.people:
            hint = did_you_mean(key, room.people) or f"add a table `[{key}]` there"
            yield Problem("PK209", f"contact `{key}` is not in people.toml", edition.span_of("contacts"), hint)


def boilerplates_are_known(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK210: every boilerplate is in presskit.toml."""
    for key in edition.boilerplates if "boilerplates" in edition.spans else ():
        if key not in room.settings.boilerplates:
            hint = did_you_mean(key, room.settings.boilerplates) or f"add a table `[boilerplates.{key}]` there"
            span = edition.span_of("boilerplates")
            yield Problem("PK210", f"boilerplate `{key}` is not in presskit.toml", span, hint)


def pictures_say_something(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK304: every picture has a text that replaces it."""
    for asset in edition.media:
        if not asset.alt:
            hint = "write `alt: ...` with what the picture shows"
            yield Problem("PK304", f"picture `{asset.file}` has no alt text", asset.span, hint, "warning")


def media_names_are_unique(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK307: no file is listed twice."""
    seen: set[str] = set()
    for asset in edition.media:
        if asset.file in seen:
            yield Problem("PK307", f"file `{asset.file}` is listed twice", asset.span, "keep one of the two")
        seen.add(asset.file)


def language_has_words(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK502: the language has interface words; without them the English ones stand in."""
    if edition.language in room.settings.languages and edition.language.partition("-")[0] not in room.worded:
        message = f"no interface words for `{edition.language}`, the English ones are used"
        span = edition.span_of("language") if "language" in edition.spans else Span(edition.source)
        yield Problem("PK502", message, span, "", "warning")


def body_says_something(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK123: a release has a body."""
    if not edition.body.lead and not edition.body.references:
        yield Problem("PK123", "release has no lead", edition.span_of("headline"),
                      "begin the body with a paragraph that says who, what, when and where", "warning")  # fmt: skip


RULES: dict[str, Callable[[Edition, Room], Iterable[Problem]]] = {
    rule.__name__: rule
    for rule in (
        speakers_are_known,
        speakers_have_a_role,
        quote_ids_are_unique,
        references_lead_somewhere,
        quotes_are_placed_once,
        quotes_are_approved,
        quotes_are_few,
        quote_is_not_first,
        quotations_are_quotes,
        quotes_can_be_read_aloud,
        chosen_roles_are_held,
        originals_are_in_another_language,
        names_stand_alone,
        speakers_are_introduced,
        someone_can_be_called,
        boilerplates_are_known,
        pictures_say_something,
        media_names_are_unique,
        language_has_words,
        body_says_something,
    )
}
