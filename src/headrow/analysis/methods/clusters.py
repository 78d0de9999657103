"""Places that are high or low together: Getis and Ord's Gi*, and local Moran."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of
from headrow.analysis.methods.multiple_tests import Q, false_discovery, two_sided
from headrow.analysis.methods.neighbours import Neighbours, from_values

MIN_AREAS = 30
"""Local statistics on fewer areas are refused."""

MIN_EVENTS = 100
"""Months or types with fewer events are not mapped as hot or cold."""


@dataclass(frozen=True, slots=True)
class HotAreas:
    """Gi* of each area: z, p before and after adjustment, and the class it may be mapped in.

    classes: "hot", "cold", "none", or "not-assessed" for islands and missing values.
    """

    z: NDArray
    p: NDArray
    p_adj: NDArray
    classes: tuple[str, ...]
    islands: tuple[int, ...]
    q: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocalMoran:
    """Local Moran of each area, its analytic p and class (high-high, low-low, high-low, low-high).

    classes also hold "none" and "not-assessed".
    """

    values: NDArray
    z: NDArray
    p: NDArray
    p_adj: NDArray
    classes: tuple[str, ...]
    islands: tuple[int, ...]
    q: float
    flags: tuple[str, ...] = ()


def gi_star_z(values: ArrayLike, neighbours: Neighbours) -> NDArray:
    """Give the analytic z of Gi* with binary weights, the area itself counted in.

    values: one number an area, none missing. NaN for islands, and everywhere without variation.
    Source: Getis and Ord (1992), Ord and Getis (1995); s with divisor n.
    """
    y = np.asarray(values, dtype=float)
    n, mean, s = y.size, y.mean(), y.std()
    weight = neighbours.degrees + 1.0
    with np.errstate(divide="ignore", invalid="ignore"):
        spread = s * np.sqrt((n * weight - weight**2) / (n - 1))
        z = (neighbours.sums(y) + y - mean * weight) / spread
    z[(neighbours.degrees == 0) | ~np.isfinite(z)] = np.nan
    return z


def hot_areas(
    values: ArrayLike,
    neighbours: Neighbours,
    *,
    q: float = Q,
    min_areas: int = MIN_AREAS,
    min_events: float = MIN_EVENTS,
) -> HotAreas:
    """Find the areas that are high or low with their neighbours, allowing for their number.

    values: counts or rates, one an area, in the order of `neighbours`. Refused, every class
    "not-assessed", under 30 areas or 100 events (pass min_events=0 for rates).
    Method: analytic Gi* with Benjamini and Hochberg.
    """
    y = np.asarray(values, dtype=float)
    flags = _refusals(y, min_areas, min_events)
    z = gi_star_z(y, neighbours) if not flags else np.full(y.size, np.nan)
    p = two_sided(z)
    adjusted = false_discovery(p)
    names = np.select(
        [np.isnan(z), (adjusted <= q) & (z > 0), (adjusted <= q) & (z < 0)],
        ["not-assessed", "hot", "cold"],
        default="none",
    )
    islands = tuple(int(i) for i in neighbours.islands)
    return HotAreas(z, p, adjusted, tuple(names.tolist()), islands, q, flags)


def _refusals(y: NDArray, min_areas: int, min_events: float) -> tuple[str, ...]:
    if y.size < min_areas:
        return (f"under_{min_areas}_areas",)
    if np.isnan(y).any():
        return ("missing_values",)
    if y.sum() < min_events:
        return (f"under_{min_events:g}_events",)
    return () if y.std() > 0 else ("no_variation",)


def local_moran_values(values: ArrayLike, neighbours: Neighbours) -> NDArray:
    """Give local Moran's I with row-standardised weights and m2 over n - 1; NaN for islands.

    Source: Anselin (1995), in esda's convention.
    """
    y = np.asarray(values, dtype=float)
    z = y - y.mean()
    with np.errstate(divide="ignore", invalid="ignore"):
        return z * (neighbours.sums(z) / neighbours.degrees) * (y.size - 1) / (z @ z)


def local_moran(
    values: ArrayLike,
    neighbours: Neighbours,
    *,
    q: float = Q,
    min_areas: int = MIN_AREAS,
    min_events: float = MIN_EVENTS,
) -> LocalMoran:
    """Find areas like or unlike their neighbours, allowing for their number.

    The p value is analytic, conditional on the area's own value: the mean of k values drawn
    from the others without replacement (Sokal, Oden and Thomson, 1998). Refusals as `hot_areas`.
    """
    y = np.asarray(values, dtype=float)
    flags = _refusals(y, min_areas, min_events)
    if flags:
        blank = np.full(y.size, np.nan)
        return LocalMoran(
            blank,
            blank,
            blank,
            blank,
            ("not-assessed",) * y.size,
            tuple(int(i) for i in neighbours.islands),
            q,
            flags,
        )
    lag = _conditional_z(y, neighbours)
    p = two_sided(lag)
    adjusted = false_discovery(p)
    own = y - y.mean()
    clear = adjusted <= q
    names = np.select(
        [
            np.isnan(lag),
            clear & (own > 0) & (lag > 0),
            clear & (own < 0) & (lag < 0),
            clear & (own > 0) & (lag < 0),
            clear & (own < 0) & (lag > 0),
        ],
        ["not-assessed", "high-high", "low-low", "high-low", "low-high"],
        default="none",
    )
    return LocalMoran(
        local_moran_values(y, neighbours),
        lag,
        p,
        adjusted,
        tuple(names.tolist()),
        tuple(int(i) for i in neighbours.islands),
        q,
    )


def _conditional_z(y: NDArray, neighbours: Neighbours) -> NDArray:
    """How far each area's neighbour sum lies from what drawing its neighbours at random gives."""
    n, k = y.size, neighbours.degrees
    others_mean = (y.sum() - y) / (n - 1)
    others_variance = ((y @ y) - y**2) / (n - 1) - others_mean**2
    variance = k * others_variance * (n - 1 - k) / (n - 2)
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (neighbours.sums(y) - k * others_mean) / np.sqrt(variance)
    z[(k == 0) | ~np.isfinite(z)] = np.nan
    return z


def _answer_gi_star(inputs: Values, parameters: Values) -> dict[str, Any]:
    values, q = inputs["values"], parameters.get("q", Q)
    found = hot_areas(
        values,
        from_values(inputs, len(values)),
        q=q,
        min_events=0,
        min_areas=parameters.get("min_areas", MIN_AREAS),
    )
    # Positions count from one where no names are given, as polygon numbers do.
    names = np.array(inputs.get("areas", range(1, len(values) + 1)))
    classes = np.array(found.classes)
    highest = np.argsort(-np.nan_to_num(found.z, nan=-np.inf), kind="stable")[:5]
    return answer_of(
        found,
        all_z=found.z,
        polyid=names[highest],
        z=found.z[highest],
        unadjusted=int(np.count_nonzero(found.p < 0.05)),
        fdr=int(np.isin(classes, ["hot", "cold"]).sum()),
        hot_polyid=names[classes == "hot"],
        cold_polyid=names[classes == "cold"],
    )


def _answer_local_moran(inputs: Values, parameters: Values) -> dict[str, Any]:
    values = inputs["values"]
    found = local_moran(
        values,
        from_values(inputs, len(values)),
        min_events=0,
        q=parameters.get("q", Q),
        min_areas=parameters.get("min_areas", MIN_AREAS),
    )
    return answer_of(found, first5=found.values[:5])


METHODS = (
    Method(
        "gi-star",
        "Hot and cold areas (Gi*)",
        _answer_gi_star,
        "Getis and Ord 1992, binary weights with self; Benjamini and Hochberg",
    ),
    Method(
        "local-moran",
        "Areas like or unlike their neighbours",
        _answer_local_moran,
        "Anselin 1995, m2 over n - 1",
    ),
)
