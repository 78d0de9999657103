"""Hexagons of one square kilometre: every point lies in the one whose centre is nearest."""

from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.methods import hexagons

EASTINGS = st.floats(0, 700_000)
NORTHINGS = st.floats(0, 1_300_000)


def nearest_by_trying(east: float, north: float) -> float:
    """The distance to the nearest centre, found by trying every centre for four kilometres around."""
    side = math.sqrt(2_000_000 / (3 * math.sqrt(3)))
    across, up = 1.5 * side, math.sqrt(3) * side
    first = round(east / across)
    best = math.inf
    for column in range(first - 3, first + 4):
        lift = up / 2 if column % 2 else 0.0
        row = round(north / up)
        for near in range(row - 3, row + 4):
            best = min(best, math.hypot(east - column * across, north - near * up - lift))
    return best


@given(EASTINGS, NORTHINGS)
def test_every_point_falls_in_the_hexagon_whose_centre_is_nearest(east, north):
    q, r = hexagons.hexagons_of(np.array([east]), np.array([north]))
    x, y = hexagons.centres(q, r)
    found = math.hypot(east - float(x[0]), north - float(y[0]))
    assert found <= nearest_by_trying(east, north) + 1e-6


@given(st.integers(-500, 500), st.integers(-900, 900))
def test_a_centre_leads_back_to_its_hexagon_and_a_code_to_its_numbers(q, r):
    x, y = hexagons.centres(np.array([q]), np.array([r]))
    back = hexagons.hexagons_of(x, y)
    assert (int(back[0][0]), int(back[1][0])) == (q, r)
    assert hexagons.parts_of(hexagons.code_of(q, r)) == (q, r)


@given(st.integers(-500, 500), st.integers(-900, 900))
def test_a_hexagon_is_one_square_kilometre_and_flat_at_the_top(q, r):
    ring = hexagons.corners(q, r)
    doubled = sum(
        x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, (*ring[1:], ring[0]), strict=True)
    )
    assert math.isclose(abs(doubled) / 2, 1_000_000, rel_tol=1e-6)
    highest = sorted(y for _, y in ring)[-2:]
    assert math.isclose(*highest, rel_tol=1e-9)


def test_the_origin_is_a_centre():
    q, r = hexagons.hexagons_of(np.array([0.0]), np.array([0.0]))
    assert (int(q[0]), int(r[0])) == (0, 0)
