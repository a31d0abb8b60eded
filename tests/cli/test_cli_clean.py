"""`presskit clean` takes away what presskit made, and nothing else."""

from __future__ import annotations

from pathlib import Path

from cli.running import Run


def files_of(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if not path.is_dir()}


def test_clean_leaves_what_was_there_before_the_build(newsroom: Path, presskit: Run) -> None:
    before = {name for name in files_of(newsroom) if not name.startswith(".presskit")}
    presskit("build", cwd=newsroom)
    result = presskit("clean", cwd=newsroom)
    assert (result.returncode, files_of(newsroom)) == (0, before)
    assert not (newsroom / "public").exists() and not (newsroom / ".presskit").exists()


def test_clean_leaves_files_of_others(newsroom: Path, presskit: Run) -> None:
    presskit("build", cwd=newsroom)
    (newsroom / "public/robots.txt").write_text("mine")
    (newsroom / "public/assets/mine.css").write_text("mine")
    result = presskit("clean", cwd=newsroom)
    assert files_of(newsroom / "public") == {"robots.txt", "assets/mine.css"}
    assert "what else is in public/ stays" in result.stderr


def test_clean_follows_no_link_out_of_the_output_folder(newsroom: Path, release: Path, presskit: Run) -> None:
    presskit("build", cwd=newsroom)
    year = newsroom / "public" / release.parent.name
    year.rename(newsroom / "elsewhere")
    year.symlink_to(newsroom / "elsewhere")
    presskit("clean", cwd=newsroom)
    assert "welcome/index.html" in files_of(newsroom / "elsewhere")


def test_clean_keeps_the_ledger(newsroom: Path, presskit: Run) -> None:
    presskit("build", cwd=newsroom)
    (newsroom / ".presskit/ledger.db").write_text("a record")
    presskit("clean", cwd=newsroom)
    assert files_of(newsroom / ".presskit") == {"ledger.db"}


def test_clean_without_memory_touches_nothing(newsroom: Path, presskit: Run) -> None:
    presskit("build", cwd=newsroom)
    (newsroom / ".presskit/cache.db").unlink()
    before = files_of(newsroom / "public")
    presskit("clean", cwd=newsroom)
    assert files_of(newsroom / "public") == before


def test_clean_twice_is_nothing_to_do(newsroom: Path, presskit: Run) -> None:
    presskit("clean", cwd=newsroom)
    assert presskit("clean", cwd=newsroom).stderr == "clean    nothing here that presskit made\n"
