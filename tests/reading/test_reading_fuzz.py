"""Whatever bytes a release has, reading it ends in time, in an edition or a problem, and never in an exception."""

from __future__ import annotations

import os
import random
import time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from presskit.checking import Room, check_edition
from presskit.model.newsroom import Settings
from presskit.model.people import Person
from presskit.problems import show
from presskit.reading.edition import Reading, read_edition

CORPORA = Path(__file__).parents[3] / "shared" / "corpora"
NEWSROOM = Settings(
    "Stadtgarten", "https://newsroom.example", ZoneInfo("Europe/Berlin"), "Europe/Berlin", "de", ("de", "en"), None
)
ROOM = Room(NEWSROOM, {"weber": Person("weber", "Eva Weber")})
HEAD = "---\nid: a\nheadline: Ein Wort\ndate: 2024-05-02\n"
KEYS = (
    *("id", "headline", "title", "kicker", "date", "place", "status", "draft", "embargo", "summary", "topics"),
    *("contacts", "quotes", "media", "corrections", "lang"),
)
SCRAPS = [
    *(f"{key}: " for key in KEYS),
    *(
        "- ",
        "  - ",
        "\n",
        "\n",
        "\n  ",
        ": ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "'",
        '"',
        "|",
        ">",
        "&a",
        "*a",
        "<<: ",
        "? ",
        "#",
    ),
    *("!!", "%", "@", "`", "---\n", "~", "null", "no", "12:30", "2024-05-02", "2024-02-31 10:00", "until: ", "file: "),
    *(
        "text: ",
        "speaker: ",
        "on: ",
        "note: ",
        "\t",
        "ä",
        "\u2028",
        "\x00",
        "\x85",
        "\\x00",
        "\\ud800",
        "a.jpg",
        "../",
        "東",
    ),
]


def read(folder: Path, content: bytes) -> Reading:
    """Read and check bytes as a release, and show its problems."""
    (folder / "releases").mkdir(exist_ok=True)
    (folder / "releases" / "a.md").write_bytes(content)
    reading = read_edition(str(folder), "releases/a.md", NEWSROOM)
    found = check_edition(reading.edition, ROOM) if reading.edition else []
    for problem in [*reading.problems, *found]:
        assert problem.message == problem.message.strip() != ""
        assert show(problem).isascii() or show(problem)
    assert reading.edition is not None or any(problem.is_error for problem in reading.problems)
    return reading


fuzzed = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@fuzzed
@given(st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, content: bytes) -> None:
    read(tmp_path, content)


@fuzzed
@given(st.text(max_size=400))
def test_any_front_matter(tmp_path: Path, text: str) -> None:
    read(tmp_path, f"---\n{text}\n---\nEin Satz.\n".encode("utf-8", "replace"))


@fuzzed
@given(st.lists(st.sampled_from(SCRAPS), max_size=30).map("".join))
def test_front_matter_of_scraps(tmp_path: Path, text: str) -> None:
    read(tmp_path, f"{HEAD}{text}\n---\nEin Satz.\n".encode("utf-8", "replace"))


@fuzzed
@given(st.text(max_size=400))
def test_any_body(tmp_path: Path, text: str) -> None:
    read(tmp_path, f"{HEAD}---\n{text}".encode("utf-8", "replace"))


def real_releases() -> list[Path]:
    return sorted(path for path in CORPORA.rglob("*") if path.suffix in (".md", ".markdown"))


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not beside the repository")
def test_real_releases_with_bytes_changed(tmp_path: Path) -> None:
    chance = random.Random(20111128)
    files = real_releases()
    for _ in range(1_500):
        content = bytearray(chance.choice(files).read_bytes()[:20_000])
        for _ in range(chance.randrange(1, 12)):
            at = chance.randrange(len(content) + 1)
            content[at : at + chance.randrange(4)] = chance.choice(SCRAPS).encode("utf-8", "replace")
        started = time.process_time()
        read(tmp_path, bytes(content))
        assert time.process_time() - started < 5


@pytest.mark.slow
@pytest.mark.skipif(not CORPORA.is_dir(), reason="../shared/corpora is not beside the repository")
def test_real_releases_cut_off_anywhere(tmp_path: Path) -> None:
    for path in real_releases()[:: 1 + len(real_releases()) // 40]:
        content = path.read_bytes()
        for end in range(0, min(len(content), 2_000), 37):
            read(tmp_path, content[:end])
    assert os.listdir(tmp_path) == ["releases"]
