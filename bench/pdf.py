"""Measures print PDFs: presskit's CPU time for each against a naive loop of `HTML(string=...).write_pdf(...)`.

Both make PDFs of the same size in bytes from the same HTML and fonts on one core, in rounds taken in turn. The naive
loop is timed warm, without its imports; presskit is charged for its whole process. Beside it stands what one PDF
more costs presskit: the start is taken off by a second, small newsroom.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from measure import Cost, last_core, measure, pin, presskit_command, tmpfs_folder

if TYPE_CHECKING:
    from presskit.outputs.print_pdf import PdfView
    from presskit.outputs.tools import Tools

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = 0.75
FEW, WARM_UP = 20, 8  # WARM_UP has German and English, so both hyphenation dictionaries are loaded


@dataclass(frozen=True)
class Round:
    """CPU milliseconds for each PDF: presskit whole, presskit without its start, the naive loop."""

    whole_ms: float
    further_ms: float
    naive_ms: float
    peak_mb: float


def naive_html(newsroom: str) -> list[str]:
    """Return the print HTML of every release, its style sheet and @font-face rules inside, from a build that notes it.

    The fonts of the build before are loaded: the same static faces that presskit cuts for itself.
    """
    from presskit import pipeline
    from presskit.config.project import project_at
    from presskit.outputs import print_pdf
    from presskit.outputs.assets import font_rules

    project = project_at(newsroom)

    def note(view: PdfView, tools: Tools) -> bytes:
        rules = font_rules(f"file://{project.state}/fonts", "ttf") + tools.layouts.text("print/print.css")
        return print_pdf.html_of(view, tools).replace("</head>", f"<style>{rules}</style></head>", 1).encode()

    shutil.rmtree(project.public)
    print_pdf.render = note
    for _ in pipeline.build(project, time.time()):
        pass
    return [path.read_text(encoding="utf-8") for path in sorted(Path(project.public).rglob("*.pdf"))]


def naive_loop(newsroom: str) -> None:
    """Make all PDFs the way of WeasyPrint's first example; print the CPU seconds of the warm loop as JSON."""
    from weasyprint import HTML  # only here: the harness that forks must stay small

    from presskit.outputs.print_pdf import VARIANT

    pages = naive_html(newsroom)
    for page in pages[:WARM_UP]:
        HTML(string=page, base_url=newsroom).write_pdf(pdf_variant=VARIANT)
    start = time.process_time()
    size = sum(len(HTML(string=page, base_url=newsroom).write_pdf(pdf_variant=VARIANT)) for page in pages)
    print(json.dumps({"cpu_s": time.process_time() - start, "count": len(pages), "bytes": size}))


def generate(options: argparse.Namespace, count: int) -> str:
    """Write a newsroom that has only print PDFs, and return its folder."""
    folder = os.path.join(options.work, f"print-{count}")
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, os.path.join(HERE, "generate.py"), folder, "--count", str(count)]
    subprocess.run([*command, "--systems", "presskit", "--outputs", "print_pdf"], check=True)
    return os.path.join(folder, "presskit")


def pdf_sizes(newsroom: str) -> list[int]:
    """Return the bytes of each PDF that was built."""
    tree = os.walk(os.path.join(newsroom, "public"))
    return [os.path.getsize(os.path.join(at, name)) for at, _, names in tree for name in names if name.endswith(".pdf")]


def build(options: argparse.Namespace, newsroom: str, count: int) -> Cost:
    """Build a newsroom from nothing and return the cost, after a look at the number of PDFs."""
    for leftover in ("public", ".presskit"):
        shutil.rmtree(os.path.join(newsroom, leftover), ignore_errors=True)
    command = shlex.split(options.presskit) if options.presskit else [*presskit_command(), "build"]
    cost = measure(command, newsroom, os.path.join(options.work, "print.log"))
    if len(pdf_sizes(newsroom)) != count:
        raise SystemExit(f"{len(pdf_sizes(newsroom))} PDFs were built of {count} wanted")
    return cost


def naive_ms(newsroom: str) -> float:
    """Return CPU milliseconds for each PDF of the naive loop, run in a process of its own, of the same PDFs."""
    built = sum(pdf_sizes(newsroom))
    command = [sys.executable, os.path.abspath(__file__), "--naive", newsroom]
    told = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    if told["bytes"] != built:
        raise SystemExit(f"the naive loop made {told['bytes']:,} bytes, presskit {built:,}: not the same PDFs")
    return 1000 * float(told["cpu_s"]) / int(told["count"])


def one_round(options: argparse.Namespace, few: str, many: str) -> Round:
    """Measure both sides once."""
    start, whole = build(options, few, FEW), build(options, many, options.count)
    further = (whole.cpu_s - start.cpu_s) / (options.count - FEW)
    return Round(1000 * whole.cpu_s / options.count, 1000 * further, naive_ms(many), whole.peak_mb)


def report(options: argparse.Namespace, rounds: list[Round]) -> None:
    """Print the medians and the ratio next to its target."""
    reached = median(one.whole_ms / one.naive_ms for one in rounds)
    print(f"{options.count} PDFs, one core, median of {len(rounds)}, CPU ms for each\n")
    print(f"presskit, whole process  {median(one.whole_ms for one in rounds):8.1f}")
    print(f"presskit, each further   {median(one.further_ms for one in rounds):8.1f}")
    print(f"naive, warm loop         {median(one.naive_ms for one in rounds):8.1f}")
    print(f"presskit, peak           {median(one.peak_mb for one in rounds):8.0f} MB\n")
    verdict = "ok" if reached <= TARGET else "MISSED"
    print(f"whole / naive            {reached:8.2f}   target {TARGET}   {verdict}")
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            data = {"count": options.count, "ratio": reached, "rounds": [asdict(one) for one in rounds]}
            json.dump(data, file, indent=1)


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--core", type=int, default=last_core())
    parser.add_argument("--work", default=tmpfs_folder(), help="folder for scratch files, best in memory")
    parser.add_argument("--presskit", help="command that builds the newsroom in the current folder")
    parser.add_argument("--json", metavar="FILE", help="write all results to a file")
    parser.add_argument("--naive", metavar="NEWSROOM", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.naive:
        return naive_loop(options.naive)
    pin(options.core)
    few, many = generate(options, FEW), generate(options, options.count)
    build(options, few, FEW)
    return report(options, [one_round(options, few, many) for _ in range(options.rounds)])


if __name__ == "__main__":
    main()
