"""The generated newsroom as presskit reads it; the YAML writer serves Hugo too."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from releases import Boilerplate, Edition, Newsroom, Person, Role

PLAIN = re.compile(r"[A-Za-zÀ-ž„“][^#:\[\]{}\"']*[^\s#:\[\]{}\"']")
CONFIG = """\
[newsroom]
name = "Example Newsroom"
tagline = "News for those who benchmark"
base_url = "https://newsroom.example"
time_zone = "Europe/Berlin"
language = "de"
languages = ["de", "en"]
address = ["Ostwall 1", "44135 Dortmund"]
phone = "+49 231 5550 0"
email = "press@newsroom.example"
website = "https://www.newsroom.example"
imprint_url = "https://www.newsroom.example/imprint/"
privacy_url = "https://www.newsroom.example/privacy/"

[outputs]
enabled = {outputs}

[feeds]
archives = false

[quotes]
require_approval = "off"
"""


def scalar(text: str) -> str:
    """Return a string as YAML: plain where that is safe, else in double quotes, as editors write it."""
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def mapping(values: dict[str, object], indent: str = "") -> Iterator[str]:
    """Yield the lines of a mapping of strings, lists of strings, mappings and lists of mappings."""
    for key, value in values.items():
        if isinstance(value, dict):
            yield f"{indent}{key}:"
            yield from mapping(value, indent + "  ")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{indent}{key}:"
            for entry in value:
                first, *rest = mapping(entry, indent + "    ")
                yield f"{indent}  - {first.strip()}"
                yield from rest
        elif isinstance(value, list):
            yield f"{indent}{key}: [{', '.join(scalar(entry) for entry in value)}]"
        else:
            yield f"{indent}{key}: {value}"


def front_matter(values: dict[str, object]) -> str:
    """Return YAML front matter with its fences."""
    return "\n".join(["---", *mapping(values), "---", ""])


def text(edition: Edition) -> str:
    """Return one release file."""
    quotes = [{"id": q.id, "speaker": q.speaker.key, "text": scalar(q.text)} for q in edition.quotes]
    values: dict[str, object] = {
        "id": edition.id,
        "headline": scalar(edition.headline),
        "kicker": scalar(edition.kicker),
        "subheadline": scalar(edition.subheadline),
        "date": f"{edition.moment:%Y-%m-%d %H:%M}",
        "place": edition.place,
        "status": "ready",
        "summary": scalar(edition.summary),
        "topics": edition.topics,
        "contacts": [person.key for person in edition.contacts],
        "boilerplates": [boilerplate.key for boilerplate in edition.boilerplates],
        "quotes": quotes,
    }
    return f"{front_matter(values)}\n{edition.body}"


def source(edition: Edition) -> str:
    """Return the path of the release file."""
    suffix = "" if edition.language == "de" else f".{edition.language}"
    return os.path.join("releases", str(edition.moment.year), f"{edition.id}{suffix}.md")


def by_language(texts: dict[str, str]) -> str:
    """Return an inline TOML table."""
    pairs = (f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in texts.items())
    return "{" + ", ".join(pairs) + "}"


def boilerplate_toml(boilerplate: Boilerplate) -> str:
    """Return one standing text as TOML."""
    head, title, body = boilerplate.key, by_language(boilerplate.title), by_language(boilerplate.text)
    return f"\n[boilerplates.{head}]\ntitle = {title}\ntext = {body}\n"


def role_toml(person: Person, role: Role) -> str:
    """Return one dated role as TOML."""
    names = by_language(dict(zip(("de", "en"), role.names, strict=True)))
    lines = [f"[[{person.key}.roles]]", f"role = {names}", f'organisation = "{role.organisation}"']
    lines.append(f"from = {role.since}")
    return "\n".join(lines + ([f"until = {role.until}"] if role.until else [])) + "\n"


def person_toml(person: Person) -> str:
    """Return one person as TOML."""
    head = [f"[{person.key}]", f'title = "{person.title}"', f'name = "{person.name}"']
    contact = [f'email = "{person.email}"', f'phone = "{person.phone}"'] if person.email else []
    return "\n".join(head + contact) + "\n" + "".join(role_toml(person, role) for role in person.roles) + "\n"


def project(newsroom: Newsroom, outputs: list[str]) -> Iterator[tuple[str, str]]:
    """Yield path and text of presskit.toml and people.toml."""
    config = CONFIG.format(outputs=json.dumps(outputs))
    yield "presskit.toml", config + "".join(boilerplate_toml(entry) for entry in newsroom.boilerplates)
    yield "people.toml", "".join(person_toml(person) for person in newsroom.people)
