"""Outcomes of crimes by month, as published by police.uk for each force."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import found_columns, month_of, small_area_of
from headrow.analysis.tables.row_rules import INVALID_LSOA, NO_SMALL_AREA, UNREADABLE_MONTH, Rule
from headrow.analysis.tables.shapes import OUTCOMES

if TYPE_CHECKING:
    import polars as pl

CODE = "police-uk-outcomes"

SPELT = {
    "crime_id": ("Crime ID", "persistent_id"),
    "month": ("Month", "date"),
    "force": ("Falls within",),
    "lsoa": ("LSOA code",),
    "outcome": ("Outcome type", "category.name"),
}
NEEDED = ("Crime ID", "Month", "Falls within", "LSOA code", "Outcome type")
NO_CRIME_ID = Rule(
    "no-crime-id",
    "{rows} rows name no crime, so the outcome belongs to none. Fetch the file again.",
    "_no_id",
)
NO_OUTCOME = Rule("no-outcome", "{rows} rows name no outcome. Fetch the file again.", "_no_outcome")
REPEATED = Rule(
    "repeated-outcome",
    "{rows} rows repeat an outcome of the same crime and month; the first of each is used.",
    "",
)


def recognise(candidate: Candidate) -> str | None:
    """Claim a table with the columns of an outcomes file; a crime may have several outcomes, one a row."""
    found = found_columns(candidate.columns, SPELT)
    if found.keys() != SPELT.keys() or "Crime type" in candidate.columns:
        return None
    return f"outcomes of crimes, {len(candidate.columns)} columns"


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """Months and codes read; outcomes stay in the publisher's words."""
    import polars as pl

    return frame.with_columns(
        mapped(frame["month"], month_of),
        mapped(frame["lsoa"], small_area_of),
        pl.col("outcome").str.strip_chars(),
        pl.col("crime_id").str.strip_chars().replace("", None),
        _month=pl.col("month"),
        _lsoa=pl.col("lsoa"),
    ).with_columns(
        _bad_month=pl.col("month").is_null(),
        _no_lsoa=pl.col("_lsoa").fill_null("").str.strip_chars().eq(""),
        _bad_lsoa=pl.col("lsoa").is_null(),
        _no_id=pl.col("crime_id").is_null(),
        _no_outcome=pl.col("outcome").fill_null("").eq(""),
    )


READING = Reading(
    CODE, OUTCOMES, SPELT, prepare,
    (UNREADABLE_MONTH, NO_CRIME_ID, NO_OUTCOME, NO_SMALL_AREA, INVALID_LSOA),
    once=("crime_id", "month", "outcome"), repeated=REPEATED,
)  # fmt: skip


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Give the publisher's columns our names and codes."""
    return conform_csv(candidate, folder, READING)


SOURCE = Source(
    code=CODE,
    name="Outcomes of recorded crimes",
    publisher="police.uk",
    licence="Open Government Licence v3.0",
    gives=OUTCOMES,
    every="month",
    personal=False,
    recognise=recognise,
    conform=conform,
    columns=NEEDED,
    caveats=(
        "The month is that of the outcome, not of the crime.",
        "Anti-social behaviour has no outcomes.",
    ),
)
