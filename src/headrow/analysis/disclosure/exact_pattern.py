"""The best pattern of further cells for a small table, by whole-number programming."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headrow.analysis.disclosure.audit import Criterion
from headrow.analysis.disclosure.equations import Equations


def exact_pattern(
    part: Equations, primary: NDArray, fixed: NDArray, criterion: Criterion, cost: NDArray
) -> NDArray | None:
    """Find the cheapest cells to withhold so that every small cell can rise and fall far enough.

    For each small cell two tables are sought that fit all sums: one where it is higher, one where
    it is lower, their distance at least the criterion's width. A cell may differ from its true
    value only if it is withheld. None where no pattern exists.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    n, small = part.n, np.flatnonzero(primary)
    far = float(part.values.sum()) + 10 * criterion.width
    blocks = 2 * small.size
    rows, limits = _moves(part, n, blocks, far)
    lower = np.concatenate([np.zeros(n), np.full(n * blocks, -far)])
    upper = np.concatenate([np.ones(n), np.full(n * blocks, far)])
    lower[small] = 1.0
    upper[np.flatnonzero(fixed)] = 0.0
    for number, cell in enumerate(small):
        rise, fall = n * (1 + 2 * number) + cell, n * (2 + 2 * number) + cell
        lower[rise] = max(0.0, criterion.reach - part.values[cell])
        upper[fall] = 0.0
        rows.append(_one_row([(rise, 1.0), (fall, -1.0)], lower.size))
        limits.append((criterion.width, np.inf))
    found = milp(
        np.concatenate([np.where(primary, 0.0, cost), np.zeros(n * blocks)]),
        constraints=LinearConstraint(_stacked(rows), *np.array(_flat(limits)).T),
        integrality=np.concatenate([np.ones(n), np.zeros(n * blocks)]),
        bounds=Bounds(lower, upper),
    )
    return None if found.x is None else found.x[:n] > 0.5


def _moves(part: Equations, n: int, blocks: int, far: float) -> tuple[list, list]:
    """For each table sought: its differences cancel in every sum, and only withheld cells differ."""
    from scipy.sparse import csr_array, eye_array, hstack

    matrix, _ = part.matrix(np.arange(n))
    rows, limits = [], []
    same, own = csr_array((matrix.shape[0], n)), eye_array(n)
    for block in range(blocks):
        before, after = n * block, n * (blocks - 1 - block)
        for withheld, moved, ends in (
            (same, matrix, (0.0, 0.0)),
            (-far * own, own, (-np.inf, 0.0)),
            (csr_array(np.diag(part.values)), own, (0.0, np.inf)),
        ):
            height = moved.shape[0]
            blank = [csr_array((height, width)) for width in (before, after)]
            rows.append(hstack([withheld, blank[0], moved, blank[1]]).tocsr())
            limits.append([ends] * height)
    return rows, limits


def _one_row(entries: Sequence[tuple[Any, float]], width: int) -> Any:
    from scipy.sparse import csr_array

    columns, values = zip(*entries, strict=True)
    return csr_array((values, ([0] * len(columns), columns)), shape=(1, width))


def _stacked(rows: list) -> Any:
    from scipy.sparse import vstack

    return vstack(rows).tocsc()


def _flat(limits: list) -> list[tuple[float, float]]:
    return [pair for entry in limits for pair in (entry if isinstance(entry, list) else [entry])]
