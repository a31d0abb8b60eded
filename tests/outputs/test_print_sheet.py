"""The print sheet, held over releases that are hard to set: what stands on which page, and where."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
import zxingcpp

from laws.builds import lend
from newsrooms import copy_of
from newsrooms.long_releases import PICTURES, QUOTES, write_long_quote, write_ten_pages
from outputs.printing import Sheet, previewed

if TYPE_CHECKING:
    from pathlib import Path

SHEET_MM = (21.9, 8, 188.2, 291)  # left, bottom, right, top of what may be printed on
FRAMED = {
    "sperrfrist": "Sperrfrist: 1. Oktober 2030, 18:30 Uhr MESZ",
    "embargo": "Embargoed until October 1, 2030, 7:30\u202fPM CEST",
    "entwurf": "Entwurf",
}


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the print samples with the long ones written."""
    folder = copy_of("print-samples", tmp_path_factory.mktemp("print") / "room")
    write_ten_pages(folder)
    write_long_quote(folder)
    lend(folder)
    return folder


@pytest.fixture(scope="module")
def sheets(room: Path) -> dict[str, Sheet]:
    """Return every sample by its slug, as the preview shows it in June 2027."""
    return previewed(room)


def test_qr_code_of_every_sheet_reads_as_the_address_beside_it(sheets: dict[str, Sheet]) -> None:
    for slug, sheet in sheets.items():
        folder = {"embargo": "en/2030", "sperrfrist": "2030", "namen": "en/2026"}.get(slug, "2026")
        picture = sheet.document[0].render(scale=300 / 72).to_pil()
        assert [code.text for code in zxingcpp.read_barcodes(picture)] == [
            f"https://presse.nordlicht.example/{folder}/{slug}/"
        ]
        assert sheet.pages[0][0] == f"presse.nordlicht.example/{folder}/{slug}"


def test_qr_code_is_read_from_a_poor_printer_and_has_its_quiet_zone(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["einzeiler"]
    assert len(zxingcpp.read_barcodes(sheet.document[0].render(scale=110 / 72).to_pil())) == 1
    code, address = sheet.pictures()[0], sheet.place_of("presse.nordlicht.example/2026/einzeiler")
    assert code.bottom - address.top > 4 * (code.right - code.left) / 29


@pytest.mark.parametrize("slug", FRAMED)
def test_what_is_not_public_says_so_in_a_box_on_every_page(slug: str, sheets: dict[str, Sheet]) -> None:
    sheet = sheets[slug]
    for page in range(len(sheet.pages)):
        words = sheet.place_of(FRAMED[slug], page)
        assert [frame for frame in sheet.frames(page) if frame.holds(words) and frame.top - frame.bottom < 20]
    assert len(sheet.pages) == 2


def test_note_of_an_embargo_stands_in_the_box_of_the_first_page(sheets: dict[str, Sheet]) -> None:
    assert "Frei mit Beginn der Preisverleihung. Vorabexemplare bitte nicht weitergeben." in sheets["sperrfrist"].text


def test_box_goes_with_the_embargo(room: Path) -> None:
    sheet = previewed(room, datetime(2030, 10, 1, 16, 30, tzinfo=UTC))["sperrfrist"]
    assert "Sperrfrist" not in sheet.text


def test_scheduled_release_says_from_when(room: Path) -> None:
    sheet = previewed(room, datetime(2026, 4, 1, tzinfo=UTC))["alles"]
    assert all("Nicht vor dem 14. April 2026, 10:00 Uhr MESZ" in text for text in sheet.texts)


def test_every_page_has_its_number(sheets: dict[str, Sheet]) -> None:
    for sheet in sheets.values():
        for number, text in enumerate(sheet.texts, 1):
            assert re.search(rf"(Seite {number} von|Page {number} of) {len(sheet.texts)}\b", text)


def test_nothing_is_printed_outside_the_sheet(sheets: dict[str, Sheet]) -> None:
    left, bottom, right, top = SHEET_MM
    for slug, sheet in sheets.items():
        for page in range(len(sheet.pages)):
            for run in sheet.runs(page):
                assert (run.left >= left, run.bottom >= bottom, run.right <= right, run.top <= top) == (True,) * 4, slug


def test_no_page_ends_with_a_heading(sheets: dict[str, Sheet]) -> None:
    assert len(sheets["zehn-seiten"].pages) >= 10
    ends = [lines[-1] for sheet in sheets.values() for lines in sheet.bodies]
    assert [
        line for line in ends if line.startswith("Abschnitt Nummer") or line in ("So geht es", "Pressekontakt")
    ] == []


def test_no_quote_is_torn_from_its_attribution(sheets: dict[str, Sheet]) -> None:
    texts = sheets["zehn-seiten"].texts
    for number in QUOTES:
        assert [text for text in texts if re.search(rf"„[^“]+“ Stimme {number}, Zeugin", text)], number


def test_quote_longer_than_a_page_keeps_three_lines_with_its_attribution(sheets: dict[str, Sheet]) -> None:
    bodies = sheets["zitat-lang"].bodies
    at, lines = next(
        (lines.index(line), lines) for lines in bodies for line in lines if line.startswith("Levke Brodersen")
    )
    assert at >= 3
    assert lines[at - 1].endswith("“")
    assert sum("Vorständin" in text for text in sheets["zitat-lang"].texts) == 1
    assert len(bodies[0]) > 30  # it begins where it is placed and leaves no empty page behind


def test_caption_stands_under_its_picture(sheets: dict[str, Sheet]) -> None:
    sheet, found = sheets["zehn-seiten"], 0
    for page, lines in enumerate(sheet.pages):
        captions = [sheet.place_of(match[0], page) for line in lines if (match := re.match(r"Bildzeile \d+", line))]
        gaps = [min(p.bottom - c.top for p in sheet.pictures(page) if p.bottom > c.top) for c in captions]
        assert all(gap < 4 for gap in gaps)
        found += len(gaps)
    assert found == len(PICTURES)


def test_table_that_spans_pages_repeats_its_head(sheets: dict[str, Sheet]) -> None:
    heads = [text.count("Nr. Werkstatt Ort") for text in sheets["acht-spalten"].texts]
    assert heads == [1, 1]


def test_head_of_a_table_never_stands_alone(sheets: dict[str, Sheet]) -> None:
    for lines in sheets["zehn-seiten"].bodies:
        for line, following in zip(lines, [*lines[1:], ""], strict=True):
            if line.startswith("Spalte"):
                assert following.startswith("Zeile")


def test_no_paragraph_leaves_fewer_than_three_lines_on_a_page(sheets: dict[str, Sheet]) -> None:
    parted = 0
    for sheet in (sheets[slug] for slug in ("zehn-seiten", "zitat-lang", "sperrfrist")):
        for page, before in enumerate(sheet.bodies[:-1]):
            if not before[-1].endswith((".", "“")) and not before[-1].startswith(("Bildzeile", "Zeile", "Stimme")):
                assert (sheet.blocks(page)[-1] >= 3, sheet.blocks(page + 1)[0] >= 3) == (True, True), before[-1]
                parted += 1
    assert parted >= 2


def test_count_stands_between_text_and_boilerplate_and_contact(sheets: dict[str, Sheet]) -> None:
    text = sheets["sperrfrist"].text
    parts = ["in Betrieb genommen wurde. 2.150 Zeichen mit Leerzeichen, ohne Abbinder", "Über den", "Pressekontakt"]
    assert [part for part in parts if part not in text] == []
    assert [text.index(part) for part in parts] == sorted(text.index(part) for part in parts)


def test_labels_stand_beside_what_they_name(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["namen"]
    left = [sheet.left_of(words) for words in ("Press release", "About", "Press contact")]
    assert left == pytest.approx([left[0]] * 3, abs=0.5)
    assert sheet.left_of("Werkstattverbund Nordlicht unites") == pytest.approx(left[0] + 40, abs=0.5)


def test_sheet_is_copied_in_the_order_in_which_it_is_read(sheets: dict[str, Sheet]) -> None:
    parts = [
        "presse.nordlicht.example/2026/alles",
        "Pressemitteilung",
        "Schleswig, 14. April 2026",
        "Handwerk an der Schlei",
        "Werkstattverbund eröffnet Lehrhaus am alten Hafen",
        "Vierzig Lehrlinge lernen von Herbst an",
        "Kleine Korrektur 15. April 2026, 08:30 Uhr MESZ",
        "Der Werkstattverbund Nordlicht eröffnet am 1. September",
        "Foto: Ebba Thomsen · Abdruck honorarfrei bei Nennung",
        "jetzt eine Adresse.“ Levke Brodersen, Vorständin",
        "Drei Werkstätten, ein Hof",
        "Was das Haus kostet",
        "Beschluss des Stiftungsrats",
        "Zeichen mit Leerzeichen",
        "Über den Werkstattverbund Nordlicht",
        "Im Werkstattverbund Nordlicht arbeiten",
        "Über die Handwerksförderungsgesellschaft Schleitreenegebiet",
        "Pressekontakt",
        "Wiebke Lorenzen",
        "lorenzen@nordlicht.example",
        "Bereitschaft am Wochenende",
    ]
    text = sheets["alles"].text
    places = [text.find(part) for part in parts]
    assert -1 not in places
    assert places == sorted(places)


@pytest.mark.parametrize(
    "word",
    [
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "Grundstücksverkehrsgenehmigungszuständigkeitsübertragungsverordnung",
        "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
    ],
)
def test_long_word_of_a_headline_or_kicker_stays_on_one_line(word: str, sheets: dict[str, Sheet]) -> None:
    assert [line for line in sheets["lange-ueberschrift"].pages[0] if word in line]


def test_list_begins_with_the_number_that_was_written(sheets: dict[str, Sheet]) -> None:
    text = sheets["listen-und-code"].text
    assert "7." in text and "8." in text


def test_code_keeps_its_lines_and_indents(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["listen-und-code"]
    assert sheet.place_of('"stueckzahl": 12').left > sheet.place_of('"ort": "Kappeln"').left + 3


def test_release_without_anything_but_a_line_fills_one_page_without_gaps(sheets: dict[str, Sheet]) -> None:
    assert sheets["einzeiler"].texts == [
        "presse.nordlicht.example/2026/einzeiler Pressemitteilung 9. Januar 2026 Laden bleibt am Montag zu "
        "Der Laden in der Speicherstraße bleibt am Montag geschlossen. 86 Zeichen mit Leerzeichen "
        "Seite 1 von 1 Werkstattverbund Nordlicht · Speicherstraße 12 · 24837 Schleswig "
        "+49 4621 5550-0 · presse@nordlicht.example · nordlicht.example"
    ]


def test_english_edition_speaks_english(sheets: dict[str, Sheet]) -> None:
    text = sheets["namen"].text
    words = [
        "Press release",
        "Kappeln, May 5, 2026",
        "characters with spaces, boilerplate not counted",
        "Press contact",
    ]
    assert [word for word in words if word not in text] == []


def test_names_in_other_scripts_are_copied_whole(sheets: dict[str, Sheet]) -> None:
    names = ["Ελένη Παπαδοπούλου", "Ольга Ковальчук", "Nguyễn Thị Hằng", "Þórdís Ægisdóttir", "Łukasz Wójcik"]
    assert [name for name in names if name not in sheets["namen"].text] == []
