"""Edits of sample newsrooms, as writers make them between two builds."""

from __future__ import annotations

import shutil
import tomllib
from typing import TYPE_CHECKING

from newsrooms import write_release

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Edit = Callable[[Path], None]


def base_url(folder: Path) -> str:
    return str(tomllib.loads((folder / "presskit.toml").read_text())["newsroom"]["base_url"]).rstrip("/")


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def add_bilingual_release(folder: Path) -> None:
    target = folder / "releases" / "2025" / "neu"
    shutil.copytree(folder / "releases" / "2024" / "hafenlicht", target, copy_function=shutil.copyfile)
    for name in ("index.md", "index.en.md"):
        replaced(target / name, "id: hafenlicht", "id: neu")


def add_english_edition(folder: Path) -> None:
    text = "---\nid: probenzentrum\nheadline: New rehearsal centre\ndate: 2024-03-05\nstatus: ready\n---\nIt opens.\n"
    (folder / "releases" / "2024" / "probenzentrum.en.md").write_text(text)


def remove_english_edition(folder: Path) -> None:
    (folder / "releases" / "2024" / "hafenlicht" / "index.en.md").unlink()


def delete_bilingual_release(folder: Path) -> None:
    shutil.rmtree(folder / "releases" / "2024" / "hafenlicht")


def rename_id(folder: Path) -> None:
    for name in ("index.md", "index.en.md"):
        replaced(folder / "releases" / "2024" / "hafenlicht" / name, "id: hafenlicht", "id: hafenlicht-premiere")


def rename_picture(folder: Path) -> None:
    release = folder / "releases" / "2024" / "hafenlicht"
    (release / "buehne-am-kai.png").rename(release / "kai.png")
    for name in ("index.md", "index.en.md"):
        replaced(release / name, "buehne-am-kai.png", "kai.png")


def drop_the_text_output(folder: Path) -> None:
    enabled = '[outputs]\nenabled = ["page", "index", "rss"]'
    replaced(folder / "presskit.toml", "[outputs]", enabled)


def drop_a_language(folder: Path) -> None:
    replaced(folder / "presskit.toml", 'languages = ["de", "en"]', 'languages = ["de"]')
    for path in folder.rglob("*.en.md"):
        path.unlink()


def change_style(folder: Path) -> None:
    (folder / "layouts" / "page").mkdir(parents=True)
    (folder / "layouts" / "page" / "style.css").write_text("body { color: #111 }\n")


def change_base_style_and_slug(folder: Path) -> None:
    change_style(folder)
    rename_id(folder)


BILINGUAL_EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        add_bilingual_release,
        add_english_edition,
        remove_english_edition,
        delete_bilingual_release,
        rename_id,
        rename_picture,
        drop_the_text_output,
        drop_a_language,
        change_style,
        change_base_style_and_slug,
    )
}


def add_archive_page(folder: Path) -> None:
    for number in range(65, 81):
        write_release(folder, number)


def add_two_archive_pages(folder: Path) -> None:
    for number in range(65, 105):
        write_release(folder, number)


def remove_archive_page(folder: Path) -> None:
    for number in range(40, 65):
        write_release(folder, number).unlink()


def remove_all_archive_pages(folder: Path) -> None:
    for number in range(10, 65):
        write_release(folder, number).unlink()


def halve_the_page_length(folder: Path) -> None:
    replaced(folder / "presskit.toml", "page_length = 20", "page_length = 10")


MANY_EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        add_archive_page,
        add_two_archive_pages,
        remove_archive_page,
        remove_all_archive_pages,
        halve_the_page_length,
    )
}
