"""The wheel, installed where nothing else is: a new newsroom builds, and one layout of its own is used."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from typing import TYPE_CHECKING

import pytest

from newsrooms import REPOSITORY

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    constraints = {"PIP_BUILD_CONSTRAINT": str(REPOSITORY / "constraints.txt")}
    subprocess.run([*command, "-w", str(folder), str(REPOSITORY)], check=True, env={**os.environ, **constraints})
    return next(folder.glob("presskit-*.whl"))


def test_wheel_brings_the_layouts(wheel: Path) -> None:
    shipped = {path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "layouts").rglob("*.*")}
    with zipfile.ZipFile(wheel) as archive:
        packed = {name.removeprefix("presskit/") for name in archive.namelist() if name.startswith("presskit/layouts/")}
    assert packed == shipped


@pytest.fixture(scope="module")
def presskit(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Install the wheel into an environment of its own and return the program.

    Packages come from this environment's folder, presskit itself does not.
    """
    folder = tmp_path_factory.mktemp("venv")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next(folder.glob("lib/python*/site-packages"))
    for path in (path for path in sys.path if path.endswith("site-packages")):
        _borrow(path, str(site))
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--prefix", str(folder), "--ignore-installed", str(wheel)], check=True)
    return folder / "bin" / "presskit"


def _borrow(source: str, target: str) -> None:
    """Link every package but presskit into another environment."""
    for name in os.listdir(source):
        if "presskit" not in name and not name.startswith(("__", "pip")) and not name.endswith(".pth"):
            os.symlink(os.path.join(source, name), os.path.join(target, name))


def run(program: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run([str(program), *arguments], capture_output=True, text=True, cwd=cwd, env=environment)


@pytest.fixture(scope="module")
def room(presskit: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a newsroom that `presskit init` made and `presskit build` built."""
    folder = tmp_path_factory.mktemp("new")
    begun = run(presskit, "init", "newsroom", cwd=folder)
    assert begun.returncode == 0, begun.stderr
    built = run(presskit, "build", cwd=folder / "newsroom")
    assert built.returncode == 0, built.stderr
    return folder / "newsroom"


def test_new_newsroom_has_a_front_page(room: Path) -> None:
    assert "</html>" in (room / "public" / "index.html").read_text(encoding="utf-8")


def test_layout_of_the_newsroom_is_used_and_the_rest_comes_from_the_wheel(room: Path, presskit: Path) -> None:
    (room / "layouts" / "page").mkdir(parents=True, exist_ok=True)
    layout = "<!doctype html>\n{% extends 'page/base.html' %}{% block main %}<h1>Eigene Liste</h1>{% endblock %}\n"
    (room / "layouts" / "page" / "index.html").write_text(layout)
    done = run(presskit, "build", "--project", str(room), cwd=room.parent)
    page = (room / "public" / "index.html").read_text(encoding="utf-8")
    assert (done.returncode, "<h1>Eigene Liste</h1>" in page, "colophon" in page) == (0, True, True), done.stderr


def test_program_comes_from_the_wheel(presskit: Path, tmp_path: Path) -> None:
    python = presskit.parent / "python"
    done = run(python, "-c", "import presskit; print(presskit.__file__)", cwd=tmp_path)
    assert done.stdout.startswith(str(presskit.parent.parent))
