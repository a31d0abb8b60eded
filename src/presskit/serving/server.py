"""The preview's server: on this machine only, and over at once when it is told to end."""

from __future__ import annotations

import asyncio
import errno
import socket
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import uvicorn

from presskit.problems import PresskitError
from presskit.serving.app import make_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from presskit.serving.app import Desk
    from presskit.serving.preview import Preview

HOST = "127.0.0.1"  # drafts and embargoed releases are shown: no other machine may ask
LAST_S = 1


@contextmanager
def listening(port: int) -> Iterator[socket.socket]:
    """Hold a port of this machine; 0 takes a free one. PresskitError where it is taken."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((HOST, port))
            listener.listen()
        except OSError as error:
            raise _cannot_listen(port, error) from error
        yield listener


def _cannot_listen(port: int, error: OSError) -> PresskitError:
    if error.errno == errno.EADDRINUSE:
        return PresskitError(f"port {port} is taken", hint=f"try `--port {port + 1}`, or `--port 0` for a free one")
    why = (error.strerror or str(error)).lower()
    return PresskitError(f"port {port} cannot be used: {why}", hint="try `--port 0` for a free one")


def address(listener: socket.socket) -> str:
    """Return where a browser finds the preview."""
    return f"http://{HOST}:{listener.getsockname()[1]}/"


class Server(uvicorn.Server):
    """Ends the streams of open pages when it is told to end."""

    def __init__(self, config: uvicorn.Config, desk: Desk) -> None:
        super().__init__(config)
        self.desk = desk
        self.loop: asyncio.AbstractEventLoop | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, and know the loop that signals have to reach."""
        self.loop = asyncio.get_running_loop()
        await super().startup(sockets)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """End everything that would keep a connection open."""
        super().handle_exit(sig, frame)
        if self.loop:
            self.loop.call_soon_threadsafe(self.desk.end)


def serve(preview: Preview, listener: socket.socket) -> None:
    """Serve a preview until it is told to end."""
    app = make_app(preview)
    config = uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=LAST_S, ws="none", server_header=False)
    with suppress(KeyboardInterrupt):  # uvicorn passes the signal on when it has ended
        Server(config, app.state.desk).run(sockets=[listener])
