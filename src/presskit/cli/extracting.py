"""`presskit extract`: the release that a print PDF carries, as files again; nothing that is there is overwritten."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from presskit.cli import console
from presskit.cli.exits import GOOD
from presskit.importing.carried import doubles, unpack
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from presskit.importing.carried import Parcel, Unpacked


def extract(pdf: str, into: str, *, force: bool, as_json: bool) -> int:
    """Write the files that a PDF carries below a folder, say where, and return the exit code."""
    parcel = unpack(pdf)
    folder = into or folder_for(pdf)
    states = [state_of(folder, file) for file in parcel.files]
    refuse(folder, parcel, states, force=force)
    for file, state in zip(parcel.files, states, strict=True):
        if state != "same":
            write(target(folder, file.path), file.data)
    if as_json:
        console.put_json(as_data(folder, parcel, states))
    else:
        for file in parcel.files:
            console.put(os.path.join(folder, file.path))
    console.was_extracted(folder, states)
    for missing in parcel.missing:
        console.is_missing(os.path.join(folder, missing.path), missing.url, missing.size_bytes, missing.sha256)
    return GOOD


def folder_for(pdf: str) -> str:
    """Return the folder that a PDF is unpacked to, beside wherever one is: its name without the ending."""
    stem, ending = os.path.splitext(os.path.basename(pdf))
    return stem if ending.lower() == ".pdf" else f"{stem}{ending}-files"


def target(folder: str, path: str) -> str:
    """Return the full path of a file; PresskitError where a link on the way leads out of the folder."""
    full, root = os.path.join(folder, path), os.path.realpath(folder)
    parent = os.path.realpath(os.path.dirname(full))
    if parent != root and not parent.startswith(root.rstrip(os.sep) + os.sep):
        raise PresskitError(f"{os.path.dirname(full)} leads out of {folder}", hint="name another folder with --into")
    return full


def state_of(folder: str, file: Unpacked) -> str:
    """Return whether a file is `new`, is there with the `same` bytes, or is there and `other`."""
    full = target(folder, file.path)
    if not os.path.lexists(full):
        return "new"
    if os.path.isdir(full):
        raise PresskitError(f"{full} is a folder", hint="name another folder with --into")
    if os.path.islink(full) or os.path.getsize(full) != len(file.data):
        return "other"
    with open(full, "rb") as found:
        return "same" if found.read() == file.data else "other"


def refuse(folder: str, parcel: Parcel, states: list[str], *, force: bool) -> None:
    """Raise PresskitError before anything is written that would overwrite a file."""
    for path in doubles(parcel.files):
        raise PresskitError(f"`{path}` is carried twice", hint="the PDF was altered; nothing was written")
    others = [file.path for file, state in zip(parcel.files, states, strict=True) if state == "other"]
    if others and not force:
        hint = "nothing was written: --into names another folder, --force overwrites"
        raise PresskitError(f"{os.path.join(folder, others[0])} is there already, and is another file", hint=hint)


def write(full: str, data: bytes) -> None:
    """Write a whole file or none, in the place of one that is there; a link is replaced, not followed."""
    os.makedirs(os.path.dirname(full), exist_ok=True)
    waiting = f"{full}.{os.getpid()}.tmp"
    try:
        with open(waiting, "xb") as file:
            file.write(data)
        os.replace(waiting, full)
    except BaseException:
        if os.path.lexists(waiting):
            os.remove(waiting)
        raise


def as_data(folder: str, parcel: Parcel, states: list[str]) -> dict[str, Any]:
    """Return what was written, and what is missing, as plain data."""
    known = {"new": "written", "other": "overwritten", "same": "there already"}
    files = [
        {"path": os.path.join(folder, f.path), "state": known[state], "size_bytes": len(f.data), "sha256": f.sha256}
        for f, state in zip(parcel.files, states, strict=True)
    ]
    missing = [
        {"path": os.path.join(folder, m.path), "url": m.url, "size_bytes": m.size_bytes, "sha256": m.sha256}
        for m in parcel.missing
    ]
    return {
        "id": parcel.id, "language": parcel.language, "url": parcel.url, "files": files, "missing": missing,
    }  # fmt: skip
