"""From an edition to what outputs see of it: the whole Document, the Listing for lists, the Entry for the plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from presskit.i18n import words
from presskit.model.edition import attribution_of
from presskit.model.nesting import nested
from presskit.model.newsroom import Entry, Medium
from presskit.model.people import last_first
from presskit.model.series import key_of
from presskit.planning.quote_cards import has_card
from presskit.planning.renditions import FORMATS
from presskit.planning.routes import media_path, release_route
from presskit.planning.views import (
    BoilerplateView,
    ContactView,
    CorrectionView,
    Document,
    Listing,
    MediaView,
    QuoteSheet,
    QuoteView,
)
from presskit.reading.body import find_references

if TYPE_CHECKING:
    from collections.abc import Mapping

    from presskit.model.edition import Edition, Quote
    from presskit.model.newsroom import Settings
    from presskit.model.people import Person

TEASER_CHARACTERS = 300
TITLES = re.compile(r"^(?:[\w.-]+\. )+")  # Prof. Dr.-Ing. h. c.


def document(edition: Edition, settings: Settings, people: Mapping[str, Person]) -> Document:
    """Return an edition as outputs see it: attributions of the day, no approvals, no places in files."""
    quotes = tuple(_quote(quote, edition, people) for quote in edition.quotes)
    return Document(
        id=edition.id,
        language=edition.language,
        slug=edition.slug,
        headline=edition.headline,
        kicker=edition.kicker,
        subheadline=edition.subheadline,
        date=edition.day.isoformat(),
        published=edition.published.isoformat(),
        place=edition.place,
        summary=edition.summary,
        lead=_spoken(edition, quotes),
        topics=edition.topics,
        contacts=tuple(_contact(people[key], edition) for key in edition.contacts if key in people),
        boilerplates=_boilerplates(edition, settings),
        quotes=quotes,
        media=_media(edition, settings),
        corrections=tuple(CorrectionView(c.on.isoformat(), c.severity, c.note) for c in edition.corrections),
        embargo_until=edition.embargo.until.isoformat() if edition.embargo else "",
        embargo_note=edition.embargo.note if edition.embargo else "",
        status=edition.status,
        body=edition.body.markdown,
        characters=_characters(edition, quotes),
    )


def _characters(edition: Edition, quotes: tuple[QuoteView, ...]) -> int:
    """Count as German editors do: what is read, with spaces; a quote counts where it is placed, with its marks."""
    lengths = {quote.id: len(quote.text) + 2 for quote in quotes}
    placed = sum(lengths.get(r.target, 0) for r in edition.body.references if r.kind == "quote")
    return len(edition.headline) + len(edition.subheadline) + edition.body.characters + placed


def _spoken(edition: Edition, quotes: tuple[QuoteView, ...]) -> str:
    """Return the lead with the words of its quotes where they are placed."""
    lead, known = edition.body.lead, words(edition.language)
    if ":quote[" not in lead:
        return lead
    by_id, parts, at = {quote.id: quote.text for quote in quotes}, list[str](), 0
    for match, is_block in find_references(lead):
        text = by_id.get(match[2].strip()) if match[1] == "quote" and not is_block else None
        if text:
            parts += [lead[at : match.start()], known["quote_open"], text.replace("\n\n", " "), known["quote_close"]]
            at = match.end()
    return "".join([*parts, lead[at:]])


def _contact(person: Person, edition: Edition) -> ContactView:
    role = person.role_on(edition.day)
    names = (role.role.to(edition.language), role.organisation.to(edition.language)) if role else ("", "")
    return ContactView(person.full_name, *names, person.phone, person.email, person.key)


def _quote(quote: Quote, edition: Edition, people: Mapping[str, Person]) -> QuoteView:
    by = attribution_of(quote, people, edition.day, edition.language)
    names = (by.name, by.role, by.organisation) if by else ("", "", "")
    person = people.get(quote.speaker)
    original = quote.original
    return QuoteView(
        quote.id,
        _nested(quote.text, edition.language),
        edition.language,
        *names,
        quote.speaker,
        sort_name=person.sorted_name if person else "",
        same_as=person.same_as if person else (),
        chosen_role=quote.role,
        chosen_organisation=quote.organisation,
        original=_nested(original.text, original.language) if original else "",
        original_language=original.language if original else "",
    )


def _nested(text: str, language: str) -> str:
    """Return the words of a quote with the marks in them as the language nests them: once, for all outputs."""
    if text.isascii() and '"' not in text:
        return text
    known = words(language)
    outer, inner = (known["quote_open"], known["quote_close"]), (known["quote_open_inner"], known["quote_close_inner"])
    return nested(text, outer, inner)


def _boilerplates(edition: Edition, settings: Settings) -> tuple[BoilerplateView, ...]:
    known = ((key, settings.boilerplates[key]) for key in edition.boilerplates if key in settings.boilerplates)
    language = edition.language
    return tuple(BoilerplateView(b.title.to(language), b.text.to(language), key) for key, b in known)


def _media(edition: Edition, settings: Settings) -> tuple[MediaView, ...]:
    where = (settings, edition.language, edition.day.isoformat(), edition.slug)
    with_renditions = settings.wants("renditions")
    return tuple(
        MediaView(
            *(m.file, media_path(*where, m.file), m.alt, m.caption, m.credit, m.rights, *m.size_px),
            *(m.digest, m.sha256, m.size_bytes, m.kind if with_renditions and m.kind in FORMATS else ""),
        )
        for m in edition.media
    )


def listing(document: Document, settings: Settings) -> Listing:
    """Return what lists show of a document."""
    return Listing(
        id=document.id,
        language=document.language,
        route=release_route(settings, document.language, document.date, document.slug),
        headline=document.headline,
        kicker=document.kicker,
        date=document.date,
        published=document.published,
        teaser=_shortened(document.summary or document.lead),
    )


def quote_sheet(document: Document, settings: Settings) -> QuoteSheet | None:
    """Return what lists of quotes show of a document; None where it has no quotes."""
    if not document.quotes:
        return None
    route = release_route(settings, document.language, document.date, document.slug)
    head = (document.id, document.language, route, document.headline, document.date)
    return QuoteSheet(*head, document.quotes, document.slug)


def speaker_key(quote: QuoteView) -> str:
    """Return the key of who is quoted: of people.toml, or made of the name where that is written out."""
    return quote.speaker or key_of(quote.name)


def _shortened(text: str) -> str:
    if len(text) <= TEASER_CHARACTERS:
        return text
    return text[:TEASER_CHARACTERS].rpartition(" ")[0].rstrip(" ,;:–-") + " …"


def entry(edition: Edition, document: Document, digests: tuple[str, str, str, str]) -> Entry:
    """Return the row that the plan works with; `digests` stand for Document, Listing, QuoteSheet and ContactSheet."""
    digest, listing_digest, quotes_digest, contacts_digest = digests
    lifts = edition.public_from
    folder = edition.source.rpartition("/")[0]
    return Entry(
        source=edition.source,
        id=edition.id,
        language=edition.language,
        slug=edition.slug,
        date=document.date,
        published=int(edition.published.timestamp()),
        public_from=int(lifts.timestamp()) if lifts else None,
        embargo_until=int(edition.embargo.until.timestamp()) if edition.embargo else None,
        digest=digest,
        listing=listing_digest,
        media=tuple(_medium(m, folder, document.headline) for m in document.media if m.digest),
        corrections=tuple(int(c.on.timestamp()) for c in edition.corrections),
        topics=edition.topics,
        speakers=_speakers(document),
        quotes=quotes_digest,
        contacts=contacts_digest,
        cards=tuple(quote.id for quote in document.quotes if has_card(quote)),
    )


def _speakers(document: Document) -> tuple[tuple[str, str, str], ...]:
    """Return key, name and sorted name of whom an edition quotes, each once; titles count for no order."""
    found = {
        speaker_key(q): (q.name, q.sort_name or last_first(TITLES.sub("", q.name))) for q in document.quotes if q.name
    }
    return tuple((key, *names) for key, names in found.items())


def _medium(asset: MediaView, folder: str, headline: str) -> Medium:
    told = (headline, asset.alt, asset.caption, asset.credit, asset.rights) if asset.rendered_as else ()
    size = (asset.width_px, asset.height_px)
    return Medium(f"{folder}/{asset.file}", asset.path, asset.digest, *size, asset.rendered_as, *told)
