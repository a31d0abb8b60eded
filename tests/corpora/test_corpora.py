"""Releases of real press offices, written for other tools: built, or named in a problem."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from laws.builds import build
from laws.pdfs import PAGES, pdfs_of
from newsrooms import tree
from presskit.building.events import Event, Failed, WasChecked
from presskit.config import project_at, read_settings
from presskit.outputs.print_pdf.copied import differences
from presskit.reading.edition import NAME, Reading, read_edition, slugify

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
NOW = 1_900_000_000.0  # after every release of the corpora
SETTINGS = """\
[newsroom]
name = "Press Office"
base_url = "https://newsroom.example"
language = "{language}"
time_zone = "{zone}"

[outputs]
enabled = ["{outputs}"]
"""
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not beside the repository"),
]


def newsroom_of(
    corpus: str, folder: Path, *, language: str, zone: str, outputs: tuple[str, ...], every: int = 1
) -> Path:
    """Lay every nth release of a corpus out as a newsroom, as it is."""
    (folder / "releases").mkdir(parents=True)
    settings = SETTINGS.format(language=language, zone=zone, outputs='", "'.join(outputs))
    (folder / "presskit.toml").write_text(settings, encoding="utf-8")
    found = (path for path in (CORPORA / corpus).rglob("*") if path.suffix in (".md", ".markdown"))
    for path in sorted(path for path in found if path.name not in ("README.md", "LICENSE.md"))[::every]:
        shutil.copyfile(path, folder / "releases" / path.name)
    return folder


def named(events: list[Event]) -> set[str]:
    """Return the files that an error of the build names."""
    problems = [p for event in events if isinstance(event, WasChecked) for p in event.problems]
    problems += [event.problem for event in events if isinstance(event, Failed)]
    return {problem.span.path for problem in problems if problem.is_error}


def built(folder: Path, ending: str) -> list[str]:
    return [path for path in tree(folder / "public") if path.endswith(ending)]


def without_page(folder: Path) -> set[str]:
    """Return the releases whose page is not there; none of the corpora has an id, some have a slug."""
    built_slugs = {path.split("/")[-2] for path in built(folder, "/index.html")}
    sources = list((folder / "releases").iterdir())
    return {f"releases/{path.name}" for path in sources if slug_of(path) not in built_slugs}


def slug_of(path: Path) -> str:
    written = re.search(r"^slug: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    return written[1] if written else slugify(path.stem)


def test_every_treasury_release_is_built_or_named(tmp_path: Path) -> None:
    outputs = ("page", "index", "text", "rss")
    folder = newsroom_of("us-treasury-dev", tmp_path / "t", language="en", zone="America/New_York", outputs=outputs)
    events = build(folder, NOW)
    assert not [event for event in events if isinstance(event, Failed)]
    assert without_page(folder) <= named(events)
    assert len(without_page(folder)) < 20


def test_every_pclob_release_is_built_or_named(tmp_path: Path) -> None:
    outputs = ("page", "index", "text", "rss")
    folder = newsroom_of("pclob-us", tmp_path / "p", language="en", zone="America/New_York", outputs=outputs)
    for path in (folder / "releases").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("---\n", "---\nstatus: ready\n", 1), encoding="utf-8")
    events = build(folder, NOW)
    assert not [event for event in events if isinstance(event, Failed)]
    assert without_page(folder) <= named(events)
    assert len(without_page(folder)) < 10


def test_ten_treasury_releases_are_printed(tmp_path: Path) -> None:
    folder = newsroom_of(
        "us-treasury-dev", tmp_path / "t", language="en", zone="America/New_York", outputs=("print_pdf",), every=13
    )
    events = build(folder, NOW)
    assert not [event for event in events if isinstance(event, Failed)]
    assert len(built(folder, ".pdf")) == 10


@pytest.mark.parametrize(
    ("corpus", "language", "every"),
    [
        ("us-treasury-dev", "en", 26),
        ("pclob-us", "en", 7),
        ("okf-de-md", "de", 2),
        ("volksentscheid-transparenz", "de", 2),
    ],
)
def test_releases_are_copied_as_they_were_written(corpus: str, language: str, every: int, tmp_path: Path) -> None:
    folder = newsroom_of(
        corpus, tmp_path / "n", language=language, zone="Europe/Berlin", outputs=("print_pdf",), every=every
    )
    for path in (folder / "releases").iterdir():
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("---\n", "---\nstatus: ready\n", 1), encoding="utf-8")
    assert not [event for event in build(folder, NOW) if isinstance(event, Failed)]
    made = list(pdfs_of(folder))
    assert len(made) > 4
    for data, document, address in made:
        for pages in (PAGES["pdfium"], PAGES["pdftotext"]):
            assert differences(pages(data), document, address=address) == []


def readings(corpus: str, folder: Path) -> list[Reading]:
    newsroom_of(corpus, folder, language="de", zone="Europe/Berlin", outputs=("page",))
    settings, problems = read_settings(project_at(str(folder)), ("page",))
    assert settings is not None, problems
    return [read_edition(str(folder), f"releases/{path.name}", settings) for path in (folder / "releases").iterdir()]


@pytest.mark.parametrize("corpus", ["okf-de-md", "volksentscheid-transparenz"])
def test_german_releases_are_read_or_named(corpus: str, tmp_path: Path) -> None:
    found = readings(corpus, tmp_path / "n")
    assert len(found) > 10
    for reading in found:
        assert NAME.fullmatch(reading.source)
        assert reading.edition is not None or any(problem.is_error for problem in reading.problems)
    assert sum(reading.edition is not None for reading in found) > len(found) // 2
