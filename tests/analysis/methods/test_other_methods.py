"""Harm, surveys, near repeats, networks and data quality: the rules that guard them."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headrow.analysis.methods import (
    data_quality,
    harm,
    near_repeat,
    networks,
    small_areas,
    standardisation,
    surveys,
)
from headrow.analysis.methods.registry import METHODS


def test_a_harm_score_is_not_shown_below_nine_tenths_of_recorded_crime():
    weights = {"robbery": 700, "theft": 10}
    low = harm.harm_score({"robbery": 1, "theft": 88, "other": 11}, weights)
    assert (low.may_be_shown, low.shown_score, low.flags) == (False, None, ("coverage_below_90",))
    enough = harm.harm_score({"robbery": 1, "theft": 89, "other": 10}, weights)
    assert (enough.may_be_shown, enough.shown_score) == (True, 700 + 890)


@given(
    st.lists(st.lists(st.integers(1, 60), min_size=3, max_size=3), min_size=2, max_size=4),
    st.data(),
)
def test_raked_margins_meet_their_totals(sample, data):
    rows = data.draw(st.lists(st.integers(50, 400), min_size=len(sample), max_size=len(sample)))
    shares = np.array(data.draw(st.lists(st.integers(1, 9), min_size=3, max_size=3)))
    columns = shares / shares.sum() * sum(rows)
    cells, flags = surveys.rake_table(sample, [rows, columns])
    assert flags == ()
    assert cells.sum(axis=1) == pytest.approx(rows, rel=1e-8)
    assert cells.sum(axis=0) == pytest.approx(columns, rel=1e-8)


def test_raking_refuses_a_margin_that_nobody_answers_for():
    cells, flags = surveys.rake_table([[5, 0], [4, 0]], [[50, 50], [60, 40]])
    assert cells is None
    assert flags == ("margin_without_answers",)


@pytest.mark.parametrize("design", ["open online consultation", "panel opt-in", "event cards"])
def test_people_who_chose_to_answer_carry_no_margin_of_error(design):
    assert surveys.margin_of_error(900, design=design)["moe_points"] is None


@settings(max_examples=40)
@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(0, 20)),
        min_size=3,
        max_size=25,
    )
)
def test_near_repeats_are_counted_as_by_looking_at_every_pair(events):
    places, days = [e[:2] for e in events], [e[2] for e in events]
    found = near_repeat.knox(places, days, within=100, day_span=7, draws=19)
    close, timed, both = 0, 0, 0
    for (xa, ya, ta), (xb, yb, tb) in itertools.combinations(events, 2):
        near, soon = (xa - xb) ** 2 + (ya - yb) ** 2 <= 100**2, abs(ta - tb) <= 7
        close, timed, both = close + near, timed + soon, both + (near and soon)
    assert (found.close_space, found.close_time, found.close_both) == (close, timed, both)
    table = near_repeat.knox_table(places, days, [0, 100, None], [(0, 7), (8, None)])
    assert table.sum() == len(events) * (len(events) - 1) // 2
    assert table[:2, 0].sum() == both


def test_near_repeats_on_snapped_points_are_refused():
    answers = METHODS["knox"].answers
    for inputs in ({"source": "police.uk street-level file"}, {"snapped": True, "points": []}):
        assert answers(inputs, {"distance": 100, "days": 7})["flag"] == "refused_snapped_monthly"


@given(st.integers(2, 9), st.data())
def test_betweenness_counts_the_shortest_paths_through_a_node(n, data):
    every = list(itertools.combinations(range(n), 2))
    edges = data.draw(st.lists(st.sampled_from(every), unique=True))
    links = networks.links_of(range(n), edges)
    expected = dict.fromkeys(range(n), 0.0)
    for a, b in every:
        paths = _all_shortest(links, a, b)
        for path in paths:
            for node in path[1:-1]:
                expected[node] += 1 / len(paths)
    found = networks.betweenness(links)
    assert [found[node] for node in range(n)] == pytest.approx(list(expected.values()))
    assert sum(networks.components(links)) == n


def _all_shortest(links, start, end):
    paths = [[start]]
    for _ in links:
        done = [path for path in paths if path[-1] == end]
        if done:
            return done
        paths = [[*path, near] for path in paths for near in links[path[-1]] if near not in path]
    return []


def test_a_missing_month_makes_the_total_null_and_not_smaller():
    counts = {"2024-01": 9, "2024-02": 7, "2024-03": 8}
    whole = data_quality.missing_months(list(counts), "2024-01", "2024-03", counts)
    assert (whole["annual_total"], whole["complete"]) == (24, True)
    part = data_quality.missing_months(["2024-01", "2024-03"], "2024-01", "2024-03", counts)
    assert (part["annual_total"], part["missing"]) == (None, ["2024-02"])


def test_a_month_under_half_the_year_before_is_suspect_and_a_missing_one_is_not():
    assert data_quality.suspect_months([100] * 12 + [49, 50, None, 90]) == [12]


def test_standardised_figures_need_events_and_people_in_each_stratum():
    few = standardisation.direct_rate([3, 4], [100, 200], [1, 1])
    assert (few["dsr"], few["flags"]) == (None, ("under_10_events",))
    empty = standardisation.direct_rate([30, 4], [100, 0], [1, 1])
    assert (empty["dsr"], empty["crude"], empty["flags"]) == (None, None, ("empty_stratum",))


def test_shrinkage_draws_small_areas_further_and_models_need_eight_areas():
    found = small_areas.empirical_bayes([2, 900, 1, 20], [100, 90_000, 100, 4000])
    assert abs(found["rates"][0] - 10) < abs(20 - 10)
    assert small_areas.fay_herriot([1, 2], [1, 1], [1, 2])["flags"] == ("under_8_areas",)


REFUSALS = [
    ("rate", {"numerator": 7, "denominator": 0}, {}, "rate", "no_denominator"),
    ("wilson", {"x": 0, "n": 0}, {}, "p", "no_denominator"),
    ("newcombe", {"x1": 0, "n1": 0, "x2": 1, "n2": 9}, {}, "diff", "no_denominator"),
    ("percentage-change", {"before": 0, "after": 6}, {}, "pct_change", "base_below_50"),
    ("implied-base", {"after": 5, "pct": -100.0}, {}, "base", "no_base"),
    ("rate-ratio", {"x1": 3, "n1": 0, "x2": 1, "n2": 9}, {}, "rate_ratio", "no_denominator"),
    ("xmr", {"values": [5, 6]}, {}, "mean", "under_12_points"),
    ("season", {"counts": [5] * 12, "first_month": "2024-01"}, {}, "indices", "under_36_months"),
    ("seasonal-naive", {"train": [5] * 12}, {}, "values", "series_too_short"),
    ("overdispersion", {"observed": [4], "expected": [4]}, {}, "phi", "under_2_areas"),
    ("gini", {"counts": [0, 0]}, {}, "gini", "nothing_counted"),
    ("moran", {"values": [1, 1, 1, 1], "pairs": [[0, 1]]}, {}, "I", "no_variation"),
    ("sii", {"counts": [1, 2], "population": [9, 9]}, {}, "sii", "under_3_groups"),
    (
        "wdq",
        {"response": [9, 9], "control": [0, 5], "buffer": [2, 2]},
        {},
        "wdq",
        "no_control_events",
    ),
    ("did", {"treated": [0, 4], "control": [3, 4]}, {}, "ratio", "count_of_nought"),
    ("vli", {"area": {"a": None}, "reference": {"a": 2}}, {}, "vli", "missing_values"),
    ("repeat-victimisation", {"victims_by_count": {}}, {}, "concentration", "nothing_counted"),
    ("design-effect", {"weights": []}, {}, "deff", "nothing_counted"),
]


@pytest.mark.parametrize(("code", "inputs", "parameters", "key", "flag"), REFUSALS)
def test_a_refusal_for_a_reason_in_the_data_is_null_with_a_flag(
    code, inputs, parameters, key, flag
):
    answer = METHODS[code].answers(inputs, parameters)
    assert answer[key] is None
    assert answer["flag"] == flag
