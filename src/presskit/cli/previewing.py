"""`presskit serve`."""

from __future__ import annotations

import time

from presskit.building.pool import default_workers
from presskit.cli import console
from presskit.cli.building import found_project
from presskit.cli.exits import GOOD
from presskit.serving.preview import Preview
from presskit.serving.server import address, listening
from presskit.serving.server import serve as serve_preview


def serve(folder: str | None, port: int) -> int:
    """Preview a newsroom until Ctrl-C."""
    project = found_project(folder)
    preview = Preview(project, time.time)
    with listening(port) as socket:
        bars = console.Bars()
        for step in preview.first_look(workers=default_workers()):
            bars.move(step.stage, step.done, step.total)
        bars.clear()
        console.preview_is_on(address(socket))
        serve_preview(preview, socket)
    return GOOD
