"""_headers, which static hosts read: what a browser may do with a page, and how long it keeps what never changes.

docs/serving.md has the same for nginx and Caddy. Where several rules fit an address, such hosts join what they say of
one header, so no two rules here name the same one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from presskit.outputs.pages.not_found import base_of
from presskit.planning.plan import Artifact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from presskit.model.newsroom import Newsroom
    from presskit.outputs.tools import Tools
    from presskit.planning.routes import Routes

VERSION = 2
SHOWS = "site"
LAYOUTS: tuple[str, ...] = ()
PATH = "_headers"
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
}
SEARCH = {"script-src": "'self' 'wasm-unsafe-eval'", "connect-src": "'self'"}
# Everything here is public, so other sites may read and show it: feed readers do.
SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Access-Control-Allow-Origin": "*",
}
SHARING = ("Access-Control-Allow-Origin", "Cross-Origin-Resource-Policy")
FOR_EVER = "public, max-age=31536000, immutable"
# What a file is where its ending says too little.
KINDS = {
    "feed.xml": "application/rss+xml; charset=utf-8",
    "atom.xml": "application/atom+xml; charset=utf-8",
    "feed.json": "application/feed+json; charset=utf-8",
}
MARKDOWN, TABLE = "text/markdown; charset=utf-8", "text/csv; charset=utf-8"
HEAD = """\
# For static hosts that read this file, such as Netlify and Cloudflare Pages.
# It says nothing of how long pages are kept: these hosts have browsers ask again each time, which is right.
"""


class HeadersView(NamedTuple):
    """The path of the newsroom on its host, whether it is reached by https alone, and whether it has a search."""

    base: str
    is_secure: bool
    has_search: bool


def plan(newsroom: Newsroom, routes: Routes) -> Iterator[Artifact]:
    """Want one file."""
    settings = newsroom.settings
    is_secure = settings.base_url.startswith("https:")
    yield Artifact(PATH, "headers", HeadersView(base_of(settings), is_secure, settings.wants("search")))


def policy(*, is_secure: bool, more: Mapping[str, str] | None = None) -> str:
    """Return a Content-Security-Policy: what is not named may not be loaded."""
    parts = [f"{name} {value}" for name, value in {**POLICY, **(more or {})}.items()]
    return "; ".join([*parts, "upgrade-insecure-requests"] if is_secure else parts)


def render(view: HeadersView, tools: Tools) -> bytes:
    """Return the rules as text; their paths begin at the root of the host."""
    rules: dict[str, dict[str, str]] = {
        "/*": {
            "Content-Security-Policy": policy(is_secure=view.is_secure, more=SEARCH if view.has_search else None),
            **SECURITY,
        },
        "/assets/*": {"Cache-Control": FOR_EVER},
    }
    for name, kind in KINDS.items():
        rules[f"/{name}"] = rules[f"/*/{name}"] = {"Content-Type": kind}
    rules["/*.md"] = {"Content-Type": MARKDOWN}
    rules["/*.csv"] = {"Content-Type": TABLE}
    return (HEAD + "".join(_written(view.base + path, headers) for path, headers in rules.items())).encode()


def _written(path: str, headers: Mapping[str, str]) -> str:
    return "\n" + path + "\n" + "".join(f"  {name}: {value}\n" for name, value in headers.items())
