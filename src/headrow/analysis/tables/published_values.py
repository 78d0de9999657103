"""Values as publishers spell them: months, area codes and column names, each read or refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ISO_MONTH = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])")
# The first of a month, as a spreadsheet or a data frame writes it.
FIRST_DAY = re.compile(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])-01(?:[ T]00:00(?::00)?)?")
NAMED_MONTH = re.compile(r"([A-Za-z]{3,9})[- ]((?:19|20)?\d\d)")
FULL_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
# England and Wales, Scotland, Northern Ireland (data zones of 2021, and super output areas before).
SMALL_AREA = re.compile(r"[EW]01\d{6}|S01\d{6}|N2[01]\d{6}|95[A-Z]{2}\d\d[SWC]\d")


def month_of(text: str | None) -> str | None:
    """A month as YYYY-MM from 2024-03, 2024-03-01, Mar-24, Mar 2024 or March 2024; else nothing."""
    if text is None:
        return None
    words = text.strip()
    found = ISO_MONTH.fullmatch(words) or FIRST_DAY.fullmatch(words)
    if found:
        return f"{found[1]}-{found[2]}"
    found = NAMED_MONTH.fullmatch(words)
    if not found:
        return None
    name = found[1].lower()
    number = MONTHS.index(name[:3]) + 1 if name[:3] in MONTHS else 0
    if not number or name not in (name[:3], FULL_NAMES[number - 1], "sept"):
        return None
    return f"{found[2] if len(found[2]) == 4 else '20' + found[2]}-{number:02d}"


@lru_cache(maxsize=2**17)
def small_area_of(text: str | None) -> str | None:
    """A small area's code without surrounding blanks, when it has the form of one; else nothing."""
    words = (text or "").strip()
    return words if SMALL_AREA.fullmatch(words) else None


@lru_cache(maxsize=4096)
def squashed(column: str) -> str:
    """A column's name without case, blanks and marks: `Crime ID`, `crime_id` and `CrimeID` are one."""
    return re.sub(r"[^a-z0-9]", "", column.casefold())


def found_columns(columns: tuple[str, ...], spelt: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """Our name for a column, and where it stands; of two columns of one name the first counts."""
    places: dict[str, int] = {}
    for place, column in enumerate(columns):
        places.setdefault(squashed(column), place)
    return {
        ours: places[squashed(spelling)]
        for ours, spellings in spelt.items()
        for spelling in reversed(spellings)
        if squashed(spelling) in places
    }


# A column of area codes says which areas and which edition it holds.
AREA_COLUMN = re.compile(r"(lsoa|msoa)(11|21|2011|2021)?(cd|code)|(ward|wd)(\d\d|20\d\d)?(cd|code)")


def area_column(columns: tuple[str, ...]) -> tuple[str, str] | None:
    """The kind of area (lsoa11, msoa21, ward ...) and the name of the column with its codes, or nothing.

    A column without edition is taken for the edition of 2021 only when it says so; else it is not known.
    """
    for column in columns:
        found = AREA_COLUMN.fullmatch(squashed(column))
        if found and found[4]:
            return "ward", column
        if found and found[2]:
            return f"{found[1]}{found[2][-2:]}", column
    return None
