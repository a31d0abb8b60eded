"""Every page of every sample newsroom: its markup, its links, and the way to it below any path of a host."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from end_to_end.browser import served
from end_to_end.sites import IN_A_SUB_PATH, NAMES, SUB_PATH
from end_to_end.walks import walk
from judges.nu import markup_errors
from laws.builds import public
from laws.edits import base_url
from laws.links import broken_links, broken_style_urls

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def test_markup_and_styles_have_no_error(sites: Path) -> None:
    files = [file for file in sorted(sites.glob("*/public/**/*")) if file.suffix in (".html", ".css")]
    assert markup_errors(files) == []


@pytest.mark.parametrize("name", NAMES)
def test_every_link_and_fragment_resolves(name: str, sites: Path) -> None:
    files = public(sites / name)
    assert (broken_links(files, base_url(sites / name)), broken_style_urls(files)) == ([], [])


@pytest.mark.parametrize("path", [SUB_PATH, "/elsewhere/and/deeper"])
@pytest.mark.parametrize("name", IN_A_SUB_PATH)
def test_all_pages_are_reached_from_the_front_page_below_any_path(
    name: str, path: str, sites: Path, tmp_path: Path
) -> None:
    place = tmp_path / path.strip("/")
    place.parent.mkdir(parents=True)
    place.symlink_to(sites / name / "public")
    with served(tmp_path) as origin:
        reached, dead_ends = walk(f"{origin}{path}/", {f"https://host.example{SUB_PATH}": f"{origin}{path}"})
    pages = {f"{path}/{page}".removesuffix("index.html") for page in public(sites / name) if page.endswith(".html")}
    pages -= {f"{path}/404.html"}
    assert (dead_ends, sorted(pages - reached)) == ([], [])
