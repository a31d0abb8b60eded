"""Every code that the source can say is said in a fixture, and explained."""

from __future__ import annotations

import re
from pathlib import Path

from errors.newsroom import HERE
from presskit.checking.catalogue import CATALOGUE

CODE = re.compile(r"\bPK\d{3}\b")
SOURCE = HERE.parent.parent / "src" / "presskit"
PROPER = {"February", "June", "September"}
NOT_SAID = {"checking/catalogue.py", "cli/explaining.py"}  # they speak of codes, and raise none


SAID = re.compile(r"(?:(?:error|warning)\[PK\d{3}\]|   = help): (.*)")


def expectations() -> list[Path]:
    return [*HERE.rglob("expected.txt"), *(HERE / "built").glob("*.txt")]


def codes_in(paths: list[Path]) -> set[str]:
    return {code for path in paths for code in CODE.findall(path.read_text(encoding="utf-8"))}


def source_files() -> list[Path]:
    return [path for path in SOURCE.rglob("*.py") if path.relative_to(SOURCE).as_posix() not in NOT_SAID]


def test_every_code_has_a_fixture() -> None:
    said = codes_in(expectations())
    assert codes_in(source_files()) - said == set()


def test_every_code_is_explained() -> None:
    assert codes_in(source_files()) - CATALOGUE.keys() == set()


def test_messages_are_lower_case_without_full_stop_and_without_please() -> None:
    lines = [line for path in expectations() for line in path.read_text(encoding="utf-8").split("\n")]
    messages = {match[1] for line in lines if (match := SAID.match(line))}
    assert len(messages) > 200
    for message in messages:
        assert not message.endswith("."), message
        assert not re.search(r"\b([Ii]nvalid|[Pp]lease|token|node|scalar|parse)\b", message), message
        first = message.split(" ", 1)[0]
        assert first[:1].islower() or first.isupper() or not first[:1].isalpha() or first in PROPER, message
