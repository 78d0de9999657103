"""Crimes by the last outcome published for them."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per outcome: `numerator` crimes with it, `denominator` all crimes of the category that can have one."""
    rows = tables.outcomes
    rows = rows.filter(
        opened.in_period(rows, tables.feed.held(question.period)),
        opened.of_category(rows, question.category),
        rows.district == question.place,
    )
    whole = opened.sum_by(rows, (), denominator="count")
    return opened.sum_by(rows, question.by, numerator="count").cross_join(whole)


MEASURE = Measure(
    code="outcome-mix",
    version=1,
    name="Last outcome published",
    counts="crimes with the outcome when the file was published",
    out_of="crimes recorded that can have an outcome",
    needs=("recorded_crime",),
    counted=counted,
    caveats=(
        "Outcomes come later than crimes: fresh months are mostly still under investigation.",
        "Anti-social behaviour has no outcome.",
    ),
)
