"""Classes with rounded breaks, shared by maps and heat tables."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.present.charts.classes import class_words, rounded_breaks, shade_of, shades

VALUES = st.lists(st.none() | st.floats(0, 1e6).map(lambda v: round(v, 3)), max_size=80)


def test_breaks_of_even_values_are_the_round_fifths():
    assert rounded_breaks([value / 10 for value in range(1, 101)]) == (2, 4, 6, 8)


def test_breaks_of_counts_are_whole():
    assert all(edge == int(edge) for edge in rounded_breaks([1, 2, 2, 3, 5, 8, 13, 21], whole=True))


@given(VALUES, st.booleans())
def test_breaks_rise_and_lie_among_the_values(values, whole):
    held = [value for value in values if value]
    breaks = rounded_breaks(values, whole=whole)
    assert len(breaks) <= 4
    assert list(breaks) == sorted(set(breaks))
    if breaks:
        assert min(held) < breaks[0] and breaks[-1] <= max(held)


@given(VALUES)
def test_every_value_has_a_class_and_what_is_no_value_has_none(values):
    for value, shade in zip(values, shades(values), strict=True):
        assert (shade is None) == (value is None)
        assert shade is None or 1 <= shade <= 5


def test_a_value_at_a_break_is_in_the_class_above():
    assert [shade_of(value, (1, 2, 4)) for value in (0.9, 1, 1.9, 2, 4, 99)] == [1, 2, 2, 3, 4, 4]


@pytest.mark.parametrize(
    ("breaks", "whole", "words"),
    [
        ((1, 1.75, 4), False, ("under 1", "1 to 1.75", "1.75 to 4", "4 or more")),
        ((5, 10, 11), True, ("1 to 4", "5 to 9", "10", "11 or more")),
        ((2, 3), True, ("1", "2", "3 or more")),
        ((), True, ("1 or more",)),
    ],
)
def test_classes_in_words(breaks, whole, words):
    assert class_words(breaks, whole=whole) == words


def test_heat_table_classes_can_be_given():
    assert shades([0.5, None, 1.3, 3.5], (0.8, 1.25, 2, 3)) == [1, None, 3, 5]
