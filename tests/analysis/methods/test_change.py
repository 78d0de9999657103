"""Change: exact tests against scipy's, implied bases against trying every integer."""

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from headrow.analysis.methods import change

counts = st.integers(0, 250)


@given(counts, counts, st.sampled_from([1.0, 0.5, 365 / 366, 2.25]))
def test_the_conditional_test_is_the_two_sided_binomial_test(a, b, ratio):
    expected = binomtest(b, a + b, ratio / (1 + ratio)).pvalue if a + b else 1.0
    assert change.conditional_test(a, b, ratio) == pytest.approx(expected, rel=1e-7, abs=1e-12)


@given(counts, counts)
def test_the_exact_limits_of_a_ratio_are_clopper_and_pearsons(a, b):
    low, high = change.exact_ratio_limits(a, b)
    if a + b == 0:
        assert (low, high) == (0, math.inf)
        return
    share = binomtest(b, a + b).proportion_ci(0.95, method="exact")
    assert low == pytest.approx(share.low / (1 - share.low))
    assert high == (math.inf if a == 0 else pytest.approx(share.high / (1 - share.high)))


@given(st.integers(50, 3000), st.integers(1, 3000))
def test_an_implied_base_range_is_every_integer_that_prints_the_same_percentage(base, after):
    tenths = Fraction(1000 * (after - base), base)
    whole = abs(tenths) + Fraction(1, 2)
    pct = math.copysign((whole.numerator // whole.denominator) / 10, tenths)
    found = change.implied_base(after, pct)
    if pct == -100:  # a fall that rounds to all of it has no largest base
        assert found["flags"] == ("no_base",)
        return

    def prints_the_same(b: int) -> bool:
        exact = Fraction(1000 * (after - b), b)
        rounded = (abs(exact) + Fraction(1, 2)).__floor__()
        return math.copysign(rounded / 10, exact) == pct or (rounded == 0 and pct == 0)

    reach = range(max(1, found["base_low"] - 3), found["base_high"] + 4)
    same = [b for b in reach if prints_the_same(b)]
    assert (found["base_low"], found["base_high"]) == (same[0], same[-1])
    assert found["base_low"] <= base <= found["base_high"]


@given(st.integers(0, 500), st.integers(0, 500))
def test_no_percentage_is_given_on_a_base_below_fifty(before, after):
    found = change.percentage_change(before, after)
    assert found.difference == after - before
    assert (found.pct_change is None) == (before < 50)
    assert ("base_below_50" in found.flags) == (before < 50)


def test_the_exact_test_governs_the_wording_where_the_normal_interval_disagrees():
    found = change.year_difference(70, 48)
    assert found.ci95[1] < 0
    assert found.verdict == "no clear change"
    assert found.wording == "no clear difference"


def test_dispersion_widens_what_is_said_of_two_years():
    plain, spread = (change.year_difference(200, 150, dispersion=phi) for phi in (1, 6))
    assert plain.verdict == "fell"
    assert spread.verdict == "no clear change"
    assert spread.ratio_exact[0] < plain.ratio_exact[0] < 1 < spread.ratio_exact[1]


@given(st.integers(0, 300), st.integers(0, 300), st.integers(1, 9000), st.integers(1, 9000))
def test_a_rate_ratio_says_higher_only_when_its_own_limits_do(x1, x2, n1, n2):
    found = change.rate_ratio(x1, n1, x2, n2)
    if x1 + x2 == 0:
        assert found.wording == "not assessed"
        return
    expected = (
        "higher" if found.lower > 1 else "lower" if found.upper < 1 else "no clear difference"
    )
    assert found.wording == expected
    assert found.method == ("log-wald" if min(x1, x2) >= 10 else "exact-conditional")


def test_a_rate_ratio_without_a_base_is_refused():
    assert change.rate_ratio(4, 0, 3, 10).flags == ("no_denominator",)
    assert change.rate_ratio(4, 0, 3, 10).rate_ratio is None
