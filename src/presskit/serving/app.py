"""The preview as a web application: pages on demand, one stream of events, nothing else."""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from presskit.outputs.machines import headers
from presskit.outputs.pages import not_found
from presskit.problems import PresskitError, Problem
from presskit.serving import pages
from presskit.serving.overlay import EVENTS, policy, with_overlay
from presskit.serving.preview import said
from presskit.serving.watcher import changes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from presskit.serving.preview import Preview, Shown

HOSTS = ["127.0.0.1", "localhost"]  # any other name is a page from elsewhere that was pointed at this machine
HEARTBEAT_S = 15
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".md": headers.MARKDOWN,
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".csv": headers.TABLE,
    ".svg": "image/svg+xml; charset=utf-8",
    ".pdf": "application/pdf",
    ".zip": "application/zip",
    ".woff2": "font/woff2",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".webp": "image/webp",
    ".avif": "image/avif",
}

# As on a host, but that no other site may read drafts.
SECURITY = {name.lower(): value for name, value in headers.SECURITY.items() if name not in headers.SHARING}
SECURITY["cross-origin-resource-policy"] = "same-origin"


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent for a path; 307 when it is a folder's and lacks the slash; `mark` is that of a page's script."""

    body: bytes
    kind: str = TYPES[".html"]
    status: int = 200
    mark: str = ""


@dataclass(slots=True)
class Desk:
    """Where requests and changes meet; the preview itself works in a thread of its own."""

    preview: Preview
    thread: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(1, "preview"))
    listeners: set[asyncio.Queue[str]] = field(default_factory=set)
    over: asyncio.Event = field(default_factory=asyncio.Event)
    first_sent: dict[str, tuple[str, float | None, int]] = field(default_factory=dict)

    async def answer(self, path: str) -> Answer:
        """Return what is sent for a path."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, answer, self.preview, path)

    def tell(self, mark: str) -> None:
        """Tell every open page which state of the newsroom is the newest."""
        for queue in self.listeners:
            queue.put_nowait(mark)

    def end(self) -> None:
        """End all streams, so that nothing holds up the end of the server."""
        self.over.set()
        self.tell("")

    def sent_at(self, path: str, tag: str) -> float | None:
        """Return when a path was first sent with these bytes, in seconds since 1970.

        None where that is the second in which it was sent with others: HTTP dates have no fractions to tell them apart.
        """
        now = self.preview.clock()
        known, at, last = self.first_sent.get(path, ("", None, -1))
        if known != tag:
            at, last = (now, int(now)) if int(now) > last else (None, last)
            self.first_sent[path] = (tag, at, last)
        return at


def answer(preview: Preview, path: str) -> Answer:
    """Return the artifact at a path, with what the preview adds to a page, or a page that says what is wrong."""
    shown = preview.current()
    if shown.plan is None:
        return _page(pages.cannot_show(shown), _without_problems(shown), status=500)
    if path not in shown.plan.artifacts and f"{path}/index.html" in shown.plan.artifacts:
        return Answer(b"", status=307)
    try:
        made = preview.made(path)
        if made is None:
            return _page(_missing(preview, path, shown), shown, status=404)
    except (PresskitError, OSError) as error:
        return _page(pages.not_made(path, said(error)), shown, status=500)
    if isinstance(made, Problem):
        return _page(pages.not_made(path, made), shown, status=500)
    kind = kind_of(path)
    if kind != TYPES[".html"]:
        return Answer(made, kind)
    return _page(made, shown, source=shown.plan.artifacts[path].source)


def kind_of(path: str) -> str:
    """Return the media type of a path."""
    known = headers.KINDS.get(os.path.basename(path))
    return known or TYPES.get(os.path.splitext(path)[1].lower(), "application/octet-stream")


def _page(page: bytes, shown: Shown, *, status: int = 200, source: str = "") -> Answer:
    return Answer(with_overlay(page, shown, source), status=status, mark=shown.mark)


def _missing(preview: Preview, path: str, shown: Shown) -> bytes:
    """Return what the newsroom shows where nothing is, with what there is; a page of our own where it has none."""
    own = preview.made(not_found.PATH)
    return pages.with_hints(own, path, shown) if isinstance(own, bytes) else pages.nothing_here(path, shown)


def _without_problems(shown: Shown) -> Shown:
    return replace(shown, problems=(), failure="")


def make_app(preview: Preview) -> Starlette:
    """Return the application; its state has the desk."""
    desk = Desk(preview)

    async def at_path(request: Request) -> Response:
        return await respond(desk, request)

    async def at_events(request: Request) -> Response:
        fields = {"cache-control": "no-store", "x-accel-buffering": "no"}
        return StreamingResponse(events(desk), media_type="text/event-stream", headers=fields)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(watch(desk))
        yield
        desk.end()
        watching.cancel()
        desk.thread.shutdown(wait=False, cancel_futures=True)

    routes = [Route(EVENTS, at_events), Route("/{path:path}", at_path)]
    guard = Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS, www_redirect=False)
    app = Starlette(routes=routes, middleware=[guard], lifespan=lifespan)
    app.state.desk = desk
    return app


async def respond(desk: Desk, request: Request) -> Response:
    """Return the response for a path: the artifact, the folder it should have named, or a page of our own."""
    asked = str(request.path_params["path"])
    path = f"{asked}index.html" if not asked or asked.endswith("/") else asked
    found = await desk.answer(path)
    if found.status == 307:
        return RedirectResponse(f"/{quote(path)}/")
    secure = {**SECURITY, "content-security-policy": policy(found.mark)}
    if found.status != 200:
        return Response(found.body, found.status, {"cache-control": "no-store", **secure}, found.kind)
    tag = f'"{blake2b(found.body, digest_size=10).hexdigest()}"'
    fields = {"etag": tag, "cache-control": "no-cache", **secure}
    sent_at = desk.sent_at(path, tag)
    if sent_at is not None:
        fields["last-modified"] = formatdate(sent_at, usegmt=True)
    if not_modified(request, tag, fields.get("last-modified")):
        return Response(status_code=304, headers=fields)
    return Response(found.body, headers=fields, media_type=found.kind)


def not_modified(request: Request, tag: str, sent_at: str | None) -> bool:
    """Tell whether the browser has these bytes; a tag outweighs a date (RFC 9110, 13.2.2)."""
    tags = request.headers.get("if-none-match")
    if tags is not None:
        return not {tag, "*"}.isdisjoint(part.strip().removeprefix("W/") for part in tags.split(","))
    return sent_at is not None and request.headers.get("if-modified-since") == sent_at


async def events(desk: Desk) -> AsyncIterator[str]:
    """Yield the mark of the newest state now and at every change, until the server ends."""
    queue: asyncio.Queue[str] = asyncio.Queue()
    desk.listeners.add(queue)
    try:
        yield f"retry: 500\ndata: {desk.preview.shown.mark}\n\n"
        while not desk.over.is_set():
            try:
                mark = await asyncio.wait_for(queue.get(), HEARTBEAT_S)
                yield f"data: {mark}\n\n" if mark else ""
            except TimeoutError:
                yield ": still here\n\n"
    finally:
        desk.listeners.discard(queue)


async def watch(desk: Desk) -> None:
    """Tell open pages about every change of an input."""
    preview = desk.preview
    async for _ in changes(preview.project, lambda: preview.logo):
        shown = await asyncio.get_running_loop().run_in_executor(desk.thread, preview.current)
        desk.tell(shown.mark)
