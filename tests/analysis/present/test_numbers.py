"""Numbers are printed in British forms, rounded once, and a small thing is never printed as nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.present import numbers

FORM = re.compile(r"−?\d{1,3}(,\d{3})*(\.\d+)?")


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0, "0"),
        (12345, "12,345"),
        (1_204_999, "1,204,999"),
        (-8, "−8"),
        (999.5, "1,000"),
        (0.4, "0"),
    ],
)
def test_counts(value, printed):
    assert numbers.count(value) == printed


@pytest.mark.parametrize(
    ("value", "printed"),
    [(18.33674963, "18.3"), (0.4242, "0.42"), (1385.535845, "1,385.5"), (0.005, "0.01")],
)
def test_rates_have_one_decimal_and_two_below_one(value, printed):
    assert numbers.rate(value) == printed


@pytest.mark.parametrize(
    ("value", "base", "printed"),
    [(16.37, 999, "16%"), (16.37, 1000, "16.4%"), (2.5, 40, "3%"), (-8.0, 50, "−8%")],
)
def test_percentages_are_whole_below_a_thousand(value, base, printed):
    assert numbers.percent(value, base=base) == printed


@pytest.mark.parametrize(
    ("p", "printed"),
    [(0.0451140, "0.045"), (0.05274, "0.053"), (0.0004, "less than 0.001"), (0.3481, "0.35")],
)
def test_probabilities_have_a_floor(p, printed):
    assert numbers.probability(p) == printed


def test_changes_in_tables_carry_a_sign_with_a_true_minus():
    assert [numbers.change(value) for value in (6.4, -6.4, 0.0)] == ["+6.4%", "−6.4%", "0.0%"]


def test_a_count_that_begins_a_sentence_is_a_word_up_to_ten():
    assert [numbers.first(value) for value in (0, 7, 10, 11, 1204)] == [
        "None",
        "Seven",
        "Ten",
        "11",
        "1,204",
    ]


@given(st.integers(min_value=-10_000_000, max_value=10_000_000))
def test_a_printed_count_reads_back_to_the_count(value):
    printed = numbers.count(value)
    assert FORM.fullmatch(printed)
    assert int(printed.replace(",", "").replace("−", "-")) == value


@given(st.floats(min_value=0, max_value=1e6, allow_nan=False))
def test_a_printed_rate_is_within_half_a_step_of_the_rate(value):
    printed = float(numbers.rate(value).replace(",", ""))
    step = 0.01 if value < 1 else 0.1
    assert abs(printed - value) <= step / 2 + 1e-9


@given(
    st.floats(min_value=-500, max_value=500, allow_nan=False),
    st.integers(min_value=1, max_value=10_000),
)
def test_a_percentage_has_its_sign_and_no_hyphen_for_a_minus(value, base):
    printed = numbers.percent(value, base=base)
    assert printed.endswith("%")
    assert "-" not in printed
    assert ("." in printed) == (base >= 1000)
