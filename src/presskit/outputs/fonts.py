"""Static faces cut once out of the variable fonts: TTF for print, smaller WOFF2 for the site."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Flavour = Literal["ttf", "woff2"]


@dataclass(frozen=True, slots=True)
class Face:
    """One static face; `file` is the font it is cut from, `optical_pt` the size it is drawn for, 0 for any.

    `script` is one of OTHER_SCRIPTS where the face has nothing but that, or "rare" for the Latin letters that most
    pages of the site do without. One with a `heaviest` weight has all from `weight` to that.
    """

    family: str
    weight: int
    italic: bool
    file: str
    optical_pt: int
    script: str = ""
    heaviest: int = 0


SERIF, SERIF_ITALIC = "SourceSerif4[opsz,wght].ttf", "SourceSerif4-Italic[opsz,wght].ttf"
SANS, MONO = "Inter[opsz,wght].ttf", "SourceCodePro[wght].ttf"
ARABIC, ARABIC_BOLD, HEBREW = "Amiri-Regular.ttf", "Amiri-Bold.ttf", "FrankRuhlLibre[wght].ttf"
PACKAGES = {
    SERIF: "fontpkg_source_serif_4",
    SERIF_ITALIC: "fontpkg_source_serif_4",
    SANS: "fontpkg_inter",
    MONO: "fontpkg_source_code_pro",
    ARABIC: "fontpkg_amiri",
    ARABIC_BOLD: "fontpkg_amiri",
    HEBREW: "fontpkg_frank_ruhl_libre",
}

# The semibold serif sets headlines and strong words: its optical size stands between the two.
PRINT_FACES = (
    Face("Source Serif 4", 400, False, SERIF, 11),
    Face("Source Serif 4", 400, True, SERIF_ITALIC, 11),
    Face("Source Serif 4", 600, False, SERIF, 20),
    Face("Inter", 400, False, SANS, 14),
    Face("Inter", 600, False, SANS, 14),
    Face("Source Code Pro", 400, False, MONO, 0),
)
# Faces that print loads for a document that has letters of their script.
OTHER_FACES = {
    "arabic": (
        Face("Amiri", 400, False, ARABIC, 0, "arabic"),
        Face("Amiri", 700, False, ARABIC_BOLD, 0, "arabic"),
    ),
    "hebrew": (
        Face("Frank Ruhl Libre", 400, False, HEBREW, 0, "hebrew"),
        Face("Frank Ruhl Libre", 600, False, HEBREW, 0, "hebrew"),
    ),
}
# Labels are set in the reader's own sans serif: a page with all it loads stays below 60 kB.
# A face that comes later is asked first: that of rare letters is loaded for what the common one does not have.
WEB_FACES = (
    Face("Source Serif 4", 400, False, SERIF, 16, "rare"),
    Face("Source Serif 4", 400, True, SERIF_ITALIC, 16, "rare"),
    Face("Source Serif 4", 600, False, SERIF, 32, "rare"),
    Face("Source Serif 4", 400, False, SERIF, 18, heaviest=600),
    Face("Source Serif 4", 400, True, SERIF_ITALIC, 16),
)

# Faces of cards: a text has one face, so those of other scripts have Latin letters too.
CARD_FACES = {
    "display": Face("Source Serif 4 Display", 600, False, SERIF, 60),
    "label": Face("Inter", 600, False, SANS, 14),
    "arabic": Face("Amiri Latin", 700, False, ARABIC_BOLD, 0, "arabic and latin"),
    "hebrew": Face("Frank Ruhl Libre Latin", 600, False, HEBREW, 0, "hebrew and latin"),
}

LATIN = "20-7E A0-17F 1A0-1A1 1AF-1B0 218-21B 1E00-1EFF"
SIGNS = "2009-2015 2018-201E 2020-2022 2026 202F-2030 2032-2033 2039-203A 20AC 2122 2190-2193 2212"
GREEK_AND_CYRILLIC = "370-3FF 400-52F 1F00-1FFF"
MORE_LATIN = "180-24F 250-2DD FB01-FB02"
MORE_SIGNS = "2000-206F 2070-209F 20A0-20BF 2100-214F 2150-215F 2190-2199 2200-22FF 25A0-25FF 2610-2612 2713-2718"
# What German, English and French pages are made of; the rest is fetched by those that need it.
COMMON = (
    "20-7E A0 A7 A9 AB B0 B7 BB C0 C4 C7-CA D6-D7 DC DF-E0 E2 E4 E7-EB EE-EF F4 F6 F9 FB-FC 152-153 "
    "2009 2011 2013-2014 2018-201E 2022 2026 202F 2039-203A 20AC"
)
SCRIPTS: dict[Flavour, str] = {
    "woff2": COMMON,
    "ttf": f"{LATIN} {SIGNS} {GREEK_AND_CYRILLIC} {MORE_LATIN} {MORE_SIGNS}",
}
OTHER_SCRIPTS = {"arabic": "20 A0 600-6FF 750-77F 8A0-8FF FB50-FDFF FE70-FEFC", "hebrew": "20 A0 590-5FF FB1D-FB4F"}
OTHER_SCRIPTS |= {f"{script} and latin": f"{LATIN} {SIGNS} {points}" for script, points in OTHER_SCRIPTS.items()}
# No `liga`: in German an fi or fl must not join two parts of a word (Auflage), and copied text stays plain.
FEATURES = ["kern", "ccmp", "locl", "tnum"]
# What joins Arabic letters and sets marks above and below letters.
OTHER_FEATURES = [*FEATURES, "init", "medi", "fina", "isol", "rlig", "calt", "curs", "mark", "mkmk"]
NOTICES = (0, 1, 2, 4, 6, 13, 14)  # names; the Open Font License asks to keep 0, 13 and 14
DROPPED = ("DSIG", "MVAR", "STAT", "meta")


@cache
def key() -> str:
    """Return a short digest that changes when the recipe or a font package does; opens no font."""
    sizes = [os.stat(_source(file)).st_size for file in PACKAGES]
    other = (OTHER_FACES, CARD_FACES, OTHER_SCRIPTS, OTHER_FEATURES)
    recipe = repr((4, PRINT_FACES, WEB_FACES, SCRIPTS, f"{LATIN} {SIGNS}", FEATURES, other, sizes))
    return hashlib.sha256(recipe.encode()).hexdigest()[:8]


def file_name(face: Face, flavour: Flavour) -> str:
    """Return the name a cut face is kept and published under."""
    style = ("-italic" if face.italic else "") + (f"-{face.script}" if face.script == "rare" else "")
    weight = f"{face.weight}-{face.heaviest}" if face.heaviest else face.weight
    return f"{face.family.lower().replace(' ', '-')}-{weight}{style}-{key()}.{flavour}"


def cut(faces: Sequence[Face], folder: str, flavour: Flavour) -> list[str]:
    """Return the paths of the faces in `folder`, cutting those not there yet; same input, same bytes."""
    paths = [os.path.join(folder, file_name(face, flavour)) for face in faces]
    os.makedirs(folder, exist_ok=True)
    for face, path in zip(faces, paths, strict=True):
        if not os.path.exists(path):
            data = _instance(face, flavour)
            _write(path, _compressed(data) if flavour == "woff2" else data)
    return paths


@cache
def _source(file: str) -> str:
    spec = find_spec(PACKAGES[file])
    assert spec is not None and spec.origin is not None
    return os.path.join(os.path.dirname(spec.origin), "files", file)


def _instance(face: Face, flavour: Flavour) -> bytes:
    """Return the static face with only the glyphs, features and names in use."""
    import uharfbuzz as hb

    variable = hb.Face(hb.Blob.from_file_path(_source(face.file)))
    wanted = hb.SubsetInput()
    for kind, values in (
        (hb.SubsetInputSets.UNICODE, _letters(face, flavour)),
        (
            hb.SubsetInputSets.LAYOUT_FEATURE_TAG,
            {_tag(feature) for feature in (OTHER_FEATURES if face.script in OTHER_SCRIPTS else FEATURES)},
        ),
        (hb.SubsetInputSets.NAME_ID, set(NOTICES)),
    ):
        wanted.sets(kind).clear()
        wanted.sets(kind).update(values)
    wanted.sets(hb.SubsetInputSets.DROP_TABLE_TAG).update(
        {_tag(table) for table in DROPPED if not (face.heaviest and table == "MVAR")}
    )
    if face.heaviest:
        wanted.set_axis_range(variable, "wght", face.weight, face.heaviest, face.weight)
    else:
        wanted.pin_axis_location(variable, "wght", face.weight)
    if face.optical_pt:
        wanted.pin_axis_location(variable, "opsz", face.optical_pt)
    wanted.flags = hb.SubsetFlags.NO_HINTING | hb.SubsetFlags.NOTDEF_OUTLINE
    return bytes(hb.subset(variable, wanted).blob.data)


def _letters(face: Face, flavour: Flavour) -> set[int]:
    """Return the code points that a face has."""
    if face.script == "rare":
        return _code_points(f"{LATIN} {SIGNS}") - _code_points(COMMON)
    return _code_points(OTHER_SCRIPTS.get(face.script) or SCRIPTS[flavour])


def _tag(name: str) -> int:
    """Return a four-letter tag of OpenType as the number that HarfBuzz takes."""
    return int.from_bytes(name.encode("ascii"), "big")


def _compressed(data: bytes) -> bytes:
    """Return a font as WOFF2; it keeps its own date of change, so that equal input gives equal bytes."""
    from fontTools.ttLib import TTFont

    font, out = TTFont(BytesIO(data), recalcTimestamp=False), BytesIO()
    font.flavor = "woff2"
    font.save(out)
    return out.getvalue()


def _code_points(ranges: str) -> set[int]:
    """Return the code points of ranges written in hexadecimal: `41-5A 61`."""
    points: set[int] = set()
    for first, _, last in (part.partition("-") for part in ranges.split()):
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return points


def _write(path: str, data: bytes) -> None:
    """Write so that a killed process leaves no half face behind."""
    unfinished = f"{path}.{os.getpid()}.tmp"
    with open(unfinished, "wb") as file:
        file.write(data)
    os.replace(unfinished, path)
