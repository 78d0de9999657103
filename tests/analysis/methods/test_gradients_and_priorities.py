"""Gradients against an ordinary solver; priorities against every pair of themes."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headrow.analysis.methods import gradients, prioritising

groups = st.lists(st.tuples(st.integers(0, 900), st.integers(500, 90_000)), min_size=3, max_size=10)


@given(groups)
def test_the_slope_is_that_of_weighted_least_squares(table):
    counts, people = (np.array(column, dtype=float) for column in zip(*table, strict=True))
    x = 1 - (np.cumsum(people) - people / 2) / people.sum()
    root = np.sqrt(people)
    design = np.column_stack([root, root * x])
    line, *_ = np.linalg.lstsq(design, root * 1000 * counts / people, rcond=None)
    found = gradients.inequality(counts, people)
    assert found.sii == pytest.approx(line[1], rel=1e-6, abs=1e-6)
    if found.rii is not None:
        assert found.rii == pytest.approx(line.sum() / line[0], rel=1e-5)
    else:
        assert line[0] <= 1e-9


def test_a_clear_gradient_says_higher_and_its_turn_says_lower():
    counts, people = [90, 71, 49, 32, 9], [1000] * 5
    assert gradients.inequality(counts, people).wording == "higher"
    assert gradients.inequality(counts[::-1], people).wording == "lower"
    assert gradients.inequality([20, 50, 9, 60, 21], people).wording == "no clear difference"


def test_no_gradient_of_two_groups_and_no_ratio_to_nought():
    assert gradients.inequality([4, 5], [10, 10]).flags == ("under_3_groups",)
    found = gradients.inequality([40, 20, 0], [1000] * 3)
    assert found.decile_ratio is None
    assert found.decile_difference == 40


@given(st.lists(st.lists(st.integers(1, 5), min_size=3, max_size=3), min_size=2, max_size=6))
def test_a_dominated_theme_never_ranks_above_the_one_that_beats_it(scores):
    found = prioritising.rank_sensitivity(scores, [0.5, 0.3, 0.2], draws=300)
    for theme, better in enumerate(found.dominated_by):
        for other in better:
            assert all(a >= b for a, b in zip(scores[other], scores[theme], strict=True))
            assert found.rank[other] < found.rank[theme]
            assert found.p_first[theme] == 0
    assert sum(found.p_first) <= 1 + 1e-9


def test_ranks_share_places_and_the_same_seed_gives_the_same_answer():
    assert prioritising.ranks(np.array([3.0, 5, 3, 1])).tolist() == [2.5, 1, 2.5, 4]
    scores = [[4, 3], [3, 4], [1, 1]]
    one, two = (prioritising.rank_sensitivity(scores, [0.5, 0.5], draws=500) for _ in range(2))
    assert one == two
    assert one.priority == ("priority", "priority", "priority")
    assert prioritising.rank_sensitivity(scores, [0.5, 0.5], top=1, draws=500).priority == (
        "considered",
        "considered",
        "considered",
    )
