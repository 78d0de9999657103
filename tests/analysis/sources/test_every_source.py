"""What every source must hold to, ours and others': one example each, generated; a source without one fails."""

import polars as pl
import pytest

from analysis.sources.published import candidate, conform
from analysis.sources.street_files import plainly_counted, row, rows, text_of, write
from headrow.analysis.sources.gathering import gather, registered
from headrow.analysis.tables.shapes import SHAPES

CENSUS = (
    "Region code,Region name,Local authority code,Local authority name,MSOA Code,MSOA Name,LSOA Code,LSOA Name,,"
    "Persons,Persons,Persons,Hectares,Persons per hectare,Households,Persons per household\n"
    'E12000001,MERE,E06000001,Mere,E02000001,Mere 001,E01000001,Mere 001A,,"1,563","1,517",46,650,2.4,666,2.3\n'
    "E12000001,MERE,E06000001,Mere,E02000001,Mere 001,E01000002,Mere 001B,,many,,,,,666,2.3\n"
)
PACK_AREAS = (
    ",Region code,Region name,Local authority code,Local authority name,MSOA Code,MSOA Name,LSOA Code,LSOA Name,"
    "Police_force\n"
    "3,E12000001,MERE,E06000001,Mere,E02000001,Mere 001,E01000001,Mere 001A,Mereshire\n"
    "4,E12000001,MERE,E06000001,Mere,E02000001,Mere 001,E01000002,Mere 001B,\n"
    "5,E12000001,MERE,E06000001,Mere,E02000001,Mere 001,,Mere 001C,Mereshire\n"
)
OUTCOMES = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Outcome type\n"
    "aa,2030-01,Mereshire Police,Mereshire Police,-1.5,53.8,On or near A,E01000001,Mere 001A,Offender given a caution\n"
    "aa,2030-02,Mereshire Police,Mereshire Police,-1.5,53.8,On or near A,E01000001,Mere 001A,Local resolution\n"
    "aa,2030-02,Mereshire Police,Mereshire Police,-1.5,53.8,On or near A,E01000001,Mere 001A,Local resolution\n"
    ",2030-02,Mereshire Police,Mereshire Police,-1.5,53.8,On or near A,E01000001,Mere 001A,Local resolution\n"
    "ab,2030-02,Mereshire Police,Mereshire Police,,,No location,,,Local resolution\n"
    "ac,2030-02,Mereshire Police,Mereshire Police,-1.5,53.8,On or near A,E01000001,Mere 001A,\n"
)
STOPS = (
    "Type,Date,Part of a policing operation,Policing operation,Latitude,Longitude,Gender,Age range,"
    "Self-defined ethnicity,Officer-defined ethnicity,Legislation,Object of search,Outcome,"
    "Outcome linked to object of search,Removal of more than just outer clothing\n"
    "Person search,2030-01-01T00:05:00+00:00,False,,53.8,-1.5,Male,18-24,White - Irish,White,An Act,Drugs,Arrest,,\n"
    "Person search,2030-01-01T00:05:00+00:00,False,,53.8,-1.5,Male,18-24,White - Irish,White,An Act,Drugs,Arrest,,\n"
    "Person search,2030-01-02,False,,,,,,Other ethnic group - Not stated,Black,An Act,Drugs,No action,,\n"
    "Person search,yesterday,False,,,,,,White - Irish,White,An Act,Drugs,No action,,\n"
)
EXAMPLES = {
    "police-uk-street-crime": (
        "2030-01-mereshire-street.csv",
        text_of([*rows(8), row(9, "soon"), row(10, **{"LSOA code": ""}), row(1)]),
    ),
    "police-uk-outcomes": ("2030-02-mereshire-outcomes.csv", OUTCOMES),
    "police-uk-stop-and-search": ("2030-01-mereshire-stop-and-search.csv", STOPS),
    "area-month-counts": (
        "series.csv",
        "month,msoa21_code,msoa_name,crime_type,crime_count\n2030-01,E02000001,Mere 001,Burglary,3\n"
        "2030-01,E02000001,Mere 001,Burglary,3\n2030-01,,,Burglary,1\n2030-01,E02000001,Mere 001,Burglary,few\n",
    ),
    "stop-search-counts": (
        "searches.csv",
        "msoa21_code,month,ethnicity_simple,sns_count\nE02000001,2030-01,White,3\nE02000001,2030-01,Chinese,1\n"
        "E02000001,2030-01,Unknown,2\nE02000001,never,White,2\nE02000001,2030-02,White,-1\n",
    ),
    "sample-pack-areas": ("PoliceforceLSOA.csv", PACK_AREAS),
    "sample-pack-census": ("census.csv", CENSUS),
    "area-lookups": (
        "lookup.csv",
        "lsoa21_code,lsoa21_name,msoa21_code,msoa21_name\nE01000001,Mere 001A,E02000001,Mere 001\n",
    ),
    "population": (
        "residents21.csv",
        "lsoa21_code,total_residents\nE01000001,1500\nE01000002,many\n",
    ),
    "deprivation": (
        "imd2025.csv",
        "lsoa21_code,IMD_rank,IMD_decile\nE01000001,1,1\nE01000002,2,1\n",
    ),
    "harm-weights": (
        "weights.csv",
        "edition,policeuk_category,order_in_source,weight,offence_label,label_status\nFirst,Burglary,1,438.0,,\n",
    ),
    "boundaries": (
        "mere.geojson",
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"lsoa21_code":"E01000001",'
        '"lsoa21_name":"Mere 001A"},"geometry":{"type":"Polygon",'
        '"coordinates":[[[0,52],[0.1,52],[0.1,52.1],[0,52]]]}}]}',
    ),
    "partner-file": (
        "fire.csv",
        "Ward code,Date,Kind\nE05000001,03/01/2030,Shed\nnowhere,04/01/2030,Shed\n",
    ),
}
MAPPING = (
    'partner = "fire"\ntopic = "fires"\neach_row_is = "an event"\n'
    '[columns]\narea = "Ward code"\nmonth = "Date"\ngroup = "Kind"\n'
)
SOURCES = registered()
READERS = [
    source for source in SOURCES if source.code != "police-uk-live"
]  # which only brings files
PARQUET = {"string": pl.String, "int64": pl.Int64, "float64": pl.Float64, "binary": pl.Binary}


def example(folder, code):
    """The generated file of a source."""
    name, text = EXAMPLES[code]
    (folder / "fire.toml").write_text(MAPPING)
    return candidate(write(folder, name, text))


def by_code(source):
    """The name of a test's case."""
    return source.code


@pytest.mark.parametrize("source", SOURCES, ids=by_code)
def test_a_source_says_what_it_is(source):
    assert source.name and source.publisher and source.licence and source.every
    assert source.gives is SHAPES[source.gives.code]
    assert source.code == source.code.lower() and "_" not in source.code
    assert source.version >= 1 and isinstance(source.personal, bool)


@pytest.mark.parametrize("source", READERS, ids=by_code)
def test_a_source_gives_its_shape_and_accounts_for_every_row(source, tmp_path):
    file = example(tmp_path, source.code)
    found, entry = conform(source, file, tmp_path)
    assert found.height > 0
    assert dict(found.schema) == {
        name: PARQUET[kind] for name, kind in source.gives.columns.items()
    }
    assert set(found["snapshot"]) == {file.digest[:12]}
    assert entry.rows_kept + sum(part.rows for part in entry.set_aside) == entry.rows_in
    assert (entry.file, entry.digest, entry.bytes) == (file.name, file.digest, file.bytes)
    if file.name.endswith(".csv"):
        assert entry.rows_in == plainly_counted(file.path)
    for part in entry.set_aside:
        assert part.rows > 0 and part.words.endswith((".", "!")) and len(part.examples) <= 5


@pytest.mark.parametrize("source", READERS, ids=by_code)
def test_a_source_gives_the_same_bytes_twice(source, tmp_path):
    file = example(tmp_path, source.code)
    once, again = (
        source.conform(file, folder) for folder in (_made(tmp_path / "a"), _made(tmp_path / "b"))
    )
    assert once.entry == again.entry
    assert [part.read_bytes() for part in once.parts] == [part.read_bytes() for part in again.parts]


def _made(folder):
    folder.mkdir()
    return folder


@pytest.mark.parametrize("code", EXAMPLES)
def test_a_file_is_claimed_by_one_source(code, tmp_path):
    file = example(tmp_path, code)
    assert [source.code for source in SOURCES if source.recognise(file)] == [code]


@pytest.mark.shared
def test_no_file_of_the_shared_data_is_claimed_twice(shared_data):
    for path in sorted(shared_data.rglob("*.*")):
        if path.name.endswith(
            (".csv", ".csv.gz", ".geojson", ".geojson.gz", ".topojson", ".gpkg", ".xlsx")
        ):
            claims = [source.code for source in SOURCES if source.recognise(candidate(path))]
            assert len(claims) <= 1, (path.name, claims)


def test_all_together_in_one_folder(tmp_path, warehouse):
    for code in EXAMPLES:
        example(tmp_path, code)
    holding = gather(tmp_path, warehouse=warehouse)
    assert {entry.source for entry in holding.ledger.entries} == set(EXAMPLES)
    assert {source.code for source in holding.sources} == set(EXAMPLES)
    assert holding.ledger.rows_in == holding.ledger.rows_kept + holding.ledger.rows_set_aside
    for code in SHAPES:
        table = holding.table(warehouse, code)
        assert (
            dict(zip(table.columns, map(str, table.schema().types), strict=True))
            == SHAPES[code].columns
        )


def test_what_a_person_may_be_known_by_is_not_stored(tmp_path):
    (stops,) = (source for source in SOURCES if source.code == "police-uk-stop-and-search")
    found, entry = conform(stops, example(tmp_path, stops.code), tmp_path)
    assert found.select("month", "ethnicity", "object", "outcome", "force", "count").rows() == [
        ("2030-01", "White", "Drugs", "Arrest", "mereshire", 1),
        ("2030-01", "White", "Drugs", "Arrest", "mereshire", 1),
        ("2030-01", "Unknown", "Drugs", "No action", "mereshire", 1),
    ]
    assert entry.set_aside[0].words.startswith(
        "1 row has a month that cannot be read ('yesterday')"
    )


def test_outcomes_keep_every_outcome_of_a_crime_once(tmp_path):
    (outcomes,) = (source for source in SOURCES if source.code == "police-uk-outcomes")
    found, entry = conform(outcomes, example(tmp_path, outcomes.code), tmp_path)
    assert found.select("crime_id", "month", "outcome").rows() == [
        ("aa", "2030-01", "Offender given a caution"),
        ("aa", "2030-02", "Local resolution"),
    ]
    assert {part.reason: part.rows for part in entry.set_aside} == {
        "no-crime-id": 1, "no-outcome": 1, "no-small-area": 1, "repeated-outcome": 1,
    }  # fmt: skip


def test_groups_that_are_not_known_are_counted_as_unknown(tmp_path):
    (counts,) = (source for source in SOURCES if source.code == "stop-search-counts")
    found, entry = conform(counts, example(tmp_path, counts.code), tmp_path)
    assert found.select("ethnicity", "count").rows() == [
        ("White", 3),
        ("Unknown", 1),
        ("Unknown", 2),
    ]
    assert {part.reason: part.rows for part in entry.set_aside} == {
        "unreadable-month": 1,
        "unreadable-number": 1,
    }
