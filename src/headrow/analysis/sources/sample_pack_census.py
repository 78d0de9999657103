"""Usual residents and households of the census of 2011 by small area, as the sample pack holds them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import found_columns, small_area_of
from headrow.analysis.tables.row_rules import INVALID_LSOA, UNREADABLE_NUMBER
from headrow.analysis.tables.shapes import POPULATION

if TYPE_CHECKING:
    import polars as pl

CODE = "sample-pack-census"
YEAR = 2011

# Three columns are headed `Persons`: all, those in households, those in communal establishments. The first counts.
SPELT = {
    "area": ("LSOA Code",),
    "residents": ("Persons",),
    "households": ("Households",),
    "hectares": ("Hectares",),
}
RULES = (INVALID_LSOA, UNREADABLE_NUMBER)


def recognise(candidate: Candidate) -> str | None:
    """Claim the census table by its columns, `Persons` three times among them."""
    if (
        candidate.columns.count("Persons") != 3
        or found_columns(candidate.columns, SPELT).keys() != SPELT.keys()
    ):
        return None
    return "census 2011, persons and households by LSOA"


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """Codes, and numbers without the commas between thousands."""
    import polars as pl

    numbers = [
        pl.col(name).str.replace_all(",", "").cast(pl.Int64, strict=False).alias(f"_{name}")
        for name in ("residents", "households")
    ]
    bad = pl.col("_residents").is_null() | pl.col("_households").is_null()
    both = pl.format(
        "{} / {}", pl.col("residents").fill_null(""), pl.col("households").fill_null("")
    )
    return (
        frame.with_columns(pl.col("area").alias("_lsoa"), *numbers, both.alias("_number"))
        .with_columns(mapped(frame["area"], small_area_of))
        .with_columns(pl.col("area").is_null().alias("_bad_lsoa"), bad.alias("_bad_number"))
    )


def spread(kept: pl.DataFrame) -> pl.DataFrame:
    """One row for the residents and one for the households of each area."""
    import polars as pl

    return pl.concat(
        kept.select(
            "area",
            pl.lit("lsoa11").alias("area_kind"),
            pl.lit(base).alias("base"),
            pl.lit("all").alias("group"),
            pl.lit(YEAR, dtype=pl.Int64).alias("year"),
            pl.col(f"_{base}").cast(pl.Float64).alias("persons"),
        )
        for base in ("residents", "households")
    )


READING = Reading(CODE, POPULATION, SPELT, prepare, RULES, spread=spread)


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Give each small area its residents and its households."""
    return conform_csv(candidate, folder, READING)


SOURCE = Source(
    code=CODE,
    name="Census 2011: residents and households by small area",
    publisher="Office for National Statistics, in the sample pack",
    licence="Open Government Licence v3.0",
    gives=POPULATION,
    every="census",
    personal=False,
    recognise=recognise,
    conform=conform,
    caveats=("Residents of 2011: later years have grown or shrunk since.",),
)
