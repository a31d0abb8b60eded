"""A real server in a process of its own, asked with plain HTTP."""

from __future__ import annotations

import http.client
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Reply:
    """What came back; header names are small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A newsroom and the server that shows it."""

    folder: Path
    process: subprocess.Popen[str]
    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        response = connection.getresponse()
        reply = Reply(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return reply

    def listen(self) -> http.client.HTTPResponse:
        """Open the stream of events."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        connection.request("GET", "/_presskit/events")
        return connection.getresponse()


def next_mark(stream: http.client.HTTPResponse) -> str:
    """Return the data of the next event."""
    while True:
        line = stream.readline().decode()
        if line.startswith("data: "):
            return line.removeprefix("data: ").strip()
        assert line, "the stream ended"


def started(folder: Path, *words: str) -> Served:
    command = [sys.executable, "-m", "presskit", "serve", "--port", "0", *words]
    process = subprocess.Popen(command, cwd=folder, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    line = process.stderr.readline()
    assert line.startswith("preview  http://127.0.0.1:"), line
    return Served(folder, process, int(line.split("/")[2].split(":")[1]))


def ended(served: Served) -> float:
    """End a server as Ctrl-C does; return the seconds it took."""
    started_at = time.monotonic()
    served.process.send_signal(signal.SIGINT)
    served.process.wait(timeout=20)
    return time.monotonic() - started_at
