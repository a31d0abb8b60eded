"""Which quotations of a text can become quotes, and of whom they are: nothing is invented, what is unsafe stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from presskit.model.people import Person
from presskit.model.wording import normal_wording
from presskit.reading.lifting import sorted_out
from presskit.reading.speakers import Speaker

SAID = "Wir haben ein Jahr lang darauf hingearbeitet"
PEOPLE = {"mia": Person("mia", "Mia Adler"), "ole": Person("ole", "Ole Adler"), "jo": Person("jo", "Jo Wal")}


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        (f"„{SAID}“, sagt Mia Adler.", Speaker("mia")),
        (f"Jo Wal: „{SAID}.“", Speaker("jo")),
        (f"Jo Wal kam. „{SAID}“, so Wal.", Speaker("jo")),
        (f"“{SAID}”, said Eva Ott, director at X Corp. Then", Speaker("", "Eva Ott", "director", "X Corp")),
        (f"»{SAID}«, so Prof. Ada Weiß, Leiterin des ecce. Da", Speaker("", "Prof. Ada Weiß", "Leiterin des ecce")),
        (f"„{SAID}“, sagte Bundesminister Karl Groß.", Speaker("", "Karl Groß", "Bundesminister")),
        (f"„{SAID}“, so Ada Weiß vom Netzwerk Eins e.V. Das", Speaker("", "Ada Weiß", "", "Netzwerk Eins e.V.")),
        (f"„{SAID}“, sagte Ada Weiß bei der Eröffnung.", Speaker("", "Ada Weiß")),
        (f"Ada Weiß, Intendantin, kam. „{SAID}“, so Weiß.", Speaker("", "Ada Weiß", "Intendantin")),
        (f'"{SAID}," said Secretary Anna B. Frost.', Speaker("", "Anna B. Frost", "Secretary")),
        (f"**Gut: „{SAID}“, sagt Mia Adler.**", Speaker("mia")),
        (f"> - „{SAID}\n>   und mehr“, sagt Mia Adler.", Speaker("mia")),
    ],
)
def test_speaker_is_who_the_text_names(text: str, speaker: Speaker) -> None:
    found, left = sorted_out(text, PEOPLE)
    assert ([quotation.speaker for quotation in found], left) == ([speaker], [])
    assert found[0].text.rstrip(".,").startswith(SAID)


UNKNOWN = "the text does not say clearly who said it"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (f"Gut. „{SAID}, und wie.“", UNKNOWN),
        (f"„{SAID}“, sagt sie.", UNKNOWN),
        (f"Mia Adler und Ole Adler kamen. „{SAID}“, sagt Adler.", UNKNOWN),
        (f"„{SAID}“, sagen Mia Adler und Jo Wal.", UNKNOWN),
        (f"„{SAID}“, so das Auswärtige Amt.", UNKNOWN),
        (f"„{SAID}“, so die Freie Republik.", UNKNOWN),
        (f"„{SAID}“, heißt es bei Mia Adler.", UNKNOWN),
        (f"# „{SAID}“, sagt Mia Adler", "it stands in a heading"),
        (f"| a |\n|---|\n| „{SAID}“, sagt Mia Adler |", "it stands in a table"),
        (f"[„{SAID}“, sagt Mia Adler](https://a.example)", "it is part of a link"),
        (f"A[^1].\n\n[^1]: B.\n\n    „{SAID}“, sagt Mia Adler.", "it stands in a note"),
        (f"„{SAID}, *sehr*“, sagt Mia Adler.", "it has Markdown in it, and a quote is plain words"),
        (f"*So: „{SAID}*, sehr“, sagt Mia Adler.", "it has Markdown in it, and a quote is plain words"),
        (f"„{SAID} \\* &amp;“, sagt Mia Adler.", "it has Markdown in it, and a quote is plain words"),
        (f"„{SAID}  \nund mehr“, sagt Mia Adler.", "it has Markdown in it, and a quote is plain words"),
        (f"„Er sagte „{SAID}“, sagt Mia Adler, und ging“.", "the quotation marks around it do not pair"),
        (f"„{SAID}.\n\n„{SAID}“, sagt Mia Adler.", "it may go on from the paragraph before"),
    ],
)
def test_what_is_not_safe_is_left_alone_with_the_reason(text: str, why: str) -> None:
    found, left = sorted_out(text, PEOPLE)
    assert (found, [quotation.why for quotation in left]) == ([], [why])


CORPORA = Path(__file__).parents[3] / "shared" / "corpora"


def test_what_is_lifted_from_real_releases_is_a_quote_of_that_person() -> None:
    wrong, total, lifted = [], 0, 0
    for corpus in ("okf-de-md", "volksentscheid-transparenz"):
        path = CORPORA / corpus / "gold-quotes.json"
        if not path.is_file():
            pytest.skip("the corpora with annotated quotes are not beside the project")
        for document in json.loads(path.read_text(encoding="utf-8"))["documents"]:
            if document["file"].endswith(".pdf"):
                continue
            text = (path.parent / document["file"]).read_text(encoding="utf-8")
            gold = {normal_wording(quote["quote"]): quote["speaker"] or "" for quote in document["quotes"]}
            found, _ = sorted_out(text.split("---", 2)[2], {})
            total, lifted = total + len(gold), lifted + len(found)
            wrong += [f for f in found if not any(_is(f.text, f.speaker.name, q, s) for q, s in gold.items())]
    assert wrong == []
    assert lifted >= total // 2 > 15


def _is(text: str, name: str, quote: str, speaker: str) -> bool:
    words = normal_wording(text)
    return (words in quote or quote in words) and normal_wording(name) == normal_wording(speaker)
