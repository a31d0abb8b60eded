"""Front matter: split off, composed into nodes that know their place, and made plain.

Every scalar is read as the text that stands there: `no`, `12:30` and `2011` mean themselves, and the shape of a key
decides what becomes of its text. Aliases and merge keys are followed within a budget.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from presskit.problems import Problem, Span, did_you_mean
from presskit.reading.source import Source

BOUNDARY = YAMLHandler.FM_BOUNDARY
LIMIT_CHARACTERS = 100_000
LIMIT_NODES = 10_000
LIMIT_DEPTH = 20
SAFE_DEPTH_CHARACTERS = 10_000  # so short a text cannot nest deeper than libyaml's stack bears
LOADER: type[Any] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

Value = Any
Loc = tuple[int | str, ...]


class TooMuch(Exception):
    """Raised when nodes nest too deeply or aliases multiply; carries the node."""

    def __init__(self, node: yaml.Node, why: str) -> None:
        super().__init__(why)
        self.node = node


@dataclass(frozen=True, slots=True)
class Split:
    """The two parts of a file as offsets into its text."""

    start: int
    end: int
    body: int


def split(source: Source) -> tuple[Split | None, list[Problem]]:
    """Return where front matter and body are, or None with the problem."""
    first = BOUNDARY.match(source.text)
    if first is None:
        return None, [_no_front_matter(source)]
    second = BOUNDARY.search(source.text, first.end())
    if second is None:
        hint = "write `---` alone on a line between the front matter and the body"
        return None, [Problem("PK104", "front matter is not closed", source.span_at(0, 3), hint)]
    if second.start() - first.end() > LIMIT_CHARACTERS:
        message = f"front matter has {second.start() - first.end():,} characters, at most {LIMIT_CHARACTERS:,} are read"
        return None, [Problem("PK107", message, source.span_at(0, 3))]
    return Split(first.end(), second.start(), second.end()), []


def _no_front_matter(source: Source) -> Problem:
    later = BOUNDARY.search(source.text) or _indented_fence(source.text)
    if later and not source.text[: later.start()].strip():
        span = source.span_at(later.end() - 3 if later.re is not BOUNDARY else later.start(), 3)
        hint = "move `---` to the first column of the first line"
        return Problem("PK103", "front matter does not begin at the first character of the file", span, hint)
    hint = "begin the file with `---`, keys such as `headline: ...`, and `---`"
    return Problem("PK103", "file has no front matter", source.span_at(0), hint)


def _indented_fence(text: str) -> Any:
    import re

    return re.match(r"\s+---", text)


@dataclass(slots=True)
class Tree:
    """The composed front matter: nodes with places, their plain value, and what was wrong on the way."""

    source: Source
    line_offset: int
    root: yaml.Node
    value: dict[str, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes_left: int = LIMIT_NODES

    def span(self, *loc: int | str) -> Span:
        """Return where the value at a location stands, or the nearest value around it."""
        return self._span(self._find(loc)[-1])

    def key_span(self, *loc: int | str) -> Span:
        """Return where the key at a location stands, or the value for an item of a list."""
        around = self._find(loc[:-1])[-1]
        if isinstance(around, yaml.MappingNode):
            for key, _ in around.value:
                if key.value == loc[-1]:
                    return self._span(key)
        return self.span(*loc)

    def kind(self, *loc: int | str) -> str:
        """Return what stands at a location, in words."""
        node = self._find(loc)[-1]
        return {"mapping": "a mapping", "sequence": "a list"}.get(node.id, "text")

    def _find(self, loc: Loc) -> list[yaml.Node]:
        path = [self.root]
        for part in loc:
            inner = _child(path[-1], part)
            if inner is None:
                break
            path.append(inner)
        return path

    def _span(self, node: yaml.Node) -> Span:
        start, end = node.start_mark, node.end_mark
        line = start.line + self.line_offset
        length = end.column - start.column if end.line == start.line else 1
        if end.line > start.line:
            lines = self.source.text.split("\n")
            length = len(lines[line - 1]) - start.column if line <= len(lines) else 1
        return Span(self.source.path, line, start.column + 1, max(1, length))


def _child(node: yaml.Node, part: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part]  # type: ignore[no-any-return]
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == part), None)
    return None


def compose(source: Source, parts: Split) -> tuple[Tree | None, list[Problem]]:
    """Return the front matter as a tree with its plain value, or None with the problem."""
    text = source.text[parts.start : parts.end]
    offset = source.text.count("\n", 0, parts.start) + 1
    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=LOADER)
    except TooMuch as error:
        return None, [Problem("PK107", str(error), _mark_span(source, error.node.start_mark, offset))]
    except yaml.YAMLError as error:
        return None, [_yaml_problem(source, error, offset)]
    if not isinstance(root, yaml.MappingNode):
        span = source.span_at(0, 3)
        hint = "write keys such as `headline: ...` between the two `---`"
        return None, [Problem("PK109", "front matter has no keys", span, hint)]
    return _made_plain(Tree(source, offset, root))


def _made_plain(tree: Tree) -> tuple[Tree | None, list[Problem]]:
    try:
        tree.value = _plain(tree, tree.root, 0)
    except TooMuch as error:
        return None, [Problem("PK107", str(error), tree._span(error.node))]
    return tree, tree.problems


def _refuse_depth(text: str) -> None:
    if len(text) < SAFE_DEPTH_CHARACTERS:
        return
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
        depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
        if depth > LIMIT_DEPTH:
            raise TooMuch(_Place(event.start_mark), f"front matter nests deeper than {LIMIT_DEPTH} levels")


class _Place(yaml.Node):
    def __init__(self, mark: Any) -> None:
        super().__init__("", "", mark, mark)


def _plain(tree: Tree, node: yaml.Node, depth: int) -> Value:
    tree.nodes_left -= 1
    if tree.nodes_left < 0:
        raise TooMuch(node, f"front matter unfolds to more than {LIMIT_NODES:,} values")
    if depth > LIMIT_DEPTH:
        raise TooMuch(node, f"front matter nests deeper than {LIMIT_DEPTH} levels")
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(tree, node, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(tree, item, depth + 1) for item in node.value]
    if node.style is None and node.value in ("", "~", "null"):
        return None
    return node.value


def _plain_mapping(tree: Tree, node: yaml.MappingNode, depth: int) -> dict[str, Value]:
    result: dict[str, Value] = {}
    merged: dict[str, Value] = {}
    first: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            tree.problems.append(Problem("PK109", "a key is text, found more than that", tree._span(key)))
        elif key.value == "<<" and key.style is None:
            merged |= _merged(tree, value, depth)
        elif key.value in first:
            line = first[key.value].start_mark.line + tree.line_offset
            message = f"key `{key.value}` is given twice, first on line {line}"
            tree.problems.append(Problem("PK106", message, tree._span(key), "keep one of the two"))
        else:
            first[key.value] = key
            result[key.value] = _plain(tree, value, depth + 1)
    return merged | result


def _merged(tree: Tree, node: yaml.Node, depth: int) -> dict[str, Value]:
    value = _plain(tree, node, depth + 1)
    parts = value if isinstance(value, list) else [value]
    result: dict[str, Value] = {}
    for part in reversed(parts):
        result |= part if isinstance(part, dict) else {}
    return result


def _mark_span(source: Source, mark: Any, offset: int) -> Span:
    return Span(source.path, mark.line + offset, mark.column + 1)


def _yaml_problem(source: Source, error: yaml.YAMLError, offset: int) -> Problem:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    what = str(getattr(error, "problem", None) or getattr(error, "reason", None) or error).splitlines()[0]
    span = _mark_span(source, mark, offset) if mark else Span(source.path, offset)
    lines = source.text.split("\n")
    line = lines[span.line - 1] if span.line <= len(lines) else ""
    return Problem("PK105", f"not YAML: {what}", span, _yaml_hint(line, what))


def _yaml_hint(line: str, what: str) -> str:
    if "\t" in line:
        return "use spaces instead of tabs"
    if "mapping values are not allowed" in what:
        return "put a text that has `: ` in it between quotation marks"
    if "undefined alias" in what or "alias" in what:
        return "put a text that begins with `*` or `&` between quotation marks"
    if "cannot start any token" in what:
        return "put a text that begins with a special character between quotation marks"
    return "check indentation and quotation marks around this line"


def unknown_keys(tree: Tree, loc: Loc, found: dict[str, Value], known: set[str]) -> list[Problem]:
    """Return a warning for each key that the shape does not know."""
    return [
        Problem("PK108", f"unknown key `{key}`", tree.key_span(*loc, key), did_you_mean(key, known), "warning")
        for key in found
        if key not in known
    ]
