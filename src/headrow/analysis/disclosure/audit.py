"""The attacker's audit: how closely each withheld cell can be worked out by linear programming.

The attacker knows every shown cell, every sum he is given, and that counts are never negative.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headrow.analysis.disclosure.equations import Equations

SLACK = 1e-6
"""Room for the solver's rounding: ranges are whole numbers apart."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a withheld small cell's range must be: at least so wide, and reaching so far."""

    width: float
    reach: float

    def met(self, low: NDArray, high: NDArray) -> NDArray:
        """Whether ranges satisfy it."""
        return (high - low >= self.width - SLACK) & (high >= self.reach - SLACK)


class Attacker:
    """Works out ranges of withheld cells, remembering every possible table met on the way.

    Each solution is a table that fits all that is known, so it widens the range of every cell at
    once: most cells are proven safe by solutions sought for others.
    """

    def __init__(self, table: Equations, hidden: NDArray) -> None:
        self.cells = np.flatnonzero(hidden)
        self.known, self.sums = table.matrix(self.cells)
        self.low = table.values[self.cells].copy()
        self.high = self.low.copy()
        # A cell that no sum bounds would run away: it is stopped far above anything in the table.
        self.cap = float(table.values.sum()) + 1000

    def range_of(self, cell: int) -> tuple[float, float]:
        """The exact range of one withheld cell (by its position in the table)."""
        place = int(np.searchsorted(self.cells, cell))
        goal = np.zeros(self.cells.size)
        goal[place] = 1.0
        low = self._solve(goal)[place]
        high = self._solve(-goal)[place]
        return float(low), float(high)

    def unsafe(self, cells: NDArray, criterion: Criterion) -> NDArray:
        """Which of some withheld cells fail the criterion, as positions in the table."""
        places = np.searchsorted(self.cells, cells)
        waiting = self._not_proven(places, criterion)
        for sign in (-1.0, 1.0):
            if waiting.size:
                goal = np.zeros(self.cells.size)
                goal[waiting] = sign
                self._solve(goal)
                waiting = self._not_proven(waiting, criterion)
        failed = []
        while waiting.size:
            place = waiting[0]
            low, high = self.range_of(int(self.cells[place]))
            if not criterion.met(np.array(low), np.array(high)):
                failed.append(self.cells[place])
            waiting = self._not_proven(waiting[1:], criterion)
        return np.array(failed, dtype=np.int64)

    def _not_proven(self, places: NDArray, criterion: Criterion) -> NDArray:
        return places[~criterion.met(self.low[places], self.high[places])]

    def _solve(self, goal: NDArray) -> NDArray:
        from scipy.optimize import linprog

        found = linprog(goal, A_eq=self.known, b_eq=self.sums, bounds=(0, self.cap), method="highs")
        if found.x is None:
            raise AuditFailed(f"The solver gave no answer: {found.message}")
        table = np.where(found.x >= self.cap - 1, np.inf, found.x)
        np.minimum(self.low, table, out=self.low)
        np.maximum(self.high, table, out=self.high)
        return table


class AuditFailed(Exception):
    """The solver did not answer, so nothing may be said to be safe."""


def ranges(table: Equations, hidden: NDArray, cells: NDArray) -> dict[int, tuple[float, float]]:
    """The exact range an attacker can give for each of some withheld cells."""
    attacker = Attacker(table, hidden)
    return {int(cell): attacker.range_of(int(cell)) for cell in cells}
