"""Front matter as writers type it: given, gives, problems."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from presskit.model.edition import Edition
from presskit.model.newsroom import Settings
from presskit.reading.edition import read_edition

NEWSROOM = Settings(
    name="Stadtgarten",
    base_url="https://newsroom.example",
    time_zone=ZoneInfo("Europe/Berlin"),
    time_zone_name="Europe/Berlin",
    language="de",
    languages=("de", "en"),
    outputs=None,
    place="Dortmund",
)
NEEDED = {"id": "garten", "headline": "Neu", "date": "2024-05-02", "status": "ready"}
CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("front_matter.yaml").read_text(encoding="utf-8"))


def whole(case: dict[str, Any]) -> str:
    """Return the release of a case, completed so that the given lines begin on line 5 unless keys are left out."""
    given = case["given"]
    left_out = {"date": 0} | dict.fromkeys(case.get("without", []))
    typed = {line.partition(":")[0] for line in given.split("\n")}
    needed = {k: v for k, v in NEEDED.items() if k not in left_out and k not in typed}
    lines = [f"{key}: {value}" for key, value in needed.items()]
    return "---\n" + "\n".join([*lines, given, "date: 2024-05-02"]) + "\n---\nEin Satz.\n"


def given_by(edition: Edition, key: str) -> Any:
    value = getattr(edition, key)
    if key == "quotes":
        return [[quote.id, quote.speaker, quote.text] for quote in value]
    return list(value) if isinstance(value, tuple) else value


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_front_matter(case: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / "garten.md").write_text(whole(case), encoding="utf-8")
    reading = read_edition(str(tmp_path), "releases/garten.md", NEWSROOM)
    assert [f"{p.code} {p.span.line}:{p.span.column}" for p in reading.problems] == case.get("problems", [])
    assert reading.edition is not None
    gives = case.get("gives", {})
    assert {key: given_by(reading.edition, key) for key in gives} == gives
