"""Bytes of a file become text, or a problem."""

from __future__ import annotations

from pathlib import Path

import pytest

from presskit.reading.scan import scan
from presskit.reading.source import Source, decode, links_out, read_source, without_control_references


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("ä\n".encode(), "ä\n"),
        ("ä\n".encode("utf-8-sig"), "ä\n"),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"", ""),
    ],
)
def test_text_is_decoded(raw: bytes, text: str) -> None:
    source, problems = decode("a.md", raw)
    assert source is not None
    assert (source.text, problems) == (text, [])


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("ä".encode("utf-16"), "file is UTF-16, expected UTF-8"),
        ("ab".encode("utf-16-be"), "file is UTF-16, expected UTF-8"),
        ("ä".encode("utf-32"), "file is UTF-32, expected UTF-8"),
        (b"a\r\n\xc3\xa4\xff", "byte 0xff is not UTF-8"),
    ],
)
def test_other_encodings_are_named(raw: bytes, message: str) -> None:
    source, problems = decode("a.md", raw)
    assert source is None
    assert [problem.message for problem in problems] == [message]


def test_wrong_byte_has_a_place_and_a_line_around_it() -> None:
    _, (problem,) = decode("a.md", "eins\r\nzwei ä\xff drei\r\n".encode("latin-1").replace(b"\xe4", "ä".encode()))
    assert (problem.span.line, problem.span.column, problem.excerpt) == (2, 7, "zwei äÿ drei")


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff", "\f"])
def test_character_that_no_output_can_hold_is_read_as_a_space(character: str) -> None:
    source, (problem,) = decode("a.md", f"ab{character}c".encode())
    assert source is not None
    assert source.text == "ab c"
    assert (problem.code, problem.span.column) == ("PK125", 3)


def test_folder_that_is_a_link_out_of_the_project_is_not_read(tmp_path: Path) -> None:
    outside, root = tmp_path / "outside", tmp_path / "root"
    outside.mkdir()
    root.mkdir()
    (outside / "a.md").write_text("secret")
    (root / "releases").symlink_to(outside)
    assert scan(str(root)) == {}
    assert [str(problem.span) for problem in links_out(str(root))] == ["releases"]


def test_folder_that_is_a_link_inside_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.md").write_text("a")
    (tmp_path / "releases").symlink_to("texts")
    assert list(scan(str(tmp_path))) == ["releases/a.md"]
    assert list(links_out(str(tmp_path))) == []


def test_file_that_is_gone_is_a_problem(tmp_path: Path) -> None:
    source, (problem,) = read_source(str(tmp_path), "releases/a.md")
    assert source is None
    assert problem.message == "file cannot be read: no such file or directory"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("a &#8; b", "a &#9; b"),
        ("a &#x80; &#128; b", "a &#032; &#032; b"),
        ("&#x2028;&#xfffe;&#XFFFF;", "&#00032;&#00032;&#00032;"),
    ],
)
def test_reference_to_a_control_character_is_read_as_a_space_in_its_place(written: str, read: str) -> None:
    source, problems = without_control_references(Source("a.md", written), 0)
    assert (source.text, [problem.code for problem in problems]) == (read, ["PK125"])


@pytest.mark.parametrize("text", ["&#65; &#x20ac; &#9; &#10;", "&#99999999; &#x110000; &#; &amp;", "&#8 ;"])
def test_other_references_stay(text: str) -> None:
    source = Source("a.md", text)
    assert without_control_references(source, 0) == (source, [])


def test_front_matter_keeps_what_only_looks_like_a_reference() -> None:
    source, problems = without_control_references(Source("a.md", "&#8; | &#8;"), 7)
    assert (source.text, problems[0].span.column) == ("&#8; | &#9;", 8)
