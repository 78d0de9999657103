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
    slack = 1e-12 * float(np.abs(y).max(initial=0)) * max(1, int(degrees.max(initial=0)))
    at_least, at_most = np.zeros(y.size, dtype=np.int64), np.zeros(y.size, dtype=np.int64)
    for k in np.unique(degrees[degrees > 0]):
        where = np.flatnonzero(degrees == k)
        walk = _walk(y, positions[:, :k], where)
        low, high = walk.counts(*walk.ranked(observed[where], slack))
        at_least[where] = positions.shape[0] - low
        at_most[where] = high
    return at_least, at_most


@dataclass(frozen=True, slots=True)
class _Walk:
    """All areas of one degree in order, and every exchange that a draw's sum meets on the way.

    Sums are held as ranks, from 0 to `size`. Exchange e lifts or lowers one draw's rank from
    before[e] to after[e], from the area at place[e] on. The walk is cut into blocks of areas: what
    happened up to a block's first area is one row of a table, what happens inside it is a few pairs.
    """

    first: NDArray
    place: NDArray
    before: NDArray
    after: NDArray
    sums: NDArray
    whole: bool
    size: int
    areas: int
    block: int

    def ranked(self, observed: NDArray, slack: float) -> tuple[NDArray, NDArray]:
        """How many ranks lie below each observed sum, and at or below it, ties within the slack."""
        if self.whole:
            below = np.clip(observed - self.sums[0], 0, self.size).astype(np.int64)
            up_to = np.clip(observed - self.sums[0] + 1, 0, self.size).astype(np.int64)
            return below, up_to
        return (
            np.searchsorted(self.sums, observed - slack, side="left"),
            np.searchsorted(self.sums, observed + slack, side="right"),
        )

    def below(self) -> NDArray:
        """For each block, as it stands at its first area: how many draws lie below each rank."""
        blocks = -(-self.areas // self.block)
        opens = -(-self.place // self.block)
        width, kept = self.size + 1, opens < blocks
        shape = (blocks, width)
        cells = opens[kept] * width + 1
        change = np.bincount(cells + self.after[kept], minlength=blocks * width)
        change -= np.bincount(cells + self.before[kept], minlength=blocks * width)
        table = change[: blocks * width].reshape(shape).astype(np.int32)
        table[0] += np.bincount(self.first + 1, minlength=width).astype(np.int32)
        np.cumsum(table, axis=0, out=table)
        return np.cumsum(table, axis=1, out=table)

    def counts(self, *ranks: NDArray) -> list[NDArray]:
        """For each area, how many draws lie below each of some ranks when the walk comes to it."""
        below = self.below()
        block = np.arange(self.areas) // self.block
        area, before, after = self._inside()
        found = []
        for rank in ranks:
            gained = (after < rank[area]).view(np.int8) - (before < rank[area]).view(np.int8)
            inside = np.bincount(area, weights=gained, minlength=self.areas)
            found.append(below[block, rank] + inside.astype(np.int64))
        return found

    def _inside(self) -> tuple[NDArray, NDArray, NDArray]:
        """The exchanges inside blocks, each paired with the areas from its place to the block's end."""
        inside = np.flatnonzero((self.place % self.block != 0) & (self.place < self.areas))
        place = self.place[inside]
        reach = np.minimum(self.block - place % self.block, self.areas - place)
        event = np.repeat(inside, reach)
        area = np.arange(event.size) - np.repeat(np.cumsum(reach) - reach - place, reach)
        return area, self.before[event], self.after[event]


def _walk(y: NDArray, positions: NDArray, where: NDArray) -> _Walk:
    """Follow every draw of one degree over all areas of that degree."""
    held = np.sort(positions, axis=1)
    # Position j holds y[j + 1] until the walk has passed area j, y[j] from area j + 1 on.
    start = y[held + 1].sum(axis=1)
    after = start[:, None] + np.cumsum(y[held] - y[held + 1], axis=1)
    sums = np.column_stack([start, after])
    whole = bool((y == np.round(y)).all())
    if whole:
        least = sums.min()
        ranks, known = (sums - least).astype(np.int64), np.array([least])
        size = int(ranks.max()) + 1
    else:
        known, inverse = np.unique(sums, return_inverse=True)
        ranks, size = inverse.reshape(sums.shape), known.size
    passed = np.zeros(y.size + 1, dtype=np.int64)
    passed[where + 1] = 1
    place = np.cumsum(passed)[held.ravel() + 1]
    # Measured: a table's cell costs about a quarter of a pair inside a block.
    block = max(1, int((where.size * size / (4.0 * place.size)) ** 0.5))
    return _Walk(
        ranks[:, 0],
        place,
        ranks[:, :-1].ravel(),
        ranks[:, 1:].ravel(),
        known,
        whole,
        size,
        where.size,
        block,
    )
