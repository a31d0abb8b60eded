"""Law 8: one bad release costs that release; its last good output stays, and it heals."""

from __future__ import annotations

from typing import TYPE_CHECKING

import feedparser
import pytest

from laws.builds import build, clean_tree, differences, failures, inputs_to, made, problems, public, summary
from laws.edits import base_url, replaced
from laws.links import broken_links
from newsrooms import NAMES, copy_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Break = Callable[[Path], None]

BAD = "---\nid: kaputt\nheadline: [unclosed\n---\nDas geht nicht.\n"


@pytest.mark.parametrize("name", ["founding", *(pytest.param(name, marks=pytest.mark.slow) for name in NAMES[1:])])
def test_bad_release_costs_no_other_release_a_byte(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    good = clean_tree(folder)
    (folder / "releases" / "kaputt.md").write_text(BAD)
    build(folder)
    assert differences(public(folder), good) == []


def break_the_yaml(folder: Path) -> None:
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "topics: [Bauen]", "topics: [Bauen")


def break_the_date(folder: Path) -> None:
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "date: 2024-03-05", "date: 2024-02-30")


def break_the_speaker(folder: Path) -> None:
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "speaker: onno-reents", "speaker: onno-rents")


def break_the_encoding(folder: Path) -> None:
    path = folder / "releases" / "2024" / "probenzentrum.md"
    path.write_bytes(path.read_bytes().replace("ü".encode(), b"\xfc"))


MISTAKES: dict[str, Break] = {
    mistake.__name__: mistake for mistake in (break_the_yaml, break_the_date, break_the_speaker, break_the_encoding)
}


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_last_good_output_of_a_bad_release_stays(mistake: Break, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    before = public(folder)
    mistake(folder)
    build(folder)
    assert differences(public(folder), before) == []


@pytest.mark.parametrize("mistake", MISTAKES.values(), ids=MISTAKES)
def test_mistake_is_named_at_its_file_in_every_build(mistake: Break, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    mistake(folder)
    first, second = problems(build(folder)), problems(build(folder))
    assert first == second
    assert any(problem.endswith("releases/2024/probenzentrum.md") for problem in first)


def test_another_edit_is_built_beside_a_bad_release(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    break_the_yaml(folder)
    replaced(folder / "releases" / "2024" / "gastspiel.en.md", "three guest", "four guest")
    assert "en/2024/guest-performance/index.html" in made(build(folder))


def test_mended_release_is_built(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    break_the_yaml(folder)
    build(folder)
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "topics: [Bauen", "topics: [Neubau]")
    build(folder)
    assert differences(public(folder), clean_tree(folder)) == []


def test_role_that_changes_everywhere_leaves_a_bad_release_as_it_was(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    before = (folder / "public" / "2024" / "probenzentrum" / "index.html").read_bytes()
    break_the_yaml(folder)
    replaced(folder / "people.toml", '"Chefdramaturg"', '"Dramaturg"')
    build(folder)
    assert (folder / "public" / "2024" / "probenzentrum" / "index.html").read_bytes() == before


# --- layouts that fail for one release

PAGE, PRINT = "layouts/page/release.html", "layouts/print/release.html"
FAILING = '{% if doc.id == "probenzentrum" and "Ganz" in doc.headline %}{{ doc.nothing_there }}{% endif %}\n'
ENGLISH_FAILS = '{% if doc.id == "neu" and doc.language == "en" %}{{ doc.nothing_there }}{% endif %}\n'
DIVIDING = '{% if doc.id == "probenzentrum" and "Ganz" in doc.headline %}{{ 1 // 0 }}{% endif %}\n'


def shipped(name: str) -> str:
    from presskit.outputs.layouts import shipped_layouts

    with open(f"{shipped_layouts()}/{name.removeprefix('layouts/')}", encoding="utf-8") as file:
        return file.read()


def lay_out(folder: Path, name: str, addition: str) -> None:
    """Override a shipped layout with itself and a line that fails for some release."""
    text = shipped(name)
    mark = "{% block main %}" if name == PAGE else "<body"
    assert mark in text
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text.replace(mark, mark + addition if name == PAGE else addition + mark, 1))


def new_headline(folder: Path) -> None:
    replaced(folder / "releases" / "2024" / "probenzentrum.md", "headline: Neues", "headline: Ganz neues")


@pytest.mark.slow
@pytest.mark.parametrize("layout", [PAGE, PRINT])
def test_release_whose_layout_fails_is_named(layout: str, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    lay_out(folder, layout, FAILING)
    new_headline(folder)
    found = failures(build(folder))
    assert [(failed.source, failed.problem.code) for failed in found] == [("releases/2024/probenzentrum.md", "PK601")]


@pytest.mark.slow
@pytest.mark.parametrize("layout", [PAGE, PRINT])
@pytest.mark.parametrize("line", [FAILING, DIVIDING], ids=["undefined name", "division by zero"])
def test_release_whose_layout_fails_stays_as_it_was(line: str, layout: str, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    lay_out(folder, layout, line)
    build(folder)
    before = public(folder)
    new_headline(folder)
    build(folder)
    assert differences(public(folder), before) == []


@pytest.mark.slow
@pytest.mark.parametrize("layout", [PAGE, PRINT])
def test_new_release_whose_layout_fails_is_not_there_at_all(layout: str, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    lay_out(folder, layout, FAILING)
    release = folder / "releases" / "2024" / "probenzentrum.md"
    text = release.read_text(encoding="utf-8")
    release.unlink()
    build(folder)
    before = public(folder)
    release.write_text(text.replace("Neues", "Ganz neues"), encoding="utf-8")
    build(folder)
    build(folder)
    assert differences(public(folder), before) == []


@pytest.mark.slow
@pytest.mark.parametrize("layout", [PAGE, PRINT])
def test_release_whose_layout_failed_heals(layout: str, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    lay_out(folder, layout, FAILING)
    build(folder)
    new_headline(folder)
    build(folder)
    (folder / layout).unlink()
    build(folder)
    assert differences(public(folder), clean_tree(folder)) == []


@pytest.mark.slow
def test_failure_is_found_again_in_the_next_build(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    lay_out(folder, PRINT, FAILING)
    new_headline(folder)
    build(folder)
    assert summary(build(folder)).failed == 1


def test_page_does_not_link_to_an_edition_that_failed(tmp_path: Path) -> None:
    from laws.edits import add_bilingual_release

    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    lay_out(folder, PAGE, ENGLISH_FAILS)
    add_bilingual_release(folder)
    build(folder)
    build(folder)
    assert broken_links(public(folder), base_url(folder)) == []


def test_old_page_finds_its_style_while_the_layout_is_broken(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    lay_out(folder, PAGE, "{{ doc.nothing_there }}")
    (folder / "layouts" / "page" / "style.css").write_text("body { color: #111 }\n")
    build(folder)
    assert broken_links(public(folder), base_url(folder)) == []


def test_list_that_cannot_be_made_keeps_what_it_links_to(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "index.html").write_text("{{ nothing_there }}")
    (folder / "releases" / "2024" / "probenzentrum.md").unlink()
    build(folder)
    assert broken_links(public(folder), base_url(folder)) == []


def test_feed_that_cannot_be_made_keeps_its_items(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "feed_item.html").write_text("{{ nothing_there }}")
    build(folder)
    assert len(feedparser.parse((folder / "public" / "feed.xml").read_bytes()).entries) == 2


def test_layout_that_is_no_template_is_a_problem_of_the_newsroom(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "release.html").write_text("line\n{% if %}\n")
    found = failures(build(folder))
    assert {(failed.problem.code, str(failed.problem.span)) for failed in found} == {
        ("PK601", "layouts/page/release.html:2:1")
    }


def test_missing_picture_costs_the_picture_and_not_its_release(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    (folder / "releases" / "2024" / "hafenlicht" / "portrait-reents.jpg").unlink()
    build(folder)
    pages = public(folder)
    assert b"buehne-am-kai.png" in pages["2024/hafenlicht/index.html"]
    assert [path for path, data in pages.items() if "portrait" in path or b"portrait-reents" in data] == []


def test_picture_that_comes_later_heals_its_release(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    whole = inputs_to(folder, tmp_path / "whole")
    (folder / "releases" / "2024" / "hafenlicht" / "portrait-reents.jpg").unlink()
    build(folder)
    data = (whole / "releases" / "2024" / "hafenlicht" / "portrait-reents.jpg").read_bytes()
    (folder / "releases" / "2024" / "hafenlicht" / "portrait-reents.jpg").write_bytes(data)
    build(folder)
    assert differences(public(folder), clean_tree(folder)) == []


def test_two_releases_with_one_id_cost_the_second(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    build(folder)
    before = public(folder)
    text = (folder / "releases" / "2024" / "probenzentrum.md").read_text(encoding="utf-8")
    (folder / "releases" / "2024" / "zweites.md").write_text(text, encoding="utf-8")
    events = build(folder)
    assert ("PK112 releases/2024/zweites.md" in problems(events), differences(public(folder), before)) == (True, [])


def test_readme_that_was_a_release_goes(tmp_path: Path) -> None:
    folder = copy_of("many", tmp_path / "room")
    readme = folder / "releases" / "README.md"
    before = clean_tree(folder)
    readme.write_text("---\nid: readme\nheadline: Neu\ndate: 2024-05-01\nstatus: ready\n---\nText.\n")
    build(folder)
    assert "2024/readme/index.html" in public(folder)
    readme.write_text("# So schreiben wir\n")
    build(folder)
    assert differences(public(folder), before) == []
