"""Take the pictures of README.md from the founding release as it is built: the page, and the first sheet in print."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
RELEASE = ROOT / "public" / "2011" / "kreativwirtschaft-ruhr"
PICTURES = ROOT / "docs" / "images"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDTH_PX, HEIGHT_PX = 1100, 1240


def main() -> None:
    """Write page.png and print.png."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    take_page(RELEASE / "index.html", PICTURES / "page.png")
    take_sheet(next(RELEASE.glob("*.pdf")), PICTURES / "print")


def take_page(page: Path, picture: Path) -> None:
    """Write what a browser shows of a page."""
    browser = next(path for name in BROWSERS if (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--user-data-dir={profile}"]
        size = f"--window-size={WIDTH_PX},{HEIGHT_PX}"
        command = [browser, *options, size, f"--screenshot={picture}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)


def take_sheet(pdf: Path, stem: Path) -> None:
    """Write the first page of a PDF."""
    subprocess.run(["pdftoppm", "-png", "-r", "108", "-singlefile", str(pdf), str(stem)], check=True, timeout=60)


if __name__ == "__main__":
    main()
