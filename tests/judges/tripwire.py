"""Whether anything that a writer brought acts in a browser: a script, a handler, an address that is code."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from end_to_end.browser import Page

AT_ONCE = 30
# Runs before anything else in each page and frame.
ARM = """for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'eval'])
    window[name] = () => { (top.tripped ??= []).push(`${name} in ${location.href}`); return null; };
//# sourceURL=tripwire"""
# What would act if it were clicked, loaded or focused; scripts of our own are files below assets/, or data.
ACTING = """(document) => {
    const code = /^[\\0-\\x20]*(?:javascript|vbscript|data:text|data:image.svg|file):?/i;
    const words = /^(alt|content|title|value|lang|id|aria-label|data-.*)$/;
    const acts = (a) => /^on/i.test(a.name) || (!words.test(a.name) && code.test(a.value));
    const isOurs = (e) => e.localName === 'script' && (e.type === 'application/ld+json'
        || (e.src && !e.text && /\\/(assets|pagefind)\\//.test(new URL(e.src).pathname)));
    const foreign = 'script, iframe, frame, object, embed, applet, base, style, math, meta[http-equiv]';
    return [...document.querySelectorAll('*')].flatMap((e) => [
        ...[...e.attributes].filter(acts).map((a) => `${e.localName} ${a.name}=${a.value}`),
        ...(e.matches(foreign) && !isOurs(e) ? [e.outerHTML] : []),
    ]);
}"""
# Hidden frames load and run all, but need no layout, which is most of the work.
IN_FRAMES = """Promise.all(%s.map((address) => new Promise((done) => {
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.src = address;
    frame.onload = () => done((%s)(frame.contentDocument).map((line) => `${address}: ${line}`));
    document.body.append(frame);
}))).then((found) => found.flat().concat(window.tripped ?? []))"""


def arm(page: Page) -> None:
    """Let each page opened from now on notice what acts, as if there were no Content-Security-Policy."""
    page.call("Page.setBypassCSP", enabled=True)
    page.call("Debugger.enable")
    page.call("Page.addScriptToEvaluateOnNewDocument", source=ARM)


def tripped(page: Page, start: str, addresses: Sequence[str]) -> list[str]:
    """Open pages in frames of an empty page of the same host, `start`; return what acted or would act on them."""
    found: list[str] = []
    for at in range(0, len(addresses), AT_ONCE):
        page.open(start, 1280)
        found += page.ask(IN_FRAMES % (json.dumps(addresses[at : at + AT_ONCE]), ACTING))
        found += _happened(page, urlsplit(start).netloc, {start, *addresses})
    return found


def _happened(page: Page, host: str, opened: set[str]) -> list[str]:
    dialogs = [f"dialog: {event['message']}" for event in page.told("Page.javascriptDialogOpening")]
    scripts = [event["url"] for event in page.told("Debugger.scriptParsed") if event["url"] not in ("", "tripwire")]
    strange = [f"script: {url}" for url in scripts if not urlsplit(url).path.endswith((".js", ".mjs"))]
    asked = [event["url"] for event in page.told("Page.frameRequestedNavigation")]
    moved = [f"goes to {url}" for url in asked if url not in opened]
    elsewhere = [f"asks for {url}" for url in page.requests if urlsplit(url).netloc not in ("", host)]
    return [*dialogs, *strange, *moved, *elsewhere]
