"""WeasyPrint made quicker gives the bytes that it gives alone, and another version of it is left alone."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from newsrooms import NAMES, REPOSITORY, copy_of, tree
from outputs.print_constructs import LAYOUT, newsroom_of_layouts, newsroom_of_markdown

if TYPE_CHECKING:
    from pathlib import Path

SAMPLES = ("print-samples", "copying", *(name for name in NAMES if name not in ("many", "topical")))
BUILD = """\
import sys
from presskit.cli import main
sys.argv = ["presskit", "build", "--project", sys.argv[1], "--workers", "1"]
code = main()
from weasyprint.text.line_break import split_first_line
print("by", split_first_line.__module__)
sys.exit(code)
"""


def built(folder: Path, *before: Path) -> tuple[str, dict[str, bytes]]:
    """Build a newsroom and return which module splits its lines, and its PDFs."""
    paths = [*map(str, before), str(REPOSITORY / "src")]
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(folder)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    files = {name: data for name, data in tree(folder / "public").items() if name.endswith(".pdf")}
    return done.stdout.split()[-1], files


def newsroom_of_html(folder: Path) -> Path:
    """Lay out a newsroom that prints each construct of HTML behind its release, so that all words are copied."""
    layout = newsroom_of_layouts(folder) / "layouts" / "print" / "release.html"
    shipped = (REPOSITORY / "layouts" / "print" / "release.html").read_text(encoding="utf-8")
    cases = layout.read_text(encoding="utf-8").removeprefix(LAYOUT).removesuffix("</body></html>\n")
    layout.write_text(shipped.replace("</article>", cases + "</article>"), encoding="utf-8")
    return folder


@pytest.fixture
def another_version(tmp_path: Path) -> Path:
    """A folder which, put before others, has Python believe that another WeasyPrint is installed."""
    information = tmp_path / "another" / "weasyprint-70.1.dist-info"
    information.mkdir(parents=True)
    (information / "METADATA").write_text("Metadata-Version: 2.1\nName: weasyprint\nVersion: 70.1\n", encoding="ascii")
    return information.parent


@pytest.mark.slow
@pytest.mark.parametrize("name", ["markdown", "html", *SAMPLES])
def test_quicker_and_alone_make_the_same_bytes(name: str, tmp_path: Path, another_version: Path) -> None:
    lay_out = {"markdown": newsroom_of_markdown, "html": newsroom_of_html}.get(name)
    for place in ("quicker", "alone"):
        lay_out(tmp_path / place) if lay_out else copy_of(name, tmp_path / place)
    by, quicker = built(tmp_path / "quicker")
    assert by == "presskit.outputs.print_pdf.quicker_text"
    by, alone = built(tmp_path / "alone", another_version)
    assert by == "weasyprint.text.line_break"
    assert len(quicker) > 0
    assert quicker.keys() == alone.keys()
    assert [name for name, data in alone.items() if quicker[name] != data] == []
