"""Measures print PDFs: presskit's CPU time for each against a naive WeasyPrint loop, Typst and Chromium.

presskit is charged for its whole process and for all that it adds to a PDF. The naive loop is
`HTML(string=...).write_pdf()` with the same HTML, style and cut faces, without tags, timed warm and without its
imports. Beside it stands what one PDF more costs presskit: the start is taken off by a second, small newsroom. All on
one core, in rounds taken in turn.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from statistics import median

from measure import Cost, last_core, measure, pin, presskit_command, tmpfs_folder

HERE = os.path.dirname(os.path.abspath(__file__))
TARGET = 0.6
FEW = 20


@dataclass(frozen=True)
class Round:
    """CPU milliseconds for each PDF: presskit whole, presskit without its start, and the others by name."""

    whole_ms: float
    further_ms: float
    rivals_ms: dict[str, float]
    peak_mb: float


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


def build(options: argparse.Namespace, newsroom: str, count: int, *more: str) -> Cost:
    """Build a newsroom from nothing and return the cost, after a look at the number of PDFs."""
    for leftover in ("public", ".presskit"):
        shutil.rmtree(os.path.join(newsroom, leftover), ignore_errors=True)
    command = shlex.split(options.presskit) if options.presskit else [*presskit_command(), "build", *more]
    cost = measure(command, newsroom, os.path.join(options.work, "print.log"))
    if len(pdf_sizes(newsroom)) != count:
        raise SystemExit(f"{len(pdf_sizes(newsroom))} PDFs were built of {count} wanted")
    return cost


def rival_ms(name: str, newsroom: str) -> float | None:
    """Return CPU milliseconds for each PDF of the same newsroom by another engine, or None where it is missing."""
    command = [sys.executable, os.path.join(HERE, "print_rivals.py"), name, newsroom]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    if done.returncode:
        print(f"{name}: {(done.stderr.strip().splitlines() or ['failed'])[-1]}", file=sys.stderr)
        return None
    told = json.loads(done.stdout)
    return 1000 * float(told["cpu_s"]) / int(told["count"])


def one_round(options: argparse.Namespace, few: str, many: str) -> Round:
    """Measure all sides once."""
    start, whole = build(options, few, FEW), build(options, many, options.count)
    further = (whole.cpu_s - start.cpu_s) / (options.count - FEW)
    rivals = {name: ms for name in options.rivals if (ms := rival_ms(name, many)) is not None}
    return Round(1000 * whole.cpu_s / options.count, 1000 * further, rivals, whole.peak_mb)


def report(options: argparse.Namespace, rounds: list[Round]) -> None:
    """Print the medians and the ratios, one of them next to its target."""
    print(f"{options.count} PDFs, one core, median of {len(rounds)}, CPU ms for each\n")
    print(f"presskit, whole process  {median(one.whole_ms for one in rounds):8.1f}")
    print(f"presskit, each further   {median(one.further_ms for one in rounds):8.1f}")
    print(f"presskit, peak           {median(one.peak_mb for one in rounds):8.0f} MB\n")
    for name in rounds[0].rivals_ms:
        ratio = median(one.whole_ms / one.rivals_ms[name] for one in rounds)
        verdict = f"target {TARGET}   {'ok' if ratio <= TARGET else 'MISSED'}" if name == "naive" else ""
        print(
            f"{name:10}{median(one.rivals_ms[name] for one in rounds):8.1f} ms   presskit / it {ratio:6.2f}   {verdict}"
        )
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"count": options.count, "rounds": [asdict(one) for one in rounds]}, file, indent=1)


def two_workers(options: argparse.Namespace, many: str) -> None:
    """Print how many times as many PDFs two workers make in the same time."""
    os.sched_setaffinity(0, options.cores)
    walls = [build(options, many, options.count, "--workers", str(workers)).wall_s for workers in (1, 2)]
    print(f"two workers make {walls[0] / walls[1]:.2f} times as many   target 1.7")


def unchanged(options: argparse.Namespace, many: str) -> None:
    """Print what a build of finished PDFs costs, and what they cost where another release was edited."""
    cost = measure([*presskit_command(), "build"], many, os.path.join(options.work, "print.log"))
    print(f"nothing changed          {1000 * cost.cpu_s / options.count:8.2f} ms for each")


def after_many(options: argparse.Namespace) -> None:
    """Print the peak memory of a build of 2,000 PDFs next to one of 200."""
    for count in (200, 2_000):
        print(f"peak of {count:5,} PDFs {build(options, generate(options, count), count).peak_mb:8.0f} MB   target 200")


def main() -> None:
    """Read the command line, measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--count", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--core", type=int, default=last_core())
    parser.add_argument("--work", default=tmpfs_folder(), help="folder for scratch files, best in memory")
    parser.add_argument("--presskit", help="command that builds the newsroom in the current folder")
    parser.add_argument("--json", metavar="FILE", help="write all results to a file")
    parser.add_argument("--rivals", nargs="*", default=["naive", "typst", "chromium"])
    parser.add_argument("--memory", action="store_true", help="build 2,000 PDFs too, and print the peak memory")
    options = parser.parse_args()
    options.cores = os.sched_getaffinity(0)
    pin(options.core)
    few, many = generate(options, FEW), generate(options, options.count)
    build(options, few, FEW)
    report(options, [one_round(options, few, many) for _ in range(options.rounds)])
    unchanged(options, many)
    if options.memory:
        after_many(options)
    two_workers(options, many)


if __name__ == "__main__":
    main()
