"""presskit.toml as settings, and how any TOML of a newsroom is read with places."""

from __future__ import annotations

import os
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from presskit.config.colour import HEX, LEAST_CONTRAST, contrast, readable
from presskit.config.drawing import PLAIN_DRAWING, danger_in
from presskit.config.toml import Strict, Toml, read_toml, shaped
from presskit.model.newsroom import Boilerplate, Settings
from presskit.model.people import Localised
from presskit.problems import Problem, Span, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from presskit.config.project import Project

__all__ = ["Day", "Strict", "Text", "Toml", "localised", "read_settings", "read_toml", "shaped"]

LOGOS = (".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp")
LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"
ADDRESS = r"^(https?://[^\s/][^\s]*|/[^\s]*)?$"
WHITE, BLACK = "#ffffff", "#000000"
WELL_KNOWN = frozenset({"de", "en"})


def localised(value: object) -> Localised:
    """Return a text, or a table of texts by language, as one value."""
    if isinstance(value, str):
        return Localised({"": value})
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return Localised(value)
    raise PydanticCustomError("text", 'a text, or one for each language such as `{de = "...", en = "..."}`')


def _web_address(value: str) -> str:
    """Return an address that a feed may name: with a host, without a password, port and brackets as they must be."""
    try:
        parts = urlsplit(value)
        if parts.hostname and parts.username is None and parts.port != 0:
            return value
    except ValueError:
        pass
    raise PydanticCustomError("address", "an address such as `https://newsroom.example`")


def _colour(value: str) -> str:
    """Return a colour that white letters can be read on, and that can be read on white."""
    if not HEX.fullmatch(value):
        raise PydanticCustomError("colour", "a colour such as `#0a5a66`")
    if contrast(value, WHITE) < LEAST_CONTRAST:
        said = f"a darker one such as `{readable(value, WHITE, BLACK)}`, which can be read on white"
        raise PydanticCustomError("colour", said)
    return value.lower()


def _day(value: object) -> date | None:
    """Return a day of TOML, or a text that names one."""
    if isinstance(value, datetime):
        return value.date()
    if value is None or isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value) if isinstance(value, str) else _no_day()
    except ValueError:
        return _no_day()


def _no_day() -> date:
    raise PydanticCustomError("day", "a day such as 2011-01-01")


Text = Annotated[Any, BeforeValidator(localised)]
Day = Annotated[Any, BeforeValidator(_day)]


class NewsroomShape(Strict):
    """The table [newsroom]."""

    name: str = Field(min_length=1)
    base_url: Annotated[str, AfterValidator(_web_address)] = Field(pattern=r"^https?://[^/\s?#]+(/[^\s?#]*)?$")
    time_zone: str = "Europe/Berlin"
    language: str = Field("de", pattern=LANGUAGE)
    languages: list[Annotated[str, Field(pattern=LANGUAGE)]] = Field(default_factory=list)
    tagline: Text = Localised({})
    logo: str = ""
    address: list[str] = Field(default_factory=list)
    phone: str = ""
    email: str = ""
    website: str = Field("", pattern=ADDRESS)
    imprint_url: str = Field("", pattern=ADDRESS)
    privacy_url: str = Field("", pattern=ADDRESS)


class SiteShape(Strict):
    """The table [site]: the look of the pages, and how they are laid down."""

    colour: Annotated[str, AfterValidator(_colour)] = ""
    precompress: list[Literal["gzip", "brotli"]] = Field(default_factory=list)


class OutputsShape(Strict):
    """The table [outputs]."""

    enabled: list[str] | None = None
    page_length: int = Field(20, ge=1, le=1000)
    feed_length: int = Field(20, ge=1, le=1000)


class FeedsShape(Strict):
    """The table [feeds]."""

    hub: str = Field("", pattern=r"^(https?://[^\s/?#]+[^\s]*)?$")
    archives: bool = True


class PrintShape(Strict):
    """The table [print]: what one PDF may cost."""

    limit_s: float = Field(60, ge=1, le=3600)
    memory_mb: int = Field(1536, ge=128, le=65536)


class DefaultsShape(Strict):
    """The table [defaults]: what a release gets that does not say otherwise."""

    place: str = ""
    contacts: list[str] = Field(default_factory=list)
    boilerplates: list[str] = Field(default_factory=list)


class BoilerplateShape(Strict):
    """A table [boilerplates.KEY]."""

    title: Text = Localised({})
    text: Text


class QuotesShape(Strict):
    """The table [quotes]: what becomes of quotes that nobody agreed to, and from which day on."""

    require_approval: Literal["error", "warning", "off"] = "error"
    approval_since: Day = None


class SettingsShape(Strict):
    """The whole of presskit.toml."""

    EXPECTED_OF: ClassVar[dict[str, str]] = {
        "base_url": "an address such as `https://newsroom.example`",
        "language": "a language such as `de` or `de-AT`",
        "languages": 'a list of languages such as `["de", "en"]`',
        "page_length": "a whole number from 1 to 1000",
        "feed_length": "a whole number from 1 to 1000",
        "precompress": "`gzip` or `brotli`, in a list",
        "hub": "an address such as `https://hub.example/`",
        "archives": "`true` or `false`",
        "limit_s": "a number of seconds from 1 to 3600",
        "memory_mb": "a whole number of megabytes from 128 to 65536",
        "require_approval": "`error`, `warning` or `off`",
        "approval_since": "a day such as 2026-01-01",
        "website": "an address such as `https://newsroom.example`",
        "imprint_url": "an address such as `https://newsroom.example/imprint/`",
        "privacy_url": "an address such as `https://newsroom.example/privacy/`",
    }

    newsroom: NewsroomShape
    site: SiteShape = SiteShape()
    outputs: OutputsShape = OutputsShape()
    feeds: FeedsShape = FeedsShape()
    print: PrintShape = PrintShape()
    defaults: DefaultsShape = DefaultsShape()
    quotes: QuotesShape = QuotesShape()
    boilerplates: dict[str, BoilerplateShape] = Field(default_factory=dict)


def read_settings(project: Project, known_outputs: Collection[str]) -> tuple[Settings | None, list[Problem]]:
    """Return the settings of a newsroom, None when there is an error among the problems of presskit.toml."""
    toml, problems = read_toml(project.root, "presskit.toml")
    if any(problem.is_error for problem in problems):
        return None, problems
    shape, found = shaped(SettingsShape, toml.data, toml)
    if shape is not None:
        found += _zone_problems(shape, toml)
        found += _language_problems(shape, toml)
        found += _output_problems(shape, toml, known_outputs)
        found += _boilerplate_problems(shape, toml)
        found += _logo_problems(shape, toml, project.root)
    problems += [problem.within(toml.lines) for problem in found]
    usable = shape is not None and not any(problem.is_error for problem in problems)
    return _settings(shape) if shape and usable else None, problems


def _zone_problems(shape: SettingsShape, toml: Toml) -> Iterator[Problem]:
    try:
        ZoneInfo(shape.newsroom.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"time zone `{shape.newsroom.time_zone[:60]}` is not known"
        yield Problem("PK401", message, toml.span("newsroom.time_zone"), "write one such as `Europe/Berlin`")


def _language_problems(shape: SettingsShape, toml: Toml) -> Iterator[Problem]:
    """Yield a problem for each language without forms of dates and numbers."""
    for language in dict.fromkeys([shape.newsroom.language, *shape.newsroom.languages]):
        if language in WELL_KNOWN or _has_forms(language):
            continue
        key = "newsroom.language" if language == shape.newsroom.language else "newsroom.languages"
        hint = "write a code of ISO 639-1, such as `de`, with a country where it matters, such as `de-AT`"
        yield Problem("PK503", f"language `{language}` is not known", toml.span(key), hint)


def _has_forms(language: str) -> bool:
    from babel import Locale, UnknownLocaleError  # 20 ms that a newsroom in German and English need not pay

    try:
        Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return False
    return True


def _output_problems(shape: SettingsShape, toml: Toml, known: Collection[str]) -> Iterator[Problem]:
    for name in shape.outputs.enabled or ():
        if name not in known:
            hint = did_you_mean(name, known) or f"known are {', '.join(f'`{name}`' for name in known)}"
            yield Problem("PK701", f"unknown output `{name}`", toml.span("outputs.enabled"), hint)


def _boilerplate_problems(shape: SettingsShape, toml: Toml) -> Iterator[Problem]:
    for key in shape.defaults.boilerplates:
        if key not in shape.boilerplates:
            hint = did_you_mean(key, shape.boilerplates) or f"add a table `[boilerplates.{key}]`"
            message = f"boilerplate `{key}` is not in presskit.toml"
            yield Problem("PK210", message, toml.span("defaults.boilerplates"), hint)


def _logo_problems(shape: SettingsShape, toml: Toml, root: str) -> Iterator[Problem]:
    logo, span = shape.newsroom.logo, toml.span("newsroom.logo")
    if not logo:
        return
    full = os.path.realpath(os.path.join(root, logo))
    if not full.startswith(os.path.realpath(root) + os.sep):
        yield Problem("PK302", f"`{logo[:80]}` leads out of the project", span, "put the logo beside presskit.toml")
    elif not os.path.isfile(full):
        yield Problem("PK301", f"file `{logo[:80]}` is not in the project", span, "put the logo beside presskit.toml")
    elif os.path.splitext(logo)[1].lower() not in LOGOS:
        yield Problem("PK305", f"`{logo[:80]}` is no picture", span, f"logos end in {' '.join(LOGOS)}")
    elif logo.lower().endswith(".svg"):
        yield from _drawing_problems(logo[:80], full, span)


def _drawing_problems(logo: str, full: str, span: Span) -> Iterator[Problem]:
    """Yield what stands against an SVG that is written into pages as it is, so it must be UTF-8."""
    try:
        with open(full, "rb") as file:
            danger = danger_in(file.read().decode("utf-8-sig").encode())
    except (ValueError, OSError):
        yield Problem("PK305", f"`{logo}` is not a picture that can be opened", span, "export it as SVG anew")
        return
    if danger:
        yield Problem("PK308", f"`{logo}` holds {danger}", span, PLAIN_DRAWING)


def _settings(shape: SettingsShape) -> Settings:
    room = shape.newsroom
    return Settings(
        name=room.name,
        base_url=room.base_url.rstrip("/"),
        time_zone=ZoneInfo(room.time_zone),
        time_zone_name=room.time_zone,
        language=room.language,
        languages=tuple(dict.fromkeys([room.language, *room.languages])),
        outputs=tuple(shape.outputs.enabled) if shape.outputs.enabled is not None else None,
        tagline=room.tagline,
        address=tuple(room.address),
        phone=room.phone,
        email=room.email,
        website=room.website,
        imprint_url=room.imprint_url,
        privacy_url=room.privacy_url,
        logo=room.logo,
        place=shape.defaults.place,
        contacts=tuple(shape.defaults.contacts),
        default_boilerplates=tuple(shape.defaults.boilerplates),
        boilerplates={key: Boilerplate(b.title, b.text) for key, b in shape.boilerplates.items()},
        page_length=shape.outputs.page_length,
        feed_length=shape.outputs.feed_length,
        hub=shape.feeds.hub,
        feed_archives=shape.feeds.archives,
        print_limit_s=shape.print.limit_s,
        print_memory_mb=shape.print.memory_mb,
        colour=shape.site.colour,
        precompress=tuple(dict.fromkeys(shape.site.precompress)),
        require_approval=shape.quotes.require_approval,
        approval_since=shape.quotes.approval_since,
    )
