"""Pagefind as a process: records go in, the files of an index come out; it writes nothing and asks nobody.

Its Python package waits 0.1 s for each record and may return before the files are whole (docs/adr/0008), so this speaks
to the binary as that does: requests in base64, parted by commas.
"""

from __future__ import annotations

import base64
import json
import os
import re
import subprocess
from contextlib import suppress
from threading import Thread, Timer
from typing import IO, TYPE_CHECKING, Any

from presskit.outputs.refusal import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ENTRY = "pagefind-entry.json"  # what is asked first, and names the rest
KEPT = re.compile(r"(?:fragment|index)/\S+|pagefind\.\S+\.pf_meta|pagefind\.js")  # no user interface, no worker
LIMIT_S, LIMIT_OF_EACH_S = 60.0, 0.2
CHUNK_BYTES = 1 << 20


def binary() -> str:
    """Return the path of the program, empty where its package is not installed."""
    try:
        from pagefind_bin import get_executable
    except ImportError:
        return ""
    path = str(get_executable())
    return path if os.path.isfile(path) else ""


def version() -> str:
    """Return the version of the program, empty where there is none that runs here."""
    path = binary()
    if not path:
        return ""
    try:
        said = subprocess.run([path, "--version"], capture_output=True, timeout=LIMIT_S, env={}, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return said.stdout.decode(errors="replace").strip() if said.returncode == 0 else ""


def index(records: Sequence[dict[str, Any]], folder: str, name: str) -> dict[str, bytes]:
    """Return the files of an index of records of one language, by name; `folder` is where the program runs.

    Refusal where it fails or takes too long; `name` says then of what.
    """
    requests: list[dict[str, Any]] = [{"type": "NewIndex", "config": {}}]
    requests += [{"type": "AddRecord", "index_id": 0, **record} for record in records]
    requests.append({"type": "GetFiles", "index_id": 0})
    answers = _asked(requests, folder, LIMIT_S + LIMIT_OF_EACH_S * len(records))
    found = {answer["type"]: answer for answer in answers}
    if len(answers) < len(requests) or "Error" in found or "GetFiles" not in found:
        what = found.get("Error", {}).get("message") or f"it answered {len(answers)} of {len(requests)} times"
        hint = "the index stays as it was last built; build again, or leave `search` out of [outputs] in presskit.toml"
        raise Refusal("PK722", f"search index {name} could not be made ({what})", hint=hint)
    return _kept({file["path"]: base64.b64decode(file["content"]) for file in found["GetFiles"]["files"]})


def _kept(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that a page of our own asks for."""
    entry = json.loads(files[ENTRY])
    stemmers = {f"wasm.{language['wasm'] or 'unknown'}.pagefind" for language in entry["languages"].values()}
    kept = {path: data for path, data in files.items() if KEPT.fullmatch(path) or path in stemmers}
    return kept | {ENTRY: files[ENTRY]}


def _asked(requests: Sequence[dict[str, Any]], folder: str, limit_s: float) -> list[dict[str, Any]]:
    """Return the answers to requests, fewer where the program ends before."""
    with subprocess.Popen(
        [binary(), "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
        cwd=folder, env={},
    ) as program:  # fmt: skip
        assert program.stdin and program.stdout
        limit = Timer(limit_s, program.kill)
        sender = Thread(target=_send, args=(program.stdin, requests), daemon=True)
        limit.start()
        sender.start()
        try:
            return list(_answers(program.stdout, len(requests)))
        finally:
            program.kill()
            limit.cancel()
            sender.join()
            with suppress(OSError):  # what it was never told
                program.stdin.close()


def _send(pipe: IO[bytes], requests: Sequence[dict[str, Any]]) -> None:
    try:
        for number, request in enumerate(requests, 1):
            message = json.dumps({"message_id": number, "payload": request})
            pipe.write(base64.b64encode(message.encode()) + b",")
        pipe.flush()  # it is not closed: the program ends at once when it is, whatever is left to do
    except OSError:
        return


def _answers(pipe: IO[bytes], count: int) -> Iterator[dict[str, Any]]:
    """Yield so many answers as they come."""
    parts: list[bytes] = []
    while count and (data := os.read(pipe.fileno(), CHUNK_BYTES)):
        *ends, rest = data.split(b",")
        for end in ends:
            yield json.loads(base64.b64decode(b"".join([*parts, end])))["payload"]
            parts.clear()
            count -= 1
        parts.append(rest)
