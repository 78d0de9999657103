"""Near repeats (Knox): pairs of events close in place and time, against chance.

Exact places and days only. Points snapped to shared anchors give false "same place" pairs, so
monthly police.uk points are refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of

SNAPPED_SOURCES = ("police.uk",)
"""Publishers whose points stand for a street, not for a place."""


@dataclass(frozen=True, slots=True)
class Knox:
    """Pairs near in both, against what chance gives.

    expected: pairs near in place times pairs near in time over all pairs. mean_simulated and p
    come from permuting the days; null where none were drawn.
    """

    close_both: int
    close_space: int
    close_time: int
    pairs: int
    expected: float | None
    ratio: float | None
    mean_simulated: float | None
    p: float | None
    draws: int
    seed: int
    flags: tuple[str, ...] = ()


def close_pairs(points: ArrayLike, within: float, *, metric: str = "euclidean") -> NDArray:
    """List the pairs of points no further apart than `within`, as two columns of positions."""
    from scipy.spatial import cKDTree

    power = {"euclidean": 2.0, "manhattan": 1.0}[metric]
    places = np.asarray(points, dtype=float)
    # The tree works to rounding; its radius is a hair wider and the distances decide.
    return cKDTree(places).query_pairs(within * (1 + 1e-9) + 1e-9, p=power, output_type="ndarray")


def distances(points: ArrayLike, pairs: NDArray, *, metric: str = "euclidean") -> NDArray:
    """The distance of each pair, in the units of the points."""
    places = np.asarray(points, dtype=float)
    apart = np.abs(places[pairs[:, 0]] - places[pairs[:, 1]])
    return apart.sum(axis=1) if metric == "manhattan" else np.hypot(apart[:, 0], apart[:, 1])


def knox(
    points: ArrayLike,
    days: ArrayLike,
    *,
    within: float,
    day_span: int,
    beyond: float | None = None,
    metric: str = "euclidean",
    draws: int = 999,
    seed: int = 20240301,
) -> Knox:
    """Count pairs within a distance and a number of days (both inclusive), and test the number.

    beyond: leave out pairs this near or nearer; nought leaves out the same place.
    p = (1 + draws at or above the observed) / (1 + draws).
    """
    when = np.asarray(days, dtype=np.int64)
    pairs = close_pairs(points, within, metric=metric)
    apart = distances(points, pairs, metric=metric)
    pairs = pairs[(apart <= within) & ((apart > beyond) if beyond is not None else True)]
    both = int(np.count_nonzero(np.abs(when[pairs[:, 0]] - when[pairs[:, 1]]) <= day_span))
    n = when.size
    in_time, every = pairs_in_time(when, 0, day_span), n * (n - 1) // 2
    expected = len(pairs) * in_time / every if every else None
    simulated = _permuted(when, pairs, day_span, draws, seed)
    flags = () if expected else ("no_pairs",)
    return Knox(
        both,
        len(pairs),
        in_time,
        every,
        expected,
        both / expected if expected else None,
        float(simulated.mean()) if draws else None,
        float((1 + np.count_nonzero(simulated >= both)) / (1 + draws)) if draws else None,
        draws,
        seed,
        flags,
    )


def pairs_in_time(days: NDArray, low: int, high: int | None) -> int:
    """How many pairs of days lie from `low` to `high` days apart, both inclusive."""
    ordered = np.sort(days)
    here = np.arange(ordered.size)
    upper = (
        np.full(ordered.size, ordered.size)
        if high is None
        else np.searchsorted(ordered, ordered + high, side="right")
    )
    lower = np.maximum(np.searchsorted(ordered, ordered + low, side="left"), here + 1)
    return int(np.maximum(upper - lower, 0).sum())


def _permuted(days: NDArray, pairs: NDArray, span: int, draws: int, seed: int) -> NDArray:
    """Close pairs under shuffled days, 32 shuffles side by side so that memory stays small."""
    random = np.random.default_rng(seed)
    small = (days - days.min(initial=0)).astype(np.int32)
    counts = []
    for start in range(0, draws, 32):
        block = np.tile(small[:, None], (1, min(32, draws - start)))
        shuffled = random.permuted(block, axis=0)
        apart = np.abs(shuffled[pairs[:, 0]] - shuffled[pairs[:, 1]])
        counts.append(np.count_nonzero(apart <= span, axis=0))
    return np.concatenate(counts) if counts else np.empty(0, dtype=int)


def knox_table(
    points: ArrayLike,
    days: ArrayLike,
    distance_bands: Sequence[float | None],
    day_bands: Sequence[tuple[int, int | None]],
    *,
    metric: str = "euclidean",
) -> NDArray:
    """Count pairs by band: rows are distances up to each edge and over the one before.

    A first edge of nought is the same place; a last edge of None is everything further away.
    day_bands: first and last day of each band, both inclusive, None for no end.
    """
    when = np.asarray(days, dtype=np.int64)
    edges = [edge for edge in distance_bands if edge is not None]
    pairs = close_pairs(points, edges[-1], metric=metric)
    apart = distances(points, pairs, metric=metric)
    row = np.searchsorted(np.array(edges, dtype=float), apart, side="left")
    gap = np.abs(when[pairs[:, 0]] - when[pairs[:, 1]])
    table = np.zeros((len(distance_bands), len(day_bands)), dtype=np.int64)
    for column, (low, high) in enumerate(day_bands):
        inside = (gap >= low) & (gap <= (gap.max(initial=0) if high is None else high))
        table[: len(edges), column] = np.bincount(row[inside], minlength=len(edges) + 1)[
            : len(edges)
        ]
        if len(edges) < len(distance_bands):
            table[-1, column] = pairs_in_time(when, low, high) - table[:-1, column].sum()
    return table


def _answer_knox(inputs: Values, parameters: Values) -> dict[str, Any]:
    source = str(inputs.get("source", ""))
    if inputs.get("snapped") or any(name in source for name in SNAPPED_SOURCES):
        return answer_of({"result": None, "flags": ("refused_snapped_monthly",)})
    places, days = _places_and_days(inputs.get("points_xyt") or inputs["points"])
    metric = parameters.get("metric", "euclidean")
    if "distance_bands" in inputs:
        edges, bands = inputs["distance_bands"], inputs["day_bands"]
        table = knox_table(places, days, edges, bands, metric=metric)
        names = ["beyond" if edge is None else f"le{edge:g}" if edge else "same" for edge in edges]
        named = {
            f"{name}_{low}_{'on' if high is None else high}": int(table[r, c])
            for r, name in enumerate(names)
            for c, (low, high) in enumerate(bands)
        }
        return answer_of({"observed": table, **named})
    found = knox(
        places,
        days,
        within=parameters["distance"],
        day_span=parameters["days"],
        beyond=parameters.get("beyond"),
        metric=metric,
        draws=parameters.get("permutations", 999),
        seed=parameters.get("seed", 20240301),
    )
    return answer_of(
        found,
        observed=found.close_both,
        expected_independence=found.expected,
        p_mc_this_run=found.p,
    )


def _places_and_days(points: Sequence[Sequence[Any]]) -> tuple[NDArray, NDArray]:
    """Split rows of x, y and a day; days are numbers or ISO dates."""
    places = np.array([[row[0], row[1]] for row in points], dtype=float)
    days = [
        date.fromisoformat(row[2]).toordinal() if isinstance(row[2], str) else int(row[2])
        for row in points
    ]
    return places, np.array(days, dtype=np.int64)


METHODS = (
    Method(
        "knox",
        "Near repeats in place and time",
        _answer_knox,
        "Knox 1964, days permuted; Euclidean distance and inclusive days unless stated",
    ),
)
