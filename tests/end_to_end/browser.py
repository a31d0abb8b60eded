"""A real Chromium, driven over its DevTools protocol."""

from __future__ import annotations

import functools
import http.server
import json
import os
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from websockets.sync.client import ClientConnection, connect

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENCE_S = 20


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine and yield its address."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            return

    handler = functools.partial(Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Page:
    """One tab; `events` are all that the browser told of it."""

    socket: ClientConnection
    events: list[dict[str, Any]] = field(default_factory=list)
    number: int = 0

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and return its result."""
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            message = json.loads(self.socket.recv(timeout=PATIENCE_S))
            if message.get("id") == self.number:
                assert "error" not in message, message
                return message["result"]  # type: ignore[no-any-return]
            self.events.append(message)

    def open(self, url: str, width_px: int) -> None:
        """Open an address in a window of a width, and wait until it is loaded with its fonts.

        `events` are those from here on.
        """
        self.show(width_px)
        self.events.clear()
        self.call("Page.navigate", url=url)
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            self.events.append(json.loads(self.socket.recv(timeout=PATIENCE_S)))
        self.ask("document.fonts.ready.then(() => 1)")

    def show(self, width_px: int, *, scheme: str = "light") -> None:
        """Show the page in a window of a width, to a reader who prefers light or dark."""
        self.call("Emulation.setDeviceMetricsOverride", width=width_px, height=800, deviceScaleFactor=1,
                  mobile=width_px < 600)  # fmt: skip
        self.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def ask(self, expression: str) -> Any:
        """Return the value of an expression of JavaScript."""
        answer = self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        assert "exceptionDetails" not in answer, answer
        return answer["result"].get("value")

    def told(self, method: str) -> list[dict[str, Any]]:
        """Return the parameters of all events of a kind."""
        return [event["params"] for event in self.events if event.get("method") == method]

    @property
    def complaints(self) -> list[str]:
        """What the console shows: errors, warnings, failed requests."""
        logged = [str(event["entry"]["text"]) for event in self.told("Log.entryAdded")]
        called = [str(event["args"]) for event in self.told("Runtime.consoleAPICalled")]
        return [*logged, *called, *(str(event) for event in self.told("Runtime.exceptionThrown"))]

    @property
    def requests(self) -> list[str]:
        """All addresses that were asked for."""
        return [str(event["request"]["url"]) for event in self.told("Network.requestWillBeSent")]

    @property
    def failures(self) -> list[str]:
        """Requests that were not answered, or not with what was asked for."""
        responses = [event["response"] for event in self.told("Network.responseReceived")]
        bad = [f"{response['status']} {response['url']}" for response in responses if response["status"] >= 400]
        return [*bad, *(str(event["errorText"]) for event in self.told("Network.loadingFailed"))]


@contextmanager
def browser(program: str, fonts: Path | None = None) -> Iterator[Page]:
    """Start Chromium without a window and yield its tab; `fonts` are those that the machine is to have."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        options = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={profile}", "--no-first-run",
                   "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars"]  # fmt: skip
        options += ["--no-sandbox"] if os.geteuid() == 0 else []
        # A print PDF made in this process told it of no fonts but its own; the browser has those of the machine.
        environment = {name: value for name, value in os.environ.items() if name != "FONTCONFIG_FILE"}
        environment |= {"FONTCONFIG_FILE": _only(fonts, profile)} if fonts else {}
        running = subprocess.Popen(
            [program, *options, "about:blank"],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            with connect(_tab(profile), max_size=None, open_timeout=PATIENCE_S) as socket:
                page = Page(socket)
                for domain in ("Page", "Runtime", "Log", "Network"):
                    page.call(f"{domain}.enable")
                yield page
        finally:
            running.kill()
            running.wait()


def _only(fonts: Path, profile: str) -> str:
    """Return the path of a font configuration with the fonts of one folder."""
    path = os.path.join(profile, "fonts.conf")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"<fontconfig><dir>{fonts}</dir><cachedir>{profile}/fonts</cachedir></fontconfig>")
    return path


def _tab(profile: str) -> str:
    """Return the address of the first tab, once the browser listens."""
    import urllib.request

    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            with open(os.path.join(profile, "DevToolsActivePort"), encoding="ascii") as file:
                port = int(file.readline())
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json") as answer:
                tabs = [tab for tab in json.load(answer) if tab["type"] == "page"]
            if tabs:
                return str(tabs[0]["webSocketDebuggerUrl"])
        except (OSError, ValueError):
            pass
        time.sleep(0.05)
    raise TimeoutError("Chromium did not start")
