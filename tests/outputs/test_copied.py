"""The gate after the press: layouts that break words are refused by name, layouts that only look different are not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from laws.builds import build, failures
from newsrooms import NOW, REPOSITORY
from outputs.conftest import EMPTY
from presskit.outputs.print_pdf.copied import differences

if TYPE_CHECKING:
    from pathlib import Path

SETTINGS = """\
[newsroom]
name = "Stadtwerke Moorhafen"
base_url = "https://newsroom.example"
language = "de"
address = ["Deichstraße 4", "26789 Moorhafen"]

[quotes]
require_approval = "off"

[outputs]
enabled = ["print_pdf"]

[boilerplates.werke]
title = "Über die Stadtwerke"
text = "Die Stadtwerke versorgen seit 1903 die Haushalte der Stadt mit Wärme."
"""
RELEASE = """\
---
id: waerme
headline: Fernwärme für das Hafenviertel
subheadline: Die ersten Haushalte werden im Oktober angeschlossen
date: 2024-05-02
status: ready
boilerplates: [werke]
quotes:
  - id: ohm
    speaker: {name: Dr. Wiebke Ohm, role: Vorständin, organisation: Stadtwerke Moorhafen}
    text: Wer im Oktober heizt, heizt mit dem Wasser aus der Elbe.
---
Die Stadtwerke Moorhafen verlegen vom Sommer an eine Fernwärmeleitung in das Hafenviertel. Die
Energieversorgungssicherheit der angeschlossenen Haushalte und Gewerbebetriebe wächst damit erheblich, und die
Genehmigungsbehörden haben zugestimmt.

Die IT-Sicherheit der Anlagen, die Mess-, Steuer- und Regelungstechnik sowie das Nord-Süd-Netz der Nachbargemeinden
wurden im Zeitraum 2021–2023 erneuert; Schifffahrt und/oder Hafenbetrieb bleiben unberührt.

::quote[ohm]

| Abschnitt | Meter |
|---|---|
| Deichstraße bis Werfttor | 1.250 |
| Werfttor bis Speicherinsel | 830 |

Weitere Auskünfte erteilt die Pressestelle.
"""
HTML = (REPOSITORY / "layouts" / "print" / "release.html").read_text(encoding="utf-8")
CSS = (REPOSITORY / "layouts" / "print" / "print.css").read_text(encoding="utf-8")


def lay_out(folder: Path, *, css: str = "", html: str = HTML, release: str = RELEASE) -> Path:
    """Lay out a newsroom of one release with a print layout of its own."""
    (folder / "releases").mkdir(parents=True)
    (folder / "layouts" / "print").mkdir(parents=True)
    (folder / "presskit.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "releases" / "waerme.md").write_text(release, encoding="utf-8")
    (folder / "layouts" / "print" / "print.css").write_text(CSS + css, encoding="utf-8")
    (folder / "layouts" / "print" / "release.html").write_text(html, encoding="utf-8")
    return folder


def said(folder: Path) -> list[str]:
    """Build, and return code, message and place of what the PDF was refused for."""
    found = [failure.problem for failure in failures(build(folder, NOW))]
    return [f"{problem.code} {problem.message} ({problem.span.line}:{problem.span.column})" for problem in found]


def changed(old: str, new: str) -> str:
    assert old in HTML
    return HTML.replace(old, new)


BODY = "{{ part.html }}"
HEADLINE = "<h1>{{ doc.headline | whole }}</h1>"
QUOTE = "<p>{{ paragraph | whole }}</p>"
NAME = "<strong>{{ part.quote.name | whole }}</strong>"
BREAKING: dict[str, tuple[str, str, str]] = {
    "hyphenated": (
        "html { hyphens: auto }",
        HTML,
        "PK711 `Energieversorgungssicherheit` is copied as `Energieversor‐ gungssicherheit` on page 1, and 3 more"
        " (14:1)",
    ),
    "hyphenated and justified": (
        "p { hyphens: auto; text-align: justify }",
        HTML,
        "PK711 `Energieversorgungssicherheit` is copied as `Energieversor‐ gungssicherheit` on page 1, and 3 more"
        " (14:1)",
    ),
    "a word with a hyphen may break": (
        ".nb { white-space: normal } article { width: 62mm }",
        HTML,
        "PK711 `Nord-Süd-Netz` is copied as `Nord- Süd-Netz` on page 1 (17:82)",
    ),
    "letters spaced": (
        "article > p { letter-spacing: 3pt }",
        HTML,
        "PK711 `Die` is copied as `D i e` on page 1, and 56 more (13:1)",
    ),
    "headline spaced": (
        "h1 { letter-spacing: 8pt }",
        HTML,
        "PK711 `Fernwärme` is copied as `F e r n w ä r m e` on page 1, and 3 more (3:11)",
    ),
    "paragraph hidden": (
        ".lead + p { display: none }",
        HTML,
        "PK712 `Die IT-Sicherheit der Anlagen,` is not copied (17:1)",
    ),
    "paragraph not painted": (
        ".lead { visibility: hidden }",
        HTML,
        "PK712 `Die Stadtwerke Moorhafen verlegen` is not copied (13:1)",
    ),
    "table left out": ("table { display: none }", HTML, "PK712 `Abschnitt` is not copied, and 5 more (22:3)"),
    "one column left out": ("td:last-child { display: none }", HTML, "PK712 `1.250` is not copied, and 1 more (24:30)"),
    "quote left out": ("", changed(QUOTE, ""), "PK712 `Wer im Oktober heizt,` is not copied (11:11)"),
    "name of a quote left out": ("", changed(NAME, ""), "PK712 `Dr. Wiebke Ohm` is not copied (10:21)"),
    "headline left out": ("", changed(HEADLINE, ""), "PK712 `Fernwärme für das Hafenviertel` is not copied (3:11)"),
    "headline twice": (
        "",
        changed(HEADLINE, HEADLINE + HEADLINE),
        "PK713 `Fernwärme für das Hafenviertel` is copied twice, on page 1 (3:11)",
    ),
    "paragraphs twice": (
        "",
        changed(BODY, BODY + BODY),
        "PK713 `Die Stadtwerke Moorhafen verlegen` is copied twice, on page 1, and 1 more (13:1)",
    ),
    "quote twice": (
        "",
        changed(QUOTE, QUOTE + QUOTE),
        "PK713 `Wer im Oktober heizt,` is copied twice, on page 1 (11:11)",
    ),
    "headline below the text": (
        "h1 { position: absolute; top: 240mm; z-index: 1 }",
        HTML,
        "PK712 `Die ersten Haushalte werden` is copied in another place than it was written, on page 1,"
        " and 11 more (4:14)",
    ),
    "lead after the rest": (
        ".lead { position: relative; z-index: 1 }",
        HTML,
        "PK712 `Die IT-Sicherheit der Anlagen,` is copied in another place than it was written, on page 1,"
        " and 9 more (17:1)",
    ),
    "boilerplate hyphenated": (
        ".row p { hyphens: auto; width: 20mm }",
        HTML,
        "PK711 `Stadtwerke` is copied as `Stadt- werke` on page 1, and 1 more (0:1)",
    ),
}


@pytest.mark.parametrize("name", BREAKING)
def test_layout_that_spoils_what_is_copied_is_refused(name: str, tmp_path: Path) -> None:
    css, html, expected = BREAKING[name]
    assert said(lay_out(tmp_path / "n", css=css, html=html)) == [expected]


HARMLESS: dict[str, dict[str, str]] = {
    "the shipped one": {},
    "justified": {"css": "p { text-align: justify }"},
    "ligatures": {"css": "html, p { font-variant-ligatures: common-ligatures discretionary-ligatures }"},
    "capitals": {"css": "h1, .kicker, .label { text-transform: uppercase }"},
    "small capitals": {"css": ".lead { font-variant-caps: small-caps }"},
    "slightly spaced": {"css": "h1, .label { letter-spacing: 0.02em }"},
    "two columns": {"css": "article { column-count: 2 }"},
    "a narrow column": {"css": "article { width: 40mm } .label { position: static; width: auto }"},
    "large letters": {"css": "html, p { font-size: 22pt; line-height: 30pt }"},
    "a head on each page": {
        "css": ".head { position: fixed; top: -20mm } @page { @top-right { content: string(running) } }",
        "html": changed("<article>", '<div class="head">{{ site.name }} · {{ doc.kicker }}</div><article>'),
    },
    "the headline above the first page too": {"css": "@page :first { @top-left { content: string(running) } }"},
    "other marks around quotes": {"html": changed(QUOTE, "<p>»{{ paragraph[1:] }}«</p>")},
    "a name before its quote": {"html": changed("<blockquote", "<p>{{ part.quote.name }}:</p><blockquote")},
    "no boilerplate": {"css": ".row { display: none }"},
    "no role": {"html": changed("{%- if part.quote.role %}", "{%- if 0 %}")},
    "words of its own": {"html": changed(BODY, "<p>Zum Thema</p>" + BODY)},
}


@pytest.mark.parametrize("layout", HARMLESS.values(), ids=HARMLESS)
def test_layout_that_only_looks_different_is_not_refused(layout: dict[str, str], tmp_path: Path) -> None:
    assert said(lay_out(tmp_path / "n", **layout)) == []


def test_paragraph_that_stands_twice_and_is_parted_by_a_page_is_found_where_it_was_written() -> None:
    twice = "Der Atlas versammelt 62 Karten von Häfen, die verlandet, versandet oder zugeschüttet sind seit langem."
    words = twice.split()
    pages = [
        f"Kopf\n{' '.join(words[:8])}\nSeite 1 von 2",
        f"{' '.join(words[8:])}\nDazwischen.\n{twice}\nSeite 2 von 2",
    ]
    document = replace(EMPTY, quotes=(), headline="Kopf", body=f"{twice}\n\nDazwischen.\n\n{twice}")
    assert differences(pages, document) == []


@pytest.mark.parametrize("sign", ["–", "--", "-"])
def test_a_page_may_end_at_a_dash(sign: str) -> None:
    before, after = (
        "Ein wichtiger Rahmen mit den Nachbarn und mit Russland",
        "dem neuen strategischen Partner im Osten.",
    )
    pages = [f"Kopf\n{before} {sign} \nSeite 1 von 2", f"{after}\nSeite 2 von 2"]
    assert differences(pages, replace(EMPTY, quotes=(), headline="Kopf", body=f"{before} {sign} {after}")) == []


def test_the_address_is_not_taken_for_the_headline(tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "presskit.toml").write_text(SETTINGS, encoding="utf-8")
    head = "id: stadt-am-fluss-wird-gruen\nheadline: Stadt am Fluss wird gruen\ndate: 2024-05-02\nstatus: ready"
    text = f"---\n{head}\n---\nEin Satz.\n"
    (tmp_path / "releases" / "fluss.md").write_text(text, encoding="utf-8")
    assert failures(build(tmp_path, NOW)) == []
