"""Which columns of a published file count residents, households or workday people, and of which year.

Told by names alone: total_population, All Ages, households, workday_population, single years of age ("0" to "90+"),
and, in long form, an ethnic group beside its count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from headrow.analysis.tables.area_columns import AreaColumn, plain

TOTALS = {
    "residents": ("totalpopulation", "population", "allages", "persons", "totalpersons", "totalresidents", "residents",
                  "usualresidents", "allusualresidents", "residentpopulation", "censuspopulation"),
    "households": ("households", "totalhouseholds", "allhouseholds"),
    "workday": ("workdaypopulation", "totalworkdaypopulation"),
}  # fmt: skip
GROUP = ("ethnicgroup", "ethnicity")
GROUP_COUNT = ("n", "count", "residents", "population", "observation", "value")
# A file with such a column counts something else, and has people in it only as a base.
OTHER_THINGS = re.compile(
    r"month|date|crimetype|category|tenure|type|object|outcome|.+count|rate.*|.+rate|offence.*"
)
AGE = re.compile(r"(?:age|aged)?(\d{1,2})\+?")
# Broad ages, so that a rate can be given for those a strategy speaks of; 10 is the age of criminal responsibility.
AGE_BANDS = (("aged 0-9", 0, 9), ("aged 10-17", 10, 17), ("aged 18-24", 18, 24), ("aged 25-64", 25, 64),
             ("aged 65+", 65, 90))  # fmt: skip
_NAMED = r"(?:population|residents|households|census|ethnicity|gender|workday|persons|mid|pop|estimates?)"
_YEAR_IN_NAME = re.compile(rf"{_NAMED}[\s_-]*(20\d\d|\d\d)(?!\d)", re.IGNORECASE)
_ANY_YEAR = re.compile(r"(?<!\d)(20[0-4]\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Counted:
    """A column that counts people or households, and what of them."""

    column: str
    base: str  # residents | households | workday


@dataclass(frozen=True, slots=True)
class LongForm:
    """A file with one row for each area and ethnic group."""

    group: str
    count: str


def totals(columns: Iterable[str]) -> list[Counted]:
    """The columns that hold whole counts, none when the file counts something else besides."""
    columns = list(columns)
    if any(OTHER_THINGS.fullmatch(plain(column)) for column in columns):
        return []
    return [
        Counted(column, base)
        for column in columns
        for base, spellings in TOTALS.items()
        if plain(column) in spellings
    ]


def long_form(columns: Iterable[str]) -> LongForm | None:
    """The group and count columns of a file by ethnic group, or nothing."""
    columns = list(columns)
    if any(OTHER_THINGS.fullmatch(plain(column)) for column in columns):
        return None
    group = next((column for column in columns if plain(column) in GROUP), None)
    count = next((column for column in columns if plain(column) in GROUP_COUNT), None)
    return LongForm(group, count) if group and count else None


def ages(columns: Iterable[str]) -> dict[int, str]:
    """Single years of age and their columns; empty unless all from 0 to 90 are there."""
    found = {int(told[1]): column for column in columns if (told := AGE.fullmatch(plain(column)))}
    return found if set(range(91)) <= found.keys() else {}


def year_of(name: str, columns: Iterable[str], code: AreaColumn) -> int | None:
    """The year counted: from the file's name, else from its columns, else from the census the areas belong to."""
    file = name.rsplit("/", 1)[-1]
    named = _YEAR_IN_NAME.search(file)
    if named:
        return int(named[1]) if len(named[1]) == 4 else 2000 + int(named[1])
    for text in (file, *columns):
        told = _ANY_YEAR.search(text)
        if told:
            return int(told[1])
    of_census = "census" in f"{file} {' '.join(columns)}".casefold()
    return 2000 + int(code.edition) if of_census and code.edition in ("11", "21") else None
