"""Mistakes beside good releases in whole builds: what only a build finds, and what no build lets out."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from errors.built_cases import CASES as BUILT
from errors.built_cases import HEAD
from errors.newsroom import GOOD, HERE, compare, lay_out, looked, problems_of, shown
from laws.builds import build
from newsrooms import NOW, tree
from presskit.building.events import Event, Failed, WasChecked
from presskit.problems import Problem

MADE = sorted(path.name for path in (HERE / "made").iterdir())
# One of each kind: unreadable, wrong in itself, wrong against the others, dangerous.
HARMLESS = (
    "front-matter-not-closed",
    "tab-indents",
    "key-given-twice",
    "dates-that-do-not-exist",
    "one-id-twice",
    "one-address-twice",
    "alias-bomb",
    "merge-key-bomb",
    "body-nested-too-deeply",
    "path-tricks-in-ids",
    "path-tricks-in-media-names",
    "media-missing",
    "people-values",
    "raw-html",
    "links",
    "control-characters-written-out",
    "settings-control-character",
    "yaml-opinions",
)
HARMLESS_BUILT = (
    "utf16_with_mark",
    "latin1",
    "nul_bytes",
    "line_separators",
    "fifty_megabytes",
    "markdown_emphasis_10_000_deep",
    "link_to_a_release_outside",
    "link_to_a_folder_outside",
    "link_to_a_picture_outside",
    "pipe_named_as_a_release",
    "folder_named_as_a_release",
    "name_of_a_file_is_not_utf8",
    "name_of_a_file_has_line_ends",
    "settings_are_a_link_outside",
)


def problems_in(events: list[Event]) -> tuple[Problem, ...]:
    checked = [problem for event in events if isinstance(event, WasChecked) for problem in event.problems]
    failed = [event.problem for event in events if isinstance(event, Failed)]
    return tuple(sorted([*checked, *failed], key=lambda problem: problem.place))


def published(folder: Path) -> dict[str, bytes]:
    """Build a newsroom and return what is public."""
    build(folder, NOW)
    return tree(folder / "public")


@pytest.mark.parametrize("name", MADE)
def test_what_only_a_build_finds_is_answered_in_full(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = HERE / "made" / name
    if (case / "packages").is_dir():  # what is installed there instead
        monkeypatch.syspath_prepend(case / "packages")
        monkeypatch.delitem(sys.modules, "pagefind_bin", raising=False)
    events = build(lay_out(case, tmp_path / "newsroom"), NOW)
    compare(shown(problems_in(events)), case / "expected.txt")


@pytest.mark.parametrize("name", HARMLESS)
def test_good_release_is_built_beside_it(name: str, tmp_path: Path) -> None:
    files = published(lay_out(HERE / "cases" / name, tmp_path / "newsroom"))
    assert f"2024/{GOOD}/index.html" in files
    assert GOOD.encode() in files["index.html"]
    assert GOOD.encode() in files["feed.xml"]


@pytest.mark.parametrize("name", HARMLESS_BUILT)
def test_good_release_is_built_beside_it_and_nothing_leaks(name: str, tmp_path: Path) -> None:
    folder = lay_out(None, tmp_path / "newsroom")
    BUILT[name](folder)
    files = published(folder)
    assert f"2024/{GOOD}/index.html" in files
    assert not [path for path, data in files.items() if b"GEHEIMNIS" in data]


def test_comment_is_in_no_output(tmp_path: Path) -> None:
    folder = lay_out(HERE / "cases" / "raw-html", tmp_path / "newsroom")
    (folder / "presskit.toml").write_text(
        (folder / "presskit.toml").read_text().replace('["page", "index", "rss"]', '["page", "index", "rss", "text"]')
    )
    files = published(folder)
    assert "2024/stadtgarten/index.html" in files
    for secret in ("nur für uns", "mit Leerzeile", "Kommentar"):
        assert not [path for path, data in files.items() if secret.encode() in data]


def test_comment_that_is_not_closed_holds_its_release_back(tmp_path: Path) -> None:
    files = published(lay_out(HERE / "cases" / "comment-not-closed", tmp_path / "newsroom"))
    assert not [path for path, data in files.items() if "für uns".encode() in data]


def test_no_address_with_a_script_is_linked_to(tmp_path: Path) -> None:
    files = published(lay_out(HERE / "cases" / "links", tmp_path / "newsroom"))
    page = files["2024/stadtgarten/index.html"].decode().lower()
    for scheme in ("javascript:", "vbscript:", "data:"):
        assert f'<a href="{scheme}' not in page
        assert f'src="{scheme}' not in page
    assert 'href="https://example.org"' in page


def test_raw_html_is_text(tmp_path: Path) -> None:
    files = published(lay_out(HERE / "cases" / "raw-html", tmp_path / "newsroom"))
    page = files["2024/stadtgarten/index.html"].decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_layout_that_is_a_link_out_of_the_project_leaks_nothing(tmp_path: Path) -> None:
    folder = lay_out(None, tmp_path / "newsroom")
    (tmp_path / "secret.css").write_text("/* GEHEIMNIS */")
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "style.css").symlink_to(tmp_path / "secret.css")
    assert not [path for path, data in published(folder).items() if b"GEHEIMNIS" in data]


def test_layout_in_another_encoding_is_a_problem(tmp_path: Path) -> None:
    folder = lay_out(None, tmp_path / "newsroom")
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "release.html").write_bytes("<p>ä</p>".encode("latin-1"))
    assert "PK601" in {problem.code for problem in problems_in(build(folder, NOW))}


def test_releases_that_are_a_link_out_of_the_project_are_named(tmp_path: Path) -> None:
    folder = lay_out(None, tmp_path / "newsroom")
    (folder / "releases").rename(tmp_path / "elsewhere")
    (folder / "releases").symlink_to(tmp_path / "elsewhere")
    assert [str(problem.span) for problem in problems_of(looked(folder))] == ["releases"]


def test_reference_in_the_lead_is_words_everywhere(tmp_path: Path) -> None:
    folder = lay_out(None, tmp_path / "newsroom")
    quotes = "quotes:\n- {id: a, speaker: weber, text: Kommt alle.}\n"
    release = f"---\n{HEAD}{quotes}---\nEva Weber sagt :quote[a] und geht.\n"
    (folder / "releases" / "stadtgarten.md").write_text(release, encoding="utf-8")
    assert not [path for path, data in published(folder).items() if b":quote[" in data]
