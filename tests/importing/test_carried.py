"""What a PDF says it carries is checked before it is believed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from importing.forging import SOURCE, data_with, entry, pdf_with, release_pdf
from presskit.importing.carried import Missing, Unpacked, unpack
from presskit.problems import PresskitError


def refusal(folder: Path, pdf: bytes) -> str:
    """Return why a PDF is not unpacked, without its name."""
    (folder / "x.pdf").write_bytes(pdf)
    with pytest.raises(PresskitError) as caught:
        unpack(str(folder / "x.pdf"))
    return caught.value.message.replace(str(folder / "x.pdf"), "x.pdf")


def test_files_have_the_places_that_the_data_name(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(release_pdf())
    parcel = unpack(str(tmp_path / "x.pdf"))
    assert parcel.files == (
        Unpacked("releases/2024/a.md", SOURCE),
        Unpacked("data/a.json", data_with([entry("releases/2024/a.md")])),
    )
    assert (parcel.id, parcel.language, parcel.url) == ("a", "de", "https://newsroom.example/")


def test_picture_that_is_not_carried_is_named(tmp_path: Path) -> None:
    large = entry("releases/2024/a/b.jpg", None, b"bytes", url="https://newsroom.example/b.jpg")
    (tmp_path / "x.pdf").write_bytes(pdf_with({"a.json": data_with([large])}))
    (missing,) = unpack(str(tmp_path / "x.pdf")).missing
    assert missing == Missing("releases/2024/a/b.jpg", "https://newsroom.example/b.jpg", large["sha256"], 5)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("../../x.md", "leads out of the folder of the release"),
        ("releases/../../x.md", "leads out of the folder of the release"),
        ("/etc/x.md", "is not the name of a file beside the release, expected one such as `picture.jpg`"),
        ("C:/x.md", "is not the name of a file beside the release, expected one such as `picture.jpg`"),
        ("releases\\x.md", "is not the name of a file beside the release, expected one such as `picture.jpg`"),
        ("releases/aux.md", "is the name of a device on Windows"),
        ("releases/.git/x.md", "names a hidden file or none"),
        ("releases//x.md", "names a hidden file or none"),
        ("", "names a hidden file or none"),
        ("presskit.toml", "does not lie in releases/"),
        ("layouts/page/release.html", "does not lie in releases/"),
        ("releases/" + "x" * 400, "has more than 400 characters"),
    ],
)
def test_path_that_leads_elsewhere_is_refused(path: str, why: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, release_pdf(path)) == f"x.pdf: `{path[:80]}` {why}"


def test_name_of_the_data_leads_nowhere_else(tmp_path: Path) -> None:
    pdf = pdf_with({"../../a.json": data_with([])})
    assert refusal(tmp_path, pdf) == "x.pdf: `data/../../a.json` leads out of the folder of the release"


@pytest.mark.parametrize(
    ("pdf", "why"),
    [
        (b"Ein Text.", "x.pdf is no PDF"),
        (b"", "x.pdf is no PDF"),
        (b"%PDF-1.7\n%%EOF", "x.pdf is damaged"),
        (pdf_with({}), "x.pdf carries no files"),
        (pdf_with({"b.txt": b"b"}), "x.pdf carries files, but no release of presskit: b.txt"),
        (pdf_with({"a.json": b"{"}), "x.pdf carries files, but no release of presskit: a.json"),
        (pdf_with({"a.json": b"[" * 100_000}), "x.pdf carries files, but no release of presskit: a.json"),
        (pdf_with({"a.json": b"[1]"}), "x.pdf carries files, but no release of presskit: a.json"),
        (pdf_with({"a.json": data_with([entry("releases/a.md")])}), "x.pdf: its data are not whole"),
        (pdf_with({"a.json": b'{"format": "presskit-release", "version": 1}'}), "x.pdf: its data are not whole"),
        (pdf_with({"a.json": data_with([{"name": 1}])}), "x.pdf: its data are not whole"),
        (pdf_with({"a.json": data_with([entry(3)])}), "x.pdf: its data are not whole"),
        (pdf_with({"a.json": data_with([entry("releases/b.jpg", None)])}), "x.pdf: its data are not whole"),
        (release_pdf(version=2), "x.pdf: its data have the version 2, this presskit reads up to 1"),
        (release_pdf(version="neu"), "x.pdf: its data have the version neu, this presskit reads up to 1"),
        (
            pdf_with({"a.md": b"anderes", "a.json": data_with([entry("releases/a.md")])}),
            "x.pdf: `a.md` is not as it was when the PDF was made",
        ),
    ],
)  # fmt: skip
def test_pdf_that_carries_no_release_is_refused_with_the_reason(pdf: bytes, why: str, tmp_path: Path) -> None:
    assert refusal(tmp_path, pdf) == why


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_damaged_pdf_is_refused_or_whole(tmp_path: Path, data: st.DataObject) -> None:
    whole = release_pdf()
    start = data.draw(st.integers(0, len(whole)))
    length = data.draw(st.integers(0, 60))
    (tmp_path / "x.pdf").write_bytes(whole[:start] + data.draw(st.binary(max_size=8)) + whole[start + length :])
    try:
        parcel = unpack(str(tmp_path / "x.pdf"))
    except PresskitError:
        return
    assert parcel.files[0].data == SOURCE
