"""Rules that set rows aside: a stable code, words for the reader, and where the row is at fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Rows to set aside.

    reason: a stable code. words: what is wrong and what to do, with {rows}, and {seen} where the values of the
    column `shows` are to be named. fails: the column of a prepared frame that is true for such rows.
    """

    reason: str
    words: str
    fails: str
    shows: str = ""


def counted(words: str, rows: int, **values: str) -> str:
    """Words with their number of rows, which they begin with, in the singular where it is one."""
    said = words.format(rows=f"{rows:,}", **values)
    if rows != 1:
        return said
    for plural, singular in (("have", "has"), ("name", "names"), ("repeat", "repeats")):
        said = said.replace(f"1 rows {plural}", f"1 row {singular}", 1)
    return said


UNREADABLE_MONTH = Rule(
    "unreadable-month",
    "{rows} rows have a month that cannot be read ({seen}). Months are written 2024-03 or Mar-24; mend them.",
    "_bad_month",
    "_month",
)
UNKNOWN_CATEGORY = Rule(
    "unknown-category",
    "{rows} rows have a crime type that is not known ({seen}). Check its spelling; a new type of the publisher's "
    "needs a line in the vocabulary.",
    "_bad_category",
    "_category",
)
NO_SMALL_AREA = Rule(
    "no-small-area",
    "{rows} rows name no small area (LSOA). Such rows belong to the force and are in no figure of a district; "
    "nothing needs doing.",
    "_no_lsoa",
)
INVALID_LSOA = Rule(
    "invalid-area-code",
    "{rows} rows have an LSOA code that has not the form of one ({seen}). It should look like E01011698; "
    "fetch the file again.",
    "_bad_lsoa",
    "_lsoa",
)
NO_AREA = Rule(
    "no-area",
    "{rows} rows name no area, so they are in no figure of a place. Add the area's code.",
    "_bad_area",
)
UNREADABLE_NUMBER = Rule(
    "unreadable-number",
    "{rows} rows have a count that is not a whole number of nought or more ({seen}). Mend them or fetch the "
    "file again.",
    "_bad_number",
    "_number",
)
