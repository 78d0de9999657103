"""Control charts against a second implementation that walks point by point."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.methods import control_charts as charts

steps = st.sampled_from(
    [[1], [-1], [1] * 5, [1] * 6, [-1] * 6, [-2] * 7, [0], [30], [-30], [9], [-8]]
)
series = (
    st.lists(steps, min_size=6, max_size=16)
    .map(lambda parts: np.cumsum([60, *(step for part in parts for step in part)]).tolist())
    .filter(lambda values: len(values) >= 12 and np.mean(values) >= 4)
)
"""Walks with runs of just under and just over the lengths that make a signal, and jumps."""


def naive_rules(values, chart):
    """Each rule as its text says it, one point after another."""
    n = len(values)
    outside = [v < chart.lower or v > chart.upper for v in values]
    shift, trend, two = set(), set(), set()
    for start in range(n - 6):
        window = values[start : start + 7]
        if all(v > chart.mean for v in window) or all(v < chart.mean for v in window):
            shift.update(range(start, start + 7))
        steps = [b - a for a, b in itertools.pairwise(window)]
        if all(step > 0 for step in steps) or all(step < 0 for step in steps):
            trend.update(range(start, start + 7))
    for start in range(n - 2):
        at = range(start, start + 3)
        for side in (1, -1):
            edge = chart.near_upper if side > 0 else chart.near_lower
            if not all(side * (values[i] - chart.mean) > 0 for i in at):
                continue
            near = [i for i in at if side * (values[i] - edge) > 0 and not outside[i]]
            if len(near) >= 2:
                two.update(near)
    return charts.Signals(
        tuple(i for i in range(n) if outside[i]),
        *(tuple(sorted(found)) for found in (shift, trend, two)),
    )


@given(series)
def test_limits_are_the_mean_and_its_mean_moving_range(values):
    chart = charts.xmr(values)
    ranges = [abs(b - a) for a, b in itertools.pairwise(values)]
    mean, moving = sum(values) / len(values), sum(ranges) / len(ranges)
    assert (chart.mean, chart.mr_bar) == pytest.approx((mean, moving))
    assert (chart.lower, chart.upper) == pytest.approx((mean - 2.66 * moving, mean + 2.66 * moving))
    assert chart.lower_shown == max(0, chart.lower)


@given(series)
def test_signals_are_those_of_the_rules_read_point_by_point(values):
    chart = charts.xmr(values)
    assert charts.signals(values, chart) == naive_rules(values, chart)


def test_a_point_on_the_mean_breaks_a_shift():
    values = [10] * 3 + [12] * 6 + [10] + [12] * 3 + [8] * 9 + [10, 10]
    chart = charts.xmr(values)
    assert chart.mean == 10
    assert charts.signals(values, chart).shift == tuple(range(13, 22))


@pytest.mark.parametrize(
    ("values", "flag"), [([9] * 11, "under_12_points"), ([1, 5, 2] * 6, "mean_under_4")]
)
def test_a_chart_is_refused_with_too_few_points_or_events(values, flag):
    chart = charts.xmr(values)
    assert (chart.mean, chart.lower, chart.upper) == (None, None, None)
    assert chart.flags == (flag,)
    assert not charts.signals(values, chart).any


def test_a_missing_month_carries_no_moving_range_and_breaks_a_run():
    values = [10, 12] * 6 + [np.nan] + [40, 42] * 6
    chart = charts.xmr(values)
    assert chart.mr_bar == 2
    assert chart.points == 24
    runs = [7] * 6 + [np.nan] + [7] * 6 + [20] * 3 + [7, 20, 7, 20]
    assert 0 not in charts.signals(runs, charts.xmr(runs)).shift


def test_no_moving_range_is_taken_across_a_break():
    before, after = charts.rebased([10, 12] * 6 + [110, 112] * 6, [12])
    assert (before.mr_bar, after.mr_bar) == (2, 2)
    assert charts.rebased([10, 12] * 6 + [110] * 5, [12])[1].flags == ("under_12_points",)


def test_new_limits_need_a_shift_twelve_points_and_a_named_cause():
    values = [10, 12] * 8 + [30, 33] * 7
    found = charts.signals(values, charts.xmr(values))
    assert charts.may_rebase(values, found, 16, cause="A new recording rule from April")
    assert not charts.may_rebase(values, found, 16, cause=" ")
    assert not charts.may_rebase(values, found, 20, cause="A new recording rule from April")


@given(st.lists(st.integers(0, 500), min_size=2, max_size=30))
def test_a_change_point_is_the_split_with_least_squared_error(values):
    def error(cut):
        return np.var(values[:cut]) * cut + np.var(values[cut:]) * (len(values) - cut)

    found = charts.change_point(values)["before"]
    assert error(found) == pytest.approx(min(error(cut) for cut in range(1, len(values))), abs=1e-6)
