"""What the commands print with --json keeps to its schema, and `fetch` brings what police.uk gives."""

import json
from importlib.resources import files

import jsonschema
import pytest

from analysis.sources.standin.police_uk import StandIn, archive

SCHEMAS = {
    path.name.removesuffix(".schema.json"): json.loads(path.read_text("utf-8"))
    for path in (files("headrow.analysis.cli") / "schemas").iterdir()
}
CALLS = {
    "sources": ("sources",),
    "doctor": ("doctor",),
    "measure_list": ("measure", "--list"),
    "localities": ("locality", "list"),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_list_keeps_to_its_schema(headrow, name):
    found = headrow(*CALLS[name], "--json").json
    jsonschema.validate(found, SCHEMAS[name])
    assert found


def test_a_check_keeps_to_its_schema(headrow, example_data, example_locality):
    found = headrow("check", example_data, "--locality", example_locality, "--quiet", "--json").json
    jsonschema.validate(found, SCHEMAS["check"])
    assert found["ledger"]["entries"]


def test_every_schema_is_sound_and_says_what_each_field_is():
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)
        fields = schema.get("items", schema)["properties"]
        assert all(part["description"] for part in fields.values())


@pytest.fixture
def police_uk(monkeypatch):
    with StandIn() as there:
        there.archives["2024-03"] = archive(
            ["2024-01", "2024-02", "2024-03"], ["anyshire", "othershire"]
        )
        monkeypatch.setenv("HEADROW_POLICE_UK", there.address)
        yield there


def test_months_of_a_force_are_fetched_and_can_be_read(headrow, police_uk, tmp_path):
    arguments = (
        "fetch",
        "police-uk-live",
        "--period",
        "2024-01..2024-02",
        "--place",
        "anyshire",
        "--into",
        tmp_path,
    )
    ended = headrow(*arguments, "--json", "--quiet")
    assert ended.code == 0, ended.err
    assert ended.json
    assert all("anyshire" in name for name in ended.json)
    found = headrow("check", tmp_path, "--quiet", "--json").json
    street = next(source for source in found["sources"] if source["gives"] == "recorded_crime")
    assert street["months"] == ["2024-01", "2024-02"]


def test_a_month_that_is_not_published_yet_ends_with_3(headrow, police_uk, tmp_path):
    ended = headrow(
        "fetch",
        "police-uk-live",
        "--period",
        "2031-01",
        "--place",
        "anyshire",
        "--into",
        tmp_path,
        "--quiet",
    )
    assert ended.code == 3
    assert (
        ended.err
        == "headrow: police.uk has not published 2031-01 yet: the latest month is 2024-03. Ask up to 2024-03.\n"
    )


def test_what_to_fetch_must_be_said_whole(headrow, tmp_path):
    ended = headrow("fetch", "police-uk-live", "--period", "2024-01")
    assert ended.code == 2
    assert "To fetch police-uk-live, give --period, --place and --into." in ended.err
