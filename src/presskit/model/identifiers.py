"""Identifiers of people that others know: their check digits, and the addresses they stand for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

WIKIDATA = re.compile(r"Q[1-9]\d{0,11}")
GND = re.compile(r"(\d{6,10})(-?)([\dX])")
ORCID = re.compile(r"(\d{4})-(\d{4})-(\d{4})-(\d{3})([\dX])")


def is_wikidata(value: str) -> bool:
    """Tell whether a value is the number of a Wikidata item."""
    return WIKIDATA.fullmatch(value) is not None


def is_orcid(value: str) -> bool:
    """Tell whether a value is an ORCID iD with the right last digit (ISO 7064, MOD 11-2)."""
    match = ORCID.fullmatch(value)
    if match is None:
        return False
    total = 0
    for digit in "".join(match.groups()[:4]):
        total = (total + int(digit)) * 2
    return match[5] == _digit((12 - total % 11) % 11)


def is_gnd(value: str) -> bool:
    """Tell whether a value is a GND number with the right last digit; one with a hyphen counts the other way round."""
    match = GND.fullmatch(value)
    if match is None:
        return False
    total = sum(int(digit) * weight for weight, digit in enumerate(reversed(match[1]), 2)) % 11
    return match[3] == _digit(total if match[2] else (11 - total) % 11)


def _digit(value: int) -> str:
    return "X" if value == 10 else str(value)


class Kind(NamedTuple):
    """A kind of identifier: what it is called, how it is tested, what it looks like, and the address of one."""

    name: str
    is_right: Callable[[str], bool]
    example: str
    address: str


KINDS = {
    "wikidata": Kind("Wikidata", is_wikidata, "Q42", "https://www.wikidata.org/entity/{}"),
    "gnd": Kind("GND", is_gnd, "118540238", "https://d-nb.info/gnd/{}"),
    "orcid": Kind("ORCID", is_orcid, "0000-0002-1825-0097", "https://orcid.org/{}"),
}


def name_of(address: str) -> str:
    """Return what the identifier behind an address is called; empty for any other address."""
    return next((k.name for k in KINDS.values() if address.startswith(k.address.removesuffix("{}"))), "")
