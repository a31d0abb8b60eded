"""One file as text, decoded with care; nothing outside the project is opened."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from presskit.problems import Problem, Span

LIMIT_BYTES = 2_000_000
# Not allowed in XML 1.0 (section 2.2), so not in a page, feed or PDF either.
CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file; `path` is below the project, line ends are newlines."""

    path: str
    text: str

    def span_at(self, offset: int, length: int = 1) -> Span:
        """Return the place of a character by its offset in the text; the length stays on the line."""
        start = self.text.rfind("\n", 0, offset) + 1
        end = self.text.find("\n", offset)
        room = (end if end >= 0 else len(self.text)) - offset
        return Span(self.path, self.text.count("\n", 0, offset) + 1, offset - start + 1, max(1, min(length, room)))


def read_source(root: str, path: str) -> tuple[Source | None, list[Problem]]:
    """Return the file as text, or None with the problem that stands in the way."""
    full = os.path.join(root, path)
    if os.path.islink(full) and (problem := _link_problem(root, path)):
        return None, [problem]
    try:
        with open(full, "rb") as file:
            raw = file.read(LIMIT_BYTES + 1)
    except OSError as error:
        return None, [Problem("PK124", f"file cannot be read: {(error.strerror or 'error').lower()}", Span(path))]
    if len(raw) > LIMIT_BYTES:
        return None, [_size_problem(path, os.path.getsize(full))]
    return decode(path, raw)


def _link_problem(root: str, path: str) -> Problem | None:
    real_root = os.path.realpath(root)
    target = os.path.realpath(os.path.join(root, path))
    if os.path.commonpath([real_root, target]) != real_root:
        return Problem("PK114", "link leads out of the project", Span(path), "put a copy of the file here")
    if not os.path.isfile(target):
        return Problem("PK124", "link leads to no file", Span(path))
    return None


def _size_problem(path: str, size: int) -> Problem:
    message = f"file has {size / 1e6:.1f} MB, a release has at most {LIMIT_BYTES // 1_000_000} MB"
    return Problem("PK101", message, Span(path), "put pictures and attachments into files of their own")


def decode(path: str, raw: bytes) -> tuple[Source | None, list[Problem]]:
    """Return bytes as a source; a byte order mark goes, control characters become spaces and are named."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_encoding_problem(path, raw, error)]
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n"))
    found = CONTROLS.search(source.text)
    if not found:
        return source, []
    message = f"control character U+{ord(found[0]):04X} cannot be printed, it is read as a space"
    problem = Problem("PK125", message, source.span_at(found.start()), "delete it", "warning")
    return Source(path, CONTROLS.sub(" ", source.text)), [problem]


def _encoding_problem(path: str, raw: bytes, error: UnicodeDecodeError) -> Problem:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Problem("PK102", "file is UTF-16, expected UTF-8", Span(path), "save it as UTF-8")
    line_start = raw.rfind(b"\n", 0, error.start) + 1
    column = len(raw[line_start : error.start].decode("utf-8", "replace")) + 1
    line_end = raw.find(b"\n", error.start)
    excerpt = raw[line_start : line_end if line_end >= 0 else len(raw)].decode("cp1252", "replace").rstrip("\r")
    span = Span(path, raw.count(b"\n", 0, error.start) + 1, column)
    message = f"byte 0x{raw[error.start]:02x} is not UTF-8"
    return Problem("PK102", message, span, "save the file as UTF-8 (it looks like Windows-1252)", excerpt=excerpt)
