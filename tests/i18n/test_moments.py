"""Moments as they are printed."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from presskit.i18n import long_moment


@pytest.mark.parametrize(
    ("zone", "language", "printed"),
    [
        ("Europe/Berlin", "de", "1. Oktober 2030, 18:30 Uhr MESZ"),
        ("Europe/Berlin", "en", "October 1, 2030, 6:30\u202fPM CEST"),
        ("Europe/Berlin", "fr", "1 octobre 2030, 18:30 CEST"),
        ("America/Sao_Paulo", "de", "1. Oktober 2030, 18:30 Uhr UTC-03:00"),
    ],
)
def test_moment_names_its_zone(zone: str, language: str, printed: str) -> None:
    assert long_moment(datetime(2030, 10, 1, 18, 30, tzinfo=ZoneInfo(zone)), language) == printed
