"""The print PDF: a letterhead by WeasyPrint, tagged, from shared objects that are made once and then forked."""

from __future__ import annotations

import atexit
import gc
import itertools
import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote

from markupsafe import Markup, escape

from presskit.outputs import fonts
from presskit.outputs.assets import font_rules, logo_file
from presskit.outputs.tools import body_parts, release_context
from presskit.planning.plan import Artifact
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 1
LISTS = False
LAYOUTS = ("print/release.html", "print/print.css")
FONT_URL, MEDIA_URL = "presskit-font:", "presskit-media:"
VARIANT = "pdf/ua-1"


class PdfView(NamedTuple):
    """What a print PDF shows; `media` pairs the names of pictures with their files below the project."""

    document: str
    route: str
    engines: str
    media: tuple[tuple[str, str], ...] = ()
    mark: str = ""


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want a PDF for each edition."""
    made_by = engines()
    for entry in newsroom.entries:
        folder = os.path.dirname(entry.source) + "/"
        media = tuple((file.removeprefix(folder), file) for file, _, _ in entry.media)
        view = PdfView(entry.digest, routes.release(entry), made_by, media, newsroom.mark(entry))
        yield Artifact(routes.pdf(entry), "print_pdf", view, entry.source)


@cache
def engines() -> str:
    """Return the versions of all that shapes the bytes of a PDF; loads none of it but two small C libraries."""
    from importlib.metadata import version

    found = [f"{name} {version(name)}" for name in ("weasyprint", "pydyf", "tinycss2", "pillow")]
    return ", ".join([*found, f"fonts {fonts.key()}", _c_version("pango", "libpango-1.0.so.0")])


def _c_version(name: str, library: str) -> str:
    import ctypes

    try:
        return f"{name} {getattr(ctypes.CDLL(library), f'{name}_version')()}"
    except (OSError, AttributeError):
        return f"{name} ?"


@dataclass(frozen=True, slots=True)
class Press:
    """What all documents of one process share."""

    fetcher: Any
    font_config: Any
    stylesheet: Any


def warm(tools: Tools) -> Press:
    """Return the shared objects, made at the first call: call it before workers fork."""
    key = (tools.root, tools.layouts.text("print/print.css"))
    if key not in _PRESSES:
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

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # that there are no fonts: ours come by @font-face
        try:
            from weasyprint import CSS
            from weasyprint.text.fonts import FontConfiguration
        except OSError as error:
            hint = "Debian: apt install libpango-1.0-0 libpangoft2-1.0-0; Fedora: dnf install pango"
            hint += "; macOS: brew install pango"
            raise PresskitError("print PDFs need Pango, which is not installed", hint=hint) from error

    logging.getLogger("weasyprint").setLevel(logging.CRITICAL)
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    font_config = FontConfiguration()
    fetcher = _fetcher(tools.root, folder)
    tempfile.tempdir = _own_folder(os.path.join(tools.state, "print"))  # WeasyPrint copies the fonts there
    rules = font_rules(FONT_URL, "ttf").replace(f"{FONT_URL}/", FONT_URL) + tools.layouts.text("print/print.css")
    stylesheet = CSS(string=rules, font_config=font_config, url_fetcher=fetcher)
    tempfile.tempdir = None
    atexit.register(_PRESSES.clear)  # while Python can still take its folder away
    return Press(fetcher, font_config, stylesheet)


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


def _fetcher(root: str, font_folder: str) -> Any:
    """Return a fetcher that knows the cut fonts and the newsroom's pictures, and no other address."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Fetcher(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(FONT_URL):
                path = os.path.join(font_folder, url.removeprefix(FONT_URL))
            elif url.startswith(MEDIA_URL):
                path = _inside(root, url.removeprefix(MEDIA_URL))
            else:
                raise ValueError(f"not fetched: {url}")
            with open(path, "rb") as file:
                return URLFetcherResponse(url, file.read())

    return Fetcher()


def _inside(root: str, path: str) -> str:
    full = os.path.realpath(os.path.join(root, unquote(path)))
    if not full.startswith(os.path.realpath(root) + os.sep):
        raise ValueError(f"not in the project: {path}")
    return full


def html_of(view: PdfView, tools: Tools) -> str:
    """Return the HTML that the PDF is made from."""
    document = tools.library.document(view.document)
    sources = {name: MEDIA_URL + quote(file) for name, file in view.media}
    return tools.template("print/release.html").render(
        **release_context(document, tools, view.route, view.mark),
        body=body_parts(document, sources, in_print=True),
        url=tools.routes.absolute(view.route),
        logo_svg=_logo_svg(tools),
    )


def _logo_svg(tools: Tools) -> Markup | str:
    logo = tools.routes.settings.logo
    if not logo:
        return ""
    if not logo.lower().endswith(".svg"):
        name = escape(tools.routes.settings.name)
        return Markup(f'<img src="{MEDIA_URL}{quote(logo)}" alt="{name}">')
    with open(logo_file(logo, tools.root), encoding="utf-8") as file:
        return Markup(file.read())


def render(view: PdfView, tools: Tools) -> bytes:
    """Return the PDF; the same view gives the same bytes."""
    press = warm(tools)
    from weasyprint import HTML  # after fontconfig was told to leave the machine's fonts alone

    page = HTML(string=html_of(view, tools), url_fetcher=press.fetcher, base_url="presskit:")
    pdf = page.write_pdf(stylesheets=[press.stylesheet], font_config=press.font_config, pdf_variant=VARIANT)
    if next(_RENDERED) % COLLECT_EVERY == 0:
        gc.collect()
    return pdf  # type: ignore[no-any-return]


# A build runs without garbage collection, and boxes of a page refer to one another in circles.
COLLECT_EVERY = 25
_RENDERED = itertools.count(1)
