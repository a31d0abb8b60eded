"""One file as text, decoded with care; nothing outside the project is opened."""

from __future__ import annotations

import codecs
import os
import re
import stat
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presskit.problems import CONTROLS, Problem, Span
from presskit.reading.scan import FOLDERS, leads_out

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_BYTES = 1_000_000
REFERENCE = re.compile(r"&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")


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
    try:
        found = os.lstat(full)
        if stat.S_ISLNK(found.st_mode):
            if problem := _link_problem(root, path):
                return None, [problem]
            found = os.stat(full)
        if problem := _unreadable(path, found):
            return None, [problem]
        with open(full, "rb", buffering=0) as file:
            raw = file.read()
    except OSError as error:
        return None, [_world_problem(path, error)]
    return decode(path, raw)


def links_out(root: str) -> Iterator[Problem]:
    """Yield a problem for each folder of the project that is a link out of it, and is not read therefore."""
    for folder in FOLDERS:
        if leads_out(root, folder):
            message = "folder is a link out of the project, it is not read"
            yield Problem("PK114", message, Span(folder), "put the folder itself here")


def _link_problem(root: str, path: str) -> Problem | None:
    if leads_out(root, path):
        return Problem("PK114", "link leads out of the project", Span(path), "put a copy of the file here")
    if not os.path.exists(os.path.join(root, path)):
        return Problem("PK124", "link leads to no file", Span(path), "delete the link, or put the file where it leads")
    return None


def _unreadable(path: str, found: os.stat_result) -> Problem | None:
    if not stat.S_ISREG(found.st_mode):
        what = "a folder" if stat.S_ISDIR(found.st_mode) else "neither a file nor a folder"
        return Problem("PK124", f"{what} has the name of a release", Span(path), "give it a name without .md")
    if found.st_size > LIMIT_BYTES:
        size, most = f"{found.st_size / 1e6:.1f} MB", f"{LIMIT_BYTES // 1_000_000} MB"
        message = f"file has {size}, a release has at most {most}"
        return Problem("PK101", message, Span(path), "put pictures and attachments into files of their own")
    return None


def _world_problem(path: str, error: OSError) -> Problem:
    if "\ufffd" in path:
        return Problem("PK124", "name of the file is not UTF-8", Span(path), "name it anew, with the letters a-z")
    return Problem("PK124", f"file cannot be read: {(error.strerror or 'error').lower()}", Span(path))


def decode(path: str, raw: bytes) -> tuple[Source | None, list[Problem]]:
    """Return bytes as a source; a byte order mark goes, control characters become spaces and are named."""
    if wide := _wide_encoding(raw[:4]):
        return None, [Problem("PK102", f"file is {wide}, expected UTF-8", Span(path), "save it as UTF-8")]
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, [_encoding_problem(path, raw)]
    source = Source(path, text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text)
    found = CONTROLS.search(source.text)
    if not found:
        return source, []
    span = source.span_at(found.start())
    return Source(path, CONTROLS.sub(" ", source.text)), [control_problem(found[0], span)]


def control_problem(character: str, span: Span) -> Problem:
    """Return the warning about a character that is read as a space."""
    message = f"character U+{ord(character):04X} cannot be printed, it is read as a space"
    return Problem("PK125", message, span, "delete it", "warning")


def without_control_references(source: Source, start: int) -> tuple[Source, list[Problem]]:
    """Return the source without references to control characters from an offset on, and a warning about the first.

    No feed could hold them. What is read as a space instead is as long, so that all places stay as they are.
    """
    found = next((match for match in REFERENCE.finditer(source.text, start) if _is_control(match)), None)
    if found is None:
        return source, []
    text = source.text[: found.start()] + REFERENCE.sub(_spaced, source.text[found.start() :])
    span = source.span_at(found.start(), len(found[0]))
    return Source(source.path, text), [control_problem(_referred(found), span)]


def _referred(reference: re.Match[str]) -> str:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return chr(code) if code <= sys.maxunicode else "\ufffd"


def _is_control(reference: re.Match[str]) -> bool:
    return CONTROLS.match(_referred(reference)) is not None


def _spaced(reference: re.Match[str]) -> str:
    """Return a reference to a space, or to a tab where that is too short."""
    room = len(reference[0]) - len("&#;")
    if not _is_control(reference):
        return reference[0]
    return f"&#{'32'.zfill(room)};" if room > 1 else "&#9;"


def lines_of(root: str, path: str) -> list[str]:
    """Return the lines of a file as problems count them; none of a file that cannot be read."""
    source, _ = read_source(root, path)
    return source.text.split("\n") if source else []


def _wide_encoding(start: bytes) -> str:
    """Return which encoding of two or four bytes a letter a file begins in, if in one."""
    if start in (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE) or start.count(0) == 3:
        return "UTF-32"
    return "UTF-16" if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or start[:2].count(0) == 1 else ""


def _encoding_problem(path: str, raw: bytes) -> Problem:
    raw = raw.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    at = _first_wrong_byte(raw)
    line_start = raw.rfind(b"\n", 0, at) + 1
    column = len(raw[line_start:at].decode("utf-8", "replace")) + 1
    line_end = raw.find(b"\n", at)
    excerpt = _guessed(raw[line_start:at], raw[at : line_end if line_end >= 0 else len(raw)])
    span = Span(path, raw.count(b"\n", 0, at) + 1, column)
    message = f"byte 0x{raw[at]:02x} is not UTF-8"
    return Problem("PK102", message, span, "save the file as UTF-8 (it looks like Windows-1252)", excerpt=excerpt)


def _first_wrong_byte(raw: bytes) -> int:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _guessed(before: bytes, after: bytes) -> str:
    return before.decode("utf-8", "replace") + after.decode("cp1252", "replace")
