"""The areas of the fictional force: a grid of small areas in three districts, with codes that no real place has.

Small areas lie in middle areas of two rows by three columns and in wards of five by two, so that the two do
not nest, as in life.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import cache

from headrow.vocabulary.localities import District, LocalityFile, load_locality

FORCE_CODE = "E23999001"
WEST, SOUTH = 1.5, 54.4  # in the North Sea, within the National Grid
WIDE, HIGH = 0.0145, 0.0085  # degrees; about 0.94 km by 0.95 km
ROWS = 10
# First column of the grid and columns: of the place itself, then of the districts it is compared with.
COLUMNS = ((6, 12), (0, 6), (18, 6))
CENTRE = (4, 11)  # row and column of the busy centre, in the place itself
WARD_NAMES = (
    "Abbot's Row", "Bridge End", "Castle Hill", "Dale Top", "East Bank", "Ferry Side", "Gate Field", "High Moor",
    "Ivy Mount", "Jubilee", "Kiln Green", "Long Acre",
)  # fmt: skip


def force_name() -> str:
    """The force as it names itself, from the locality's own file: no place is named in code."""
    return _declared().force


def districts() -> tuple[District, ...]:
    """The place's own district, then those it is compared with."""
    return (_declared().district, *_declared().compared_with)


@cache
def _declared() -> LocalityFile:
    return load_locality("example").declared


@dataclass(frozen=True, slots=True)
class SmallArea:
    """One cell of the grid with the areas it lies in, and what made its crime more or less likely."""

    code: str
    name: str
    row: int
    column: int
    middle: str
    middle_name: str
    ward: str
    ward_name: str
    district: str
    district_name: str
    residents: int
    households: int
    decile: int
    centre: bool
    pull: float  # how much more is recorded here than the average place, before deprivation

    @property
    def middle_point(self) -> tuple[float, float]:
        """Longitude and latitude of the middle of the cell."""
        return WEST + (self.column + 0.5) * WIDE, SOUTH + (self.row + 0.5) * HIGH


def small_areas(rng: random.Random) -> tuple[SmallArea, ...]:
    """The 240 small areas, the place's own 120 first, in order of code."""
    found: list[SmallArea] = []
    for place, (district, (first, columns)) in enumerate(zip(districts(), COLUMNS, strict=True)):
        for row in range(ROWS):
            for column in range(first, first + columns):
                cell = (row, column, column - first, columns)
                found.append(_small_area(rng, len(found), place, district, cell))
    return tuple(found)


def _small_area(
    rng: random.Random, number: int, place: int, district: District, cell: tuple[int, int, int, int]
) -> SmallArea:
    row, column, across, columns = cell
    name = district.name
    middle = (row // 2) * math.ceil(columns / 3) + across // 3 + 1
    ward = (row // 5) * math.ceil(columns / 2) + across // 2 + 1
    ward_name = WARD_NAMES[ward - 1] if place == 0 else f"{name} Ward {ward}"
    distance = math.hypot(row - CENTRE[0], column - CENTRE[1])
    centre = place == 0 and distance < 1.2
    residents = rng.randint(900, 1400) if centre else rng.randint(1250, 1950)
    return SmallArea(
        code=f"E01999{number + 1:03d}", name=f"{name} {middle:03d}{'ABCDEF'[(row % 2) * 3 + across % 3]}",
        row=row, column=column,
        middle=f"E02999{place + 1}{middle:02d}", middle_name=f"{name} {middle:03d}",
        ward=f"E05999{place + 1}{ward:02d}", ward_name=ward_name,
        district=district.code, district_name=name,
        residents=residents, households=round(residents / rng.uniform(2.1, 2.6)),
        decile=min(10, max(1, round(1 + distance * 0.85 + rng.gauss(0, 1.3)))),
        centre=centre, pull=rng.lognormvariate(0, 0.35),
    )  # fmt: skip


def corner(row: int, column: int) -> tuple[float, float]:
    """A corner of the grid, moved a little, the same for every area that shares it."""
    shift = random.Random(row * 1000 + column)
    return (
        round(WEST + (column + shift.uniform(-0.18, 0.18)) * WIDE, 6),
        round(SOUTH + (row + shift.uniform(-0.18, 0.18)) * HIGH, 6),
    )


def outline(cells: list[SmallArea]) -> list[tuple[float, float]]:
    """The ring around a rectangle of cells, clockwise and closed, through every corner on its edge."""
    rows, columns = [cell.row for cell in cells], [cell.column for cell in cells]
    low, high, left, right = min(rows), max(rows) + 1, min(columns), max(columns) + 1
    up = [(row, left) for row in range(low, high)]
    across = [(high, column) for column in range(left, right)]
    down = [(row, right) for row in range(high, low, -1)]
    back = [(low, column) for column in range(right, left, -1)]
    return [corner(row, column) for row, column in (*up, *across, *down, *back, (low, left))]
