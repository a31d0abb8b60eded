"""The pages that are the preview's own: nothing here, and nothing to show."""

from __future__ import annotations

from difflib import get_close_matches
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from presskit.serving.overlay import PAGE_STYLE, problems_text

if TYPE_CHECKING:
    from presskit.problems import Problem
    from presskit.serving.preview import Shown

MOST = 200

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>{title} – presskit preview</title>
<style>{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{content}
</main>
</body>
</html>
"""


def page(title: str, content: str) -> bytes:
    """Return a page of the preview's own; the content is HTML."""
    return PAGE.format(title=escape(title), style=PAGE_STYLE, content=content).encode()


def nothing_here(path: str, shown: Shown) -> bytes:
    """Return the page for a path that is not planned: what comes near it, and what there is."""
    return page("Nothing here", _hints(path, shown))


def with_hints(own: bytes, path: str, shown: Shown) -> bytes:
    """Return the newsroom's own page for a path that is not planned, with what comes near it and what there is."""
    head, end, tail = own.rpartition(b"</main>")
    hints = f'<div class="row"><div class="text" lang="en">\n{_hints(path, shown)}</div></div>\n'
    return head + hints.encode() + end + tail


def _hints(path: str, shown: Shown) -> str:
    paths = list(shown.plan.artifacts) if shown.plan else []
    near = get_close_matches(path, paths, n=5) if len(paths) < 5_000 else []
    pages = sorted({path for path in paths if not path.startswith("assets/")})
    content = f"<p>This newsroom has no <code>/{escape(path.removesuffix('index.html'))}</code>.</p>\n"
    content += f"<h2>Did you mean</h2>\n{_links(near)}" if near else ""
    content += f"<h2>What there is</h2>\n{_links(pages[:MOST])}"
    return content + (f"<p>… and {len(pages) - MOST:,} more.</p>" if len(pages) > MOST else "")


def _links(paths: list[str]) -> str:
    routes = [f"/{path.removesuffix('index.html')}" for path in paths]
    items = (f'<li><a href="{escape(quote(route))}">{escape(route)}</a></li>\n' for route in routes)
    return f"<ul>\n{''.join(items)}</ul>\n"


def cannot_show(shown: Shown) -> bytes:
    """Return the page for a newsroom whose settings were never usable."""
    return page("This newsroom cannot be read", problems_text(shown))


def not_made(path: str, problem: Problem | str) -> bytes:
    """Return the page for an artifact that could not be made."""
    from presskit.problems import show

    text = problem if isinstance(problem, str) else show(problem)
    return page(f"/{path} could not be made", f'<pre class="error">{escape(text)}</pre>')
