"""The public normal form of a release: read again it is the same release, whatever its writer typed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from presskit.model.newsroom import Boilerplate, Settings
from presskit.model.people import Localised, Person
from presskit.outputs.writing.normal_form import file_stem, normal_form, scalar, written
from presskit.planning.documents import document
from presskit.reading.edition import read_edition

if TYPE_CHECKING:
    from presskit.planning.views import Document

BERLIN = ZoneInfo("Europe/Berlin")
NEWSROOM = Settings(
    name="Stadtgarten",
    base_url="https://newsroom.example",
    time_zone=BERLIN,
    time_zone_name="Europe/Berlin",
    language="de",
    languages=("de", "en"),
    outputs=None,
    place="Dortmund",
    contacts=("weber",),
    default_boilerplates=("garten",),
    boilerplates={"garten": Boilerplate(Localised({"": "Über uns"}), Localised({"": "Ein Garten."}))},
)
PEOPLE = {"weber": Person("weber", "Eva Weber"), "no": Person("no", "Ada No")}


def as_read(text: str, name: str = "a.md") -> Document | None:
    """Return the document that a file comes to, or nothing where it has errors."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "releases" / name
        path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())
        reading = read_edition(folder, f"releases/{name}", NEWSROOM)
    if reading.edition is None or any(p.is_error for p in reading.problems):
        return None
    return document(reading.edition, NEWSROOM, PEOPLE)


def public(doc: Document) -> Document:
    """Return a document without the note of the embargo, which has lifted when it is public."""
    return replace(doc, embargo_note="")


def normal(doc: Document) -> str:
    return normal_form(doc, BERLIN)


# --- texts

TEXTS = [
    "0?",
    "a?b",
    "Wer? Wo",
    "yes",
    "no",
    "~",
    "null",
    "",
    "2011-11-28",
    "0x1",
    "1_000",
    "12:30",
    "1e3",
    ".5",
    "=",
    "<<",
    "a: b",
    "a #b",
    "- a",
]
TEXTS += [
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%",
    "@",
    "`",
    "[a",
    "{a",
    "a, b",
    "'",
    '"',
    "\\",
    "a\\nb",
    "Ende:",
    "🙂 gut",
    "東京",
]
TEXTS += ["ß", "a b", "\u00a0a\u00a0", "a\u200bb", "---", "? a", "C: D", "„a“", "…"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_the_same_text_to_any_yaml_reader(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}\nb: [{scalar(text, in_list=True)}]") == {"a": text, "b": [text]}


WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x85"), max_size=40)


@given(WORDS)
@settings(max_examples=300, deadline=None)
def test_any_text_is_the_same_text(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}\nb: [{scalar(text, in_list=True)}]") == {"a": text, "b": [text]}


# --- whole releases

LINES = st.lists(
    st.sampled_from([*TEXTS, "Weichen", "für", "die", "Kreativwirtschaft", "„", "“", "»", "«", "\n\n"]),
    min_size=1,
    max_size=40,
)
SOME = st.one_of(WORDS, LINES.map(" ".join), st.sampled_from(TEXTS))
TOLD = SOME.filter(lambda text: any(c.isalnum() for c in text))
TIMES = ["2024-03-31", "2024-10-27 02:30", "2024-10-27 02:30+02:00", "2024-10-27 02:30:05+01:00", "2024-05-02 10:00"]
TIMES += [
    "1850-01-01",
    "1850-01-01 10:00",
    "1850-01-01 10:00Z",
    "2024-05-02 00:00",
    "2024-05-01 22:00:00Z",
    "9000-01-01",
]
SPEAKERS = st.one_of(
    st.sampled_from(["weber", "no"]),
    st.fixed_dictionaries({"name": TOLD}, optional={"role": SOME, "organisation": SOME}),
)
QUOTES = st.lists(
    st.fixed_dictionaries({"id": st.sampled_from("abcdeäß2"), "speaker": SPEAKERS, "text": TOLD}),
    max_size=3,
    unique_by=lambda quote: quote["id"],
)
CORRECTIONS = st.lists(
    st.fixed_dictionaries({"on": st.sampled_from(TIMES), "note": TOLD}, optional={"severity": st.just("major")}),
    max_size=2,
)
FRONTS = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "no", "2011", "v1.de", "12.5"]), "headline": TOLD, "date": st.sampled_from(TIMES)},
    optional={
        "slug": st.sampled_from(["a-b", "null", "x.en"]),
        "kicker": SOME,
        "subheadline": SOME,
        "place": SOME,
        "status": st.sampled_from(["draft", "ready"]),
        "embargo": st.fixed_dictionaries({"until": st.sampled_from(TIMES)}, optional={"note": SOME}),
        "summary": SOME,
        "topics": st.lists(SOME, max_size=3),
        "contacts": st.lists(st.sampled_from(["weber", "no"]), max_size=2),
        "boilerplates": st.sampled_from([[], ["garten"], ["garten", "garten"]]),
        "quotes": QUOTES,
        "corrections": CORRECTIONS,
        "lang": st.sampled_from(["de", "en"]),
    },
)
BODIES = st.lists(
    st.sampled_from(
        [
            "Ein *Satz* mehr.",
            "<!-- still -->",
            "<!-- a\nb -->",
            "\n\n",
            "\n",
            "- a",
            "> b",
            "    c",
            "`<!-- d -->`",
            "X: y",
            "---",
            "# Zwei",
            "\u00a0",
            "  ",
            "<div>",
            "[^1]",
            "[^1]: Note",
            "a\\",
            "|x|\n|-|",
            "```",
            "1. x",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(FRONTS, BODIES)
@example(
    {"id": "a", "headline": "A", "date": "2024-05-02", "quotes": [{"id": "a", "speaker": "no", "text": "»„Gut“«"}]},
    "Gut.",
)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
def test_any_release_is_the_same_in_its_normal_form(front: dict[str, Any], body: str) -> None:
    placed = "\n\n".join(f"::quote[{quote['id']}]" for quote in front.get("quotes", ()))
    doc = as_read(f"---\n{json.dumps(front, ensure_ascii=False)}\n---\n{placed}\n\n{body}\n")
    if doc is None:
        return
    text = normal(doc)
    again = as_read(text, f"{file_stem(doc, 'de')}.md")
    assert again == public(doc)
    assert normal(again) == text


def test_written_release_is_shown_in_its_normal_form() -> None:
    given = (
        "---\n# intern\ntitle: Ja\nid: a\ndate: '2024-05-02'\ntags: no, Kunst\ndraft: false\n"
        "embargo: 2024-05-03 10:00\nbudget: geheim\n"
        "quotes:\n- {id: x, speaker: {name: Jo}, text: 'Ja, gut', note: Yes,\n"
        "  approved: {by: Jo, on: 2024-05-01, wording: f5b471a1ce6df71f}}\n"
        "place:\n---\nSatz. <!-- intern -->\n\n::quote[x]\n"
    )
    doc = as_read(given)
    assert doc
    assert normal(doc) == (
        "---\nid: a\nlanguage: de\nheadline: Ja\ndate: 2024-05-02\nplace: Dortmund\nstatus: ready\n"
        'embargo: 2024-05-03 10:00+02:00\ntopics: ["no", Kunst]\n'
        "contacts: [weber]\nboilerplates: [garten]\nquotes:\n"
        "  - id: x\n    speaker:\n      name: Jo\n    text: Ja, gut\n"
        "---\nSatz.\n\n::quote[x]\n"
    )


def test_note_of_an_embargo_is_written_while_it_holds() -> None:
    doc = as_read(
        "---\nid: a\nheadline: A\ndate: 2024-05-02\n"
        "embargo: {until: 2024-05-03 00:00, note: 'Still: bis dann'}\n---\nA\n"
    )
    assert doc
    text = normal_form(doc, BERLIN, embargo_holds=True)
    assert 'embargo:\n  until: 2024-05-03 00:00+02:00\n  note: "Still: bis dann"\n' in text
    assert as_read(text) == doc


@pytest.mark.parametrize(
    ("iso", "typed"),
    [
        ("2011-11-28T00:00:00+01:00", "2011-11-28"),
        ("2026-09-12T10:00:00+02:00", "2026-09-12 10:00+02:00"),
        ("2024-10-27T02:30:05+02:00", "2024-10-27 02:30:05+02:00"),
        ("1850-01-01T10:00:00+00:53:28", "1850-01-01 10:00"),
        ("1850-01-01T00:00:00+00:53:28", "1850-01-01"),
    ],
)
def test_moment_is_written_as_it_is_typed(iso: str, typed: str) -> None:
    assert written(iso, BERLIN) == typed


@pytest.mark.parametrize(
    ("slug", "language", "stem"),
    [
        ("a", "de", "a"),
        ("a", "en", "a.en"),
        ("v1.de", "de", "v1.de.de"),
        ("v1.0", "de", "v1.0"),
        ("index", "de", "index"),
    ],
)
def test_file_is_named_by_slug_and_language(slug: str, language: str, stem: str) -> None:
    doc = as_read(f"---\nid: {slug}\nheadline: A\ndate: 2024-05-02\nlang: {language}\n---\nA\n")
    assert doc
    assert file_stem(doc, "de") == stem
