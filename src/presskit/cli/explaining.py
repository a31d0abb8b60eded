"""`presskit explain` and `presskit schema`."""

from __future__ import annotations

import textwrap

from presskit.checking.catalogue import CATALOGUE, Entry
from presskit.cli import console
from presskit.cli.exits import GOOD
from presskit.problems import PresskitError, did_you_mean


def explain(code: str, *, as_json: bool) -> int:
    """Write what a problem means and what to do about it; without a code, write the titles of all."""
    if not code:
        return _list_all(as_json=as_json)
    code = full_code(code)
    if code not in CATALOGUE:
        raise PresskitError(f"no problem has the code `{code}`", hint=_nearest(code))
    if as_json:
        console.put_json(data(code, CATALOGUE[code]))
    else:
        console.put(drawn(code, CATALOGUE[code]))
    return GOOD


def full_code(code: str) -> str:
    """Return a code as it is printed, also for `203`, `pk203` and `error[PK203]`."""
    digits = "".join(c for c in code if c.isdigit())
    return f"PK{digits}" if digits else code.upper()


def _nearest(code: str) -> str:
    return did_you_mean(code, CATALOGUE) or "`presskit explain` lists all codes"


def _list_all(*, as_json: bool) -> int:
    if as_json:
        console.put_json([data(code, entry) for code, entry in CATALOGUE.items()])
    for code, entry in CATALOGUE.items() if not as_json else ():
        console.put(f"{code}  {entry.title}")
    return GOOD


def data(code: str, entry: Entry) -> dict[str, str]:
    """Return an entry as plain data."""
    return {
        "code": code, "title": entry.title, "why": entry.why, "do": entry.do, "bad": entry.bad, "good": entry.good,
    }  # fmt: skip


def drawn(code: str, entry: Entry) -> str:
    """Return an entry as it is printed."""
    parts = [f"{code}: {entry.title}", entry.why, entry.do]
    paragraphs = [textwrap.fill(part, 80) for part in parts]
    examples = [("instead of", entry.bad), ("write", entry.good)]
    paragraphs += [f"{label}:\n\n{textwrap.indent(text, '    ')}" for label, text in examples if text]
    return "\n\n".join(paragraphs)


def schema() -> int:
    """Write the JSON Schema of the front matter, for editors."""
    from presskit.reading.shape import json_schema

    console.put_json(json_schema())
    return GOOD
