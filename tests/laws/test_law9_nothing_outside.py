"""Law 9: nothing is read outside the project, nothing is fetched, nothing is written outside the output folders."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from conftest import needs
from laws.builds import build, public
from laws.edits import replaced
from newsrooms import NOW, copy_of, tree

if TYPE_CHECKING:
    from pathlib import Path

# Reports what Python opens, and every socket; code, data of packages and the loading of C libraries (for which cffi
# may ask ldconfig and gcc) are not reported, nor is that Pagefind is started: what it does is in the traces below.
WATCHED = """
import mimetypes, os, sys, weasyprint
mimetypes.init()
folder, now = os.path.realpath(sys.argv[1]), float(sys.argv[2])
own = [os.path.realpath(p) for p in (*sys.path, sys.prefix, sys.base_prefix, os.environ["LAYOUTS"])]
def watch(event, arguments):
    if event.startswith("socket."):
        print("socket", event)
    elif event == "open" and isinstance(arguments[0], (str, bytes)):
        path = os.path.realpath(os.fsdecode(arguments[0]))
        writes = bool(arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) if arguments[2] else False
        if writes and not path.startswith((folder + "/public/", folder + "/.presskit/", os.devnull)):
            print("written", path)
        elif not path.startswith((folder, "/usr/share/zoneinfo", "/proc/", "/dev/", "/sys/", *own)):
            print("read", path)
    elif event in ("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"):
        if os.path.basename(arguments[0]) != "pagefind":
            print("started", arguments[0])
sys.addaudithook(watch)
from presskit.config import project_at
from presskit.pipeline import build
list(build(project_at(folder), now))
"""
TRACED = """
import os, sys, weasyprint
os.path.exists("/the build begins")
from presskit.config import project_at
from presskit.pipeline import build
list(build(project_at(sys.argv[1]), float(sys.argv[2])))
"""


def environment() -> dict[str, str]:
    from presskit.outputs.layouts import shipped_layouts

    path = os.pathsep.join(part for part in sys.path if part)
    return {**os.environ, "PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1", "LAYOUTS": shipped_layouts()}


@pytest.mark.parametrize("name", ["founding", pytest.param("bilingual", marks=pytest.mark.slow)])
def test_build_opens_nothing_outside(name: str, tmp_path: Path) -> None:
    folder = copy_of(name, tmp_path / "room")
    program = [sys.executable, "-c", WATCHED, str(folder), str(NOW)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, env=environment())
    assert done.stdout == ""


def traced(folder: Path) -> list[str]:
    """Build under strace and return the calls on files and network that succeeded, without the loading of libraries."""
    log = folder.parent / "strace.log"
    program = [
        needs("strace"),
        "-f",
        "-qq",
        "-e",
        "trace=openat,open,stat,newfstatat,statx,creat,rename,renameat2,mkdir,connect,sendto",
    ]
    subprocess.run([*program, "-o", str(log), sys.executable, "-c", TRACED, str(folder), str(NOW)],
                   check=True, env=environment())  # fmt: skip
    calls = log.read_text(errors="replace").partition("/the build begins")[2].splitlines()
    return [line for line in calls if " = -1 " not in line and "stat" not in line.partition("(")[0]]


@pytest.mark.slow
def test_no_system_call_writes_outside(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    written = [
        re.search(r'"([^"]*)"', line)
        for line in traced(folder)
        if re.search(r"O_WRONLY|O_RDWR|O_CREAT|mkdir|rename", line)
    ]
    paths = {os.path.normpath(match[1]) for match in written if match}
    allowed = (str(folder / "public"), str(folder / ".presskit"), "/dev/", "/proc/")
    assert sorted(path for path in paths if not path.startswith(allowed)) == []


@pytest.mark.slow
def test_no_system_call_asks_the_network(tmp_path: Path) -> None:
    calls = traced(copy_of("bilingual", tmp_path / "room"))
    assert [line for line in calls if "AF_INET" in line] == []


@pytest.mark.slow
def test_no_system_call_reads_fonts_or_files_of_the_machine(tmp_path: Path) -> None:
    opened = [
        match[1] for line in traced(copy_of("bilingual", tmp_path / "room")) if (match := re.search(r'"([^"]*)"', line))
    ]
    private = ("/usr/share/fonts", "/usr/local/share/fonts", os.path.expanduser("~/."), "/etc/passwd", "/home")
    own = (sys.prefix, sys.base_prefix, str(tmp_path))
    assert [path for path in opened if path.startswith(private) and not path.startswith(own)] == []


SECRET = "Losung-des-Tages"


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    """Return a file outside of every newsroom."""
    path = tmp_path / "secret.svg"
    path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')
    return path


def is_published(folder: Path) -> bool:
    return any(SECRET.encode() in data for data in public(folder).values())


@pytest.mark.parametrize("file", ["../../../secret.svg", "/{outside}/secret.svg", "..\\..\\..\\secret.svg", "link.svg"])
def test_picture_from_outside_is_not_published(file: str, secret: Path, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    (folder / "releases" / "2024" / "link.svg").symlink_to(secret)
    name = file.replace("{outside}", str(tmp_path).lstrip("/"))
    replaced(
        folder / "releases" / "2024" / "gastspiel.en.md", "status: ready", f"status: ready\nmedia:\n  - file: {name}"
    )
    build(folder)
    assert not is_published(folder)


def test_release_that_links_outside_is_not_published(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    outside = tmp_path / "outside.md"
    outside.write_text(f"---\nid: aussen\nheadline: {SECRET}\ndate: 2024-01-01\nstatus: ready\n---\n{SECRET}\n")
    (folder / "releases" / "aussen.md").symlink_to(outside)
    build(folder)
    assert not is_published(folder)


def test_folder_of_releases_that_links_outside_is_not_followed(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    (tmp_path / "outside").mkdir()
    text = f"---\nid: aussen\nheadline: {SECRET}\ndate: 2024-01-01\nstatus: ready\n---\n{SECRET}\n"
    (tmp_path / "outside" / "aussen.md").write_text(text)
    (folder / "releases" / "aussen").symlink_to(tmp_path / "outside")
    build(folder)
    assert not is_published(folder)


@pytest.mark.parametrize("logo", ["../secret.svg", "logo-link.svg"])
def test_logo_from_outside_is_not_published(logo: str, secret: Path, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    (folder / "logo-link.svg").symlink_to(secret)
    replaced(folder / "presskit.toml", 'logo = "logo.svg"', f'logo = "{logo}"')
    try:
        build(folder)
    except Exception as error:
        assert type(error).__name__ == "PresskitError"
    assert not is_published(folder)


def test_layout_cannot_include_a_file_from_outside(secret: Path, tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "index.html").write_text('{% include "../../secret.svg" %}')
    build(folder)
    assert not is_published(folder)


@pytest.mark.slow
def test_print_layout_cannot_fetch(tmp_path: Path) -> None:
    folder = copy_of("founding", tmp_path / "room")
    (folder / "layouts" / "print").mkdir(parents=True)
    page = '<h1>Ohne Netz</h1><img src="http://127.0.0.1:9/x.png"><img src="file:///etc/hostname">'
    (folder / "layouts" / "print" / "release.html").write_text(f"<html><body>{page}</body></html>")
    program = [sys.executable, "-c", WATCHED, str(folder), str(NOW)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, env=environment())
    assert done.stdout == ""


@pytest.mark.slow
def test_svg_logo_cannot_fetch(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room")
    image = '<image href="http://127.0.0.1:9/x.png" width="9" height="9"/><image href="file:///etc/hostname"/>'
    (folder / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{image}</svg>')
    program = [sys.executable, "-c", WATCHED, str(folder), str(NOW)]
    done = subprocess.run(program, capture_output=True, text=True, check=True, env=environment())
    assert done.stdout == ""


def test_build_changes_no_input(tmp_path: Path) -> None:
    folder = copy_of("bilingual", tmp_path / "room", pdfs=False)
    before = tree(folder)
    build(folder)
    after = {path: data for path, data in tree(folder).items() if path.split("/")[0] not in ("public", ".presskit")}
    assert after == before
