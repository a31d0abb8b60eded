"""Makes the print PDFs of a newsroom the way of others; prints their CPU seconds, count and bytes as JSON.

Each is a process of its own and is told by name: `naive` (WeasyPrint's first example), `typst`, `chromium`. All but
Chromium are timed warm, without their imports and start; Chromium's processes are counted whole.
"""

from __future__ import annotations

import base64
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import closing, contextmanager
from resource import RUSAGE_CHILDREN, getrusage
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from presskit.outputs.print_pdf import PdfView
    from presskit.outputs.tools import Tools

HERE = os.path.dirname(os.path.abspath(__file__))
WARM_UP = 8  # has German and English


def views_of(newsroom: str) -> tuple[list[PdfView], Tools]:
    """Return what each print PDF of a built newsroom shows, and the tools it is made with."""
    from presskit import pipeline
    from presskit.building.cache import open_cache
    from presskit.building.library import CachedLibrary
    from presskit.config.project import project_at

    project = project_at(newsroom)
    with closing(open_cache(project.cache)) as cache:
        steps = pipeline.look(project, cache)
        while True:
            try:
                next(steps)
            except StopIteration as stop:
                seen = stop.value
                break
    tools = pipeline.tools_for(project, seen.newsroom, CachedLibrary(project.cache), lambda path: None)
    plan = pipeline.plan_for(seen.newsroom.public(time.time()), tools)
    return [artifact.view for artifact in plan.artifacts.values() if artifact.output == "print_pdf"], tools


def pages_of(newsroom: str) -> list[str]:
    """Return the HTML of each print sheet with its style inside, and with the very faces that presskit cuts."""
    from presskit.outputs.assets import font_rules
    from presskit.outputs.print_pdf import html_of

    views, tools = views_of(newsroom)
    rules = font_rules(f"file://{tools.state}/fonts", "ttf") + tools.layouts.text("print/print.css")
    style = f"<style>{rules}</style></head>"
    return [html_of(view, tools).replace("</head>", style, 1) for view in views]


def tell(make: Callable[[Any], bytes], sources: list[Any]) -> None:
    """Time a warm loop and print what it cost."""
    for source in sources[:WARM_UP]:
        make(source)
    start = time.process_time()
    size = sum(len(make(source)) for source in sources)
    print(json.dumps({"cpu_s": time.process_time() - start, "count": len(sources), "bytes": size}))


def naive(newsroom: str) -> None:
    """Make all PDFs the way of WeasyPrint's first example: nothing shared, nothing tagged."""
    from weasyprint import HTML

    tell(lambda page: HTML(string=page, base_url=newsroom).write_pdf(), pages_of(newsroom))


def typst(newsroom: str) -> None:
    """Make all PDFs by one Typst compiler with the same texts and faces, tagged as PDF/UA-1."""
    from print_typst import inputs_of
    from typst import Compiler

    views, tools = views_of(newsroom)
    sheet = os.path.join(HERE, "print", "release.typ")
    fonts = [os.path.join(tools.state, "fonts")]
    compiler = Compiler(sheet, font_paths=fonts, ignore_system_fonts=True)

    def make(source: str) -> bytes:
        return compiler.compile(format="pdf", sys_inputs={"release": source}, pdf_standards=["ua-1"])  # type: ignore[no-any-return, call-overload]

    tell(make, [inputs_of(view, tools) for view in views])


def chromium(newsroom: str) -> None:
    """Make all PDFs by one headless Chromium, tagged; its processes are counted from start to end."""
    pages = pages_of(newsroom)
    with browser() as call:
        size = sum(len(printed(call, page)) for page in pages)
    used = getrusage(RUSAGE_CHILDREN)
    print(json.dumps({"cpu_s": used.ru_utime + used.ru_stime, "count": len(pages), "bytes": size}))


def printed(call: Callable[..., Any], page: str) -> bytes:
    """Return a page as Chromium prints it."""
    frame = call("Page.getFrameTree")["frameTree"]["frame"]["id"]
    call("Page.setDocumentContent", frameId=frame, html=page)
    told = call("Page.printToPDF", preferCSSPageSize=True, generateTaggedPDF=True)
    return base64.b64decode(told["data"])


@contextmanager
def browser() -> Iterator[Callable[..., Any]]:
    """Start Chromium and give a function that calls a method of its first page and returns the result."""
    from websockets.sync.client import connect

    program = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with tempfile.TemporaryDirectory() as profile:
        flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0"]
        command = [program, *flags, f"--user-data-dir={profile}", "about:blank"]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as child:
            assert child.stderr
            said = next(line for line in child.stderr if "DevTools listening" in line)
            port = re.findall(r":(\d+)/", said)[0]
            with connect(f"ws://127.0.0.1:{port}/devtools/page/{_first_page(port)}", max_size=None) as socket:
                yield lambda method, **values: _called(socket, method, values)
            child.terminate()


def _first_page(port: str) -> str:
    from urllib.request import urlopen

    with urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
        return next(str(page["id"]) for page in json.load(answer) if page["type"] == "page")


def _called(socket: Any, method: str, values: dict[str, Any]) -> Any:
    socket.send(json.dumps({"id": 1, "method": method, "params": values}))
    while True:
        told = json.loads(socket.recv())
        if told.get("id") == 1:
            return told["result"]


if __name__ == "__main__":
    {"naive": naive, "typst": typst, "chromium": chromium}[sys.argv[1]](sys.argv[2])
