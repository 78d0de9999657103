"""Funnels: the range a count may have for its size, and the spread beyond chance."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.intervals import z_of
from headrow.analysis.methods.method import Answers, Method, Values, answer_of

MIN_AREAS = 10
"""A funnel of fewer areas is refused: the spread cannot be judged."""

MIN_EXPECTED = 5.0
"""Areas that expect fewer are left out of the log form."""

Limits = tuple[NDArray, NDArray]


@dataclass(frozen=True, slots=True)
class Overdispersion:
    """How much wider than chance a set of areas spreads: phi, and tau2 on the log scale."""

    phi: float | None
    tau2: float | None
    n_used: int
    winsor: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Funnel:
    """Where each area stands: ratio to the pooled rate, limits and class, in the order given.

    classes: "above-998", "above-95", "within", "below-95", "below-998" or "not-assessed".
    Limits are ratios, adjusted for overdispersion.
    """

    ratios: NDArray
    expected: NDArray
    lower95: NDArray
    upper95: NDArray
    lower998: NDArray
    upper998: NDArray
    classes: tuple[str, ...]
    overdispersion: Overdispersion
    flags: tuple[str, ...] = ()


def poisson_limits(expected: ArrayLike, level: float) -> tuple[NDArray, NDArray]:
    """Give the exact Poisson quantiles of a count at each end of a level, as whole numbers."""
    from scipy.special import pdtr, pdtrik

    mu = np.asarray(expected, dtype=float)
    tail = (1 - level) / 2
    low, high = (_quantile(pdtrik, pdtr, q, (mu,)) for q in (tail, 1 - tail))
    return low, high


def binomial_limits(n: ArrayLike, p: ArrayLike, level: float) -> tuple[NDArray, NDArray]:
    """Give the exact binomial quantiles of a count at each end of a level, as whole numbers."""
    from scipy.special import bdtr, bdtrik

    size, chance = np.asarray(n, dtype=np.int64), np.asarray(p, dtype=float)
    tail = (1 - level) / 2
    low, high = (_quantile(bdtrik, bdtr, q, (size, chance)) for q in (tail, 1 - tail))
    return low, high


def _quantile(inverse: Any, cumulative: Any, q: float, args: tuple[NDArray, ...]) -> NDArray:
    """The least whole number whose cumulative probability reaches q."""
    guess = np.ceil(inverse(q, *args))
    lower = np.maximum(guess - 1, 0)
    # The inverse is continuous and can land one too high at a jump.
    return np.where(cumulative(lower, *args) >= q, lower, guess).astype(int)


def overdispersion(
    observed: ArrayLike, expected: ArrayLike, *, winsorise: float = 0.1, winsor: str = "clip"
) -> Overdispersion:
    """Measure the spread of observed over expected beyond chance, with the extremes held in.

    winsor: "clip" pulls the extremes in (Spiegelhalter, our rule); "trim" drops them.
    Areas that expect nothing are left out; half a count stands for nought in the logarithm.
    Source: Spiegelhalter (2005), Statistics in Medicine 24:1185.
    """
    seen, due = np.asarray(observed, dtype=float), np.asarray(expected, dtype=float)
    usable = due > 0
    seen, due = np.where(seen > 0, seen, 0.5)[usable], due[usable]
    if due.size < 2:
        return Overdispersion(None, None, int(due.size), winsor, ("under_2_areas",))
    z = np.sqrt(due) * np.log(seen / due)
    low, high = np.quantile(z, [winsorise, 1 - winsorise])
    if winsor == "trim":
        kept = (z >= low) & (z <= high)
        z, due = z[kept], due[kept]
    else:
        z = np.clip(z, low, high)
    k, phi = z.size, float(np.mean(z**2))
    room = due.sum() - (due**2).sum() / due.sum()
    tau2 = max(0.0, (k * phi - (k - 1)) / room) if room > 0 else 0.0
    return Overdispersion(phi, float(tau2), int(k), winsor)


def adjusted_limits(expected: ArrayLike, tau2: float, level: float) -> tuple[NDArray, NDArray]:
    """Give the limits of observed over expected, widened by the spread beyond chance."""
    due = np.asarray(expected, dtype=float)
    with np.errstate(divide="ignore"):
        reach = z_of(level) * np.sqrt(1 / due + tau2)
    return np.exp(-reach), np.exp(reach)


def funnel(observed: ArrayLike, bases: ArrayLike) -> Funnel:
    """Set each area against the pooled rate, with limits adjusted for overdispersion.

    observed: counts; bases: residents, households or another exposure, in the same order.
    Areas expecting fewer than 5, or with a missing value, are "not-assessed"; under ten areas
    that can be assessed the whole funnel is refused with a flag.
    """
    seen, base = np.asarray(observed, dtype=float), np.asarray(bases, dtype=float)
    known = ~np.isnan(seen) & (np.nan_to_num(base) > 0)
    pooled = seen[known].sum() / base[known].sum() if known.any() else math.nan
    due = np.where(known, base * pooled, np.nan)
    usable = known & (np.nan_to_num(due) >= MIN_EXPECTED)
    refused = int(usable.sum()) < MIN_AREAS
    spread = overdispersion(seen[usable], due[usable])
    tau2 = 0.0 if spread.tau2 is None else spread.tau2
    inner, outer = (adjusted_limits(due, tau2, level) for level in (0.95, 0.998))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = seen / due
    classes = _classes(ratios, inner, outer, usable & (not refused))
    flags = (f"under_{MIN_AREAS}_areas",) if refused else ()
    return Funnel(ratios, due, *inner, *outer, classes, spread, flags)


def _classes(ratios: NDArray, inner: Limits, outer: Limits, usable: NDArray) -> tuple[str, ...]:
    """Name where each ratio lies; a ratio equal to a limit is inside it."""
    tests = [~usable, ratios > outer[1], ratios > inner[1], ratios < outer[0], ratios < inner[0]]
    names = ["not-assessed", "above-998", "above-95", "below-998", "below-95"]
    return tuple(np.select(tests, names, default="within").tolist())


def _answer_limits(
    limits: Callable[..., tuple[NDArray, NDArray]], names: tuple[str, ...]
) -> Answers:
    def answer(inputs: Values, parameters: Values) -> dict[str, Any]:
        found = {}
        for level in parameters.get("levels", [0.95, 0.998]):
            pair = limits(*(inputs[name] for name in names), level)
            found[f"l{f'{level:g}'.removeprefix('0.')}"] = [int(limit) for limit in pair]
        return found

    return answer


def _answer_overdispersion(inputs: Values, parameters: Values) -> dict[str, Any]:
    winsor = "trim" if str(parameters.get("winsor", "clip")).startswith("trim") else "clip"
    found = overdispersion(
        inputs["observed"],
        inputs["expected"],
        winsorise=parameters.get("winsorise", 0.1),
        winsor=winsor,
    )
    if found.tau2 is None:
        return answer_of(found)
    upper = adjusted_limits(50.0, found.tau2, 0.95)[1]
    return answer_of(found, upper95_at_E50=float(upper))


METHODS = (
    Method(
        "funnel-poisson",
        "Funnel limits of a count",
        _answer_limits(poisson_limits, ("expected",)),
        "exact Poisson quantiles; Spiegelhalter 2005",
    ),
    Method(
        "funnel-binomial",
        "Funnel limits of a share",
        _answer_limits(binomial_limits, ("n", "p")),
        "exact binomial quantiles; Spiegelhalter 2005",
    ),
    Method(
        "overdispersion",
        "Spread beyond chance of areas in a funnel",
        _answer_overdispersion,
        "Spiegelhalter 2005, extremes clipped at 10%",
    ),
)
