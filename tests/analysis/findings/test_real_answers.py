"""The fixtures of the statistics notes, and the control totals of the data's own notes, asked through the one door."""

import json
from pathlib import Path

import pytest

from headrow.analysis.findings.asking import ask
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.outlines_of_areas import neighbours_for, outlines_of
from headrow.vocabulary.localities import load_locality
from headrow.vocabulary.periods import Period

pytestmark = pytest.mark.shared
LEEDS, SHEFFIELD, CENTRE = "E08000035", "E08000019", "E02006875"
YEAR = "2024-08..2025-07"
EXPECTED = {
    one["id"]: one["expected"]
    for one in json.loads(
        (Path(__file__).parents[1] / "statistics_fixtures.json").read_text(encoding="utf-8")
    )["fixtures"]
}


@pytest.fixture(scope="module")
def opened(shared_data, assessments_home):
    from headrow.analysis.assessment import running
    from headrow.analysis.warehouse.folder import Warehouse

    made = {}

    def of(place, period):
        if (place, period) not in made:
            held, _ = running.opened_for(
                load_locality(place), shared_data, period, warehouse=Warehouse(assessments_home)
            )
            made[place, period] = held
        return made[place, period]

    return of


@pytest.fixture(scope="module")
def leeds(opened):
    return opened("leeds", "2022-08..2025-07")


def asked(place, measure, period, **more):
    return ask(Question(measure, place.place.code, Period.parse(period), **more), place)


@pytest.mark.parametrize(("base", "name"), [("residents", "resident"), ("workday", "workday")])
def test_rate_of_the_city_centre(leeds, base, name):
    expected = EXPECTED["rate.leeds_city_centre"]
    found = asked(leeds, "recorded-crime-rate", YEAR, out_of=base, by=("area",), level="msoa21")
    cell = found.cell(CENTRE)
    assert cell.numerator == expected["numerator"]
    assert cell.denominator == expected[f"denominator_{name}"]
    assert cell.value == pytest.approx(expected[f"rate_per_1000_{name}"], rel=1e-6)
    assert cell.label != CENTRE, "an area is called what its people call it"


def test_concentration_of_burglary_in_march(leeds):
    expected = EXPECTED["gini.leeds_burglary_2024_03"]
    found = asked(leeds, "recorded-crime-count", "2024-03", category="burglary", by=("area",),
                  level="lsoa21", method="gini")  # fmt: skip
    told = found.judgement
    assert (told["units"], told["total"], told["top_k"]) == (488, 498, 25)
    assert sum(cell.numerator == 0 for cell in found.cells) == expected["zero_units"]
    assert told["gini"] == pytest.approx(expected["gini"], rel=1e-6)
    assert told["generalised"] == pytest.approx(expected["generalised"], rel=1e-6)
    assert told["top_share"] == pytest.approx(expected["top5_share"], rel=1e-6)


def test_gradient_of_violence_in_march(leeds):
    expected = EXPECTED["sii.leeds_violence_2024_03"]
    found = asked(leeds, "recorded-crime-by-deprivation", "2024-03", by=("decile",), level="lsoa21",
                  category="violence-and-sexual-offences", method="sii")  # fmt: skip
    assert [cell.numerator for cell in found.cells] == expected["decile_counts"]
    assert [cell.denominator for cell in found.cells] == expected["decile_population"]
    told = found.judgement
    assert told["sii"] == pytest.approx(expected["sii_per_1000"], rel=1e-6)
    assert told["rii"] == pytest.approx(expected["rii"], rel=1e-6)
    assert told["sii_over_mean"] == pytest.approx(expected["sii_over_mean"], rel=1e-6)
    assert told["difference_lower"] < told["difference"] < told["difference_upper"]


def test_seasons_of_three_years(leeds):
    expected = EXPECTED["season.leeds_indices"]
    found = asked(leeds, "recorded-crime-count", "2022-08..2025-07", by=("month",), method="season")
    assert len(found.judgement["indices"]) == 12
    for month, index in found.judgement["indices"].items():
        assert index == pytest.approx(expected[f"{int(month):02d}"], rel=1e-6)


def test_quotient_of_shoplifting_in_the_city_centre(leeds):
    found = asked(leeds, "recorded-crime-share", YEAR, category="shoplifting", by=("area",),
                  level="msoa21", method="lq")  # fmt: skip
    told = found.cell(CENTRE).more["lq"]
    assert told == pytest.approx(EXPECTED["lq.leeds_city_centre_shoplifting"]["lq"], rel=1e-9)


@pytest.mark.mission("M003")
def test_the_series_and_its_control_totals(leeds):
    def total(period, **more):
        return asked(leeds, "recorded-crime-count", period, **more).only.numerator

    assert total("2024-01..2024-12") == 111_791
    assert total("2024-01..2024-12", category="anti-social-behaviour") == 8_972
    change = asked(leeds, "recorded-crime-change", "2024-01..2024-12",
                   compared_with=Period.parse("2023-01..2023-12"))  # fmt: skip
    assert (change.only.numerator, change.only.denominator) == (111_791, 119_432)
    assert (total("2024-03"), total("2024-03", source="street")) == (9_439, 9_408)


def test_seven_months_of_2014_and_none_filled_in(opened):
    place = opened("leeds", "2014-01..2014-12")
    found = asked(place, "recorded-crime-count", "2014-01..2014-12", by=("month",))
    held = {cell.key[0]: cell.numerator for cell in found.cells}
    missing = [month for month, count in held.items() if count is None]
    assert missing == ["2014-03", "2014-04", "2014-05", "2014-07", "2014-12"]
    assert sum(count or 0 for count in held.values()) == 46_919
    assert found.trail.missing_months == tuple(missing) and "months_missing" in found.flags


def test_another_force_by_its_own_folder(opened):
    place = opened("sheffield", "2014-01..2014-12")
    assert asked(place, "recorded-crime-count", "2014-01..2014-12").only.numerator == 70_904
    incidents = asked(
        place, "recorded-crime-count", "2014-01..2014-12", category="anti-social-behaviour"
    )
    assert incidents.only.numerator == 36_135
    areas = asked(place, "recorded-crime-count", "2014-01..2014-12", by=("area",), level="lsoa11")
    assert len(areas.cells) == 345
    hexagons = asked(
        place, "recorded-crime-in-hexagons", "2014-01..2014-12", by=("area",), level="hexagon"
    )
    assert sum(cell.numerator for cell in hexagons.cells) <= 70_904
    assert all(cell.label.startswith("near ") for cell in hexagons.cells[:5])


@pytest.mark.parametrize(
    ("period", "level", "areas", "links"),
    [
        (
            "2014-01..2014-12",
            "lsoa11",
            482,
            2_622,
        ),  # the simplified file gives 2,764, TopoJSON 2,766
        ("2014-01..2014-12", "msoa11", 107, 572),
        ("2022-08..2025-07", "msoa21", 107, 582),  # no better outline of 2021 is held
    ],
)
def test_who_is_next_to_whom_is_read_from_the_best_outline(opened, period, level, areas, links):
    place = opened("leeds", period)
    feed = place.covering(place.period)
    codes = list(place.units[feed.area_kind].of_place(level))
    known, near, _ = neighbours_for(place, feed, level, codes)
    assert len(known) == areas
    assert int(near.links.size) == links
    assert set(outlines_of(place, feed, level).shapes) == set(codes)
