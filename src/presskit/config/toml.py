"""Any TOML of a newsroom: read with places, brought into shape, what is wrong said in a press officer's words."""

from __future__ import annotations

import os
import re
import stat
import tomllib
from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from presskit.problems import COMMENT, CONTROLS, Problem, Span, comment_in_a_value, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_BYTES = 1_000_000
LIMIT_PROBLEMS = 50
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\]#]+?)\s*\]")
KEY = re.compile(r"^\s*([A-Za-z0-9_.\"'-]+)\s*=")
# tomllib needs quadratic time and memory for a key of many parts: 400 kB of `a.a.a` would take all of a machine.
LONG_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]+[ \t]*\.[ \t]*){30}")
INTERNAL = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
Shape = TypeVar("Shape", bound=BaseModel)
Loc = tuple[int | str, ...]

SYNTAX = {
    "Expected '='": ("a key has no `=` after it", 'write `key = "value"`'),
    "Invalid statement": (
        "this line is neither a key with a value nor a table",
        'write `key = "value"` or `[table]`, with keys of letters a-z, digits, `-` and `_`',
    ),
    "Invalid value": (
        "a value is missing or stands without quotation marks",
        'write texts between straight quotation marks, such as `key = "text"`',
    ),
    "Invalid date": ("there is no such date", "look it up in a calendar"),
    "Unterminated string": ("a quotation mark is not closed", "write the same mark at the end of the text"),
    'Expected "\'"': ("a quotation mark is not closed", "write the same mark at the end of the text"),
    "Illegal character '\\n'": ("a quotation mark is not closed", "write the same mark at the end of the text"),
    "Illegal character": ("a character stands here that cannot be printed", "delete it"),
    "Expected ']'": ("the name of a table is not closed", "write `]` after it"),
    "Unclosed array": ("a list is not closed, or lacks a comma", 'write it as `["one", "two"]`'),
    "Unclosed inline table": ("a table between `{` and `}` is not closed on its line", "write `}` at the end"),
    "Invalid initial character": ("a key is missing", "write no comma before `}`"),
    "Cannot declare": ("a table is given twice", "keep one of the two"),
    "Cannot overwrite": ("a key is given twice", "keep one of the two"),
    "Cannot mutate": ("a key is given twice", "keep one of the two"),
    "Duplicate inline table key": ("a key is given twice", "keep one of the two"),
    "Unescaped": ("a backslash stands in a text", "write two for one, or put the text between ' and '"),
    "Expected newline": ("something stands after the value", "write one key a line, and texts between quotation marks"),
}
EXPECTED = {
    "string_type": "text between quotation marks",
    "list_type": 'a list such as `["one", "two"]`',
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "dict_type": "a table",
    "model_type": "a table",
    "model_attributes_type": "a table",
}


class Strict(BaseModel):
    """A shape that knows all its keys; `EXPECTED_OF` says in words what a key with more than a type may hold."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


@dataclass(frozen=True, slots=True)
class Toml:
    """One file: its data, the place of every key by its dotted path, and all its lines."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)

    def span(self, path: str) -> Span:
        """Return where a value stands, or the nearest around it, or the first inside that."""
        while path:
            inside = path + "."
            found = self.places.get(path) or next((s for p, s in self.places.items() if p.startswith(inside)), None)
            if found:
                return found
            path = path.rpartition(".")[0]
        return Span(self.name)


def read_toml(root: str, name: str) -> tuple[Toml, list[Problem]]:
    """Return a TOML file of the project, empty where there is none, and its problems."""
    try:
        if problem := _unreadable(root, name):
            return Toml(name), [problem]
        with open(os.path.join(root, name), "rb") as file:
            raw = file.read()
    except FileNotFoundError:
        return Toml(name), []
    except OSError as error:
        return Toml(name), [Problem("PK124", f"file cannot be read: {(error.strerror or '').lower()}", Span(name))]
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        span = Span(name, raw.count(b"\n", 0, error.start) + 1)
        message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
        return Toml(name), [Problem("PK102", message, span, "save the file as UTF-8")]
    return _parsed(name, text)


def _unreadable(root: str, name: str) -> Problem | None:
    full, inside = os.path.join(root, name), os.path.realpath(root) + os.sep
    if os.path.islink(full) and not os.path.realpath(full).startswith(inside):
        return Problem("PK114", "link leads out of the project", Span(name), "put a copy of the file here")
    found = os.stat(full)
    if not stat.S_ISREG(found.st_mode):
        return Problem("PK124", f"{name} is no file", Span(name), "give it another name")
    if found.st_size > LIMIT_BYTES:
        message = f"file has {found.st_size / 1e6:.1f} MB, expected at most {LIMIT_BYTES // 1_000_000} MB"
        return Problem("PK101", message, Span(name))
    return None


def _parsed(name: str, text: str) -> tuple[Toml, list[Problem]]:
    lines = text.split("\n")
    if found := LONG_KEY.search(text):
        line = text.count("\n", 0, found.start()) + 1
        problem = Problem("PK120", "a key has more than 30 parts", Span(name, line), "write it with one part")
        return Toml(name, lines=lines), [problem.within(lines)]
    try:
        toml = Toml(name, tomllib.loads(text), dict(_places(name, lines)), lines)
    except tomllib.TOMLDecodeError as error:
        return Toml(name, lines=lines), [_syntax_problem(name, str(error), lines).within(lines)]
    except RecursionError:
        hint = "take lists and tables out of one another"
        return Toml(name, lines=lines), [Problem("PK120", "values nest too deeply", Span(name), hint)]
    return toml, [problem.within(lines) for problem in _cleaned(toml, toml.data, "")]


def _syntax_problem(name: str, said: str, lines: list[str]) -> Problem:
    message, hint = next((words for part, words in SYNTAX.items() if part in said), ("this line is not TOML", ""))
    where = re.search(r"\(at line (\d+), column (\d+)\)", said)
    line = int(where[1]) if where else max((n for n, text in enumerate(lines, 1) if text.strip()), default=1)
    column = int(where[2]) if where else len(lines[line - 1].rstrip()) + 1
    if not lines[line - 1][column - 1 : column].isascii() and "Expected '='" in said:
        message, hint = SYNTAX["Invalid statement"]
    found = HEADER.match(lines[line - 1]) or KEY.match(lines[line - 1])
    if found and "twice" in message:
        key = found[found.lastindex or 1]
        return Problem("PK120", f"`{key}` is given twice", Span(name, line, found.start(1) + 1, len(found[0])), hint)
    return Problem("PK120", message, Span(name, line, column), hint)


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


def _cleaned(toml: Toml, value: Any, path: str) -> Iterator[Problem]:
    """Put a space for each character that no output can hold, nothing for a comment, and yield a problem about it."""
    for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
        inner_path = f"{path}.{key}".strip(".")
        if isinstance(inner, (dict, list)):
            yield from _cleaned(toml, inner, inner_path)
        elif isinstance(inner, str) and COMMENT in inner:
            value[key] = INTERNAL.sub("", inner)
            yield comment_in_a_value(toml.span(inner_path))
        elif isinstance(inner, str) and (found := CONTROLS.search(inner)):
            value[key] = CONTROLS.sub(" ", inner)
            message = f"character U+{ord(found[0]):04X} cannot be printed, it is read as a space"
            yield Problem("PK125", message, toml.span(inner_path), "delete it", "warning")


def shaped(
    model: type[Shape], data: dict[str, Any], toml: Toml, prefix: str = ""
) -> tuple[Shape | None, list[Problem]]:
    """Return the data in the model's shape, or None, with a problem for each place that does not fit.

    `prefix` is the dotted path of the data in the file. Unknown keys are warnings, and left out.
    """
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        found = error.errors(include_url=False)
    problems = [_shape_problem(e, toml, prefix, model) for e in found[:LIMIT_PROBLEMS]]
    if any(e["type"] != "extra_forbidden" for e in found):
        return None, problems
    return model.model_validate(_without(data, [e["loc"] for e in found])), problems


def _without(data: dict[str, Any], locs: list[Loc]) -> dict[str, Any]:
    data = deepcopy(data)
    for loc in locs:
        around: Any = data
        for part in loc[:-1]:
            around = around[part]
        del around[loc[-1]]
    return data


def _shape_problem(error: Any, toml: Toml, prefix: str, model: type[BaseModel]) -> Problem:
    kind, loc = error["type"], error["loc"]
    path = ".".join(str(part) for part in (prefix, *loc) if part != "")
    shown = _shown_path(prefix, loc)
    name = str(next((part for part in reversed(loc) if isinstance(part, str)), path))
    if kind == "extra_forbidden":
        hint = did_you_mean(name, _known_keys(model, loc[:-1]))
        return Problem("PK121", f"unknown key {shown}", toml.span(path), hint, "warning")
    if kind == "missing":
        hint = f"write `{name} = ...`" if len(loc) > 1 or prefix else f"write `[{name}]` on a line of its own"
        return Problem("PK122", f"{shown} is missing", toml.span(path), hint)
    if kind == "string_too_short":
        return Problem("PK122", f"{shown} is empty", toml.span(path), f'write `{name} = "..."`')
    expected = getattr(model, "EXPECTED_OF", {}).get(name) or EXPECTED.get(kind) or error["msg"]
    return Problem("PK122", f"{shown} is {_found(error['input'])}, expected {expected}", toml.span(path))


def _shown_path(prefix: str, loc: Loc) -> str:
    path = ".".join(part for part in (prefix, *loc) if part and isinstance(part, str))
    return f"an item of `{path[:80]}`" if loc and isinstance(loc[-1], int) else f"`{path[:80]}`"


def _found(value: Any) -> str:
    if isinstance(value, (dict, list)):
        return "a table" if isinstance(value, dict) else "a list"
    return f"`{str(value).lower() if isinstance(value, bool) else str(value)[:60]}`"


def _known_keys(model: type[BaseModel], loc: Loc) -> list[str]:
    for part in loc:
        info = model.model_fields.get(str(part))
        inner = _model_in(info.annotation) if info else None
        model = inner or model
    return [info.alias or name for name, info in model.model_fields.items()]


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the shape that an annotation names, alone or as what a list or table holds."""
    found = [annotation, *getattr(annotation, "__args__", ())]
    return next((a for a in found if isinstance(a, type) and issubclass(a, BaseModel)), None)
