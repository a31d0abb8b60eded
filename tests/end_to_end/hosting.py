"""A host that does what _headers and 404.html say, as Netlify and Cloudflare Pages do, for one newsroom."""

from __future__ import annotations

import http.server
import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Rules = list[tuple[str, list[tuple[str, str]]]]


def rules(text: str) -> Rules:
    """Return the rules of a _headers file: a path, and names and values of headers."""
    found: Rules = []
    for line in text.splitlines():
        if line.startswith("/"):
            found.append((line, []))
        elif line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            found[-1][1].append((name, value))
    return found


def headers_for(path: str, known: Rules) -> dict[str, str]:
    """Return the headers of all rules that fit a path; what several say of one header is joined."""
    found: dict[str, str] = {}
    for pattern, headers in known:
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            for name, value in headers:
                found[name] = f"{found[name]}, {value}" if name in found else value
    return found


@contextmanager
def hosted(folder: Path, base: str = "") -> Iterator[str]:
    """Serve a public folder below a path of this machine by its own rules, and yield the address of that path."""
    known = rules((folder / "_headers").read_text(encoding="utf-8"))

    class Host(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            return super().translate_path(path.removeprefix(base))

        def end_headers(self) -> None:
            buffered = [line for line in self._headers_buffer if not _named(line, self.own)]  # type: ignore[attr-defined]
            self._headers_buffer = buffered
            for name, value in self.own.items():
                self.send_header(name, value)
            super().end_headers()

        @property
        def own(self) -> dict[str, str]:
            return headers_for(self.path.partition("?")[0], known)

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            body = (folder / "404.html").read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            return

    def handler(*arguments: object) -> Host:
        return Host(*arguments, directory=str(folder))  # type: ignore[arg-type]

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}{base}"
    finally:
        server.shutdown()
        server.server_close()


def _named(line: bytes, headers: dict[str, str]) -> bool:
    return line.partition(b":")[0].decode().lower() in {name.lower() for name in headers}
