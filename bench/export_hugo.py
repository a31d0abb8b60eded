"""The generated newsroom as a Hugo project, the way Hugo's documentation would have it.

Choices, in Hugo's favour where there was one: tags, sitemap, 404 and section pages are off, as in presskit
here; quotes come with their attribution resolved (presskit looks it up by date), and those inside sentences are
listed in the front matter; no embedded link hook; words are site parameters (11 % faster than data files);
`plainify` instead of `.Plain`, which counts words and takes a sixth more memory; nothing is minified or fingerprinted.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import export_presskit
from export_presskit import front_matter, scalar

if TYPE_CHECKING:
    from releases import Edition, Newsroom, Quote

HERE = os.path.dirname(os.path.abspath(__file__))
THEME = os.path.join(HERE, "themes", "hugo")
ASSETS = os.path.join(HERE, "..", "layouts", "page")
WORDS = os.path.join(HERE, "..", "src", "presskit", "i18n", "locales")

INNER_MARKS = {"de": str.maketrans("„“", "‚‘"), "en": str.maketrans("“”", "‘’")}


def read(*path: str) -> str:
    """Return a file's text."""
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def theme_files(folder: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every file of a theme."""
    for place, _, names in os.walk(folder):
        for name in sorted(name for name in names if not name.endswith(".pyc")):
            yield os.path.relpath(os.path.join(place, name), folder), read(place, name)


def assets() -> Iterator[tuple[str, str]]:
    """Yield name and text of the stylesheet and script that presskit's pages load."""
    yield "style.css", read(ASSETS, "style.css")
    yield "site.js", read(ASSETS, "site.js")


def nested(words: str, language: str) -> str:
    """Return the words of a quote with the marks in them as inner ones, which presskit does by itself."""
    return words.translate(INNER_MARKS[language])


def quote_entry(edition: Edition, quote: Quote) -> dict[str, str]:
    """Return a quote with its attribution on the day of the release."""
    role, person = quote.speaker.role_on(edition.moment.date()), quote.speaker
    name = f"{person.title} {person.name}".strip()
    role_name = role.names[0 if edition.language == "de" else 1]
    attribution = {"name": name, "role": role_name, "organisation": scalar(role.organisation)}
    return {"text": scalar(nested(quote.text, edition.language)), **attribution}


def inline_quotes(edition: Edition) -> list[Quote]:
    """Return the quotes inside sentences: they have no copy button there, so the page lists them again."""
    return [quote for quote in edition.quotes if f"::quote[{quote.id}]" not in edition.body]


def text(edition: Edition) -> str:
    """Return one page's source; a quote is placed by a shortcode that finds it in the front matter."""
    values: dict[str, object] = {
        "slug": edition.id,
        "title": scalar(edition.headline),
        "kicker": scalar(edition.kicker),
        "subheadline": scalar(edition.subheadline),
        "date": f"{edition.moment:%Y-%m-%dT%H:%M:00}",
        "place": edition.place,
        "summary": scalar(edition.summary),
        "topics": edition.topics,
        "contacts": [person.key for person in edition.contacts],
        "boilerplates": [boilerplate.key for boilerplate in edition.boilerplates],
        "quotes": {quote.id: quote_entry(edition, quote) for quote in edition.quotes},
    }
    if edition.quotes:
        values["quoted"] = [quote.id for quote in edition.quotes]
    if inline := inline_quotes(edition):
        values["inline"] = [quote.id for quote in inline]
    body = re.sub(r"(?m)^::quote\[(.+?)\]$", r'{{< quote "\1" >}}', edition.body)
    return f"{front_matter(values)}\n" + re.sub(r":quote\[(.+?)\]", r'{{< inline-quote "\1" >}}', body)


def source(edition: Edition) -> str:
    """Return the path of the page's source."""
    return export_presskit.source(edition).replace("releases", os.path.join("content", "releases"), 1)


def project(newsroom: Newsroom, _outputs: list[str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of hugo.toml, the theme, presskit's interface words and the shared data."""
    yield from theme_files(THEME)
    yield from ((os.path.join("static", "assets", name), content) for name, content in assets())
    for language in ("de", "en"):
        yield f"config/_default/params.{language}.toml", "[words]\n" + read(WORDS, f"{language}.toml")
    boilerplates = [export_presskit.boilerplate_toml(entry) for entry in newsroom.boilerplates]
    yield "data/boilerplates.toml", "".join(boilerplates).replace("[boilerplates.", "[")
    yield "data/people.toml", "".join(export_presskit.person_toml(person) for person in newsroom.contacts)
