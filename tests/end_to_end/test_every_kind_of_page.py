"""Every kind of page in a real browser, on a phone and a desk, in light and dark, from a sub-path and from files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from conftest import needs
from end_to_end.browser import browser, served
from end_to_end.sites import NAMES, SUB_PATH
from end_to_end.visits import visit_files, visit_served
from judges.installed import package
from judges.kinds import representatives

if TYPE_CHECKING:
    from pathlib import Path

    from end_to_end.conftest import Once
    from end_to_end.visits import Findings

pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def found(sites: Path, once: Once, tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """Return what was found on pages that a host serves."""
    package("axe-core")

    def visit(file: Path) -> None:
        place = tmp_path_factory.mktemp("host") / SUB_PATH.strip("/")
        place.parent.mkdir(parents=True)
        place.symlink_to(sites / "archive" / "public")
        with served(sites) as origin, served(place.parent.parent) as host, browser(needs("chromium")) as tab:
            at = {name: f"{origin}/{name}/public" for name in NAMES} | {"archive": f"{host}{SUB_PATH}"}
            file.write_text(json.dumps(visit_served(tab, sites, at, representatives(sites))))

    return json.loads(once("visited.json", visit).read_text())  # type: ignore[no-any-return]


@pytest.fixture(scope="session")
def found_in_files(sites: Path, once: Once) -> Findings:
    """Return what was found on pages that are opened as files."""

    def visit(file: Path) -> None:
        with browser(needs("chromium")) as tab:
            file.write_text(json.dumps(visit_files(tab, sites, representatives(sites))))

    return json.loads(once("opened.json", visit).read_text())  # type: ignore[no-any-return]


def test_nobody_meets_a_barrier(found: Findings) -> None:
    assert found["barriers"] == []


def test_no_page_scrolls_sideways(found: Findings) -> None:
    assert found["sideways"] == []


def test_console_says_nothing_on_any_kind_of_page(found: Findings) -> None:
    assert found["complaints"] == []


def test_pages_ask_no_other_host_and_nothing_outside_the_site(found: Findings) -> None:
    assert found["elsewhere"] == []


def test_pages_find_all_they_ask_for(found: Findings) -> None:
    assert found["failed"] == []


def test_no_page_sets_a_cookie(found: Findings) -> None:
    assert found["cookies"] == []


def test_console_says_nothing_when_pages_are_opened_as_files(found_in_files: Findings) -> None:
    assert found_in_files["complaints"] == []


def test_pages_opened_as_files_ask_for_files_only(found_in_files: Findings) -> None:
    assert found_in_files["elsewhere"] == []


def test_pages_opened_as_files_have_their_fonts(found_in_files: Findings) -> None:
    assert found_in_files["unloaded"] == []


def test_links_of_pages_opened_as_files_lead_to_files(found_in_files: Findings) -> None:
    assert found_in_files["dead ends"] == []
