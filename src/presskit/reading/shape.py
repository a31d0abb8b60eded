"""The shape of the front matter: its keys, what each may hold, and the JSON Schema that editors use."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    AliasChoices,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError

from presskit.reading.moments import BadMoment, Moment, read_moment

SPACE = re.compile(r"[ \t\n\r]+")
PARAGRAPHS = re.compile(r"[ \t]*\n[ \t]*\n\s*")
ID = re.compile(r"[a-z0-9]+(?:[-_.][a-z0-9]+)*")
QUOTE_ID = re.compile(r"[\w][\w.-]*")
DEVICE = re.compile(r"(?i:con|prn|aux|nul|(?:com|lpt)[0-9¹²³])")
ID_LENGTH = 120
FILE_LENGTH = 200
DATE_SCHEMA = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?([+-]\d{2}:\d{2}|Z)?)?$"}


def one_line(value: Any) -> Any:
    """Return a text with every run of white space as one space; anything else stays for the shape to judge."""
    if not isinstance(value, str):
        return value
    if "  " in value or "\n" in value or "\t" in value:
        value = SPACE.sub(" ", value)
    return value.strip(" ")


def paragraphs(value: Any) -> Any:
    """Return a text with single spaces, its paragraphs parted by one empty line."""
    if not isinstance(value, str):
        return value
    return "\n\n".join(filter(None, map(one_line, PARAGRAPHS.split(value.strip(" \t\n")))))


def _moment(value: Any) -> Moment:
    if not isinstance(value, str):
        raise PydanticCustomError("string_type", "expected text")
    try:
        return read_moment(value)
    except BadMoment as error:
        raise PydanticCustomError(error.code, "{why}", {"why": str(error), "hint": error.hint}) from error


def _exact_moment(value: Any) -> Moment:
    moment = _moment(value)
    if not moment.has_time:
        what = "embargo has a date without a time, expected one such as `{day} 10:00`"
        raise PydanticCustomError("PK404", what, {"day": value.strip()})
    return moment


def _embargo(value: Any) -> Any:
    return {"until": value} if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    known = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
    return known.get(value.lower(), value) if isinstance(value, str) else value


def _listed(value: Any) -> Any:
    """A single text where a list is meant is a list of one; an empty value is an empty list."""
    if value is None:
        return []
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _identifier(value: str) -> str:
    if len(value) > ID_LENGTH:
        raise PydanticCustomError("PK111", *_too_long(value, ID_LENGTH))
    if not ID.fullmatch(value):
        what = "`{value}` cannot be part of an address, expected small letters a-z, digits and hyphens"
        raise PydanticCustomError("PK111", what, {"value": value})
    if is_device(value):
        raise PydanticCustomError("PK111", "`{value}` is the name of a device on Windows", {"value": value})
    return value


def _quote_identifier(value: str) -> str:
    if len(value) > ID_LENGTH:
        raise PydanticCustomError("PK111", *_too_long(value, ID_LENGTH))
    if not QUOTE_ID.fullmatch(value):
        what = "`{value}` is not the id of a quote, expected letters, digits and hyphens"
        raise PydanticCustomError("PK111", what, {"value": value})
    return value


def _too_long(value: str, most: int) -> tuple[Any, dict[str, Any]]:
    return "`{value}...` has {length} characters, expected at most {most}", {
        "value": value[:40],
        "length": len(value),
        "most": most,
    }


def is_device(name: str) -> bool:
    """Tell whether Windows takes a name for a device, with any ending (Naming Files, Paths, and Namespaces)."""
    return DEVICE.fullmatch(name.partition(".")[0].rstrip()) is not None


def _file_name(value: str) -> str:
    if len(value) > FILE_LENGTH:
        raise PydanticCustomError("PK302", *_too_long(value, FILE_LENGTH))
    if what := fault_of(value):
        raise PydanticCustomError("PK302", "`{value}` {what}", {"value": value, "what": what})
    return value


def fault_of(path: str) -> str:
    """Return why a path is not one of a file in or below a folder, in words; nothing where it is."""
    parts = path.split("/")
    if path.startswith(("/", "~")) or ":" in path or "\\" in path:
        return "is not the name of a file beside the release, expected one such as `picture.jpg`"
    if ".." in parts:
        return "leads out of the folder of the release"
    if any(not part or part.startswith(".") for part in parts):
        return "names a hidden file or none"
    if any(is_device(part) for part in parts):
        return "is the name of a device on Windows"
    return ""


Line = Annotated[str, BeforeValidator(one_line)]
Words = Annotated[str, BeforeValidator(paragraphs)]
TEXTS_SCHEMA = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Texts = Annotated[list[Line], WithJsonSchema(TEXTS_SCHEMA), BeforeValidator(_listed)]
When = Annotated[Any, BeforeValidator(_moment), WithJsonSchema(DATE_SCHEMA)]
ExactWhen = Annotated[Any, BeforeValidator(_exact_moment), WithJsonSchema(DATE_SCHEMA)]
Identifier = Annotated[Line, AfterValidator(_identifier)]
QuoteIdentifier = Annotated[Line, AfterValidator(_quote_identifier)]
FileName = Annotated[Line, AfterValidator(_file_name)]


class Shape(BaseModel):
    """A part of the front matter; unknown keys are warned of elsewhere."""

    model_config = ConfigDict(extra="ignore", populate_by_name=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _without_empty(cls, data: Any) -> Any:
        return {k: v for k, v in data.items() if v is not None} if isinstance(data, dict) else data

    @classmethod
    def known_keys(cls) -> set[str]:
        """Return every key a writer may type here, aliases too."""
        keys = set(cls.model_fields)
        for info in cls.model_fields.values():
            if isinstance(info.validation_alias, AliasChoices):
                keys.update(str(choice) for choice in info.validation_alias.choices)
        return keys


class SpeakerShape(Shape):
    """A key of people.toml, or an attribution written out in the release."""

    key: Line = ""
    name: Line = ""
    role: Line = ""
    organisation: Line = ""

    @model_validator(mode="after")
    def _named(self) -> SpeakerShape:
        if not (self.key or self.name):
            raise PydanticCustomError("PK212", "speaker has neither a key of people.toml nor a `name`")
        return self


def _speaker(value: Any) -> Any:
    return {"key": value} if isinstance(value, str) else value


SPEAKER_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "required": ["name"],
            "properties": {key: {"type": "string"} for key in ("name", "role", "organisation")},
        },
    ]
}
Speaker = Annotated[SpeakerShape, BeforeValidator(_speaker), WithJsonSchema(SPEAKER_SCHEMA)]


WORDING = re.compile(r"[0-9a-fA-F]{8,64}")


def _wording(value: str) -> str:
    if not WORDING.fullmatch(value):
        raise PydanticCustomError("PK216", "`{value}` is not the fingerprint of a wording", {"value": value[:40]})
    return value


class ApprovalShape(Shape):
    """The consent of the person quoted to this wording."""

    by: Line = Field(min_length=1)
    on: When
    wording: Annotated[Line, AfterValidator(_wording)]


LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Z]{2})?")


def _language(value: str) -> str:
    if not LANGUAGE.fullmatch(value):
        raise PydanticCustomError("PK224", "`{value}` is no language, expected one such as `de`", {"value": value[:40]})
    return value


class OriginalShape(Shape):
    """What a translated quote was translated from."""

    language: Annotated[Line, AfterValidator(_language)]
    text: Words = ""


def _original(value: Any) -> Any:
    return {"language": value} if isinstance(value, str) else value


ORIGINAL_SCHEMA = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "required": ["language"],
            "properties": {key: {"type": "string"} for key in ("language", "text")},
        },
    ]
}
TranslatedFrom = Annotated[OriginalShape | None, WithJsonSchema(ORIGINAL_SCHEMA), BeforeValidator(_original)]


class QuoteShape(Shape):
    """One quote: its words, and who said them."""

    id: QuoteIdentifier = Field(description="referred to by ::quote[id]")
    speaker: Speaker = Field(description="a key of people.toml, or name, role and organisation")
    text: Words = Field(description="the exact words, without quotation marks")
    role: Line = Field("", description="which of the speaker's roles is meant, where there are several")
    organisation: Line = Field("", description="for which organisation they speak, where there are several")
    original: TranslatedFrom = Field(None, description="language, or language and text, of what was translated")
    approved: ApprovalShape | None = Field(None, description="written by `presskit approve`; internal")


class MediaShape(Shape):
    """One picture."""

    file: FileName = Field(min_length=1, description="a file beside the release")
    alt: Line = Field("", description="replaces the picture for who cannot see it")
    caption: Line = ""
    credit: Line = Field("", description="who made it")
    rights: Line = Field("", description="what is allowed")


class EmbargoShape(Shape):
    """Not public before a moment."""

    until: ExactWhen
    note: Line = ""


EMBARGO_SCHEMA = {
    "anyOf": [
        DATE_SCHEMA,
        {
            "type": "object",
            "required": ["until"],
            "properties": {"until": DATE_SCHEMA, "note": {"type": "string"}},
        },
    ]
}


class CorrectionShape(Shape):
    """A dated notice of a change."""

    on: When
    severity: Literal["minor", "major", "retraction"] = "minor"
    note: Line = Field(min_length=1)


class FrontMatter(Shape):
    """The keys of a release."""

    id: Identifier = Field("", description="stable for ever: feed identity and address")
    slug: Identifier = Field("", description="last part of the address, if it shall not be the id")
    headline: Line = Field(min_length=1, validation_alias=AliasChoices("headline", "title"))
    kicker: Line = ""
    subheadline: Line = Field("", validation_alias=AliasChoices("subheadline", "subtitle"))
    date: When = Field(description="2011-11-28 or 2011-11-28 10:00")
    place: Line | None = None
    status: Literal["draft", "ready"] | None = None
    draft: Annotated[bool | None, BeforeValidator(_truth)] = None
    embargo: Annotated[EmbargoShape | None, WithJsonSchema(EMBARGO_SCHEMA), BeforeValidator(_embargo)] = None
    summary: Line = Field("", validation_alias=AliasChoices("summary", "description"))
    topics: Texts = Field([], validation_alias=AliasChoices("topics", "tags"))
    contacts: Texts | None = None
    boilerplates: Texts | None = None
    quotes: list[QuoteShape] = []
    media: list[MediaShape] = []
    corrections: list[CorrectionShape] = []
    language: Line = Field("", validation_alias=AliasChoices("language", "lang"))


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the front matter, for editors: every key by each of its names."""
    schema = FrontMatter.model_json_schema(by_alias=False)
    properties, required = schema["properties"], set(schema.pop("required", ()))
    names: dict[str, list[str]] = {name: [name] for name in properties}
    for name, info in FrontMatter.model_fields.items():
        if isinstance(info.validation_alias, AliasChoices):
            names[name] = [str(choice) for choice in info.validation_alias.choices]
            properties |= dict.fromkeys(names[name], properties[name])
    either = [{"anyOf": [{"required": [other]} for other in names[name]]} for name in sorted(required)]
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **schema, "title": "presskit release", "allOf": either}
