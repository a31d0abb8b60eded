"""The files that a print PDF carries, read back: checked against its own data before anything is believed."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from presskit.outputs.writing.release_data import FORMAT, FORMAT_VERSION
from presskit.problems import CONTROLS, PresskitError
from presskit.reading.shape import fault_of

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT_PDF_BYTES = 500_000_000
LIMIT_ATTACHMENTS = 1_000
LONGEST_PATH = 400
LIMIT_DATA_BYTES = 20_000_000
SHA256 = re.compile(r"[0-9a-f]{64}")
ELSEWHERE = "only PDFs that presskit made carry their release"


@dataclass(frozen=True, slots=True)
class Unpacked:
    """One file and where it belongs, below the folder of a newsroom."""

    path: str
    data: bytes

    @property
    def sha256(self) -> str:
        """What a copy can be compared with."""
        return sha256(self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Missing:
    """A picture that was too large to be carried: where it belongs, and where it is to be fetched."""

    path: str
    url: str
    sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Parcel:
    """One release out of a PDF."""

    id: str
    language: str
    url: str
    files: tuple[Unpacked, ...]
    missing: tuple[Missing, ...]


def unpack(path: str) -> Parcel:
    """Return what the PDF at a path carries; PresskitError where it carries nothing of ours, or something damaged."""
    with open(path, "rb") as file:
        raw = file.read(LIMIT_PDF_BYTES + 1)
    if len(raw) > LIMIT_PDF_BYTES:
        raise PresskitError(f"{path} has more than {LIMIT_PDF_BYTES // 1_000_000} MB", hint=ELSEWHERE)
    return parcel(path, attachments(path, raw))


# --- out of the PDF


def attachments(path: str, raw: bytes) -> dict[str, bytes]:
    """Return the attached files of a PDF by name; of two with one name the first."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise _unreadable(path, raw, str(error)) from error
    try:
        found: dict[str, bytes] = {}
        for number in range(min(document.count_attachments(), LIMIT_ATTACHMENTS)):
            name, data = _attachment(path, document, number)
            found.setdefault(name, data)
        return found
    finally:
        document.close()


def _attachment(path: str, document: Any, number: int) -> tuple[str, bytes]:
    import pypdfium2

    name = f"number {number + 1}"
    try:
        attachment = document.get_attachment(number)
        name = attachment.get_name()
        return name, bytes(attachment.get_data())
    except (pypdfium2.PdfiumError, UnicodeDecodeError):
        return name, b""  # what is empty or damaged: missed where it is needed


def _unreadable(path: str, raw: bytes, why: str) -> PresskitError:
    if b"%PDF-" not in raw[:1024]:
        return PresskitError(f"{path} is no PDF", hint=ELSEWHERE)
    if "password" in why.lower():
        return PresskitError(f"{path} is locked with a password", hint="save a copy of it without one")
    return PresskitError(f"{path} is damaged", hint="download it once more")


# --- what it says


def parcel(path: str, attached: dict[str, bytes]) -> Parcel:
    """Return the release that is among attached files; everything it says is checked."""
    name, data = _data(path, attached)
    try:
        files, missing = list[Unpacked](), list[Missing]()
        for entry in data["files"]:
            place = _safe(path, entry["path"], "releases/")
            if entry["name"] is None:
                missing.append(_missing(path, place, entry))
            else:
                files.append(_checked(path, place, entry, attached))
        files.append(Unpacked(_safe(path, f"data/{name}", "data/"), attached[name]))
        known = (_line(data["id"]), _line(data["language"]), _line(data["url"]))
        return Parcel(*known, tuple(files), tuple(missing))
    except (LookupError, TypeError, AttributeError) as error:
        raise PresskitError(f"{path}: its data are not whole", hint="it was altered after it was made") from error


def _data(path: str, attached: dict[str, bytes]) -> tuple[str, dict[str, Any]]:
    """Return name and content of the attached data of ours."""
    for name, raw in attached.items():
        if not name.endswith(".json") or len(raw) > LIMIT_DATA_BYTES:
            continue
        try:
            data = json.loads(raw)
        except (ValueError, RecursionError):
            continue
        if isinstance(data, dict) and data.get("format") == FORMAT:
            return name, _of_known_version(path, data)
    if not attached:
        raise PresskitError(f"{path} carries no files", hint=ELSEWHERE)
    shown = ", ".join(_line(name)[:40] for name in list(attached)[:3])
    raise PresskitError(f"{path} carries files, but no release of presskit: {shown}", hint=ELSEWHERE)


def _of_known_version(path: str, data: dict[str, Any]) -> dict[str, Any]:
    version = data.get("version")
    if isinstance(version, int) and 1 <= version <= FORMAT_VERSION:
        return data
    message = f"{path}: its data have the version {_line(version)[:20]}, this presskit reads up to {FORMAT_VERSION}"
    raise PresskitError(message, hint="use a newer presskit; any PDF program shows the attached files too")


def _safe(path: str, place: str, folder: str) -> str:
    """Return a place below a folder of a newsroom; PresskitError for one that leads anywhere else."""
    fault = fault_of(place)
    if not fault and CONTROLS.search(place):
        fault = "has characters that cannot be printed"
    if not fault and len(place) > LONGEST_PATH:
        fault = f"has more than {LONGEST_PATH} characters"
    if not fault and not place.startswith(folder):
        fault = f"does not lie in {folder}"
    if fault:
        raise PresskitError(f"{path}: `{_line(place)[:80]}` {fault}", hint="nothing was written")
    return place


def _checked(path: str, place: str, entry: dict[str, Any], attached: dict[str, bytes]) -> Unpacked:
    """Return an attached file; PresskitError where it is not the one that the data speak of."""
    file = Unpacked(place, attached[entry["name"]])
    if file.sha256 != entry["sha256"]:
        message = f"{path}: `{_line(entry['name'])[:80]}` is not as it was when the PDF was made"
        raise PresskitError(message, hint="download the PDF once more; nothing was written")
    return file


def _missing(path: str, place: str, entry: dict[str, Any]) -> Missing:
    size = entry["size_bytes"]
    if not SHA256.fullmatch(entry["sha256"]) or not isinstance(size, int):
        raise TypeError("no digest or size")
    return Missing(place, _line(entry["url"]), entry["sha256"], size)


def _line(value: object) -> str:
    """Return a value as it can be shown on a terminal, whatever it holds."""
    return " ".join(CONTROLS.sub(" ", str(value)).split())


def doubles(files: tuple[Unpacked, ...]) -> Iterator[str]:
    """Yield each place that two files want, also where only capital letters tell them apart."""
    seen = set[str]()
    for file in files:
        if file.path.casefold() in seen:
            yield file.path
        seen.add(file.path.casefold())
