"""`presskit diff`: what subscribers would notice, and the releases that would lose their identity."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from cli.running import run_presskit
from laws.builds import build
from laws.edits import replaced
from outputs.feed_room import write, write_room
from presskit.delivering.comparing import difference, drifts
from presskit.delivering.deployed import Folder, Website, place_at, read_feed
from presskit.delivering.feeds import NotAFeed, parse
from presskit.problems import PresskitError

if TYPE_CHECKING:
    from pathlib import Path

BASE = "https://viele.example/presse"


@pytest.fixture(scope="module")
def deployed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom as it was deployed; nobody may change it."""
    folder = write_room(tmp_path_factory.mktemp("diff") / "room")
    build(folder)
    return folder


@pytest.fixture
def room(deployed: Path, tmp_path: Path) -> Path:
    """Return the same newsroom, to be changed and built again."""
    return shutil.copytree(deployed, tmp_path / "room", symlinks=True, copy_function=shutil.copy2)


class Silent(SimpleHTTPRequestHandler):
    """A web server that says nothing on the terminal."""

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextmanager
def website(handler: Any) -> Iterator[str]:
    """Serve on loopback and give the address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def answering(answer: Callable[[BaseHTTPRequestHandler], None]) -> type[BaseHTTPRequestHandler]:
    class Handler(Silent):
        def do_GET(self) -> None:
            answer(self)

    return Handler


def compared(deployed: Path, room: Path, series: str = "") -> Any:
    found = difference(
        read_feed(Folder(str(deployed / "public")), series), read_feed(Folder(str(room / "public")), series)
    )
    ids = [tuple(item.id.removeprefix("urn:presskit:") for item in items) for items in (found.new, found.gone)]
    return ids[0], [(change.item.id.removeprefix("urn:presskit:"), change.what) for change in found.changed], ids[1]


def drift(deployed: Path, room: Path) -> list[tuple[str, str, str]]:
    old, new = (read_feed(Folder(str(folder / "public")), "") for folder in (deployed, room))
    assert old and new
    pages = {path.parent.relative_to(room / "public").as_posix() + "/" for path in room.rglob("public/**/index.html")}
    return [(d.before[13:], d.after[13:], d.why) for d in drifts([old], [new], pages.__contains__)]


def test_nothing_changed_is_nothing_to_notice(deployed: Path) -> None:
    assert compared(deployed, deployed) == ((), [], ())


def test_new_release_is_new_in_the_feeds_that_it_is_in(deployed: Path, room: Path) -> None:
    write(room, 10)
    build(room)
    assert compared(deployed, room) == (("meldung-10:de",), [], ())
    assert compared(deployed, room, "topics/kultur/") == (("meldung-10:de",), [], ())
    assert compared(deployed, room, "topics/oel/") == ((), [], ())


def test_edits_are_named_by_what_changed(deployed: Path, room: Path) -> None:
    replaced(room / "releases" / "meldung-9.md", "headline: Meldung 9", "headline: Neunte Meldung")
    replaced(room / "releases" / "meldung-8.md", "::quote[eins]", "Neu.\n\n::quote[eins]")
    replaced(room / "releases" / "meldung-7.md", "id: meldung-7", "id: meldung-7\nslug: siebte")
    build(room)
    assert compared(deployed, room) == (
        (),
        [("meldung-9:de", ("headline",)), ("meldung-8:de", ("content",)), ("meldung-7:de", ("address",))],
        (),
    )


def test_new_topics_and_files_are_noticed_too(deployed: Path, room: Path) -> None:
    replaced(room / "releases" / "meldung-9.md", 'topics: ["Öl"]', "topics: [Gas]")
    replaced(room / "releases" / "meldung-7.md", "id: meldung-7", "id: meldung-7\nmedia: [{file: a.svg, alt: A}]")
    (room / "releases" / "a.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>')
    build(room)
    _, changed, _ = compared(deployed, room)
    assert changed == [("meldung-9:de", ("topics",)), ("meldung-7:de", ("content", "files"))]


def test_correction_is_an_update(deployed: Path, room: Path) -> None:
    correction = "status: ready\ncorrections: [{on: 2020-02-01 10:00, severity: minor, note: Andersherum}]"
    replaced(room / "releases" / "meldung-2.md", "status: ready", correction)  # in an archive
    build(room)
    assert compared(deployed, room) == ((), [("meldung-2:de", ("updated",))], ())


def test_what_slides_into_an_archive_is_not_changed(deployed: Path, room: Path) -> None:
    for number in range(10, 15):
        write(room, number)
    build(room)
    new, changed, gone = compared(deployed, room)
    assert (len(new), changed, gone) == (5, [], ())


def test_withdrawn_release_is_gone_and_no_drift(deployed: Path, room: Path) -> None:
    (room / "releases" / "meldung-5.md").unlink()
    build(room)
    assert compared(deployed, room) == ((), [], ("meldung-5:de",))
    assert drift(deployed, room) == []


def new_id(folder: Path) -> None:
    replaced(folder / "releases" / "meldung-5.md", "id: meldung-5", "id: fuenf")


def new_id_at_the_old_address(folder: Path) -> None:
    replaced(folder / "releases" / "meldung-5.md", "id: meldung-5", "id: fuenf\nslug: meldung-5")


def rename_the_file(folder: Path) -> None:
    (folder / "releases" / "meldung-5.md").rename(folder / "releases" / "anders.md")


def move_the_newsroom(folder: Path) -> None:
    replaced(folder / "presskit.toml", BASE, "https://neu.example")


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (new_id, [("meldung-5:de", "fuenf:de", "it has the same headline and date")]),
        (new_id_at_the_old_address, [("meldung-5:de", "fuenf:de", "it has the same address")]),
        (rename_the_file, []),
        (move_the_newsroom, []),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_drift_of_ids_is_found(edit: Any, expected: list[Any], deployed: Path, room: Path) -> None:
    edit(room)
    build(room)
    assert drift(deployed, room) == expected


def test_item_that_goes_while_its_page_stays_has_drifted(deployed: Path, room: Path) -> None:
    (room / "releases" / "meldung-5.md").unlink()
    build(room)
    (room / "public" / "2020" / "meldung-5").mkdir()
    (room / "public" / "2020" / "meldung-5" / "index.html").write_text("<!doctype html>")
    assert drift(deployed, room) == [("meldung-5:de", "", "its page is still there")]


def test_release_of_a_headline_and_day_that_others_have_is_no_drift(deployed: Path, room: Path) -> None:
    text = (room / "releases" / "meldung-5.md").read_text()
    (room / "releases" / "zwilling.md").write_text(text.replace("id: meldung-5", "id: zwilling"))
    build(room)
    assert compared(deployed, room)[0] == ("zwilling:de",)
    assert drift(deployed, room) == []


def test_a_website_is_read_with_its_archives_wherever_it_says_it_is(deployed: Path) -> None:
    with website(partial(Silent, directory=str(deployed / "public"))) as address:
        there = Website(address)
        feed, here = read_feed(there, ""), read_feed(Folder(str(deployed / "public")), "")
        there.close()
    assert feed and here and list(feed.items) == list(here.items) != []


def test_older_newsroom_with_rss_alone_is_compared(deployed: Path, tmp_path: Path) -> None:
    old = shutil.copytree(deployed / "public", tmp_path / "old")
    for path in [*old.rglob("atom.xml"), *old.rglob("feed.json"), *old.rglob("atom")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    before, after = read_feed(Folder(str(old)), ""), read_feed(Folder(str(deployed / "public")), "")
    assert before and after and before.path == "feed.xml" and after.path == "atom.xml"
    assert difference(before, after)[2:] == ((), (), ())


# --- as a command


def test_command_lists_what_is_new_and_ends_well(deployed: Path, room: Path) -> None:
    write(room, 10)
    build(room)
    result = run_presskit("diff", "--against", str(deployed / "public"), cwd=room)
    assert result.returncode == 0, result.stderr
    assert "new\tatom.xml\t2020-01-11\turn:presskit:meldung-10:de\tMeldung 10\t\n" in result.stdout
    assert result.stderr.strip().endswith(f"against {deployed / 'public'}: 1 new")


def test_command_refuses_drift(deployed: Path, room: Path) -> None:
    new_id(room)
    build(room)
    with website(partial(Silent, directory=str(deployed / "public"))) as address:
        result = run_presskit("diff", "--against", address, "--format", "json", cwd=room)
    assert result.returncode == 1
    assert json.loads(result.stdout)["drift"] == [
        {
            "before": "urn:presskit:meldung-5:de", "after": "urn:presskit:fuenf:de", "headline": "Meldung 5",
            "why": "it has the same headline and date", "url": f"{BASE}/2020/meldung-5/",
        }
    ]  # fmt: skip
    assert "error: `urn:presskit:meldung-5:de` would come back as `urn:presskit:fuenf:de`" in result.stderr
    assert "give each its old `id`" in result.stderr


@pytest.mark.parametrize(
    ("against", "said"),
    [
        ("http://127.0.0.1:1", "http://127.0.0.1:1/atom.xml cannot be read: "),
        ("nowhere", "nowhere is no folder"),
        ("releases", "releases has no feed of this newsroom"),
        ("releases", "before the first deploy there is nothing to compare"),
        ("http://", "http:// names no host"),
    ],
)
def test_command_says_what_is_wrong_with_the_other_side(against: str, said: str, deployed: Path) -> None:
    result = run_presskit("diff", "--against", against, cwd=deployed)
    assert (result.returncode, said in result.stderr, "Traceback" in result.stderr) == (3, True, False), result.stderr


# --- the world


def failing(handler: BaseHTTPRequestHandler) -> None:
    handler.send_error(503)


def circling(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(302)
    handler.send_header("location", handler.path)
    handler.end_headers()


def a_page(handler: BaseHTTPRequestHandler) -> None:
    sent(handler, b"<!doctype html><html><p>Hello<br></html>")


def a_table(handler: BaseHTTPRequestHandler) -> None:
    sent(handler, b"<urlset/>")


def endless(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.end_headers()
    for _ in range(80):
        handler.wfile.write(b" " * (1 << 20))


def leading_out(handler: BaseHTTPRequestHandler) -> None:
    address = f"http://{handler.headers['host']}"
    feed = f'{{"feed_url": "{address}{handler.path}", "next_url": "{address}/../../etc/passwd", "items": []}}'
    sent(handler, feed.encode())


def leading_elsewhere(handler: BaseHTTPRequestHandler) -> None:
    address = f"http://{handler.headers['host']}"
    feed = f'{{"feed_url": "{address}{handler.path}", "next_url": "http://169.254.169.254/", "items": []}}'
    sent(handler, feed.encode())


def without_archive(handler: BaseHTTPRequestHandler) -> None:
    address = f"http://{handler.headers['host']}"
    found = handler.path == "/feed.json"
    feed = f'{{"feed_url": "{address}/feed.json", "next_url": "{address}/feed/1.json", "items": []}}'
    sent(handler, feed.encode()) if found else handler.send_error(404)


def sent(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    handler.send_response(200)
    handler.send_header("content-length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (failing, "/atom.xml answers 503"),
        (circling, "/atom.xml cannot be read: exceeded maximum allowed redirects"),
        (a_page, "/atom.xml is not a feed: it is not well-formed: "),
        (a_table, "/atom.xml is not a feed: it begins with <urlset>"),
        (endless, "/atom.xml has more than 64 MiB"),
        (leading_out, "leads out of"),
        (leading_elsewhere, "names an older document at http://169.254.169.254/, which is not below its own address"),
        (without_archive, "/feed/1.json is missing"),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_what_the_world_does_is_said_in_a_line(answer: Any, said: str) -> None:
    with website(answering(answer)) as address, pytest.raises(PresskitError) as failure:
        there = place_at(address)
        try:
            read_feed(there, "")
        finally:
            there.close()
    assert said in failure.value.message
    assert failure.value.hint


@pytest.mark.parametrize(
    "data", [b"", b"{", b'{"items": 5}', b'{"items": [5]}', b"[]", b"<rss/>", b"<a>&b;</a>", b"\xff\xfe", b"<feed/>"]
)
def test_what_is_no_feed_is_refused(data: bytes) -> None:
    with pytest.raises(NotAFeed):
        parse(data)
