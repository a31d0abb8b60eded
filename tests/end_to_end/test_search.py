"""Search in a real browser, under the strictest policy that it can do with."""

from __future__ import annotations

import functools
import http.server
import threading
from typing import TYPE_CHECKING, Any

import pytest

from conftest import needs
from end_to_end.browser import browser
from laws.builds import build

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from end_to_end.browser import Page

pytestmark = pytest.mark.slow
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "font-src 'self'; img-src 'self' data:; connect-src 'self'"
)
SETTINGS = """\
[newsroom]
name = "Hafenamt"
base_url = "https://hafenamt.example/presse"
language = "de"
languages = ["de", "en"]

[quotes]
require_approval = "off"

[outputs]
enabled = ["page", "index", "search"]
"""
QUOTE = "quotes:\n  - {id: a, speaker: {name: Ines Künstler}, text: Wir öffnen die Tore.}\n"
RELEASES = {
    "2011/gruendung.md": (
        "headline: Kreativwirtschaft Ruhr gegründet\ndate: 2011-11-28\ntopics: [Kultur]\nkicker: Ruhr\n"
        "quotes:\n  - {id: a, speaker: {name: Dieter Gorny}, text: Die Gründung erfolgte just in time.}\n",
        "Das Zentrum für Kreative <b>&amp;</b> Künstler nimmt die Arbeit auf.\n\n::quote[a]",
    ),
    "2024/kai.md": (f"headline: Kai 7 wird Kulturhafen\ndate: 2024-05-02\ntopics: [Hafen, Kultur]\n{QUOTE}",
                    "Der Kai öffnet für alle.\n\n::quote[a]"),
    "2025/schleuse.md": ("headline: Neue Schleuse am Kanal\ndate: 2025-03-01\ntopics: [Hafen]\n",
                         "Die Schleuse misst zwölf Meter; Häuser am Kanal bleiben trocken."),
    "2025/schleuse.en.md": ("id: schleuse\nheadline: New lock on the canal\ndate: 2025-03-01\ntopics: [Harbour]\n",
                            "The lock measures twelve metres. Houses stay dry."),
}  # fmt: skip
RESULTS = "[...document.querySelectorAll('.results h2')].map((e) => e.textContent)"
STATUS = "document.querySelector('.found').innerText"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the public folder of a small newsroom with search."""
    folder = tmp_path_factory.mktemp("search") / "room"
    folder.mkdir()
    (folder / "presskit.toml").write_text(SETTINGS)
    (folder / "people.toml").write_text("")
    texts = dict(RELEASES)
    for number in range(12):
        texts[f"2023/m{number}.md"] = (f"headline: Meldung {number}\ndate: 2023-01-{number + 10}\n", "Pegelstand Elbe.")
    for path, (head, body) in texts.items():
        full = folder / "releases" / path
        full.parent.mkdir(parents=True, exist_ok=True)
        full.write_text(f"---\nid: {full.name.partition('.')[0]}\nplace: Duisburg\nstatus: ready\n"
                        f"{head.removeprefix('id: schleuse' + chr(10))}---\n{body}\n")  # fmt: skip
    build(folder)
    return folder / "public"


@pytest.fixture(scope="module")
def origin(room: Path) -> Iterator[str]:
    """Serve it below a path of its host, and yield the address."""

    class Strict(http.server.SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

        def translate_path(self, path: str) -> str:
            return super().translate_path(path.replace("/presse/", "/", 1))

        def log_message(self, *arguments: object) -> None:
            return

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(room)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/presse"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def page() -> Iterator[Page]:
    """Lend one tab to all tests."""
    with browser(needs("chromium")) as tab:
        yield tab


def wait_for(page: Page, condition: str) -> Any:
    """Return the value of an expression once it is true, or what it is after five seconds."""
    return page.ask(
        f"new Promise((done) => {{ const end = Date.now() + 5000; const look = () => {{ const is = {condition};"
        " is || Date.now() > end ? done(is) : setTimeout(look, 20) }; look() })"
    )


def opened(page: Page, address: str) -> Page:
    """Open an address with the search ready, as nobody has been there before."""
    page.events.clear()
    page.open(address, 1280)
    assert wait_for(page, "document.querySelector('.results').ariaBusy === 'false'")
    return page


def test_word_of_a_body_finds_its_release(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?q=trocken")
    assert wait_for(page, f"{RESULTS}.length && {RESULTS}") == ["Neue Schleuse am Kanal"]
    assert page.ask(STATUS) == "1 Treffer"
    assert page.ask("document.querySelector('.results mark').textContent") == "trocken."


def test_name_of_a_speaker_shows_date_kicker_and_a_way_that_leads_there(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?q=Gorny")
    assert wait_for(page, "document.querySelector('.results time')?.textContent") == "28. November 2011"
    assert page.ask("document.querySelector('.results .kicker').textContent") == "Ruhr"
    href = page.ask("document.querySelector('.results a').href")
    assert href == f"{origin}/2011/gruendung/"
    assert page.ask(f"fetch({href!r}).then((answer) => answer.status)") == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("haus", ["Neue Schleuse am Kanal"]),  # the body has Häuser
        ("kunstler", ["Kai 7 wird Kulturhafen", "Kreativwirtschaft Ruhr gegründet"]),
        ("Kuenstler", ["Kai 7 wird Kulturhafen", "Kreativwirtschaft Ruhr gegründet"]),
        ("„just in time“", ["Kreativwirtschaft Ruhr gegründet"]),
        ('"time in just"', []),
        ('"Schleuse am Kanal"', ["Neue Schleuse am Kanal"]),  # the exact words of a headline
    ],
)
def test_words_are_found_as_they_are_typed(query: str, found: list[str], page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/")
    page.ask(f"(() => {{ const q = document.querySelector('[name=q]'); q.value = {query!r};"
             " q.form.requestSubmit() })()")  # fmt: skip
    wait_for(page, f"{STATUS}.trim()" if not found else f"{RESULTS}.length === {len(found)}")
    assert sorted(page.ask(RESULTS)) == found


def choose(page: Page, name: str, value: str) -> None:
    """Choose a value of a filter as a person does."""
    page.ask(f"(() => {{ const s = document.querySelector('[name={name}]'); s.value = '{value}';"
             " s.dispatchEvent(new Event('change', {bubbles: true})) })()")  # fmt: skip


def test_topic_and_year_narrow_down_and_the_back_button_undoes_it(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/")
    choose(page, "topic", "hafen")
    assert wait_for(page, f"{RESULTS}.length === 2")
    assert page.ask("[...document.querySelector('[name=year]').options].map((o) => o.text)") == [
        "Alle", "2025 (1)", "2024 (1)",
    ]  # fmt: skip
    choose(page, "year", "2024")
    assert wait_for(page, f"{RESULTS}.length === 1 && {RESULTS}") == ["Kai 7 wird Kulturhafen"]
    assert page.ask("location.search") == "?year=2024&topic=hafen"
    page.ask("history.back()")
    assert wait_for(page, f"{RESULTS}.length === 2")
    assert page.ask("document.querySelector('[name=year]').value") == ""


def test_nothing_found_says_what_to_do(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?q=Quastenflosser")
    wait_for(page, f"{STATUS}.startsWith('Nichts')")
    assert page.ask(STATUS) == (
        "Nichts gefunden zu „Quastenflosser“. Weniger oder andere Wörter helfen, oder eine Auswahl weniger."
    )
    assert page.ask("document.querySelector('.onward a').textContent") == "Alle Pressemitteilungen"


def test_more_results_come_at_the_press_of_a_button(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?q=Pegelstand&order=newest")
    assert wait_for(page, f"{RESULTS}.length === 10")
    assert page.ask(f"{RESULTS}[0]") == "Meldung 11"
    page.ask("document.querySelector('.more button').click()")
    assert wait_for(page, f"{RESULTS}.length === 12")
    assert page.ask("document.querySelector('.more').hidden")
    assert page.ask("document.activeElement.textContent") == "Meldung 1"


def test_each_language_is_searched_in_its_own(page: Page, origin: str) -> None:
    opened(page, f"{origin}/en/search/?q=house")
    assert wait_for(page, f"{RESULTS}.length && {RESULTS}") == ["New lock on the canal"]
    assert page.ask("document.querySelector('.results a').href") == f"{origin}/en/2025/schleuse/"


def test_all_languages_are_searched_together(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?language=all&topic=harbour")
    assert wait_for(page, f"{RESULTS}.length && {RESULTS}") == ["New lock on the canal"]
    assert page.ask("document.querySelector('.results li').lang") == "en"


def test_markup_in_a_release_is_shown_as_text(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?q=Zentrum")
    assert wait_for(page, "document.querySelector('.results .excerpt')?.textContent.includes('<b>&<')") is True
    assert page.ask("document.querySelector('.results .excerpt b')") is None


def test_strict_policy_is_not_broken_and_nobody_else_is_asked(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?q=Schleuse&language=all")
    assert wait_for(page, f"{RESULTS}.length > 0")
    assert page.complaints == []
    assert [url for url in page.requests if not url.startswith((origin, "about:", "data:"))] == []


def test_without_a_web_server_the_page_leads_to_the_lists(page: Page, room: Path) -> None:
    page.events.clear()
    page.open(f"file://{room}/search/index.html", 1280)
    assert page.ask("document.querySelector('form.search').checkVisibility()") is False
    assert page.ask("document.querySelector('.needs').innerText").startswith("Die Suche braucht JavaScript")


def test_nothing_of_the_words_is_loaded_before_a_question(page: Page, origin: str) -> None:
    opened(page, f"{origin}/search/?topic=hafen")
    assert sorted(page.ask(RESULTS)) == ["Kai 7 wird Kulturhafen", "Neue Schleuse am Kanal"]
    assert [url for url in page.requests if url.endswith(".pf_index")] == []
    assert page.ask("document.querySelector('.results .excerpt').textContent").startswith("Die Schleuse misst zwölf")
