"""The Nu HTML checker judges pages and stylesheets, all in one run of Java."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from typing import TYPE_CHECKING

from judges.installed import java, package

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def markup_errors(files: Iterable[Path]) -> list[str]:
    """Return a line for each error in these pages and stylesheets; what could not be judged is an error too."""
    wanted = [str(file) for file in files]
    assert wanted, "there is no file to judge"
    told = json.loads(_verdict(wanted))["messages"]
    return [_line(message) for message in told if message["type"] != "info"]


def _verdict(files: list[str]) -> str:
    # The stack: the schema of HTML is evaluated recursively. A file of arguments, as thousands of names are too many.
    with tempfile.TemporaryDirectory() as folder:
        arguments = os.path.join(folder, "arguments")
        options = ["-Xss8m", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"]
        judge = ["-jar", str(package("vnu-jar/build/dist/vnu.jar")), "--format", "json", "--also-check-css"]
        with open(arguments, "w", encoding="utf-8") as file:
            file.writelines(f'"{argument}"\n' for argument in [*options, *judge, "--exit-zero-always", *files])
        run = subprocess.run([java(), f"@{arguments}"], capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stderr


def _line(message: dict[str, object]) -> str:
    place = f"{message.get('url')}:{message.get('lastLine')}"
    return f"{place}: {message['message']} {message.get('extract', '')!r}"
