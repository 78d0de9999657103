"""Control charts of single values (XmR), the four signals, limits by phase, one break in the mean."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of

K, MR_K = 2.66, 3.267
"""Three sigma from the mean moving range of two points, and the upper limit of that range."""

MIN_POINTS = 12
"""Fewer points carry no limits: a run chart only."""

MIN_MEAN = 4.0
"""Counts rarer than this a month are no business of an XmR chart."""


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Centre and limits of an XmR chart; all null, with a flag, where it is refused.

    `lower` is unbounded for tests; `lower_shown` is nought where counts could not be negative.
    """

    mean: float | None
    mr_bar: float | None
    lower: float | None
    upper: float | None
    mr_upper: float | None
    near_lower: float | None
    near_upper: float | None
    lower_shown: float | None
    points: int
    screened: bool
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signals:
    """Positions, counted from nought, of the points that each rule flags."""

    astronomical: tuple[int, ...]
    shift: tuple[int, ...]
    trend: tuple[int, ...]
    two_of_three: tuple[int, ...]

    @property
    def any(self) -> bool:
        """Whether a single point is flagged by any rule."""
        return bool(self.astronomical or self.shift or self.trend or self.two_of_three)


def xmr(
    values: ArrayLike,
    *,
    screen: bool = False,
    k: float = K,
    mr_k: float = MR_K,
    min_points: int = MIN_POINTS,
    min_mean: float = MIN_MEAN,
) -> ControlChart:
    """Give the limits of an XmR chart: mean and 2.66 times the mean moving range about it.

    values: one a month in order; NaN is a missing month, and no moving range is taken across it.
    screen: drop moving ranges at or above 3.267 times their mean, once (off for crime series).
    Refused, with a flag, under `min_points` values or a mean under `min_mean`.
    """
    series = np.asarray(values, dtype=float)
    present = series[~np.isnan(series)]
    if present.size < min_points:
        return _refused(present.size, screen, f"under_{min_points}_points")
    mean = float(present.mean())
    if mean < min_mean:
        return _refused(present.size, screen, f"mean_under_{min_mean:g}")
    moving = np.abs(np.diff(series))
    moving = moving[~np.isnan(moving)]
    if not moving.size:
        return _refused(present.size, screen, "no_neighbouring_points")
    if screen and moving.mean() > 0:
        moving = moving[moving < mr_k * moving.mean()]
    mr_bar = float(moving.mean())
    reach = k * mr_bar
    return ControlChart(
        mean,
        mr_bar,
        mean - reach,
        mean + reach,
        mr_k * mr_bar,
        mean - reach * 2 / 3,
        mean + reach * 2 / 3,
        max(0.0, mean - reach),
        int(present.size),
        screen,
    )


def _refused(points: int, screen: bool, flag: str) -> ControlChart:
    return ControlChart(None, None, None, None, None, None, None, None, points, screen, (flag,))


def signals(
    values: ArrayLike, chart: ControlChart, *, shift_length: int = 7, trend_length: int = 7
) -> Signals:
    """Apply the four rules of Making Data Count; a refused chart has no signals.

    A missing value (NaN) breaks every run. "Near" excludes points outside the limits.
    Source: NHSRplotthedots, ptd_calculate_point_type.R and ptd_spc_standard.R.
    """
    series = np.asarray(values, dtype=float)
    if chart.mean is None:
        return Signals((), (), (), ())
    outside = (series < chart.lower) | (series > chart.upper)
    side = np.sign(np.nan_to_num(series - chart.mean))
    near = ~outside & ((series < chart.near_lower) | (series > chart.near_upper))
    return Signals(
        _positions(outside),
        _positions(_in_runs(side, shift_length)),
        _positions(_in_trends(series, trend_length)),
        _positions(_two_of_three(side, near)),
    )


def _positions(flagged: NDArray) -> tuple[int, ...]:
    return tuple(int(position) for position in np.flatnonzero(flagged))


def _in_runs(steps: NDArray, length: int) -> NDArray:
    """Which entries lie in a run of `length` or more equal signs, noughts breaking the run."""
    flagged = np.zeros(steps.size, dtype=bool)
    if not steps.size:
        return flagged
    starts = np.flatnonzero(np.r_[True, steps[1:] != steps[:-1]])
    for start, stop in zip(starts, np.r_[starts[1:], steps.size], strict=True):
        if steps[start] != 0 and stop - start >= length:
            flagged[start:stop] = True
    return flagged


def _in_trends(series: NDArray, length: int) -> NDArray:
    """Which points lie in `length` or more points strictly rising or falling."""
    rising = _in_runs(np.sign(np.nan_to_num(np.diff(series))), length - 1)
    return np.r_[rising, False] | np.r_[False, rising]


def _two_of_three(side: NDArray, near: NDArray) -> NDArray:
    """Which near points stand with another in three neighbours all on one side of the mean."""
    flagged = np.zeros(side.size, dtype=bool)
    for start in range(side.size - 2):
        window = slice(start, start + 3)
        same_side = abs(side[window].sum()) == 3
        if same_side and near[window].sum() >= 2:
            flagged[window] |= near[window]
    return flagged


def rebased(
    values: ArrayLike, breaks: Sequence[int], *, min_points_per_phase: int = MIN_POINTS
) -> tuple[ControlChart, ...]:
    """Give one chart a phase, each break being the position of a phase's first point.

    No moving range is taken across a break. A phase that is too short has no limits.
    """
    series = np.asarray(values, dtype=float)
    edges = [0, *breaks, series.size]
    return tuple(
        xmr(series[start:stop], min_points=min_points_per_phase) for start, stop in pairwise(edges)
    )


def may_rebase(values: ArrayLike, found: Signals, rebase_index: int, *, cause: str) -> bool:
    """Whether new limits may be drawn: a shift at the break, 12 points after it, a named cause."""
    after = np.asarray(values, dtype=float)[rebase_index:]
    enough = np.count_nonzero(~np.isnan(after)) >= MIN_POINTS
    shifted = any(position >= rebase_index for position in found.shift)
    return bool(enough and shifted and cause.strip())


def change_point(values: ArrayLike) -> dict[str, Any]:
    """Find the one break in the mean with the least squared error; a description, never a cause.

    `before` is the number of values before the break. Method: exhaustive least squares.
    """
    series = np.asarray(values, dtype=float)
    n = series.size
    if n < 2 or np.isnan(series).any():
        return {
            "before": None,
            "mean_before": None,
            "mean_after": None,
            "flags": ("missing_values" if n >= 2 else "under_2_points",),
        }
    sums = np.cumsum(series)[:-1]
    sizes = np.arange(1, n)
    gain = sums**2 / sizes + (series.sum() - sums) ** 2 / (n - sizes)
    before = int(np.argmax(gain)) + 1
    return {
        "before": before,
        "mean_before": float(series[:before].mean()),
        "mean_after": float(series[before:].mean()),
    }


def _chart(inputs: Values, parameters: Values) -> ControlChart:
    screen = parameters.get("screen", False)
    return xmr(
        inputs["values"],
        screen=bool(screen),
        k=parameters.get("k", K),
        mr_k=parameters.get("mr_k", MR_K),
    )


def _answer_rules(inputs: Values, parameters: Values) -> dict[str, Any]:
    chart = _chart(inputs, parameters)
    found = signals(
        inputs["values"],
        chart,
        shift_length=parameters.get("shift_length", 7),
        trend_length=parameters.get("trend_length", 7),
    )
    return answer_of(chart) | answer_of(found, flag=(*chart.flags, None)[0])


def _answer_rebased(inputs: Values, parameters: Values) -> dict[str, Any]:
    phases = rebased(
        inputs["values"],
        [inputs["rebase_index"]],
        min_points_per_phase=parameters.get("min_points_per_phase", MIN_POINTS),
    )
    return {f"phase{number}": answer_of(chart) for number, chart in enumerate(phases, start=1)}


def _answer_change_point(inputs: Values, parameters: Values) -> dict[str, Any]:
    found = answer_of(change_point(inputs["values"]))
    years = inputs.get("years")
    if years and found["before"]:
        found["last_year_before"] = years[found["before"] - 1]
    return found


_SHEWHART = "XmR constants 2.66 and 3.267 (Wheeler); NHS Making Data Count"

METHODS = (
    Method(
        "xmr", "Control chart of single values", lambda i, p: answer_of(_chart(i, p)), _SHEWHART
    ),
    Method(
        "spc-rules",
        "Signals on a control chart",
        _answer_rules,
        "NHSRplotthedots, four rules, 7 points",
    ),
    Method("xmr-rebased", "Control chart with limits by phase", _answer_rebased, _SHEWHART),
    Method(
        "change-point",
        "One break in the mean",
        _answer_change_point,
        "least squares, every position tried",
    ),
)
