"""Literal quotations in running text are found, and little else is taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presskit.model.wording import normal_wording
from presskit.reading.quotations import quotations, speeches

LONG = "Wir haben ein Jahr lang darauf hingearbeitet"


@pytest.mark.parametrize(
    ("text", "attribution"),
    [
        (f"„{LONG}“, sagt Mia Adler.", "sagt Mia Adler"),
        (f"»{LONG}«, so Mia Adler vom Amt.", "so Mia Adler vom Amt"),
        (f"Mia Adler: «{LONG}.»", "Mia Adler"),
        (f'"{LONG}," Mia Adler said.', "Mia Adler said"),
        (f"“{LONG},” said Mia Adler.", "said Mia Adler"),
        (f"_„{LONG}.“_", ""),
        (f"Zuerst. „{LONG}\nund mehr.“", ""),
        (f"[a]: https://a.example\n\n„{LONG}“, sagt Mia Adler.", "sagt Mia Adler"),
    ],
)
def test_speech_is_found_with_who_said_it(text: str, attribution: str) -> None:
    (found,) = speeches(text)
    assert (found.text.startswith(LONG), found.attribution) == (True, attribution)
    assert text[found.start + 1 : found.end - 1] == found.text


@pytest.mark.parametrize(
    "text",
    [
        "Das Buch „Die lange Nacht der kleinen großen Gärten“ erscheint.",
        "Er sagt „Ja, immer wieder gern“ und geht.",
        f"`„{LONG}.“`",
        f"```\n„{LONG}.“\n```",
        f"<!-- „{LONG}.“ -->",
        f"„{LONG[:20]}\n\n{LONG[20:]}.“",
        'Ein Rohr von 5" und eines von 6", die wir beide gern und oft kaufen.',
        '[hier](https://a.example "Wir haben das alles so nicht gewollt.")',
    ],
)
def test_what_nobody_says_is_left_alone(text: str) -> None:
    assert speeches(text) == []


def test_short_ones_are_quotations_too() -> None:
    assert [found.text for found in quotations("Er sagt „Ja“ und »Nein«.")] == ["Ja", "Nein"]


CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


def gold() -> list[tuple[str, list[str], list[str]]]:
    """Return the body of each release, the quotes that must be found in it and those that may be."""
    found = []
    for corpus in ("okf-de-md", "volksentscheid-transparenz"):
        path = CORPORA / corpus / "gold-quotes.json"
        if not path.is_file():
            pytest.skip("the corpora with annotated quotes are not beside the project")
        for document in json.loads(path.read_text(encoding="utf-8"))["documents"]:
            if not document["file"].endswith(".pdf"):
                text = (path.parent / document["file"]).read_text(encoding="utf-8")
                body = text.split("---", 2)[2] if text.startswith("---") else text
                every = [normal_wording(q["quote"]) for q in document["quotes"]]
                must = [normal_wording(q["quote"]) for q in document["quotes"] if not q.get("optional")]
                found.append((body, [q for q in must if len(q.split()) >= 6], every))
    return found


def test_quotes_of_real_releases_are_found_with_few_false_alarms() -> None:
    missed, wrong, total = 0, 0, 0
    for body, must, every in gold():
        found = [normal_wording(speech.text.replace("**", "")) for speech in speeches(body)]
        total += len(must)
        missed += sum(not any(quote in text or text in quote for text in found) for quote in must)
        wrong += sum(not any(quote in text or text in quote for quote in every) for text in found)
    assert total > 30
    assert missed == 0
    assert wrong <= 1
