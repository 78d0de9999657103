"""Street-level crime by month, as published by police.uk for each force."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, Rule, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import found_columns, month_of, small_area_of, squashed
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
NEEDED = ("Crime ID", "Month", "Longitude", "Latitude", "Crime type")
# Columns that such a file may hold besides and that are not read. Any other column makes it another kind of file:
# one with a victim's age beside the crime is never taken for the open publication.
BESIDE = frozenset(
    squashed(name)
    for name in (
        "", "Reported by", "Context", "id", "location_type", "location_subtype", "location.street.id",
        "outcome_status.date", "pretty name", "Type",
    )
)  # fmt: skip
LONGEST_BESIDE = 2  # other columns tolerated, as libraries add one for the area asked for

RULES = (
    Rule(
        "unreadable-month",
        "{rows} rows have a month that cannot be read ({seen}). Months are written 2024-03 or Mar-24; mend them.",
        "_bad_month",
        "_month",
    ),
    Rule(
        "unknown-category",
        "{rows} rows have a crime type that is not known ({seen}). Check its spelling; a new type of police.uk "
        "needs a line in the vocabulary.",
        "_bad_category",
        "_category",
    ),
    Rule(
        "no-small-area",
        "{rows} rows name no small area (LSOA). They belong to the force and are in no figure of a district; "
        "nothing needs doing.",
        "_no_lsoa",
    ),
    Rule(
        "invalid-area-code",
        "{rows} rows have an LSOA code that has not the form of one ({seen}). It should look like E01011698; "
        "fetch the file again.",
        "_bad_lsoa",
        "_lsoa",
    ),
)
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
    known = {squashed(spelling) for spellings in SPELT.values() for spelling in spellings} | BESIDE
    others = [column for column in candidate.columns if squashed(column) not in known]
    if len(others) > (LONGEST_BESIDE if "lsoa" not in found else 0):
        return None
    return f"street-level crime, {len(candidate.columns)} columns"


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """The publisher's texts as months, categories, codes and coordinates, and what is wrong with each row."""
    import polars as pl

    empty = [pl.lit(None, dtype=pl.String).alias(name) for name in SPELT if name not in frame.columns]
    frame = frame.with_columns(empty)
    month, category, lsoa = (pl.col(name).alias(f"_{name}") for name in ("month", "category", "lsoa"))
    read = (
        mapped(frame["month"], month_of),
        mapped(frame["category"], lambda name: category_of(name or "")),
        mapped(frame["lsoa"], small_area_of),
        mapped(frame["force"], lambda name: (name or "").strip()),
        *(pl.col(name).cast(pl.Float64, strict=False) for name in ("longitude", "latitude")),
    )
    return frame.with_columns(month, category, lsoa, *read).with_columns(
        pl.col("month").is_null().alias("_bad_month"),
        pl.col("category").is_null().alias("_bad_category"),
        pl.col("_lsoa").fill_null("").str.strip_chars().eq("").alias("_no_lsoa"),
        pl.col("lsoa").is_null().alias("_bad_lsoa"),
    )


def notes(kept: pl.DataFrame) -> Mapping[str, int]:
    """Remarks on rows that are kept: points missing or outside the country, crimes without identifier."""
    import polars as pl

    longitude, latitude = pl.col("longitude"), pl.col("latitude")
    # The United Kingdom with its islands; the LSOA decides where a row belongs.
    outside = ~(longitude.is_between(-8.7, 1.9) & latitude.is_between(49.8, 60.95))
    unnamed = pl.col("crime_id").is_null() & (pl.col("category") != "anti-social-behaviour")
    counts = kept.select(
        missing=(longitude.is_null() | latitude.is_null()).sum(), outside=outside.sum(), unnamed=unnamed.sum()
    ).row(0)
    words = (
        "{rows} rows have an LSOA and no coordinates: kept, and on no point map.",
        "{rows} rows have coordinates outside the country: kept, since the LSOA decides the place.",
        "{rows} crimes other than anti-social behaviour have no Crime ID: kept, and not checked for repeats.",
    )
    return dict(zip(words, counts, strict=True))


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
    caveats=(
        "Points are snapped to the nearest anonymous map point.",
        "Forces revise months after publication.",
        "Anti-social behaviour rows are incidents, not crimes, and carry no identifier.",
    ),
)
