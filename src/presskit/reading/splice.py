"""Small changes of front matter that leave every other byte of the file as it is.

Places come from the nodes of yaml.compose, as lines and columns, which a byte order mark and Windows line ends do not
move. What was changed is read again: where anything else would read differently, nothing is changed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from presskit.reading.frontmatter import BOUNDARY, compose, split
from presskit.reading.source import decode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from presskit.reading.frontmatter import Loc, Tree

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
MARK = "\ufeff"


class Edit(NamedTuple):
    """What stands at an offset of the text, up to another one, and what shall stand there."""

    start: int
    end: int
    text: str


class CannotSplice(Exception):
    """Raised where a change by machine would change something else too; carries why."""


class Page(NamedTuple):
    """A file as text with its line ends, and its front matter as a tree; a byte order mark is kept aside."""

    text: str
    starts: tuple[int, ...]
    tree: Tree
    mark: str

    def at(self, line: int, column: int) -> int:
        """Return the offset of a place in the front matter, both counted from 0 as marks of nodes are."""
        return self.starts[line + self.tree.first_line - 1] + column

    def start_of(self, node: yaml.Node) -> int:
        """Return the offset at which a node begins."""
        return self.at(node.start_mark.line, node.start_mark.column)

    def end_of(self, node: yaml.Node) -> int:
        """Return the offset at which a node on its own line or lines ends."""
        return self.at(node.end_mark.line, node.end_mark.column)

    def line_end(self, offset: int) -> int:
        """Return the offset of the end of the line, before its line break."""
        found = re.compile(r"[\r\n]|\Z").search(self.text, offset)
        assert found is not None
        return found.start()

    @property
    def line_break(self) -> str:
        """The line break of the first line."""
        found = re.search(r"\r\n|\r|\n", self.text)
        return found[0] if found else "\n"


def page_of(path: str, raw: bytes) -> Page:
    """Return a file that can be read as a release; CannotSplice where it cannot."""
    source, _ = decode(path, raw)
    parts = split(source)[0] if source else None
    tree = compose(source, parts)[0] if source and parts else None
    if tree is None:
        raise CannotSplice("its front matter cannot be read")
    text = raw.decode("utf-8")
    mark = MARK if text.startswith(MARK) else ""
    text = text[len(mark) :]
    return Page(text, tuple(match.start() for match in LINE.finditer(text)), tree, mark)


def spliced(path: str, raw: bytes, edits: Sequence[Edit], expected: dict[str, Any]) -> bytes:
    """Return the bytes with the edits made; CannotSplice where they are not read as what is expected then."""
    page = page_of(path, raw)
    text = page.text
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    changed = (page.mark + text).encode()
    tree = page_of(path, changed).tree
    reads_as_meant = _without_ends(tree.value) == _without_ends(expected) and len(tree.problems) == len(
        page.tree.problems
    )
    if not reads_as_meant or _body(path, changed) != _body(path, raw):
        raise CannotSplice("it is written in a way that a program cannot change safely")
    return changed


def _without_ends(value: Any) -> Any:
    """Return a value without empty lines at the end of texts, which no shape reads and `|+` keeps."""
    if isinstance(value, dict):
        return {key: _without_ends(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_without_ends(inner) for inner in value]
    return value.rstrip("\n") if isinstance(value, str) else value


def _body(path: str, raw: bytes) -> str:
    source, _ = decode(path, raw)
    parts = split(source)[0] if source else None
    return source.text[parts.body :] if source and parts else ""


# --- keys


def with_key(page: Page, loc: Loc, key: str, value: str, parts: dict[str, str]) -> list[Edit]:
    """Return the edits that give the mapping at a place a key with a value, a flow mapping of `parts` in YAML."""
    node = page.tree.nodes[loc]
    found = next((pair for pair in node.value if pair[0].value == key), None)
    if found:
        return _replaced(page, found[0], found[1], value, parts)
    if _is_flow(node):
        return [_in_braces(page, node, f"{key}: {value}")]
    first, last = node.value[0][0], node.value[-1]
    indent = " " * first.start_mark.column
    at = page.line_end(_content_end(page, last[0], last[1], first.start_mark.column))
    return [Edit(at, at, f"{page.line_break}{indent}{key}: {value}")]


def with_items(page: Page, key: str, items: Sequence[dict[str, str]]) -> list[Edit]:
    """Return the edits that add mappings to the list under a key of the front matter; their values are YAML."""
    in_braces = ["{" + ", ".join(f"{name}: {value}" for name, value in item.items()) + "}" for item in items]
    root = page.tree.root
    found = next((pair for pair in root.value if pair[0].value == key), None)
    if found is None and _is_flow(root):
        return [_in_braces(page, root, f"{key}: [{', '.join(in_braces)}]")]
    if found is None:
        indent, at = " " * root.value[0][0].start_mark.column, _front_end(page)
        return [Edit(at, at, _lines(page, [f"{indent}{key}:", *_dashed(items, f"{indent}  ", "  ")]) + page.line_break)]
    name, node = found
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        return [_in_brackets(page, node, ", ".join(in_braces))]
    column = name.start_mark.column
    at = page.line_end(_content_end(page, name, node, column))
    indent, gap = " " * (column + 2), "  "
    if isinstance(node, yaml.SequenceNode):
        indent = " " * node.start_mark.column
        gap = " " * max(2, node.value[0].start_mark.column - node.start_mark.column)
    elif not _is_nothing(node):
        raise CannotSplice(f"`{key}` is no list")
    return [Edit(at, at, page.line_break + _lines(page, _dashed(items, indent, gap)))]


def _dashed(items: Sequence[dict[str, str]], indent: str, gap: str) -> Iterator[str]:
    """Yield the lines of items of a list; `gap` is the room that a dash takes."""
    for item in items:
        for number, (name, value) in enumerate(item.items()):
            yield f"{indent}{gap if number else '-'.ljust(len(gap))}{name}: {value}"


def _lines(page: Page, lines: Iterable[str]) -> str:
    return page.line_break.join(lines)


def _front_end(page: Page) -> int:
    """Return the offset of the line that closes the front matter."""
    lines = range(page.tree.first_line, len(page.starts))
    return next(page.starts[n] for n in lines if BOUNDARY.match(page.text, page.starts[n]))


def _in_brackets(page: Page, node: yaml.Node, items: str) -> Edit:
    """Return the edit that puts items before the bracket that closes a list."""
    at = page.end_of(node) - 1
    since = page.end_of(node.value[-1]) if node.value else page.start_of(node) + 1
    comma = ", " if node.value and "," not in re.sub(r"#[^\r\n]*", "", page.text[since:at]) else ""
    return Edit(at, at, f"{comma}{items}")


def _replaced(page: Page, key: yaml.Node, node: yaml.Node, value: str, parts: dict[str, str]) -> list[Edit]:
    """Return the edits that put a value in the place of another: part by part where it has the same parts."""
    if isinstance(node, yaml.MappingNode) and {inner.value for inner, _ in node.value} == set(parts):
        pairs = ((inner.value, old) for inner, old in node.value)
        if all(isinstance(old, yaml.ScalarNode) for _, old in node.value):
            return [Edit(page.start_of(old), page.end_of(old), parts[name]) for name, old in pairs]
    start = page.start_of(node)
    end = start if _is_nothing(node) else _content_end(page, key, node, key.start_mark.column)
    return [Edit(start, end, f" {value}" if start == end else value)]


def _is_flow(node: yaml.Node) -> bool:
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def _is_nothing(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.start_mark.index == node.end_mark.index


def _in_braces(page: Page, node: yaml.Node, pair: str) -> Edit:
    """Return the edit that puts a pair before the brace that closes a mapping."""
    brace = page.end_of(node) - 1
    last = node.value[-1][1] if node.value else None
    since = max(page.end_of(last), page.start_of(node)) if last is not None else page.start_of(node) + 1
    between = re.sub(r"#[^\r\n]*", "", page.text[since:brace])
    line = page.text.rfind("\n", 0, brace) + 1
    at = brace
    if page.text[line:brace].strip() and "#" not in page.text[max(line, since) : brace]:
        at = len(page.text[:brace].rstrip(" \t"))
    comma = "" if "," in between or not node.value else ","
    return Edit(at, at, f"{comma} {pair}" if at == brace or comma or "," in between else pair)


def _content_end(page: Page, key: yaml.Node, node: yaml.Node, column: int) -> int:
    """Return an offset on the last line of a value; of an alias, which stands elsewhere, that of its key."""
    if page.start_of(node) < page.start_of(key):
        return page.end_of(key)
    if isinstance(node, yaml.ScalarNode):
        return _block_end(page, node, column) if node.style in ("|", ">") else page.end_of(node)
    if _is_flow(node) or not node.value:
        return page.end_of(node)
    last = node.value[-1]
    inner, value = last if isinstance(node, yaml.MappingNode) else (last, last)
    return _content_end(page, inner, value, inner.start_mark.column)


def _block_end(page: Page, node: yaml.Node, column: int) -> int:
    """Return an offset on the last line of a block scalar: lines that are empty or indented deeper belong to it."""
    first = last = node.start_mark.line + page.tree.first_line - 1
    for number in range(first + 1, len(page.starts)):
        line = LINE.match(page.text, page.starts[number])
        assert line is not None
        if line[0].strip():
            if len(line[0]) - len(line[0].lstrip(" ")) <= column:
                break
            last = number
    return page.starts[last]


def items(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the mappings in a list of the front matter, with their numbers."""
    found: Iterable[Any] = value if isinstance(value, list) else ()
    yield from ((number, item) for number, item in enumerate(found) if isinstance(item, dict))
