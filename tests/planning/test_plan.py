"""The plan: who gets an address that two want, and which part of a fingerprint changed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from laws.builds import build, problems, public
from newsrooms import copy_of
from presskit.planning.plan import LAYOUT_BYTES, SITE_BYTES, VIEW_BYTES, changed_part, digest_of

if TYPE_CHECKING:
    from pathlib import Path

PAGE = re.compile(r"(de/)?(2023/.+/)?index\.html")
CONTENT, LAYOUT, SETTINGS = b"c" * VIEW_BYTES, b"l" * LAYOUT_BYTES, b"s" * SITE_BYTES


def test_changed_content_is_named_first() -> None:
    assert changed_part(CONTENT + LAYOUT + SETTINGS, b"x" * 64) == "content"


def test_changed_layout_is_named() -> None:
    assert changed_part(CONTENT + LAYOUT + SETTINGS, CONTENT + b"x" * LAYOUT_BYTES + SETTINGS) == "layout"


def test_changed_settings_are_named() -> None:
    assert changed_part(CONTENT + LAYOUT + SETTINGS, CONTENT + LAYOUT + b"x" * SITE_BYTES) == "settings"


def test_changed_size_of_what_a_file_names_is_its_content() -> None:
    same = CONTENT + LAYOUT + SETTINGS
    assert changed_part(same + b"1", same + b"2") == "content"


def test_digest_takes_any_text() -> None:
    assert len(digest_of(("\ud800", "ä", 1))) == VIEW_BYTES


def other_release(folder: Path, name: str, head: str) -> None:
    text = f"---\n{head}\nheadline: Zweite\ndate: 2024-08-08\nstatus: ready\n---\nText.\n"
    (folder / "releases" / name).write_text(text)


def test_second_release_at_an_address_is_refused(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    other_release(folder, "z.md", "id: z\nslug: probenzentrum")
    assert "PK113 releases/z.md" in problems(build(folder))


def test_same_slug_in_another_year_is_no_collision(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    other_release(folder, "z.md", "id: z\nslug: kreativwirtschaft-ruhr")
    build(folder)
    assert "2024/kreativwirtschaft-ruhr/index.html" in public(folder)


def test_slug_may_differ_from_the_id(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    other_release(folder, "z.md", "id: z-1\nslug: zweite-meldung")
    build(folder)
    assert "2024/zweite-meldung/2024-08-08-pressemitteilung-zweite-meldung.pdf" in public(folder)


def test_aliases_of_other_tools_are_read(tmp_path: Path) -> None:
    folder = copy_of("foreign", tmp_path / "room")
    build(folder)
    assert sorted(path for path in public(folder) if PAGE.fullmatch(path)) == [
        "2023/2023-02-14-tariff/index.html",
        "de/2023/waerme/index.html",
        "de/index.html",
        "index.html",
    ]


def test_drafts_of_other_tools_stay_drafts(tmp_path: Path) -> None:
    folder = copy_of("foreign", tmp_path / "room")
    build(folder)
    text = b"".join(data for path, data in public(folder).items() if path.endswith((".html", ".xml", ".txt")))
    assert (b"Unfinished thoughts" in text, b"Nobody said ready" in text) == (False, False)


def test_keys_that_nobody_knows_are_named(tmp_path: Path) -> None:
    folder = copy_of("foreign", tmp_path / "room")
    found = [problem for problem in problems(build(folder)) if "tariff" in problem and "PK108" in problem]
    assert len(found) == 3
