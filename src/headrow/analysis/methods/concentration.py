"""Concentration: Gini and its generalised form, the share of the top places, location quotient."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from headrow.analysis.methods.method import Method, Values, answer_of

MIN_TYPE, MIN_AREA = 10, 50
"""A location quotient needs this many of the type, and of all types, in the area."""


@dataclass(frozen=True, slots=True)
class Concentration:
    """How unevenly crimes fall over places; null with a flag where there is nothing to share."""

    gini: float | None
    generalised: float | None
    n_units: int
    n_crimes: float
    zero_units: int
    top_k: int
    top_share_of_places: float
    top_share: float | None
    bias_correction: bool
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChanceShare:
    """The share of the top places if the same crimes fell at random: mean and 95th centile."""

    mean_share: float | None
    p95: float | None
    draws: int
    seed: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LocationQuotient:
    """The share of a type in an area over its share in the region; not a rate."""

    lq: float | None
    area_share: float | None
    region_share: float | None
    flags: tuple[str, ...] = ()


def gini(counts: ArrayLike) -> float:
    """Give the Gini index of counts, zeros included; biased form, NaN where the sum is nought."""
    x = np.sort(np.asarray(counts, dtype=float))
    n, total = x.size, x.sum()
    if n == 0 or total <= 0:
        return math.nan
    rank = np.arange(1, n + 1)
    return float(2 * (rank @ x) / (n * total) - (n + 1) / n)


def concentration(
    counts: ArrayLike, *, top: float = 0.05, bias_correction: bool = False
) -> Concentration:
    """Measure how unevenly crimes fall over places, empty places included.

    counts: one whole number a place. top: the share of places whose crimes are added up,
    the number of places rounded up.
    Method: Bernasco and Steenbeek (2017), G' = max(1, n/c)(G - 1) + 1.
    """
    x = np.asarray(counts, dtype=float)
    n, crimes = x.size, float(x.sum())
    # Decimal fractions such as 0.05 x 20 must not creep over the whole number.
    k = math.ceil(round(top * n, 9))
    zero = int(np.count_nonzero(x == 0))
    if n == 0 or crimes <= 0:
        return Concentration(
            None, None, n, crimes, zero, k, top, None, bias_correction, ("nothing_counted",)
        )
    plain = gini(x)
    general = max(1.0, n / crimes) * (plain - 1) + 1
    if bias_correction and min(n, crimes) > 1:
        general *= min(n, crimes) / (min(n, crimes) - 1)
    share = float(np.sort(x)[n - k :].sum() / crimes)
    # Clears -0.0 and the last binary digit, which would print as "-0.00".
    general = 0.0 if abs(general) < 1e-12 else general
    return Concentration(plain, general, n, crimes, zero, k, top, share, bias_correction)


def chance_share(
    n_units: int, n_crimes: int, top_k: int, *, draws: int = 4000, seed: int = 20240301
) -> ChanceShare:
    """Simulate the share of the top places when every place is as likely as another.

    Method: multinomial draws with equal chances, seeded; about 40 MB at a time.
    """
    if n_units < 1 or n_crimes < 1 or not 0 < top_k <= n_units:
        return ChanceShare(None, None, draws, seed, ("nothing_counted",))
    random = np.random.default_rng(seed)
    equal = np.full(n_units, 1 / n_units)
    block = max(1, 5_000_000 // n_units)
    shares = []
    for start in range(0, draws, block):
        drawn = random.multinomial(n_crimes, equal, size=min(block, draws - start))
        drawn.partition(n_units - top_k, axis=1)
        shares.append(drawn[:, n_units - top_k :].sum(axis=1) / n_crimes)
    every = np.concatenate(shares)
    return ChanceShare(float(every.mean()), float(np.quantile(every, 0.95)), draws, seed)


def location_quotient(
    area_type: float, area_all: float, region_type: float, region_all: float
) -> LocationQuotient:
    """Give (area type / area all) / (region type / region all), or a refusal where too few.

    Refused under 10 of the type or 50 of all types in the area, and with an empty region.
    """
    if region_all <= 0 or region_type <= 0:
        return LocationQuotient(None, None, None, ("no_denominator",))
    region_share = region_type / region_all
    if area_type < MIN_TYPE or area_all < MIN_AREA:
        flag = f"type_below_{MIN_TYPE}" if area_type < MIN_TYPE else f"area_below_{MIN_AREA}"
        return LocationQuotient(None, None, region_share, (flag,))
    area_share = area_type / area_all
    return LocationQuotient(area_share / region_share, area_share, region_share)


def _answer_gini(inputs: Values, parameters: Values) -> dict[str, Any]:
    top = parameters.get("top_share", 0.05)
    found = concentration(
        inputs["counts"], top=top, bias_correction=parameters.get("bias_correction", False)
    )
    return answer_of(found, **{f"top{100 * top:g}_share": found.top_share})


METHODS = (
    Method(
        "gini",
        "Gini, generalised Gini and share of the top places",
        _answer_gini,
        "Bernasco and Steenbeek 2017",
    ),
    Method(
        "chance-share",
        "Share of the top places by chance alone",
        lambda i, p: answer_of(
            chance_share(
                i["n_units"],
                i["n_crimes"],
                i["top_k"],
                draws=p.get("draws", 4000),
                seed=p.get("seed", 20240301),
            )
        ),
        "multinomial simulation, equal chances",
    ),
    Method(
        "lq",
        "Location quotient",
        lambda i, p: answer_of(
            location_quotient(i["area_type"], i["area_all"], i["region_type"], i["region_all"])
        ),
        "share over share; refused under 10 of a type or 50 in all",
    ),
)
