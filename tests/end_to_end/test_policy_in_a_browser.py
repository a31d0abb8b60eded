"""The Content-Security-Policy of _headers, in a real browser: every kind of page works under it, nothing else does."""

from __future__ import annotations

import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from conftest import needs
from end_to_end.browser import browser
from end_to_end.hosting import hosted
from laws.builds import build, lend
from laws.edits import replaced
from newsrooms import copy_of
from serving.asking import started

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from end_to_end.browser import Page

pytestmark = pytest.mark.slow
FOREIGN = """<!doctype html><title>x</title><style>p { color: red }</style>
<img src="http://127.0.0.1:9/picture.png"><script>document.title = "it ran"</script>"""
DATA = """<!doctype html><title>x</title><link rel="icon" href="data:,">
<script type="application/ld+json">{"@type": "NewsArticle"}</script>"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom below a path of its host, built, with two pages that are not its own."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("policy") / "room")
    build(folder)
    (folder / "public" / "foreign.html").write_text(FOREIGN)
    (folder / "public" / "data.html").write_text(DATA)
    return folder / "public"


@pytest.fixture(scope="module")
def origin(room: Path) -> Iterator[str]:
    """Yield the address at which a host shows it."""
    with hosted(room, "/newsroom") as address:
        yield address


@pytest.fixture(scope="module")
def tab() -> Iterator[Page]:
    """Yield a browser for all pages, which come one after the other."""
    with browser(needs("chromium")) as page:
        yield page


def opened(tab: Page, url: str) -> list[str]:
    """Open an address and return what the console says of it."""
    tab.events.clear()
    tab.open(url, 1280)
    tab.ask("new Promise((resolve) => setTimeout(resolve, 50))")
    return tab.complaints


def test_every_page_works_under_the_policy(tab: Page, origin: str, room: Path) -> None:
    own = [path for path in sorted(room.rglob("*.html")) if path.name not in ("foreign.html", "data.html")]
    routes = [path.relative_to(room).as_posix().removesuffix("index.html") for path in own]
    assert {route: found for route in routes if (found := opened(tab, f"{origin}/{route}"))} == {}


def test_script_styles_and_fonts_are_loaded_under_it(tab: Page, origin: str) -> None:
    opened(tab, f"{origin}/2024/hafenlicht/")
    assert tab.ask("[...document.fonts].some((font) => font.status === 'loaded')") is True
    assert tab.ask("document.styleSheets.length > 0 && document.styleSheets[0].cssRules.length > 0") is True
    assert tab.ask("[...document.images].every((image) => image.complete && image.naturalWidth > 0)") is True
    assert tab.ask("document.querySelectorAll('button:not([hidden])').length > 0") is True  # shown by the script


def test_data_in_a_page_is_no_script_to_it(tab: Page, origin: str) -> None:
    assert opened(tab, f"{origin}/data.html") == []


def test_what_a_page_brings_from_elsewhere_is_held_back(tab: Page, origin: str) -> None:
    complaints = opened(tab, f"{origin}/foreign.html")
    held = [word for word in ("style-src", "img-src", "script-src") if any(word in line for line in complaints)]
    assert (held, tab.ask("document.title")) == (["style-src", "img-src", "script-src"], "x")


def test_a_missing_address_shows_the_page_for_it_at_any_depth(tab: Page, origin: str) -> None:
    complaints = opened(tab, f"{origin}/2024/gibt/es/nicht/")
    assert [line for line in complaints if "404" not in line] == []
    assert tab.ask("document.querySelector('h1').innerText") == "Seite nicht gefunden"
    assert tab.ask("document.styleSheets[0].cssRules.length > 0") is True


@pytest.mark.parametrize(
    ("path", "name", "value"),
    [
        ("/feed.xml", "content-type", "application/rss+xml; charset=utf-8"),
        ("/en/feed.xml", "content-type", "application/rss+xml; charset=utf-8"),
        ("/", "cache-control", None),
        ("/", "x-content-type-options", "nosniff"),
    ],
)
def test_headers_are_those_of_the_file(path: str, name: str, value: str | None, origin: str) -> None:
    with urllib.request.urlopen(origin + path) as answer:
        assert answer.headers[name] == value


def test_what_has_a_digest_in_its_name_is_kept_for_ever(origin: str, room: Path) -> None:
    style = next((room / "assets").glob("style.*.css")).name
    with urllib.request.urlopen(f"{origin}/assets/{style}") as answer:
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_missing_address_is_answered_with_404(origin: str) -> None:
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{origin}/nirgends/")


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Yield the address of a preview that has a problem to show."""
    folder = copy_of("many", tmp_path_factory.mktemp("preview") / "room")
    replaced(folder / "presskit.toml", "enabled = [", 'enabled = ["not_found", ')
    (folder / "releases" / "broken.md").write_text("---\nheadline: X\ndate: bald\n---\nX.\n")
    lend(folder)
    server = started(folder)
    yield f"http://127.0.0.1:{server.port}"
    server.process.kill()
    server.process.communicate()


@pytest.mark.parametrize("route", ["/", "/2020/meldung-3/", "/2020/gibt/es/nicht/"])
def test_the_preview_works_under_a_policy_of_its_own(route: str, tab: Page, preview: str) -> None:
    complaints = opened(tab, preview + route)
    assert [line for line in complaints if "404" not in line] == []
    box = "document.getElementById('presskit-problems').shadowRoot"
    assert tab.ask(f"getComputedStyle({box}.querySelector('details')).position") == "fixed"
    assert tab.ask(f"{box}.querySelector('button').hidden") is False  # shown by the script
