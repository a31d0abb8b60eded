"""Dates and times as writers type them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import tzinfo

WRITTEN = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})"
    r"(?:[ Tt]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
DAY_FIRST = re.compile(
    r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})(?:,? +(?:um +)?(\d{1,2})[:.](\d{2})(?: *Uhr| *h)?)?", re.ASCII
)
YEARS = range(1000, 9999)  # four digits, and far enough from where datetime ends for any offset
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class BadMoment(ValueError):
    """Raised with a problem code and a hint when a text is no moment."""

    def __init__(self, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.code = code
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, with a time where one was written; `at` is naive unless an offset was written."""

    at: datetime
    has_time: bool

    def in_zone(self, zone: tzinfo) -> datetime:
        """Return the aware moment in the zone; a time that the clock skips there is a BadMoment."""
        if self.at.tzinfo:
            return self.at.astimezone(zone)
        aware = self.at.replace(tzinfo=zone, fold=1)  # of two such hours in autumn the later: never early
        if aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != self.at:
            what = f"the clocks skip {self.at:%H:%M} on {self.at:%Y-%m-%d} in {zone}"
            raise BadMoment("PK405", what, "write a time before or after the change")
        return aware


def read_moment(text: str) -> Moment:
    """Return the moment that a text such as `2011-11-28` or `2011-11-28 10:00` names; BadMoment otherwise."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        what = f"`{text.strip()[:60]}` is no date, expected one such as `2011-11-28` or `2011-11-28 10:00`"
        raise BadMoment("PK403", what, _turned_round(text.strip()))
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    _refuse_impossible_day(year, month, day)
    if hour > 23 or minute > 59 or second > 59:
        raise BadMoment("PK402", f"there is no time `{match[4]}:{match[5]}`", "write one from 00:00 to 23:59")
    at = datetime(year, month, day, hour, minute, second)
    return Moment(at.replace(tzinfo=_offset(match[7])) if match[7] else at, match[4] is not None)


def _turned_round(text: str) -> str:
    """Return the hint for a text that is no date; one with the day first is turned round."""
    match = DAY_FIRST.fullmatch(text)
    if match is None:
        return "write year, month and day, such as 2011-11-28"
    time = f" {int(match[4]):02}:{match[5]}" if match[4] else ""
    return f"write `{match[3]}-{int(match[2]):02}-{int(match[1]):02}{time}`"


def _refuse_impossible_day(year: int, month: int, day: int) -> None:
    if year not in YEARS:
        raise BadMoment("PK402", f"there is no year `{year:04}` here", "write one from 1000 to 9998")
    if not 1 <= month <= 12:
        raise BadMoment("PK402", f"there is no month {month}", "write year, month and day, such as 2011-11-28")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        what = f"{MONTHS[month - 1]} {year} has {days} days, found day {day}"
        raise BadMoment("PK402", what, "look the date up in a calendar")


def _offset(text: str) -> tzinfo | None:
    try:
        return datetime.strptime("+0000" if text in "Zz" else text, "%z").tzinfo
    except ValueError:
        hint = "write one such as `+01:00`, or none: then it is the newsroom's time zone"
        raise BadMoment("PK402", f"there is no offset `{text}`", hint) from None
