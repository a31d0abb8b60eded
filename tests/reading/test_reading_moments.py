"""Dates and times as writers type them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from presskit.reading.moments import BadMoment, Moment, read_moment

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2011-11-28", Moment(datetime(2011, 11, 28), has_time=False)),
        (" 2011-1-2 ", Moment(datetime(2011, 1, 2), has_time=False)),
        ("2011-11-28 10:00", Moment(datetime(2011, 11, 28, 10), has_time=True)),
        ("2011-11-28 00:00", Moment(datetime(2011, 11, 28), has_time=True)),
        ("2011-11-28T9:05:07.25", Moment(datetime(2011, 11, 28, 9, 5, 7), has_time=True)),
        ("2011-11-28 10:00Z", Moment(datetime(2011, 11, 28, 10, tzinfo=UTC), has_time=True)),
        ("2011-11-28 10:00 -0500", Moment(datetime(2011, 11, 28, 10, tzinfo=timezone(timedelta(hours=-5))), True)),
        ("2012-02-29", Moment(datetime(2012, 2, 29), has_time=False)),
    ],
)
def test_moment_is_read(text: str, moment: Moment) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("2017-09-31", "PK402", "look the date up in a calendar"),
        ("2011-02-29", "PK402", "look the date up in a calendar"),
        ("2011-00-01", "PK402", "write year, month and day, such as 2011-11-28"),
        ("2011-11-28 24:00", "PK402", "write one from 00:00 to 23:59"),
        ("0999-01-01", "PK402", "write one from 1000 to 9998"),
        ("9999-12-31 23:00-12:00", "PK402", "write one from 1000 to 9998"),
        ("2011-11-28 10:00+24:00", "PK402", "write one such as `+01:00`, or none: then it is the newsroom's time zone"),
        ("28.11.2011", "PK403", "write `2011-11-28`"),
        ("28. 11. 2011, 9.30 Uhr", "PK403", "write `2011-11-28 09:30`"),
        ("November 28", "PK403", "write year, month and day, such as 2011-11-28"),
        ("12:30", "PK403", "write year, month and day, such as 2011-11-28"),
        ("٢٠١١-١١-٢٨", "PK403", "write year, month and day, such as 2011-11-28"),
    ],
)
def test_what_is_no_moment_is_answered(text: str, code: str, hint: str) -> None:
    with pytest.raises(BadMoment) as caught:
        read_moment(text)
    assert (caught.value.code, caught.value.hint) == (code, hint)


def test_moment_without_offset_is_in_the_zone() -> None:
    assert read_moment("2011-07-01 10:00").in_zone(BERLIN).isoformat() == "2011-07-01T10:00:00+02:00"


def test_moment_with_offset_is_turned_into_the_zone() -> None:
    assert read_moment("2011-12-31 23:30Z").in_zone(BERLIN).isoformat() == "2012-01-01T00:30:00+01:00"


def test_time_that_the_clock_skips_is_refused() -> None:
    with pytest.raises(BadMoment, match=r"skip 02:30 on 2024-03-31"):
        read_moment("2024-03-31 02:30").in_zone(BERLIN)


@pytest.mark.parametrize("year", [1000, 1893, 9998])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Etc/GMT+12", "Europe/Berlin"])
def test_first_and_last_years_have_a_timestamp(year: int, zone: str) -> None:
    for offset in ("", "+23:59", "-23:59"):
        assert read_moment(f"{year}-01-01 00:00{offset}").in_zone(ZoneInfo(zone)).timestamp()
