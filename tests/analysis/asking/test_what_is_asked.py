"""Questions of a place drawn by hand, beside a naive count of the same rows in plain Python."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.asking.drawn_place import AREAS, MINE, OTHER, base_files, crimes, opened
from analysis.sources.street_files import write
from headrow.analysis.findings.asking import ask
from headrow.analysis.findings.catalogue import UnknownName
from headrow.analysis.findings.model import Question
from headrow.analysis.warehouse.folder import Warehouse
from headrow.vocabulary.periods import Period

KINDS = {"asb": "anti-social-behaviour", "burglary": "burglary", "drugs": "drugs"}
DRAWN = {
    ("E01990001", "2030-01"): {"asb": 3, "burglary": 6},
    ("E01990002", "2030-01"): {"burglary": 5, "drugs": 2},
    ("E01990003", "2030-02"): {"asb": 7, "drugs": 9},
    ("E01990005", "2030-01"): {"burglary": 8},
    ("E01990006", "2030-02"): {"asb": 4},
}


def street(folder, drawn):
    """A street file a month, of the rows drawn."""
    months = sorted({month for _, month in drawn})
    for month in months:
        made = [
            row
            for (area, at), kinds in drawn.items()
            if at == month
            for row in crimes(area, month, **kinds)
        ]
        write(folder, f"{month}-mereshire-street.csv", made)


@pytest.fixture
def place(tmp_path, warehouse):
    base_files(tmp_path)
    street(tmp_path, DRAWN)
    return opened(tmp_path, warehouse, "2030-01..2030-02")


def asked(place, measure, period="2030-01..2030-02", **more):
    return ask(Question(measure, MINE, Period.parse(period), **more), place)


def test_a_total_counts_the_places_own_rows_only(place):
    assert asked(place, "recorded-crime-count").only.numerator == 3 + 6 + 5 + 2 + 7 + 9
    assert asked(place, "recorded-crime-count", category="crimes").only.numerator == 6 + 5 + 2 + 9
    assert asked(place, "recorded-crime-count", category=("asb", "drugs")[1:]).only.numerator == 11


def test_nought_is_a_count_and_a_month_that_is_not_held_is_none(place):
    found = asked(
        place, "recorded-crime-count", period="2030-01..2030-03", category="drugs", by=("month",)
    )
    assert [(cell.key[0], cell.numerator) for cell in found.cells] == [
        ("2030-01", 2), ("2030-02", 9), ("2030-03", None),
    ]  # fmt: skip
    assert found.trail.missing_months == ("2030-03",) and "months_missing" in found.flags
    burglary = asked(place, "recorded-crime-count", category="burglary", by=("month",))
    assert burglary.cell("2030-02").numerator == 0


def test_every_area_of_the_place_has_a_cell_and_no_other_has(place):
    found = asked(place, "recorded-crime-count", by=("area",), level="lsoa11")
    assert {cell.key[0]: cell.numerator for cell in found.cells} == {
        "E01990001": 9, "E01990002": 7, "E01990003": 16, "E01990004": 0,
    }  # fmt: skip
    middle = asked(place, "recorded-crime-count", by=("area",), level="msoa11")
    assert {cell.key[0]: cell.numerator for cell in middle.cells} == {
        "E02990001": 16,
        "E02990002": 16,
    }


def test_a_rate_is_divided_by_the_people_of_its_own_area(place):
    found = asked(place, "recorded-crime-rate", out_of="residents", by=("area",), level="msoa11")
    cell = found.cell("E02990001")
    assert (cell.numerator, cell.denominator) == (16, 3000)
    assert cell.value == pytest.approx(1000 * 16 / 3000)
    assert cell.low < cell.value < cell.high


def test_a_rate_too_small_to_trust_stays_a_count(place):
    few = asked(place, "recorded-crime-rate", out_of="residents", category="anti-social-behaviour",
                by=("area",), level="lsoa11")  # fmt: skip
    assert few.cell("E01990001").value is None
    assert "too_few_for_a_rate" in few.cell("E01990001").flags


def test_a_base_that_is_not_held_refuses_and_counts_nothing(place):
    found = asked(place, "recorded-crime-rate", out_of="households")
    assert found.cells == () and "households" in found.refused


def test_other_districts_stand_beside_the_place_by_ratio(place):
    found = asked(
        place, "recorded-crime-rate", out_of="residents", by=("district",), method="rate-ratio"
    )
    other = found.cell(OTHER)
    assert (other.numerator, other.denominator) == (12, 10_000)
    assert other.more["ratio"] == pytest.approx((32 / 6000) / (12 / 10_000))


def test_tenths_of_deprivation_add_up_the_areas_in_them(place):
    found = asked(
        place, "recorded-crime-by-deprivation", by=("decile",), level="lsoa11", method="sii"
    )
    assert [(cell.key[0], cell.numerator, cell.denominator) for cell in found.cells] == [
        ("1", 16, 3000.0), ("5", 16, 1500.0), ("10", 0, 1500.0),
    ]  # fmt: skip


def test_a_change_is_refused_where_either_period_has_a_gap(place):
    now = Period.parse("2030-02")
    found = ask(
        Question(
            "recorded-crime-change",
            MINE,
            now,
            compared_with=Period.parse("2029-02"),
            method="year-difference",
        ),
        place,
    )
    assert found.cells == () and "no earlier period" in found.refused


def test_outcomes_are_of_crimes_and_never_of_incidents(place):
    found = asked(place, "outcome-mix", by=("outcome",))
    assert [(cell.key[0], cell.numerator, cell.denominator) for cell in found.cells] == [
        ("Under investigation", 22, 22.0)
    ]


def test_an_address_is_the_same_for_the_same_data_wherever_they_lie(place, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    base_files(elsewhere)
    street(elsewhere, DRAWN)
    again = opened(elsewhere, Warehouse(tmp_path_factory.mktemp("other")), "2030-01..2030-02")
    assert asked(place, "recorded-crime-count") == asked(again, "recorded-crime-count")
    changed = {**DRAWN, ("E01990004", "2030-02"): {"drugs": 1}}
    street(elsewhere, changed)
    other = opened(elsewhere, Warehouse(tmp_path_factory.mktemp("third")), "2030-01..2030-02")
    assert (
        asked(other, "recorded-crime-count").address != asked(place, "recorded-crime-count").address
    )


def test_a_name_that_does_not_exist_is_refused_with_those_that_do(place):
    with pytest.raises(UnknownName, match="recorded-crime-count"):
        asked(place, "crime-index")
    with pytest.raises(UnknownName, match="burglary"):
        asked(place, "recorded-crime-count", category="cyber-crime")
    with pytest.raises(UnknownName, match="xmr"):
        asked(place, "recorded-crime-count", method="magic")


def test_a_series_comes_before_rows_and_the_two_are_never_added(tmp_path, warehouse):
    base_files(tmp_path)
    street(tmp_path, {key: kinds for key, kinds in DRAWN.items() if key[1] == "2030-01"})
    write(tmp_path, "series.csv", "month,msoa11_code,msoa_hocl_name,crime_type,crime_count\n"
          "2030-01,E02990001,Hill,Burglary,20\n2030-02,E02990002,Vale,Drugs,30\n")  # fmt: skip
    place = opened(tmp_path, warehouse, "2030-01..2030-02")
    whole = asked(place, "recorded-crime-count")
    assert whole.only.numerator == 50
    assert [file.source for file in whole.trail.files] == [
        "recorded-crime-by-area-and-month"
    ] or len(whole.trail.files) == 1
    rows = asked(place, "recorded-crime-count", period="2030-01", source="street")
    assert rows.only.numerator == 16
    named = asked(place, "recorded-crime-count", by=("area",), level="msoa11")
    assert named.cell("E02990001").label == "Hill"


SMALL = st.dictionaries(st.sampled_from(sorted(KINDS)), st.integers(1, 6), min_size=1)
PLACED = st.dictionaries(
    st.tuples(st.sampled_from(sorted(AREAS)), st.sampled_from(["2030-01", "2030-02"])),
    SMALL,
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(drawn=PLACED)
def test_counts_by_area_month_and_kind_are_those_of_a_naive_count(tmp_path_factory, drawn):
    drawn = {**drawn, ("E01990004", "2030-01"): {"asb": 1}}
    folder = tmp_path_factory.mktemp("drawn")
    base_files(folder)
    street(folder, drawn)
    place = opened(folder, Warehouse(tmp_path_factory.mktemp("house")), "2030-01..2030-02")
    naive: Counter[tuple[str, str, str]] = Counter()
    for (area, month), kinds in drawn.items():
        if AREAS[area][1] == MINE:
            naive.update({(KINDS[kind], month, area): count for kind, count in kinds.items()})
    found = asked(place, "recorded-crime-count", by=("category", "month", "area"), level="lsoa11")
    held = {str(month) for month in place.feeds[0].months}
    for cell in found.cells:
        assert cell.numerator == (naive[cell.key] if cell.key[1] in held else None)
    assert sum(cell.numerator or 0 for cell in found.cells) == sum(naive.values())


def test_two_places_opened_of_one_warehouse_do_not_meet(place, tmp_path_factory, warehouse):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    base_files(elsewhere)
    street(elsewhere, {("E01990004", "2030-01"): {"drugs": 1}})
    other = opened(elsewhere, warehouse, "2030-01")
    assert asked(other, "recorded-crime-count", period="2030-01").only.numerator == 1
    assert asked(place, "recorded-crime-count").only.numerator == 32
