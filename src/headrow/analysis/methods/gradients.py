"""Gradients over deprivation: slope and relative index of inequality, first group over last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.intervals import rates, z_of
from headrow.analysis.methods.method import Method, Values, answer_of


@dataclass(frozen=True, slots=True)
class Gradient:
    """The slope from the least to the most deprived end, and what stands beside it.

    sii and the rates are per `per`; sii_lower and sii_upper come from the scatter about the line.
    decile_ratio is the first group's rate over the last's; null where the last is nought. decile_difference is the
    first group's rate less the last's, with the limits of a difference of two Poisson rates.
    """

    sii: float | None
    sii_lower: float | None
    sii_upper: float | None
    rii: float | None
    sii_over_mean: float | None
    decile_ratio: float | None
    decile_difference: float | None
    rates: tuple[float, ...]
    lower: tuple[float, ...]
    upper: tuple[float, ...]
    per: float
    wording: str
    flags: tuple[str, ...] = ()
    difference_lower: float | None = None
    difference_upper: float | None = None


def inequality(
    counts: ArrayLike, population: ArrayLike, *, per: float = 1000, level: float = 0.95
) -> Gradient:
    """Fit the gradient of rates over groups ordered from most to least deprived.

    Groups without population are left out. Fewer than three groups are refused.
    The interval of the slope is that of weighted least squares with Student's t.
    Method: Mackenbach and Kunst (1997); ridit midpoints, weight population.
    """
    seen, people = np.asarray(counts, dtype=float), np.asarray(population, dtype=float)
    used = people > 0
    seen, people = seen[used], people[used]
    group, low, high = rates(seen, people, per=per, level=level)
    shown = (tuple(group.tolist()), tuple(low.tolist()), tuple(high.tolist()), per)
    if people.size < 3:
        return Gradient(
            None, None, None, None, None, None, None, *shown, "not assessed", ("under_3_groups",)
        )
    midpoint = (np.cumsum(people) - people / 2) / people.sum()
    intercept, slope, spread = _weighted_line(1 - midpoint, group, people)
    reach = _student(level, people.size - 2) * spread
    mean = per * seen.sum() / people.sum()
    rii = (intercept + slope) / intercept if intercept > 0 else None
    ratio = group[0] / group[-1] if group[-1] > 0 else None
    wording = (
        "higher" if slope - reach > 0 else ("lower" if slope + reach < 0 else "no clear difference")
    )
    flags = () if rii is not None else ("rii_not_defined",)
    return Gradient(
        slope,
        slope - reach,
        slope + reach,
        rii,
        slope / mean if mean else None,
        ratio,
        group[0] - group[-1],
        *shown,
        wording,
        flags,
        *_difference_limits(group, low, high),
    )


def _difference_limits(rate: NDArray, low: NDArray, high: NDArray) -> tuple[float, float]:
    """The limits of the first group's rate less the last's, from the limits of each.

    Method: square-and-add (MOVER; Zou and Donner 2008), which keeps the unequal reach of Poisson limits.
    """
    apart = rate[0] - rate[-1]
    below = np.hypot(rate[0] - low[0], high[-1] - rate[-1])
    above = np.hypot(high[0] - rate[0], rate[-1] - low[-1])
    return float(apart - below), float(apart + above)


def _weighted_line(x: NDArray, y: NDArray, w: NDArray) -> tuple[float, float, float]:
    """Intercept, slope and the slope's standard error of a weighted least-squares line."""
    centre_x, centre_y = (w @ x) / w.sum(), (w @ y) / w.sum()
    spread = w @ (x - centre_x) ** 2
    slope = (w @ ((x - centre_x) * (y - centre_y))) / spread
    intercept = centre_y - slope * centre_x
    residual = w @ (y - intercept - slope * x) ** 2
    error = np.sqrt(residual / max(1, x.size - 2) / spread)
    return float(intercept), float(slope), float(error)


def _student(level: float, freedom: int) -> float:
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.5 + level / 2)) if freedom > 0 else z_of(level)


def _answer_sii(inputs: Values, parameters: Values) -> dict[str, Any]:
    per = parameters.get("per", 1000)
    found = inequality(inputs["counts"], inputs["population"], per=per)
    return answer_of(
        found,
        decile_counts=inputs["counts"],
        decile_population=inputs["population"],
        **{f"decile_rate_per_{per:g}": found.rates, f"sii_per_{per:g}": found.sii},
    )


METHODS = (
    Method(
        "sii",
        "Slope and relative index of inequality",
        _answer_sii,
        "Mackenbach and Kunst 1997; weighted least squares on ridit midpoints",
    ),
)
