"""Rules about who speaks and how: quotes that a reader can place, of people who are introduced."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from presskit.model.edition import attribution_of
from presskit.problems import Problem, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.checking.room import Room
    from presskit.model.edition import Edition, Quote
    from presskit.model.people import Person

MOST_QUOTES = 3
LONGEST_QUOTE = 1_000
ADDRESSES = ("Herr", "Frau ", "Mr", "Ms", "Miss ", "Mx")
ADDRESSED = r"(?:Herrn?|Frau|Mrs?|Ms|Miss|Mx)\b\.?"
TITLES = r"(?:\s+(?:Dr|Prof)\b\.?)*"
ADDRESSED_NAME = re.compile(rf"^\s*{ADDRESSED}\s+(?=\w)")
NOBODY = re.compile(
    r"(?:n\.?\s?n\.?|unbekannt|anonym|unknown|anonymous|nobody|niemand|tba|tbd|xx+|[\W\d_]*)", re.IGNORECASE
)
MARKUP = re.compile(r"\*\*|__|(?<![\w*])\*[^\s*][^*]*\*|\]\(|</?[A-Za-z][^<>]*>|`")
OF_MARKUP = ("*", "__", "](", "<", "`")
JOINED = ("/", "@", ".", "[", "-", "_")
FUNCTION_NEAR = 160
STEM = 5


def quotes_are_few(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK217: a release has three quotes at most."""
    if len(edition.quotes) > MOST_QUOTES:
        message = f"release has {len(edition.quotes)} quotes, expected at most {MOST_QUOTES}"
        hint = "keep those that will be printed"
        yield Problem("PK217", message, edition.quotes[MOST_QUOTES].span, hint, "warning")


def quote_is_not_first(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK218: a release does not begin with a quote."""
    markdown = edition.body.markdown
    hint = "begin with who did what, when and where; the quote comes after it"
    if markdown.startswith((":quote[", "::quote[")):
        span = next((r.span for r in edition.body.references if r.span.line), edition.span_in_body(0, 1))
        yield Problem("PK218", "release begins with a quote", span, hint, "warning")
    elif edition.quotations and edition.quotations[0].is_first:
        yield Problem("PK218", "release begins with a quote", edition.quotations[0].span, hint, "warning")


def quotations_are_quotes(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK222: what somebody says at length stands under `quotes:`."""
    for quotation in edition.quotations:
        said = f", {quotation.attribution[:60]}" if quotation.attribution else ""
        message = f"„{' '.join(quotation.text.split())[:40]}…“{said} stands in the text, not under `quotes:`"
        hint = "put the words under `quotes:`, and `:quote[id]` here: then they are approved, dated and found"
        yield Problem("PK222", message, quotation.span, hint, "warning")


def quotes_can_be_read_aloud(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK226, PK227: a quote is plain words, and not too many."""
    for quote in edition.quotes:
        if len(quote.text) > LONGEST_QUOTE:
            message = f"quote `{quote.id}` has {len(quote.text):,} characters, expected at most {LONGEST_QUOTE:,}"
            yield Problem("PK226", message, quote.text_span, "keep what will be printed", "warning")
        found = MARKUP.search(quote.text) if any(map(quote.text.__contains__, OF_MARKUP)) else None
        if found:
            message = f"`{found[0][:40]}` in quote `{quote.id}` is printed as it is written"
            yield Problem("PK227", message, quote.text_span, "delete it: a quote is words and nothing else", "warning")


def chosen_roles_are_held(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK223: the role that a quote names is one that the speaker holds on the day."""
    for quote in edition.quotes:
        person = room.people.get(quote.speaker)
        if not person or not (quote.role or quote.organisation) or "date" not in edition.spans:
            continue
        if person.role_on(edition.day, quote.role, quote.organisation) is None:
            named = " at ".join(f"`{part[:60]}`" for part in (quote.role, quote.organisation) if part)
            message = f"`{quote.speaker}` has no role {named} on {edition.day:%Y-%m-%d}"
            yield Problem("PK223", message, quote.span, _held(person, edition, quote), "error")


def _held(person: Person, edition: Edition, quote: Quote) -> str:
    held = [role for role in person.roles if role.holds_on(edition.day)]
    names = {role.role.to(edition.language) for role in held} | {r.organisation.to(edition.language) for r in held}
    near = did_you_mean(quote.role, names) or did_you_mean(quote.organisation, names)
    return near or "write it as people.toml has it, or delete it"


def originals_are_in_another_language(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK224: a translated quote is translated from another language."""
    for quote in edition.quotes:
        if quote.original and quote.original.language.partition("-")[0] == edition.language.partition("-")[0]:
            message = f"quote `{quote.id}` is translated from `{quote.original.language}`, which is its own language"
            yield Problem("PK224", message, quote.span, "write the language in which it was said", "warning")


def names_stand_alone(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK219, PK225: nobody is called Herr or Frau before the name, and everybody who speaks has a name."""
    for quote in edition.quotes:
        name = quote.attribution.name if quote.attribution else ""
        if found := ADDRESSED_NAME.match(name):
            yield _addressed(found[0].strip(), name, quote)
        elif quote.attribution and NOBODY.fullmatch(name):
            hint = "name the person who said it; an organisation does not speak"
            message = f"quote `{quote.id}` is attributed to `{name[:40]}`"
            yield Problem("PK225", message, quote.speaker_span, hint, "warning")


def _addressed(word: str, name: str, quote: Quote) -> Problem:
    hint = f"write `{name[len(word) :].strip()[:60]}`: first name, name and function"
    return Problem("PK219", f"`{word}` stands before the name of a speaker", quote.speaker_span, hint, "warning")


def speakers_are_introduced(edition: Edition, room: Room) -> Iterator[Problem]:
    """PK219, PK220, PK225: who speaks is named in full where the text first names them, without Herr or Frau."""
    markdown, inline = edition.body.markdown, {r.target for r in edition.body.references if not r.block}
    seen: set[str] = set()
    for quote in edition.quotes:
        person = room.people.get(quote.speaker)
        name = person.name if person else quote.attribution.name if quote.attribution else ""
        if not name or name in seen or NOBODY.fullmatch(name):
            continue
        seen.add(name)
        surname = name[name.rfind(" ") + 1 :]
        at = _found(surname, markdown)
        if at >= 0:
            yield from _introduced(name, surname, at, quote, edition, room)
        elif quote.id in inline and not any(_of_same(quote, edition)):
            hint = f"name {name[:60]} in the sentence, or place the quote as a block"
            message = f"quote `{quote.id}` stands in a sentence, and the text nowhere says who speaks"
            yield Problem("PK225", message, quote.span, hint, "warning")


def _introduced(name: str, surname: str, at: int, quote: Quote, edition: Edition, room: Room) -> Iterator[Problem]:
    """Yield what is wrong with how the text names a speaker, the first time at an offset."""
    markdown = edition.body.markdown
    if any(map(markdown.__contains__, ADDRESSES)):
        yield from _addressed_in_text(name, surname, edition)
    if 0 <= markdown.find("::quote[") < at and any(
        0 <= markdown.find(f"::quote[{other.id}]") < at for other in _of_same(quote, edition)
    ):
        return
    by = attribution_of(quote, room.people, edition.day, edition.language)
    function = f"{by.role} {by.organisation}" if by else ""
    lacking = _lacking(name[: len(name) - len(surname)].strip(), surname, function, markdown, at)
    if lacking:
        message = f"first mention of `{surname[:60]}` has no {lacking}"
        hint = f"write `{name[:60]}` and the function where the name stands first"
        yield Problem("PK220", message, edition.span_in_body(at, len(surname)), hint, "warning")


def _of_same(quote: Quote, edition: Edition) -> Iterator[Quote]:
    """Yield the quotes of the same person that stand as blocks."""
    for other in edition.quotes:
        is_same = (other.speaker, other.attribution) == (quote.speaker, quote.attribution)
        if is_same and f"::quote[{other.id}]" in edition.body.markdown:
            yield other


def _found(surname: str, markdown: str) -> int:
    """Return where a name first stands as a word, not inside another word, an address or a reference; else -1."""
    at = markdown.find(surname)
    while at >= 0:
        before, after = markdown[at - 1 : at], markdown[at + len(surname) : at + len(surname) + 2]
        ends = not after[:1].isalnum() or (after[0] == "s" and not after[1:].isalnum())
        if ends and not before.isalnum() and before not in JOINED and after[:1] not in ("@", "/", "]"):
            return at
        at = markdown.find(surname, at + 1)
    return -1


def _lacking(first: str, surname: str, function: str, markdown: str, at: int) -> str:
    """Return what the first mention of a name lacks: `first name`, `function`, or nothing."""
    before = " ".join(markdown[max(0, at - len(first) - 40) : at].replace("*", "").split())
    if first and not all(part in before for part in first.split()):
        return "first name"
    around = markdown[max(0, at - FUNCTION_NEAR) : at + len(surname) + FUNCTION_NEAR].casefold()
    stems = _stems(function)
    is_given = not stems or any(map(around.__contains__, stems))
    return "" if is_given else "function"


@lru_cache(maxsize=4096)
def _stems(function: str) -> tuple[str, ...]:
    """Return the beginnings of the words of a function, so that `Leiter` is found in `Leiterin` too."""
    return tuple(word[:STEM].casefold() for word in re.findall(r"[^\W\d_]{4,}", function))


def _addressed_in_text(name: str, surname: str, edition: Edition) -> Iterator[Problem]:
    first = name.split()[0]
    pattern = rf"({ADDRESSED}){TITLES}\s+(?:{re.escape(first)}\s+)?(?:\w+\s+)?{re.escape(surname)}\b"
    found = re.search(pattern, edition.body.markdown)
    if found:
        message = f"`{found[1]}` stands before the name of a speaker"
        hint = f"write `{name[:60]}` at the first mention, and the name alone after it"
        yield Problem("PK219", message, edition.span_in_body(found.start(1), len(found[1])), hint, "warning")
