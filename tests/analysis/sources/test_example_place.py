"""The fictional place: the same bytes each time, read by our own sources whole, and naming nowhere real."""

import csv
import hashlib
import time
from collections import Counter
from pathlib import Path

import pytest

from headrow.analysis.sources.example_place import write_example
from headrow.analysis.sources.gathering import gather
from headrow.analysis.tables.personal_data import personal_columns
from headrow.analysis.warehouse.folder import Warehouse
from headrow.vocabulary.crime import BY_CODE, category_of
from headrow.vocabulary.localities import load_locality
from headrow.vocabulary.periods import Period

EXAMPLE = load_locality("example")


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("example")
    write_example(folder)
    return folder


def digest(folder: Path) -> str:
    held = hashlib.sha256()
    for file in sorted(folder.rglob("*.*")):
        held.update(file.relative_to(folder).as_posix().encode())
        held.update(file.read_bytes())
    return held.hexdigest()


def rows_of(file: Path) -> list[dict[str, str]]:
    with file.open(newline="", encoding="utf-8") as opened:
        return list(csv.DictReader(opened))


def test_the_same_seed_gives_the_same_bytes_and_another_gives_others(tmp_path):
    short = Period.parse("2024-11..2024-12")
    for name, seed in (("one", 7), ("two", 7), ("three", 8)):
        write_example(tmp_path / name, period=short, seed=seed)
    assert digest(tmp_path / "one") == digest(tmp_path / "two")
    assert digest(tmp_path / "one") != digest(tmp_path / "three")


def test_thirty_six_months_are_written_in_two_seconds(tmp_path):
    started = time.process_time()
    write_example(tmp_path)
    assert time.process_time() - started < 2
    assert len(list((tmp_path / "police_uk").glob("*/*-street.csv"))) == 36


def test_every_file_is_read_by_a_source_and_every_row_is_accounted_for(written, tmp_path):
    holding = gather(written, warehouse=Warehouse(tmp_path))
    assert holding.ledger.ignored == ()
    files = [file for file in written.rglob("*.*") if file.is_file()]
    assert len(holding.ledger.entries) == len(files)
    aside = Counter(part.reason for entry in holding.ledger.entries for part in entry.set_aside)
    assert set(aside) <= {"no-small-area", "no-coordinates", "outside"}
    shapes = {entry.shape for entry in holding.ledger.entries}
    assert {"recorded_crime", "outcomes", "stop_searches", "partner_counts", "boundaries", "deprivation",
            "population", "area_lookup", "harm_weights"} <= shapes  # fmt: skip


def test_street_files_have_the_publishers_shape(written):
    rows = rows_of(written / "police_uk/2024-03/2024-03-exampleshire-street.csv")
    assert {category_of(row["Crime type"]) for row in rows} == set(BY_CODE)
    without_id = {row["Crime type"] for row in rows if not row["Crime ID"]}
    assert without_id == {"Anti-social behaviour"}
    assert any(not row["LSOA code"] for row in rows)
    ids = [row["Crime ID"] for row in rows if row["Crime ID"]]
    assert len(ids) == len(set(ids))


def test_three_districts_of_one_force_so_that_one_can_stand_beside_others(written):
    rows = rows_of(written / "lookups/lsoa21_ward24_ltla24.csv")
    counted = Counter(row["ltla24_code"] for row in rows)
    others = {district.code for district in EXAMPLE.declared.compared_with}
    assert counted[EXAMPLE.district.code] == 120
    assert set(counted) == {EXAMPLE.district.code, *others}


def test_partners_files_hold_small_counts_and_no_person(written):
    import polars as pl

    housing = rows_of(written / "partners/housing_asb.csv")
    assert Counter(row["cases"] for row in housing).most_common(1)[0][0] == "1"
    for file in (written / "partners").glob("*.csv"):
        assert personal_columns(pl.read_csv(file, infer_schema=False), newest_event=2024) == []


def test_every_area_that_the_locality_names_is_in_the_data(written):
    held = {row["msoa21_code"] for row in rows_of(written / "lookups/lsoa21_msoa21.csv")}
    for centre in EXAMPLE.declared.centre:
        assert set(centre.areas) <= held
    busy = rows_of(written / "population/msoa21_census_and_workday_population.csv")
    ratio = {
        row["msoa21_code"]: int(row["workday_population"]) / int(row["census_population"])
        for row in busy
    }
    named = {code for centre in EXAMPLE.declared.centre for code in centre.areas}
    assert {code for code, times in ratio.items() if times > 1.5} == named
