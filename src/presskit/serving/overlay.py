"""What the preview adds to a page: problems one can dismiss, and a script that reloads it."""

from __future__ import annotations

import json
from base64 import b64encode
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

from presskit.outputs.machines import headers
from presskit.problems import show

if TYPE_CHECKING:
    from presskit.problems import Problem
    from presskit.serving.preview import Shown

EVENTS = "/_presskit/events"
MOST = 50

STYLE = """
:host { all: initial }
details { position: fixed; z-index: 2147483647; inset: auto 0 0 0; max-height: 75vh; overflow: auto; color: #1c1917;
  background: #fff; border-top: 4px solid #b45309; box-shadow: 0 -4px 24px rgb(0 0 0 / .25); font: 16px/1.5 system-ui }
details:not([open]) { left: auto; border-left: 4px solid #b45309 }
details.errors { border-color: #b91c1c }
summary { padding: .5rem 4rem .5rem 1rem; font-weight: 600; cursor: pointer }
button { position: absolute; top: .25rem; right: .5rem; min-width: 2.5rem; min-height: 2.25rem; border: 0;
  cursor: pointer; font: inherit; color: inherit; background: transparent }
summary:focus-visible, button:focus-visible, pre:focus-visible { outline: 3px solid #1d4ed8; outline-offset: -3px }
pre { margin: 0; padding: .75rem 1rem; border-top: 1px solid #d6d3d1; overflow-x: auto; tab-size: 4;
  font: 14px/1.45 ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace }
pre.error::first-line { color: #b91c1c; font-weight: 600 }
pre.warning::first-line { color: #92400e; font-weight: 600 }
p { margin: 0; padding: .75rem 1rem }
@media print { details { display: none } }
@media (prefers-color-scheme: dark) {
  details { color: #f5f5f4; background: #1c1917 }
  pre { border-color: #57534e }
  pre.error::first-line { color: #fca5a5 }
  pre.warning::first-line { color: #fcd34d }
}
"""

# Of the pages that are the preview's own.
PAGE_STYLE = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 1.0625rem/1.6 system-ui }
pre { padding: 1rem; overflow-x: auto; border-left: 4px solid #b45309; font: .875rem/1.45 ui-monospace, monospace }
pre.error { border-color: #b91c1c }
li { overflow-wrap: anywhere }
"""

# The mark says which state of the newsroom the page shows: a page that is behind reloads, however it came to be.
SCRIPT = """
(() => {
  const mark = %(mark)s, host = document.getElementById('presskit-problems');
  const box = host && host.shadowRoot && host.shadowRoot.querySelector('details');
  const dismiss = () => { host.remove(); sessionStorage.setItem('presskit-dismissed', mark); };
  if (box && sessionStorage.getItem('presskit-dismissed') === mark) host.remove();
  if (box) {
    host.shadowRoot.querySelector('button').hidden = false;
    host.shadowRoot.querySelector('button').addEventListener('click', dismiss);
    host.shadowRoot.addEventListener('keydown', (event) => { if (event.key === 'Escape') dismiss(); });
  }
  const events = new EventSource('%(events)s');
  events.onmessage = (event) => { if (event.data !== mark) { events.close(); location.reload(); } };
  addEventListener('pagehide', () => events.close());
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
})();
"""


def with_overlay(page: bytes, shown: Shown, source: str = "") -> bytes:
    """Return a page with what the preview adds before its end; problems of its own source come first."""
    added = f"{problems_box(shown, source)}<script>{_script(shown.mark)}</script>\n".encode()
    head, end, tail = page.rpartition(b"</body>")
    return head + added + end + tail if end else page + added


def policy(mark: str) -> str:
    """Return the Content-Security-Policy of a page: that of a host, and what the preview adds to the page itself."""
    script = f"{headers.SEARCH['script-src']} {_hashed(_script(mark))}"
    style = f"{headers.POLICY['style-src']} {_hashed(STYLE)} {_hashed(PAGE_STYLE)}"
    more = {"script-src": script, "style-src": style, "connect-src": "'self'"}
    return headers.policy(is_secure=False, more=more)


def _hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _script(mark: str) -> str:
    return SCRIPT % {"mark": json.dumps(mark), "events": EVENTS}


def problems_box(shown: Shown, source: str) -> str:
    """Return the problems as a box that is open when there are errors, or nothing when there are none."""
    title = counted(shown)
    if not title:
        return ""
    errors = bool(shown.failure) or any(problem.is_error for problem in shown.problems)
    kind = ' class="errors" open' if errors else ""
    return (
        '<div id="presskit-problems" lang="en"><template shadowrootmode="open">'
        f'<style>{STYLE}</style><section aria-label="Problems of this newsroom" aria-live="polite">'
        f"<details{kind}><summary>{title}</summary>"
        '<button type="button" hidden aria-label="Dismiss until something changes" title="Dismiss (Esc)">✕</button>'
        f"{problems_text(shown, source)}</details></section></template></div>\n"
    )


def counted(shown: Shown) -> str:
    """Return how many problems there are, in words; nothing for none."""
    errors = sum(problem.is_error for problem in shown.problems) + bool(shown.failure)
    numbers = ((errors, "error"), (len(shown.problems) - errors + bool(shown.failure), "warning"))
    return ", ".join(f"{n:,} {noun}{'s' if n > 1 else ''}" for n, noun in numbers if n)


def problems_text(shown: Shown, source: str = "") -> str:
    """Return the problems as HTML, each as it is drawn on a terminal, errors first, then those of the source."""
    order = sorted(shown.problems, key=lambda problem: (not problem.is_error, problem.span.path != source))
    drawn = [_preformatted("error", shown.failure)] if shown.failure else []
    drawn += [_drawn(problem) for problem in order[:MOST]]
    if len(order) > MOST:
        drawn.append(f"<p>{len(order) - MOST:,} more: <code>presskit check</code> shows them all.</p>")
    return "".join(drawn)


def _drawn(problem: Problem) -> str:
    return _preformatted(problem.severity, show(problem))


def _preformatted(kind: str, text: str) -> str:
    return f'<pre class="{kind}" tabindex="0">{escape(text)}</pre>'
