"""The attacker's audit: how closely each withheld cell can be worked out by linear programming.

The attacker knows every shown cell, every sum he is given, and that counts are never negative.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from headrow.analysis.disclosure.equations import Equations

SLACK = 1e-6
"""Room for the solver's rounding: ranges are whole numbers apart."""


class AuditFailed(Exception):
    """The solver did not answer, so nothing may be said to be safe."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """What a withheld small cell's range must be: at least so wide, and reaching so far."""

    width: float
    reach: float

    def met(self, low: NDArray, high: NDArray) -> NDArray:
        """Whether ranges satisfy it."""
        return (high - low >= self.width - SLACK) & (high >= self.reach - SLACK)


@dataclass(slots=True)
class Witnesses:
    """Tables met by earlier audits of the same table: each fits all sums.

    One that leaves every shown cell as it is proves something whatever else is withheld.
    """

    tables: list[NDArray] = field(default_factory=list)

    def ends(self, values: NDArray, hidden: NDArray) -> tuple[NDArray, NDArray]:
        """The least and greatest value of each withheld cell over the tables that still stand."""
        truth = values[hidden]
        if not self.tables:
            return truth.copy(), truth.copy()
        met = np.array(self.tables)
        stand = (np.abs(met[:, ~hidden] - values[~hidden]) < SLACK).all(axis=1)
        kept = np.vstack([truth, met[stand][:, hidden]])
        return kept.min(axis=0), kept.max(axis=0)


class Attacker:
    """Works out ranges of withheld cells, remembering every possible table met on the way.

    Each solution widens the range of every cell at once: most cells are proven safe by solutions
    sought for others.
    """

    def __init__(
        self, table: Equations, hidden: NDArray, witnesses: Witnesses | None = None
    ) -> None:
        self.cells = np.flatnonzero(hidden)
        self.known, self.sums = table.matrix(self.cells)
        self.values = table.values
        self.witnesses = witnesses or Witnesses()
        self.low, self.high = self.witnesses.ends(table.values, hidden)
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

    def safe(self, cells: NDArray, criterion: Criterion) -> bool:
        """Whether all of some withheld cells meet the criterion; stops at the first that does not."""
        return not self._failing(cells, criterion, first_only=True)

    def unsafe(self, cells: NDArray, criterion: Criterion) -> NDArray:
        """Which of some withheld cells fail the criterion, as positions in the table."""
        return np.array(self._failing(cells, criterion, first_only=False), dtype=np.int64)

    def _failing(self, cells: NDArray, criterion: Criterion, *, first_only: bool) -> list[int]:
        waiting = self._proven_together(np.searchsorted(self.cells, cells), criterion)
        failed: list[int] = []
        while waiting.size and not (first_only and failed):
            low, high = self.range_of(int(self.cells[waiting[0]]))
            if not criterion.met(np.array(low), np.array(high)):
                failed.append(int(self.cells[waiting[0]]))
            waiting = self._not_proven(waiting[1:], criterion)
        return failed

    def _proven_together(self, places: NDArray, criterion: Criterion) -> NDArray:
        """Push all waiting cells up at once, then down, while that proves any of them safe."""
        waiting = self._not_proven(places, criterion)
        while waiting.size > 2:
            before = waiting.size
            goal = np.zeros(self.cells.size)
            goal[waiting] = 1.0
            self._solve(-goal)
            self._solve(goal)
            waiting = self._not_proven(waiting, criterion)
            if waiting.size == before:
                break
        return waiting

    def _not_proven(self, places: NDArray, criterion: Criterion) -> NDArray:
        return places[~criterion.met(self.low[places], self.high[places])]

    def _solve(self, goal: NDArray) -> NDArray:
        from scipy.optimize import linprog

        found = linprog(goal, A_eq=self.known, b_eq=self.sums, bounds=(0, self.cap), method="highs")
        if found.x is None:
            raise AuditFailed(f"The solver gave no answer: {found.message}")
        met = self.values.copy()
        met[self.cells] = found.x
        self.witnesses.tables.append(met)
        table = np.where(found.x >= self.cap - 1, np.inf, found.x)
        np.minimum(self.low, table, out=self.low)
        np.maximum(self.high, table, out=self.high)
        return table


def ranges(table: Equations, hidden: NDArray, cells: NDArray) -> dict[int, tuple[float, float]]:
    """The exact range an attacker can give for each of some withheld cells."""
    attacker = Attacker(table, hidden)
    return {int(cell): attacker.range_of(int(cell)) for cell in cells}
