"""What print PDFs share: WeasyPrint with our fonts and no others, made once and then forked."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from base64 import b64decode
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from markupsafe import escape

from presskit.outputs import fonts
from presskit.outputs.assets import font_rules
from presskit.outputs.print_pdf import glyphs, pictures
from presskit.outputs.refusal import Refusal
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from presskit.outputs.tools import Tools

FONT_URL = "presskit-font:"
PNG_DATA = "data:image/png;base64,"  # the QR code


@cache
def engines() -> str:
    """Return the versions of all that shapes the bytes of a PDF; loads none of it but two small C libraries."""
    from importlib.metadata import version

    found = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "tinycss2", "pillow", "segno")]
    return ", ".join([*found, f"fonts {fonts.key()}", _c_version("pango", "libpango-1.0.so.0")])


def _c_version(name: str, library: str) -> str:
    import ctypes

    try:
        return f"{name} {getattr(ctypes.CDLL(library), f'{name}_version')()}"
    except (OSError, AttributeError):
        return f"{name} ?"


@dataclass(frozen=True, slots=True)
class Press:
    """What all documents of one process share; `folder` is where WeasyPrint keeps the fonts."""

    folder: str
    fetcher: Any
    font_config: Any
    stylesheet: Any
    scripts: set[str] = field(default_factory=set)

    def load_scripts(self, html: str, tools: Tools) -> None:
        """Load the faces of scripts that only some documents have letters of, where this is the first such document."""
        for script in glyphs.scripts_in(html) - self.scripts:
            from weasyprint import CSS

            faces = fonts.OTHER_FACES[script]
            fonts.cut(faces, os.path.join(tools.state, "fonts"), "ttf")
            shared, own = self.font_config._folder, _own_folder(os.path.join(tools.state, "print"))
            # WeasyPrint takes a face for loaded whose file another worker left in the shared folder.
            self.font_config._folder = Path(own)
            try:
                CSS(string=_rules(faces), font_config=self.font_config, url_fetcher=self.fetcher)
            finally:
                self.font_config._folder = shared
            self.scripts.add(script)


def warm(tools: Tools) -> Press:
    """Return the shared objects, made at the first call: call it before workers fork."""
    key = (tools.root, tools.layouts.text("print/print.css"))
    if key not in _PRESSES or not os.path.isdir(_PRESSES[key].folder):  # `presskit clean` during a preview
        _PRESSES.clear()
        _PRESSES[key] = _press(tools)
        gc.collect()
        gc.freeze()  # what is shared is not looked through again, and stays shared when workers fork
    return _PRESSES[key]


_PRESSES: dict[tuple[str, str], Press] = {}


def _press(tools: Tools) -> Press:
    folder = os.path.join(tools.state, "fonts")
    fonts.cut(fonts.PRINT_FACES, folder, "ttf")
    _leave_system_fonts_alone(folder)
    import logging
    import tempfile
    import warnings

    import pypdfium2.raw  # noqa: F401  what reads each PDF again, loaded before workers fork

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there are no fonts: ours come by @font-face
        try:
            with _libraries_by_name():
                from weasyprint import CSS
            from weasyprint.text.fonts import FontConfiguration
        except OSError as error:
            hint = "Debian: apt install libpango-1.0-0 libpangoft2-1.0-0; Fedora: dnf install pango"
            hint += "; macOS: brew install pango"
            raise PresskitError("print PDFs need Pango, which is not installed", hint=hint) from error

    _quicken()
    glyphs.listen()
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    font_config = FontConfiguration()
    fetcher = _fetcher(tools.root, tools.state)
    own = tempfile.tempdir = _own_folder(os.path.join(tools.state, "print"))  # WeasyPrint copies the fonts there
    rules = _rules(fonts.PRINT_FACES) + tools.layouts.text("print/print.css")
    try:
        with refusing_addresses():
            stylesheet = CSS(string=rules, font_config=font_config, url_fetcher=fetcher)
    finally:
        tempfile.tempdir = None
    atexit.register(_PRESSES.clear)  # while Python can still take its folder away
    return Press(own, fetcher, font_config, stylesheet)


@contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Keep cffi from starting compilers in search of a library: Linux knows the one name of several that it finds."""
    import ctypes.util

    find_library = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = find_library


# What quicker.py and quicker_text.py were written for and compared with, to the byte.
QUICKER = {"weasyprint": "70.0", "pydyf": "0.13.0", "tinyhtml5": "2.1.0"}


@cache
def _quicken() -> None:
    """Make WeasyPrint quicker where it is that very version, and else leave it alone."""
    from importlib.metadata import version

    if all(version(name) == known for name, known in QUICKER.items()):
        from presskit.outputs.print_pdf import quicker, quicker_text

        quicker.quicken()
        quicker_text.quicken()


def _rules(faces: Sequence[fonts.Face]) -> str:
    return font_rules(FONT_URL, "ttf", faces).replace(f"{FONT_URL}/", FONT_URL)


def _own_folder(folder: str) -> str:
    """Return a folder for this process, and take away those that killed processes left."""
    import shutil

    os.makedirs(folder, exist_ok=True)
    for name in os.listdir(folder):
        if name.isdigit() and not _is_alive(int(name)):
            shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
    own = os.path.join(folder, str(os.getpid()))
    os.makedirs(own, exist_ok=True)
    atexit.register(shutil.rmtree, own, ignore_errors=True)
    return own


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _leave_system_fonts_alone(folder: str) -> None:
    """Give fontconfig a configuration without folders: a PDF must not depend on what a machine has installed."""
    path = os.path.join(folder, "fonts.conf")
    with open(path, "w", encoding="ascii") as file:
        file.write(f'<?xml version="1.0"?>\n<fontconfig><cachedir>{escape(folder)}</cachedir></fontconfig>\n')
    os.environ["FONTCONFIG_FILE"] = path


def _fetcher(root: str, state: str) -> Any:
    """Return a fetcher that knows our fonts, prepared pictures, files of the project and what an address itself holds.

    Any other address ends the document: WeasyPrint would leave out what it names and say nothing.
    """
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    folders = {FONT_URL: os.path.join(state, "fonts"), pictures.PICTURE_URL: os.path.join(state, pictures.FOLDER)}
    folders[pictures.MEDIA_URL] = root

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, colon, name = url.partition(":")
            if url.startswith(PNG_DATA):
                return URLFetcherResponse(url, b64decode(url.removeprefix(PNG_DATA)))
            if scheme.lower() == "data":
                return super().fetch(url, headers)
            try:
                with open(pictures.inside(folders[scheme + colon], unquote(name)), "rb") as file:
                    return URLFetcherResponse(url, file.read())
            except (OSError, ValueError, KeyError) as error:
                raise FatalURLFetchingError(url) from error

    return Fetcher(allowed_protocols=["data"], allow_redirects=False)


@contextmanager
def refusing_addresses() -> Iterator[None]:
    """Refuse the document when a layout asks the fetcher for what it does not know."""
    from weasyprint.urls import FatalURLFetchingError

    try:
        yield
    except FatalURLFetchingError as error:
        message = f"print layout asks for `{str(error)[:100]}`, which is not in the project"
        hint = "put a copy into the project, and write `presskit-media:` and its path there"
        raise Refusal("PK707", message, hint=hint) from error
