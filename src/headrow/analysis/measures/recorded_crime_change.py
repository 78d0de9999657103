"""Crimes recorded in a period, beside those recorded in the same months earlier."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per cell: `numerator` crimes now, `denominator` crimes in the months compared with."""
    rows = tables.recorded.filter(opened.of_category(tables.recorded, question.category))
    rows = rows.filter(rows.district == question.place)
    if "area" in question.by:
        rows = opened.at_level(rows, tables.units, question.level)
    now = opened.in_period(rows, tables.feed.held(question.period)).cast("int64") * rows["count"]
    then = (
        opened.in_period(rows, tables.feed.held(question.compared_with)).cast("int64")
        * rows["count"]
    )
    rows = rows.mutate(now=now, then=then)
    return opened.sum_by(rows, question.by, numerator="now", denominator="then")


MEASURE = Measure(
    code="recorded-crime-change",
    version=1,
    name="Change in recorded crime",
    counts="crimes and incidents recorded in the period",
    out_of="crimes and incidents recorded in the months compared with",
    needs=("recorded_crime",),
    counted=counted,
    caveats=("A change in what is recorded may be a change in recording.",),
)
