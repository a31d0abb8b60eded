"""What a release page weighs with all that it loads but photos, as bytes of a host that compresses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from conftest import needs
from end_to_end.browser import browser, served

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow
ALL_BYTES, SCRIPT_BYTES = 60_000, 15_000
PAGES = ("founding/public/2011/kreativwirtschaft-ruhr/", "print-samples/public/2026/alles/")


@pytest.mark.parametrize("address", PAGES)
def test_release_page_is_light(address: str, sites: Path) -> None:
    with served(sites) as origin, browser(needs("chromium")) as tab:
        tab.open(f"{origin}/{address}", 1280)
        tab.ask("new Promise((done) => setTimeout(done, 500))")
        told = tab.told("Network.responseReceived")
        sizes = {event["requestId"]: event["encodedDataLength"] for event in tab.told("Network.loadingFinished")}
    parts = [(event["type"], event["response"]["url"].rpartition("/")[2], sizes[event["requestId"]])
             for event in told if event["type"] != "Image" and event["requestId"] in sizes]  # fmt: skip
    scripts = sum(size for kind, _, size in parts if kind == "Script")
    assert sum(size for _, _, size in parts) < ALL_BYTES, parts
    assert scripts < SCRIPT_BYTES, parts
