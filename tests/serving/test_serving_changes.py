"""The preview follows every change, survives every mistake, and writes nothing into public/."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from serving.asking import Served, ended, next_mark, started

LOGO = re.compile(r"assets/logo\.[0-9a-f]+\.svg")


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def test_a_change_is_seen_at_the_next_request(served: Served) -> None:
    assert "A secret plan" in served.ask("/").text
    edit(served.folder / "releases/secret.md", "A secret plan", "A better plan")
    assert "A better plan" in served.ask("/").text


def test_a_change_within_a_second_is_sent_whatever_date_the_browser_has(served: Served) -> None:
    source = served.folder / "releases/secret.md"
    served.ask("/2011/secret/")
    edit(source, "The lead", "The first lead")
    time.sleep(1 - time.time() % 1)
    date = served.ask("/2011/secret/").headers["last-modified"]
    edit(source, "The first lead", "The second lead")
    replies = [served.ask("/2011/secret/", If_Modified_Since=date) for _ in range(2)]
    assert [(reply.status, "The second lead" in reply.text) for reply in replies] == [(200, True), (200, True)]


def test_a_new_release_and_one_that_is_gone_are_seen(served: Served) -> None:
    (served.folder / "releases/more.md").write_text("---\nid: more\nheadline: More\ndate: 2011-01-05\n---\nThe lead.\n")
    assert served.ask("/2011/more/").status == 200
    (served.folder / "releases/more.md").unlink()
    assert served.ask("/2011/more/").status == 404


@pytest.mark.slow
def test_open_pages_are_told_about_every_kind_of_input(served: Served) -> None:
    stream = served.listen()
    marks = [next_mark(stream)]
    assert f'"{marks[0]}"' in served.ask("/").text
    time.sleep(0.5)  # the watchers begin beside the server
    (served.folder / "layouts/page").mkdir(parents=True)
    changes = [
        (served.folder / "releases/secret.md", "---\nid: secret\nheadline: New\ndate: 2011-01-04\n---\nNew.\n"),
        (served.folder / "people.toml", (served.folder / "people.toml").read_text() + "# more\n"),
        (served.folder / "layouts/page/site.js", "// mine\n"),
    ]
    for path, text in changes:
        time.sleep(0.5)
        path.write_text(text)
        while (mark := next_mark(stream)) == marks[-1]:
            pass
        marks.append(mark)
    assert len(set(marks)) == len(changes) + 1


def test_a_new_logo_is_seen_and_told(served: Served) -> None:
    logo = served.folder / "pictures" / "logo.svg"
    logo.parent.mkdir()
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    time.sleep(0.5)  # the watchers begin beside the server
    edit(served.folder / "presskit.toml", "[newsroom]", '[newsroom]\nlogo = "pictures/logo.svg"')
    before = LOGO.findall(served.ask("/").text)
    time.sleep(0.5)
    stream = served.listen()
    first = next_mark(stream)
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="2" height="2"/>')
    assert next_mark(stream) != first
    after = LOGO.findall(served.ask("/").text)
    assert (before != after, len(after)) == (True, len(before))
    assert b'width="2"' in served.ask(f"/{after[0]}").body


def test_problems_lie_over_every_page(served: Served) -> None:
    edit(served.folder / "releases/secret.md", "date: 2011-01-04", "date: 2011-02-31")
    text = served.ask("/").text
    drawing = text.split('<pre class="error"')[1]
    assert '<details class="errors" open>' in text
    assert "error[PK402]: February 2011 has 28 days, found day 31" in drawing
    assert "4 | date: 2011-02-31\n  |       ^^^^^^^^^^\n" in drawing


def test_warnings_lie_there_folded_up(served: Served) -> None:
    edit(served.folder / "releases/secret.md", "id: secret", "id: secret\nheadlin: oops <b>")
    text = served.ask("/").text
    assert "<details><summary>1 warning</summary>" in text
    assert "oops &lt;b&gt;" in text


def test_a_good_newsroom_has_no_overlay(served: Served) -> None:
    assert "presskit-problems'" in served.ask("/").text
    assert '<div id="presskit-problems"' not in served.ask("/").text


def test_settings_that_break_while_serving_leave_the_last_good_page(served: Served) -> None:
    served.ask("/")
    good = (served.folder / "presskit.toml").read_text()
    (served.folder / "presskit.toml").write_text(good.replace("base_url", "base_uri"))
    broken = served.ask("/")
    assert broken.status == 200
    assert "error[PK122]" in broken.text and "A secret plan" in broken.text
    (served.folder / "presskit.toml").write_text(good)
    assert "PK122" not in served.ask("/").text


def test_settings_that_are_gone_leave_the_preview_alive(served: Served) -> None:
    good = (served.folder / "presskit.toml").read_text()
    (served.folder / "presskit.toml").unlink()
    assert "presskit-problems" in served.ask("/").text
    (served.folder / "presskit.toml").write_text(good)
    assert "<details" not in served.ask("/").text


def test_settings_that_were_never_good_are_explained_on_a_page(newsroom: Path) -> None:
    edit(newsroom / "presskit.toml", "[newsroom]", "[newsroom")
    served = started(newsroom)
    reply = served.ask("/")
    assert (reply.status, "error[PK120]" in reply.text) == (500, True)
    assert "EventSource" in reply.text
    edit(newsroom / "presskit.toml", "[newsroom", "[newsroom]")
    assert served.ask("/").status == 200
    ended(served)
    served.process.communicate()


def test_a_layout_that_fails_is_shown_where_it_was_asked_for(served: Served) -> None:
    (served.folder / "layouts/page").mkdir(parents=True)
    (served.folder / "layouts/page/release.html").write_text("{{ doc.headlin }}\n")
    reply = served.ask("/2011/secret/")
    assert (reply.status, "error[PK601]" in reply.text) == (500, True)
    (served.folder / "layouts/page/release.html").unlink()
    assert served.ask("/2011/secret/").status == 200


def test_nothing_is_written_into_the_output_folder(served: Served) -> None:
    public = served.folder / "public"
    public.mkdir()
    (public / "index.html").write_text("built before")
    stamp = (public / "index.html").stat().st_mtime_ns
    for path in ("/", "/2011/secret/", "/feed.xml", "/nothing"):
        served.ask(path)
    edit(served.folder / "releases/secret.md", "A secret plan", "A better plan")
    served.ask("/")
    assert [path.name for path in public.rglob("*")] == ["index.html"]
    assert (public / "index.html").stat().st_mtime_ns == stamp


def test_a_build_is_not_disturbed(served: Served) -> None:
    served.ask("/")
    command = [sys.executable, "-m", "presskit", "build"]
    first, second = (subprocess.run(command, cwd=served.folder, capture_output=True, text=True) for _ in range(2))
    assert (first.returncode, second.returncode) == (0, 0)
    assert "build    0 made" in second.stderr
    assert "secret" not in {path.name for path in (served.folder / "public").rglob("*")}
    assert "A secret plan" in served.ask("/").text


def test_ctrl_c_ends_it_at_once_with_pages_open(served: Served) -> None:
    streams = [served.listen() for _ in range(3)]
    assert [bool(next_mark(stream)) for stream in streams] == [True, True, True]
    seconds = ended(served)
    assert seconds < 3
    assert served.process.returncode == 0
    assert served.process.stderr is not None and served.process.stderr.read() == ""


def test_a_port_that_is_taken_is_said_with_the_way_out(served: Served) -> None:
    command = [sys.executable, "-m", "presskit", "serve", "--port", str(served.port)]
    result = subprocess.run(command, cwd=served.folder, capture_output=True, text=True, timeout=30)
    assert (result.returncode, result.stderr) == (
        3,
        f"presskit: port {served.port} is taken\n"
        f"  = help: try `--port {served.port + 1}`, or `--port 0` for a free one\n",
    )


@pytest.mark.slow
def test_pdf_that_hangs_is_answered_with_its_problem_and_the_preview_goes_on(served: Served) -> None:
    with (served.folder / "presskit.toml").open("a") as file:
        file.write("\n[print]\nlimit_s = 2\n")
    rows = "".join(f"| {number} | a rose |\n" for number in range(9_000))
    with (served.folder / "releases/secret.md").open("a") as file:
        file.write(f"\n| bed | plant |\n|---|---|\n{rows}")
    answer = served.ask("/2011/secret/2011-01-04-press-release-secret.pdf")
    assert "error[PK709]: print PDF was not done within 2 s" in answer.text
    assert served.ask("/").status == 200
