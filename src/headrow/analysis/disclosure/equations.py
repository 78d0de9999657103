"""A table as an attacker sees it: cells, some withheld, and sums of cells that he knows.

Every sum is one equation over the cells. Totals, sub-totals, tables that share cells and areas
within areas are all held in the same way, so one audit serves them all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Equations:
    """Cells' true values, and one row an equation: the sum of its cells, signs as given, is known.

    rows, columns, signs: the filled places of the matrix, one entry a cell of an equation.
    A total that is itself a cell stands in its equation with sign -1.
    """

    values: NDArray
    rows: NDArray
    columns: NDArray
    signs: NDArray
    count: int

    @property
    def n(self) -> int:
        """How many cells there are."""
        return int(self.values.size)

    def matrix(self, cells: NDArray) -> tuple[Any, NDArray]:
        """The equations over some cells (positions), as a sparse matrix, and their known sums.

        Equations in which none of the cells stands are left out.
        """
        from scipy.sparse import csr_array

        place = np.full(self.n, -1)
        place[cells] = np.arange(cells.size)
        kept = place[self.columns] >= 0
        used, row = np.unique(self.rows[kept], return_inverse=True)
        column, sign = place[self.columns[kept]], self.signs[kept]
        made = csr_array((sign, (row, column)), shape=(used.size, cells.size))
        return made, made @ self.values[cells]

    def parts(self) -> list[NDArray]:
        """Groups of cells that no equation joins to another group: each is a table of its own."""
        from scipy.sparse import csr_array
        from scipy.sparse.csgraph import connected_components

        shape = (self.n + self.count, self.n + self.count)
        links = csr_array(
            (np.ones(self.rows.size), (self.columns, self.n + self.rows)), shape=shape
        )
        _, label = connected_components(links, directed=False)
        order = np.argsort(label[: self.n], kind="stable")
        cuts = np.flatnonzero(np.diff(label[: self.n][order])) + 1
        return np.split(order, cuts)


def equations(
    values: Sequence[float], sums: Sequence[tuple[Sequence[int], int | None]]
) -> Equations:
    """Build equations from sums: the positions added up, and the position of their total or None.

    None means that the total is known as a number and is no cell of the table.
    """
    rows, columns, signs = [], [], []
    for row, (parts, total) in enumerate(sums):
        entries = [(part, 1.0) for part in parts] + ([(total, -1.0)] if total is not None else [])
        for column, sign in entries:
            rows.append(row)
            columns.append(column)
            signs.append(sign)
    return Equations(
        np.asarray(values, dtype=float),
        np.array(rows, dtype=np.int64),
        np.array(columns, dtype=np.int64),
        np.array(signs, dtype=float),
        len(sums),
    )


def two_way(values: NDArray) -> Equations:
    """The equations of a two-way table whose row and column totals are known."""
    at = np.arange(values.size).reshape(values.shape)
    sums = [(line.tolist(), None) for line in (*at, *at.T)]
    return equations(values.ravel().tolist(), sums)


def part_of(table: Equations, cells: NDArray) -> Equations:
    """One of a table's parts, its cells numbered anew in the order given."""
    place = np.full(table.n, -1)
    place[cells] = np.arange(cells.size)
    kept = place[table.columns] >= 0
    used, rows = np.unique(table.rows[kept], return_inverse=True)
    return Equations(
        table.values[cells], rows, place[table.columns[kept]], table.signs[kept], int(used.size)
    )
