"""Whether places near one another are alike over a whole area: Moran's I."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of
from headrow.analysis.methods.multiple_tests import two_sided
from headrow.analysis.methods.neighbours import Neighbours, from_values


@dataclass(frozen=True, slots=True)
class GlobalMoran:
    """Moran's I over all areas, with z under normality and under randomisation."""

    I: float | None  # noqa: E741 - the field's own name for it
    expected: float | None
    z_norm: float | None
    z_rand: float | None
    p_norm: float | None
    p_rand: float | None
    flags: tuple[str, ...] = ()


def moran(values: ArrayLike, neighbours: Neighbours) -> GlobalMoran:
    """Give Moran's I with row-standardised weights; islands weigh nothing.

    values: one number an area, none missing. Source: Cliff and Ord (1981).
    """
    y = np.asarray(values, dtype=float)
    n, z = y.size, y - y.mean()
    square = float(z @ z)
    degrees = neighbours.degrees
    if n < 4 or square == 0 or not degrees.any():
        return GlobalMoran(None, None, None, None, None, None, ("no_variation",))
    weights = np.repeat(1 / np.maximum(degrees, 1), degrees)
    rows = np.repeat(np.arange(n), degrees)
    s0 = float(weights.sum())
    value = n / s0 * float(np.sum(weights * z[rows] * z[neighbours.links])) / square
    back = 1 / np.maximum(degrees, 1)[neighbours.links]
    s1 = float(np.sum((weights + back) ** 2)) / 2
    columns = np.bincount(neighbours.links, weights=weights, minlength=n)
    s2 = float(np.sum(((degrees > 0) + columns) ** 2))
    expected = -1 / (n - 1)
    normal = (n * n * s1 - n * s2 + 3 * s0**2) / ((n * n - 1) * s0**2) - expected**2
    random = _variance_at_random(n, s0, s1, s2, z) - expected**2
    z_norm, z_rand = ((value - expected) / math.sqrt(spread) for spread in (normal, random))
    p_norm, p_rand = two_sided(np.array([z_norm, z_rand])).tolist()
    return GlobalMoran(value, expected, z_norm, z_rand, p_norm, p_rand)


def _variance_at_random(n: int, s0: float, s1: float, s2: float, z: NDArray) -> float:
    kurtosis = float(np.mean(z**4) / np.mean(z**2) ** 2)
    first = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    second = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0**2)
    return (first - second) / ((n - 1) * (n - 2) * (n - 3) * s0**2)


def _answer_moran(inputs: Values, parameters: Values) -> dict[str, Any]:
    values = inputs["values"]
    return answer_of(moran(values, from_values(inputs, len(values))))


METHODS = (
    Method(
        "moran", "Moran's I over all areas", _answer_moran, "Cliff and Ord 1981, row-standardised"
    ),
)
