"""Conditional permutation of Gi* and local Moran, by one sweep over the areas.

One set of draws serves every area, as in esda: a draw is an ordered list of positions among the
other n - 1 areas, and an area of k neighbours takes the first k of them. Going from area i to
i + 1, the value left out changes, and only the draws that hold position i are touched: they
exchange y[i + 1] for y[i]. So a whole sweep costs draws x k exchanges in place of n x draws x k
look-ups; what is left is to count, for each area, the draws at or beyond its own sum.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.clusters import gi_star_z, local_moran_values
from headrow.analysis.methods.neighbours import Neighbours


@dataclass(frozen=True, slots=True)
class Permuted:
    """A local statistic with its pseudo p: one-sided towards the nearer tail; NaN for islands.

    p = (1 + draws at least as extreme) / (1 + draws); double it, up to 1, for a two-sided one.
    """

    values: NDArray
    p: NDArray
    draws: int
    seed: int | None


def gi_star_permuted(
    values: ArrayLike,
    neighbours: Neighbours,
    *,
    draws: int = 999,
    seed: int = 20240301,
    positions: NDArray | None = None,
) -> Permuted:
    """Give Gi* (analytic z) with pseudo p values from conditional permutation.

    positions: draws to use instead of seeded ones, shape (draws, at least the largest degree).
    The area's own value stands on both sides of the comparison, so only its neighbours count.
    """
    y = np.asarray(values, dtype=float)
    drawn = _positions(neighbours, draws, seed) if positions is None else positions
    at_least, at_most = _tails(y, neighbours, drawn)
    p = _folded(at_least, at_most, drawn.shape[0], neighbours)
    return Permuted(gi_star_z(y, neighbours), p, drawn.shape[0], seed)


def local_moran_permuted(
    values: ArrayLike,
    neighbours: Neighbours,
    *,
    draws: int = 999,
    seed: int = 20240301,
    positions: NDArray | None = None,
) -> Permuted:
    """Give local Moran's I with pseudo p values from conditional permutation.

    Folding makes the sign of the area's own value immaterial, save for a value equal to the mean:
    every draw then ties, and p is 1.
    """
    y = np.asarray(values, dtype=float)
    drawn = _positions(neighbours, draws, seed) if positions is None else positions
    at_least, at_most = _tails(y, neighbours, drawn)
    p = _folded(at_least, at_most, drawn.shape[0], neighbours)
    p[(y == y.mean()) & (neighbours.degrees > 0)] = 1.0
    return Permuted(local_moran_values(y, neighbours), p, drawn.shape[0], seed)


def draw_positions(n: int, k: int, draws: int, seed: int) -> NDArray:
    """Draw ordered samples of k distinct positions out of n, shape (draws, k), each equally likely.

    Rows with a repeat are drawn again, which leaves every ordered sample equally likely.
    """
    random = np.random.default_rng(seed)
    if k * k > 6 * n:
        every = np.tile(np.arange(n, dtype=np.int32), (draws, 1))
        return random.permuted(every, axis=1)[:, :k]
    rows = random.integers(0, n, size=(draws, k), dtype=np.int32)
    wrong = np.arange(draws)
    while wrong.size:
        ordered = np.sort(rows[wrong], axis=1)
        wrong = wrong[(ordered[:, 1:] == ordered[:, :-1]).any(axis=1)]
        rows[wrong] = random.integers(0, n, size=(wrong.size, k), dtype=np.int32)
    return rows


def _positions(neighbours: Neighbours, draws: int, seed: int) -> NDArray:
    return draw_positions(neighbours.n - 1, int(neighbours.degrees.max(initial=0)), draws, seed)


def _folded(at_least: NDArray, at_most: NDArray, draws: int, neighbours: Neighbours) -> NDArray:
    p = (1 + np.minimum(at_least, at_most)) / (1 + draws)
    return np.where(neighbours.degrees > 0, p, np.nan)


def _tails(y: NDArray, neighbours: Neighbours, positions: NDArray) -> tuple[NDArray, NDArray]:
    """For each area, how many draws have a sum of at least, and of at most, its neighbours' sum."""
    observed = neighbours.sums(y)
    degrees = neighbours.degrees
    # Whole numbers add up exactly, so ties are ties. Others may differ by rounding alone.
    whole = bool((y == np.round(y)).all())
    slack = 0.0 if whole else 1e-12 * float(np.abs(y).max()) * max(1, int(degrees.max()))
    at_least, at_most = np.zeros(y.size, dtype=np.int64), np.zeros(y.size, dtype=np.int64)
    for k in np.unique(degrees[degrees > 0]):
        where = np.flatnonzero(degrees == k)
        sweep = _Sweep(y, positions[:, :k], where, observed[where], slack)
        at_least[where], at_most[where] = sweep.counts()
    return at_least, at_most


class _Sweep:
    """The walk over all areas of one degree, with one running sum for each draw."""

    def __init__(
        self, y: NDArray, positions: NDArray, where: NDArray, observed: NDArray, slack: float
    ) -> None:
        self.draws = positions.shape[0]
        self.where, self.observed, self.slack = where, observed, slack
        # Position j holds y[j + 1] until the walk has passed area j, y[j] from area j + 1 on.
        self.sums = y[positions + 1].sum(axis=1)
        times = positions.ravel() + 1
        order = np.argsort(times, kind="stable")
        self.times = times[order]
        self.draw = np.repeat(np.arange(self.draws), positions.shape[1])[order]
        self.step = (y[self.times - 1] - y[self.times]) if order.size else np.empty(0)

    def counts(self) -> tuple[NDArray, NDArray]:
        """Count the draws at or beyond each area's sum, block by block."""
        size = self._block_size()
        at_least, at_most = np.empty_like(self.where), np.empty_like(self.where)
        done = 0
        for start in range(0, self.where.size, size):
            block = slice(start, min(start + size, self.where.size))
            first, last = self.where[block][[0, -1]]
            reached = np.searchsorted(self.times, first, side="right")
            self.sums += np.bincount(
                self.draw[done:reached], weights=self.step[done:reached], minlength=self.draws
            )
            done = reached
            stop = np.searchsorted(self.times, last, side="right")
            at_least[block], at_most[block] = self._block(block, slice(reached, stop))
        return at_least, at_most

    def _block_size(self) -> int:
        """Balance sorting the sums for each block against the exchanges inside it (measured)."""
        return max(1, int((self.where.size * 40_000 / max(1, self.times.size)) ** 0.5))

    def _block(self, block: slice, inside: slice) -> tuple[NDArray, NDArray]:
        """Count in one block: all draws as they stand at its start, then the exchanges in it."""
        low, high = self.observed[block] - self.slack, self.observed[block] + self.slack
        standing = np.sort(self.sums)
        at_least = self.draws - np.searchsorted(standing, low, side="left")
        at_most = np.searchsorted(standing, high, side="right")
        if inside.stop > inside.start:
            times, before, after = self._exchanges(inside)
            passed = times[:, None] <= self.where[block]
            gained = (after[:, None] >= low).astype(np.int8) - (before[:, None] >= low)
            at_least = at_least + (gained * passed).sum(axis=0)
            gained = (after[:, None] <= high).astype(np.int8) - (before[:, None] <= high)
            at_most = at_most + (gained * passed).sum(axis=0)
        return at_least, at_most

    def _exchanges(self, inside: slice) -> tuple[NDArray, NDArray, NDArray]:
        """Each exchange of a block: when it happens, and its draw's sum before and after."""
        order = np.argsort(self.draw[inside], kind="stable")
        draw, step = self.draw[inside][order], self.step[inside][order]
        running = np.cumsum(step)
        opens = np.r_[True, draw[1:] != draw[:-1]]
        offset = np.repeat(
            (running - step)[opens], np.diff(np.r_[np.flatnonzero(opens), draw.size])
        )
        after = self.sums[draw] + running - offset
        return self.times[inside][order], after - step, after
