"""Let Lighthouse judge a release and the front page as a host would serve them; print the figures, fail below 0.98."""

from __future__ import annotations

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIGHTHOUSE = ROOT / ".tools" / "node_modules" / "lighthouse" / "cli" / "index.js"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 0.98
PAGES = ("/", "/2011/kreativwirtschaft-ruhr/")
SMALLER = (".html", ".css", ".js", ".xml", ".json", ".svg", ".txt")
FOR_EVER, AGAIN = "public, max-age=31536000, immutable", "public, max-age=300"


class Host(http.server.SimpleHTTPRequestHandler):
    """Serves files with gzip and caching, as docs/serving.md says."""

    def log_message(self, *arguments: object) -> None:
        return

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return
        smaller = file.suffix in SMALLER and "gzip" in self.headers.get("Accept-Encoding", "")
        body = gzip.compress(file.read_bytes(), 6) if smaller else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(file)) + ("; charset=utf-8" if smaller else ""))
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", FOR_EVER if "/assets/" in self.path else AGAIN)
        if smaller:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(body)


def main() -> int:
    """Build the newsroom of this repository, judge its pages, and return 1 if a figure is too low."""
    with tempfile.TemporaryDirectory() as folder:
        room = Path(folder) / "room"
        server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), functools.partial(Host, directory=str(room / "public"))
        )
        origin = f"http://127.0.0.1:{server.server_address[1]}"
        build(room, origin)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return max([judge(f"{origin}{page}", page, folder) for page in PAGES])


def build(room: Path, origin: str) -> None:
    """Build the founding release for an address on this machine: pages name their own address."""
    shutil.copytree(ROOT / "releases", room / "releases")
    shutil.copyfile(ROOT / "people.toml", room / "people.toml")
    settings = (ROOT / "presskit.toml").read_text(encoding="utf-8")
    (room / "presskit.toml").write_text(settings.replace("https://newsroom.example", origin), encoding="utf-8")
    command = [sys.executable, "-m", "presskit", "build", "--project", str(room)]
    subprocess.run(command, check=True, capture_output=True)


def judge(url: str, page: str, folder: str) -> int:
    """Print the figures of a page and what costs them; return 1 if one is too low."""
    report = json.loads(lighthouse(url, folder))
    figures = {name: report["categories"][name]["score"] or 0 for name in CATEGORIES}
    print(f"{page:<32}" + "   ".join(f"{name} {figure:.2f}" for name, figure in figures.items()), flush=True)
    for name, figure in figures.items():
        if figure < 1:
            print("".join(f"    {line}\n" for line in costs(report, name)), end="")
    return int(min(figures.values()) < LEAST)


def lighthouse(url: str, folder: str) -> bytes:
    """Return Lighthouse's report on a page, as JSON."""
    browser = next(path for name in BROWSERS if (path := shutil.which(name)))
    flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
    options = ["--output=json", "--quiet", "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}"]
    command = ["node", str(LIGHTHOUSE), url, *options, f"--chrome-flags={flags}"]
    run = subprocess.run(
        command, capture_output=True, cwd=folder, env={**os.environ, "CHROME_PATH": browser}, timeout=300
    )
    if run.returncode:
        sys.exit(run.stderr.decode()[-2000:])
    return run.stdout


def costs(report: dict, category: str) -> list[str]:  # type: ignore[type-arg]
    """Return a line for each audit of a category that is not passed."""
    audits = [(report["audits"][part["id"]], part["weight"]) for part in report["categories"][category]["auditRefs"]]
    lost = [audit for audit, weight in audits if weight and audit["score"] is not None and audit["score"] < 1]
    return [f"{category}: {audit['title']} {audit.get('displayValue', '')} ({audit['score']})" for audit in lost]


if __name__ == "__main__":
    sys.exit(main())
