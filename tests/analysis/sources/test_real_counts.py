"""Control totals of real data: counted by this project's own way, and independently by the csv module alone."""

import csv
import gzip
import io
import zipfile
from collections import Counter

import pytest

from headrow.analysis.sources import sample_pack
from headrow.analysis.sources.gathering import gather
from headrow.analysis.tables.plug_ins import SourceError
from headrow.vocabulary.crime import category_of

JULYS = {
    "2016-07": (27_176, 1_347, 9_243),
    "2017-07": (28_537, 1_541, 9_671),
    "2018-07": (31_635, 883, 10_726),
}
DISTRICT = "E08000035"


def counted_in_the_wheel(wheel):
    """Rows, rows without LSOA, and rows in the district's LSOAs for each July: zipfile and csv, nothing else."""
    with zipfile.ZipFile(wheel) as archive:

        def lines(member):
            return csv.DictReader(
                io.TextIOWrapper(archive.open(member), encoding="utf-8-sig", newline="")
            )

        lookup = next(name for name in archive.namelist() if name.endswith("PoliceforceLSOA.csv"))
        inside = {
            line["LSOA Code"] for line in lines(lookup) if line["Local authority code"] == DISTRICT
        }
        counts = {}
        for member in archive.namelist():
            if member.endswith("-west-yorkshire-street.csv"):
                areas = [line["LSOA code"] for line in lines(member)]
                counts[member.split("/")[-2]] = (
                    len(areas),
                    areas.count(""),
                    sum(area in inside for area in areas),
                )
    return counts


def test_the_three_julys_of_the_pack(sample_pack, tmp_path, warehouse):
    from headrow.analysis.sources.sample_pack import unpacked

    assert counted_in_the_wheel(sample_pack) == JULYS
    holding = gather(unpacked(sample_pack, warehouse), warehouse=warehouse)
    streets = [entry for entry in holding.ledger.entries if entry.shape == "recorded_crime"]
    assert {e.months[0]: (e.rows_in, e.rows_in - e.rows_kept) for e in streets} == {
        month: (rows, unplaced) for month, (rows, unplaced, _) in JULYS.items()
    }
    assert {part.reason for entry in streets for part in entry.set_aside} == {"no-small-area"}
    crimes, areas = (
        holding.table(warehouse, "recorded_crime"),
        holding.table(warehouse, "area_lookup"),
    )
    inside = areas.filter(areas.parent == DISTRICT, areas.area_kind == "lsoa11").area
    months = crimes.filter(crimes.lsoa.isin(inside)).month.execute().tolist()
    assert Counter(months) == {month: placed for month, (_, _, placed) in JULYS.items()}


def test_the_census_of_the_pack(sample_pack, warehouse):
    from headrow.analysis.sources.sample_pack import unpacked

    holding = gather(unpacked(sample_pack, warehouse), warehouse=warehouse)
    people, areas = holding.table(warehouse, "population"), holding.table(warehouse, "area_lookup")
    inside = areas.filter(areas.parent == DISTRICT, areas.area_kind == "lsoa11").area
    found = (
        people.filter(people.area.isin(inside)).group_by("base").agg(persons=people.persons.sum())
    )
    assert dict(found.execute().itertuples(index=False)) == {
        "residents": 751_485,
        "households": 320_596,
    }


def test_a_wheel_that_is_not_the_one_expected_is_refused(tmp_path, warehouse):
    wheel = tmp_path / sample_pack.WHEEL
    wheel.write_bytes(b"PK something else")
    with pytest.raises(SourceError, match="is not the sample pack expected"):
        sample_pack.unpacked(wheel, warehouse)


def test_without_an_index_the_pack_is_refused_in_one_sentence(warehouse, monkeypatch):
    for name in ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "UV_INDEX_URL"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_NO_CACHE_DIR": "1",
    }.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(
        SourceError, match=r"^The sample pack \(crime-sim-toolkit==1.5.0\) cannot be fetched: "
    ) as refused:
        sample_pack.fetch_wheel(warehouse)
    assert "\n" not in str(refused.value) and str(refused.value).endswith(
        "name a folder of data with --from."
    )


TYPES = (
    "anti-social-behaviour", "bicycle-theft", "burglary", "criminal-damage-and-arson", "drugs", "other-crime",
    "other-theft", "possession-of-weapons", "public-order", "robbery", "shoplifting", "theft-from-the-person",
    "vehicle-crime", "violence-and-sexual-offences",
)  # fmt: skip
FORCES = {
    "west_yorkshire_2014": {
        "2014-01": (18490, 156), "2014-02": (17530, 192), "2014-06": (19997, 295), "2014-08": (19145, 372),
        "2014-09": (18843, 197), "2014-10": (19760, 216), "2014-11": (19752, 486),
    },
    "south_yorkshire_2014": {
        "2014-01": (13167, 43), "2014-02": (12755, 132), "2014-03": (15011, 77), "2014-04": (15223, 276),
        "2014-05": (15722, 198), "2014-06": (15368, 137), "2014-07": (16990, 123), "2014-08": (15460, 75),
        "2014-09": (15364, 598), "2014-10": (15708, 695), "2014-11": (14994, 694),
    },
}  # fmt: skip
# Whole files, rows without LSOA included.
BY_TYPE = {
    "west_yorkshire_2014": (
        43669,
        1277,
        13826,
        13389,
        3304,
        1560,
        13916,
        454,
        2784,
        1078,
        7944,
        2321,
        11044,
        16951,
    ),
    "south_yorkshire_2014": (
        77933,
        1350,
        13617,
        14370,
        3370,
        1096,
        13170,
        611,
        2362,
        990,
        9589,
        1621,
        9365,
        16318,
    ),
}


def plainly(folder):
    """Rows of each month and type, with and without an LSOA, by the csv module alone."""
    counts, unplaced = Counter(), Counter()
    for path in sorted(folder.glob("*.csv.gz")):
        with gzip.open(path, "rt", encoding="utf-8-sig", newline="") as file:
            for line in csv.DictReader(file):
                key = line["Month"], category_of(line["Crime type"])
                counts[key] += 1
                unplaced[key] += not line["LSOA code"]
    return counts, unplaced


@pytest.mark.parametrize("force", FORCES)
def test_a_force_of_2014_by_month_and_type(shared_data, warehouse, force):
    counts, unplaced = plainly(shared_data / "police_uk" / force)
    by_type = Counter()
    for (_, kind), rows in counts.items():
        by_type[kind] += rows
    assert tuple(by_type[kind] for kind in TYPES) == BY_TYPE[force]
    holding = gather(shared_data / "police_uk" / force, warehouse=warehouse)
    entries = {
        entry.months[0]: (entry.rows_in, entry.rows_in - entry.rows_kept)
        for entry in holding.ledger.entries
    }
    assert entries == FORCES[force]
    assert sum(holding.unplaced().values()) == sum(aside for _, aside in FORCES[force].values())
    crimes = holding.table(warehouse, "recorded_crime")
    kept = crimes.group_by("month", "category").agg(rows=crimes.count()).execute()
    found = {(month, kind): rows for month, kind, rows in kept.itertuples(index=False)}
    assert found == {key: rows - unplaced[key] for key, rows in counts.items()}


def test_months_missing_for_a_force_are_named(shared_data, warehouse):
    ledger = gather(shared_data / "police_uk" / "west_yorkshire_2014", warehouse=warehouse).ledger
    (note,) = ledger.notes
    assert (
        "March 2014 to May 2014 and July 2014 not held between January 2014 and November 2014"
        in note
    )


def test_the_two_single_months(shared_data, warehouse):
    holding = gather(shared_data / "police_uk" / "leeds_months", warehouse=warehouse)
    assert [(e.months, e.rows_in, e.rows_kept) for e in holding.ledger.entries] == [
        (("2024-03",), 9_408, 9_408),
        (("2025-02",), 8_009, 8_009),
    ]
    crimes = holding.table(warehouse, "recorded_crime")
    months = crimes.filter(crimes.category == "anti-social-behaviour").month.execute().tolist()
    assert Counter(months) == {"2024-03": 626, "2025-02": 474}


def test_the_series_of_middle_areas(shared_data, warehouse):
    holding = gather(shared_data / "leeds_aggregates", warehouse=warehouse)
    series = holding.table(warehouse, "recorded_crime_counts")
    of_2024 = series.filter(series.month.startswith("2024"))
    asb = of_2024.filter(of_2024.category == "anti-social-behaviour")
    sums = [int(table["count"].sum().execute()) for table in (series, of_2024, asb)]
    assert sums == [346_222, 111_791, 8_972]
    assert (
        series.area.nunique().execute() == 107
        and len(holding.months("recorded_crime_counts")) == 36
    )
    stops = holding.table(warehouse, "stop_searches")
    groups = stops.group_by("ethnicity").agg(n=stops["count"].sum()).execute()
    found = dict(groups.itertuples(index=False))
    assert sum(found.values()) == 18_586 and found["Unknown"] == 1_230


def test_searches_of_single_persons(shared_data, warehouse):
    holding = gather(
        shared_data / "police_uk" / "metropolitan_stop_and_search", warehouse=warehouse
    )
    stops = holding.table(warehouse, "stop_searches")
    months = stops.group_by("month").agg(n=stops["count"].sum()).execute()
    assert dict(months.itertuples(index=False)) == {
        "2017-12": 9_353, "2018-01": 12_137, "2018-02": 10_771, "2018-03": 10_866,
    }  # fmt: skip
    assert stops.force.execute().unique().tolist() == ["metropolitan"]
