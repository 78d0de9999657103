"""Seasons: a pattern that was put in comes out again, and too little data gives none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.methods import seasons


@given(st.lists(st.floats(0.5, 1.5), min_size=12, max_size=12), st.integers(3, 6))
def test_indices_give_back_the_pattern_of_a_level_series(pattern, years):
    expected = np.array(pattern) / np.mean(pattern)
    days = seasons.days_in_months("2020-03", 12 * years)
    found = seasons.monthly_seasons(np.resize(expected, 12 * years) * days * 40, "2020-03")
    assert found.indices == pytest.approx(expected, rel=1e-9)


@given(st.lists(st.integers(20, 90), min_size=36, max_size=50))
def test_indices_have_mean_one_whatever_the_series(values):
    assert np.mean(seasons.season_indices(values).indices) == pytest.approx(1)


def test_an_adjusted_level_series_is_level():
    days = seasons.days_in_months("2022-08", 48)
    counts = np.resize([0.7, 1.3, 1, 1.2, 0.8, 1], 48) * days * 10
    adjusted, found = seasons.seasonally_adjusted(counts, "2022-08")
    assert found.flags == ()
    assert adjusted == pytest.approx([10 * 365.25 / 12] * 48)


@pytest.mark.parametrize(
    ("counts", "flag"),
    [([10] * 35, "under_36_months"), ([10] * 20 + [np.nan] + [10] * 20, "missing_months")],
)
def test_no_index_without_three_whole_years(counts, flag):
    found = seasons.monthly_seasons(counts, "2022-01")
    assert found.indices is None
    assert found.flags == (flag,)
    adjusted, _ = seasons.seasonally_adjusted(counts, "2022-01")
    assert np.isnan(adjusted).sum() == np.isnan(counts).sum()


def test_a_forecast_repeats_the_last_year_and_widens_with_each_year_ahead():
    train = [*range(100, 112), *range(110, 122), *range(120, 132)]
    found = seasons.seasonal_naive(train, 24)
    width = np.array(found.upper) - found.lower
    assert found.values == tuple(range(120, 132)) * 2
    assert found.sigma == 10
    assert width[12] / width[0] == pytest.approx(2**0.5)
    assert seasons.seasonal_naive(train[:20], 12).flags == ("series_too_short",)


def test_months_run_over_the_end_of_a_year_and_february_may_be_long():
    assert seasons.months_from("2023-11", 4) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert list(seasons.days_in_months("2024-02", 2)) == [29, 31]
