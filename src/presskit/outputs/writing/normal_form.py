"""A release as front-matter Markdown in its public normal form: read again, it is the same release.

Keys stand in one order under one name, values are written out, and nothing internal is in it (docs/format.md).
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from yaml.nodes import ScalarNode
from yaml.resolver import Resolver

from presskit.reading.edition import MARKS, NAME, own_marks
from presskit.reading.moments import BadMoment, read_moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import tzinfo

    from presskit.planning.views import CorrectionView, Document, MediaView, QuoteView

LINE = 118
# What YAML takes for itself: no bracket, no colon or hash, no line breaks but our own, and no comma inside a list.
PLAIN = re.compile(r"[^\W_](?:[\w .,;()/!?%&+„“”‚‘’»«…–—-]*[\w.;()!?%+“”‘’«»…])?")
IN_LISTS = re.compile("[,?]")  # a question mark begins a key there, to PyYAML
ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
FOLDED = re.compile("[^ \t\r\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]+(?: |\n\n|$)")
TEXT_TAG = "tag:yaml.org,2002:str"
RESOLVER = Resolver()


def file_stem(document: Document, default_language: str) -> str:
    """Return the name of the file without its ending: the slug, and the language where it is not the default."""
    stem = document.slug
    is_misread = NAME.fullmatch(f"{stem}.md")
    if document.language == default_language and is_misread and not is_misread["language"]:
        return stem
    return f"{stem}.{document.language}"


def normal_form(document: Document, zone: tzinfo, *, embargo_holds: bool = False) -> str:
    """Return the whole file; while an embargo holds, its note is in it.

    Moments are written as they are read in the newsroom's time zone.
    """
    return "\n".join(["---", *_front(document, zone, embargo_holds=embargo_holds), "---", document.body, ""])


def _front(document: Document, zone: tzinfo, *, embargo_holds: bool) -> Iterator[str]:
    yield f"id: {scalar(document.id)}"
    if document.slug != document.id:
        yield f"slug: {scalar(document.slug)}"
    yield f"language: {scalar(document.language)}"
    yield from _given("", [("kicker", document.kicker)])
    yield from _text("", "headline", document.headline)
    yield from _given("", [("subheadline", document.subheadline)])
    yield f"date: {written(document.published, zone)}"
    yield f"place: {scalar(document.place)}"
    yield f"status: {document.status}"
    yield from _embargo(document, zone, holds=embargo_holds)
    yield from _given("", [("summary", document.summary)])
    if document.topics:
        yield _keys("topics", document.topics)
    yield _keys("contacts", (contact.key for contact in document.contacts))
    yield _keys("boilerplates", (boilerplate.key for boilerplate in document.boilerplates))
    yield from _listed("quotes", map(_quote, document.quotes))
    yield from _listed("media", map(_picture, document.media))
    yield from _listed("corrections", (_correction(correction, zone) for correction in document.corrections))


def _embargo(document: Document, zone: tzinfo, *, holds: bool) -> Iterator[str]:
    """Yield the moment, which feeds name as that of publication, and its note only while it `holds`."""
    until = written(document.embargo_until, zone, exactly=True) if document.embargo_until else ""
    if holds and document.embargo_note:
        yield from ["embargo:", f"  until: {until}", *_text("  ", "note", document.embargo_note)]
    elif until:
        yield f"embargo: {until}"


def _keys(key: str, values: Iterable[str]) -> str:
    """Return a list on one line; an empty one says that there are none, whatever the newsroom's defaults."""
    return f"{key}: [{', '.join(scalar(value, in_list=True) for value in values)}]"


def _listed(key: str, items: Iterable[Iterator[str]]) -> Iterator[str]:
    """Yield a list of mappings, each item's first line with its dash."""
    for number, item in enumerate(items):
        if not number:
            yield f"{key}:"
        yield f"  - {next(item).lstrip(' ')}"
        yield from item


def _quote(quote: QuoteView) -> Iterator[str]:
    yield f"    id: {scalar(quote.id)}"
    if quote.speaker:
        yield f"    speaker: {scalar(quote.speaker)}"
    else:
        yield "    speaker:"
        named = [("name", quote.name), ("role", quote.role), ("organisation", quote.organisation)]
        yield from _given("      ", named)
    yield from _given("    ", [("role", quote.chosen_role), ("organisation", quote.chosen_organisation)])
    yield from _text("    ", "text", _in_marks(quote.text))
    if quote.original_language:
        yield from ["    original:", f"      language: {scalar(quote.original_language)}"]
        yield from _given("      ", [("text", quote.original)])


def _in_marks(text: str) -> str:
    """Return the words of a quote as they are read again: marks of its own are only safe inside others."""
    if not own_marks(text):
        return text
    free = ((opening, closing) for opening, closing in MARKS if opening not in text and closing not in text)
    opening, closing = next(free, ("", ""))
    return f"{opening}{text}{closing}"


def _picture(asset: MediaView) -> Iterator[str]:
    yield f"    file: {scalar(asset.file)}"
    told = [("alt", asset.alt), ("caption", asset.caption), ("credit", asset.credit), ("rights", asset.rights)]
    yield from _given("    ", told)


def _correction(correction: CorrectionView, zone: tzinfo) -> Iterator[str]:
    yield f"    on: {written(correction.on, zone)}"
    yield f"    severity: {correction.severity}"
    yield from _text("    ", "note", correction.note)


# --- values


def _given(indent: str, pairs: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the keys that have a value."""
    for key, text in pairs:
        if text:
            yield from _text(indent, key, text)


def _text(indent: str, key: str, text: str) -> Iterator[str]:
    """Yield a key with its text on one line, or folded over several where it is long and nothing in it forbids that."""
    words = FOLDED.findall(text) if len(text) + len(indent) + len(key) + 2 > LINE else ()
    if not words or sum(map(len, words)) != len(text):
        yield f"{indent}{key}: {scalar(text)}"
        return
    yield f"{indent}{key}: >-"
    yield from _folded(words, indent + "  ")


def _folded(words: list[str], indent: str) -> Iterator[str]:
    """Yield lines that YAML joins by spaces; between paragraphs two empty ones, of which it drops one."""
    line = indent
    for word in words:
        if len(line) + len(word.rstrip()) > LINE and line != indent:
            yield line.rstrip(" ")
            line = indent
        line += word
        if word.endswith("\n\n"):
            yield from [line[:-2], "", ""]
            line = indent
    if line != indent:
        yield line


def scalar(text: str, *, in_list: bool = False) -> str:
    """Return a text as YAML on one line, in quotation marks where it could be taken for anything else."""
    if PLAIN.fullmatch(text) and (" " in text or _is_text(text)) and not (in_list and IN_LISTS.search(text)):
        return text
    return ESCAPED.sub(_escape, json.dumps(text, ensure_ascii=False))  # a JSON string is a YAML string


@lru_cache(maxsize=1_000)
def _is_text(word: str) -> bool:
    """Tell whether YAML of any kind reads a plain word as text: not `no`, `12` or `2011-11-28`."""
    tag = RESOLVER.resolve(ScalarNode, word, (True, False))  # type: ignore[no-untyped-call]
    return bool(tag == TEXT_TAG)


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def written(iso: str, zone: tzinfo, *, exactly: bool = False) -> str:
    """Return an ISO moment as a writer types it: a day where it is a midnight, unless `exactly`, else with its offset.

    Of all ways the first that is read as the same moment; an offset of seconds, as before 1900, needs another one.
    """
    moment = datetime.fromisoformat(iso)
    time = f"{moment:%H:%M}" if not moment.second else f"{moment:%H:%M:%S}"
    offset = f"{moment:%z}"
    day, utc = moment.date().isoformat(), moment.astimezone(UTC)
    ways = [f"{day} {time}{offset[:3]}:{offset[3:]}", f"{day} {time}", f"{utc:%Y-%m-%d %H:%M:%S}Z"]
    if time == "00:00" and not exactly:
        ways.insert(0, day)
    return next((way for way in ways if _reads_as(way, iso, zone)), ways[0])


def _reads_as(way: str, iso: str, zone: tzinfo) -> bool:
    try:
        return read_moment(way).in_zone(zone).isoformat() == iso
    except BadMoment:
        return False
