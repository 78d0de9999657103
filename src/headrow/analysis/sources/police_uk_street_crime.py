"""Street-level crime by month, as published by police.uk for each force."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import (
    found_columns,
    month_of,
    small_area_of,
    squashed,
)
from headrow.analysis.tables.row_rules import (
    INVALID_LSOA,
    NO_SMALL_AREA,
    UNKNOWN_CATEGORY,
    UNREADABLE_MONTH,
    Rule,
)
from headrow.analysis.tables.shapes import RECORDED_CRIME
from headrow.vocabulary.crime import category_of

if TYPE_CHECKING:
    import polars as pl

CODE = "police-uk-street-crime"

# The published name first; then the spellings of the API and of the libraries that flatten its answers.
SPELT = {
    "crime_id": ("Crime ID", "persistent_id"),
    "month": ("Month",),
    "force": ("Falls within",),
    "longitude": ("Longitude", "location.longitude"),
    "latitude": ("Latitude", "location.latitude"),
    "location": ("Location", "location.street.name"),
    "lsoa": ("LSOA code",),
    "lsoa_name": ("LSOA name",),
    "category": ("Crime type", "category"),
    "outcome": ("Last outcome category", "outcome_status.category"),
}
NEEDED = ("Crime ID", "Month", "Longitude", "Latitude", "LSOA code", "Crime type")
# Columns that such a file may hold besides and that are not read. Any other column makes it another kind of file:
# one with a victim's age beside the crime is never taken for the open publication.
BESIDE = frozenset(
    squashed(name)
    for name in (
        "", "Reported by", "Context", "id", "location_type", "location_subtype", "location.street.id",
        "outcome_status.date", "pretty name", "Type",
    )
)  # fmt: skip
# The United Kingdom with its islands: west and east, south and north, in degrees.
COUNTRY = ((-8.7, 1.9), (49.8, 60.95))
LEAST_BREADTH = 0.1  # degrees
FEWEST = 50  # points, for the area that they cover to mean something
OTHERS = 2  # other columns tolerated, as libraries add one for the area asked for

RULES = (UNREADABLE_MONTH, UNKNOWN_CATEGORY, NO_SMALL_AREA, INVALID_LSOA)
REPEATED = Rule(
    "repeated-crime-id",
    "{rows} rows repeat a Crime ID of the same force and month; the first row of each is used.",
    "",
)


def recognise(candidate: Candidate) -> str | None:
    """Claim a table with the columns of a street file, under the published names or those of the API."""
    found = found_columns(candidate.columns, SPELT)
    if not {"crime_id", "month", "category", "longitude", "latitude"} <= found.keys():
        return None
    if "lsoa" not in found and squashed("Crime ID") in map(squashed, candidate.columns):
        # Only answers of the API have no small area; in the published file its column must have been renamed.
        return None
    known = {squashed(spelling) for spellings in SPELT.values() for spelling in spellings} | BESIDE
    others = [column for column in candidate.columns if squashed(column) not in known]
    if len(others) > (OTHERS if "lsoa" not in found else 0):
        return None
    return f"street-level crime, {len(candidate.columns)} columns"


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """The publisher's texts as months, categories, codes and coordinates, and what is wrong with each row."""
    import polars as pl

    absent = {name: pl.lit(None, dtype=pl.String) for name in SPELT if name not in frame.columns}
    frame = frame.with_columns(**absent) if absent else frame
    month, category = (frame[name] for name in ("month", "category"))
    months, lsoas = mapped(month, month_of), mapped(frame["lsoa"], small_area_of)
    categories = mapped(category, lambda name: category_of(name or ""))
    return frame.with_columns(
        months,
        categories,
        lsoas,
        pl.col("longitude", "latitude").cast(pl.Float64, strict=False),
        mapped(frame["force"], lambda name: (name or "").strip()),
        crime_id=pl.when(pl.col("crime_id") != "").then(pl.col("crime_id")),
        _month=month,
        _category=category,
        _lsoa=frame["lsoa"],
        _bad_month=months.is_null(),
        _bad_category=categories.is_null(),
        _no_lsoa=pl.col("lsoa").fill_null("").str.strip_chars().eq(""),
        _bad_lsoa=lsoas.is_null(),
    )


def notes(kept: pl.DataFrame) -> Mapping[str, int]:
    """Remarks on rows that are kept: points missing, abroad or far out, crimes without identifier."""
    import polars as pl

    longitude, latitude = pl.col("longitude"), pl.col("latitude")
    abroad = ~(longitude.is_between(*COUNTRY[0]) & latitude.is_between(*COUNTRY[1]))
    west, east, south, north = _surroundings(kept)
    far = ~(longitude.is_between(west, east) & latitude.is_between(south, north)) & ~abroad
    unnamed = pl.col("crime_id").is_null() & (pl.col("category") != "anti-social-behaviour")
    counts = kept.select(
        missing=(longitude.is_null() | latitude.is_null()).sum(),
        abroad=abroad.sum(),
        far=far.sum(),
        unnamed=unnamed.sum(),
    ).row(0)
    words = (
        "{rows} rows have an LSOA and no coordinates: kept, and on no point map.",
        "{rows} rows have coordinates outside the country: kept, since the LSOA decides the place.",
        "{rows} rows have coordinates far outside the area of the others: kept, since the LSOA decides the place.",
        "{rows} rows have no Crime ID though they are crimes: kept, and not checked for repeats.",
    )
    return dict(zip(words, counts, strict=True))


def _surroundings(kept: pl.DataFrame) -> tuple[float, float, float, float]:
    """Where 98 in 100 of the points lie, widened by its own breadth: west, east, south, north, in degrees.

    Taken from every sixteenth row; of few rows the whole country is given.
    """
    bounds: list[float] = []
    for name, country in zip(("longitude", "latitude"), COUNTRY, strict=True):
        points = kept[name].gather_every(16).drop_nulls().sort()
        if points.len() < FEWEST:
            bounds += country
            continue
        edge = points.len() // 100
        low, high = points[edge], points[-1 - edge]
        breadth = max(high - low, LEAST_BREADTH)
        bounds += (low - breadth, high + breadth)
    west, east, south, north = bounds
    return west, east, south, north


READING = Reading(
    CODE, RECORDED_CRIME, SPELT, prepare, RULES,
    once=("crime_id", "month", "force"), repeated=REPEATED, notes=notes,
)  # fmt: skip


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Give the publisher's columns our names, units and codes; set aside what no small area can own."""
    return conform_csv(candidate, folder, READING)


SOURCE = Source(
    code=CODE,
    name="Recorded crime, street level",
    publisher="police.uk",
    licence="Open Government Licence v3.0",
    gives=RECORDED_CRIME,
    every="month",
    personal=False,
    recognise=recognise,
    conform=conform,
    columns=NEEDED,
    caveats=(
        "Points are snapped to the nearest anonymous map point.",
        "Forces revise months after publication.",
        "Anti-social behaviour rows are incidents, not crimes, and carry no identifier.",
    ),
)
