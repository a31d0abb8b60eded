"""`presskit init` and `presskit new`: files for a writer to go on with; nothing that is there is touched."""

from __future__ import annotations

import json
import os
import time
from datetime import datetime
from string import Template
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from presskit.cli import console
from presskit.cli.exits import GOOD, WRITERS
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from presskit.pipeline import Look

STARTER = os.path.join(os.path.dirname(__file__), "starter")
LANGUAGES = tuple(name.split(".")[1] for name in sorted(os.listdir(STARTER)) if name.startswith("release."))
TIME_ZONE = "Europe/Berlin"


def init(folder: str, *, name: str, language: str) -> int:
    """Write a newsroom that is ready to build."""
    if language not in LANGUAGES:
        raise PresskitError(f"no example in `{language}`", hint=f"choose one of {', '.join(LANGUAGES)}")
    files = starter_files(name or name_of(folder), language)
    taken = next((path for path in files if os.path.lexists(os.path.join(folder, path))), None)
    if taken:
        raise PresskitError(f"{os.path.join(folder, taken)} is there already", hint="name a new folder")
    for path, text in files.items():
        write_new(os.path.join(folder, path), text)
    console.was_begun(folder, [os.path.join(folder, path) for path in files])
    return GOOD


def name_of(folder: str) -> str:
    """Return the name of a newsroom by its folder: `my-newsroom` is My newsroom."""
    words = os.path.basename(os.path.realpath(folder)).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Newsroom"


def starter_files(name: str, language: str) -> dict[str, str]:
    """Return the files of a new newsroom by path; its example is dated today."""
    today = datetime.fromtimestamp(time.time(), ZoneInfo(TIME_ZONE)).date()
    values = {
        "name": json.dumps(name, ensure_ascii=False),  # a JSON string is a TOML string
        "language": language,
        "other": next(known for known in LANGUAGES if known != language),
        "time_zone": TIME_ZONE,
        "date": today.isoformat(),
    }
    example = {"de": "willkommen", "en": "welcome"}.get(language, "example")
    return {
        "presskit.toml": starter("presskit.toml", values),
        "people.toml": starter("people.toml", values),
        f"releases/{today.year}/{example}.md": starter(f"release.{language}.md", values),
        ".gitignore": starter("gitignore", values),
    }


def starter(name: str, values: dict[str, str]) -> str:
    """Return a template of ours with its values filled in."""
    with open(os.path.join(STARTER, name), encoding="utf-8") as file:
        return Template(file.read()).substitute(values)


def write_new(path: str, text: str) -> None:
    """Write a file that is not there yet."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "x", encoding="utf-8") as file:
        file.write(text)


# --- new


def new(folder: str | None, headline: str, language: str) -> int:
    """Write a draft of a release with an id of its own, and print its path."""
    from presskit.cli.building import found_project
    from presskit.cli.looking import looked
    from presskit.pipeline import Look

    headline = " ".join(headline.split())
    if not headline:
        raise PresskitError("the headline has no words", hint='write `presskit new "What there is to say"`')
    project = found_project(folder)
    seen = looked(project)
    if not isinstance(seen, Look):
        import sys

        console.draw(seen, sys.stderr)
        return WRITERS
    path, text = draft(seen, headline, language)
    write_new(os.path.join(project.root, path), text)
    console.put(os.path.relpath(os.path.join(project.root, path)))
    return GOOD


def draft(seen: Look, headline: str, language: str) -> tuple[str, str]:
    """Return path and text of a new release of today."""
    settings = seen.newsroom.settings
    language = language or settings.language
    if language not in settings.languages:
        hint = f'add "{language}" to `languages` in presskit.toml'
        raise PresskitError(f"this newsroom has no language `{language}`", hint=hint)
    today = datetime.fromtimestamp(time.time(), settings.time_zone).date().isoformat()
    release_id = free_id(seen, headline, today)
    ending = ".md" if language == settings.language else f".{language}.md"
    values = {"id": release_id, "headline": yaml_text(headline), "date": today}
    return f"releases/{today[:4]}/{release_id}{ending}", starter("new.md", values)


def free_id(seen: Look, headline: str, today: str) -> str:
    """Return the id that a headline suggests, numbered when a release or a file has it already."""
    from presskit.reading.edition import NAME, slugify

    wanted = slugify(headline) or f"release-{today}"
    taken = {entry.id for entry in seen.newsroom.entries} | {entry.slug for entry in seen.newsroom.entries}
    for path in seen.seen.inputs:
        match = NAME.fullmatch(path)
        if match:
            folder, stem = os.path.split(match["stem"])
            taken.add(os.path.basename(folder) if stem == "index" else stem)
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(name for name in numbered if name not in taken)


def yaml_text(text: str) -> str:
    """Return a text as one line of YAML, in quotation marks where it needs them."""
    import yaml

    return yaml.safe_dump([text], allow_unicode=True, width=10**6).strip().removeprefix("- ")
