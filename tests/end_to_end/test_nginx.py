"""The nginx configuration of docs/serving.md, under a real nginx."""

from __future__ import annotations

import gzip
import re
import socket
import subprocess
import time
import urllib.error
import urllib.request
from typing import TYPE_CHECKING

import pytest

from conftest import needs
from laws.builds import build
from laws.edits import replaced
from newsrooms import REPOSITORY, copy_of
from presskit.outputs.machines.headers import SEARCH, SECURITY, policy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow
MAIN = """\
daemon off;
error_log stderr;
pid {folder}/nginx.pid;
events {{}}
http {{
    include /etc/nginx/mime.types;
    access_log off;
    {paths}
{snippet}
}}
"""
KINDS_OF_PATH = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


def snippet(public: Path, port: int) -> str:
    """Return the configuration of the guide, for a folder and port of this machine and without its certificate."""
    text = (REPOSITORY / "docs" / "serving.md").read_text(encoding="utf-8")
    found = re.search(r"```nginx\n(.*?)```", text, re.DOTALL)
    assert found
    plain = re.sub(r"\n *ssl_certificate.*", "", found[1])
    return plain.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace("/srv/newsroom/public", str(public))


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the public folder of a newsroom with compressed files."""
    folder = copy_of("many", tmp_path_factory.mktemp("nginx") / "room")
    replaced(folder / "presskit.toml", "enabled = [", 'enabled = ["headers", "not_found", ')
    replaced(folder / "presskit.toml", "[outputs]", '[site]\nprecompress = ["gzip"]\n\n[outputs]')
    build(folder)
    (folder / "public" / "en" / "search").mkdir(exist_ok=True)
    (folder / "public" / "en" / "search" / "index.html").touch()
    for part in (folder, folder / "public"):
        part.chmod(0o755)
    return folder / "public"


@pytest.fixture(scope="module")
def origin(public: Path) -> Iterator[str]:
    """Yield the address of an nginx that serves it."""
    program, port, folder = needs("nginx"), free_port(), public.parent
    paths = "".join(f"{kind}_temp_path {folder}/{kind};" for kind in KINDS_OF_PATH)
    config = folder / "nginx.conf"
    config.write_text(MAIN.format(folder=folder, paths=paths, snippet=snippet(public, port)))
    subprocess.run([program, "-t", "-q", "-e", "stderr", "-c", str(config)], check=True, timeout=30)
    running = subprocess.Popen([program, "-e", "stderr", "-c", str(config), "-g", "master_process off;"])
    try:
        yield _answering(f"http://127.0.0.1:{port}")
    finally:
        running.terminate()
        running.wait(timeout=20)


def _answering(origin: str) -> str:
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(origin).close()
            return origin
        except OSError:
            time.sleep(0.05)
    raise TimeoutError("nginx did not start")


def asked(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Return status, headers and body of what is at an address."""
    request = urllib.request.Request(url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        return error.code, dict(error.headers), error.read()


def test_a_page_comes_with_every_header(origin: str) -> None:
    status, headers, _ = asked(f"{origin}/2020/meldung-3/")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert {name: headers.get(name) for name in SECURITY} == SECURITY
    assert (headers["Content-Security-Policy"], headers["Cache-Control"]) == (policy(is_secure=True), "no-cache")


def test_only_the_search_may_compile_and_fetch(origin: str) -> None:
    _, headers, _ = asked(f"{origin}/en/search/")
    assert headers["Content-Security-Policy"] == policy(is_secure=True, more=SEARCH)


def test_an_asset_is_kept_for_ever(origin: str, public: Path) -> None:
    style = next((public / "assets").glob("style.*.css")).name
    _, headers, _ = asked(f"{origin}/assets/{style}")
    assert (headers["Content-Type"], headers["Cache-Control"]) == (
        "text/css; charset=utf-8",
        "public, max-age=31536000, immutable",
    )


def test_a_feed_is_a_feed(origin: str) -> None:
    _, headers, _ = asked(f"{origin}/en/feed.xml")
    assert headers["Content-Type"] == "application/rss+xml; charset=utf-8"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_missing_address_has_the_page_for_it(origin: str, public: Path) -> None:
    status, headers, body = asked(f"{origin}/2020/gibt/es/nicht/")
    assert (status, body) == (404, (public / "404.html").read_bytes())
    assert headers["Content-Security-Policy"] == policy(is_secure=True)


def test_what_hosts_read_is_not_shown(origin: str) -> None:
    assert asked(f"{origin}/_headers")[0] == 404


def test_the_compressed_file_is_sent_as_it_is(origin: str, public: Path) -> None:
    _, headers, body = asked(f"{origin}/", Accept_Encoding="gzip")
    assert (headers["Content-Encoding"], body) == ("gzip", (public / "index.html.gz").read_bytes())
    assert gzip.decompress(body) == (public / "index.html").read_bytes() == asked(f"{origin}/")[2]


def test_a_page_that_the_browser_has_is_not_sent_again(origin: str) -> None:
    tag = asked(f"{origin}/")[1]["ETag"]
    assert asked(f"{origin}/", If_None_Match=tag)[0] == 304
