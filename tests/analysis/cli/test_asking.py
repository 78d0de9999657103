"""`headrow ask`, `check` and `sources`: what is held, what can be asked, and the answer with its trail."""

import csv
import gzip
import json
from importlib.resources import files

import jsonschema
import pytest

from headrow.analysis.findings.catalogue import measures
from headrow.analysis.sources.gathering import registered


def schema(name: str) -> dict:
    return json.loads(
        (files("headrow.analysis.findings") / "schemas" / f"{name}.schema.json").read_text("utf-8")
    )


def rows_of_month(data, month: str) -> list[dict]:
    path = next(data.rglob(f"{month}-exampleshire-street.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def ask(headrow, data, locality, *more):
    return headrow("ask", *more, "--locality", locality, "--from", data, "--quiet")


def test_a_count_is_that_of_the_file_counted_by_hand(headrow, example_data, example_locality):
    ended = ask(
        headrow,
        example_data,
        example_locality,
        "recorded-crime-count",
        "--period",
        "2024-12",
        "--json",
    )
    here = [
        row
        for row in rows_of_month(example_data, "2024-12")
        if row["LSOA name"].startswith("Exampleford ")
    ]
    assert ended.code == 0
    assert ended.json["cells"][0]["numerator"] == len(here)
    assert len(here) > 100


def test_a_finding_keeps_to_its_schema(headrow, example_data, example_locality):
    ended = ask(
        headrow, example_data, example_locality, "recorded-crime-rate", "--out-of", "residents", "--by", "area",
        "--level", "ward", "--method", "funnel", "--json",
    )  # fmt: skip
    jsonschema.validate(
        ended.json, {"$ref": "#/$defs/finding", "$defs": schema("findings")["$defs"]}
    )
    assert len(ended.json["cells"]) == 12


def test_a_table_names_its_trail(headrow, example_data, example_locality):
    ended = ask(headrow, example_data, example_locality, "recorded-crime-count", "--by", "category")
    lines = ended.out.splitlines()
    assert lines[0].split()[:2] == ["category", "numerator"]
    assert lines[-1].startswith("from 14 files, ")
    assert len(lines) == 1 + 14 + 1


def test_two_categories_are_counted_together(headrow, example_data, example_locality):
    def count(*kinds: str) -> int:
        named = [part for kind in kinds for part in ("--category", kind)]
        ended = ask(
            headrow, example_data, example_locality, "recorded-crime-count", *named, "--json"
        )
        return ended.json["cells"][0]["numerator"]

    assert count("burglary", "robbery") == count("burglary") + count("robbery") > count("burglary")


def test_what_the_data_cannot_answer_is_said_and_ends_with_1(
    headrow, example_data, example_locality
):
    ended = ask(
        headrow, example_data, example_locality, "recorded-crime-change", "--period", "2023-11",
        "--compared-with", "2022-11",
    )  # fmt: skip
    assert ended.code == 1
    assert "has no answer: no earlier period of the same months is held." in ended.err


def test_a_check_accounts_for_every_row_and_names_what_could_be_assessed(
    headrow, example_data, example_locality
):
    ended = headrow("check", example_data, "--locality", example_locality, "--quiet", "--json")
    assert ended.code == 0
    found = ended.json
    street = next(
        source for source in found["sources"] if source["code"] == "police-uk-street-crime"
    )
    by_hand = sum(len(rows_of_month(example_data, month)) for month in street["months"])
    assert street["files"] == 14
    assert (
        street["rows_in"]
        == by_hand
        == street["rows_kept"] + sum(part["rows"] for part in street["set_aside"])
    )
    assert street["months_between"] == []
    asked = {(row["measure"], row["of"]): row["lacking"] for row in found["answerable"]}
    assert asked["recorded-crime-rate", "residents"] == ""
    assert asked["recorded-crime-change", ""] == ""
    assert "harm_weights" not in {row["shape"] for row in found["lacking"]}


def test_a_check_names_months_between_and_files_that_are_not_read(headrow, example_data, tmp_path):
    for month in ("2024-01", "2024-03"):
        name = f"{month}-exampleshire-street.csv"
        (tmp_path / name).write_bytes(next(example_data.rglob(name)).read_bytes())
    (tmp_path / "letter.docx").write_bytes(b"x")
    ended = headrow("check", tmp_path, "--quiet")
    assert ended.code == 0
    assert "  not there   2024-02" in ended.out.splitlines()
    assert "not read: letter.docx: Not a kind of file that is read" in ended.out
    assert "lacking: deprivation." in ended.out


def test_a_check_names_a_file_of_which_nothing_can_be_used(headrow, example_data, tmp_path):
    packed = gzip.compress(next(example_data.rglob("2024-01-exampleshire-street.csv")).read_bytes())
    (tmp_path / "2024-01-exampleshire-street.csv.gz").write_bytes(packed[: len(packed) // 2])
    ended = headrow("check", tmp_path, "--quiet")
    assert (
        "not used: 2024-01-exampleshire-street.csv.gz: The compressed file breaks off" in ended.out
    )
    assert "set aside" in ended.out


def test_a_folder_of_nothing_ends_with_1_and_says_where_to_look(headrow, tmp_path):
    (tmp_path / "poem.csv").write_text("line\nno crime here\n", encoding="utf-8")
    ended = headrow("check", tmp_path, "--quiet")
    assert ended.code == 1
    assert (
        "No source knows any of these files. `headrow sources` lists what can be read." in ended.out
    )


def test_ask_names_every_measure(headrow):
    ended = headrow("ask", "--list")
    assert ended.code == 0
    assert [line.split()[0] for line in ended.out.splitlines()[1:]] == list(measures())


def test_sources_lists_every_source_with_its_licence_and_caveats(headrow):
    rows = headrow("sources", "--json").json
    assert [row["code"] for row in rows] == [source.code for source in registered()]
    assert all(row["publisher"] and row["licence"] and row["every"] for row in rows)
    text = headrow("sources").out
    assert all(source.caveats[0] in text for source in registered() if source.caveats)


@pytest.mark.parametrize("quiet", [True, False])
def test_progress_goes_to_standard_error_unless_it_is_quiet(headrow, example_data, quiet):
    ended = headrow("check", example_data, *(["--quiet"] if quiet else []))
    assert bool(ended.err) is not quiet
    assert " of " not in ended.out.splitlines()[0]
