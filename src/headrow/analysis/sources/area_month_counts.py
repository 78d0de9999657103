"""Published counts of crimes by area, month and category, such as a partnership's own series of middle areas."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, Rule, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import area_column, found_columns, month_of
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
RULES = (
    Rule(
        "unreadable-month",
        "{rows} rows have a month that cannot be read ({seen}). Months are written 2024-03 or Mar-24; mend them.",
        "_bad_month",
        "_month",
    ),
    Rule(
        "unknown-category",
        "{rows} rows have a crime type that is not known ({seen}). Check its spelling.",
        "_bad_category",
        "_category",
    ),
    Rule(
        "no-area",
        "{rows} rows name no area, so they are in no figure of a place. Add the area's code.",
        "_bad_area",
    ),
    Rule(
        "unreadable-number",
        "{rows} rows have a count that is not a whole number of nought or more ({seen}). Mend them.",
        "_bad_count",
        "_count",
    ),
)
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
    names = [] if "area_name" in frame.columns else [pl.lit(None, dtype=pl.String).alias("area_name")]
    texts = [pl.col(name).alias(f"_{name}") for name in ("month", "category", "count")]
    return frame.with_columns(
        *names,
        *texts,
        mapped(frame["month"], month_of),
        mapped(frame["category"], lambda name: category_of(name or "")),
        pl.col("count").cast(pl.Int64, strict=False),
        pl.col("area").str.strip_chars(),
        pl.lit(kind[0] if kind else "").alias("area_kind"),
    ).with_columns(
        pl.col("month").is_null().alias("_bad_month"),
        pl.col("category").is_null().alias("_bad_category"),
        pl.col("area").fill_null("").eq("").alias("_bad_area"),
        (pl.col("count").is_null() | (pl.col("count") < 0)).alias("_bad_count"),
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
    caveats=("Counts were added up by others from street-level files; cells of nought may be absent.",),
)
