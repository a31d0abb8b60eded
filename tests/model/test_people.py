"""People: which role is shown, how they are sorted, who else knows them."""

from __future__ import annotations

from datetime import date

import pytest

from presskit.model.edition import Attribution, Quote, attribution_of
from presskit.model.identifiers import is_gnd, is_orcid, is_wikidata
from presskit.model.people import Localised, Person, Role

DAY = date(2024, 5, 2)
ROLES = (
    Role(Localised({"de": "Leiterin", "en": "Director"}), Localised({"": "Stadtgarten"}), date(2010, 1, 1), None),
    Role(Localised({"": "Sprecherin"}), Localised({"": "Bund"}), date(2020, 1, 1), date(2025, 1, 1)),
)
WEBER = Person("weber", "Eva Weber", roles=ROLES, identifiers=(("orcid", "0000-0002-1825-0097"), ("wikidata", "Q42")))


def named(role: str = "", organisation: str = "", day: date = DAY, language: str = "de") -> Attribution | None:
    quote = Quote("a", "Ja.", "weber", role=role, organisation=organisation)
    return attribution_of(quote, {"weber": WEBER}, day, language)


def test_first_of_several_roles_is_shown() -> None:
    assert named() == Attribution("Eva Weber", "Leiterin", "Stadtgarten")


@pytest.mark.parametrize(("role", "organisation"), [("Sprecherin", ""), ("", "bund"), ("Sprecherin", "Bund")])
def test_quote_names_another_one(role: str, organisation: str) -> None:
    assert named(role, organisation) == Attribution("Eva Weber", "Sprecherin", "Bund")


def test_role_is_named_in_any_language_and_shown_in_that_of_the_edition() -> None:
    assert named("Leiterin", language="en") == Attribution("Eva Weber", "Director", "Stadtgarten")


def test_role_that_is_over_is_not_shown_though_it_is_named() -> None:
    assert named("Sprecherin", day=date(2025, 1, 1)) == Attribution("Eva Weber")


def test_people_are_sorted_by_their_last_word_unless_they_say_otherwise() -> None:
    names = [Person("k", "Eva Weber"), Person("k", "Adele"), Person("k", "Ute von der Au", sort_name="Au, Ute von der")]
    assert [person.sorted_name for person in names] == ["Weber, Eva", "Adele", "Au, Ute von der"]


def test_identifiers_are_addresses() -> None:
    assert WEBER.same_as == ("https://orcid.org/0000-0002-1825-0097", "https://www.wikidata.org/entity/Q42")


def test_check_digits_are_checked() -> None:
    assert [is_orcid(f"0000-0002-1694-233{digit}") for digit in "0129X"] == [False, False, False, False, True]
    assert [is_gnd(f"11854023{digit}") for digit in "0789X"] == [False, False, True, False, False]
    assert is_gnd("4079163-4")
    assert not is_gnd("40791634")
    assert [is_wikidata(value) for value in ("Q42", "Q0", "42", "Q42 ")] == [True, False, False, False]
