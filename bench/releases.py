"""Seeded press releases: people with dated roles, boilerplates, and editions in German and English."""

from __future__ import annotations

import os
import random
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import SimpleNamespace

VOCABULARY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "vocabulary.toml")
with open(VOCABULARY, "rb") as vocabulary:
    words = SimpleNamespace(**tomllib.load(vocabulary))

LANGUAGES = ("de", "en")
FIRST_DAY = datetime(2011, 6, 1)
LAST_DAY = datetime(2026, 6, 1)
KINDS = [("de",), ("de", "en"), ("en",)]
KIND_WEIGHTS = [35, 25, 15]  # give 60 % German and 40 % English editions, half of all with a partner
SPEAKERS, CONTACTS = 36, 6


@dataclass(frozen=True)
class Role:
    """What a person is, and where, from a day until before another; the names are German and English."""

    names: tuple[str, ...]
    organisation: str
    since: date
    until: date | None


@dataclass(frozen=True)
class Person:
    """A speaker, or with email and phone a press contact."""

    key: str
    title: str
    name: str
    email: str
    phone: str
    roles: tuple[Role, ...]

    def role_on(self, day: date) -> Role:
        """Return the role held on a day."""
        return next(role for role in self.roles if role.until is None or day < role.until)


@dataclass(frozen=True)
class Boilerplate:
    """A standing text, by language."""

    key: str
    title: dict[str, str]
    text: dict[str, str]


@dataclass(frozen=True)
class Quote:
    """Exact words and who said them; placed in the body by its id."""

    id: str
    speaker: Person
    text: str


@dataclass
class Edition:
    """One file: a release in one language."""

    id: str
    language: str
    moment: datetime
    place: str
    contacts: list[Person]
    boilerplates: list[Boilerplate]
    headline: str = ""
    kicker: str = ""
    subheadline: str = ""
    summary: str = ""
    topics: list[str] = field(default_factory=list)
    quotes: list[Quote] = field(default_factory=list)
    body: str = ""
    other_language: str = ""

    @property
    def route(self) -> str:
        """Return the URL path of the page, the same in all three systems."""
        prefix = "" if self.language == "de" else f"/{self.language}"
        return f"{prefix}/{self.moment.year}/{self.id}/"


@dataclass(frozen=True)
class Newsroom:
    """What all releases share."""

    people: list[Person]
    boilerplates: list[Boilerplate]

    @property
    def speakers(self) -> list[Person]:
        """Return the people who are quoted."""
        return self.people[:SPEAKERS]

    @property
    def contacts(self) -> list[Person]:
        """Return the people who may be called."""
        return self.people[SPEAKERS:]


def slugify(text: str) -> str:
    """Return lower-case ASCII words joined by hyphens."""
    for umlaut, ascii_ in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        text = text.lower().replace(umlaut, ascii_)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", plain))


class Writer:
    """Fills sentence templates of one language with words drawn from one seeded generator."""

    def __init__(self, rng: random.Random, language: str, place: str, year: int) -> None:
        self.rng, self.language, self.place, self.year = rng, language, place, year
        self.project: str = rng.choice(words.projects[language])

    def fill(self, template: str, **given: str) -> str:
        """Return the template as a sentence that begins with a capital letter."""
        text = re.sub(r"\{(\w+)\}", lambda slot: given.get(slot[1]) or self.word(slot[1]), template)
        return text[:1].upper() + text[1:]

    def word(self, slot: str) -> str:
        """Return what stands for one slot."""
        if slot.islower():
            return str(self.rng.choice(words.slots[self.language][slot]))
        return str(getattr(self, f"_{slot.lower()}")())

    def sentence(self, templates: dict[str, list[str]], **given: str) -> str:
        """Return one of the templates of this language, filled."""
        return self.fill(self.rng.choice(templates[self.language]), **given)

    def paragraph(self, sentences: int) -> str:
        """Return a paragraph of different sentences."""
        chosen = self.rng.sample(words.sentences[self.language], sentences)
        return " ".join(self.fill(template) for template in chosen)

    def bullets(self) -> str:
        """Return a sentence and a list of three to five items."""
        items = [f"- {self.sentence(words.list_items)}" for _ in range(self.rng.randint(3, 5))]
        return "\n".join([self.fill(words.list_intros[self.language]), "", *items])

    def table(self) -> str:
        """Return a table of places, numbers and years."""
        places = self.rng.sample(words.places, self.rng.randint(3, 5))
        rows = [f"| {place} | {self._number()} | {self._year()} |" for place in places]
        return "\n".join([str(words.table_heads[self.language]), "| --- | ---: | ---: |", *rows])

    def _place(self) -> str:
        return self.place

    def _project(self) -> str:
        return self.project

    def _number(self) -> int:
        return self.rng.randint(12, 980)

    def _small(self) -> int:
        return self.rng.randint(3, 48)

    def _day(self) -> int:
        return self.rng.randint(1, 28)

    def _year(self) -> int:
        return self.year + self.rng.randint(-3, 4)

    def _euro(self) -> str:
        amount = f"{self.rng.randint(1, 24)}.{self.rng.randint(1, 9)}"
        return amount.replace(".", ",") if self.language == "de" else amount

    def _url(self) -> str:
        return f"https://www.{slugify(self.project)}.example/{self.year}/{self.language}"


def make_person(rng: random.Random, number: int) -> Person:
    """Return a person whose roles cover all fifteen years; of speakers, every other one changes on a day."""
    first, last = words.first_names[number % 24], words.last_names[(number * 7 + number // 24) % 24]
    key, press = slugify(f"{first} {last}"), number >= SPEAKERS
    change = date(rng.randint(2013, 2023), rng.randint(1, 12), 1) if rng.random() < 0.5 else None
    start, homes = date(2008, 1, 1), rng.sample(words.organisations, 2)
    names = [words.press_role] * 2 if press else rng.sample(words.roles, 2)
    roles = [Role(tuple(names[0]), homes[0], start, None if press else change)]
    if change and not press:
        roles.append(Role(tuple(names[1]), homes[1], change, None))
    email, phone = (f"{key}@newsroom.example", f"+49 231 5550 {number:03}") if press else ("", "")
    title = "" if press else rng.choice(words.titles)
    return Person(key, title, f"{first} {last}", email, phone, tuple(roles))


def make_boilerplate(rng: random.Random, name: str) -> Boilerplate:
    """Return the standing text about an organisation in both languages."""
    title, text = {}, {}
    for language in LANGUAGES:
        writer, parts = Writer(rng, language, rng.choice(words.places), 2020), words.boilerplates[language]
        title[language] = writer.fill(parts["title"], NAME=name)
        text[language] = writer.fill(parts["text"], NAME=name)
    return Boilerplate(slugify(name), title, text)


def make_newsroom(seed: int) -> Newsroom:
    """Return the people and boilerplates."""
    rng = random.Random(f"newsroom {seed}")
    people = [make_person(rng, number) for number in range(SPEAKERS + CONTACTS)]
    return Newsroom(people, [make_boilerplate(rng, name) for name in words.organisations[:6]])


def make_quotes(rng: random.Random, writer: Writer, speakers: list[Person]) -> list[Quote]:
    """Return one quote for each speaker."""
    tail = words.quote_tails[writer.language]
    texts = rng.sample(words.quotes[writer.language], len(speakers))
    return [
        Quote(speaker.key, speaker, writer.fill(text) + rng.choice(tail))
        for speaker, text in zip(speakers, texts, strict=True)
    ]


def placed(writer: Writer, quote: Quote, day: date, *, inline: bool) -> str:
    """Return the block that places a quote: alone, or inside a paragraph that introduces its speaker."""
    if not inline:
        return f"::quote[{quote.id}]"
    following = writer.sentence(words.sentences)
    role = quote.speaker.role_on(day).names[("de", "en").index(writer.language)]
    return writer.sentence(words.inline, ID=quote.id, SPEAKER=f"{role} {quote.speaker.name}", NEXT=following)


def ornament(rng: random.Random, writer: Writer) -> str:
    """Return what stands between paragraphs: often nothing, else a subheading, a list or a table."""
    chance = rng.random()
    if chance < 0.15:
        return writer.bullets()
    if chance < 0.18:
        return writer.table()
    return f"## {writer.sentence(words.subheadings)}" if chance < 0.35 else ""


def make_body(rng: random.Random, writer: Writer, quotes: list[Quote], day: date) -> str:
    """Return a Markdown body of 300 to 500 words that places every quote once, none of them first."""
    target = rng.randint(330, 445)
    blocks = [f"{writer.sentence(words.leads)} {writer.paragraph(2)}"]
    waiting = [placed(writer, quote, day, inline=rng.random() < 0.25) for quote in quotes]
    count = len(blocks[0].split())
    while waiting or count < target:
        quote = waiting.pop(0) if waiting else ""
        added = [ornament(rng, writer), writer.paragraph(rng.randint(2, 4)), quote]
        blocks += [block for block in added if block]
        count += sum(len(block.split()) for block in added)
    return "\n\n".join(blocks) + "\n"


def make_edition(rng: random.Random, edition: Edition, speakers: list[Person]) -> Edition:
    """Return the edition with all its texts written."""
    writer = Writer(rng, edition.language, edition.place, edition.moment.year)
    edition.headline = writer.sentence(words.headlines)
    edition.kicker = writer.sentence(words.kickers)
    edition.subheadline = writer.sentence(words.subheadlines)
    edition.summary = writer.sentence(words.summaries)
    edition.topics = rng.sample(words.topics[edition.language], rng.randint(1, 3))
    edition.quotes = make_quotes(rng, writer, speakers)
    edition.body = make_body(rng, writer, edition.quotes, edition.moment.date())
    return edition


def make_release(newsroom: Newsroom, seed: int, number: int, moment: datetime, kind: tuple[str, ...]) -> list[Edition]:
    """Return the editions of one release: one id, date, place, and the same speakers and contacts."""
    rng = random.Random(f"release {seed} {number}")
    place = rng.choice(words.places)
    contacts = rng.sample(newsroom.contacts, rng.choice([1, 1, 2]))
    boilerplates = rng.sample(newsroom.boilerplates, rng.choice([1, 1, 2]))
    speakers = rng.sample(newsroom.speakers, rng.choice([1, 2, 2, 3]))
    blank = [Edition("", language, moment, place, contacts, boilerplates) for language in kind]
    editions = [make_edition(rng, edition, speakers) for edition in blank]
    for edition, other in zip(editions, reversed(editions), strict=True):
        edition.id = f"{slugify(editions[0].headline)[:48].strip('-')}-{number}"
        edition.other_language = other.language if other is not edition else ""
    return editions


def kinds(seed: int, count: int) -> list[tuple[str, ...]]:
    """Return which languages each release has, so that there are exactly `count` editions."""
    rng, chosen, left = random.Random(f"kinds {seed}"), [], count
    while left > 0:
        kind = rng.choices(KINDS, KIND_WEIGHTS)[0][:left]
        chosen.append(kind)
        left -= len(kind)
    return chosen


def office_hours(moment: datetime) -> datetime:
    """Return the moment squeezed into the time from 8 to 18 o'clock, in whole minutes and the same order."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(hours=8, minutes=(moment - midnight) // timedelta(minutes=1) * 10 // 24)


def make_releases(newsroom: Newsroom, seed: int, count: int) -> Iterator[Edition]:
    """Yield `count` editions, oldest first, evenly spread over the years."""
    drawn = kinds(seed, count)
    step = (LAST_DAY - FIRST_DAY) / len(drawn)
    for number, kind in enumerate(drawn):
        yield from make_release(newsroom, seed, number, office_hours(FIRST_DAY + step * number), kind)


def make_new_release(newsroom: Newsroom, seed: int, count: int) -> Edition:
    """Return the German release that a benchmark adds as the newest of all."""
    return make_release(newsroom, seed, count, office_hours(LAST_DAY + timedelta(days=1)), ("de",))[0]
