"""Stops and searches of people of an ethnic group, beside the residents of that group."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per group: `numerator` searches, `denominator` residents of the group (null where unknown)."""
    rows = tables.stops
    months = [str(month) for month in question.period.months]
    rows = rows.filter(rows.month.isin(months), rows.district == question.place)
    searches = opened.sum_by(rows.rename(group="ethnicity"), ("group",), numerator="count")
    base = tables.population.filter(
        tables.population.level == "district",
        tables.population.unit == question.place,
        tables.population.base == "residents",
        tables.population.group != "all",
    ).select(group="group", denominator="persons")
    return searches.left_join(base, "group").drop("group_right")


MEASURE = Measure(
    code="stop-search-rate",
    version=1,
    name="Stop and search by ethnic group",
    counts="searches, by ethnicity as the officer or the person gave it",
    out_of="residents of the group",
    needs=("stop_searches", "population"),
    counted=counted,
    caveats=(
        "Residents are not the people available to be stopped; the ratio describes, it does not explain.",
        "Searches where no ethnicity was written down are shown and are in no ratio.",
    ),
)
