"""The release page and what stands beside it: languages, words, roles of the day, names of files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from laws.builds import build, public
from laws.pdfs import by_pdfium
from newsrooms import copy_of
from presskit.outputs.tools import mailed

if TYPE_CHECKING:
    from pathlib import Path

LATER = """\
---
id: spaeter
headline: Später
date: 2014-05-06
status: ready
quotes:
  - {id: w, speaker: thomas-westphal, text: Das war richtig}
---
Drei Jahre später.

::quote[w]
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the bilingual newsroom, built."""
    folder = copy_of("bilingual", tmp_path_factory.mktemp("page") / "room")
    build(folder)
    return folder


@pytest.fixture(scope="module")
def westphals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom in which one speaker speaks in 2011 and in 2014."""
    folder = copy_of("founding", tmp_path_factory.mktemp("roles") / "room")
    (folder / "releases" / "spaeter.md").write_text(LATER, encoding="utf-8")
    build(folder)
    return folder


def page(folder: Path, route: str) -> html.HtmlElement:
    return html.document_fromstring((folder / "public" / route / "index.html").read_bytes())


def captions(folder: Path, route: str) -> list[str]:
    found = page(folder, route).xpath("//figure[@class = 'quote']/figcaption")
    return [" ".join("".join(caption.xpath("*[self::span or self::a]//text()")).split()) for caption in found]


def test_role_of_2011_stays_in_2011(westphals: Path) -> None:
    shown = captions(westphals, "2011/kreativwirtschaft-ruhr")
    assert shown[1] == "Thomas Westphal, Geschäftsführer, Wirtschaftsförderung metropoleruhr GmbH (wmr)"


def test_role_of_2014_is_shown_in_2014(westphals: Path) -> None:
    assert captions(westphals, "2014/spaeter") == ["Thomas Westphal, Geschäftsführer, Wirtschaftsförderung Dortmund"]


def test_role_of_2014_is_printed_in_2014(westphals: Path) -> None:
    text = by_pdfium(next((westphals / "public" / "2014" / "spaeter").glob("*.pdf")).read_bytes())
    assert "Thomas Westphal, Geschäftsführer, Wirtschaftsförderung Dortmund" in " ".join(text.split())


def test_role_that_changed_between_two_releases_differs(room: Path) -> None:
    spoken = [captions(room, route)[0] for route in ("2024/probenzentrum", "2024/hafenlicht")]
    assert spoken == [
        "Dr. Onno Reents, Chefdramaturg, Hafenbühne Sonderwerft",
        "Dr. Onno Reents, Intendant, Hafenbühne Sonderwerft",
    ]


def test_role_is_named_in_the_language_of_the_edition(room: Path) -> None:
    assert captions(room, "en/2024/hafenlicht") == ["Dr. Onno Reents, Artistic Director, Hafenbühne Sonderwerft"]


def test_attribution_that_was_written_out_is_shown(room: Path) -> None:
    assert captions(room, "2024/hafenlicht")[1] == "Hinrich Boomgaarden, Kranführer a. D."


@pytest.mark.parametrize(
    ("route", "other", "language", "label"),
    [
        ("2024/hafenlicht", "../../en/2024/hafenlicht/", "en", "English"),
        ("en/2024/hafenlicht", "../../../2024/hafenlicht/", "de", "Deutsch"),
    ],
)
def test_editions_link_to_each_other(route: str, other: str, language: str, label: str, room: Path) -> None:
    links = page(room, route).xpath("//body//a[@hreflang]")
    assert [(a.get("href"), a.get("hreflang"), a.text_content()) for a in links] == [(other, language, label)]


def test_edition_without_another_links_to_none(room: Path) -> None:
    assert page(room, "2024/probenzentrum").xpath("//a[@hreflang]") == []


def test_machines_find_the_other_edition(room: Path) -> None:
    links = page(room, "2024/hafenlicht").xpath("//link[@rel = 'alternate'][@hreflang = 'en']/@href")
    assert links == ["https://presse.hafenbuehne.example/newsroom/en/2024/hafenlicht/"]


@pytest.mark.parametrize(
    ("route", "language", "words"),
    [
        (
            "2024/hafenlicht",
            "de",
            ["Pressemitteilung", "Leer, 12. September 2024", "PDF herunterladen", "Pressekontakt"],
        ),
        ("en/2024/hafenlicht", "en", ["Press release", "Leer, September 12, 2024", "Download PDF", "Press contact"]),
    ],
)
def test_interface_speaks_the_language_of_the_edition(route: str, language: str, words: list[str], room: Path) -> None:
    shown = page(room, route)
    text = " ".join(shown.text_content().split())
    assert (shown.get("lang"), [word for word in words if word not in text]) == (language, [])


def test_print_speaks_the_language_of_the_edition(room: Path) -> None:
    path = "en/2024/hafenlicht/2024-09-12-press-release-hafenlicht.pdf"
    text = " ".join(by_pdfium((room / "public" / path).read_bytes()).split())
    assert [word for word in ("Press release", "Press contact", "Head of Communications") if word not in text] == []


def test_addresses_are_for_people(room: Path) -> None:
    assert [path for path in public(room) if "probenzentrum" in path] == [
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum-pressemappe.zip",
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum-quote-reents.png",
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum-quote-reents.svg",
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum.json",
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum.md",
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum.pdf",
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum.png",
        "2024/probenzentrum/2024-03-05-pressemitteilung-probenzentrum.txt",
        "2024/probenzentrum/index.html",
    ]


def test_page_offers_its_files_with_the_size_of_what_is_large(room: Path) -> None:
    links = page(room, "2024/hafenlicht").xpath("//section[contains(@class, 'tools')]//a")
    pdf, kit = (next((room / "public/2024/hafenlicht").glob(f"*.{kind}")).stat().st_size for kind in ("pdf", "zip"))
    assert [" ".join(link.text_content().split()) for link in links] == [
        f"PDF herunterladen ({round(pdf / 1000)} kB)",
        f"Pressemappe (ZIP, {round(kit / 1000)} kB)",
        "Nur Text",
        "Markdown",
        "Daten (JSON)",
    ]


def test_page_tells_social_networks_what_it_is(room: Path) -> None:
    tags = page(room, "2024/hafenlicht").xpath("//meta[@property]")
    told = [(tag.get("property"), tag.get("content")) for tag in tags]
    assert [tag for tag in told if tag[0].startswith(("article:", "og:locale", "og:type"))] == [
        ("og:type", "article"),
        ("og:locale", "de_DE"),
        ("og:locale:alternate", "en_US"),
        ("article:published_time", "2024-09-12T10:30:00+02:00"),
        ("article:modified_time", "2024-09-13T09:00:00+02:00"),
        ("article:section", "Theater"),
        ("article:tag", "Theater"),
        ("article:tag", "Stadtgeschichte"),
    ]


def test_page_is_shared_with_its_card(room: Path) -> None:
    tags = {
        tag.get("property") or tag.get("name"): tag.get("content")
        for tag in page(room, "2024/hafenlicht").xpath("//meta")
    }
    url = "https://presse.hafenbuehne.example/newsroom/2024/hafenlicht/2024-09-12-pressemitteilung-hafenlicht.png"
    assert {key: value for key, value in tags.items() if key and key.startswith(("og:image", "twitter:"))} == {
        "og:image": url,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": "Hafenlicht eröffnet die Spielzeit – mit 40 Laien & einem Kran",
        "twitter:card": "summary_large_image",
    }


@pytest.mark.parametrize(("route", "card"), [("", "card.png"), ("en", "en/card.png"), ("2024", "card.png")])
def test_pages_of_the_newsroom_are_shared_with_its_own_card(route: str, card: str, room: Path) -> None:
    (url,) = page(room, route).xpath("//meta[@property = 'og:image']/@content")
    assert url == f"https://presse.hafenbuehne.example/newsroom/{card}"
    assert (room / "public" / card).is_file()


def test_headline_is_the_only_first_heading(room: Path) -> None:
    headings = [heading.text_content() for heading in page(room, "2024/hafenlicht").xpath("//h1")]
    assert headings == ["Hafenlicht eröffnet die Spielzeit – mit 40 Laien & einem Kran"]


def test_special_characters_of_a_headline_are_escaped(room: Path) -> None:
    data = (room / "public" / "2024" / "hafenlicht" / "index.html").read_text(encoding="utf-8")
    assert "mit 40 Laien &amp; einem Kran</h1>" in data


def test_picture_has_its_size_and_its_alt_text(room: Path) -> None:
    image = page(room, "2024/hafenlicht").xpath("//figure//img")[0]
    shown = [image.get(key) for key in ("src", "alt", "width", "height")]
    assert shown == ["web/buehne-am-kai.png-60.png", "Bühne mit Kran vor Abendhimmel", "60", "40"]


def test_credit_is_shown(room: Path) -> None:
    assert "Foto: Wiebke Onken" in page(room, "2024/hafenlicht").text_content()


def test_correction_is_dated(room: Path) -> None:
    text = " ".join(page(room, "2024/hafenlicht").text_content().split())
    assert "13. September 2024, 09:00 Uhr" in text


def test_page_loads_nothing_from_elsewhere(room: Path) -> None:
    sources = page(room, "2024/hafenlicht").xpath(
        "//script/@src | //img/@src | //link[@rel = 'stylesheet' or @rel = 'preload']/@href"
    )
    assert [source for source in sources if "//" in source] == []


def test_plain_text_ends_in_its_address(room: Path) -> None:
    text = (room / "public" / "en/2024/guest-performance/2024-06-20-press-release-guest-performance.txt").read_text()
    assert text.splitlines()[-1] == "https://presse.hafenbuehne.example/newsroom/en/2024/guest-performance/"


def test_plain_text_of_a_release(room: Path) -> None:
    text = (room / "public" / "en/2024/guest-performance/2024-06-20-press-release-guest-performance.txt").read_text()
    assert text.split("\n\n")[:4] == [
        "Press release",
        "Guest performances in Groningen",
        "Groningen, June 20, 2024",
        "Hafenbühne Sonderwerft plays three guest performances in Groningen in November 2024.",
    ]


def test_mail_address_of_a_contact_cannot_bring_more_than_an_address() -> None:
    assert (mailed("presse+ruhr@newsroom.example"), mailed('a"?cc=b <c@d')) == (
        "presse+ruhr@newsroom.example",
        "a%22%3Fcc%3Db%20%3Cc@d",
    )
