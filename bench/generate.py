"""Writes a newsroom of N seeded press releases, and the same releases as projects for Hugo and Pelican.

N counts editions, that is files: 60 % are German, 40 % English, and half of all are of a release with both.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from typing import Any

import export_hugo
import export_pelican
import export_presskit
from releases import Edition, Newsroom, kinds, make_new_release, make_newsroom, make_releases

EXPORTERS = {"presskit": export_presskit, "hugo": export_hugo, "pelican": export_pelican}


def described(exporters: dict[str, Any], edition: Edition) -> dict[str, Any]:
    """Return what the benchmark must know of an edition: where its sources are and where its page is."""
    sources = {name: module.source(edition) for name, module in exporters.items()}
    return {"id": edition.id, "route": edition.route, "headline": edition.headline, "sources": sources}


def write_text(path: str, text: str) -> None:
    """Write a UTF-8 file with its folders."""
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def write_projects(folder: str, newsroom: Newsroom, exporters: dict[str, Any], outputs: list[str]) -> None:
    """Write everything of each project that is no release."""
    for name, module in exporters.items():
        for path, text in module.project(newsroom, outputs):
            write_text(os.path.join(folder, name, path), text)


def write_releases(folder: str, editions: Iterator[Edition], exporters: dict[str, Any], half: int) -> list[Edition]:
    """Write all editions; return two that are German only: the last of the first half, and the newest."""
    old = newest = None
    for number, edition in enumerate(editions):
        for name, module in exporters.items():
            write_text(os.path.join(folder, name, module.source(edition)), module.text(edition))
        if edition.language == "de" and not edition.other_language:
            newest, old = edition, edition if number < half or old is None else old
    return [edition for edition in (old, newest) if edition]


def generate(folder: str, count: int, seed: int, systems: list[str], outputs: list[str]) -> None:
    """Write the projects, and edits.json with the releases that the benchmark edits or adds."""
    newsroom, exporters = make_newsroom(seed), {name: EXPORTERS[name] for name in systems}
    write_projects(folder, newsroom, exporters, outputs)
    old, newest = write_releases(folder, make_releases(newsroom, seed, count), exporters, count // 2)
    new = make_new_release(newsroom, seed, len(kinds(seed, count)))
    edits = {"old": described(exporters, old), "newest": described(exporters, newest)}
    edits["new"] = described(exporters, new)
    edits["new"]["texts"] = {name: module.text(new) for name, module in exporters.items()}
    write_text(os.path.join(folder, "edits.json"), json.dumps(edits, ensure_ascii=False, indent=1))


def main() -> None:
    """Read the command line and generate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    parser.add_argument("-n", "--count", type=int, default=10_000, help="editions, that is files")
    parser.add_argument("--seed", type=int, default=2011)
    parser.add_argument("--systems", nargs="+", choices=EXPORTERS, default=list(EXPORTERS))
    parser.add_argument("--outputs", nargs="+", default=["page", "index", "rss"], help="of presskit")
    options = parser.parse_args()
    generate(options.folder, options.count, options.seed, options.systems, options.outputs)


if __name__ == "__main__":
    main()
