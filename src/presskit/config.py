"""The only reader of presskit.toml and of the environment; also how any TOML of a newsroom is read with places."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from presskit.model.newsroom import Boilerplate, Settings
from presskit.model.people import Localised
from presskit.problems import PresskitError, Problem, Span, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LIMIT_BYTES = 2_000_000
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]")
KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")
Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Project:
    """The folders of one newsroom; every path is absolute."""

    root: str
    public: str

    @property
    def releases(self) -> str:
        """Where releases are written."""
        return os.path.join(self.root, "releases")

    @property
    def layouts(self) -> str:
        """Where a newsroom overrides layouts, file by file."""
        return os.path.join(self.root, "layouts")

    @property
    def state(self) -> str:
        """Where presskit keeps what it remembers."""
        return os.path.join(self.root, ".presskit")


def project_at(root: str) -> Project:
    """Return the project in a folder; PresskitError where there is no presskit.toml."""
    root = os.path.realpath(root)
    if not os.path.isfile(os.path.join(root, "presskit.toml")):
        raise PresskitError(f"no presskit.toml in {root}", hint="`presskit init DIR` makes a new newsroom")
    return Project(root, os.path.join(root, "public"))


def wants_colour() -> bool:
    """Tell whether the environment leaves colour on (no-color.org)."""
    return not os.environ.get("NO_COLOR")


# --- TOML with places


def read_toml(root: str, name: str) -> tuple[dict[str, Any], dict[str, Span], list[str], list[Problem]]:
    """Return the data, the place of every key by its dotted path, all lines, and the problems of a TOML file."""
    try:
        with open(os.path.join(root, name), "rb") as file:
            raw = file.read(LIMIT_BYTES)
    except FileNotFoundError:
        return {}, {}, [], []
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        return {}, {}, [], [Problem("PK102", "file is not UTF-8", Span(name, line), "save it as UTF-8")]
    lines = text.splitlines()
    try:
        return tomllib.loads(text), dict(_places(name, lines)), lines, []
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        return {}, {}, lines, [_syntax_problem(name, error).within(lines)]


def _syntax_problem(name: str, error: Exception) -> Problem:
    where = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    what = re.sub(r"\s*\(at .*\)$", "", str(error)) if where else "nested too deeply or cut off"
    line, column = (int(where[1]), int(where[2])) if where else (1, 1)
    return Problem("PK120", f"not TOML: {what[:1].lower()}{what[1:]}", Span(name, line, column))


def _places(name: str, lines: list[str]) -> Iterator[tuple[str, Span]]:
    table, counts = "", dict[str, int]()
    for number, line in enumerate(lines, 1):
        if header := HEADER.match(line):
            table = header[2].replace('"', "")
            if header[1] == "[[":
                counts[table] = counts.get(table, -1) + 1
                table = f"{table}.{counts[table]}"
            yield table, Span(name, number, header.start(2) + 1, len(header[2]))
        elif key := KEY.match(line):
            path = f"{table}.{key[1]}".strip(".").replace('"', "")
            value = line[key.end() :].strip()
            column = line.index(value, key.end()) + 1 if value else key.start(1) + 1
            yield path, Span(name, number, column, len(value) or len(key[1]))


def shaped(
    model: type[Shape], data: dict[str, Any], where: dict[str, Span], at: str
) -> tuple[Shape | None, list[Problem]]:
    """Return the data in the model's shape, or None with a problem for each place that does not fit."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_shape_problem(e["type"], e["msg"], e["loc"], where, at, model) for e in error.errors()]


def _shape_problem(
    kind: str, message: str, loc: tuple[int | str, ...], where: dict[str, Span], at: str, model: type[BaseModel]
) -> Problem:
    path = ".".join(str(part) for part in loc)
    span = _nearest(path, where, at)
    if kind == "extra_forbidden":
        hint = did_you_mean(str(loc[-1]), _known_keys(model, loc[:-1]))
        return Problem("PK121", f"unknown key `{loc[-1]}`", span, hint, "warning" if not at else "error")
    if kind == "missing":
        return Problem("PK122", f"`{path}` is missing", span, f"write `{loc[-1]} = ...`")
    return Problem("PK122", f"`{path}`: {message[:1].lower()}{message[1:]}", span)


def _nearest(path: str, where: dict[str, Span], at: str) -> Span:
    while path and path not in where:
        path = path.rpartition(".")[0]
    return where.get(path) or Span(at)


def _known_keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    for part in loc:
        field = model.model_fields.get(str(part))
        inner = field.annotation if field else None
        model = inner if isinstance(inner, type) and issubclass(inner, BaseModel) else model
    return [field.alias or name for name, field in model.model_fields.items()]


# --- presskit.toml


def localised(value: object) -> Localised:
    """Return a text, or a table of texts by language, as one value."""
    if isinstance(value, str):
        return Localised({"": value})
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return Localised(value)
    raise ValueError("expected a text, or a table of texts by language such as {de = ..., en = ...}")


Text = Annotated[Any, BeforeValidator(localised)]
LANGUAGE = r"^[a-z]{2,3}(-[A-Z]{2})?$"


class Strict(BaseModel):
    """A shape that knows all its keys."""

    model_config = ConfigDict(extra="forbid")


class NewsroomShape(Strict):
    """The table [newsroom]."""

    name: str = Field(min_length=1)
    base_url: str = Field(pattern=r"^https?://[^/\s]+(/[^\s]*)?$")
    time_zone: str = "Europe/Berlin"
    language: str = Field("de", pattern=LANGUAGE)
    languages: list[Annotated[str, Field(pattern=LANGUAGE)]] = []
    tagline: Text = Localised({})
    logo: str = ""
    address: list[str] = []
    phone: str = ""
    email: str = ""
    website: str = ""
    imprint_url: str = ""
    privacy_url: str = ""


class OutputsShape(Strict):
    """The table [outputs]."""

    enabled: list[str] | None = None
    page_length: int = Field(20, ge=1, le=1000)
    feed_length: int = Field(20, ge=1, le=1000)


class DefaultsShape(Strict):
    """The table [defaults]: what a release gets that does not say otherwise."""

    place: str = ""
    contacts: list[str] = []
    boilerplates: list[str] = []


class BoilerplateShape(Strict):
    """A table [boilerplates.KEY]."""

    title: Text = Localised({})
    text: Text


class SettingsShape(Strict):
    """The whole of presskit.toml."""

    newsroom: NewsroomShape
    outputs: OutputsShape = OutputsShape()
    defaults: DefaultsShape = DefaultsShape()
    boilerplates: dict[str, BoilerplateShape] = {}


def read_settings(project: Project, known_outputs: Collection[str]) -> tuple[Settings | None, list[Problem]]:
    """Return the settings of a newsroom, or None with the problems of presskit.toml."""
    data, where, lines, problems = read_toml(project.root, "presskit.toml")
    if problems:
        return None, problems
    shape, problems = shaped(SettingsShape, data, where, "presskit.toml")
    if shape is None:
        return None, [problem.within(lines) for problem in problems]
    problems = [*_zone_problems(shape, where), *_output_problems(shape, where, known_outputs)]
    if problems:
        return None, [problem.within(lines) for problem in problems]
    return _settings(shape), []


def _zone_problems(shape: SettingsShape, where: dict[str, Span]) -> Iterator[Problem]:
    try:
        ZoneInfo(shape.newsroom.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        message = f"time zone `{shape.newsroom.time_zone}` is not known"
        span = _nearest("newsroom.time_zone", where, "presskit.toml")
        yield Problem("PK401", message, span, "write one such as `Europe/Berlin`")


def _output_problems(shape: SettingsShape, where: dict[str, Span], known: Collection[str]) -> Iterator[Problem]:
    for name in shape.outputs.enabled or ():
        if name not in known:
            span = _nearest("outputs.enabled", where, "presskit.toml")
            yield Problem("PK701", f"unknown output `{name}`", span, did_you_mean(name, known))


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
    )
