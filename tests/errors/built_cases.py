"""Mistakes that a text file in a repository cannot hold: other encodings, links, devices, bombs."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

HEAD = "id: stadtgarten\nheadline: Der Stadtgarten öffnet\ndate: 2024-05-02 10:00\nstatus: ready\n"
BODY = "Der Stadtgarten öffnet am 2. Mai.\n"
WHOLE = f"---\n{HEAD}---\n{BODY}"
# Three mistakes whose places must not move, whatever the ends of lines are.
PLACED = f"---\n{HEAD}plcae: Dortmund\n---\n{BODY}\nGrün: [x](javascript:y), sagt :quote[weg].\n"
MEGABYTE = 1_000_000


def _release(folder: Path, content: str | bytes, name: str = "stadtgarten.md") -> None:
    path = folder / "releases" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _with(folder: Path, *, front: str = "", body: str = BODY) -> None:
    _release(folder, f"---\n{HEAD}{front}---\n{body}")


def _outside(folder: Path) -> Path:
    """Return a folder beside the newsroom, with a secret in it."""
    outside = folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text(WHOLE.replace("öffnet", "GEHEIMNIS"), encoding="utf-8")
    (outside / "secret.jpg").write_bytes(b"GEHEIMNIS")
    return outside


def utf16_with_mark(folder: Path) -> None:
    _release(folder, WHOLE.encode("utf-16"))


def utf16_without_mark(folder: Path) -> None:
    _release(folder, WHOLE.encode("utf-16-le"))


def utf32(folder: Path) -> None:
    _release(folder, WHOLE.encode("utf-32"))


def latin1(folder: Path) -> None:
    _release(folder, WHOLE.encode("latin-1"))


def windows_1252_with_windows_line_ends(folder: Path) -> None:
    _release(folder, f"---\r\n{HEAD}---\r\nEr sagt „Ja“.\r\n".encode("cp1252"))


def one_wrong_byte(folder: Path) -> None:
    _release(folder, WHOLE.encode() + "Ein 東京 mit ".encode() + b"\xff und mehr\n")


def byte_order_mark(folder: Path) -> None:
    _release(folder, PLACED.encode("utf-8-sig"))


def byte_order_mark_within(folder: Path) -> None:
    _release(folder, WHOLE + "\ufeffEin zweiter Anfang.\n")


def windows_line_ends(folder: Path) -> None:
    _release(folder, PLACED.replace("\n", "\r\n"))


def old_mac_line_ends(folder: Path) -> None:
    _release(folder, PLACED.replace("\n", "\r"))


def mixed_line_ends(folder: Path) -> None:
    _release(folder, PLACED.replace("\n", "\r\n", 3).replace("\ndate", "\rdate"))


def nul_bytes(folder: Path) -> None:
    _release(folder, WHOLE.replace("Mai", "M\0ai") + "\x1b[31mrot\x07\n")


def line_separators(folder: Path) -> None:
    _release(folder, PLACED.replace("Stadtgarten öffnet", "Stadt\u2028garten\x85öffnet"))


def empty_file(folder: Path) -> None:
    _release(folder, b"")


def only_white_space(folder: Path) -> None:
    _release(folder, " \n\t\n" * 10_000)


def only_fences(folder: Path) -> None:
    _release(folder, "---\n" * 100_000)


def fifty_megabytes(folder: Path) -> None:
    path = folder / "releases" / "stadtgarten.md"
    path.write_text(WHOLE, encoding="utf-8")
    os.truncate(path, 50 * MEGABYTE)


def yaml_flow_nested_10_000_deep(folder: Path) -> None:
    _with(folder, front="topics: " + "[" * 10_000 + "]" * 10_000 + "\n")


def yaml_mappings_nested_10_000_deep(folder: Path) -> None:
    _with(folder, front="topics: " + "{a: " * 10_000 + "b" + "}" * 10_000 + "\n")


def yaml_block_nested_10_000_deep(folder: Path) -> None:
    _with(folder, front="topics:\n  " + "- " * 10_000 + "a\n")


def yaml_of_brackets(folder: Path) -> None:
    _with(folder, front="topics: " + "[" * 99_000 + "\n")


def yaml_of_anchors(folder: Path) -> None:
    _with(folder, front="".join(f"a{n}: &a{n} x\n" for n in range(6_000)))


def merge_key_bomb_of_652_bytes(folder: Path) -> None:
    front = "a0: &a0 {k: v}\n" + "".join(
        f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 11)
    )
    _release(folder, f"---\nheadline: x\ndate: 2024-05-02\n{front}---\n{BODY}")


def markdown_quotations_10_000_deep(folder: Path) -> None:
    _with(folder, body=">" * 10_000 + " tief\n")


def markdown_lists_10_000_deep(folder: Path) -> None:
    _with(folder, body="- " * 10_000 + "tief\n")


def markdown_emphasis_10_000_deep(folder: Path) -> None:
    _with(folder, body="*a " * 10_000 + "b" + " c*" * 10_000 + "\n")


def markdown_brackets_10_000_deep(folder: Path) -> None:
    _with(folder, body="[" * 10_000 + "a" + "]" * 10_000 + "(b)" * 10_000 + "\n")


def markdown_of_open_references(folder: Path) -> None:
    _with(folder, body=":quote[" * 130_000 + "\n")


def markdown_of_references(folder: Path) -> None:
    _with(folder, body=":quote[x] " * 95_000 + "\n")


def markdown_of_stars(folder: Path) -> None:
    _with(folder, body="*a**b" * 190_000 + "\n")


def markdown_of_backquotes(folder: Path) -> None:
    _with(folder, body="".join("`" * n + " " for n in range(1, 1_350)) + "\n")


def markdown_of_tags(folder: Path) -> None:
    _with(folder, body="<a " * 300_000 + "\n")


def markdown_of_footnotes(folder: Path) -> None:
    _with(folder, body=BODY + "".join(f"[^{n}]: x [^{n + 1}]\n\n" for n in range(40_000)))


def markdown_of_cells(folder: Path) -> None:
    row = "a|" * 10_000 + "\n"
    _with(folder, body=f"{BODY}\n|{row}|{row.replace('a', '-')}" + f"|{row}" * 40)


def markdown_in_one_line(folder: Path) -> None:
    _with(folder, body="wort " * 199_000 + "\n")


def ten_thousand_unknown_speakers(folder: Path) -> None:
    quotes = "".join(f"- {{id: q{n}, speaker: w{n}, text: Ja.}}\n" for n in range(2_200))
    people = "".join(f'[w{n}x]\nname = "W"\n' for n in range(10_000))
    (folder / "people.toml").write_text('[presse]\nname = "P"\n' + people)
    _with(folder, front=f"quotes:\n{quotes}")


def link_to_a_release_outside(folder: Path) -> None:
    (folder / "releases" / "stadtgarten.md").symlink_to(_outside(folder) / "secret.md")


def link_to_a_folder_outside(folder: Path) -> None:
    (folder / "releases" / "2024").symlink_to(_outside(folder))


def link_to_a_folder_named_as_a_release(folder: Path) -> None:
    (folder / "releases" / "2024.md").symlink_to(_outside(folder))


def link_inside_the_project(folder: Path) -> None:
    _release(folder, WHOLE)
    (folder / "releases" / "zweite.md").symlink_to("stadtgarten.md")


def link_to_nothing(folder: Path) -> None:
    (folder / "releases" / "stadtgarten.md").symlink_to("gone.md")


def link_to_itself(folder: Path) -> None:
    (folder / "releases" / "stadtgarten.md").symlink_to("stadtgarten.md")


def link_to_a_picture_outside(folder: Path) -> None:
    (folder / "releases" / "tor.jpg").symlink_to(_outside(folder) / "secret.jpg")
    _with(folder, front="media:\n  - {file: tor.jpg, alt: Ein Tor}\n")


def link_to_a_device(folder: Path) -> None:
    (folder / "releases" / "stadtgarten.md").symlink_to("/dev/zero")


def settings_are_a_link_outside(folder: Path) -> None:
    outside = _outside(folder) / "people.toml"
    (folder / "people.toml").rename(outside)
    (folder / "people.toml").symlink_to(outside)


def pipe_named_as_a_release(folder: Path) -> None:
    os.mkfifo(folder / "releases" / "stadtgarten.md")


def folder_named_as_a_release(folder: Path) -> None:
    _release(folder, WHOLE, "stadtgarten.md/index.md")


def folder_named_as_people(folder: Path) -> None:
    (folder / "people.toml").unlink()
    (folder / "people.toml").mkdir()


def settings_in_latin1(folder: Path) -> None:
    (folder / "presskit.toml").write_bytes('[newsroom]\nname = "Gärten"\n'.encode("latin-1"))


def settings_with_windows_line_ends(folder: Path) -> None:
    settings = folder / "presskit.toml"
    settings.write_bytes(b"\xef\xbb\xbf" + settings.read_bytes().replace(b"\n", b"\r\n") + b'titel = "x"\r\n')


def people_of_50_megabytes(folder: Path) -> None:
    os.truncate(folder / "people.toml", 50 * MEGABYTE)


def name_of_a_file_is_not_utf8(folder: Path) -> None:
    path = os.fsencode(folder / "releases") + b"/stadt\xff.md"
    with open(path, "wb") as file:
        file.write(WHOLE.encode())


def name_of_a_file_has_line_ends(folder: Path) -> None:
    _release(folder, WHOLE, "stadt\ngarten\x1b[31m.md")


def picture_cut_off(folder: Path) -> None:
    from PIL import Image

    for name in ("tor.jpg", "tor.png"):
        path = folder / "releases" / name
        Image.effect_noise((300, 200), 90).convert("RGB").save(path)
        os.truncate(path, path.stat().st_size // 2)
    _with(folder, front="media:\n  - {file: tor.jpg, alt: Ein Tor}\n  - {file: tor.png, alt: Ein Tor}\n")


def picture_that_is_something_else(folder: Path) -> None:
    from PIL import Image

    for name, kind in (("tor.png", "JPEG"), ("dach.jpg", "TIFF"), ("hof.webp", "PNG")):
        Image.new("RGB", (30, 20)).save(folder / "releases" / name, kind)
    (folder / "releases" / "weg.jpg").write_text("<!doctype html>\n<title>404</title>\n", encoding="utf-8")
    (folder / "releases" / "turm.jpg").write_bytes(b"\0\0\0\x20ftypheic" + bytes(40))
    (folder / "releases" / "leer.jpg").touch()
    names = ("tor.png", "dach.jpg", "hof.webp", "weg.jpg", "turm.jpg", "leer.jpg")
    _with(folder, front="media:\n" + "".join(f"  - {{file: {name}, alt: Ein Tor}}\n" for name in names))


def picture_that_unpacks_to_gigabytes(folder: Path) -> None:
    from newsrooms.make_pictures import bomb

    (folder / "releases" / "tor.png").write_bytes(bomb(30_000))
    _with(folder, front="media:\n  - {file: tor.png, alt: Ein Tor}\n")


def picture_tells_where(folder: Path) -> None:
    from PIL import Image

    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 30.0, 0.0), 3: "E", 4: (7.0, 27.0, 0.0)})
    Image.new("RGB", (30, 20)).save(folder / "releases" / "tor.jpg", exif=exif)
    packet = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><exif:GPSLatitude>51,30N</exif:GPSLatitude></x:xmpmeta>'
    Image.new("RGB", (30, 20)).save(folder / "releases" / "hof.webp", xmp=packet)
    _with(folder, front="media:\n  - {file: tor.jpg, alt: Ein Tor}\n  - {file: hof.webp, alt: Ein Hof}\n")


def picture_of_too_many_pixels(folder: Path) -> None:
    from PIL import Image

    Image.new("1", (20_000, 6_000)).save(folder / "releases" / "tor.png")
    _with(folder, front="media:\n  - {file: tor.png, alt: Ein Tor}\n")


CASES: dict[str, Callable[[Path], None]] = {
    name: value
    for name, value in list(globals().items())
    if callable(value) and name[0] != "_" and name not in ("Path", "Callable")
}
