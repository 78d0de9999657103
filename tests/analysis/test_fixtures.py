"""Every statistics fixture is answered by the method of its code, to the fixture's tolerance."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analysis.fixture_inputs import BUILT
from headrow.analysis.disclosure.registry import METHODS as DISCLOSURE
from headrow.analysis.methods.registry import METHODS as ARITHMETIC

FIXTURES = json.loads(
    Path(__file__).with_name("statistics_fixtures.json").read_text(encoding="utf-8")
)["fixtures"]
METHODS = {**ARITHMETIC, **DISCLOSURE}

NOT_BUILT_IN_THIS_ISSUE: set[str] = set()
"""Codes without a method yet. It may only shrink: the test below holds it to the truth."""

WORDS = {"deff.kish_half": {"weights": [0.5] * 50 + [1.5] * 50}}
"""Inputs that the fixture gives in words, as values."""

MIXED = {
    "knox.chicago_mc": {
        "observed": 0,
        "expected_independence": 1e-6,
        "ratio": 1e-6,
        "mean_simulated": 0.6,
        "p_mc_this_run": 0.02,
    },
    "priority.rank_sensitivity": {
        "weighted": 1e-9,
        "rank": 1e-9,
        "rank_min": 0,
        "rank_max": 0,
        "p_first": 0.015,
    },
}
"""Tolerances that the fixture describes in words; absolute for knox and for shares."""

BOUNDS = {"p_mc_max": "p_mc_this_run"}
"""Expected keys that are an upper bound on another key of the answer, not a key of it."""


def differs(got: Any, expected: Any, tolerance: float, *, absolute: bool = False) -> str:
    """Where an answer leaves what is expected, or an empty string."""
    if isinstance(expected, dict):
        return "; ".join(
            found
            for key, value in expected.items()
            if (found := differs(got.get(key), value, tolerance, absolute=absolute))
        )
    if isinstance(expected, list):
        if not isinstance(got, list) or len(got) != len(expected):
            return f"{got} is not {expected}"
        return "; ".join(
            found
            for a, b in zip(got, expected, strict=True)
            if (found := differs(a, b, tolerance, absolute=absolute))
        )
    if expected is None or isinstance(expected, (bool, str)):
        return "" if got == expected and type(got) is type(expected) else f"{got} is not {expected}"
    if got is None or isinstance(got, str):
        return f"{got} is not {expected}"
    reach = tolerance * (1.0 if absolute else max(1.0, abs(expected)))
    return "" if abs(got - expected) <= reach else f"{got} is not {expected} within {reach}"


@pytest.mark.parametrize(
    "fixture", [f for f in FIXTURES if f["code"] in METHODS], ids=lambda f: f["id"]
)
def test_a_fixture_is_answered_to_its_tolerance(fixture, request):
    inputs, parameters = fixture["inputs"] | WORDS.get(fixture["id"], {}), fixture["parameters"]
    if fixture["id"] in BUILT:
        built, more = BUILT[fixture["id"]](request.getfixturevalue("shared_data"))
        inputs, parameters = built, parameters | more
    answer = json.loads(json.dumps(METHODS[fixture["code"]].answers(inputs, parameters)))
    tolerance, kind = fixture["tolerance"]["value"], fixture["tolerance"]["kind"]
    wrong = {}
    for key, expected in fixture["expected"].items():
        if key in BOUNDS:
            assert answer[BOUNDS[key]] <= expected
            continue
        reach = MIXED[fixture["id"]][key] if kind == "mixed" else tolerance
        assert key in answer
        found = differs(answer[key], expected, reach, absolute=kind == "absolute")
        if found:
            wrong[key] = found
    assert wrong == {}


def test_a_fixture_whose_values_are_in_files_has_a_reader():
    named = {f["id"] for f in FIXTURES if any("data/" in str(v) for v in f["inputs"].values())}
    assert named <= set(BUILT) | {"gi_star.columbus_fdr"}


def test_the_list_of_codes_not_built_is_exactly_those_without_a_method():
    assert {f["code"] for f in FIXTURES} - set(METHODS) == NOT_BUILT_IN_THIS_ISSUE


def test_every_code_keeps_its_own_name_in_the_catalogue():
    assert not set(ARITHMETIC) & set(DISCLOSURE)
    assert all(
        code == method.code and method.title and method.source for code, method in METHODS.items()
    )
