"""Every print PDF is PDF/UA-1 and PDF/A-3a at once, whatever a release or a layout brings: veraPDF judges."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from corpora.test_corpora import CORPORA, newsroom_of
from judges.verapdf import broken_rules
from laws.builds import build
from newsrooms import NAMES, copy_of
from outputs.print_constructs import (
    CONSTRUCTS,
    MARKDOWN,
    newsroom_of_layouts,
    newsroom_of_markdown,
    printed_as_they_come,
)
from presskit.building.events import Failed

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def printed(folder: Path, now: float | None = None) -> list[Path]:
    """Build a newsroom and return its PDFs; none may fail."""
    events = build(folder, now) if now else build(folder)
    assert [event for event in events if isinstance(event, Failed)] == []
    return sorted((folder / "public").rglob("*.pdf"))


def hold(files: list[Path]) -> None:
    broken = broken_rules(files)
    assert not broken, "\n".join(["rules are broken", *broken])


def test_whatever_markdown_can_say_is_accessible_and_archivable(tmp_path: Path) -> None:
    files = printed(newsroom_of_markdown(tmp_path / "n"))
    assert len(files) == len(MARKDOWN)
    hold(files)


def test_whatever_a_layout_may_bring_is_accessible_and_archivable(tmp_path: Path) -> None:
    files = printed_as_they_come(newsroom_of_layouts(tmp_path / "n"))
    assert len(files) == len(CONSTRUCTS["html"])
    hold(files)


def test_every_sample_newsroom_is_accessible_and_archivable(tmp_path: Path) -> None:
    files = [file for name in NAMES if name != "many" for file in printed(copy_of(name, tmp_path / name))]
    hold(files)


@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not beside the repository")
def test_fifty_releases_of_real_press_offices_are_accessible_and_archivable(tmp_path: Path) -> None:
    files = []
    for corpus, language, every in (("us-treasury-dev", "en", 4), ("pclob-us", "en", 3), ("okf-de-md", "de", 1)):
        folder = newsroom_of(
            corpus, tmp_path / corpus, language=language, zone="Europe/Berlin", outputs=("print_pdf",), every=every
        )
        for path in (folder / "releases").iterdir():
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace("---\n", "---\nstatus: ready\n", 1), encoding="utf-8")
        files += printed(folder, 1_900_000_000.0)
    assert len(files) >= 50
    hold(files)


def test_the_judge_names_rule_and_file(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(tmp_path / "blank.pdf")
    (tmp_path / "none.pdf").write_bytes(b"no PDF at all")
    found = broken_rules([tmp_path / "blank.pdf", tmp_path / "none.pdf"])
    assert any(line.startswith("blank.pdf: ua1 7.1-10 (1 times): ") for line in found), found
    assert any(line.startswith("blank.pdf: 3a 6.7.2.2-1 (1 times): ") for line in found), found
    assert {line.split(" (")[0] for line in found if "none" in line} == {
        "none.pdf: ua1 unreadable",
        "none.pdf: 3a unreadable",
    }
