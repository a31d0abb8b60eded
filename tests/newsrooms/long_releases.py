"""Releases of many pages for the print samples: breaks fall wherever they may, and must fall well."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = (
    "Die Werkstatt am Ufer baut seit dem Frühjahr wieder Boote aus Lärche.",
    "Im Hof liegen Planken, die ein Jahr lang trocknen müssen, bevor jemand sie anfasst.",
    "Wer dort lernt, beginnt mit dem Fegen und endet mit dem Kiel.",
    "Der Verbund hat dafür 120.000 Euro bereitgestellt und eine Stelle geschaffen.",
    "Nach Angaben der Genossenschaft kamen im vergangenen Jahr 9.400 Besucherinnen und Besucher.",
    "Die Nachfrage nach Lehrstellen ist größer als das Angebot.",
    "Im Herbst wird das Dach erneuert.",
)
SECTIONS = 40
QUOTES = [number for number in range(SECTIONS) if number % 5 in (0, 2, 3)]
PICTURES = range(1, SECTIONS, 5)
HEAD = """\
---
id: {id}
kicker: Bericht
headline: {headline}
date: 2026-05-20
place: Schleswig
status: ready
contacts: [presse]
boilerplates: [nordlicht]
"""
ONE_PAGE_AND_MORE = 44  # sentences


def paragraph(dice: Random, least: int = 2, most: int = 6) -> str:
    """Return some sentences."""
    return " ".join(dice.choice(SENTENCES) for _ in range(dice.randint(least, most)))


def write_ten_pages(folder: Path) -> None:
    """Write `zehn-seiten`: sections with a quote, a picture with a caption or a table each."""
    dice, quotes = Random(7), []
    body = [paragraph(dice)]
    for number in range(SECTIONS):
        body += [f"## Abschnitt Nummer {number}", paragraph(dice)]
        if number in QUOTES:
            words = paragraph(dice, 4, 8)
            quotes.append(f"  - id: q{number}\n    speaker: {{name: Stimme {number}, role: Zeugin}}\n    text: {words}")
            body.append(f"::quote[q{number}]")
        elif number in PICTURES:
            body.append(f"::figure[bild-{number}.jpg]")
        else:
            body.append(table(dice, number))
    media = [f"  - {{file: bild-{n}.jpg, alt: Bild, caption: Bildzeile {n}, credit: Ebba Thomsen}}" for n in PICTURES]
    head = HEAD.format(id="zehn-seiten", headline="Zehn Seiten vom Ufer")
    front = "\n".join(["quotes:", *quotes, "media:", *media])
    release = folder / "releases" / "2026" / "zehn-seiten"
    release.mkdir()
    (release / "index.md").write_text(f"{head}{front}\n---\n" + "\n\n".join(body) + "\n", encoding="utf-8")
    for at, number in enumerate(PICTURES):
        name = ("quer.jpg", "hoch.jpg", "breit.jpg")[at % 3]
        (release / f"bild-{number}.jpg").write_bytes((release.parent / "alles" / name).read_bytes())


def table(dice: Random, number: int) -> str:
    """Return a table of two columns that tells its number in every row."""
    rows = [f"| Zeile {number}.{row} | {dice.randint(1, 900)} |" for row in range(dice.randint(2, 9))]
    return "\n".join([f"| Spalte {number} | Wert |", "|:--|--:|", *rows])


def write_long_quote(folder: Path) -> None:
    """Write `zitat-lang`: a quote that no page can hold."""
    dice = Random(3)
    words = "\n\n".join(paragraph(dice, 4, 6) for _ in range(ONE_PAGE_AND_MORE // 4)).replace("\n\n", "\n\n      ")
    head = HEAD.format(id="zitat-lang", headline="Eine Rede, im Wortlaut")
    quote = f"quotes:\n  - id: rede\n    speaker: levke-brodersen\n    text: |-\n      {words}\n"
    body = f"{paragraph(dice)}\n\n::quote[rede]\n\n{paragraph(dice)}\n"
    path = folder / "releases" / "2026" / "zitat-lang.md"
    path.write_text(f"{head}{quote}---\n{body}", encoding="utf-8")
