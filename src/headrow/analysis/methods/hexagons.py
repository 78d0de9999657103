"""Hexagons of one square kilometre on the National Grid, flat at the top, with the grid's origin as one centre.

Axial coordinates (q, r) name a hexagon; its code is "H" and the two numbers. Used where no boundaries are held,
because published points are snapped and no smaller cell would be honest.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

SQUARE_METRES = 1_000_000.0
# The area of a regular hexagon of side s is 3/2 sqrt(3) s^2.
SIDE = math.sqrt(SQUARE_METRES / (1.5 * math.sqrt(3.0)))
SPAN = 65_536  # q and r are packed into one whole number for fast grouping


def centres(
    q: NDArray[np.int64], r: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Eastings and northings (metres) of hexagon centres."""
    east, north = SIDE * 1.5 * q, SIDE * math.sqrt(3.0) * (r + q / 2.0)
    return east.astype(np.float64), north.astype(np.float64)


def hexagons_of(
    eastings: NDArray[np.float64], northings: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The hexagon (q, r) that holds each point; eastings and northings in metres, one pair a point.

    Method: cube rounding, the coordinate furthest from a whole number is taken from the other two.
    """
    x = eastings / (SIDE * 1.5)
    z = northings / (SIDE * math.sqrt(3.0)) - x / 2.0
    y = -x - z
    rx, ry, rz = np.rint(x), np.rint(y), np.rint(z)
    dx, dy, dz = abs(rx - x), abs(ry - y), abs(rz - z)
    fix_x = (dx > dy) & (dx > dz)
    fix_z = ~fix_x & (dz >= dy)
    rx = np.where(fix_x, -ry - rz, rx)
    rz = np.where(fix_z, -rx - ry, rz)
    return rx.astype(np.int64), rz.astype(np.int64)


def code_of(q: int, r: int) -> str:
    """The code of a hexagon."""
    return f"H{q}_{r}"


def parts_of(code: str) -> tuple[int, int]:
    """The hexagon (q, r) of a code. Raises ValueError when it is no hexagon's code."""
    q, _, r = code.removeprefix("H").partition("_")
    return int(q), int(r)


def corners(q: int, r: int) -> tuple[tuple[float, float], ...]:
    """The six corners (easting, northing) in metres, in order round the hexagon."""
    east, north = SIDE * 1.5 * q, SIDE * math.sqrt(3.0) * (r + q / 2.0)
    return tuple(
        (
            east + SIDE * math.cos(math.radians(60 * step)),
            north + SIDE * math.sin(math.radians(60 * step)),
        )
        for step in range(6)
    )


def neighbours_of(q: int, r: int) -> tuple[tuple[int, int], ...]:
    """The six hexagons that share a side."""
    return ((q + 1, r), (q + 1, r - 1), (q, r - 1), (q - 1, r), (q - 1, r + 1), (q, r + 1))
