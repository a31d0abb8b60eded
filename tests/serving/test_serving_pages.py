"""What the preview shows of a newsroom that does not change."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from serving.asking import Served, ended, started


def test_the_front_page_lists_drafts_and_marks_them(quiet: Served) -> None:
    reply = quiet.ask("/")
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "A secret plan" in reply.text and "A newsroom opens" in reply.text
    assert '<strong class="mark">Draft</strong>' in reply.text


def test_a_draft_has_a_page_that_says_so(quiet: Served) -> None:
    reply = quiet.ask("/2011/secret/")
    assert reply.status == 200
    assert '<aside class="preview"' in reply.text
    assert "noindex" in reply.text


def test_a_page_brings_the_script_that_reloads_it(quiet: Served) -> None:
    text = quiet.ask("/2011/secret/").text
    assert text.count("new EventSource('/_presskit/events')") == 1
    assert text.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".pdf", "application/pdf"),
        (".css", "text/css; charset=utf-8"),
        (".js", "text/javascript; charset=utf-8"),
        (".woff2", "font/woff2"),
        (".xml", "application/rss+xml; charset=utf-8"),
    ],
)
def test_other_files_are_sent_as_they_would_be_built(ending: str, kind: str, quiet: Served) -> None:
    missing = quiet.ask("/nothing").text
    path = (
        next(part for part in missing.split('"') if part.endswith(ending))
        if f'{ending}"' in missing
        else linked(quiet, ending)
    )
    reply = quiet.ask(path)
    assert (reply.status, reply.headers["content-type"]) == (200, kind)
    assert b"EventSource" not in reply.body
    assert reply.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        (".md", "text/markdown; charset=utf-8"),
        (".json", "application/json; charset=utf-8"),
        (".png", "image/png"),
        (".zip", "application/zip"),
    ],
)
def test_what_stands_beside_a_page_is_sent_with_its_type(ending: str, kind: str, quiet: Served) -> None:
    reply = quiet.ask(beside(quiet, ending))
    assert (reply.status, reply.headers["content-type"]) == (200, kind)


def test_a_kit_under_preview_holds_what_is_shown(quiet: Served) -> None:
    with zipfile.ZipFile(io.BytesIO(quiet.ask(beside(quiet, ".zip")).body)) as kit:
        inside = {name.rpartition(".")[2]: kit.read(name) for name in kit.namelist() if "captions" not in name}
    assert inside == {ending: quiet.ask(beside(quiet, f".{ending}")).body for ending in ("pdf", "md", "json")}


def test_a_page_waits_for_no_pdf_to_tell_its_size(newsroom: Path) -> None:
    served = started(newsroom)
    try:
        before = served.ask("/2011/secret/").text
        served.ask(beside(served, ".pdf"))
        after = served.ask("/2011/secret/").text
    finally:
        ended(served)
    assert ("Download PDF <span" in before, "Download PDF <span" in after) == (False, True)


def beside(served: Served, ending: str) -> str:
    """Return the path of a file beside the page of the draft."""
    page = served.ask("/2011/secret/").text.replace("https://newsroom.example/2011/secret/", "")
    return "/2011/secret/" + next(part for part in page.split('"') if part.endswith(ending) and "/" not in part)


def linked(served: Served, ending: str) -> str:
    """Return the path of an asset that the front page links to."""
    return next(part for part in served.ask("/").text.split('"') if part.endswith(ending)).removeprefix(".")


def test_the_feed_names_a_pdf_without_making_it_and_stays_the_same_when_it_was_made(quiet: Served) -> None:
    first = quiet.ask("/feed.xml")
    url, length = first.text.split('<enclosure url="https://newsroom.example')[1].split('"')[:3:2]
    assert length == "0"
    assert quiet.ask(url).body.startswith(b"%PDF")
    assert quiet.ask("/feed.xml").headers["etag"] == first.headers["etag"]


def test_an_unknown_path_is_answered_with_what_there_is(quiet: Served) -> None:
    reply = quiet.ask("/2011/secert/index.html")
    assert reply.status == 404
    assert '<a href="/2011/secret/">' in reply.text.partition("What there is")[0]
    assert '<a href="/feed.xml">' in reply.text


def test_an_unknown_path_is_answered_with_the_page_of_the_newsroom(quiet: Served) -> None:
    reply = quiet.ask("/a/b/c/")
    assert (reply.status, reply.headers["cache-control"]) == (404, "no-store")
    assert "<h1>Page not found</h1>" in reply.text
    assert f'<link rel="stylesheet" href="/{linked(quiet, ".css").lstrip("/")}">' in reply.text
    assert "new EventSource" in reply.text


def test_no_other_site_may_read_a_draft(quiet: Served) -> None:
    headers = quiet.ask("/2011/secret/").headers
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in headers


def test_a_page_is_held_to_the_policy_of_a_host(quiet: Served) -> None:
    found = quiet.ask("/2011/secret/").headers["content-security-policy"]
    assert found.startswith("default-src 'none'; script-src 'self' ")
    assert "unsafe-inline" not in found and "upgrade-insecure-requests" not in found


def test_what_was_asked_for_is_shown_as_text(quiet: Served) -> None:
    reply = quiet.ask("/%3Cscript%3Ealert(1)%3C/script%3E")
    assert reply.status == 404
    assert "<script>alert" not in reply.text


def test_a_folder_without_its_slash_is_sent_on(quiet: Served) -> None:
    reply = quiet.ask("/2011/secret")
    assert (reply.status, reply.headers["location"]) == (307, "/2011/secret/")


def test_a_page_that_the_browser_has_is_not_sent_again(quiet: Served) -> None:
    first = quiet.ask("/")
    by_tag = quiet.ask("/", If_None_Match=first.headers["etag"])
    by_date = quiet.ask("/", If_Modified_Since=first.headers["last-modified"])
    assert [(reply.status, reply.body) for reply in (by_tag, by_date)] == [(304, b""), (304, b"")]


def test_a_tag_outweighs_a_date(quiet: Served) -> None:
    date = quiet.ask("/").headers["last-modified"]
    assert quiet.ask("/", If_None_Match='"another"', If_Modified_Since=date).status == 200


def test_head_sends_no_body(quiet: Served) -> None:
    reply = quiet.ask("/", "HEAD")
    assert (reply.status, reply.body) == (200, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_changed(method: str, quiet: Served) -> None:
    assert quiet.ask("/", method).status == 405


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example"])
def test_a_name_from_elsewhere_is_refused(host: str, quiet: Served) -> None:
    assert quiet.ask("/", Host=host).status == 400
    assert quiet.ask("/_presskit/events", Host=host).status == 400


@pytest.mark.parametrize(
    "path",
    [
        "/../presskit.toml",
        "/..%2fpresskit.toml",
        "/%2e%2e/people.toml",
        "//etc/passwd",
        "/releases/secret.md",
        "/.presskit/preview.db",
    ],
)
def test_no_path_leads_out_of_the_plan(path: str, quiet: Served) -> None:
    reply = quiet.ask(path)
    assert reply.status == 404
    assert b"base_url" not in reply.body and b"root:" not in reply.body
