"""A partner's counts by area, month or group, under the protection their file asks for."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per cell with `numerator`, the partner's count; `options` name the `partner` and the `topic`."""
    rows = tables.partner
    months = [str(month) for month in question.period.months]
    rows = rows.filter(
        rows.month.isin(months),
        rows.partner == question.options["partner"],
        rows.topic == question.options["topic"],
    )
    if question.level:
        rows = rows.filter(rows.area_kind == question.level)
    return opened.sum_by(rows, question.by, numerator="count")


MEASURE = Measure(
    code="partner-count",
    version=1,
    name="A partner's count",
    counts="what the partner's file counts",
    out_of="",
    needs=("partner_counts",),
    counted=counted,
    caveats=("Counted by the partner, in its own way; not comparable with police counts.",),
)
