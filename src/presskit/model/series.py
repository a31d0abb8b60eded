"""Releases that belong together: all of a language, or a topic, a speaker or a year of it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from presskit.model.newsroom import Entry

Kind = Literal["every", "language", "topic", "speaker", "year"]
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"})
TELLING = frozenset("#%@*§")  # punctuation that makes another word of one, as in C#
LONGEST = 60


class Series(NamedTuple):
    """Some releases, newest first; `key` is the last part of an address, `label` what people read.

    Kind "every" has all languages and no language of its own; "language" has no key.
    """

    kind: Kind
    language: str
    key: str
    label: str
    entries: tuple[Entry, ...]

    @property
    def name(self) -> tuple[Kind, str, str]:
        """What tells it from every other one."""
        return self.kind, self.language, self.key


@lru_cache(maxsize=65_536)
def key_of(label: str) -> str:
    """Return a label as small letters, digits and hyphens, at most 67.

    Labels that differ only in case, accents, spaces and punctuation have one key; what these letters cannot say, such
    as `C++` or another script, is told by six digits of a digest at the end.
    """
    words = " ".join(unicodedata.normalize("NFC", label).casefold().split())
    letters = unicodedata.normalize("NFKD", words.translate(GERMAN)).casefold()
    kept = [_spelled(letter) for letter in letters if not unicodedata.combining(letter)]
    slug = re.sub("-+", "-", "".join(kept)).strip("-")
    if "" in kept or not slug or len(slug) > LONGEST:
        told = blake2b(words.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()
        slug = f"{slug[:LONGEST].rstrip('-')}-{told}".lstrip("-")
    return slug


def _spelled(letter: str) -> str:
    """Return a letter or digit as it is, a hyphen for what parts words, nothing for what cannot be said."""
    if letter.isascii() and letter.isalnum():
        return letter
    return "-" if letter not in TELLING and unicodedata.category(letter)[0] in "PZ" else ""


def alphabetical(series: Series) -> tuple[str, str, str]:
    """The order of the alphabet, by label and key: accents and case count for nothing, an umlaut as its two letters.

    A speaker stands under the name by which the newest edition sorts it.
    """
    label = series.label
    if series.kind == "speaker" and series.entries:
        label = next((sorted_as for key, _, sorted_as in series.entries[0].speakers if key == series.key), label)
    return in_order(label), series.label, series.key


@lru_cache(maxsize=65_536)
def in_order(label: str) -> str:
    """Return what a label is sorted by."""
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", label).casefold().translate(GERMAN))
    return " ".join("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


def all_series(entries: Iterable[Entry], languages: tuple[str, ...]) -> tuple[Series, ...]:
    """Return every series of editions that come newest first: by kind, language and key.

    A series is named as its newest edition names it.
    """
    found: dict[tuple[Kind, str, str], tuple[str, list[Entry]]] = {}
    for language in languages:
        found["language", language, ""] = (language, [])
    if len(languages) > 1:
        found["every", "", ""] = ("", [])
    for entry in entries:
        for name, label in names_of(entry, every=len(languages) > 1):
            found.setdefault(name, (label, []))[1].append(entry)
    made = (Series(*name, label, tuple(members)) for name, (label, members) in found.items())
    return tuple(sorted(made, key=lambda series: series.name))


def names_of(entry: Entry, *, every: bool) -> Iterator[tuple[tuple[Kind, str, str], str]]:
    """Yield name and label of each series that an edition belongs to."""
    language = entry.language
    if every:
        yield ("every", "", ""), ""
    yield ("language", language, ""), language
    yield ("year", language, entry.date[:4]), entry.date[:4]
    seen = set()
    for topic in entry.topics:
        if (key := key_of(topic)) not in seen:
            seen.add(key)
            yield ("topic", language, key), topic
    for key, name, _ in entry.speakers:
        yield ("speaker", language, key), name
