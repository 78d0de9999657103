"""A place drawn by hand at the one door: bases, noughts, missing look-ups, months of other tables, hexagons."""

import math
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.asking.drawn_place import AREAS, MINE, base_files, crimes, opened
from analysis.sources.street_files import write
from headrow.analysis.findings.asking import ask
from headrow.analysis.findings.dividing import divided
from headrow.analysis.findings.framing import frame
from headrow.analysis.findings.judging.comparisons import year_difference
from headrow.analysis.findings.judging.judged import Counted
from headrow.analysis.findings.model import Cell, Question
from headrow.analysis.findings.trails import as_json
from headrow.analysis.methods import gradients, hexagons
from headrow.analysis.warehouse.folder import Warehouse
from headrow.vocabulary.periods import Period

HOMES = """partner = "Mereshire Homes"
topic = "noise"
each_row_is = "a count"
protection = "partnership-only"
[columns]
area = "code"
month = "month"
count = "n"
[area]
kind = "lsoa11"
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "data"
    made.mkdir()
    base_files(made)
    return made


@pytest.fixture
def house(tmp_path):
    return Warehouse(tmp_path / "house")


def asked(place, measure, period="2030-01", **more):
    return ask(Question(measure, MINE, Period.parse(period), **more), place)


def street(folder, month, *rows):
    write(folder, f"{month}-mereshire-street.csv", [row for some in rows for row in some])


def test_nought_has_a_rate_of_nought_and_an_upper_limit(folder, house):
    street(
        folder,
        "2030-01",
        crimes("E01990001", "2030-01", burglary=8),
        crimes("E01990002", "2030-01", drugs=3),
    )
    place = opened(folder, house, "2030-01")
    found = asked(place, "recorded-crime-rate", out_of="residents", by=("area",), level="lsoa11")
    none = found.cell("E01990003")
    assert (none.numerator, none.value, none.low) == (0, 0.0, 0.0)
    assert none.high == pytest.approx(1000 * -math.log(0.025) / 1500), "3.69 over the base"
    assert not none.flags
    few = found.cell("E01990002")
    assert few.value is None and few.flags == ("too_few_for_a_rate",)


def test_the_nearest_year_is_the_base_and_an_old_one_is_flagged(folder, house):
    street(folder, "2030-01", crimes("E01990001", "2030-01", burglary=8))
    people = "".join(f"{area},{10 * residents}\n" for area, (_, _, residents, _) in AREAS.items())
    write(folder, "population20_lsoa11.csv", "lsoa11_code,total_population\n" + people)
    place = opened(folder, house, "2030-01")
    (base,) = [base for (_, name), base in place.bases.items() if name == "residents"]
    assert base.total == 6000 and not base.stale
    (folder / "population29_lsoa11.csv").unlink()
    old = opened(folder, house, "2030-01")
    found = asked(old, "recorded-crime-rate", out_of="residents")
    assert found.only.denominator == 60_000
    assert "stale_denominator" in found.flags
    assert [file.name for file in found.trail.files if "population" in file.name] == [
        "population20_lsoa11.csv"
    ]


def test_a_base_that_misses_an_area_is_not_taken(folder, house):
    street(folder, "2030-01", crimes("E01990001", "2030-01", burglary=8))
    write(folder, "population29_lsoa11.csv", "lsoa11_code,total_population\nE01990001,1000\n")
    found = asked(opened(folder, house, "2030-01"), "recorded-crime-rate", out_of="residents")
    assert not found.cells and "residents" in found.refused


def test_without_look_ups_the_published_names_say_the_district(folder, house):
    (folder / "lookup.csv").unlink()
    street(
        folder,
        "2030-01",
        crimes("E01990001", "2030-01", burglary=8),
        crimes("E01990005", "2030-01", burglary=5),
    )
    place = opened(folder, house, "2030-01")
    assert asked(place, "recorded-crime-count").only.numerator == 8
    named = asked(place, "recorded-crime-count", by=("area",), level=place.feeds[0].area_kind)
    assert [cell.label for cell in named.cells] == ["Hither 001A"]


def test_a_partners_counts_are_asked_of_where_no_crime_is_held(folder, house):
    write(
        folder,
        "homes.csv",
        "code,month,n\nE01990001,2030-01,12\nE01990005,2030-01,40\nE01990002,2030-02,9\n",
    )
    (folder / "homes.toml").write_text(HOMES, encoding="utf-8")
    place = opened(folder, house, "2030-01..2030-03")
    assert place.feeds == ()
    who = {"partner": "Mereshire Homes", "topic": "noise"}
    found = asked(place, "partner-count", "2030-01..2030-03", by=("month",), options=who)
    assert [(cell.key[0], cell.numerator, cell.state) for cell in found.cells] == [
        ("2030-01", 12, "shown"), ("2030-02", 9, "shown"), ("2030-03", None, "missing"),
    ]  # fmt: skip
    assert found.trail.missing_months == ("2030-03",)
    assert not asked(place, "recorded-crime-count").cells
    nobody = asked(place, "partner-count", options={"partner": "Nobody", "topic": "noise"})
    assert not nobody.cells and "no counts of noise by Nobody" in nobody.refused


def test_a_file_kept_by_the_quarter_is_not_missing_the_months_between(folder, house):
    quarters = ("2029-10", "2030-01", "2030-04", "2030-10")
    write(
        folder,
        "homes.csv",
        "code,month,n\n" + "".join(f"E01990001,{month},20\n" for month in quarters),
    )
    (folder / "homes.toml").write_text(HOMES, encoding="utf-8")
    place = opened(folder, house, "2030-01..2030-12")
    who = {"partner": "Mereshire Homes", "topic": "noise"}
    found = asked(place, "partner-count", "2030-01..2030-12", options=who)
    assert found.only.numerator == 60
    assert found.trail.months == ("2030-01", "2030-04", "2030-10")
    assert found.trail.missing_months == ("2030-07",)


def test_a_kind_absent_from_both_periods_changed_from_nought_to_nought(folder, house):
    for month in ("2029-01", "2030-01"):
        street(folder, month, crimes("E01990001", month, burglary=60))
    place = opened(folder, house, "2029-01..2030-01")
    found = asked(place, "recorded-crime-change", category=("burglary", "drugs"), by=("category",),
                  compared_with=Period.parse("2029-01"), method="year-difference")  # fmt: skip
    told = {cell.key[0]: (cell.numerator, cell.denominator) for cell in found.cells}
    assert told == {"burglary": (60, 60), "drugs": (0, 0)}


def test_a_share_takes_the_base_of_its_own_month(folder, house):
    street(folder, "2030-01", crimes("E01990001", "2030-01", burglary=40))
    street(folder, "2030-02", crimes("E01990001", "2030-02", drugs=70))
    place = opened(folder, house, "2030-01..2030-02")
    found = asked(place, "recorded-crime-share", "2030-01..2030-02", category=("burglary", "drugs"),
                  by=("month", "category"))  # fmt: skip
    assert {cell.key: (cell.numerator, cell.denominator) for cell in found.cells} == {
        ("2030-01", "burglary"): (40, 40.0), ("2030-01", "drugs"): (0, 40.0),
        ("2030-02", "burglary"): (0, 70.0), ("2030-02", "drugs"): (70, 70.0),
    }  # fmt: skip


def test_rows_that_fall_into_one_cell_are_never_overwritten():
    measure = SimpleNamespace(code="stop-search-rate", out_of="")
    question = Question("stop-search-rate", MINE, Period.parse("2030-01"))
    feed = SimpleNamespace(months=())
    rows = [{"group": "a", "numerator": 3}, {"group": "b", "numerator": 4}]
    with pytest.raises(ValueError, match="cannot be split by nothing"):
        frame(question, rows, None, feed, measure)


def test_many_kinds_are_judged_with_an_allowance_for_their_number():
    now, then = Period.parse("2030-01"), Period.parse("2029-01")
    question = Question("recorded-crime-change", MINE, now, by=("category",), compared_with=then)
    feed = SimpleNamespace(held=lambda period: period.months)
    # One in twelve differs so little that alone it would be called a change.
    cells = [Counted((f"kind {n}",), 100, 100.0) for n in range(11)] + [
        Counted(("one",), 133, 100.0)
    ]
    many = year_difference(question, cells, None, feed).cells["one",]
    alone = year_difference(question, cells[-1:], None, feed).cells["one",]
    assert alone["p"] == many["p"] < 0.05 < many["q"]
    assert alone["wording"] == "higher" and many["wording"] == "no clear difference"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 650_000), st.floats(0, 1_200_000)), min_size=1, max_size=30))
def test_the_hexagon_of_a_point_is_the_one_with_the_nearest_centre(points):
    east, north = (np.array(part) for part in zip(*points, strict=True))
    q, r = hexagons.hexagons_of(east, north)
    for x, y, a, b in zip(east, north, q, r, strict=True):
        own = _distance(x, y, int(a), int(b))
        assert all(
            own <= _distance(x, y, *near) + 1e-6 for near in hexagons.neighbours_of(int(a), int(b))
        )
        assert own <= hexagons.SIDE + 1e-6


def _distance(x, y, q, r):
    east = hexagons.SIDE * 1.5 * q
    north = hexagons.SIDE * math.sqrt(3) * (r + q / 2)
    return math.hypot(x - east, y - north)


@given(st.lists(st.tuples(st.integers(0, 400), st.integers(500, 9000)), min_size=3, max_size=10))
def test_the_difference_of_the_ends_lies_between_its_limits_and_turns_with_them(groups):
    counts, people = zip(*groups, strict=True)
    found = gradients.inequality(counts, people)
    turned = gradients.inequality(counts[::-1], people[::-1])
    assert found.difference_lower <= found.decile_difference <= found.difference_upper
    assert turned.difference_lower == pytest.approx(-found.difference_upper)


def test_the_limits_of_a_difference_hold_the_truth_about_as_often_as_they_say():
    random = np.random.default_rng(7)
    truth, people, held = (30 / 3000, 12 / 3000), 3000, 0
    draws = 600
    for _ in range(draws):
        ends = random.poisson([truth[0] * people, truth[1] * people])
        found = gradients.inequality([ends[0], 20, ends[1]], [people] * 3, per=1000)
        held += found.difference_lower <= 1000 * (truth[0] - truth[1]) <= found.difference_upper
    assert 0.92 <= held / draws <= 0.99


@given(st.integers(0, 40), st.integers(400, 5000))
def test_a_cell_is_divided_only_where_its_base_bears_it(count, base):
    measure = SimpleNamespace(code="recorded-crime-rate", out_of="residents")
    question = Question("recorded-crime-rate", MINE, Period.parse("2030-01"))
    cell = divided(Cell((), count, float(base)), question, measure, {})
    bears = base >= 500 and (count == 0 or count >= 5)
    assert (cell.value is not None) == bears == (not cell.flags)
    if bears:
        assert cell.value == pytest.approx(1000 * count / base)
    withheld = divided(
        Cell((), None, float(base), state="withheld"), question, measure, {"wording": "higher"}
    )
    assert withheld.value is None and withheld.wording == "" and as_json(withheld)["more"] == {}
