"""Published counts of crimes by area, month and category, such as a partnership's own series of middle areas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import area_column, found_columns, month_of
from headrow.analysis.tables.row_rules import (
    NO_AREA,
    UNKNOWN_CATEGORY,
    UNREADABLE_MONTH,
    UNREADABLE_NUMBER,
    Rule,
)
from headrow.analysis.tables.shapes import RECORDED_CRIME_COUNTS
from headrow.vocabulary.crime import category_of

if TYPE_CHECKING:
    import polars as pl

CODE = "area-month-counts"

SPELT = {
    "month": ("month",),
    "category": ("crime_type", "Crime type", "category"),
    "count": ("crime_count", "count", "crimes"),
    "area_name": ("msoa_hocl_name", "area_name", "msoa_name", "ward_name", "lsoa_name"),
}
RULES = (UNREADABLE_MONTH, UNKNOWN_CATEGORY, NO_AREA, UNREADABLE_NUMBER)
REPEATED = Rule(
    "repeated-cell",
    "{rows} rows repeat an area, month and crime type given before; the first of each is used. Keep one row for each.",
    "",
)


def recognise(candidate: Candidate) -> str | None:
    """Claim a table with a coded area, a month, a crime type and a count."""
    found = found_columns(candidate.columns, SPELT)
    area = area_column(candidate.columns)
    if area is None or not {"month", "category", "count"} <= found.keys():
        return None
    return f"counts of crimes by {area[0]} and month"


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """Months, categories and counts read, the kind of area taken from the name of its column."""
    import polars as pl

    kind = area_column(candidate.columns)
    names = (
        [] if "area_name" in frame.columns else [pl.lit(None, dtype=pl.String).alias("area_name")]
    )
    texts = {"_month": pl.col("month"), "_category": pl.col("category"), "_number": pl.col("count")}
    return frame.with_columns(
        *names,
        mapped(frame["month"], month_of),
        mapped(frame["category"], lambda name: category_of(name or "")),
        pl.col("count").cast(pl.Int64, strict=False),
        pl.col("area").str.strip_chars(),
        pl.lit(kind[0] if kind else "").alias("area_kind"),
        **texts,
    ).with_columns(
        pl.col("month").is_null().alias("_bad_month"),
        pl.col("category").is_null().alias("_bad_category"),
        pl.col("area").fill_null("").eq("").alias("_bad_area"),
        (pl.col("count").is_null() | (pl.col("count") < 0)).alias("_bad_number"),
    )


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Give the series our names; cells of nought stay absent, as published."""
    area = area_column(candidate.columns)
    reading = Reading(
        CODE, RECORDED_CRIME_COUNTS, {"area": (area[1] if area else "",), **SPELT}, prepare, RULES,
        once=("area", "month", "category"), repeated=REPEATED,
    )  # fmt: skip
    return conform_csv(candidate, folder, reading)


SOURCE = Source(
    code=CODE,
    name="Recorded crime, counts by area and month",
    publisher="police.uk, aggregated by others",
    licence="Open Government Licence v3.0",
    gives=RECORDED_CRIME_COUNTS,
    every="month",
    personal=False,
    recognise=recognise,
    conform=conform,
    columns=("month", "msoa21_code", "crime_type", "crime_count"),
    caveats=(
        "Counts were added up by others from street-level files; cells of nought may be absent.",
    ),
)
