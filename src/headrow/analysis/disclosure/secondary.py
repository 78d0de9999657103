"""Secondary suppression: which further cells to withhold so that sums give no small cell away.

Small tables are solved exactly (fewest further cells, then least value); others cell by cell, each
time by the cheapest way to let an unsafe cell rise. Either way the attacker's audit has the last word.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headrow.analysis.disclosure.audit import Attacker, Criterion, Witnesses
from headrow.analysis.disclosure.equations import Equations, part_of
from headrow.analysis.disclosure.exact_pattern import exact_pattern

EXACT_UP_TO = 600
"""Cells times small cells up to which the exact pattern is sought."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """Which cells are withheld, and the small cells (positions) that no pattern can protect."""

    hidden: NDArray
    unprotected: tuple[int, ...]


def suppress(
    table: Equations, primary: NDArray, criterion: Criterion, *, open_cells: NDArray | None = None
) -> Suppression:
    """Withhold small cells and as few others as keep them safe from the attacker.

    primary: which cells are small. open_cells: which may never be withheld, being known already.
    A cell that stays unprotected can only be kept by withholding a sum: the caller is told.
    """
    hidden = primary.copy()
    fixed = np.zeros(table.n, dtype=bool) if open_cells is None else open_cells & ~primary
    lost: list[int] = []
    for cells in table.parts():
        if not primary[cells].any():
            continue
        part = part_of(table, cells)
        found, failed = _protect_part(part, primary[cells], fixed[cells], criterion)
        hidden[cells] = found
        lost.extend(int(cells[place]) for place in failed)
    return Suppression(hidden, tuple(sorted(lost)))


def costs_of(values: NDArray) -> NDArray:
    """What withholding each cell costs: one cell first, its value second; a nought last of all."""
    most = float(values.sum()) + 1
    return np.where(values > 0, most + values, 1000 * most)


def _protect_part(
    part: Equations, primary: NDArray, fixed: NDArray, criterion: Criterion
) -> tuple[NDArray, list[int]]:
    small, met = np.flatnonzero(primary), Witnesses()
    unsafe = Attacker(part, primary, met).unsafe(small, criterion)
    if not unsafe.size:
        return primary, []
    if part.n * small.size <= EXACT_UP_TO:
        best = exact_pattern(part, primary, fixed, criterion, costs_of(part.values))
        if best is not None and Attacker(part, best, met).safe(small, criterion):
            return best, []
    hidden, lost = _cell_by_cell(part, primary, fixed, criterion, met, unsafe)
    return (hidden if lost else _tidied(part, primary, hidden, criterion, met)), lost


def _cell_by_cell(
    part: Equations,
    primary: NDArray,
    fixed: NDArray,
    criterion: Criterion,
    met: Witnesses,
    unsafe: NDArray,
) -> tuple[NDArray, list[int]]:
    """Give each unsafe cell its range in the cheapest way, withholding what must move with it."""
    hidden, lost = primary.copy(), set[int]()
    small = np.flatnonzero(primary)
    while unsafe.size:
        for cell in unsafe:
            moved = _cheapest_room(part, int(cell), hidden, fixed, criterion)
            if moved is None:
                lost.add(int(cell))
                hidden |= _tied(part, int(cell)) & ~fixed
            else:
                hidden |= moved
        left = np.array([cell for cell in small if int(cell) not in lost], dtype=np.int64)
        unsafe = Attacker(part, hidden, met).unsafe(left, criterion)
    # What was withheld for other cells may have made a lost one safe after all.
    gone = np.array(sorted(lost), dtype=np.int64)
    return hidden, [int(cell) for cell in Attacker(part, hidden, met).unsafe(gone, criterion)]


def _cheapest_room(
    part: Equations, cell: int, hidden: NDArray, fixed: NDArray, criterion: Criterion
) -> NDArray | None:
    """The cells that must move to give a small one its range, at least cost; None if none do.

    All of the range above the true value is tried first, then more and more of it below.
    """
    least = max(0.0, criterion.reach - float(part.values[cell]))
    fall = 0.0
    while (rise := criterion.width - fall) >= least and fall <= part.values[cell]:
        up = _cheapest_move(part, cell, max(rise, least), hidden, fixed)
        down = _cheapest_move(part, cell, -fall, hidden, fixed) if fall else hidden
        if up is not None and down is not None:
            return up | down
        fall += 1.0
    return None


def _cheapest_move(
    part: Equations, cell: int, by: float, hidden: NDArray, fixed: NDArray
) -> NDArray | None:
    """The cells that move when one cell moves by so much, at least cost; None where it cannot."""
    from scipy.optimize import linprog
    from scipy.sparse import hstack

    n = part.n
    matrix, _ = part.matrix(np.arange(n))
    # Withheld cells move almost free, so that what is withheld already is used first.
    price = np.where(hidden, 1e-3, costs_of(part.values))
    up = np.where(fixed, 0.0, float(part.values.sum()) + 10 * abs(by))
    down = np.where(fixed, 0.0, part.values)
    least = np.zeros(2 * n)
    up[cell], down[cell] = max(by, 0.0), max(-by, 0.0)
    least[cell], least[n + cell] = up[cell], down[cell]
    found = linprog(
        np.concatenate([price, price]),
        A_eq=hstack([matrix, -matrix]).tocsr(),
        b_eq=np.zeros(matrix.shape[0]),
        bounds=np.column_stack([least, np.concatenate([up, down])]),
        method="highs",
    )
    return None if found.x is None else (found.x[:n] + found.x[n:]) > 1e-7


def _tied(part: Equations, cell: int) -> NDArray:
    """Every cell that shares an equation with a cell."""
    rows = part.rows[part.columns == cell]
    tied = np.zeros(part.n, dtype=bool)
    tied[part.columns[np.isin(part.rows, rows)]] = True
    return tied


def _tidied(
    part: Equations, primary: NDArray, hidden: NDArray, criterion: Criterion, met: Witnesses
) -> NDArray:
    """Show again each further cell that turned out not to be needed, dearest first."""
    further, small = np.flatnonzero(hidden & ~primary), np.flatnonzero(primary)
    cost = costs_of(part.values)
    for cell in further[np.argsort(-cost[further], kind="stable")]:
        without = hidden.copy()
        without[cell] = False
        if Attacker(part, without, met).safe(small, criterion):
            hidden = without
    return hidden
