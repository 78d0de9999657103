"""From values to px, and the round values at which an axis is labelled."""

from __future__ import annotations

import math
from dataclasses import dataclass

_STEPS = (1, 2, 2.5, 5, 10)
_TICK_STEPS = (1, 2, 2.5, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight scale: `low` stands at px `start`, `high` at px `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The px of a value."""
        share = (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def round_step(span: float, parts: int) -> float:
    """The smallest step of 1, 2, 2.5 or 5 times a power of ten that cuts a span in `parts` at most."""
    if span <= 0:
        return 1.0
    raw = span / parts
    power = 10 ** math.floor(math.log10(raw))
    return next(step * power for step in _STEPS if step * power >= raw * (1 - 1e-9))


def ticks_from_nought(high: float, most: int = 5, *, whole: bool = False) -> tuple[float, ...]:
    """Round values from 0 to the first at or above `high`, in two to `most` steps, wasting least height.

    whole: steps are whole numbers, where counts are drawn.
    """
    power = 10.0 ** math.floor(math.log10(high)) if high > 0 else 1.0
    steps = [float(f"{part * power * by:.6g}") for by in (0.1, 1, 10) for part in _TICK_STEPS]
    if whole:
        steps = [step for step in steps if step.is_integer()] or [1.0]
    tops = [(max(1, math.ceil(high / step - 1e-9)), step) for step in steps]
    held = [pair for pair in tops if pair[0] <= most]
    fitting = [pair for pair in held if pair[0] >= max(2, most - 2)]
    count, step = min(fitting or held, key=_top)
    return tuple(float(f"{index * step:.6g}") for index in range(count + 1))


def _top(pair: tuple[int, float]) -> tuple[float, int]:
    return float(f"{pair[0] * pair[1]:.6g}"), pair[0]


def ticks_between(low: float, high: float, parts: int = 5) -> tuple[float, ...]:
    """Round values that enclose low and high."""
    step = round_step(high - low, parts)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(index * step for index in range(first, max(last, first + 1) + 1))


def ticks_within(low: float, high: float, parts: int = 5) -> tuple[float, ...]:
    """Round values that lie between low and high."""
    step = round_step(high - low, parts)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return tuple(float(f"{index * step:.6g}") for index in range(first, last + 1))


def printed(value: float, *, decimals: int | None = None) -> str:
    """A number as a chart prints it: commas, a true minus, no needless decimals."""
    if decimals is None:
        decimals = 0 if abs(value - round(value)) < 1e-9 else 1 if abs(value * 10 % 1) < 1e-6 else 2
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and any(digit in "123456789" for digit in text)
    return f"−{text}" if negative else text


def axis_words(values: tuple[float, ...]) -> tuple[str, ...]:
    """The labels of an axis, all with the same decimals."""
    decimals = max((_decimals(value) for value in values), default=0)
    return tuple(printed(value, decimals=0 if value == 0 else decimals) for value in values)


def _decimals(value: float) -> int:
    whole = (abs(round(value * 10**places) - value * 10**places) < 1e-9 for places in range(4))
    return next((places for places, is_whole in enumerate(whole) if is_whole), 4)


def signed_percent(share: float) -> str:
    """A change as it is printed: −27%, +7%, 0%."""
    whole = round(abs(share) * 100)
    sign = "" if whole == 0 else "−" if share < 0 else "+"
    return f"{sign}{whole}%"


def at_least(value: float, *, decimals: int) -> str:
    """A number as printed, or "under 0.1" where something above nought would print as 0.0."""
    smallest = 10.0**-decimals
    return (
        f"under {printed(smallest)}"
        if 0 < value < smallest / 2
        else printed(value, decimals=decimals)
    )
