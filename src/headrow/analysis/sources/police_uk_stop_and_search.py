"""Stops and searches, one a row, as published by police.uk for each force; kept as months and broad groups."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.conforming import Reading, conform_csv, mapped
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.published_values import found_columns
from headrow.analysis.tables.row_rules import UNREADABLE_MONTH
from headrow.analysis.tables.shapes import STOP_SEARCHES
from headrow.vocabulary.ethnic_groups import NOT_KNOWN, group_of

if TYPE_CHECKING:
    import polars as pl

CODE = "police-uk-stop-and-search"

SPELT = {
    "month": ("Date", "datetime"),
    "ethnicity": ("Self-defined ethnicity",),
    "object": ("Object of search",),
    "outcome": ("Outcome",),
}
NEEDED = ("Type", "Date", "Self-defined ethnicity", "Legislation", "Object of search", "Outcome")
# Read so that a file is known by them, and never stored: with a point they would describe a single person.
UNSTORED = {"sex": ("Gender",), "age": ("Age range",), "law": ("Legislation",)}
DATE = re.compile(
    r"((?:19|20)\d\d-(?:0[1-9]|1[0-2]))-[0-3]\d(?:[T ][0-9:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
)


def recognise(candidate: Candidate) -> str | None:
    """Claim a table with the columns of a stop-and-search file."""
    found = found_columns(candidate.columns, SPELT | UNSTORED)
    if found.keys() != SPELT.keys() | UNSTORED.keys():
        return None
    return f"stops and searches, {len(candidate.columns)} columns"


def prepare(frame: pl.DataFrame, candidate: Candidate) -> pl.DataFrame:
    """Months of the search, broad groups of self-defined ethnicity; the force is in the file's name alone."""
    import polars as pl

    return frame.with_columns(
        mapped(frame["month"], _month),
        mapped(frame["ethnicity"], _group).fill_null(NOT_KNOWN),
        pl.col("object").str.strip_chars(),
        pl.col("outcome").str.strip_chars(),
        pl.lit(None, dtype=pl.String).alias("area"),
        pl.lit("force").alias("area_kind"),
        pl.lit(_force(candidate.name), dtype=pl.String).alias("force"),
        pl.lit(1, dtype=pl.Int64).alias("count"),
        pl.col("month").alias("_month"),
    ).with_columns(_bad_month=pl.col("month").is_null())


def _month(text: str | None) -> str | None:
    found = DATE.fullmatch((text or "").strip())
    return found[1] if found else None


def _group(text: str | None) -> str:
    """`Other ethnic group - Not stated` is no group: the person did not say."""
    words = (text or "").strip()
    return NOT_KNOWN if "not stated" in words.casefold() else group_of(words) or NOT_KNOWN


def _force(name: str) -> str | None:
    """The force as police.uk writes it in a file's name, between the month and the kind of file."""
    found = re.match(r"\d{4}-\d\d-(.+)-stop-and-search\.", Path(name).name)
    return found[1] if found else None


READING = Reading(CODE, STOP_SEARCHES, SPELT, prepare, (UNREADABLE_MONTH,))


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Keep month, group, object and outcome of each search; no sex, age, point or law is stored."""
    return conform_csv(candidate, folder, READING)


SOURCE = Source(
    code=CODE,
    name="Stops and searches",
    publisher="police.uk",
    licence="Open Government Licence v3.0",
    gives=STOP_SEARCHES,
    every="month",
    personal=False,
    recognise=recognise,
    conform=conform,
    columns=NEEDED,
    caveats=(
        "Ethnicity is as the person gave it; where it was not stated the search is counted as unknown.",
        "Some months have no coordinates for most searches, so no place smaller than the force is given.",
        "Searches carry no identifier, so rows that look alike are separate searches.",
    ),
)
