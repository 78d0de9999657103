"""`headrow measure`: each statistics fixture can be worked out from the shell."""

import json
from pathlib import Path

import pytest

from headrow.analysis.findings.catalogue import methods

FIXTURES = json.loads(
    (Path(__file__).parents[1] / "statistics_fixtures.json").read_text(encoding="utf-8")
)["fixtures"]
FROM_VALUES = [
    fixture
    for fixture in FIXTURES
    if not {"file", "files"} & set(fixture["inputs"])
    and all(not isinstance(v, str) for v in fixture["inputs"].values())
]


def write(tmp_path: Path, values: object) -> Path:
    path = tmp_path / "inputs.json"
    path.write_text(json.dumps(values), encoding="utf-8")
    return path


@pytest.mark.parametrize("fixture", FROM_VALUES, ids=lambda fixture: fixture["id"])
def test_a_fixture_with_values_is_answered_from_a_file(headrow, tmp_path, fixture):
    path = write(tmp_path, {"inputs": fixture["inputs"], "parameters": fixture["parameters"]})
    ended = headrow("measure", fixture["code"], path)
    assert ended.code == 0, ended.err
    assert set(ended.json) & set(fixture["expected"])


def test_a_rate_is_worked_out_from_standard_input(headrow, monkeypatch):
    import io
    import sys

    monkeypatch.setattr(
        sys, "stdin", io.StringIO('{"inputs": {"numerator": 50, "denominators": {"r": 2000}}}')
    )
    assert headrow("measure", "rate", "-").json["rate_per_1000_r"] == 25.0


def test_the_list_names_every_method_and_where_its_arithmetic_comes_from(headrow):
    rows = headrow("measure", "--list", "--json").json
    assert [row["code"] for row in rows] == list(methods())
    assert all(row["title"] and row["source"] for row in rows)
    assert {fixture["code"] for fixture in FIXTURES} <= {row["code"] for row in rows}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "is not JSON"),
        ("[1]", "must hold an object like"),
        ('{"inputs": {}, "parameters": 3}', '"parameters" must be an object'),
        ('{"inputs": {"denominators": {"r": 1}}}', "needs 'numerator', and was given denominators"),
        (
            '{"inputs": {"numerator": "many", "denominators": {"r": 1}}}',
            "rate cannot use these inputs",
        ),
    ],
)
def test_inputs_that_cannot_be_used_are_said_in_one_sentence(headrow, tmp_path, text, words):
    path = tmp_path / "inputs.json"
    path.write_text(text, encoding="utf-8")
    ended = headrow("measure", "rate", path)
    assert ended.code == 1
    assert words in ended.err
    assert len(ended.err.splitlines()) == 1
    assert "Traceback" not in ended.err
