"""Who is whose neighbour: links between areas, held in compressed rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Links between n areas: area i's neighbours are `links[starts[i]:starts[i + 1]]`.

    An area is never its own neighbour here; methods that count it in add it themselves.
    """

    starts: NDArray
    links: NDArray

    @property
    def n(self) -> int:
        """How many areas there are."""
        return self.starts.size - 1

    @property
    def degrees(self) -> NDArray:
        """How many neighbours each area has."""
        return np.diff(self.starts)

    @property
    def islands(self) -> NDArray:
        """Positions of the areas without a neighbour: they have no local statistic."""
        return np.flatnonzero(self.degrees == 0)

    def sums(self, values: NDArray) -> NDArray:
        """Add up each area's neighbours' values; nought for an island."""
        rows = np.repeat(np.arange(self.n), self.degrees)
        return np.bincount(rows, weights=values[self.links], minlength=self.n)


def from_pairs(n: int, pairs: ArrayLike) -> Neighbours:
    """Build neighbours from pairs of positions; each pair counts both ways, once.

    pairs: shape (m, 2), in any order, repeats and self-pairs dropped.
    """
    ends = np.sort(np.asarray(pairs, dtype=np.int64).reshape(-1, 2), axis=1)
    keys = np.sort(ends[:, 0] * n + ends[:, 1])
    keys = keys[np.concatenate([[True], keys[1:] != keys[:-1]])] if keys.size else keys
    first, second = keys // n, keys % n
    first, second = first[first != second], second[first != second]
    rows, links = np.concatenate([first, second]), np.concatenate([second, first])
    order = np.lexsort((links, rows))
    return from_rows(n, rows[order], links[order])


def from_rows(n: int, rows: ArrayLike, links: ArrayLike) -> Neighbours:
    """Build neighbours from two columns, `rows` sorted, each link given in both directions."""
    degrees = np.bincount(np.asarray(rows, dtype=np.int64), minlength=n)
    starts = np.concatenate([[0], np.cumsum(degrees)])
    return Neighbours(starts, np.asarray(links, dtype=np.int64))


def from_lists(lists: Iterable[Sequence[int]]) -> Neighbours:
    """Build neighbours from one list of positions an area, self left out."""
    kept = [[link for link in row if link != i] for i, row in enumerate(lists)]
    starts = np.concatenate([[0], np.cumsum([len(row) for row in kept])]).astype(np.int64)
    return Neighbours(starts, np.array([link for row in kept for link in row], dtype=np.int64))


def from_values(inputs: Mapping[str, Any], n: int) -> Neighbours:
    """Read neighbours from a JSON input: `neighbours` (a list an area) or `pairs` of positions."""
    if "neighbours" in inputs:
        return from_lists(inputs["neighbours"])
    return from_pairs(n, inputs["pairs"])
