"""Whole sites to judge: every sample newsroom and an archive with all lists, as a host would serve them."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from laws.builds import build, failures
from newsrooms import copy_of, write_many
from presskit.outputs import ALWAYS, CHOICES

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 20, tzinfo=UTC).timestamp()  # after all releases and embargoes of the samples
SAMPLES = ("founding", "bilingual", "embargoes", "foreign", "copying", "print-samples")
NAMES = (*SAMPLES, "archive")
WITH_PDFS = ("founding",)  # print PDFs are slow to make, and all links to them are alike
SUB_PATH = "/press/room"
IN_A_SUB_PATH = ("archive", "print-samples", "copying")  # the last has writers who link to the host it names

TOPICS = ("Kultur", "kultur", "Bildung & Wissenschaft", "Straße <b>42</b>", "文化")
SPEAKERS = ("Mia Adler", "Jonas Feld", "Ünal Øster")


def build_sites(folder: Path) -> None:
    """Build all of them, each into a folder of its name."""
    for name in SAMPLES:
        copy_of(name, folder / name)
    write_archive(folder / "archive")
    for name in NAMES:
        settle(folder / name, pdfs=name in WITH_PDFS, sub_path=name in IN_A_SUB_PATH)
        assert failures(build(folder / name, NOW)) == []
        assert (folder / name / "public" / "index.html").exists(), name


def settle(folder: Path, *, pdfs: bool, sub_path: bool = False) -> None:
    """Let a newsroom make every output, or all but print PDFs, and live in a sub-path of its host."""
    path = folder / "presskit.toml"
    text = re.sub(r"(?m)^enabled = .*\n", "", path.read_text(encoding="utf-8"))
    if sub_path:
        text = re.sub(r"(?m)^base_url = .*$", f'base_url = "https://host.example{SUB_PATH}"', text)
    if "[outputs]" not in text:
        text += "\n[outputs]\n"
    path.write_text(text.replace("[outputs]\n", f"[outputs]\n{every_output(pdfs=pdfs)}\n"), encoding="utf-8")


def every_output(*, pdfs: bool) -> str:
    """Return the line of presskit.toml that asks for everything."""
    names = [name for name in CHOICES if name not in (*ALWAYS, "rss") and (pdfs or name != "print_pdf")]
    return f"enabled = {names}".replace("'", '"')


def write_archive(folder: Path) -> None:
    """Write a newsroom whose lists, also those of a topic and of a speaker, are longer than a page."""
    folder.mkdir()
    write_many(folder, 65)
    for number, path in enumerate(sorted(folder.rglob("*.md"))):
        topic, speaker = TOPICS[number % 3 and number % len(TOPICS)], SPEAKERS[number % 2 and number % len(SPEAKERS)]
        quote = f"quotes:\n  - {{id: a, speaker: {{name: {speaker}, role: Leitung}}, text: Wort {number}}}\n"
        more = f"topics: ['{topic}', Alles]\n{quote}---\n"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n---\n", f"\n{more}", 1) + "\n::quote[a]\n", encoding="utf-8")
