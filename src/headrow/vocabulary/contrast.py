"""Contrast of a colour with white, as WCAG 2.2 computes it (success criterion 1.4.3)."""

from __future__ import annotations

import re

LEAST_RATIO = 4.5


def contrast_on_white(colour: str) -> float:
    """The contrast ratio with white of a colour written #rrggbb. Raises ValueError for any other spelling."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError("A colour is written # and six digits, like #0b4a53.")
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
