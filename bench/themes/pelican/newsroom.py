"""What the theme needs beside templates: dates in words, feed quotes, and presskit's marks on paragraphs and tables."""

import json
import re
import tomllib
from datetime import datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

BASE = "https://newsroom.example"
HERE = Path(__file__).parent
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August",
          "September", "October", "November", "December")  # fmt: skip
MONATE = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August",
          "September", "Oktober", "November", "Dezember")  # fmt: skip
TAG = re.compile(r"<[^>]*>")
QUOTE = re.compile(
    r'<figure class="quote".*?<p>(.*?)</p>.*?"ready plain"[^>]*>.*?[“”] – ([^<]*)</p>.*?</figure>', re.DOTALL
)
INLINE = re.compile(r"</?q\b[^>]*>")


def words(language: str) -> dict[str, str]:
    """Return the interface words of a language."""
    return tomllib.loads((HERE / "words" / f"{language}.toml").read_text(encoding="utf-8"))


def german_date(moment: datetime) -> str:
    """Return a date such as `1. März 2024`."""
    return f"{moment.day}. {MONATE[moment.month - 1]} {moment.year}"


def english_date(moment: datetime) -> str:
    """Return a date such as `March 1, 2024`."""
    return f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


def english_count(html: str) -> str:
    """Return how many characters are read in HTML."""
    return f"{len(TAG.sub('', html)):,}"


def german_count(html: str) -> str:
    """Return the same as Germans write it."""
    return english_count(html).replace(",", ".")


def quotes_for_feed(html: str) -> str:
    """Return HTML with quotes as feeds have them, without buttons and `q`."""
    return INLINE.sub("", QUOTE.sub(r"<blockquote><p>\1</p><footer>– \2</footer></blockquote>", html))


def organization(contacts: object) -> dict[str, object]:
    """Return the newsroom as schema.org has it."""
    site = {"@type": "Organization", "@id": f"{BASE}/#newsroom", "name": "Example Newsroom", "url": f"{BASE}/"}
    return {**site, "sameAs": "https://www.newsroom.example", "contactPoint": contacts}


def quotation(page: str, language: str, quote: list[str]) -> dict[str, object]:
    """Return a quote as schema.org has it."""
    key, text, name, role, organisation = quote
    address, employer = f"{page}#quote-{key}", {"@type": "Organization", "name": organisation}
    person = {"@type": "Person", "name": name, "jobTitle": role, "worksFor": employer}
    told = {"@type": "Quotation", "url": address, "text": text, "inLanguage": language}
    return {**told, "spokenByCharacter": person}


def article_graph(article: Any, language: str, contacts: dict[str, Any], day: str) -> str:
    """Return the JSON-LD of an article."""
    home = BASE if language == "de" else f"{BASE}/{language}"
    page, published, topics = f"{home}/{article.url}", article.date.isoformat(), article.topics.split(", ")
    called = [contacts[key] for key in article.contacts.split(" ")]
    points = [
        {
            "@type": "ContactPoint",
            "contactType": "press",
            "name": one["name"],
            "telephone": one["phone"],
            "email": one["email"],
        }
        for one in called
    ]
    graph = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{page}#content",
        "url": page,
        "mainEntityOfPage": page,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "headline": article.title,
        "alternativeHeadline": article.subheadline,
        "description": article.summary,
        "dateline": f"{article.place}, {day}",
        "datePublished": published,
        "dateModified": published,
        "articleSection": topics[0],
        "keywords": topics,
        "author": {"@id": f"{BASE}/#newsroom"},
        "publisher": organization(points),
        "hasPart": [quotation(page, language, quote) for quote in json.loads(article.quoted)],
    }
    if hasattr(article, "other"):
        other, route = article.other.split(" ")
        work = {"@type": "NewsArticle", "@id": f"{BASE}{route}#content", "inLanguage": other}
        graph |= {"workTranslation": [work]} if language == "de" else {"translationOfWork": work}
    return json.dumps(graph, ensure_ascii=False).replace("<", "\\u003c")


class Marks(Treeprocessor):
    """Marks the lead, wraps tables, and aligns their cells by class."""

    def run(self, root: Element) -> None:
        """Change the tree."""
        lead = root.find("p")
        if lead is not None:
            lead.set("class", "lead")
        for number, table in enumerate(root):
            if table.tag == "table":
                root[number] = frame = Element("div", {"class": "table", "role": "group", "tabindex": "0"})
                frame.append(table)
                for cell in table.iter():
                    align(cell)


def align(cell: Element) -> None:
    """Say what a heading is of, and give a cell its class for a style."""
    if cell.tag == "th":
        cell.set("scope", "col")
    if style := cell.attrib.pop("style", ""):
        cell.set("class", style.removeprefix("text-align: ").rstrip(";"))


class NewsroomMarkdown(Extension):
    """Adds the marks after all else."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        """Register what this extension does."""
        md.treeprocessors.register(Marks(md), "newsroom", 0)


FILTERS = {"quotes_for_feed": quotes_for_feed, "rss_date": format_datetime, "article_graph": article_graph}
