"""Colours as `#rrggbb`: how they stand out from one another, and the same colour darker or lighter."""

from __future__ import annotations

import re

HEX = re.compile(r"#[0-9a-fA-F]{6}")
LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text of any size
STEPS = 100
Channels = tuple[int, int, int]


def channels(colour: str) -> Channels:
    """Return red, green and blue of a colour, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast(one: str, other: str) -> float:
    """Return how far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio)."""
    lights = sorted((_luminance(one), _luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: str) -> float:
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in channels(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def mixed(colour: str, other: str, share: float) -> Channels:
    """Return red, green and blue of a colour with a share of another one in it, from 0 to 1."""
    one, two = channels(colour), channels(other)
    red, green, blue = (round(a + (b - a) * share) for a, b in zip(one, two, strict=True))
    return red, green, blue


def readable(colour: str, against: str, towards: str) -> str:
    """Return a colour, mixed with as little of another one as makes it readable on a ground."""
    for step in range(STEPS + 1):
        found = "#{:02x}{:02x}{:02x}".format(*mixed(colour, towards, step / STEPS))
        if contrast(found, against) >= LEAST_CONTRAST:
            return found
    return towards
