"""Classes with rounded breaks: the five steps of the ramp, for maps and heat tables alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from headrow.analysis.present.charts.scales import printed

ROUND = (1.0, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0)
CLASSES = 5


def rounded_breaks(values: Sequence[float | None], *, whole: bool = False) -> tuple[float, ...]:
    """Up to four rising breaks near the fifths of the values above nought, at round numbers.

    values: None (withheld or missing) and nought are left out, since neither is in a class.
    whole: breaks are whole numbers, for counts. Fewer breaks come back where values are few or alike.
    """
    held = sorted(value for value in values if value is not None and value > 0)
    if not held:
        return ()
    breaks: list[float] = []
    for step in range(1, CLASSES):
        near = _rounded(_quantile(held, step / CLASSES), whole)
        if near > held[0] and near <= held[-1] and (not breaks or near > breaks[-1]):
            breaks.append(near)
    return tuple(breaks)


def shade_of(value: float, breaks: Sequence[float]) -> int:
    """The class of a value, 1 to 5; a value at a break belongs to the class above it."""
    return 1 + sum(value >= edge for edge in breaks)


def shades(
    values: Sequence[float | None], breaks: Sequence[float] | None = None, *, whole: bool = False
) -> list[int | None]:
    """The class of each value; None for what is withheld, missing, or nought on a map of counts.

    breaks: those chosen once for the measure, or None to choose them from these values.
    """
    edges = rounded_breaks(values, whole=whole) if breaks is None else breaks
    return [None if value is None else shade_of(value, edges) for value in values]


def class_words(breaks: Sequence[float], *, whole: bool = False, unit: str = "") -> tuple[str, ...]:
    """Each class in words, lowest first: "under 1", "1 to 1.75", "4 or more".

    whole: counts, whose classes do not touch: "1 to 4", "5 to 9", "10 or more".
    """
    if not breaks:
        return ("1 or more",) if whole else ("above 0",)
    words = [_first(breaks[0], whole, unit)]
    for low, high in pairwise(breaks):
        end = high - 1 if whole else high
        words.append(
            f"{printed(low)}{unit}" if whole and end == low
            else f"{printed(low)}{unit} to {printed(end)}{unit}"
        )  # fmt: skip
    return (*words, f"{printed(breaks[-1])}{unit} or more")


def _first(edge: float, whole: bool, unit: str) -> str:
    if not whole:
        return f"under {printed(edge)}{unit}"
    return f"1{unit}" if edge <= 2 else f"1{unit} to {printed(edge - 1)}{unit}"


def _quantile(held: Sequence[float], share: float) -> float:
    place = share * (len(held) - 1)
    low = math.floor(place)
    high = min(low + 1, len(held) - 1)
    return held[low] + (held[high] - held[low]) * (place - low)


def _rounded(value: float, whole: bool) -> float:
    power = 10.0 ** math.floor(math.log10(value))
    steps = [step * power for step in ROUND if not whole or (step * power).is_integer()]
    best = min(steps or [1.0], key=lambda step: (abs(step - value), step))
    return float(f"{best:.6g}")
