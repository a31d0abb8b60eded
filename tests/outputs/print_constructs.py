"""Newsrooms with a release for each thing that a print PDF may have to show (print_constructs.yaml)."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import yaml

from errors.newsroom import looked
from newsrooms import HERE as NEWSROOMS
from presskit.building.library import CachedLibrary
from presskit.config import project_at
from presskit.outputs.print_pdf import printed
from presskit.outputs.tools import tools_for
from presskit.pipeline import Look, plan_for

CONSTRUCTS: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("print_constructs.yaml").read_text(encoding="utf-8")
)
LONG_WORDS = "Worte über Worte, die eine Seite füllen, und noch einige mehr. " * 90
OVER_PAGES = {
    "table_over_pages": "| **Nr** | [Stadt](https://example.org/) | c | d | e | f |\n|--:|---|---|---|---|---|\n"
    + "".join(f"| {n} | Essen `x` | [v](https://example.org/{n}) | | e | f |\n" for n in range(90)),
    "list_over_pages": "".join(f"- Punkt {n}\n\n  mit Absatz\n" for n in range(60)),
    "long_item_over_pages": f"- {LONG_WORDS}\n- [{LONG_WORDS}](https://example.org/)\n",
    "code_over_pages": "```\n" + "".join(f"Zeile {n}\n\n" for n in range(60)) + "```",
    "quote_over_pages": f"> {LONG_WORDS}\n>\n> - {LONG_WORDS}",
    "paragraph_over_pages": f"{LONG_WORDS}*{LONG_WORDS.strip()}*\n\n{LONG_WORDS}",
    "note_over_pages": f"Text[^1].\n\n[^1]: {LONG_WORDS}\n\n    {LONG_WORDS}",
}
MARKDOWN = CONSTRUCTS["markdown"] | OVER_PAGES
RELEASE = """\
---
id: {name}
headline: Sache {name}
kicker: Dachzeile
subheadline: Unterzeile
date: 2024-03-01 10:00
status: ready
boilerplates: [hafenbuehne, stiftung]
quotes:
  - {{id: deutsch, speaker: onno-reents, text: Gut so.}}
  - {{id: english, speaker: gesine-tammen, text: "Well done.\\n\\nVery well."}}
media:
  - {{file: bild.png, alt: Bühne am Abend, caption: Am Kai, credit: Wer, rights: frei}}
  - {{file: nackt.png, alt: Bühne am Morgen}}
  - {{file: zeichnung.svg, alt: Zeichnung der Halle}}
corrections:
  - {{on: 2024-03-02 09:00, severity: minor, note: Eine Zahl war falsch.}}
---
{body}
"""
LAYOUT = """\
<!doctype html>
<html lang="{{ doc.language }}"><head><title>{{ doc.headline }}</title></head><body>
"""
PICTURE = NEWSROOMS / "bilingual" / "releases" / "2024" / "hafenlicht" / "buehne-am-kai.png"
PICTURE_URL = "presskit-media:logo.png"
LOGO = NEWSROOMS / "bilingual" / "logo.svg"


def newsroom_of_markdown(folder: Path) -> Path:
    """Lay out a newsroom with a release for each construct of Markdown, printed with the shipped layout."""
    _lay_out(folder, MARKDOWN)
    return folder


def newsroom_of_layouts(folder: Path) -> Path:
    """Lay out a newsroom with a release for each construct of HTML, printed by a layout of its own that writes it."""
    html = CONSTRUCTS["html"]
    _lay_out(folder, dict.fromkeys(html, "Text."))
    cases = (
        f"{{% if doc.id == '{name}' %}}{{% raw %}}{text}{{% endraw %}}{{% endif %}}\n".replace("IMG", PICTURE_URL)
        for name, text in html.items()
    )
    layout = folder / "layouts" / "print" / "release.html"
    layout.parent.mkdir(parents=True)
    layout.write_text(LAYOUT + "".join(cases) + "</body></html>\n", encoding="utf-8")
    shutil.copyfile(PICTURE, folder / "logo.png")
    return folder


def _lay_out(folder: Path, bodies: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for name in ("presskit.toml", "people.toml", "logo.svg"):
        shutil.copyfile(NEWSROOMS / "bilingual" / name, folder / name)
    settings = (folder / "presskit.toml").read_text(encoding="utf-8")
    settings = settings.replace("[outputs]", '[outputs]\nenabled = ["print_pdf"]')
    (folder / "presskit.toml").write_text(settings, encoding="utf-8")
    for name, body in bodies.items():
        release = folder / "releases" / name
        release.mkdir(parents=True)
        (release / "index.md").write_text(RELEASE.format(name=name, body=body), encoding="utf-8")
        for picture in ("bild.png", "nackt.png"):
            shutil.copyfile(PICTURE, release / picture)
        shutil.copyfile(LOGO, release / "zeichnung.svg")


def printed_as_they_come(folder: Path) -> list[Path]:
    """Print a newsroom of layouts without reading the PDFs again: most constructs show nothing of their release."""
    project, found = project_at(str(folder)), looked(folder)
    assert isinstance(found, Look)
    with closing(CachedLibrary(project.cache, found.intake.fresh)) as library:
        tools = tools_for(project, found.newsroom, library, lambda path: None)
        wanted = [a for a in plan_for(found.newsroom, tools).artifacts.values() if a.output == "print_pdf"]
        paths = [folder / "public" / artifact.path for artifact in wanted]
        for path, artifact in zip(paths, wanted, strict=True):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(printed(artifact.view, tools))
    return sorted(paths)
