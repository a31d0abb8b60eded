"""What a layout reaches: a change there must make the artifacts again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from laws.builds import build, changed
from newsrooms import copy_of
from presskit.outputs.layouts import Layouts, shipped_layouts

if TYPE_CHECKING:
    from pathlib import Path

FILES = {"page/a.html": "", "page/b.html": "", "print/c.css": ""}
WRITTEN_OUT = [
    '{% extends "page/a.html" %}',
    "{%- include 'page/a.html' ignore missing -%}",
    '{%+ import "page/a.html" as a with context %}',
    '{% from "page/a.html" import x %}',
    '{{ partial("page/a.html", contact=contact) }}{{ partial( "page/a.html" ) }}',
]
COMPUTED = [
    "{% extends base %}",
    '{% include "page/" ~ kind ~ ".html" %}',
    '{% include ["page/none.html", "page/a.html"] %}',
    '{% extends "page/none.html" if plain else "page/a.html" %}',
    "{{ partial(name, contact=contact) }}",
]


def reached(text: str, folder: Path) -> list[str]:
    """Return what a layout with the text reaches among FILES."""
    for name, content in {**FILES, "page/start.html": text}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(content)
    return [name for name in Layouts((str(folder),)).closure(("page/start.html",)) if name != "page/start.html"]


@pytest.mark.parametrize("text", WRITTEN_OUT)
def test_name_that_is_written_out_is_reached_alone(text: str, tmp_path: Path) -> None:
    assert reached(text, tmp_path) == ["page/a.html"]


@pytest.mark.parametrize("text", COMPUTED)
def test_name_that_is_computed_may_be_any(text: str, tmp_path: Path) -> None:
    assert reached(text, tmp_path) == list(FILES)


def test_shipped_layouts_compute_no_names() -> None:
    closure = Layouts((shipped_layouts(),)).closure(("page/release.html",))
    assert "page/_figure.html" in closure and "page/index.html" not in closure


def test_change_behind_a_computed_name_is_built(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    (folder / "layouts" / "page").mkdir(parents=True)
    layout, part = (folder / "layouts" / "page" / name for name in ("release.html", "_part-de.html"))
    layout.write_text("{% include ['page/_part-' ~ doc.language ~ '.html', 'page/_colophon.html'] %}")
    part.write_text("Eins")
    build(folder)
    part.write_text("Zwei")
    assert changed(build(folder)) == {"2024/hafenlicht/index.html", "2024/probenzentrum/index.html"}
