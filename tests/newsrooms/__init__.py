"""Sample newsrooms: whole small projects that laws are held over; `copy_of` lays one out in a folder."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

HERE = Path(__file__).parent
REPOSITORY = HERE.parent.parent
NAMES = ("founding", "bilingual", "embargoes", "many", "foreign", "topical")
NOW = datetime(2025, 6, 2, 12, tzinfo=UTC).timestamp()  # before the embargoes of `embargoes` lift, after all else

WITHOUT_PDFS = '[outputs]\nenabled = ["text", "page", "index", "rss"]'
MANY = """\
[newsroom]
name = "Sammelstelle"
base_url = "https://viele.example"
language = "de"
languages = ["de", "en"]

[outputs]
enabled = ["text", "page", "index", "rss"]
page_length = 20
"""


def copy_of(name: str, folder: Path, *, pdfs: bool = True) -> Path:
    """Lay a sample newsroom out in a new folder, with files newly written, and return the folder.

    Without its PDFs a newsroom is built in a fifth of the time.
    """
    folder.mkdir(parents=True)
    if name == "many":
        write_many(folder, 65)
    elif name == "topical":
        write_topical(folder)
    elif name == "founding":
        for part in ("presskit.toml", "people.toml"):
            shutil.copyfile(REPOSITORY / part, folder / part)
        settings = (folder / "presskit.toml").read_text(encoding="utf-8")
        open_to_all = settings.replace("approval_since = 2012-01-01", 'require_approval = "off"')
        (folder / "presskit.toml").write_text(open_to_all, encoding="utf-8")  # tests lay releases of other years in
        shutil.copytree(REPOSITORY / "releases", folder / "releases", copy_function=shutil.copyfile)
    else:
        shutil.copytree(HERE / name, folder, copy_function=shutil.copyfile, dirs_exist_ok=True)
    if not pdfs:
        text = (folder / "presskit.toml").read_text(encoding="utf-8")
        (folder / "presskit.toml").write_text(text.replace("[outputs]", WITHOUT_PDFS), encoding="utf-8")
    return folder


def write_many(folder: Path, count: int) -> None:
    """Write a newsroom of short releases, one a day; every eighth has an English edition too."""
    (folder / "presskit.toml").write_text(MANY)
    for number in range(count):
        write_release(folder, number)
        if number % 8 == 0:
            write_release(folder, number, language="en")


TOPICAL = """\
[newsroom]
name = "Kulturamt"
base_url = "https://kultur.example/presse"
language = "de"
languages = ["de", "en"]

[outputs]
page_length = 2
feed_length = 2

[quotes]
require_approval = "off"
"""
PEOPLE = """\
[mia-adler]
title = "Dr."
name = "Mia Adler"
phone = "+49 231 1"

[[mia-adler.roles]]
role = { de = "Leiterin", en = "Director" }
organisation = "Kulturamt"
until = 2021-01-04

[[mia-adler.roles]]
role = { de = "Dezernentin", en = "Councillor" }
organisation = "Stadt"
from = 2021-01-04
"""


def write_topical(folder: Path, count: int = 8) -> None:
    """Write a newsroom of releases with topics, speakers and contacts, one a day, short pages and no PDFs."""
    text = TOPICAL.replace("[outputs]", f"[outputs]\nenabled = {TOPICAL_OUTPUTS}")
    (folder / "presskit.toml").write_text(text, encoding="utf-8")
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    for number in range(count):
        write_topical_release(folder, number)
        if number % 4 == 0:
            write_topical_release(folder, number, language="en")


TOPICAL_OUTPUTS = ["text", "page", "index", "lists", "contacts", "subscribe", "feeds", "releases", "search", "sitemap"]
TOPICAL_OUTPUTS += ["quotes"]
TOPICS = (["Kultur"], ["kultur", "C++"], ["Förderung", "Kultur"], [])


def write_topical_release(folder: Path, number: int, *, language: str = "", headline: str = "") -> Path:
    """Write the release of a number: its topics turn with the number, every second quotes Mia Adler."""
    path = folder / "releases" / f"nachricht-{number}{language and f'.{language}'}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [
        f"id: nachricht-{number}",
        f"headline: {headline or f'Nachricht {number}'}",
        f"date: 2021-01-0{number + 1}",
    ]
    lines += ["status: ready", f"topics: {json.dumps(TOPICS[number % 4], ensure_ascii=False)}", "contacts: [mia-adler]"]
    lines += ["quotes:", f"  - {{id: q, speaker: mia-adler, text: Satz {number}}}"] if number % 2 else []
    lines += ["quotes:", "  - {id: q, speaker: {name: Jo Wal, role: Gast}, text: Wort}"] if number == 2 else []
    placed = "::quote[q]\n" if number % 2 else ""
    path.write_text("\n".join(["---", *lines, "---", f"Text {number}.\n", placed]), encoding="utf-8")
    return path


def write_release(folder: Path, number: int, *, language: str = "") -> Path:
    """Write the release of a number and return its path."""
    day = date(2020, 1, 1) + timedelta(days=number)
    words = {"": ("Meldung", "Es geht um die Sache mit der Nummer"), "en": ("Notice", "This is about number")}
    word, sentence = words[language]
    path = folder / "releases" / f"{day:%Y}" / f"meldung-{number}{language and f'.{language}'}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"id: meldung-{number}\nheadline: {word} {number}\ndate: {day}\nstatus: ready\n"
    path.write_text(f"---\n{head}---\n{sentence} {number}.\n", encoding="utf-8")
    return path


def tree(folder: str | os.PathLike[str]) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its path."""
    root = Path(folder)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
