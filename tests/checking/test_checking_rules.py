"""Rules see an edition and a room, and nothing else; they stay quick when all is wrong."""

from __future__ import annotations

import time
from datetime import datetime
from zoneinfo import ZoneInfo

from presskit.checking import LIMIT_PROBLEMS, RULES, Room, check_edition
from presskit.model.edition import Body, Edition, Quote, Reference
from presskit.model.newsroom import Settings
from presskit.model.people import Person

BERLIN = ZoneInfo("Europe/Berlin")
SETTINGS = Settings("n", "https://newsroom.example", BERLIN, "Europe/Berlin", "de", ("de",), None)


def edition(quotes: tuple[Quote, ...], references: tuple[Reference, ...]) -> Edition:
    return Edition(
        source="releases/a.md",
        id="a",
        language="de",
        slug="a",
        headline="A",
        published=datetime(2024, 5, 2, tzinfo=BERLIN),
        body=Body("Ein Satz.", "Ein Satz.", references),
        quotes=quotes,
        contacts=("weber",),
    )


def test_every_rule_says_which_codes_it_finds() -> None:
    assert [name for name, rule in RULES.items() if not (rule.__doc__ or "").startswith("PK")] == []


def test_quote_that_is_placed_once_by_someone_known_is_no_problem() -> None:
    good = edition((Quote("a", "Ja.", "weber"),), (Reference("quote", "a", block=True),))
    assert check_edition(good, Room(SETTINGS, {"weber": Person("weber", "Eva Weber")})) == []


def test_thousands_of_mistakes_are_named_by_the_first_ones_and_in_time() -> None:
    quotes = tuple(Quote(f"q{n}", "Ja.", f"person-{n}-nobody") for n in range(3_000))
    references = tuple(Reference("quote", f"x{n}", block=False) for n in range(50_000))
    people = {f"person-{n}": Person(f"person-{n}", "Person") for n in range(2_000)}
    started = time.process_time()
    found = check_edition(edition(quotes, references), Room(SETTINGS, people))
    assert time.process_time() - started < 5
    assert {code: sum(p.code == code for p in found) for code in ("PK201", "PK202", "PK203")} == {
        "PK201": LIMIT_PROBLEMS,
        "PK202": LIMIT_PROBLEMS,
        "PK203": LIMIT_PROBLEMS,
    }
