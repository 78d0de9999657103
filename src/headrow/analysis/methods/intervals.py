"""Intervals for one figure: Wilson, exact Poisson, Byar, Newcombe, and a rate with its interval."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Answers, Method, Values, answer_of

EXACT_BELOW = 10
"""Counts below this have exact limits, others Byar's: the public-health convention."""

SMALLEST_DENOMINATOR = 500
"""A rate on fewer people or homes than this is flagged: one household moves it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper limit, the method that gave them and the level they hold at."""

    lower: float
    upper: float
    method: str
    level: float


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share of a whole with its interval; `p` is null where there is no whole."""

    p: float | None
    lower: float | None
    upper: float | None
    x: float
    n: float
    method: str
    level: float
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rate:
    """Events for every `per` of a denominator, with the interval of the count behind it."""

    numerator: float | None
    denominator: float | None
    rate: float | None
    lower: float | None
    upper: float | None
    per: float
    method: str
    level: float
    flags: tuple[str, ...] = ()


def z_of(level: float) -> float:
    """The normal quantile of a two-sided level: 1.959963985 for 0.95, 3.090232 for 0.998."""
    return NormalDist().inv_cdf(0.5 + level / 2)


def wilson(x: float, n: float, *, level: float = 0.95) -> Proportion:
    """Give a share with its Wilson score interval.

    n may be an effective number (n divided by the design effect) for weighted answers.
    Method: Wilson (1927).
    """
    if n <= 0:
        return Proportion(None, None, None, x, n, "wilson", level, ("no_denominator",))
    return Proportion(*_wilson(x, n, level), x, n, "wilson", level)


def _wilson(x: float, n: float, level: float) -> tuple[float, float, float]:
    """The share and its two limits, for a whole that is not nought."""
    z, p = z_of(level), x / n
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    # At the ends the formula gives the limit exactly; floating error must not pass it.
    lower = 0.0 if x == 0 else centre - half
    upper = 1.0 if x == n else centre + half
    return p, lower, upper


def newcombe(x1: float, n1: float, x2: float, n2: float, *, level: float = 0.95) -> dict[str, Any]:
    """Give the difference of two shares with Newcombe's hybrid score interval (1998, method 10)."""
    if n1 <= 0 or n2 <= 0:
        return {"diff": None, "lower": None, "upper": None, "flags": ("no_denominator",)}
    p1, lower1, upper1 = _wilson(x1, n1, level)
    p2, lower2, upper2 = _wilson(x2, n2, level)
    diff = p1 - p2
    down = math.hypot(p1 - lower1, upper2 - p2)
    up = math.hypot(upper1 - p1, p2 - lower2)
    return {
        "diff": diff,
        "lower": diff - down,
        "upper": diff + up,
        "method": "newcombe",
        "level": level,
    }


def poisson_exact(counts: ArrayLike, *, level: float = 0.95) -> tuple[NDArray, NDArray]:
    """Give Garwood's exact limits of one or many Poisson counts, as two arrays.

    Method: Garwood (1936): chi-square quantiles, here written with the gamma function.
    """
    from scipy.special import gammaincinv

    observed = np.asarray(counts, dtype=float)
    tail = (1 - level) / 2
    lower = np.where(observed > 0, gammaincinv(np.maximum(observed, 1), tail), 0.0)
    return lower, gammaincinv(observed + 1, 1 - tail)


def byar(counts: ArrayLike, *, level: float = 0.95) -> tuple[NDArray, NDArray]:
    """Give Byar's limits of one or many counts: O for the lower, O + 1 for the upper limit.

    Method: Breslow and Day (1987), in the form of APHO Technical Briefing 3.
    """
    observed = np.asarray(counts, dtype=float)
    z = z_of(level)
    some = np.where(observed > 0, observed, 1.0)
    lower = np.where(observed > 0, some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3, 0.0)
    above = observed + 1
    return lower, above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3


def count_limits(counts: ArrayLike, *, level: float = 0.95) -> tuple[NDArray, NDArray]:
    """Give the limits of counts by this product's rule: exact below 10, Byar from 10."""
    observed = np.asarray(counts, dtype=float)
    lower, upper = byar(observed, level=level)
    small = observed < EXACT_BELOW
    if not small.any():
        return lower, upper
    exact_lower, exact_upper = poisson_exact(np.where(small, observed, 0), level=level)
    return np.where(small, exact_lower, lower), np.where(small, exact_upper, upper)


def count_interval(count: float, *, level: float = 0.95) -> Interval:
    """Give the interval of one count by this product's rule, with the method named."""
    lower, upper = count_limits(count, level=level)
    method = "poisson-exact" if count < EXACT_BELOW else "byar"
    return Interval(float(lower), float(upper), method, level)


def rates(
    numerators: ArrayLike, denominators: ArrayLike, *, per: float = 1000, level: float = 0.95
) -> tuple[NDArray, NDArray, NDArray]:
    """Divide many counts at once: rate, lower and upper limit, NaN where nothing can be divided."""
    counts = np.asarray(numerators, dtype=float)
    base = np.asarray(denominators, dtype=float)
    usable = (base > 0) & ~np.isnan(counts)
    lower, upper = count_limits(np.where(usable, counts, 0), level=level)
    with np.errstate(divide="ignore", invalid="ignore"):
        scale = np.where(usable, per / base, np.nan)
    return counts * scale, lower * scale, upper * scale


def rate(
    numerator: float | None, denominator: float | None, *, per: float = 1000, level: float = 0.95
) -> Rate:
    """Divide a count by its denominator, with the interval of the count; the denominator is exact.

    A missing count or denominator, or a denominator of nought, gives no rate and a flag.
    """
    if numerator is None:
        return Rate(None, denominator, None, None, None, per, "none", level, ("no_numerator",))
    if not denominator:
        return Rate(
            numerator, denominator, None, None, None, per, "none", level, ("no_denominator",)
        )
    limits = count_interval(numerator, level=level)
    scale = per / denominator
    flags = ("small_denominator",) if denominator < SMALLEST_DENOMINATOR else ()
    return Rate(
        numerator,
        denominator,
        numerator * scale,
        limits.lower * scale,
        limits.upper * scale,
        per,
        limits.method,
        level,
        flags,
    )


def _answer_rate(inputs: Values, parameters: Values) -> dict[str, Any]:
    """One rate, or with `denominators` (name to value) one for each, so that both can be shown."""
    per, level = parameters.get("per", 1000), parameters.get("level", 0.95)
    numerator = inputs["numerator"]
    if "denominators" not in inputs:
        return answer_of(rate(numerator, inputs["denominator"], per=per, level=level))
    answer: dict[str, Any] = {"numerator": numerator, "per": per}
    for name, denominator in inputs["denominators"].items():
        one = rate(numerator, denominator, per=per, level=level)
        answer |= {
            f"denominator_{name}": denominator,
            f"rate_per_{per:g}_{name}": one.rate,
            f"lower_{name}": one.lower,
            f"upper_{name}": one.upper,
            f"flags_{name}": list(one.flags),
        }
    return answer


def _answer_limits(limits: Callable[..., tuple[NDArray, NDArray]], name: str) -> Answers:
    def answer(inputs: Values, parameters: Values) -> dict[str, Any]:
        level = parameters.get("level", 0.95)
        lower, upper = limits(inputs["observed"], level=level)
        return {
            "observed": inputs["observed"],
            "lower": float(lower),
            "upper": float(upper),
            "method": name,
            "level": level,
        }

    return answer


METHODS = (
    Method(
        "rate",
        "Rate with its interval",
        _answer_rate,
        "exact Poisson below 10, Byar from 10 (APHO Technical Briefing 3)",
    ),
    Method(
        "wilson",
        "Share with Wilson score interval",
        lambda i, p: answer_of(wilson(i["x"], i["n"], level=p.get("level", 0.95))),
        "Wilson 1927",
    ),
    Method(
        "newcombe",
        "Difference of two shares",
        lambda i, p: answer_of(
            newcombe(i["x1"], i["n1"], i["x2"], i["n2"], level=p.get("level", 0.95))
        ),
        "Newcombe 1998, hybrid score",
    ),
    Method(
        "poisson-exact",
        "Exact Poisson interval of a count",
        _answer_limits(poisson_exact, "poisson-exact"),
        "Garwood 1936",
    ),
    Method(
        "byar",
        "Byar's interval of a count",
        _answer_limits(byar, "byar"),
        "Breslow and Day 1987; APHO Technical Briefing 3",
    ),
)
