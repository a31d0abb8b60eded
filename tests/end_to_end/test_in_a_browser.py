"""The founding release in a real browser, on a phone and on a desk."""

from __future__ import annotations

import urllib.request
from typing import TYPE_CHECKING

import feedparser
import pytest

from conftest import needs
from end_to_end.browser import browser, served
from laws.builds import build, lent_folder
from newsrooms import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from end_to_end.browser import Page

pytestmark = pytest.mark.slow
RELEASE = "/2011/kreativwirtschaft-ruhr/"
PDF = "2011-11-28-pressemitteilung-kreativwirtschaft-ruhr.pdf"
VISIBLE = "(e) => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height > 0 && e.checkVisibility(); }"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the founding release and yield the address of the server."""
    folder = copy_of("founding", tmp_path_factory.mktemp("web") / "room")
    build(folder)
    with served(folder / "public") as address:
        yield address


@pytest.fixture(scope="module", params=[360, 1280])
def page(request: pytest.FixtureRequest, origin: str) -> Iterator[Page]:
    """Open the release in a window of a width."""
    with browser(needs("chromium")) as tab:
        tab.open(origin + RELEASE, request.param)
        yield tab


def test_page_does_not_scroll_sideways(page: Page) -> None:
    assert page.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_nothing_sticks_out_of_the_page(page: Page) -> None:
    stick_out = """[...document.querySelectorAll('main *, header *, footer *')]
        .filter((e) => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        .map((e) => e.outerHTML.slice(0, 80))"""
    assert page.ask(stick_out) == []


def test_console_says_nothing(page: Page) -> None:
    assert page.complaints == []


def test_no_request_leaves_the_origin(page: Page, origin: str) -> None:
    assert [url for url in page.requests if not url.startswith((origin, "about:", "data:"))] == []


def test_no_request_fails(page: Page) -> None:
    statuses = {
        event["response"]["url"]: event["response"]["status"] for event in page.told("Network.responseReceived")
    }
    failed = [event["errorText"] for event in page.told("Network.loadingFailed")]
    assert ({url: status for url, status in statuses.items() if status != 200 and "favicon" not in url}, failed) == (
        {},
        [],
    )


def test_own_fonts_are_used(page: Page) -> None:
    loaded = page.ask(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family.replaceAll('\"', ''))"
    )
    assert "Source Serif 4" in loaded


def test_headline_is_visible(page: Page) -> None:
    assert page.ask(f"[document.querySelector('h1')].filter({VISIBLE}).map((e) => e.textContent)") == [
        "Weichen für die Kreativwirtschaft Ruhr gestellt"
    ]


def test_headline_is_seen_without_scrolling(page: Page) -> None:
    assert page.ask("document.querySelector('h1').getBoundingClientRect().bottom < innerHeight") is True


def test_both_quotes_are_visible_with_their_speakers(page: Page) -> None:
    quotes = f"[...document.querySelectorAll('figure.quote')].filter({VISIBLE})"
    assert page.ask(f"{quotes}.map((e) => e.querySelector('.name').innerText)") == [
        "Prof. Dieter Gorny",
        "Thomas Westphal",
    ]


def test_attribution_stands_right_below_its_quote(page: Page) -> None:
    gaps = page.ask("""(() => {
        const box = (e, name) => e.querySelector(name).getBoundingClientRect();
        const gap = (e) => box(e, "figcaption").top - box(e, "blockquote").bottom;
        return [...document.querySelectorAll("figure.quote")].map(gap);
    })()""")
    assert [gap for gap in gaps if not -1 <= gap <= 40] == []


def test_text_can_be_read(page: Page) -> None:
    size = page.ask("parseFloat(getComputedStyle(document.querySelector('.text p:not(.lead)')).fontSize)")
    assert 16 <= size <= 22


def test_lines_are_not_too_long_to_read(page: Page) -> None:
    width = page.ask("document.querySelector('.text p:not(.lead)').getBoundingClientRect().width")
    size = page.ask("parseFloat(getComputedStyle(document.querySelector('.text p:not(.lead)')).fontSize)")
    assert width / size < 42  # about 85 characters of the text face


def test_links_can_be_hit_with_a_finger(page: Page) -> None:
    small = page.ask(f"""[...document.querySelectorAll('.tools a, .tools button')].filter({VISIBLE})
        .filter((e) => e.getBoundingClientRect().height < 24).map((e) => e.innerText)""")
    assert small == []


def test_pdf_is_behind_its_link(page: Page) -> None:
    href = page.ask("document.querySelector('a[type=\"application/pdf\"]').href")
    with urllib.request.urlopen(href) as answer:
        assert (href.rpartition("/")[2], answer.read(5)) == (PDF, b"%PDF-")


BUTTONS = f"[...document.querySelectorAll('button')].filter({VISIBLE}).length"
MATTER = "[...document.querySelectorAll('h1, .text p:not(details p), figcaption .name')]"
UNSEEN = f"{MATTER}.filter((e) => !({VISIBLE})(e)).length"


def test_script_offers_to_copy(page: Page) -> None:
    assert page.ask(BUTTONS) == 3


@pytest.mark.parametrize("width_px", [360, 1280])
def test_page_reads_well_without_script(width_px: int, origin: str) -> None:
    # Chromium without script loads no fonts of a page, and without fonts of the machine nothing can be seen.
    with browser(needs("chromium"), fonts=lent_folder() / "fonts") as tab:
        tab.call("Emulation.setScriptExecutionDisabled", value=True)
        tab.open(origin + RELEASE, width_px)
        assert (tab.ask(UNSEEN), tab.ask(BUTTONS)) == (0, 0)
        assert "Die Gründung von ecce erfolgte just in time" in tab.ask("document.querySelector('main').innerText")
        assert tab.ask("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert tab.complaints == []


def test_copied_quote_brings_its_speaker(page: Page) -> None:
    page.call("Browser.grantPermissions", permissions=["clipboardReadWrite", "clipboardSanitizedWrite"])
    page.call("Page.bringToFront")
    page.ask("document.querySelector('figure.quote button').click()")
    copied = page.ask("navigator.clipboard.readText()")
    assert copied.startswith("„Die Gründung von ecce erfolgte just in time") and copied.endswith(
        "verfolgt werden.“\n– Prof. Dieter Gorny, Direktor, european centre for creative economy (ecce)"
    )


def test_front_page_leads_to_the_release(origin: str) -> None:
    with browser(needs("chromium")) as tab:
        tab.open(origin + "/", 1280)
        assert tab.ask("document.querySelector('h3 a').href") == origin + RELEASE


def test_feed_reader_finds_the_release_over_http(origin: str) -> None:
    feed = feedparser.parse(f"{origin}/feed.xml")
    assert (feed.bozo, [entry.title for entry in feed.entries]) == (
        False,
        ["Weichen für die Kreativwirtschaft Ruhr gestellt"],
    )


def test_enclosure_is_as_long_as_what_is_downloaded(origin: str) -> None:
    enclosure = feedparser.parse(f"{origin}/feed.xml").entries[0].enclosures[0]
    with urllib.request.urlopen(enclosure.href.replace("https://newsroom.example", origin)) as answer:
        assert len(answer.read()) == int(enclosure.length)
