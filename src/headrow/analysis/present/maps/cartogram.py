"""One hexagon for each area, each near its place: for narrow pages, where small areas would vanish."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

FILLED = (
    0.62  # share of the outline's box that the hexagons fill; the rest keeps outlying places apart
)
PULL = 0.35  # how strongly a hexagon is drawn to the middle, so that few stand alone


@dataclass(frozen=True, slots=True)
class Cartogram:
    """Centres by area code in units of a hexagon's width (1 from flat side to flat side), y downwards."""

    centres: dict[str, tuple[float, float]]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all hexagons, corners included."""
        xs = [x for x, _ in self.centres.values()]
        ys = [y for _, y in self.centres.values()]
        reach = 1 / math.sqrt(3)
        return min(xs) - 0.5, min(ys) - reach, max(xs) + 0.5, max(ys) + reach


def fitted(places: Mapping[str, tuple[float, float]]) -> Cartogram:
    """Give each area the cell of a hexagon lattice that moves all of them least together.

    places: the middle of each area, in any flat unit, y downwards; at least one.
    Method: least sum of squared distances with a pull to the middle, by linear assignment; areas are taken
    in the order of their codes, so that the same places give the same cells.
    """
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    codes = sorted(places)
    points = np.array([places[code] for code in codes], dtype=float)
    low, high = points.min(axis=0), points.max(axis=0)
    box = np.maximum(high - low, 1e-9)
    # A pointy-top hexagon of width 1 covers sqrt(3)/2; the unit is set so that all of them fill their share.
    unit = math.sqrt(FILLED * float(np.prod(box)) / (len(codes) * math.sqrt(3) / 2))
    unit = max(unit, float(box.max()) / (3 * len(codes)))
    scaled = (points - low) / unit
    cells = _lattice(box / unit)
    middle = np.median(scaled, axis=0)
    apart = ((scaled[:, None, :] - cells[None, :, :]) ** 2).sum(axis=2)
    pull = np.sqrt(((cells - middle) ** 2).sum(axis=1))
    rows, columns = linear_sum_assignment(apart + PULL * pull[None, :])
    chosen = {
        codes[row]: (float(cells[column][0]), float(cells[column][1]))
        for row, column in zip(rows, columns, strict=True)
    }
    return Cartogram(chosen)


def _lattice(size):  # type: ignore[no-untyped-def]
    """Centres of pointy-top hexagons of width 1 over a box with one cell to spare on each side."""
    import numpy as np

    rise = math.sqrt(3) / 2
    rows = range(-2, math.ceil(float(size[1]) / rise) + 3)
    columns = range(-2, math.ceil(float(size[0])) + 3)
    return np.array([(column + (row % 2) / 2, row * rise) for row in rows for column in columns])


def hexagon_path(x: float, y: float, width: float) -> str:
    """A pointy-top hexagon about a point, in steps rounded to a tenth."""
    half, side = width / 2, width / math.sqrt(3)
    points = ((0, -side), (half, -side / 2), (half, side / 2), (0, side), (-half, side / 2),
              (-half, -side / 2))  # fmt: skip
    return "M" + "L".join(f"{x + dx:.1f} {y + dy:.1f}" for dx, dy in points) + "z"
