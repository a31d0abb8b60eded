"""Addresses."""

from __future__ import annotations

from posixpath import join, normpath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.planning.routes import page_path, relative

WAYS = [
    ("/", "/", "./"),
    ("/", "/feed.xml", "feed.xml"),
    ("/", "/2011/a/", "2011/a/"),
    ("/2011/a/", "/", "../../"),
    ("/2011/a/", "/2011/a/", "./"),
    ("/2011/a/", "/2011/b/", "../../2011/b/"),
    ("/2011/a/", "2011/a/a.pdf", "a.pdf"),
    ("/2011/a/", "/en/2011/a/", "../../en/2011/a/"),
    ("/en/2011/a/", "/2011/a/", "../../../2011/a/"),
    ("/en/", "/en/archive/1/", "archive/1/"),
    ("/archive/1/", "/archive/2/", "../../archive/2/"),
    ("/2011/a/", "assets/style.css", "../../assets/style.css"),
]


@pytest.mark.parametrize(("source", "target", "way"), WAYS)
def test_way_from_a_page(source: str, target: str, way: str) -> None:
    assert relative(source, target) == way


parts = st.lists(st.sampled_from(["a", "b", "en", "2011", "archive"]), max_size=4)


@given(parts, parts)
def test_way_leads_to_its_target(source: list[str], target: list[str]) -> None:
    start, end = "/".join(["", *source, ""]), "/".join(["", *target, ""])
    assert normpath(join(start, relative(start, end))) == normpath(end)


@pytest.mark.parametrize(
    ("route", "path"), [("/", "index.html"), ("/2011/a/", "2011/a/index.html"), ("/en/", "en/index.html")]
)
def test_page_of_a_route(route: str, path: str) -> None:
    assert page_path(route) == path
