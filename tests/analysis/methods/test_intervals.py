"""Intervals agree with what they are defined to be, worked out the slow way."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.methods import intervals

counts = st.integers(0, 400)


def poisson_below(k: int, mean: float) -> float:
    return math.fsum(math.exp(n * math.log(mean) - mean - math.lgamma(n + 1)) for n in range(k + 1))


@given(st.integers(1, 3000), st.data())
def test_a_wilson_limit_is_where_the_score_test_stops_rejecting(n, data):
    x = data.draw(st.integers(0, n))
    found = intervals.wilson(x, n)
    assert 0 <= found.lower <= found.p <= found.upper <= 1
    for limit in (found.lower, found.upper):
        if 0 < limit < 1:
            score = abs(x / n - limit) / math.sqrt(limit * (1 - limit) / n)
            assert score == pytest.approx(intervals.z_of(0.95), rel=1e-6)


@given(st.integers(1, 500), st.data())
def test_one_more_event_never_lowers_a_wilson_limit(n, data):
    x = data.draw(st.integers(0, n - 1))
    fewer, more = intervals.wilson(x, n), intervals.wilson(x + 1, n)
    assert more.lower >= fewer.lower
    assert more.upper >= fewer.upper


@given(st.integers(1, 120))
def test_an_exact_poisson_limit_leaves_half_the_error_on_each_side(count):
    lower, upper = (float(limit) for limit in intervals.poisson_exact(count))
    assert 1 - poisson_below(count - 1, lower) == pytest.approx(0.025, abs=1e-8)
    assert poisson_below(count, upper) == pytest.approx(0.025, abs=1e-8)


@given(st.integers(10, 5000))
def test_byar_stays_close_to_the_exact_limits_from_ten(count):
    ours, exact = intervals.byar(count), intervals.poisson_exact(count)
    for near, true in zip(ours, exact, strict=True):
        assert float(near) == pytest.approx(float(true), rel=2e-3)


@given(st.lists(counts, min_size=2, max_size=40))
def test_limits_rise_with_the_count_where_the_method_changes_too(values):
    ordered = np.sort(values)
    lower, upper = intervals.count_limits(ordered)
    assert (np.diff(lower) >= 0).all()
    assert (np.diff(upper) >= 0).all()
    assert ((lower <= ordered) & (ordered <= upper)).all()


def test_counts_under_ten_have_exact_limits_and_others_byars():
    assert intervals.count_interval(9).method == "poisson-exact"
    assert intervals.count_interval(10).method == "byar"
    assert intervals.count_interval(10).upper == pytest.approx(18.391459, abs=1e-6)


@given(counts, st.integers(1, 900_000), st.sampled_from([1000, 100_000]))
def test_many_rates_at_once_are_the_rates_one_by_one(count, base, per):
    one = intervals.rate(count, base, per=per)
    many = intervals.rates([count, count], [base, 0], per=per)
    assert [column[0] for column in many] == pytest.approx([one.rate, one.lower, one.upper])
    assert all(np.isnan(column[1]) for column in many)


@pytest.mark.parametrize(
    ("numerator", "denominator", "flag"),
    [(7, 0, "no_denominator"), (7, None, "no_denominator"), (None, 900, "no_numerator")],
)
def test_what_cannot_be_divided_is_null_with_a_flag_and_never_nought(numerator, denominator, flag):
    found = intervals.rate(numerator, denominator)
    assert (found.rate, found.lower, found.upper) == (None, None, None)
    assert found.flags == (flag,)


def test_a_count_of_nought_has_a_rate_of_nought_and_an_upper_limit():
    found = intervals.rate(0, 1000)
    assert (found.rate, found.lower) == (0, 0)
    assert found.upper == pytest.approx(3.688879, abs=1e-6)


@given(st.integers(1, 300), st.integers(1, 300), st.data())
def test_newcombe_turns_round_with_its_groups(n1, n2, data):
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    one, other = intervals.newcombe(x1, n1, x2, n2), intervals.newcombe(x2, n2, x1, n1)
    assert one["lower"] <= one["diff"] <= one["upper"]
    assert (one["lower"], one["upper"]) == pytest.approx((-other["upper"], -other["lower"]))
