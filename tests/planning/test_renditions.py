"""Which renditions a picture has, before any is made."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presskit.model.newsroom import Medium
from presskit.planning.renditions import WIDTHS_PX, media_type, original, renditions, web_picture

PATH = "2026/tor/tor.jpg"


def picture(width: int, height: int, rendered_as: str = "photo") -> Medium:
    return Medium("releases/tor.jpg", PATH, "d1", width, height, rendered_as)


def test_photo_has_avif_then_jpeg_of_three_widths() -> None:
    assert [tuple(r) for r in renditions(picture(4000, 3000))] == [
        ("2026/tor/web/tor.jpg-480.avif", 480, 360, "image/avif"),
        ("2026/tor/web/tor.jpg-960.avif", 960, 720, "image/avif"),
        ("2026/tor/web/tor.jpg-1440.avif", 1440, 1080, "image/avif"),
        ("2026/tor/web/tor.jpg-480.jpg", 480, 360, "image/jpeg"),
        ("2026/tor/web/tor.jpg-960.jpg", 960, 720, "image/jpeg"),
        ("2026/tor/web/tor.jpg-1440.jpg", 1440, 1080, "image/jpeg"),
    ]


def test_graphic_has_webp_and_png() -> None:
    assert {r.type for r in renditions(picture(600, 400, "graphic"))} == {"image/webp", "image/png"}


@pytest.mark.parametrize(
    ("size", "widths"),
    [((30, 40), [30]), ((480, 300), [480]), ((500, 300), [500]), ((600, 300), [480, 600]), ((1000, 9000), [213])],
)
def test_width_is_never_larger_nor_nearly_given_twice(size: tuple[int, int], widths: list[int]) -> None:
    assert [r.width_px for r in renditions(picture(*size)) if r.type == "image/jpeg"] == widths


@given(st.integers(1, 100_000_000), st.integers(1, 100_000_000))
def test_every_size_of_a_picture_has_renditions_that_fit_into_it(width: int, height: int) -> None:
    for rendition in renditions(picture(width, height)):
        assert 1 <= rendition.width_px <= min(width, WIDTHS_PX[-1])
        assert 1 <= rendition.height_px <= height


def test_web_picture_is_the_widest_that_everyone_can_show() -> None:
    found = web_picture(picture(4000, 3000))
    assert found == ("2026/tor/web/tor.jpg-1440.jpg", 1440, 1080, "image/jpeg")


def test_web_picture_without_renditions_is_the_original() -> None:
    moving = picture(300, 200, "")
    assert renditions(moving) == ()
    assert web_picture(moving) == original(moving) == (PATH, 300, 200, "image/jpeg")


def test_picture_that_cannot_be_shown_has_no_file() -> None:
    lost = picture(300, 200)._replace(digest="")
    assert (renditions(lost), web_picture(lost)) == ((), None)


def test_type_is_that_of_the_ending() -> None:
    assert [media_type(name) for name in ("a.JPEG", "a.svg", "a")] == [
        "image/jpeg",
        "image/svg+xml",
        "application/octet-stream",
    ]
