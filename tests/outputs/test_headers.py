"""_headers, what docs/serving.md says of it, and the page of an address where nothing is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from lxml import html

from end_to_end.hosting import rules as read_rules
from laws.builds import build
from laws.edits import replaced
from newsrooms import REPOSITORY, copy_of
from presskit.outputs.machines.headers import FOR_EVER, KINDS, MARKDOWN, SEARCH, SECURITY, TABLE, policy

if TYPE_CHECKING:
    from pathlib import Path

    from end_to_end.hosting import Rules

SERVING = (REPOSITORY / "docs" / "serving.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom below a path of its host, built."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("headers") / "room")
    replaced(
        folder / "presskit.toml", "[outputs]", '[outputs]\nenabled = ["page", "index", "lists", "headers", "not_found"]'
    )
    build(folder)
    return folder


def rules(folder: Path) -> Rules:
    return read_rules((folder / "public" / "_headers").read_text(encoding="utf-8"))


def test_paths_begin_at_the_root_of_the_host(room: Path) -> None:
    assert [path for path, _ in rules(room) if not path.startswith("/newsroom/")] == []


def test_no_two_rules_that_may_meet_name_one_header(room: Path) -> None:
    names = [(name, path) for path, headers in rules(room) for name, _ in headers]
    several = {name for name, _ in names if [other for other, _ in names].count(name) > 1}
    assert several == {"Content-Type"}  # for files that cannot be one


def test_a_line_is_no_longer_than_hosts_read(room: Path) -> None:
    assert max(len(line) for line in (room / "public" / "_headers").read_text().splitlines()) < 2000


def test_site_without_https_is_not_sent_there(tmp_path: Path) -> None:
    folder = copy_of("many", tmp_path / "room")
    replaced(folder / "presskit.toml", "https://viele", "http://viele")
    replaced(folder / "presskit.toml", "enabled = [", 'enabled = ["headers", ')
    build(folder)
    values = dict(rules(folder)[0][1])
    assert (values["Content-Security-Policy"], "wasm" in str(values)) == (policy(is_secure=False), False)


def test_guide_has_the_same_headers() -> None:
    for text in (
        policy(is_secure=True),
        policy(is_secure=True, more=SEARCH),
        FOR_EVER,
        MARKDOWN,
        TABLE,
        *KINDS.values(),
    ):
        assert text in SERVING
    for name, value in SECURITY.items():
        assert re.search(rf'add_header {name} "?{re.escape(value)}"? always;', SERVING)


def test_every_address_of_the_missing_page_works_at_any_depth(room: Path) -> None:
    page = html.document_fromstring((room / "public" / "404.html").read_bytes())
    addresses = [str(address) for address in page.xpath("//@href | //@src") if not address.startswith(("#", "data:"))]
    inside = [address for address in addresses if address.startswith("/newsroom/")]
    assert [
        address
        for address in addresses
        if address not in inside and not address.startswith(("http", "mailto:", "tel:"))
    ] == []
    files = [address.removeprefix("/newsroom/") for address in inside]
    assert [path for path in files if not (room / "public" / path).exists()] == []


def test_missing_page_leads_to_every_language(room: Path) -> None:
    page = html.document_fromstring((room / "public" / "404.html").read_bytes())
    assert page.xpath("//main//a[@lang]/@href") == ["/newsroom/", "/newsroom/en/"]
    assert page.xpath("//main//a/@lang") == ["de", "en"]
    assert page.xpath("//main//a[not(@lang)]/@href") == ["/newsroom/archive/"]
    assert page.xpath("//h1/text()") == ["Seite nicht gefunden"]
    assert page.xpath("//meta[@name='robots']/@content | //link[@rel='canonical']") == ["noindex"]
