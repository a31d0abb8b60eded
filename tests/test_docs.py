"""What README.md and docs/ say is true: examples build, keys are all there, links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from presskit.building.events import Finished, WasChecked
from presskit.config import project_at
from presskit.config.settings import DefaultsShape, NewsroomShape, OutputsShape
from presskit.pipeline import build
from presskit.reading.shape import FrontMatter

if TYPE_CHECKING:
    from presskit.building.events import Event

ROOT = Path(__file__).parent.parent
FORMAT = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
PAGES = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/format.md", "bench/README.md"]
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
    assert built[1][-1] == Finished(made=21, fresh=0, pruned=0, failed=0)


def test_complete_example_shows_both_quotes_with_the_marks_of_the_language(built: tuple[Path, list[Event]]) -> None:
    page = (built[0] / "public" / "2026" / "museumsnacht-2026" / "index.html").read_text(encoding="utf-8")
    assert "„Wer nachts ins Museum geht, sieht anders. Darauf haben wir ein Jahr lang hingearbeitet.“" in page
    assert "„Das Tor steht offen“" in page


@pytest.mark.parametrize("key", sorted(FrontMatter.known_keys()))
def test_format_names_every_key_of_a_release(key: str) -> None:
    assert re.search(rf"`{key}[`:]", FORMAT)


@pytest.mark.parametrize("shape", [NewsroomShape, OutputsShape, DefaultsShape])
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
