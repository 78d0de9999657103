"""Published counts of stops and searches by area, month and ethnic group."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import area_column, found_columns, month_of
from headrow.analysis.tables.row_rules import NO_AREA, UNREADABLE_MONTH, UNREADABLE_NUMBER, Rule
from headrow.analysis.tables.shapes import STOP_SEARCHES
from headrow.vocabulary.ethnic_groups import NOT_KNOWN, group_of

if TYPE_CHECKING:
    import polars as pl

CODE = "stop-search-counts"

SPELT = {
    "month": ("month",),
    "ethnicity": ("ethnicity_simple", "ethnicity", "ethnic_group"),
    "count": ("sns_count", "searches", "stop_searches"),
}
REPEATED = Rule(
    "repeated-cell",
    "{rows} rows repeat an area, month and group given before; the first of each is used. Keep one row for each.",
    "",
)


def recognise(candidate: Candidate) -> str | None:
    """Claim a table with a coded area, a month, an ethnic group and a count of searches."""
    area = area_column(candidate.columns)
    if area is None or found_columns(candidate.columns, SPELT).keys() != SPELT.keys():
        return None
    return f"counts of stops and searches by {area[0]}, month and ethnic group"


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """Months, broad groups and counts read; the kind of area is in the name of its column."""
    import polars as pl

    area = area_column(candidate.columns)
    nothing = pl.lit(None, dtype=pl.String)
    return frame.with_columns(
        mapped(frame["month"], month_of),
        mapped(frame["ethnicity"], lambda words: group_of(words or "") or NOT_KNOWN).fill_null(
            NOT_KNOWN
        ),
        pl.col("count").cast(pl.Int64, strict=False),
        pl.col("area").str.strip_chars(),
        area_kind=pl.lit(area[0] if area else ""),
        force=nothing,
        object=nothing,
        outcome=nothing,
        _ethnicity=pl.col("ethnicity"),
        _month=pl.col("month"),
        _number=pl.col("count"),
    ).with_columns(
        _bad_month=pl.col("month").is_null(),
        _bad_area=pl.col("area").fill_null("").eq(""),
        _bad_number=pl.col("count").is_null() | (pl.col("count") < 0),
    )


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Give the counts our names; groups that are not known by name are counted as unknown."""
    area = area_column(candidate.columns)
    reading = Reading(
        CODE, STOP_SEARCHES, {"area": (area[1] if area else "",), **SPELT}, prepare,
        (UNREADABLE_MONTH, NO_AREA, UNREADABLE_NUMBER),
        once=("area", "month", "_ethnicity"), repeated=REPEATED,
    )  # fmt: skip
    return conform_csv(candidate, folder, reading)


SOURCE = Source(
    code=CODE,
    name="Stops and searches, counts by area, month and ethnic group",
    publisher="police.uk, aggregated by others",
    licence="Open Government Licence v3.0",
    gives=STOP_SEARCHES,
    every="month",
    personal=False,
    recognise=recognise,
    conform=conform,
    columns=("msoa21_code", "month", "ethnicity_simple", "sns_count"),
    caveats=(
        "Counts were added up by others from single searches; cells of nought may be absent.",
    ),
)
