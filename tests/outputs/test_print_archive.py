"""What a print PDF says of itself: the same in both of its places, from the release and no clock."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from lxml import etree

from laws.builds import build
from newsrooms import copy_of

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the PDFs of a newsroom by the end of their names."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("archive") / "n")
    build(folder)
    return {path.name[11:]: path.read_bytes() for path in (folder / "public").rglob("*.pdf")}


@pytest.fixture
def pdf(files: dict[str, bytes]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(files["pressemitteilung-hafenlicht.pdf"])) as opened:
        yield opened


def said(pdf: pikepdf.Pdf, path: str) -> list[str]:
    """Return the texts that a path of the XMP packet leads to."""
    packet = etree.fromstring(pdf.Root.Metadata.read_bytes())
    return [found.text for found in packet.iterfind(f".//{path}", NAMES)]


def test_both_standards_are_named_in_one_packet(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.Metadata.read_bytes().count(b"<rdf:RDF") == 1
    found = [said(pdf, path) for path in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part")]
    assert found == [["3"], ["A"], ["1"]]


def test_the_packet_says_what_the_information_says(pdf: pikepdf.Pdf) -> None:
    info = pdf.docinfo
    title = "Hafenlicht eröffnet die Spielzeit – mit 40 Laien & einem Kran"
    assert said(pdf, "dc:title/rdf:Alt/rdf:li") == [str(info.Title)] == [title]
    assert said(pdf, "dc:creator/rdf:Seq/rdf:li") == [str(info.Author)] == ["Hafenbühne Sonderwerft"]
    assert said(pdf, "dc:subject/rdf:Bag/rdf:li") == str(info.Keywords).split(", ") == ["Theater", "Stadtgeschichte"]
    assert said(pdf, "dc:description/rdf:Alt/rdf:li") == [str(info.Subject)]
    assert said(pdf, "pdf:Producer") == [str(info.Producer)]
    assert said(pdf, "dc:language/rdf:Bag/rdf:li") == [str(pdf.Root.Lang)] == ["de"]


def test_dates_are_those_of_the_release_and_its_last_correction(pdf: pikepdf.Pdf) -> None:
    assert (said(pdf, "xmp:CreateDate"), str(pdf.docinfo.CreationDate)) == (
        ["2024-09-12T10:30:00+02:00"],
        "D:20240912103000+02'00",
    )
    assert (said(pdf, "xmp:ModifyDate"), str(pdf.docinfo.ModDate)) == (
        ["2024-09-13T09:00:00+02:00"],
        "D:20240913090000+02'00",
    )


def test_readers_show_the_title_and_know_that_there_are_tags(pdf: pikepdf.Pdf) -> None:
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf.Root.MarkInfo.Marked is True
    assert [str(page.Tabs) for page in pdf.pages] == ["/S", "/S"]


def test_colours_are_those_of_srgb(pdf: pikepdf.Pdf) -> None:
    (intent,) = pdf.Root.OutputIntents
    assert str(intent.S) == "/GTS_PDFA1"
    assert b"sRGB" in intent.DestOutputProfile.read_bytes()


def test_every_file_has_an_identifier_of_its_own(files: dict[str, bytes]) -> None:
    found = [re.findall(rb"/ID\[<([0-9a-f]{32})><([0-9a-f]{32})>\]", data) for data in files.values()]
    assert all(len(ids) == 1 and ids[0][0] == ids[0][1] for ids in found)
    assert len({ids[0] for ids in found}) == len(files) == 4


def test_no_cross_reference_is_off(files: dict[str, bytes]) -> None:
    for data in files.values():
        with pikepdf.open(io.BytesIO(data), attempt_recovery=False) as opened:
            assert opened.check_pdf_syntax() == []
