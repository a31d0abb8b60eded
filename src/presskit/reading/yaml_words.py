"""What is wrong with a line of YAML, in a press officer's words; libyaml's own speak of tokens and nodes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import yaml

KEY = re.compile(r"\s*(?:- +)*([^\s:#][^:#]*?)\s*:(?:\s|$)")
SHOWN = 40
NOTHING_KNOWN = "this line cannot be read as a key and its value"
KEY_HINT = "write `key: value`, and begin every key in the same column"


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong and where; line and column count from 0."""

    line: int
    column: int
    message: str
    hint: str
    length: int = 1


@dataclass(frozen=True, slots=True)
class Scene:
    """What libyaml said, the lines of the text, where it stopped, and where what it was reading began."""

    said: str
    lines: list[str]
    line: int
    column: int
    begun: tuple[int, int]

    @property
    def text(self) -> str:
        """The line at which libyaml stopped."""
        return self.lines[self.line] if self.line < len(self.lines) else ""

    @property
    def character(self) -> str:
        """The character at which libyaml stopped."""
        return self.text[self.column : self.column + 1]

    @property
    def before(self) -> str:
        """What stands before it on its line."""
        return self.text[: self.column]

    def here(self, message: str, hint: str, length: int = 1) -> Wrong:
        """Return what is wrong at the place where libyaml stopped."""
        return Wrong(self.line, self.column, message, hint, length)

    def there(self, message: str, hint: str, length: int = 1) -> Wrong:
        """Return what is wrong at the beginning of what libyaml was reading."""
        return Wrong(*self.begun, message, hint, length)


def in_plain_words(error: yaml.YAMLError, lines: list[str]) -> Wrong:
    """Return what is wrong with the lines of a front matter that libyaml stopped at."""
    scene = _scene(error, lines)
    if scene.character == "\t" or "tab character" in scene.said:
        return scene.here("a tab stands where only spaces may", "indent with spaces")
    teller = next((teller for part, teller in TELLERS.items() if part in scene.said), None)
    return teller(scene) if teller else scene.here(NOTHING_KNOWN, "check its indentation and quotation marks")


def _scene(error: Any, lines: list[str]) -> Scene:
    mark = getattr(error, "problem_mark", None)
    begun = getattr(error, "context_mark", None) or mark
    said = f"{getattr(error, 'context', '')}; {getattr(error, 'problem', None) or error}"
    if mark is None or begun is None:
        return Scene(said, lines, 0, 0, (0, 0))
    line, column = mark.line, mark.column
    if line >= len(lines) or (line and not lines[line] and line == len(lines) - 1):
        line, column = _last_written(lines)
    return Scene(said, lines, line, column, (begun.line, begun.column))


def _last_written(lines: list[str]) -> tuple[int, int]:
    """Return the end of the last line with anything in it: what is missing is missing there."""
    line = max((number for number, text in enumerate(lines) if text.strip()), default=0)
    return line, len(lines[line].rstrip()) if lines else 0


def _second_colon(scene: Scene) -> Wrong:
    key = KEY.match(scene.before)
    if key:
        hint = f'put the text between quotation marks: `{key[1][:SHOWN]}: "..."`'
        return scene.here(f"a second `: ` stands in the value of `{key[1][:SHOWN]}`", hint)
    line = _line_above(scene)
    above = scene.lines[line]
    if KEY.match(above + " "):
        indent = len(scene.text) - len(scene.text.lstrip())
        name = scene.before.strip()[:SHOWN]
        message = f"`{name}` is indented deeper than the key above, which has a value already"
        return Wrong(scene.line, indent, message, "begin every key in the same column", max(1, len(name)))
    return _no_colon(above, line)


def _line_above(scene: Scene) -> int:
    above = (number for number in range(scene.line - 1, -1, -1) if scene.lines[number].strip())
    return next(above, scene.line)


def _no_colon(text: str, line: int) -> Wrong:
    shown, indent = text.strip(), len(text) - len(text.lstrip())
    hint = "write `key: value`; indent a text that goes on from the line above; close the front matter with `---`"
    short = shown if len(shown) <= SHOWN else f"{shown[:SHOWN]}..."
    return Wrong(line, indent, f"`{short}` is no key with a value", hint, max(1, len(shown)))


def _bad_start(scene: Scene) -> Wrong:
    line, column = scene.begun
    character = scene.lines[line][column : column + 1] if line < len(scene.lines) else ""
    shown = "a backquote" if character == "`" else f"`{character}`"
    return scene.there(f"a text cannot begin with {shown}", "put the text between quotation marks")


def _nothing_meant(scene: Scene) -> Wrong:
    name = re.split(r"[\s,\]}]", scene.text[scene.column :])[0]
    hint = "put a text that begins with `*` between quotation marks"
    return scene.here(f"`{name[:SHOWN]}` refers to nothing", hint, len(name))


def _open_mark(scene: Scene) -> Wrong:
    mark = scene.lines[scene.begun[0]][scene.begun[1] :][:1]
    return scene.there(f"quotation mark `{mark}` is not closed", f"write `{mark}` at the end of the text")


def _bad_escape(scene: Scene) -> Wrong:
    written = scene.text[scene.column : scene.column + 2]
    hint = "write two backslashes for one, or use ' instead of \" around the text"
    return scene.here(f"`{written}` means nothing between double quotation marks", hint, len(written))


def _no_key(scene: Scene) -> Wrong:
    if scene.before.rstrip()[-1:] in ('"', "'") and scene.character:
        mark = scene.before.rstrip()[-1]
        inside = "write '' for an apostrophe between ' and '" if mark == "'" else 'write \\" for a mark between " and "'
        return scene.here("the text goes on after its closing quotation mark", inside)
    if scene.character in "]},":
        return _stray_bracket(scene)
    shown = scene.text.strip()[:SHOWN]
    indent = len(scene.text) - len(scene.text.lstrip())
    return Wrong(scene.line, indent, f"`{shown}` does not stand in the column of a key", KEY_HINT, max(1, len(shown)))


def _stray_bracket(scene: Scene) -> Wrong:
    if not scene.character:
        return scene.here("a value is missing at the end", KEY_HINT)
    hint = "put a text that has brackets or commas in it between quotation marks"
    return scene.here(f"`{scene.character}` stands where a text was expected", hint)


def _colonless(scene: Scene) -> Wrong:
    line = scene.begun[0]
    return _no_colon(scene.lines[line], line)


def _open_bracket(scene: Scene) -> Wrong:
    opening = scene.lines[scene.begun[0]][scene.begun[1] :][:1]
    closing = "]" if opening == "[" else "}"
    return scene.there(
        f"`{opening}` is not closed", f"write `{closing}` at its end, or quotation marks around the text"
    )


def _no_dash(scene: Scene) -> Wrong:
    hint = "begin every item with `- ` in the same column, and every key in the first column"
    shown = scene.text.strip()[:SHOWN]
    return scene.here(f"`{shown}` is no item of the list above", hint, max(1, len(shown)))


def _list_on_line(scene: Scene) -> Wrong:
    return scene.here("a list cannot begin on the line of its key", "write each `- item` on a line of its own below")


def _block_header(scene: Scene) -> Wrong:
    mark = scene.lines[scene.begun[0]][scene.begun[1] :][:1]
    return scene.there(f"a text cannot begin with `{mark}` on the same line", "put it between quotation marks")


TELLERS: dict[str, Callable[[Scene], Wrong]] = {
    "mapping values are not allowed": _second_colon,
    "cannot start any token": _bad_start,
    "scanning an alias": _bad_start,
    "scanning an anchor": _bad_start,
    "scanning a tag": _bad_start,
    "parsing a tag": _bad_start,
    "scanning a directive": _bad_start,
    "undefined tag handle": _bad_start,
    "undefined alias": _nothing_meant,
    "unexpected end of stream": _open_mark,
    "unknown escape character": _bad_escape,
    "Unicode character escape": _bad_escape,
    "expected hexdecimal number": _bad_escape,
    "could not find expected ':'": _colonless,
    "did not find expected ',' or": _open_bracket,
    "did not find expected key": _no_key,
    "did not find expected node content": _stray_bracket,
    "did not find expected '-' indicator": _no_dash,
    "block sequence entries are not allowed": _list_on_line,
    "scanning a block scalar": _block_header,
}
