"""A newsroom of strings that mean harm or mischief: every one of them in every place where a writer can put text."""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

HEADLINE_MAX = 500
LONGEST = 4000
SETTINGS = """\
[newsroom]
name = "Weiße & Söhne <b>\\"Presse\\"</b>"
base_url = "https://host.example/press/room"
time_zone = "Europe/Berlin"
language = "en"
languages = ["en", "de"]
tagline = "</title><script>alert(1)</script>"

[boilerplates.us]
title = "</h2><script>alert(1)</script>"
text = "<script>alert(1)</script>\\n\\n]]><img src=x onerror=alert(1)>"

[quotes]
require_approval = "off"

[outputs]
page_length = 50
"""
PEOPLE = """\
[press]
name = "]]></content><script>alert(1)</script>"
phone = "+49 \\" onclick=\\"alert(1)"
email = "\\"onclick=alert(1)@host.example"
"""
# What is hostile to Markdown, its links and its neighbours: data in scripts, XML, templates.
OWN = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](<java\tscript:alert(1)>)",
    "[x]( javascript:alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](file:///etc/passwd)",
    "[x](//elsewhere.example/)",
    '[x](https://ok.example/"onmouseover="alert(1))',
    "[x](https://ok.example/ '\"onmouseover=\"alert(1)')",
    "[x](https://ok.example:port/%zz|\\^`{}[])",
    "[x](https://[::1/)",
    "[x](http://)",
    "[x](mailto:a@b.example?body=<script>alert(1)</script>)",
    '[x](tel:"><script>alert(1)</script>)',
    '[x][javascript]\n\n[javascript]: javascript:alert(1) "title"',
    "<javascript:alert(1)>",
    '<https://ok.example/"onclick=alert(1)>',
    "![x](javascript:alert(1))",
    "![x](https://elsewhere.example/pixel.png)",
    '![" onerror=alert(1) x="](x.png)',
    "![x](//elsewhere.example/pixel.png)",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<base href=https://elsewhere.example/>",
    '<meta http-equiv=refresh content="0;url=https://elsewhere.example/">',
    "</script><script>alert(1)</script>",
    "</title></head><body onload=alert(1)>",
    "</textarea></style></noscript></template><script>alert(1)</script>",
    "]]><script>alert(1)</script>",
    "]]&gt;<b>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&amp;lt;b&amp;gt; &nbsp; &#0; &#x80; &nosuch; &",
    '" autofocus onfocus=alert(1) x="',
    "' onclick='alert(1)",
    "` onclick=`alert(1)",
    '```"><script>alert(1)</script>\ncode\n```',
    "[^1]\n\n[^1]: <script>alert(1)</script>",
    '| <script>alert(1)</script> | b |\n|---|---|\n| " onclick=alert(1) | ` |',
    '# <script>alert(1)</script> {onclick=alert(1) #"><img src=x onerror=alert(1)>}',
    "<xml><![CDATA[<script>alert(1)</script>]]></xml>",
    '<?php echo 1 ?><!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]>&y;',
    "&#8; &#x1f; &#xfffe; &#x2028; [x](https://ok.example/&#8;) &#xd800; &#99999999;",
    "[a [b](https://ok.example/b) <https://ok.example/c> c](https://ok.example/a) [d[^2]]\n\n[^2]: d",
    "{{ 7 * 7 }} {% raw %} {# x #} ${7*7} <%= 7 %>",
    "a\u2028b\u2029c\u200bd\ufeffe\u202ef\u2066g\u0085h\ufffei",
    'שלום עולם "מרכאות" <b> العربية (1) – 12%',
    "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 ❤️ 🇪🇺",
    "Z̸͎̏a̶l̷g̸o̴ ́̂̃̄̅̆̇̈",
    "W" * 300,
    "https://ok.example/" + "path/" * 60,
    "Wort " * 90,
)
# Different topics whose addresses are alike, and topics with nothing that an address can be made of.
TOPICS = (
    *("Kultur", "KULTUR", "Kül tür", "kultur!", "C", "C++", "C#", "文化", "艺术", "🎭", "🎨", "!!!", "...", "..", "/"),
    *("a/b", "a b", "index.html", "feed.xml", "archive", "1", "2026", "page", "con", "%2e%2e", "<b>", '"', "W" * 300),
)

WAYS = (
    *("Said: TEXT", "TEXT", "[link](TEXT)", "[TEXT](https://ok.example)", '[title](https://ok.example "TEXT")'),
    "| TEXT |\n|---|\n| TEXT |",
)


def sanitising_cases(folder: Path) -> Iterator[str]:
    """Yield the hostile markup in feedparser's cases."""
    for file in sorted(folder.glob("*.xml")):
        data = file.read_bytes().partition(b"-->")[2].strip()
        texts = [text for text in _read(data).itertext(etree.Element) if "<" in text]
        yield " ".join(texts) or html.unescape(data.decode("utf-8", "replace"))


def _read(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(recover=True))


def write_hostile(folder: Path, strings: Iterable[str]) -> int:
    """Write a newsroom in which each string stands in each place, and return the number of its releases."""
    releases = folder / "releases" / "2026"
    releases.mkdir(parents=True)
    (folder / "presskit.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    bundles = list(_bundles(text for text in dict.fromkeys(map(_tamed, strings)) if text))
    for number, bundle in enumerate(bundles):
        text = f"---\n{_front(number, bundle)}---\n{_body(bundle)}"
        (releases / f"r-{number}.md").write_text(text, encoding="utf-8", errors="replace")
    return len(bundles)


def _tamed(text: str) -> str:
    """Return a text without what presskit refuses by name: comments, in front matter or not closed."""
    return text.replace("<!--", "<! --").strip()[:LONGEST]


def _bundles(strings: Iterable[str]) -> Iterator[list[str]]:
    bundle: list[str] = []
    for text in strings:
        if bundle and len(" ".join([*bundle, text])) > HEADLINE_MAX:
            yield bundle
            bundle = []
        bundle.append(text)
    yield bundle


def _front(number: int, bundle: list[str]) -> str:
    words = " ".join(bundle)[:HEADLINE_MAX]
    keys: dict[str, object] = {
        "id": f"r-{number}",
        "headline": words,
        "kicker": words,
        "subheadline": words,
        "date": f"2026-03-{number % 28 + 1:02}",
        "place": bundle[0],
        "status": "ready",
        "summary": words,
        "topics": [bundle[0], TOPICS[number % len(TOPICS)]],  # each has lists and feeds of its own
        "contacts": ["press"],
        "boilerplates": ["us"],
        "quotes": [_quote(f"q{at}", bundle[0], text) for at, text in enumerate(bundle)],
        "corrections": [{"on": "2026-04-01 10:00", "severity": ("minor", "major")[number % 2], "note": words}],
    }
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())


def _quote(name: str, speaker: str, text: str) -> dict[str, object]:
    return {
        "id": name,
        "speaker": {"name": f"{speaker} N.", "role": text, "organisation": text},
        "text": f"{text} says",
    }


def _body(bundle: list[str]) -> str:
    """Return Markdown with each string as a sentence, a block, a link's address and title, and a quote.

    A quotation ends what a string opens and never closes.
    """
    parts = ["To begin with, a harmless sentence."]
    for at, text in enumerate(bundle):
        parts += [_quoted(way.replace("TEXT", text)) for way in WAYS]
        parts.append(f"::quote[q{at}]")
    return "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())


def write_one_headline(folder: Path, count: int) -> None:
    """Write a newsroom of releases of one day that differ in nothing but the names of their files."""
    releases = folder / "releases" / "2026"
    releases.mkdir(parents=True)
    enabled = '[outputs]\nenabled = ["page", "index", "rss"]\n'
    (folder / "presskit.toml").write_text(f"{SETTINGS.partition('[outputs]')[0]}{enabled}", encoding="utf-8")
    text = "---\nheadline: Gleich\ndate: 2026-01-01\nstatus: ready\ncontacts: [press]\n---\nEs ist immer dasselbe.\n"
    (folder / "people.toml").write_text(PEOPLE, encoding="utf-8")
    for number in range(count):
        (releases / f"gleich-{number}.md").write_text(text, encoding="utf-8")
