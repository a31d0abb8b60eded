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
    r"(?:[ Tt]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(Z|z|[+-]\d{2}:?\d{2})?)?"
)
MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


class BadMoment(ValueError):
    """Raised with a problem code when a text is no moment."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Moment:
    """A date, with a time where one was written; `at` is naive unless an offset was written."""

    at: datetime
    has_time: bool

    def in_zone(self, zone: tzinfo) -> datetime:
        """Return the aware moment in the zone; a time that the clock skips there is a BadMoment."""
        if self.at.tzinfo:
            return self.at.astimezone(zone)
        aware = self.at.replace(tzinfo=zone)
        if aware.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != self.at:
            raise BadMoment("PK405", f"the clocks skip {self.at:%H:%M} on {self.at:%Y-%m-%d} in {zone}")
        return aware


def read_moment(text: str) -> Moment:
    """Return the moment that a text such as `2011-11-28` or `2011-11-28 10:00` names; BadMoment otherwise."""
    match = WRITTEN.fullmatch(text.strip())
    if match is None:
        raise BadMoment(
            "PK403", f"`{text.strip()[:60]}` is not a date as read here, expected `2011-11-28` or `2011-11-28 10:00`"
        )
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups()[:6])
    _refuse_impossible_day(year, month, day)
    if hour > 23 or minute > 59 or second > 59:
        raise BadMoment("PK402", f"there is no time {match[4]}:{match[5]}")
    at = datetime(year, month, day, hour, minute, second)
    return Moment(at.replace(tzinfo=_offset(match[7])) if match[7] else at, match[4] is not None)


def _refuse_impossible_day(year: int, month: int, day: int) -> None:
    if not 1 <= year <= 9998:
        raise BadMoment("PK402", f"there is no year {year:04}")
    if not 1 <= month <= 12:
        raise BadMoment("PK402", f"there is no month {month}")
    days = monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise BadMoment("PK402", f"{MONTHS[month - 1]} {year} has {days} days, found day {day}")


def _offset(text: str) -> tzinfo | None:
    return datetime.strptime("+0000" if text in "Zz" else text, "%z").tzinfo
