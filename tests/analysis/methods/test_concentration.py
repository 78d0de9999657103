"""Concentration against the mean difference of every pair, and against chance."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.methods import concentration as places

counts = st.lists(st.integers(0, 40), min_size=1, max_size=60).filter(any)


@given(counts)
def test_gini_is_half_the_relative_mean_difference_of_all_pairs(values):
    x = np.array(values, dtype=float)
    pairs = np.abs(x[:, None] - x).mean()
    assert places.gini(values) == pytest.approx(pairs / (2 * x.mean()), abs=1e-12)


@given(counts, st.randoms())
def test_order_does_not_matter_and_even_spread_is_nought(values, random):
    shuffled = values.copy()
    random.shuffle(shuffled)
    assert places.concentration(shuffled) == places.concentration(values)
    assert places.concentration([values[0] + 1] * len(values)).gini == pytest.approx(0, abs=1e-12)


@given(st.integers(1, 80), st.integers(1, 80))
def test_crimes_spread_as_evenly_as_they_can_have_a_generalised_gini_near_nought(crimes, units):
    spread = [crimes // units + (place < crimes % units) for place in range(units)]
    if crimes <= units:
        assert places.concentration(spread).generalised == pytest.approx(0, abs=1e-12)
    else:
        assert places.concentration(spread).generalised == pytest.approx(places.gini(spread))


@given(counts, st.sampled_from([0.05, 0.1, 0.5]))
def test_the_top_share_is_that_of_the_places_counted_from_the_highest(values, top):
    k = -(-len(values) * round(100 * top) // 100)
    found = places.concentration(values, top=top)
    assert found.top_k == k
    assert found.top_share == pytest.approx(sum(sorted(values)[-k:]) / sum(values))
    assert found.zero_units == values.count(0)


def test_nothing_counted_gives_nothing_and_says_so():
    found = places.concentration([0, 0, 0])
    assert (found.gini, found.top_share, found.flags) == (None, None, ("nothing_counted",))
    assert places.chance_share(10, 0, 1).mean_share is None


def test_the_share_by_chance_is_the_same_with_the_same_seed_and_even_for_many_crimes():
    one, again = (places.chance_share(50, 60, 3, draws=300, seed=4) for _ in range(2))
    assert one == again
    assert one != places.chance_share(50, 60, 3, draws=300, seed=5)
    assert places.chance_share(50, 500_000, 5, draws=200).mean_share == pytest.approx(0.1, abs=3e-3)


@pytest.mark.parametrize(
    ("values", "flag"),
    [
        ((9, 400, 900, 12000), "type_below_10"),
        ((20, 49, 900, 12000), "area_below_50"),
        ((20, 60, 0, 0), "no_denominator"),
    ],
)
def test_a_location_quotient_is_refused_where_too_little_is_counted(values, flag):
    found = places.location_quotient(*values)
    assert found.lq is None
    assert found.flags == (flag,)
