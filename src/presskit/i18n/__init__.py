"""Words and forms per language: interface words from locales/*.toml, dates and numbers by Babel."""

from __future__ import annotations

import os
import tomllib
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

LOCALES = os.path.join(os.path.dirname(__file__), "locales")
FALLBACK = "en"
# Quotation marks where the language alone does not say them (Duden; Guide du typographe romand).
MARKS = {"de-CH": tuple("«»‹›"), "fr": tuple("«»“”"), "fr-CH": tuple("«»‹›")}
SPACED = {"fr": "\u202f"}
GUILLEMETS = "«»‹›"  # of all marks only these stand apart from the words


class Words(dict[str, str]):
    """The interface words of one language; also readable as attributes, as templates do."""

    def __init__(self, known: Mapping[str, str]) -> None:
        """Take the words; they are their own attributes, so that a template reads them without a detour."""
        super().__init__(known)
        self.__dict__ = self

    def __getattr__(self, key: str) -> str:
        raise AttributeError(f"no interface word `{key}` in locales/*.toml")


def worded_languages() -> tuple[str, ...]:
    """Return the languages that have interface words."""
    return tuple(sorted(name[:-5] for name in os.listdir(LOCALES) if name.endswith(".toml")))


@lru_cache(maxsize=32)
def words(language: str) -> Words:
    """Return the words of a language, the English ones where it has none."""
    base = _read(FALLBACK)
    for name in (language.partition("-")[0], language):
        if os.path.isfile(os.path.join(LOCALES, f"{name}.toml")):
            base = Words({**base, **_read(name)})
    opening, closing, inner_open, inner_close = MARKS.get(language) or _marks_of(base)
    space = SPACED.get(language, "")
    inner = space if inner_open in GUILLEMETS else ""
    return Words(
        {
            **base,
            "quote_open": opening + space,
            "quote_close": space + closing,
            "quote_open_inner": inner_open + inner,
            "quote_close_inner": inner + inner_close,
        }
    )


def _marks_of(base: Words) -> tuple[str, str, str, str]:
    return base["quote_open"], base["quote_close"], base["quote_open_inner"], base["quote_close_inner"]


def _read(name: str) -> Words:
    with open(os.path.join(LOCALES, f"{name}.toml"), "rb") as file:
        return Words(tomllib.load(file))


@lru_cache(maxsize=32)
def language_name(language: str) -> str:
    """Return the name of a language in that language."""
    if os.path.isfile(os.path.join(LOCALES, f"{language}.toml")):
        return words(language)["language_name"]
    from babel import Locale

    return (Locale.parse(_locale(language)).get_display_name() or language).capitalize()


@lru_cache(maxsize=32)
def direction(language: str) -> str:
    """Return `rtl` for a language that is written from right to left, else `ltr`."""
    from babel import Locale, UnknownLocaleError

    try:
        return str(Locale.parse(_locale(language)).text_direction)
    except UnknownLocaleError:
        return "ltr"


@lru_cache(maxsize=32)
def territory_of(language: str) -> str:
    """Return a language with the country that most of its readers are in, as Open Graph names it, such as `de_DE`."""
    from babel.core import get_global

    likely = get_global("likely_subtags").get(language, "")
    return _locale(language) if "-" in language else f"{language}_{likely[-2:]}" if likely else language


@lru_cache(maxsize=1024)
def translated_from(original: str, language: str) -> str:
    """Return in a language that something was translated from another one: `aus dem Englischen`."""
    name = name_in(original, language)
    if language.startswith("de") and name.endswith(("isch", "Deutsch")):
        name += "en"  # the dative; names such as Hindi have none
    return words(language)["translated_from"].format(language=name)


@lru_cache(maxsize=1024)
def name_in(named: str, language: str) -> str:
    """Return the name of a language in another one; of one that nobody knows its code."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(named.partition("-")[0]).get_display_name(_locale(language)) or named
    except (UnknownLocaleError, ValueError):
        return named


def _locale(language: str) -> str:
    return language.replace("-", "_")


@lru_cache(maxsize=32_768)
def long_date(day: str, language: str) -> str:
    """Return an ISO date as it is printed, such as `28. November 2011`."""
    from datetime import date

    pattern, locale = _long_pattern(language)
    return pattern.apply(date.fromisoformat(day[:10]), locale)  # type: ignore[no-any-return]


@lru_cache(maxsize=32)
def _long_pattern(language: str) -> tuple[Any, Any]:
    from babel import Locale  # 23 ms that a build with nothing to do need not pay
    from babel.dates import get_date_format

    locale = Locale.parse(_locale(language))
    return get_date_format("long", locale=locale), locale


def long_moment(moment: datetime, language: str) -> str:
    """Return an aware moment as it is printed, with its zone, such as `29. November 2011, 10:00 Uhr MEZ`."""
    from babel.dates import format_time

    clock = format_time(moment, format="short", locale=_locale(language))
    day = long_date(moment.date().isoformat(), language)
    return words(language)["date_and_time"].format(date=day, time=clock, zone=_zone(moment, language))


def _zone(moment: datetime, language: str) -> str:
    """Return the short name of a moment's zone; where the language has none, its own or its offset: CEST, UTC-03:00."""
    from babel.dates import get_timezone_name

    name = get_timezone_name(moment, width="short", locale=_locale(language))
    if name[:1] not in "+-":
        return name
    own = moment.tzname() or ""
    return own if own.isalpha() else f"UTC{name[:3]}:{name[3:]}"


@lru_cache(maxsize=4096)
def number(value: float, language: str) -> str:
    """Return a number with the separators of the language."""
    _, locale = _long_pattern(language)
    return locale.decimal_formats[None].apply(value, locale)  # type: ignore[no-any-return]


def file_size(size: int, language: str) -> str:
    """Return a count of bytes as it is printed, such as `182 kB` or `1,4 MB`; a kilobyte is 1,000 bytes."""
    if size < 999_500:
        return f"{number(max(1, round(size / 1_000)), language)}\u00a0kB"
    return f"{number(round(size / 1_000_000, 1), language)}\u00a0MB"
