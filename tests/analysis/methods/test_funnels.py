"""Funnels: limits against adding up probabilities, classes against their own definition."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.methods import funnels


def least_reaching(q, chances):
    total = 0.0
    for count, chance in enumerate(chances):
        total += chance
        if total >= q:
            return count
    raise AssertionError("the chances do not add up")


@given(st.floats(0.5, 150), st.sampled_from([0.95, 0.998]))
def test_a_poisson_limit_is_the_least_count_that_reaches_the_level(mean, level):
    chances = [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(500)]
    ends = [least_reaching(q, chances) for q in ((1 - level) / 2, (1 + level) / 2)]
    assert [int(limit) for limit in funnels.poisson_limits(mean, level)] == ends


@given(st.integers(1, 200), st.floats(0.02, 0.98), st.sampled_from([0.95, 0.998]))
def test_a_binomial_limit_is_the_least_count_that_reaches_the_level(n, p, level):
    chances = [math.comb(n, k) * p**k * (1 - p) ** (n - k) for k in range(n + 1)]
    ends = [least_reaching(q, [*chances, 1.0]) for q in ((1 - level) / 2, (1 + level) / 2)]
    assert [int(limit) for limit in funnels.binomial_limits(n, p, level)] == ends


def test_chance_alone_stays_inside_and_one_high_area_stands_out():
    base = np.full(60, 1000)
    seen = np.random.default_rng(5).poisson(50, 60)
    seen[7] = 130
    found = funnels.funnel(seen, base)
    assert found.classes[7] == "above-998"
    # One area in 500 lies outside by chance: two of sixty would be odd, more would be wrong.
    assert sum(name.endswith("998") for name in found.classes) <= 2
    assert found.flags == ()


def test_a_real_spread_between_areas_widens_the_limits():
    random = np.random.default_rng(6)
    seen = random.poisson(50 * random.gamma(6, 1 / 6, 80))
    found = funnels.funnel(seen, np.full(80, 1000))
    plain = funnels.adjusted_limits(found.expected, 0.0, 0.998)[1]
    outside = sum(name.endswith("998") for name in found.classes)
    assert found.overdispersion.phi > 3
    assert outside < (found.ratios > plain).sum() / 2


def test_small_and_missing_areas_are_not_assessed_and_nine_areas_have_no_funnel():
    seen, base = [*[40] * 10, 1, math.nan], [*[1000] * 10, 20, 900]
    assert funnels.funnel(seen, base).classes == (*["within"] * 10, *["not-assessed"] * 2)
    few = funnels.funnel(seen[:9], base[:9])
    assert few.flags == ("under_10_areas",)
    assert set(few.classes) == {"not-assessed"}


def test_trimming_drops_the_extremes_that_clipping_pulls_in():
    seen, due = [45, 62, 30, 88, 51, 70, 25, 97, 40, 66], [50, 55, 41, 70, 52, 60, 38, 71, 45, 62]
    clipped, trimmed = (funnels.overdispersion(seen, due, winsor=w) for w in ("clip", "trim"))
    assert (clipped.n_used, trimmed.n_used) == (10, 8)
    assert clipped.phi > trimmed.phi
    assert funnels.overdispersion([0, 9], [4, 9]).phi == pytest.approx(
        np.mean(
            np.clip([2 * math.log(0.125), 0], *np.quantile([2 * math.log(0.125), 0], [0.1, 0.9]))
            ** 2
        )
    )
