"""Crimes of one kind, as a share of all crimes and incidents recorded in the same place."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per cell: `numerator` crimes of the category, `denominator` all crimes and incidents there."""
    rows = tables.recorded
    rows = rows.filter(
        opened.in_period(rows, tables.feed.held(question.period)), rows.district == question.place
    )
    if "area" in question.by:
        rows = opened.at_level(rows, tables.units, question.level)
    rows = rows.mutate(
        kind=opened.of_category(rows, question.category).cast("int64") * rows["count"]
    )
    by = tuple(name for name in question.by if name != "category")
    whole = opened.sum_by(rows, by, denominator="count")
    part = opened.sum_by(rows, question.by, numerator="kind")
    return part.inner_join(whole, list(by)) if by else part.cross_join(whole)


MEASURE = Measure(
    code="recorded-crime-share",
    version=1,
    name="Share of recorded crime",
    counts="crimes and incidents of the kind recorded",
    out_of="all crimes and incidents recorded",
    needs=("recorded_crime",),
    counted=counted,
    caveats=("A share falls when other kinds rise.",),
)
