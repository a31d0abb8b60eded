"""approvals.jsonl: the words that were approved, one approval a line. A record: it is added to, and never made again.

Releases hold for themselves without it; it is what a changed wording is compared with. No output sees it.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

RECORD = "approvals.jsonl"


def kept_wordings(root: str) -> Callable[[str], str]:
    """Return a function from a fingerprint, or its first digits, to the words; it reads when first asked."""
    known: dict[str, str] = {}

    def wording(fingerprint: str) -> str:
        if not known:
            known[""] = ""
            known.update(_read(root))
        found = (text for whole, text in known.items() if whole.startswith(fingerprint.lower()))
        return next(found, "")

    return wording


def _read(root: str) -> Iterator[tuple[str, str]]:
    """Yield each wording under its fingerprint; a line that somebody broke costs that line."""
    try:
        with open(os.path.join(root, RECORD), encoding="utf-8", errors="replace") as file:
            lines = file.readlines()
    except OSError:
        return
    for line in lines:
        try:
            entry = json.loads(line)
            yield str(entry["wording"]), str(entry["text"])
        except (ValueError, KeyError, TypeError):
            continue


def keep_wordings(root: str, entries: Iterable[dict[str, Any]]) -> None:
    """Add approvals to the record, safely on disk when this returns; a line that is there already is not repeated."""
    path = os.path.join(root, RECORD)
    with open(path, "a+", encoding="utf-8", newline="\n") as file:
        file.seek(0)
        before = file.read()
        lines = [json.dumps(entry, ensure_ascii=False) for entry in entries]
        known = set(before.splitlines())
        new = [line for line in lines if line not in known]
        file.write(("" if before.endswith("\n") or not before else "\n") + "".join(f"{line}\n" for line in new))
        file.flush()
        os.fsync(file.fileno())
