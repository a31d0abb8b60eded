"""A quote in the forms that others write: where the full stop goes, and that nothing else does."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pyromark
import pytest

from presskit.outputs.writing.citing import markdown, plain, sentence
from presskit.outputs.writing.markup import Marks
from presskit.planning.views import QuoteView

MIA = {"name": "Mia Adler", "role": "Leiterin", "organisation": "Kulturbüro"}
GERMAN, ENGLISH = Marks("„", "“"), Marks("“", "”")


def quote(text: str, language: str = "de", **told: str) -> QuoteView:
    return QuoteView("a", text, language, **{**MIA, **told})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Wir öffnen das Tor.", "„Wir öffnen das Tor“,"),
        ("Das Tor steht offen", "„Das Tor steht offen“,"),
        ("Kommt vorbei!", "„Kommt vorbei!“,"),
        ("Wer kommt?", "„Wer kommt?“,"),
        ("Wir warten …", "„Wir warten …“,"),
        ("Wir warten ...", "„Wir warten ...“,"),
        ("Und dann –", "„Und dann –“,"),
        ("Eins. Zwei.", "„Eins. Zwei“,"),
        ("Wir haben Chöre, Vereine usw.", "„Wir haben Chöre, Vereine usw.“,"),
        ("Wir sind ein e.V.", "„Wir sind ein e.V.“,"),
        ("Er nennt es ‚Hafen‘.", "„Er nennt es ‚Hafen‘“,"),
        ("Er sagt: ‚Wir gehen.‘", "„Er sagt: ‚Wir gehen‘“,"),
        ("Er fragt: ‚Wer geht?‘", "„Er fragt: ‚Wer geht?‘“,"),
        ("Das kostet 3 Mio.", "„Das kostet 3 Mio.“,"),
    ],
)
def test_german_full_stop_goes_and_a_comma_follows_the_marks(text: str, said: str) -> None:
    assert sentence(quote(text)) == f"{said} sagte Mia Adler, Leiterin, Kulturbüro."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We open the gate.", "“We open the gate,”"),
        ("The gate is open", "“The gate is open,”"),
        ("Come along!", "“Come along!”"),
        ("Who comes?", "“Who comes?”"),
        ("We wait …", "“We wait …”"),
        ("And then –", "“And then –”"),
        ("We signed with Acme Inc.", "“We signed with Acme Inc.,”"),
        ("So do I.", "“So do I,”"),
        ("He calls it ‘harbour’.", "“He calls it ‘harbour’,”"),
        ("He calls it ‘harbour’", "“He calls it ‘harbour,’”"),
        ("He said: ‘We go.’", "“He said: ‘We go,’”"),
        ("He asked: ‘Who goes?’", "“He asked: ‘Who goes?’”"),
        ("The gate is the artists’", "“The gate is the artists’,”"),
    ],
)
def test_english_full_stop_becomes_a_comma_inside_the_marks(text: str, said: str) -> None:
    told = {"language": "en", "role": "Director", "organisation": "Office"}
    assert sentence(quote(text, **told)) == f"{said} said Mia Adler, Director, Office."


@pytest.mark.parametrize("text", ["Eins.\n\nZwei.", "Drei Dinge:", "Erstens,", "‘"])
def test_what_cannot_be_one_sentence_has_no_such_form(text: str) -> None:
    assert sentence(quote(text)) == ""


def test_quote_of_nobody_is_no_sentence() -> None:
    assert sentence(quote("Das Tor steht offen.", name="")) == ""


def test_language_whose_verb_is_not_known_has_no_sentence() -> None:
    assert sentence(quote("La porte est ouverte.", "fr")) == ""


def test_attribution_that_ends_in_a_point_gets_no_other() -> None:
    assert sentence(quote("Gut.", organisation="Kultur e. V.")) == "„Gut“, sagte Mia Adler, Leiterin, Kultur e. V."


def test_swiss_marks_are_swiss() -> None:
    assert sentence(quote("Gut.", "de-CH")) == "«Gut», sagte Mia Adler, Leiterin, Kulturbüro."


def test_translated_quote_says_so_in_every_form() -> None:
    said = quote("Gut.", original_language="en")
    forms = (sentence(said), plain(said, GERMAN), markdown(said, GERMAN))
    assert all("Kulturbüro (aus dem Englischen)" in form for form in forms)


def test_plain_form_has_the_attribution_below() -> None:
    assert plain(quote("Eins.\n\nZwei."), GERMAN) == "„Eins.\n\n„Zwei.“\n– Mia Adler, Leiterin, Kulturbüro"


def test_markdown_is_a_block_quote_of_all_paragraphs() -> None:
    assert markdown(quote("Eins.\n\nZwei."), GERMAN) == (
        "> „Eins.\n>\n> „Zwei.“\n>\n> – Mia Adler, Leiterin, Kulturbüro"
    )


@pytest.mark.parametrize("text", ["5 * 3 * 2", "a_b_c", "C# & <b>", "[x](y)", "`c`", "\\ &amp; ~~nie~~", "# 1. Platz"])
def test_markdown_shows_the_same_characters(text: str) -> None:
    shown: list[str] = []
    reader = HTMLParser()
    reader.handle_data = shown.append  # type: ignore[method-assign]
    options = pyromark.Options.ENABLE_STRIKETHROUGH
    reader.feed(pyromark.html(markdown(quote(text, name=""), ENGLISH), options=options))
    assert re.sub(r"\s+", " ", "".join(shown)).strip() == f"“{text}” – Leiterin, Kulturbüro"
