"""The sitemaps and robots.txt: valid, complete, true to the moment, and little touched by what changes."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from lxml import etree

from laws.builds import build, changed, clean_tree, differences, public
from laws.edits import replaced
from newsrooms import copy_of
from presskit.building.cache import Cache
from presskit.building.survey import survey
from presskit.config import project_at
from presskit.planning.years import MOST

if TYPE_CHECKING:
    from collections.abc import Callable

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas"
NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
    "n": "http://www.google.com/schemas/sitemap-news/0.9",
}
NEWS = datetime(2020, 3, 4, 23, tzinfo=UTC).timestamp()  # the newest day of `many`: one release a day
DAY = 86_400
OUTPUTS = 'enabled = ["page", "lists", "contacts", "sitemap", "news_sitemap", "robots"]'
ANY_LINK = """\
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/1999/xhtml">
<xsd:element name="link"><xsd:complexType><xsd:attribute name="rel" type="xsd:string" use="required"/>
<xsd:attribute name="hreflang" type="xsd:string" use="required"/>
<xsd:attribute name="href" type="xsd:anyURI" use="required"/></xsd:complexType></xsd:element></xsd:schema>"""
ALL = """\
<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<xsd:import namespace="{s}" schemaLocation="{folder}/{file}"/>
<xsd:import namespace="{n}" schemaLocation="{folder}/sitemap-news.xsd"/>
<xsd:import namespace="{x}" schemaLocation="{link}"/></xsd:schema>"""


def with_sitemaps(folder: Path) -> Path:
    """Let a newsroom that names its outputs have sitemaps, and no PDFs."""
    settings = folder / "presskit.toml"
    text = settings.read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("enabled = ")]
    at = lines.index("[outputs]") + 1
    settings.write_text("\n".join([*lines[:at], OUTPUTS, *lines[at:]]) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom in two languages, built at the moment of one of its releases."""
    folder = with_sitemaps(copy_of("bilingual", tmp_path_factory.mktemp("sitemap") / "room"))
    build(folder, datetime(2024, 9, 13, 8, tzinfo=UTC).timestamp())
    return folder


def found(folder: Path, name: str, path: str) -> list[str]:
    """Return what an XPath finds in a file of public/."""
    tree = etree.parse(folder / "public" / name)
    return [str(value) for value in tree.xpath(path, namespaces=NAMES)]


def complaints(folder: Path, name: str, tmp_path: Path) -> list[str]:
    """Return what the schemas of sitemaps have against a file."""
    if not SCHEMAS.is_dir():
        pytest.skip("../shared/schemas is not beside the repository")
    tree = etree.parse(folder / "public" / name)
    file = "siteindex.xsd" if tree.getroot().tag.endswith("sitemapindex") else "sitemap.xsd"
    (tmp_path / "link.xsd").write_text(ANY_LINK)
    (tmp_path / "all.xsd").write_text(ALL.format(folder=SCHEMAS, file=file, link=tmp_path / "link.xsd", **NAMES))
    schema = etree.XMLSchema(etree.parse(tmp_path / "all.xsd"))
    schema.validate(tree)
    return [str(error) for error in schema.error_log]


@pytest.mark.parametrize("name", ["sitemap.xml", "sitemap-pages.xml", "sitemap-2024.xml", "sitemap-news.xml"])
def test_sitemap_is_valid(name: str, room: Path, tmp_path: Path) -> None:
    assert complaints(room, name, tmp_path) == []


def test_index_names_every_other_sitemap(room: Path) -> None:
    base = "https://presse.hafenbuehne.example/newsroom"
    assert found(room, "sitemap.xml", "//s:loc/text()") == [f"{base}/sitemap-pages.xml", f"{base}/sitemap-2024.xml"]


def test_every_release_is_named_once_with_its_languages(room: Path) -> None:
    base = "https://presse.hafenbuehne.example/newsroom"
    pages = [f"{base}/2024/probenzentrum/", f"{base}/2024/hafenlicht/", f"{base}/en/2024/hafenlicht/"]
    alone = f"{base}/en/2024/guest-performance/"
    assert sorted(found(room, "sitemap-2024.xml", "//s:loc/text()")) == sorted([*pages, alone])
    links = "//s:url[s:loc='" + pages[2] + "']/x:link"
    assert found(room, "sitemap-2024.xml", links + "/@hreflang") == ["de", "en", "x-default"]
    assert found(room, "sitemap-2024.xml", links + "/@href") == [pages[1], pages[2], pages[1]]
    assert found(room, "sitemap-2024.xml", "//s:url[s:loc='" + pages[0] + "']/x:link") == []


def test_every_first_page_of_a_list_is_named(room: Path) -> None:
    base = "https://presse.hafenbuehne.example/newsroom/"
    named = {url.removeprefix(base) for url in found(room, "sitemap-pages.xml", "//s:loc/text()")}
    numbered = {path for path in public(room) if "/archive/" in f"/{path}" and path[-12] in "0123456789"}
    pages = {path.removesuffix("index.html") for path in public(room).keys() - numbered if path.endswith("index.html")}
    releases = {url.removeprefix(base) for url in found(room, "sitemap-2024.xml", "//s:loc/text()")}
    assert (named, named & releases) == (pages - releases, set())


def test_news_are_releases_of_two_days_with_title_and_language(room: Path) -> None:
    assert found(room, "sitemap-news.xml", "//n:language/text()") == ["de", "en"]
    assert found(room, "sitemap-news.xml", "//n:publication_date/text()") == ["2024-09-12T08:30:00Z"] * 2
    assert set(found(room, "sitemap-news.xml", "//n:name/text()")) == {"Hafenbühne Sonderwerft"}
    assert found(room, "sitemap-news.xml", "//n:title/text()")[0].endswith("– mit 40 Laien & einem Kran")


def test_robots_names_both_sitemaps(room: Path) -> None:
    lines = (room / "public" / "robots.txt").read_text().splitlines()
    base = "https://presse.hafenbuehne.example/newsroom"
    assert [line for line in lines if not line.startswith("#")] == [
        "User-agent: *",
        "Allow: /",
        "",
        f"Sitemap: {base}/sitemap.xml",
        f"Sitemap: {base}/sitemap-news.xml",
    ]


def test_newsroom_without_a_release_has_valid_sitemaps(tmp_path: Path) -> None:
    folder = with_sitemaps(copy_of("many", tmp_path / "room"))
    for path in (folder / "releases").rglob("*.md"):
        path.unlink()
    replaced(folder / "presskit.toml", 'languages = ["de", "en"]', "")
    build(folder)
    assert found(folder, "sitemap-news.xml", "//s:loc/text()") == ["https://viele.example/"]
    for name in ("sitemap.xml", "sitemap-pages.xml", "sitemap-news.xml"):
        assert complaints(folder, name, tmp_path) == []


def test_a_correction_moves_the_date_of_the_page(tmp_path: Path) -> None:
    folder = with_sitemaps(copy_of("embargoes", tmp_path / "room"))
    build(folder)
    url = "//s:url[contains(s:loc, 'vogelzug')]/s:lastmod/text()"
    before = found(folder, "sitemap-2025.xml", url)
    build(folder, datetime(2025, 6, 10, tzinfo=UTC).timestamp())
    assert (before, found(folder, "sitemap-2025.xml", url)) == (["2025-04-03T07:00:00Z"], ["2025-06-04T07:00:00Z"])


def nothing_to_do(folder: Path, now: float) -> bool:
    cache = Cache(str(folder / ".presskit" / "cache.db"))
    try:
        return survey(project_at(str(folder)), cache).nothing_to_do(now)
    finally:
        cache.close()


def with_news(tmp_path: Path) -> Path:
    """Return a newsroom that was built on its newest day, and once more when its files had come to rest."""
    folder = with_sitemaps(copy_of("many", tmp_path / "room"))
    build(folder, NEWS)
    time.sleep(0.05)
    build(folder, NEWS + 1)
    return folder


def test_a_build_is_due_when_a_release_is_news_no_longer(tmp_path: Path) -> None:
    folder = with_news(tmp_path)
    assert nothing_to_do(folder, NEWS + DAY - 1)
    assert not nothing_to_do(folder, NEWS + DAY)


def test_without_a_news_sitemap_no_build_is_due(tmp_path: Path) -> None:
    folder = with_news(tmp_path)
    replaced(folder / "presskit.toml", '"news_sitemap", ', "")
    build(folder, NEWS)
    time.sleep(0.05)
    build(folder, NEWS + 1)
    assert nothing_to_do(folder, NEWS + DAY)


def test_what_is_news_no_longer_goes_and_nothing_else_changes(tmp_path: Path) -> None:
    folder = with_news(tmp_path)
    titles = found(folder, "sitemap-news.xml", "//n:title/text()")
    assert titles == ["Meldung 64", "Notice 64", "Meldung 63"]
    assert changed(build(folder, NEWS + DAY)) == {"sitemap-news.xml"}
    assert found(folder, "sitemap-news.xml", "//n:title/text()") == titles[:2]
    build(folder, NEWS + 2 * DAY)
    assert found(folder, "sitemap-news.xml", "//n:title") == []


def test_an_edited_text_leaves_the_moment_at_which_news_end(tmp_path: Path) -> None:
    folder = with_news(tmp_path)
    an_edited_text(folder)
    build(folder, NEWS + 2)
    time.sleep(0.05)
    build(folder, NEWS + 3)
    assert (nothing_to_do(folder, NEWS + 4), nothing_to_do(folder, NEWS + DAY)) == (True, False)


@pytest.mark.parametrize("moment", [NEWS - 1, NEWS + DAY - 1, NEWS + DAY, NEWS + 9 * DAY])
def test_a_build_at_any_moment_is_as_a_clean_one(moment: float, tmp_path: Path) -> None:
    folder = with_news(tmp_path)
    build(folder, moment)
    assert differences(public(folder), clean_tree(folder, moment)) == []


def an_edited_text(folder: Path) -> None:
    path = folder / "releases" / "2020" / "meldung-3.md"
    path.write_text(path.read_text() + "\nUnd ein Nachsatz.\n")


def a_new_headline(folder: Path) -> None:
    replaced(folder / "releases" / "2020" / "meldung-3.md", "headline: Meldung 3", "headline: Meldung drei")


@pytest.mark.parametrize("edit", [an_edited_text, a_new_headline])
def test_edits_change_no_sitemap(edit: Callable[[Path], None], tmp_path: Path) -> None:
    folder = with_sitemaps(copy_of("many", tmp_path / "room"))
    build(folder)
    edit(folder)
    assert [path for path in changed(build(folder)) if "sitemap" in path] == []


def test_a_large_year_has_files_that_a_new_release_leaves_alone() -> None:
    from presskit.model.newsroom import Entry
    from presskit.planning.years import parts

    entries = [
        Entry(f"{n}.md", f"m-{n}", "de", f"m-{n}", "2024-01-01", n, n, None, "", "") for n in range(2 * MOST + 5, 0, -1)
    ]
    before, after = list(parts(entries[1:])), list(parts(entries))
    assert [part.suffix for part in after] == ["", "-2", "-3"]
    assert [len(part.entries) for part in after] == [MOST, MOST, 5]
    assert before[:2] == after[:2]
