"""Tables on paper: all words whole in the largest type that allows it."""

from __future__ import annotations

import pytest

from errors.newsroom import lay_out
from laws.builds import lend
from outputs.printing import Sheet, previewed
from presskit.outputs.writing.tables import print_class


def row(*cells: str) -> str:
    return "<tr>" + "".join(f'<td class="right">{cell}</td>' for cell in cells) + "</tr>"


@pytest.mark.parametrize(
    ("cells", "name"),
    [
        (["Stadt", "Preis"], ""),
        (["kurz"] * 6, "wide"),
        (["Wirtschaftsförderung", "Gewerbesteuerumlage", "Kulturausgaben", "Zusammenfassung"], "wide"),
        (["Haushaltsjahr", "Gesamteinnahmen", "Gesamtausgaben", "Sozialleistungen"] * 2, "crammed"),
        (["Haushaltsjahr", "Gesamteinnahmen", "Gesamtausgaben", "Einkommensteuerbeteiligung", "a" * 24], "wider"),
        (["Wirtschaftsförderungsgesellschaft"] * 6, "crammed"),
        (['<span class="longer">https://a.example/eine-sehr-lange-adresse-in-einer-zelle</span>', "Stadt"], ""),
        (["a &amp; b &lt;c&gt;", "<em>Stadt</em>"], ""),
    ],
)  # fmt: skip
def test_class_is_that_of_the_largest_type_in_which_all_words_fit(cells: list[str], name: str) -> None:
    assert print_class(row(*cells), len(cells)) == name


def test_the_widest_word_of_any_row_counts() -> None:
    rows = row("Stadt", "x", "y") + row("Wirtschaftsförderungsgesellschaft" * 4, "x", "y")
    assert print_class(rows, 3) == "crammed"


EIGHT = """\
| Stadt | Einwohner | Beschäftigte | Unternehmen | Umsatz | Veränderung | Gewerbesteuer | Arbeitslosenquote |
|---|--:|--:|--:|--:|--:|--:|--:|
| Mülheim an der Ruhr | 170.921 | 61.233 | 3.121 | 2.345,6 Mio. | –3,4 % | 98,7 Mio. € | 8,1 % |
"""


# The inner words come to stand at the end of a line in some of them.
FILLED = "Text der Stadt ist gut und er läuft so weiter bis"
NESTED = "\n\n".join(
    f"**Wichtig: {'i' * n} {FILLED} siehe auch [Verweis](https://e.example/) und noch mehr davon hier** dazu\n\n"
    f"*Schräg {'i' * n} {FILLED} und `code` und noch mehr davon hier* dazu\n\n"
    f"**Wichtig: {'i' * n} {FILLED} der *Ausschuss*** und noch mehr davon hier dazu"
    for n in range(1, 90)
)


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Sheet]:
    """Return the print PDFs of a newsroom with a wide table and with emphasis in emphasis at many places of a line."""
    folder = tmp_path_factory.mktemp("tables") / "room"
    lay_out(None, folder)
    lend(folder)
    (folder / "releases" / "gute-nachricht.md").unlink()
    for name, body in {"tabelle": f"Vorspann.\n\n{EIGHT}", "nachdruck": NESTED}.items():
        head = f"id: {name}\nheadline: Eine Meldung\ndate: 2024-05-02\nstatus: ready\n"
        (folder / "releases" / f"{name}.md").write_text(f"---\n{head}---\n{body}\n", encoding="utf-8")
    settings = (folder / "presskit.toml").read_text(encoding="utf-8")
    settings = settings.replace('"page", "index", "rss"', '"print_pdf"')
    (folder / "presskit.toml").write_text(settings, encoding="utf-8")
    return previewed(folder)


def test_eight_columns_stay_on_the_sheet_with_their_words_whole(sheets: dict[str, Sheet]) -> None:
    sheet = sheets["tabelle"]
    lines = " ".join(sheet.pages[0])
    assert all(word in lines for word in ("Arbeitslosenquote", "Gewerbesteuer", "Beschäftigte", "Mio. €"))
    assert sheet.left_of("Arbeitslosenquote") > sheet.left_of("Gewerbesteuer") > sheet.left_of("Einwohner")
    assert sheet.left_of("8,1 %") < 188


def test_words_of_nested_emphasis_stay_whole(sheets: dict[str, Sheet]) -> None:
    text = sheets["nachdruck"].text
    assert [text.count(word) for word in ("Verweis", "Ausschuss", "code")] == [89, 89, 89]
