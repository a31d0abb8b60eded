"""Front matter: split off, composed into nodes that know their place, and made plain.

Every scalar is read as the text that stands there: `no`, `12:30` and `2011` mean themselves, and the shape of a key
decides what becomes of its text. Aliases and merge keys are followed within a budget.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from presskit.problems import CONTROLS, Problem, Span, did_you_mean
from presskit.reading.source import Source, control_problem
from presskit.reading.yaml_words import in_plain_words

BOUNDARY = YAMLHandler.FM_BOUNDARY
INDENTED_BOUNDARY = re.compile(r"\s+---")
NESTING = re.compile(r"[\[{?:-]")
LIMIT_CHARACTERS = 100_000
LIMIT_UNFOLDED_CHARACTERS = 200_000
LIMIT_NODES = 10_000
LIMIT_DEPTH = 20
LIMIT_PROBLEMS = 50
SAFE_DEPTH = 500  # what libyaml's composer, which is recursive, bears on the stack of a thread
EMPTY = ("", "~", "null")
REPEATED = "write texts out instead of repeating them with `&` and `*`"

Value = Any
Loc = tuple[int | str, ...]


class Loader(getattr(yaml, "CBaseLoader", yaml.BaseLoader)):  # type: ignore[misc]
    """Composes nodes; what a scalar would mean to YAML is not asked, which is a fifth of the time."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        """Return no tag."""
        return ""

    def descend_resolver(self, node: Any, index: Any) -> None:
        """Do nothing: no tag depends on where a node stands."""

    def ascend_resolver(self) -> None:
        """Do nothing."""


class TooMuch(Exception):
    """Raised when nodes nest too deeply or aliases multiply; carries the node and a hint."""

    def __init__(self, node: yaml.Node, why: str, hint: str = REPEATED) -> None:
        super().__init__(why)
        self.node = node
        self.hint = hint


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
    length = second.start() - first.end()
    if length > LIMIT_CHARACTERS:
        message = f"front matter has {length:,} characters, at most {LIMIT_CHARACTERS:,} are read"
        return None, [Problem("PK107", message, source.span_at(0, 3), "write long texts below the second `---`")]
    return Split(first.end(), second.start(), second.end()), []


def _no_front_matter(source: Source) -> Problem:
    indented = INDENTED_BOUNDARY.match(source.text)
    if indented:
        hint = "move `---` to the first column of the first line"
        message = "front matter does not begin at the first character of the file"
        return Problem("PK103", message, source.span_at(indented.end() - 3, 3), hint)
    hint = "begin the file with `---`, keys such as `headline: ...`, and `---`"
    if not source.text.strip():
        return Problem("PK103", "file is empty", Span(source.path), hint)
    return Problem("PK103", "file has no front matter", source.span_at(0), hint)


@dataclass(slots=True)
class Tree:
    """The composed front matter: nodes by location, their plain value, and what was wrong on the way.

    The YAML text begins at the offset `start` of the source, on the line `first_line`.
    """

    source: Source
    start: int
    first_line: int
    root: yaml.MappingNode
    value: dict[str, Value] = field(default_factory=dict)
    nodes: dict[Loc, yaml.Node] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    nodes_left: int = LIMIT_NODES
    characters_left: int = LIMIT_UNFOLDED_CHARACTERS

    def span(self, *loc: int | str) -> Span:
        """Return where the value at a location stands, or the nearest value around it."""
        return self.span_of(self._nearest(loc))

    def key_span(self, *loc: int | str) -> Span:
        """Return where the key at a location stands, or the value for an item of a list."""
        around = self.nodes.get(loc[:-1], self.root)
        if isinstance(around, yaml.MappingNode):
            for key, _ in around.value:
                if key.value == loc[-1]:
                    return self.span_of(key)
        return self.span(*loc)

    def kind(self, *loc: int | str) -> str:
        """Return what stands at a location, in words."""
        node = self._nearest(loc)
        if isinstance(node, yaml.ScalarNode):
            return "empty" if _is_empty(node) else "text"
        return "a mapping" if isinstance(node, yaml.MappingNode) else "a list"

    def _nearest(self, loc: Loc) -> yaml.Node:
        while loc not in self.nodes:
            loc = loc[:-1]
        return self.nodes[loc]

    def span_of(self, node: yaml.Node) -> Span:
        """Return where a node stands; of one with several lines, the first."""
        start, end = node.start_mark, node.end_mark
        length = end.column - start.column
        if end.line != start.line:
            at = self.start + start.index
            length = self.source.text.find("\n", at) - at
        return Span(self.source.path, start.line + self.first_line, start.column + 1, max(1, length))


def compose(source: Source, parts: Split) -> tuple[Tree | None, list[Problem]]:
    """Return the front matter as a tree with its plain value, or None with the problem."""
    text = source.text[parts.start : parts.end]
    first_line = source.text.count("\n", 0, parts.start) + 1
    try:
        _refuse_depth(text)
        root = yaml.compose(text, Loader=Loader)
    except TooMuch as error:
        mark = error.node.start_mark
        span = Span(source.path, mark.line + first_line, mark.column + 1)
        return None, [Problem("PK107", str(error), span, error.hint)]
    except yaml.YAMLError as error:
        return None, [_syntax_problem(source, error, text, first_line)]
    if not isinstance(root, yaml.MappingNode):
        return None, [_no_keys(source, root, first_line)]
    return _made_plain(Tree(source, parts.start, first_line, root))


def _syntax_problem(source: Source, error: yaml.YAMLError, text: str, first_line: int) -> Problem:
    wrong = in_plain_words(error, text.split("\n"))
    span = Span(source.path, wrong.line + first_line, wrong.column + 1, wrong.length)
    return Problem("PK105", wrong.message, span, wrong.hint)


def _no_keys(source: Source, root: yaml.Node | None, first_line: int) -> Problem:
    hint = "write keys such as `headline: ...` between the two `---`"
    span = source.span_at(0, 3)
    if root is not None:
        span = Span(source.path, root.start_mark.line + first_line, root.start_mark.column + 1)
    return Problem("PK109", "front matter has no keys", span, hint)


def _made_plain(tree: Tree) -> tuple[Tree | None, list[Problem]]:
    try:
        tree.value = _plain(tree, tree.root, ())
    except TooMuch as error:
        return None, [Problem("PK107", str(error), tree.span_of(error.node), error.hint)]
    return tree, tree.problems


def _refuse_depth(text: str) -> None:
    """Raise TooMuch before the composer nests too deeply; each level needs one of five characters."""
    if len(text) < SAFE_DEPTH or len(NESTING.findall(text)) < SAFE_DEPTH:
        return
    depth = 0
    for event in yaml.parse(text, Loader=Loader):
        depth += isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent))
        depth -= isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent))
        if depth > LIMIT_DEPTH:
            raise _too_deep(yaml.Node("", "", event.start_mark, event.end_mark))  # type: ignore[arg-type]


def _too_deep(node: yaml.Node) -> TooMuch:
    hint = "take lists and mappings out of one another"
    return TooMuch(node, f"front matter nests deeper than {LIMIT_DEPTH} levels", hint)


def _plain(tree: Tree, node: yaml.Node, loc: Loc) -> Value:
    tree.nodes[loc] = node
    tree.nodes_left -= 1
    if tree.nodes_left < 0:
        raise TooMuch(node, f"front matter unfolds to more than {LIMIT_NODES:,} values")
    if isinstance(node, yaml.ScalarNode):
        return _plain_text(tree, node)
    if len(loc) > LIMIT_DEPTH:
        raise _too_deep(node)
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(tree, node, loc)
    return [_plain(tree, item, (*loc, number)) for number, item in enumerate(node.value)]


def _plain_text(tree: Tree, node: yaml.ScalarNode) -> str | None:
    if _is_empty(node):
        return None
    text: str = node.value
    tree.characters_left -= len(text)
    if tree.characters_left < 0:
        raise TooMuch(node, f"front matter unfolds to more than {LIMIT_UNFOLDED_CHARACTERS:,} characters")
    if node.style == '"' and (found := CONTROLS.search(text)):
        tree.problems.append(control_problem(found[0], tree.span_of(node)))
        return CONTROLS.sub(" ", text)
    return text


def _is_empty(node: yaml.ScalarNode) -> bool:
    return not node.style and node.value in EMPTY


def _plain_mapping(tree: Tree, node: yaml.MappingNode, loc: Loc) -> dict[str, Value]:
    result: dict[str, Value] = {}
    merged: dict[str, Value] = {}
    first: dict[str, yaml.Node] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            hint = "put a key that begins with `[` or `{` between quotation marks"
            problem = Problem("PK109", f"a key is {_kind(key)}, expected text", tree.span_of(key), hint)
            tree.problems.append(problem)
        elif key.value == "<<" and not key.style:
            merged |= _merged(tree, value, loc)
        elif key.value in first:
            _complain_of_double(tree, key, first[key.value])
        else:
            first[key.value] = key
            result[key.value] = _plain(tree, value, (*loc, key.value))
    return merged | result if merged else result


def _kind(node: yaml.Node) -> str:
    return "a mapping" if isinstance(node, yaml.MappingNode) else "a list"


def _complain_of_double(tree: Tree, key: yaml.Node, first: yaml.Node) -> None:
    if len(tree.problems) < LIMIT_PROBLEMS:
        line = first.start_mark.line + tree.first_line
        message = f"key `{key.value[:60]}` is given twice, first on line {line}"
        tree.problems.append(Problem("PK106", message, tree.span_of(key), "keep one of the two"))


def _merged(tree: Tree, node: yaml.Node, loc: Loc) -> dict[str, Value]:
    value = _plain(tree, node, (*loc, "<<"))
    parts = value if isinstance(value, list) else [value]
    result: dict[str, Value] = {}
    for part in reversed(parts):
        result |= part if isinstance(part, dict) else {}
    return result


def unknown_keys(tree: Tree, loc: Loc, known: set[str]) -> list[Problem]:
    """Return a problem for each key of the mapping at a location that the shape does not know.

    One that may have been meant for an embargo is an error: without it the release would go out early.
    """
    found = [key.value for key, _ in tree.nodes[loc].value if isinstance(key.value, str)]
    unknown = [key for key in dict.fromkeys(found) if key not in known and key != "<<"]
    return [_unknown_key(tree.key_span(*loc, key), key, known) for key in unknown[:LIMIT_PROBLEMS]]


def _unknown_key(span: Span, key: str, known: set[str]) -> Problem:
    hint = "did you mean `embargo`?" if key.lower() == "sperrfrist" else did_you_mean(key, sorted(known))
    severity = "error" if hint == "did you mean `embargo`?" else "warning"
    return Problem("PK108", f"unknown key `{key[:60]}`", span, hint, severity)  # type: ignore[arg-type]
