"""The output folder: files appear whole or not at all, and only what presskit made is taken away."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from presskit.problems import PresskitError
from presskit.reading.scan import stamp_of

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator


OUR_ASSET = re.compile(r"(?:style|site|logo)\.[0-9a-f]{10}\.\w+")


def _no_fault(path: str) -> None:
    return None


@dataclass(slots=True)
class Store:
    """Writes below one folder; `before` is called with each path before it is touched (tests kill us there).

    Where the folder is missing or empty the files wait in another one, which takes its place when all are there.
    """

    folder: str
    temporary: str
    before: Callable[[str], None] = _no_fault
    known_folders: set[str] = field(default_factory=set)
    count: int = 0
    is_waiting: bool = False
    where: str = ""

    def open(self) -> None:
        """Make the folders and clear what a killed build left among the temporary files."""
        try:
            self._clear(self.temporary)
            self.known_folders.clear()
            self.where = self.folder
            if _is_empty(self.folder):
                self._wait()
            elif os.stat(self.folder).st_dev != os.stat(self.temporary).st_dev:
                self.temporary = os.path.join(self.folder, ".presskit-tmp")
                self._clear(self.temporary)
        except OSError as error:
            raise _cannot("write", self.folder, error) from error

    def _clear(self, folder: str) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)

    def _wait(self) -> None:
        os.makedirs(self.folder, exist_ok=True)
        if os.path.islink(self.folder) or os.stat(self.folder).st_dev != os.stat(self.temporary).st_dev:
            return
        self.where, self.is_waiting = os.path.join(self.temporary, "public"), True
        os.makedirs(self.where)

    def appear(self) -> None:
        """Let what waited take its place, all at once."""
        if self.is_waiting:
            self.before(self.folder)
            try:
                os.replace(self.where, self.folder)
            except OSError as error:
                raise _cannot("write", self.folder, error) from error
            self.where, self.is_waiting = self.folder, False
            self.known_folders.clear()

    def close(self) -> None:
        """Take the folder of temporary files away."""
        shutil.rmtree(self.temporary, ignore_errors=True)

    def has(self, path: str) -> bool:
        """Tell whether there is a file at a path."""
        return os.path.isfile(os.path.join(self.where, path))

    def is_taken(self, path: str) -> bool:
        """Tell whether there is anything at a path: a file, a folder, a link."""
        return os.path.lexists(os.path.join(self.where, path))

    def holds(self, path: str, data: bytes) -> bool:
        """Tell whether there is a file with these bytes at a path."""
        return self._holds(f"{self.where}/{path}", data)

    def read(self, path: str) -> bytes:
        """Return the bytes of a file."""
        full = f"{self.where}/{path}"
        try:
            with open(full, "rb") as file:
                return file.read()
        except OSError as error:
            raise _cannot("read", full, error) from error

    def write(self, path: str, data: bytes) -> tuple[int, bool]:
        """Write a file whole; return its stamp, and whether its bytes were new."""
        full = f"{self.where}/{path}"
        self.before(path)
        try:
            self._ready_folder(os.path.dirname(full))
            if self.is_waiting:
                _write(full, data)
            elif self._holds(full, data):
                return stamp_of(os.stat(full)), False
            else:
                self._replace(full, data)
            return stamp_of(os.stat(full)), True
        except OSError as error:
            raise _cannot("write", full, error) from error

    def _holds(self, full: str, data: bytes) -> bool:
        try:
            if os.stat(full, follow_symlinks=False).st_size != len(data):
                return False
            with open(full, "rb") as file:
                return file.read() == data
        except OSError:
            return False

    def _replace(self, full: str, data: bytes) -> None:
        self.count += 1
        unfinished = f"{self.temporary}/{self.count}"
        _write(unfinished, data)
        self.before(full)
        os.replace(unfinished, full)

    def _ready_folder(self, folder: str) -> None:
        if folder in self.known_folders:
            return
        if folder != self.where:
            self._ready_folder(os.path.dirname(folder))
            try:
                os.mkdir(folder)
            except FileExistsError:
                if os.path.islink(folder) or not os.path.isdir(folder):
                    raise PresskitError(
                        f"{folder} is not a folder of the newsroom's output", hint="move what is there away"
                    ) from None
        self.known_folders.add(folder)

    def remove(self, path: str) -> None:
        """Take a file away, and the folders that it leaves empty."""
        full = os.path.join(self.folder, path)
        self.before(path)
        if not _is_below(self.folder, full):
            return
        try:
            os.remove(full)
        except FileNotFoundError:
            pass
        except OSError as error:
            raise _cannot("remove", full, error) from error
        self._remove_empty(os.path.dirname(full))

    def _remove_empty(self, folder: str) -> None:
        while folder != self.folder and folder.startswith(self.folder):
            try:
                os.rmdir(folder)
            except OSError:
                return
            self.known_folders.discard(folder)
            folder = os.path.dirname(folder)


def is_from_presskit(folder: str) -> bool:
    """Tell an output folder of ours without remembering it: by an asset with a name of our kind."""
    try:
        return any(OUR_ASSET.fullmatch(name) for name in os.listdir(os.path.join(folder, "assets")))
    except OSError:
        return False


def strangers(folder: str, known: Container[str]) -> Iterator[str]:
    """Yield the paths of the files below a folder that are not known, sorted."""
    for here, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            path = os.path.relpath(os.path.join(here, name), folder)
            if path not in known:
                yield path


def _is_empty(folder: str) -> bool:
    try:
        with os.scandir(folder) as entries:
            return next(entries, None) is None
    except FileNotFoundError:
        return True


def _is_below(folder: str, full: str) -> bool:
    """Tell whether a file really lies below a folder: not behind a link that leads elsewhere."""
    return f"{os.path.realpath(os.path.dirname(full))}/".startswith(f"{os.path.realpath(folder)}/")


def _write(full: str, data: bytes) -> None:
    descriptor = os.open(full, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
    try:
        view = memoryview(data)
        while view:
            view = view[os.write(descriptor, view) :]
    finally:
        os.close(descriptor)


def _cannot(verb: str, path: str, error: OSError) -> PresskitError:
    return PresskitError(
        f"cannot {verb} {path}: {(error.strerror or str(error)).lower()}", hint="check space and permissions"
    )
