"""A newsroom whose feeds have archives: ten releases a day apart, feeds of three, two languages, topics, a speaker."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

import feedparser

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://viele.example/presse"
HUB = "https://hub.example/?a=1&b=2"
SETTINGS = f"""\
[newsroom]
name = "Sammelstelle & Söhne"
base_url = "{BASE}"
language = "de"
languages = ["de", "en"]

[quotes]
require_approval = "off"

[outputs]
enabled = ["page", "index", "lists", "feeds"]
feed_length = 3

[feeds]
hub = "{HUB}"
"""
QUOTE = "quotes: [{id: eins, speaker: {name: Mia Adler, role: Leiterin}, text: Das ist gut so}]\n"


def write_room(folder: Path, count: int = 10) -> Path:
    """Write the newsroom: every second release is of culture and quotes, every third of oil."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "presskit.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "releases").mkdir()
    for number in range(count):
        write(folder, number)
    return folder


def write(folder: Path, number: int) -> None:
    """Write the release of a number."""
    day = date(2020, 1, 1) + timedelta(days=number)
    topics = [name for name, every in (("Kultur", 2), ("Öl", 3)) if number % every == 0]
    head = f"id: meldung-{number}\ndate: {day}\nstatus: ready\ntopics: {json.dumps(topics, ensure_ascii=False)}\n"
    quote, place = (QUOTE, "\n::quote[eins]\n") if number % 2 == 0 else ("", "")
    text = f"---\nheadline: Meldung {number}\n{head}{quote}---\nEs geht um Nummer {number}.\n{place}"
    (folder / "releases" / f"meldung-{number}.md").write_text(text, encoding="utf-8")
    if number % 4 == 0:
        english = f"---\nheadline: Notice {number}\n{head}---\nThis is about number {number}.\n"
        (folder / "releases" / f"meldung-{number}.en.md").write_text(english, encoding="utf-8")


class Seen(NamedTuple):
    """A document of a feed as a reader sees it."""

    ids: list[str]
    links: dict[str, str]
    items: list[dict[str, Any]]


def seen(folder: Path, path: str) -> Seen:
    """Return a document of a feed, read by feedparser, or by hand where it is JSON."""
    data = (folder / "public" / path).read_bytes()
    if path.endswith(".json"):
        feed = json.loads(data)
        links = {"self": feed["feed_url"], "prev-archive": feed.get("next_url", "")}
        links |= {"hub": feed["hubs"][0]["url"]} if "hubs" in feed else {}
        return Seen([item["id"] for item in feed["items"]], links, feed["items"])
    parsed = feedparser.parse(data)
    assert not parsed.bozo, parsed.bozo_exception
    links = {link.rel: link.href for link in parsed.feed.links}
    return Seen([entry.id for entry in parsed.entries], links, parsed.entries)
