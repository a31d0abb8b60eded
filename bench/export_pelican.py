"""The generated newsroom as a Pelican project: one settings file and one run for each language.

Choices, in Pelican's favour where there was one: quotes are written out as HTML, so no plug-in expands them;
the link to the other edition is metadata; tags, categories, authors, archives are off; its cache is on.
"""

from __future__ import annotations

import json
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from export_hugo import WORDS, assets, inline_quotes, nested, read, theme_files

if TYPE_CHECKING:
    from releases import Edition, Newsroom, Quote

THEME = os.path.join(os.path.dirname(os.path.abspath(__file__)), "themes", "pelican")
MARKS = {"de": "„{}“", "en": "“{}”"}
SENTENCES = {"de": "„{}“, sagte {}.", "en": "“{},” said {}."}


def source_of(edition: Edition, quote: Quote) -> tuple[str, str, str]:
    """Return name, role and organisation of a speaker on the day of the release."""
    role = quote.speaker.role_on(edition.moment.date())
    name = f"{quote.speaker.title} {quote.speaker.name}".strip()
    return name, role.names[0 if edition.language == "de" else 1], role.organisation


def in_marks(edition: Edition, quote: Quote) -> str:
    """Return the words of a quote in quotation marks."""
    return MARKS[edition.language].format(nested(quote.text, edition.language))


@cache
def interface(language: str) -> dict[str, str]:
    """Return presskit's interface words."""
    return tomllib.loads(read(WORDS, f"{language}.toml"))


def use(edition: Edition, quote: Quote, end: str = "\n") -> str:
    """Return what a page offers to do with a quote as HTML; the ends of its lines may be left out."""
    known, source = interface(edition.language), ", ".join(source_of(edition, quote))
    said = nested(quote.text, edition.language).removesuffix(".")
    text = in_marks(edition, quote)
    forms = {
        "as_sentence": ("ready", SENTENCES[edition.language].format(said, source)),
        "plain_text": ("ready plain", f"{text} – {source}"),
        "markdown": ("ready", f"> {text} > > – {source}"),
    }
    shown = [
        f'<div class="form"><p>{known[key]}</p>{end}<p class="{kind}" dir="auto">{escape(form, quote=False)}</p>'
        f'<button type="button" hidden data-copy="" aria-label="{known["copy"]}: {known[key]}">'
        f'<span aria-live="polite">{known["copy"]}</span></button></div>'
        for key, (kind, form) in forms.items()
    ]
    name = escape(source_of(edition, quote)[0])
    opening = f'<summary aria-label="{known["use_quote"]}: {name}">{known["use_quote"]}</summary>'
    return end.join(['<details class="use">', opening, *shown, "</details>"])


def quoted(edition: Edition) -> str:
    """Return what JSON-LD says of the quotes."""
    texts = ((quote.id, nested(quote.text, edition.language), *source_of(edition, quote)) for quote in edition.quotes)
    return json.dumps(list(texts), ensure_ascii=False)


def block(edition: Edition, quote: Quote) -> str:
    """Return a quote as the HTML of its figure."""
    words = escape(in_marks(edition, quote))
    name, role, organisation = map(escape, source_of(edition, quote))
    words_of = interface(edition.language)
    copy, link = words_of["copy_quote"], words_of["link_to_quote"]
    return f"""\
<figure class="quote" id="quote-{quote.id}">
<blockquote>
<p>{words}</p>
</blockquote>
<figcaption>
<span class="name">{name}</span><span class="role">, {role}</span><span class="organisation">, {organisation}</span>
<p class="acts">
<button type="button" hidden data-copy-plain aria-label="{copy}: {name}"><span aria-live="polite">{copy}</span></button>
<a href="#quote-{quote.id}" aria-label="{link}: {name}">{link}</a>
</p>
{use(edition, quote)}
</figcaption>
</figure>"""


def inline(edition: Edition, quote: Quote) -> str:
    """Return a quote inside a sentence."""
    words = escape(in_marks(edition, quote))
    return f'<q class="quote" id="quote-{quote.id}" data-quote="{quote.id}">{words}</q>'


def body(edition: Edition) -> str:
    """Return the body with all quotes written out."""
    quotes = {quote.id: quote for quote in edition.quotes}
    text = re.sub(r"(?m)^::quote\[(.+?)\]$", lambda found: block(edition, quotes[found[1]]), edition.body)
    return re.sub(r":quote\[(.+?)\]", lambda found: inline(edition, quotes[found[1]]), text)


def listed_quotes(edition: Edition) -> dict[str, str]:
    """Return metadata that lists the quotes inside sentences."""
    found = inline_quotes(edition)
    told = [" :: ".join((", ".join(source_of(edition, q)), in_marks(edition, q), use(edition, q, ""))) for q in found]
    return {"Inline_quotes": " | ".join(told)} if told else {}


def translation(edition: Edition) -> dict[str, str]:
    """Return metadata that leads to the other edition."""
    if not edition.other_language:
        return {}
    route = f"/en{edition.route}" if edition.language == "de" else edition.route.removeprefix("/en")
    return {"other": f"{edition.other_language} {route}"}


def text(edition: Edition) -> str:
    """Return one article's source."""
    values = {
        "Title": edition.headline,
        "Slug": edition.id,
        "Kicker": edition.kicker,
        "Subheadline": edition.subheadline,
        "Date": f"{edition.moment:%Y-%m-%d %H:%M}",
        "Place": edition.place,
        "Summary": edition.summary,
        "Topics": ", ".join(edition.topics),
        "Contacts": " ".join(person.key for person in edition.contacts),
        "Boilerplates": " ".join(boilerplate.key for boilerplate in edition.boilerplates),
        "Quoted": quoted(edition),
        **translation(edition),
        **listed_quotes(edition),
    }
    head = "\n".join(f"{key}: {value}" for key, value in values.items())
    return f"{head}\n\n{body(edition)}"


def source(edition: Edition) -> str:
    """Return the path of the article's source."""
    return os.path.join("content", edition.language, str(edition.moment.year), f"{edition.id}.md")


def shared(newsroom: Newsroom) -> dict[str, object]:
    """Return contacts and boilerplates as the theme wants them."""
    contacts = {
        person.key: {"name": person.name, "email": person.email, "phone": person.phone}
        | {"role": dict(zip(("de", "en"), person.roles[0].names, strict=True))}
        | {"organisation": person.roles[0].organisation}
        for person in newsroom.contacts
    }
    boilerplates = {entry.key: {"title": entry.title, "text": entry.text} for entry in newsroom.boilerplates}
    return {"contacts": contacts, "boilerplates": boilerplates}


def project(newsroom: Newsroom, _outputs: list[str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of the settings, the theme, presskit's interface words and the shared data."""
    yield from theme_files(THEME)
    yield from ((os.path.join("theme", "static", name), content) for name, content in assets())
    for language in ("de", "en"):
        yield f"words/{language}.toml", read(WORDS, f"{language}.toml")
    yield "shared.json", json.dumps(shared(newsroom), ensure_ascii=False)
