"""Change between two periods, and the ratio of two rates."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from headrow.analysis.methods.intervals import z_of
from headrow.analysis.methods.method import Method, answer_of

MIN_BASE = 50
"""No percentage change is given on fewer than this: a few events would swing it."""

WALD_FROM = 10
"""Both counts must reach this before the log-Wald interval is used in place of the exact one."""


@dataclass(frozen=True, slots=True)
class PercentageChange:
    """Two counts, their difference, and the percentage where the base allows one."""

    before: float
    after: float
    difference: float
    pct_change: float | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RateRatio:
    """The ratio of two rates: log-Wald and exact limits, and the exact two-sided p."""

    rate_ratio: float | None
    wald: tuple[float, float] | None
    exact: tuple[float, float] | None
    p_exact: float | None
    method: str
    lower: float | None
    upper: float | None
    level: float
    wording: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class YearDifference:
    """Two counts of like periods: difference, ratio and whether the change is clear."""

    difference: float
    se: float
    ci95: tuple[float, float]
    p_exact: float
    pct_change: float | None
    ratio: float | None
    ratio_exact: tuple[float | None, float | None]
    verdict: str
    wording: str
    dispersion: float
    level: float
    flags: tuple[str, ...] = ()


def percentage_change(before: float, after: float, *, min_base: int = MIN_BASE) -> PercentageChange:
    """Give the percentage change, or none and a flag where the base is below `min_base`."""
    difference = after - before
    if before < min_base or before <= 0:
        return PercentageChange(before, after, difference, None, (f"base_below_{min_base}",))
    return PercentageChange(before, after, difference, 100 * difference / before)


def implied_base(after: int, pct: float, *, pct_decimals: int = 1) -> dict[str, Any]:
    """Work a base back from a published count and percentage change.

    The printed percentage stands for every value that rounds to it (halves away from nought),
    so the base is a range; `base` is the middle estimate and never a recorded figure.
    """
    shown = Fraction(str(pct))
    half = Fraction(1, 2 * 10**pct_decimals)
    if shown - half <= -100 or after <= 0:
        return {
            "base": None,
            "base_low": None,
            "base_high": None,
            "pct_recomputed": None,
            "flags": ("no_base",),
        }
    low, high = (100 * after / (100 + shown + side * half) for side in (1, -1))
    # The end nearer nought belongs to the range, the other does not.
    base_low = math.ceil(low) if shown < 0 else math.floor(low) + 1
    base_high = math.floor(high) if shown > 0 else math.ceil(high) - 1
    base = round(100 * after / (100 + shown))
    return {
        "base": base,
        "base_low": base_low,
        "base_high": base_high,
        "pct_recomputed": 100 * (after - base) / base,
    }


def conditional_test(a: float, b: float, ratio: float = 1.0) -> float:
    """Exact two-sided p that two Poisson counts share a rate, b's exposure being `ratio` of a's.

    Given a + b, b is binomial; outcomes no likelier than the one seen are added up.
    """
    from scipy.special import gammaln, xlogy

    n = round(a + b)
    if n == 0:
        return 1.0
    share = ratio / (1 + ratio)
    k = np.arange(n + 1)
    logs = gammaln(n + 1) - gammaln(k + 1) - gammaln(n - k + 1)
    logs = logs + xlogy(k, share) + xlogy(n - k, 1 - share)
    chance = np.exp(logs)
    # The small allowance is R's: outcomes that tie but for rounding count as ties.
    return float(min(1.0, chance[chance <= chance[round(b)] * (1 + 1e-7)].sum()))


def exact_ratio_limits(
    a: float, b: float, ratio: float = 1.0, *, level: float = 0.95
) -> tuple[float, float]:
    """Exact limits of (b per exposure) / (a per exposure), by Clopper-Pearson on b of a + b.

    ratio: b's exposure over a's. The upper limit is infinite when a is nought.
    """
    from scipy.special import betaincinv

    tail = (1 - level) / 2
    low = betaincinv(b, a + 1, tail) if b > 0 else 0.0
    high = betaincinv(b + 1, a, 1 - tail) if a > 0 else 1.0
    return (
        float(low / (1 - low) / ratio),
        float(high / (1 - high) / ratio if high < 1 else np.inf),
    )


def wording_of(lower: float | None, upper: float | None, *, none: float) -> str:
    """The wording class of an interval: higher, lower, no clear difference, or not assessed."""
    if lower is None or upper is None or math.isnan(lower) or math.isnan(upper):
        return "not assessed"
    if lower > none:
        return "higher"
    return "lower" if upper < none else "no clear difference"


def year_difference(
    year1: float,
    year2: float,
    *,
    exposure_ratio: float = 1.0,
    dispersion: float = 1.0,
    level: float = 0.95,
) -> YearDifference:
    """Compare two counts of like periods; the exact conditional test governs the wording.

    exposure_ratio: days of the second period over days of the first.
    dispersion: phi from monthly data; above 1 it widens the interval and replaces the exact
    test by the normal one on the log ratio, since the exact test knows no dispersion.
    """
    phi = max(1.0, dispersion)
    difference, se = (
        year2 - year1 * exposure_ratio,
        math.sqrt(phi * (year2 + year1 * exposure_ratio**2)),
    )
    z = z_of(level)
    low, high = exact_ratio_limits(year1, year2, exposure_ratio, level=level)
    p = conditional_test(year1, year2, exposure_ratio)
    ratio = year2 / year1 / exposure_ratio if year1 > 0 else None
    if ratio and phi > 1:
        spread = math.sqrt(phi * (1 / year1 + 1 / year2))
        low, high = (ratio * math.exp(side * z * spread) for side in (-1, 1))
        p = math.erfc(abs(math.log(ratio)) / spread / math.sqrt(2))
    clear = p < 1 - level
    wording = "no clear difference" if not clear else ("higher" if difference > 0 else "lower")
    verdict = "no clear change" if not clear else ("rose" if difference > 0 else "fell")
    # The small-base rule looks at what was counted, not at the count scaled to like periods.
    change = percentage_change(year1, year2)
    per_cent = None if change.pct_change is None or ratio is None else 100 * (ratio - 1)
    return YearDifference(
        difference,
        se,
        (difference - z * se, difference + z * se),
        p,
        per_cent,
        ratio,
        (low, high if math.isfinite(high) else None),
        verdict,
        wording,
        phi,
        level,
        change.flags,
    )


def rate_ratio(x1: float, n1: float, x2: float, n2: float, *, level: float = 0.95) -> RateRatio:
    """Compare two rates: (x1 / n1) / (x2 / n2), with the log-Wald and the exact interval.

    `lower` and `upper` are the limits to use: Wald where both counts are 10 or more, else exact.
    With a nought in one group the ratio is null or nought and only the exact limits stand.
    Method: Rothman and Greenland, Modern Epidemiology.
    """
    if not n1 or not n2:
        return RateRatio(
            None, None, None, None, "none", None, None, level, "not assessed", ("no_denominator",)
        )
    exact = exact_ratio_limits(x2, x1, n1 / n2, level=level)
    p = conditional_test(x2, x1, n1 / n2)
    ratio = (x1 / n1) / (x2 / n2) if x2 else None
    wald = None
    if ratio:
        spread = z_of(level) * math.sqrt(1 / x1 + 1 / x2)
        wald = (ratio * math.exp(-spread), ratio * math.exp(spread))
    use_wald = wald is not None and min(x1, x2) >= WALD_FROM
    lower, upper = wald if wald is not None and use_wald else exact
    flags = () if x1 + x2 else ("no_events",)
    wording = wording_of(lower, upper, none=1.0) if x1 + x2 else "not assessed"
    return RateRatio(
        ratio,
        wald,
        exact,
        p,
        "log-wald" if use_wald else "exact-conditional",
        lower,
        upper,
        level,
        wording,
        flags,
    )


METHODS = (
    Method(
        "percentage-change",
        "Percentage change with the small-base rule",
        lambda i, p: answer_of(
            percentage_change(i["before"], i["after"], min_base=p.get("min_base", MIN_BASE))
        ),
        "product rule: no percentage on a base below 50",
    ),
    Method(
        "implied-base",
        "Base behind a published percentage change",
        lambda i, p: answer_of(
            implied_base(i["after"], i["pct"], pct_decimals=i.get("pct_decimals", 1))
        ),
        "arithmetic on exact fractions",
    ),
    Method(
        "year-difference",
        "Difference between two counts of like periods",
        lambda i, p: answer_of(
            year_difference(
                i["year1"],
                i["year2"],
                exposure_ratio=i.get("exposure_ratio", 1),
                dispersion=p.get("dispersion", 1),
                level=p.get("level", 0.95),
            )
        ),
        "exact conditional binomial test; Clopper-Pearson interval of the ratio",
    ),
    Method(
        "rate-ratio",
        "Ratio of two rates",
        lambda i, p: answer_of(
            rate_ratio(i["x1"], i["n1"], i["x2"], i["n2"], level=p.get("level", 0.95))
        ),
        "log-Wald and exact conditional; Rothman and Greenland",
    ),
)
