"""A person gets another key: in people.toml, in presskit.toml and in every release; everything else stays as it is."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import yaml

from presskit.reading.splice import CannotSplice, Edit, page_of, spliced

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.reading.frontmatter import Loc
    from presskit.reading.splice import Page

TABLE = re.compile(r"^\ufeff?[ \t]*\[", re.MULTILINE)
DEFAULTS = re.compile(r"^[ \t]*\[[ \t]*defaults[ \t]*\][^\n]*$", re.MULTILINE)
CONTACTS = re.compile(r"^[ \t]*contacts[ \t]*=[ \t]*(\[[^\]]*\])", re.MULTILINE)


def renamed_people(raw: bytes, old: str, new: str) -> bytes:
    """Return people.toml with a key renamed; CannotSplice where that would change anything else."""
    text = raw.decode("utf-8")
    name = rf"(?:{re.escape(old)}|\"{re.escape(old)}\"|'{re.escape(old)}')"
    changed = re.sub(rf"(?m)^(\ufeff?[ \t]*\[\[?[ \t]*){name}(?=[ \t]*[.\]])", rf"\g<1>{new}", text)
    first = TABLE.search(changed)
    end = first.start() if first else len(changed)
    changed = re.sub(rf"(?m)^(\ufeff?[ \t]*){name}(?=[ \t]*[.=])", rf"\g<1>{new}", changed[:end]) + changed[end:]
    before, after = _toml(text), _toml(changed)
    if after != {(new if key == old else key): value for key, value in before.items()}:
        raise CannotSplice("people.toml is written in a way that a program cannot change safely")
    return changed.encode()


def renamed_settings(raw: bytes, old: str, new: str) -> bytes:
    """Return presskit.toml with a contact of [defaults] renamed; CannotSplice where that would change anything else."""
    text = raw.decode("utf-8")
    before = _toml(text)
    defaults = before.get("defaults")
    contacts = defaults.get("contacts") if isinstance(defaults, dict) else None
    if not isinstance(contacts, list) or old not in contacts:
        return raw
    table = DEFAULTS.search(text)
    found = CONTACTS.search(text, table.end()) if table else None
    if found:
        start, end = found.span(1)
        text = text[:start] + re.sub(rf"([\"']){re.escape(old)}\1", rf"\g<1>{new}\g<1>", text[start:end]) + text[end:]
    expected = [new if key == old else key for key in contacts]
    if _toml(text) != {**before, "defaults": {**before["defaults"], "contacts": expected}}:
        raise CannotSplice("presskit.toml is written in a way that a program cannot change safely")
    return text.encode()


def _toml(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff").replace("\r\n", "\n"))


# --- releases


def renamed_release(path: str, raw: bytes, old: str, new: str) -> bytes:
    """Return a release with a speaker and contact renamed; CannotSplice where that would change anything else."""
    page = page_of(path, raw)
    edits = set(_edits(page, old, new))
    return spliced(path, raw, list(edits), _expected(page.tree.value, (), old, new)) if edits else raw


def _edits(page: Page, old: str, new: str) -> Iterator[Edit]:
    for loc, node in page.tree.nodes.items():
        if isinstance(node, yaml.ScalarNode) and names_person(loc) and _in_list(node.value, old, new) != node.value:
            start, end = page.start_of(node), page.end_of(node)
            yield Edit(start, end, _in_list(page.text[start:end], old, new))


def names_person(loc: Loc) -> bool:
    """Tell whether a place in the front matter holds a key of people.toml: a speaker, or contacts."""
    plain = tuple(part for part in loc if part != "<<" and isinstance(part, str))
    return plain in (("contacts",), ("quotes", "speaker"), ("quotes", "speaker", "key"))


def _in_list(text: str, old: str, new: str) -> str:
    """Return a text, which may name several people between commas, with one of them renamed."""
    return re.sub(rf"(?<![\w.-]){re.escape(old)}(?![\w.-])", new, text)


def _expected(value: Any, loc: Loc, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _expected(inner, (*loc, key), old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [_expected(inner, (*loc, number), old, new) for number, inner in enumerate(value)]
    return _in_list(value, old, new) if isinstance(value, str) and names_person(loc) else value
