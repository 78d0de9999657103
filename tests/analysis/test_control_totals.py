"""The totals that must come out right, counted beside the program by the csv module alone.

Each is read back from findings.json, from the ledger and from the words of the page.
"""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from collections import Counter

import pytest

from plugins.assessments import SHARED

LEEDS, SHEFFIELD = "E08000035", "E08000019"
GIB = 1024**3
STREETS = "crime_sim_toolkit/tests/testing_data/test_policedata"
AREAS = "crime_sim_toolkit/src/LSOA_data/PoliceforceLSOA.csv"
ASB = "Anti-social behaviour"


def rows_in(wheel: zipfile.ZipFile, name: str):
    with wheel.open(name) as file:
        yield from csv.DictReader(io.TextIOWrapper(file, encoding="utf-8-sig", newline=""))


@pytest.fixture(scope="module")
def julys(sample_pack) -> dict[str, tuple[int, int, int]]:
    """July: rows of the force's file, those of the district's small areas, and those without a small area."""
    counted = {}
    with zipfile.ZipFile(sample_pack) as wheel:
        inside = {
            row["LSOA Code"]
            for row in rows_in(wheel, AREAS)
            if row["Local authority code"] == LEEDS
        }
        for year in ("2016", "2017", "2018"):
            name = f"{STREETS}/{year}-07/{year}-07-west-yorkshire-street.csv"
            codes = [row["LSOA code"] for row in rows_in(wheel, name)]
            counted[year] = len(codes), sum(code in inside for code in codes), codes.count("")
    return counted


def test_the_three_julys_by_hand(julys):
    assert julys == {
        "2016": (27_176, 9_243, 1_347),
        "2017": (28_537, 9_671, 1_541),
        "2018": (31_635, 10_726, 883),
    }


def test_the_three_julys_in_the_findings(julys, pack_built):
    assert pack_built.count("all") == julys["2018"][1]
    (change,) = pack_built.asked("recorded-crime-change", by=[], category="all")
    assert change["cells"][0]["numerator"] == julys["2018"][1]
    assert change["cells"][0]["denominator"] == julys["2017"][1]
    by_month = pack_built.asked("recorded-crime-count", by=["month"], category="all")
    assert by_month
    for finding in by_month:
        held = {cell["key"][0]: cell["numerator"] for cell in finding["cells"]}
        assert {month: rows for month, rows in held.items() if rows is not None} == {
            f"{year}-07": inside for year, (_, inside, _) in julys.items()
        }


def test_the_three_julys_on_the_page(julys, pack_built):
    for _, inside, unplaced in julys.values():
        assert f"{inside:,}" in pack_built.printed
        assert f"{unplaced:,}" in pack_built.printed
    # The lead says the latest beside the year before, and never that two months are a trend.
    lead = pack_built.printed.partition("How to read this")[0]
    assert "10,726" in lead and "9,671" in lead
    assert "Two months are not a trend." in pack_built.printed


def test_rows_without_a_small_area_are_in_the_ledger(julys, pack_built):
    streets = [row for row in pack_built.ledger["entries"] if row["shape"] == "recorded_crime"]
    found = {
        row["months"][0][:4]: (
            row["rows_in"],
            row["rows_inside"],
            sum(part["rows"] for part in row["set_aside"]),
        )
        for row in streets
    }
    assert found == julys
    for row in streets:
        assert {part["reason"] for part in row["set_aside"]} == {"no-small-area"}
        assert (
            row["rows_in"]
            == row["rows_inside"] + row["rows_outside"] + found[row["months"][0][:4]][2]
        )


# What the program must find in the shared data: all that was recorded, and the incidents among them.
TOTALS = {
    "the year 2024": (111_791, 8_972),
    "three years of the series": (346_222, 27_433),
    "seven months of 2014": (46_919, 13_026),
    "another force, 2014": (70_904, 36_135),
}
RUNS = [pytest.param(name, marks=pytest.mark.shared) for name in SHARED]


def series_by_hand(folder, wanted) -> tuple[int, int]:
    """All records and incidents of the series in the months wanted."""
    (path,) = (folder / "leeds_aggregates").glob("leeds_msoa_month_crime_*.csv.gz")
    counted: Counter = Counter()
    with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if wanted(row["month"]):
                counted[row["crime_type"] == ASB] += int(row["crime_count"])
    return sum(counted.values()), counted[True]


def streets_by_hand(folder, force, district) -> tuple[int, int]:
    """All records and incidents of a district's small areas of 2011 in a force's street files."""
    with gzip.open(
        folder / "lookups" / "lsoa11_ltla21.csv.gz", "rt", encoding="utf-8-sig", newline=""
    ) as file:
        inside = {
            row["lsoa11_code"] for row in csv.DictReader(file) if row["ltla21_code"] == district
        }
    counted: Counter = Counter()
    for path in sorted((folder / "police_uk" / force).glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                if row["LSOA code"] in inside:
                    counted[row["Crime type"] == ASB] += 1
    return sum(counted.values()), counted[True]


@pytest.mark.shared
def test_the_shared_totals_by_hand(shared_data):
    assert {
        "the year 2024": series_by_hand(shared_data, lambda month: month.startswith("2024")),
        "three years of the series": series_by_hand(shared_data, lambda month: True),
        "seven months of 2014": streets_by_hand(shared_data, "west_yorkshire_2014", LEEDS),
        "another force, 2014": streets_by_hand(shared_data, "south_yorkshire_2014", SHEFFIELD),
    } == TOTALS


@pytest.mark.parametrize("name", RUNS)
def test_the_program_finds_the_totals_and_prints_them(shared_ran, name):
    ran, (everything, incidents) = shared_ran(name), TOTALS[name]
    assert ran.code == 0, ran.said
    assert ran.count("all") == everything
    assert ran.count("anti-social-behaviour") == incidents
    assert ran.count("crimes") == everything - incidents
    lead = ran.printed.partition("How to read this")[0]
    for number in (everything, incidents, everything - incidents):
        assert f"{number:,}" in lead


@pytest.mark.parametrize("name", RUNS)
def test_a_whole_run_keeps_within_a_gibibyte(shared_ran, name):
    assert shared_ran(name).peak < GIB


@pytest.mark.parametrize("name", RUNS)
def test_another_process_finds_the_same_bytes(shared_ran, shared_document, name):
    from headrow.analysis.assessment import running, writing
    from headrow.documents import html

    built, ran = shared_document(name), shared_ran(name)
    desk = built.desk
    again = writing.findings_json(desk.findings, running.facts_of(desk, built.outline))
    assert again == (ran.out / "findings.json").read_text(encoding="utf-8")
    assert html.render(built.document) == ran.html
    ledger = writing.ledger_json(desk.opened.ledger, desk.opened.by_snapshot)
    assert ledger == (ran.out / "ledger.json").read_text(encoding="utf-8")


@pytest.mark.shared
def test_months_that_are_not_held_are_named_and_never_filled_in(shared_ran):
    ran = shared_ran("seven months of 2014")
    missing = ["2014-03", "2014-04", "2014-05", "2014-07", "2014-12"]
    assert ran.findings["months_missing"] == missing
    for words in ("March 2014 to May 2014", "July 2014", "December 2014", "They are not filled in"):
        assert words in ran.printed
    assert "7 of 12 months" in ran.printed
    for finding in ran.asked("recorded-crime-count", by=["month"]):
        held = {cell["key"][-1]: cell for cell in finding["cells"]}
        for month in missing:
            assert month not in held or held[month]["numerator"] is None
            assert month not in held or held[month]["state"] == "missing"
        assert finding["question"]["method"] == "" or not finding["judgement"].get("limits")
    changes = ran.asked("recorded-crime-change")
    assert all(finding["refused"] and not finding["cells"] for finding in changes)


@pytest.mark.shared
def test_the_other_force_has_eleven_months_and_hexagons(shared_ran):
    ran = shared_ran("another force, 2014")
    assert ran.findings["months_missing"] == ["2014-12"]
    assert ran.asked("recorded-crime-in-hexagons")
    assert not ran.asked("recorded-crime-rate", method="gi-star")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "pairs"),
    [
        ("the year 2024", {"2024-03": (9_439, 9_408)}),
        ("three years of the series", {"2024-03": (9_439, 9_408), "2025-02": (8_015, 8_009)}),
    ],
)
def test_a_month_held_twice_gives_both_totals_and_neither_is_added(shared_ran, name, pairs):
    ran = shared_ran(name)
    for month, (series, street) in pairs.items():
        period = (
            f"{month}..{month}"
            if ran.asked("recorded-crime-count", period=f"{month}..{month}")
            else month
        )
        assert ran.count("all", period=period, source="series") == series
        assert ran.count("all", period=period, source="street") == street
        assert (
            f"{series:,} in the series by area and month, {street:,} at street level" in ran.printed
        )
        assert f"{series - street} apart" in ran.printed
    # Place and outcome come from the last street month, under its own name and total.
    last, (_, street) = max(pairs.items())
    placed = ran.asked("recorded-crime-count", method="gini", category="all")
    assert placed and all(finding["question"]["period"].startswith(last) for finding in placed)
    assert all(sum(cell["numerator"] for cell in finding["cells"]) == street for finding in placed)


@pytest.mark.shared
def test_the_districts_of_the_force_stand_beside_each_other(shared_ran):
    (finding,) = shared_ran("seven months of 2014").asked("recorded-crime-rate", by=["district"])
    assert len(finding["cells"]) >= 5
    (own,) = [cell for cell in finding["cells"] if cell["key"] == [LEEDS]]
    assert own["numerator"] == TOTALS["seven months of 2014"][0]
