"""Law 8, for what a print PDF may cost: a document that hangs or takes all memory costs only its own release."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest

from cli.running import run_presskit
from errors.newsroom import lay_out, shown
from laws.builds import build, clean_tree, differences, failures, forget, lend, made, public, summary

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "---\nid: {id}\nheadline: {headline}\ndate: 2024-05-02\nstatus: ready\ncontacts: [presse]\n---\n"
LEAD = "Der Stadtgarten öffnet am 2. Mai.\n\n"
PDF = "2024/{id}/2024-05-02-pressemitteilung-{id}.pdf"
# Real documents that go too far: a table that takes a minute, and paragraphs that take a gigabyte.
TABLE = "| Beet | Pflanze |\n|---|---|\n" + "".join(f"| {n} | Rose Nummer {n} |\n" for n in range(9_000))
PARAGRAPHS = "\n\n".join(f"Im **{n}.** Beet wächst *dieses Jahr* etwas, das es noch nie gab." for n in range(10_000))


def newsroom(folder: Path, limits: str) -> Path:
    """Lay out two releases that are good, with PDFs, and limits for those."""
    lay_out(None, folder)
    settings = (folder / "presskit.toml").read_text(encoding="utf-8").replace('"rss"]', '"rss", "text", "print_pdf"]')
    (folder / "presskit.toml").write_text(f"{settings}\n[print]\n{limits}\n", encoding="utf-8")
    write(folder, "stadtgarten", "Der Stadtgarten öffnet", LEAD)
    return folder


def write(folder: Path, name: str, headline: str, body: str) -> None:
    text = HEAD.format(id=name, headline=headline) + body
    (folder / "releases" / f"{name}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("workers", [pytest.param(1, marks=pytest.mark.slow), 2])
def test_release_whose_pdf_hangs_is_named_and_costs_no_other_a_byte(workers: int, tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "limit_s = 3")
    good = clean_tree(folder)
    write(folder, "tafel", "Eine Tafel", LEAD + TABLE)
    events = build(folder, workers=workers)
    assert [(failed.source, failed.problem.code) for failed in failures(events)] == [("releases/tafel.md", "PK709")]
    assert differences(public(folder), good) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the memory of a process is capped on Linux only")
def test_release_whose_pdf_takes_all_memory_is_named_and_costs_no_other_a_byte(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "memory_mb = 128")
    good = clean_tree(folder)
    write(folder, "beete", "Viele Beete", LEAD + PARAGRAPHS)
    found = failures(build(folder))
    assert [(failed.source, failed.problem.code) for failed in found] == [("releases/beete.md", "PK706")]
    assert differences(public(folder), good) == []


def test_release_whose_pdf_hangs_stays_as_it_was_and_heals(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "limit_s = 3")
    build(folder)
    before = public(folder)
    write(folder, "stadtgarten", "Der Stadtgarten öffnet", LEAD + TABLE)
    build(folder)
    hanging = public(folder)
    write(folder, "stadtgarten", "Der Stadtgarten öffnet doch", LEAD)
    build(folder)
    assert (differences(hanging, before), differences(public(folder), clean_tree(folder))) == ([], [])


@pytest.mark.slow
def test_release_whose_pdf_hangs_is_tried_again_and_nothing_else_is(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "limit_s = 3")
    write(folder, "tafel", "Eine Tafel", LEAD + TABLE)
    build(folder)
    events = build(folder)
    assert (made(events), summary(events).failed) == (set(), 1)


@pytest.mark.slow
def test_processes_that_were_killed_leave_no_folder_behind(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "limit_s = 3")
    write(folder, "tafel", "Eine Tafel", LEAD + TABLE)
    lend(folder)
    run_presskit("build", cwd=folder)
    assert os.listdir(folder / ".presskit" / "print") == []


def test_the_command_says_so_in_full_and_ends_with_1(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "limit_s = 3")
    write(folder, "tafel", "Eine Tafel", LEAD + TABLE)
    lend(folder)
    done = run_presskit("build", cwd=folder)
    assert done.returncode == 1
    assert (
        """\
error[PK709]: print PDF was not done within 3 s
 --> releases/tafel.md
   = help: look for a huge table or something nested deeply, or raise `limit_s` under `[print]` in presskit.toml
"""
        in done.stderr
    )


@pytest.mark.slow
def test_one_worker_and_many_make_the_same_beside_a_hanging_release(tmp_path: Path) -> None:
    folder = newsroom(tmp_path / "room", "limit_s = 3")
    write(folder, "tafel", "Eine Tafel", LEAD + TABLE)
    events = build(folder, workers=1)
    alone = public(folder)
    forget(folder)
    again = build(folder, workers=3)
    assert differences(public(folder), alone) == []
    assert shown(tuple(f.problem for f in failures(events))) == shown(tuple(f.problem for f in failures(again)))
