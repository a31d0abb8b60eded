"""Measures presskit against Hugo and Pelican: builds of the same releases, one core, rounds taken in turn.

CPU seconds and peak memory are of the whole process tree; a ratio is the median over the rounds of presskit's
cost divided by the other's in the same round. A build that does not show its edit fails the benchmark.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from statistics import median
from typing import Any

from measure import Cost, hugo_command, last_core, measure, pin, presskit_command, tmpfs_folder

HERE = os.path.dirname(os.path.abspath(__file__))
SCENARIOS = ["cold", "nothing changed", "edit old", "edit newest", "new release"]


@dataclass(frozen=True)
class System:
    """One generator: its commands, and what it leaves behind besides `public`."""

    name: str
    commands: list[list[str]]
    leftovers: list[str]


@dataclass(frozen=True)
class Target:
    """What presskit may cost at most, as a share of another system's cost or, without one, in MB."""

    scenario: str
    measure: str
    versus: str
    limit: float


SMALL_TARGETS = [
    Target("cold", "cpu_s", "hugo", 1.0),
    Target("cold", "cpu_s", "pelican", 0.25),
    Target("nothing changed", "cpu_s", "hugo", 1 / 50),
    Target("edit old", "cpu_s", "hugo", 1 / 20),
    Target("edit newest", "cpu_s", "hugo", 1 / 20),
    Target("new release", "cpu_s", "hugo", 1 / 10),
    *(Target(scenario, "peak_mb", "hugo", 1 / 4) for scenario in SCENARIOS),
]
LARGE_TARGETS = [
    Target("nothing changed", "cpu_s", "hugo", 1 / 100),
    Target("edit old", "cpu_s", "hugo", 1 / 60),
    Target("edit newest", "cpu_s", "hugo", 1 / 60),
    Target("cold", "peak_mb", "", 500),
]


def systems(options: argparse.Namespace) -> dict[str, System]:
    """Return the systems to be measured, by name."""
    presskit = shlex.split(options.presskit) if options.presskit else [*presskit_command(), "build"]
    pelican = [sys.executable, "-m", "pelican", "--quiet"]
    runs = [[*pelican, f"content/{language}", "-s", f"settings_{language}.py"] for language in ("de", "en")]
    cache = os.path.join(options.work, "hugo-cache")
    hugo = [*hugo_command(), "--quiet", "--noBuildLock", "--cacheDir", cache]
    known = [
        System("presskit", [presskit], [".presskit"]),
        System("hugo", [hugo], ["resources"]),
        System("pelican", runs, ["cache", "__pycache__"]),
    ]
    return {system.name: system for system in known if system.name in options.systems}


class Project:
    """One system's copy of the newsroom, and what the scenarios do to it."""

    def __init__(self, folder: str, system: System) -> None:
        self.system = system
        self.folder = os.path.join(folder, system.name)
        self.log = os.path.join(folder, f"{system.name}.log")
        with open(os.path.join(folder, "edits.json"), encoding="utf-8") as file:
            self.edits: dict[str, Any] = json.load(file)
        self.texts = {name: self.read(self.source(name)) for name in ("old", "newest")}

    def build(self) -> Cost:
        """Run the system's commands and return their cost."""
        first, *rest = [measure(command, self.folder, self.log) for command in self.system.commands]
        return sum(rest, first)

    def source(self, name: str) -> str:
        """Return the path of the release that is edited or added."""
        return os.path.join(self.folder, self.edits[name]["sources"][self.system.name])

    def read(self, path: str) -> str:
        """Return a file's text."""
        with open(path, encoding="utf-8") as file:
            return file.read()

    def write(self, path: str, text: str) -> None:
        """Write a file's text."""
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def reset(self) -> None:
        """Take all edits back and delete all that was built."""
        for name, text in self.texts.items():
            self.write(self.source(name), text)
        if os.path.exists(self.source("new")):
            os.unlink(self.source("new"))
        for leftover in ["public", *self.system.leftovers]:
            shutil.rmtree(os.path.join(self.folder, leftover), ignore_errors=True)

    def edit(self, name: str, marker: str) -> None:
        """Add a paragraph to a release."""
        self.write(self.source(name), f"{self.texts[name]}\nStand {marker}.\n")

    def add(self, marker: str) -> None:
        """Add the new release."""
        self.write(self.source("new"), f"{self.edits['new']['texts'][self.system.name]}\nStand {marker}.\n")

    def page(self, name: str) -> str:
        """Return the path of a release's page, wherever this system puts it, or an empty path."""
        public, known = os.path.join(self.folder, "public"), self.edits[name]
        expected = os.path.join(public, known["route"].strip("/"), "index.html")
        if os.path.exists(expected):
            return expected
        found = (place for place, _, _ in os.walk(public) if os.path.basename(place) == known["id"])
        return os.path.join(next(found, ""), "index.html")

    def shows(self, scenario: str, marker: str) -> bool:
        """Tell whether the build made what the scenario asked for."""
        name = scenario.split()[-1] if scenario.startswith("edit") else "new"
        if scenario in ("cold", "nothing changed"):
            return os.path.exists(self.page("old"))
        page = self.page(name)
        return os.path.exists(page) and marker in self.read(page) and (name == "old" or self.in_lists(name))

    def in_lists(self, name: str) -> bool:
        """Tell whether the first list page links to the release."""
        return self.edits[name]["id"] in self.read(os.path.join(self.folder, "public", "index.html"))


def prepare(project: Project, scenario: str, marker: str) -> None:
    """Bring the project into the state that the scenario builds from."""
    steps: dict[str, Callable[[], None]] = {
        "cold": project.reset,
        "nothing changed": lambda: None,
        "edit old": lambda: project.edit("old", marker),
        "edit newest": lambda: project.edit("newest", marker),
        "new release": lambda: project.add(marker),
    }
    steps[scenario]()


def cost_of(project: Project, scenario: str, number: int) -> Cost:
    """Build one scenario and return its cost, after a look at the result."""
    marker = f"XQ{number}Z"
    prepare(project, scenario, marker)
    cost = project.build()
    if not project.shows(scenario, marker):
        raise SystemExit(f"{project.system.name}: after `{scenario}` a page or list does not show it")
    cells = f"{project.system.name:9} {cost.cpu_s:9.3f} s {cost.peak_mb:8.0f} MB"
    print(f"{scenario:16} {cells}", file=sys.stderr)
    return cost


Costs = dict[str, dict[str, list[Cost]]]


def measured(projects: list[Project], rounds: int) -> Costs:
    """Return the costs by scenario and system, one a round; every other round goes in the other order."""
    costs: Costs = {scenario: {project.system.name: [] for project in projects} for scenario in SCENARIOS}
    for number in range(rounds):
        for scenario in SCENARIOS:
            for project in projects[:: -1 if number % 2 else 1]:
                costs[scenario][project.system.name].append(cost_of(project, scenario, number))
    return costs


def generate(options: argparse.Namespace, folder: str, count: int) -> str:
    """Write the projects anew, in a process of its own to keep this one small, and return the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, os.path.join(HERE, "generate.py"), folder, "--count", str(count)]
    subprocess.run([*command, "--seed", str(options.seed), "--systems", *options.systems], check=True)
    return folder


def output_size(project: Project) -> tuple[int, int]:
    """Return number and bytes of the HTML files that were built."""
    public = os.path.join(project.folder, "public")
    files = (os.path.join(at, name) for at, _, names in os.walk(public) for name in names)
    sizes = [os.path.getsize(file) for file in files if file.endswith(".html")]
    return len(sizes), sum(sizes)


def middle(costs: list[Cost], name: str) -> float:
    """Return the median of one measure."""
    return median(float(getattr(cost, name)) for cost in costs)


def ratio(ours: list[Cost], theirs: list[Cost], name: str) -> float:
    """Return the median over the rounds of our cost divided by theirs."""
    pairs = zip(ours, theirs, strict=True)
    return median(float(getattr(a, name)) / float(getattr(b, name)) for a, b in pairs)


def judged(target: Target, costs: Costs) -> dict[str, object] | None:
    """Return a target with what was reached, or nothing when one side was not measured."""
    ours, theirs = costs[target.scenario].get("presskit"), costs[target.scenario].get(target.versus)
    if not ours or (target.versus and not theirs):
        return None
    reached = ratio(ours, theirs, target.measure) if theirs else middle(ours, target.measure)
    return asdict(target) | {"reached": reached, "ok": reached <= target.limit}


def cost_lines(costs: Costs) -> Iterator[str]:
    """Yield the table of medians."""
    names = list(next(iter(costs.values())))
    yield f"{'':16}" + "".join(f"{name + ' CPU s':>16}{'MB':>7}" for name in names)
    for scenario, by_system in costs.items():
        cells = [(middle(by_system[name], "cpu_s"), middle(by_system[name], "peak_mb")) for name in names]
        yield f"{scenario:16}" + "".join(f"{cpu_s:16.3f}{peak_mb:7.0f}" for cpu_s, peak_mb in cells)


def as_share(value: float, unit: str) -> str:
    """Return a share as a factor, small ones as a fraction."""
    if unit:
        return f"{value:.0f} {unit}"
    return f"{value:.2f} x" if value > 0.1 else f"1/{1 / value:.0f}"


def target_line(result: dict[str, Any]) -> str:
    """Return one target as a line."""
    what, versus = {"cpu_s": "CPU", "peak_mb": "memory"}[result["measure"]], result["versus"]
    unit = "" if versus else "MB"
    reached, limit = as_share(result["reached"], unit), as_share(result["limit"], unit)
    verdict = "ok" if result["ok"] else "MISSED"
    return f"{result['scenario']:16} {what:7} {versus or '-':8} {reached:>10} {limit:>10}  {verdict}"


def size_lines(sizes: dict[str, tuple[int, int]]) -> Iterator[str]:
    """Yield number and mean size of the pages, so that a reader sees whether equals are compared."""
    for name, (count, size) in sizes.items():
        yield f"{name:9} {count:7,} HTML files, {size / count / 1000:.2f} kB each"


def as_data(costs: Costs) -> dict[str, dict[str, list[dict[str, float]]]]:
    """Return all costs as plain values."""
    return {at: {name: [asdict(one) for one in all_] for name, all_ in by.items()} for at, by in costs.items()}


def report(options: argparse.Namespace, costs: Costs, sizes: dict[str, tuple[int, int]]) -> dict[str, Any]:
    """Print the tables and return all as data."""
    targets = {10_000: SMALL_TARGETS, 100_000: LARGE_TARGETS}.get(options.count, [])  # other counts have none
    results = [result for result in (judged(target, costs) for target in targets) if result]
    print(f"\n{options.count:,} editions, one core, median of {options.rounds}\n")
    print(*cost_lines(costs), "", *size_lines(sizes), sep="\n")
    if results:
        head = f"\n{'':16} {'':7} {'versus':8} {'reached':>10} {'target':>10}"
        print(head, *map(target_line, results), sep="\n")
    return {"count": options.count, "costs": as_data(costs), "sizes": sizes, "targets": results}


def read_options() -> argparse.Namespace:
    """Return the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("-n", "--count", type=int, default=10_000, help="editions, that is files")
    parser.add_argument("--large", action="store_true", help="100,000 editions, one round, without Pelican")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--systems", nargs="+", choices=["presskit", "hugo", "pelican"])
    parser.add_argument("--seed", type=int, default=2011)
    parser.add_argument("--core", type=int, default=last_core())
    parser.add_argument("--work", default=tmpfs_folder(), help="folder for scratch files, best in memory")
    parser.add_argument("--presskit", help="command that builds the newsroom in the current folder")
    parser.add_argument("--json", metavar="FILE", help="write all results to a file")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    options = parser.parse_args()
    options.count = 100_000 if options.large else options.count
    options.rounds = options.rounds or (1 if options.large else 3)
    options.systems = options.systems or ["presskit", "hugo", *([] if options.large else ["pelican"])]
    return options


def warm_up(options: argparse.Namespace, chosen: dict[str, System]) -> None:
    """Go through all scenarios with a small newsroom, so that no bytecode is compiled under the clock."""
    folder = generate(options, os.path.join(options.work, "warm-up"), 60)
    measured([Project(folder, system) for system in chosen.values()], 1)
    print(f"warm: now {options.count:,} editions, {options.rounds} rounds", file=sys.stderr)


def main() -> int:
    """Measure, print, and return the exit code."""
    options = read_options()
    chosen = systems(options)
    os.makedirs(options.work, exist_ok=True)
    pin(options.core)
    warm_up(options, chosen)
    folder = generate(options, os.path.join(options.work, f"newsroom-{options.count}"), options.count)
    projects = [Project(folder, system) for system in chosen.values()]
    costs = measured(projects, options.rounds)
    results = report(options, costs, {project.system.name: output_size(project) for project in projects})
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump(results, file, indent=1)
    return int(options.strict and not all(result["ok"] for result in results["targets"]))


if __name__ == "__main__":
    sys.exit(main())
