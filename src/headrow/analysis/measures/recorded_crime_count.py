"""Crimes and incidents recorded by the police."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per cell with `numerator`, the crimes recorded; cells without a row are filled by the frame."""
    rows = tables.recorded
    rows = rows.filter(
        opened.in_period(rows, tables.feed.held(question.period)),
        opened.of_category(rows, question.category),
    )
    if "district" not in question.by:
        rows = rows.filter(rows.district == question.place)
    if "area" in question.by:
        rows = opened.at_level(rows, tables.units, question.level)
    return opened.sum_by(rows, question.by, numerator="count")


MEASURE = Measure(
    code="recorded-crime-count",
    version=1,
    name="Recorded crimes and incidents",
    counts="crimes and incidents recorded",
    out_of="",
    needs=("recorded_crime",),
    counted=counted,
    caveats=(
        "Recorded by the police and published at street level; not all crime is reported or recorded.",
    ),
)
