"""What README.md and docs/ say is true: examples build, keys are all there, links lead somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presskit.building.events import Finished, WasChecked
from presskit.config import project_at
from presskit.config.settings import DefaultsShape, NewsroomShape, OutputsShape, SiteShape
from presskit.pipeline import build
from presskit.reading.shape import FrontMatter

if TYPE_CHECKING:
    from presskit.building.events import Event

ROOT = Path(__file__).parent.parent
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
PAGES = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/format.md",
    "docs/serving.md",
    "bench/README.md",
]
NOW = 1_800_000_000.0  # after the embargo of the example


def examples(language: str) -> list[str]:
    """Return the fenced examples of docs/format.md in a language."""
    return re.findall(rf"```{language}\n(.*?)```", FORMAT, re.DOTALL)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Event]]:
    """The newsroom of docs/format.md, built."""
    folder = tmp_path_factory.mktemp("format")
    (release,) = examples("yaml")
    people, settings = examples("toml")
    (folder / "releases" / "2026").mkdir(parents=True)
    (folder / "releases" / "2026" / "museumsnacht.md").write_text(release, encoding="utf-8")
    (folder / "people.toml").write_text(people, encoding="utf-8")
    (folder / "presskit.toml").write_text(settings, encoding="utf-8")
    return folder, list(build(project_at(str(folder)), NOW))


def test_complete_example_has_no_problem(built: tuple[Path, list[Event]]) -> None:
    (checked,) = (event for event in built[1] if isinstance(event, WasChecked))
    assert checked.problems == ()


def test_complete_example_is_built_whole(built: tuple[Path, list[Event]]) -> None:
    files = sum(path.is_file() for path in (built[0] / "public").rglob("*"))
    assert built[1][-1] == Finished(made=files, fresh=0, pruned=0, failed=0)


def test_complete_example_shows_both_quotes_with_the_marks_of_the_language(built: tuple[Path, list[Event]]) -> None:
    page = (built[0] / "public" / "2026" / "museumsnacht-2026" / "index.html").read_text(encoding="utf-8")
    assert "„Wer nachts ins Museum geht, sieht anders. Darauf haben wir ein Jahr lang hingearbeitet.“" in page
    assert "„Das Tor steht offen“" in page


def test_complete_example_tells_search_engines_what_it_says(built: tuple[Path, list[Event]]) -> None:
    folder = built[0] / "public" / "2026" / "museumsnacht-2026"
    page = (folder / "index.html").read_text(encoding="utf-8")
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    url, site = "https://newsroom.example/2026/museumsnacht-2026/", "https://newsroom.example"
    office = {"@type": "Organization", "name": "Kulturbüro Dortmund"}
    adler = {"name": "Dr. Mia Adler", "jobTitle": "Leiterin", "worksFor": office}
    feld = {"name": "Jonas Feld", "jobTitle": "Bildhauer", "worksFor": {**office, "name": "Atelier am Kanal"}}
    press = {"name": "Pressestelle", "telephone": "+49 231 000000", "email": "presse@newsroom.example"}
    pdf = folder / "2026-09-12-pressemitteilung-museumsnacht-2026.pdf"
    assert json.loads(script) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": f"{url}#content",
        "url": url,
        "mainEntityOfPage": url,
        "inLanguage": "de",
        "isAccessibleForFree": True,
        "headline": "Museumsnacht öffnet 41 Häuser",
        "alternativeHeadline": "Erstmals sind alle Ateliers am Kanal dabei",
        "description": "Am 26. September öffnen in Dortmund 41 Häuser bis zwei Uhr nachts.",
        "dateline": "Dortmund, 12. September 2026",
        "datePublished": "2026-09-12T11:00:00+02:00",
        "dateModified": "2026-09-13T09:00:00+02:00",
        "articleSection": "Kultur",
        "keywords": ["Kultur", "Museen"],
        "author": {"@id": f"{site}/#newsroom"},
        "publisher": {
            **office,
            "@id": f"{site}/#newsroom",
            "url": f"{site}/",
            "contactPoint": [{"@type": "ContactPoint", "contactType": "press", **press}],
        },
        "image": [
            {"@type": "ImageObject", "contentUrl": f"{url}{pdf.stem}.png", "width": 1200, "height": 630},
        ],
        "hasPart": [
            {
                "@type": "Quotation",
                "url": f"{url}#quote-adler",
                "text": "Wer nachts ins Museum geht, sieht anders. Darauf haben wir ein Jahr lang hingearbeitet.",
                "inLanguage": "de",
                "spokenByCharacter": {"@type": "Person", **adler},
            },
            {
                "@type": "Quotation",
                "url": f"{url}#quote-gast",
                "text": "Das Tor steht offen",
                "inLanguage": "de",
                "spokenByCharacter": {"@type": "Person", **feld},
            },
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "Die Zahl der Häuser lautete zuerst 40.",
                "datePublished": "2026-09-13T09:00:00+02:00",
            }
        ],
        "encoding": {
            "@type": "MediaObject",
            "encodingFormat": "application/pdf",
            "contentUrl": f"{url}{pdf.name}",
            "contentSize": f"{pdf.stat().st_size} B",
        },
    }


@pytest.mark.parametrize("key", sorted(FrontMatter.known_keys()))
def test_format_names_every_key_of_a_release(key: str) -> None:
    assert re.search(rf"`{key}[`:]", FORMAT)


@pytest.mark.parametrize("shape", [NewsroomShape, SiteShape, OutputsShape, DefaultsShape])
def test_format_names_every_key_of_the_settings(shape: type) -> None:
    assert [key for key in shape.model_fields if f"`{key}`" not in FORMAT] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files(page: str) -> None:
    source = ROOT / page
    links = re.findall(r"\]\(([^)#\s]+)\)", source.read_text(encoding="utf-8"))
    assert [link for link in links if "://" not in link and not (source.parent / link).exists()] == []


@pytest.mark.parametrize("command", ["newsroom", "test"])
def test_commands_of_the_readme_are_targets(command: str) -> None:
    assert re.search(rf"^{command}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert f"make {command} " in (ROOT / "README.md").read_text(encoding="utf-8")


def test_tour_names_every_room() -> None:
    tour = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [p.name for p in (ROOT / "src" / "presskit").iterdir() if (p / "__init__.py").exists()]
    assert [room for room in rooms if f"{room}/" not in tour] == []
