"""How much of recorded crime bears one weight of harm that is labelled, so that a score could be given at all."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row: `numerator` crimes of categories with one labelled weight, `denominator` all recorded crimes."""
    import ibis

    rows = tables.recorded
    rows = rows.filter(
        opened.in_period(rows, tables.feed.held(question.period)),
        opened.of_category(rows, "crimes"),
        rows.district == question.place,
    )
    weights = tables.harm
    single = (
        weights.group_by("category", "edition")
        .agg(many=weights.weight.nunique(), named=weights.offence.count())
        .filter(lambda held: (held.many == 1) & (held.named > 0))
        .select("category")
        .distinct()
    )
    covered = rows.semi_join(single, "category").agg(
        numerator=lambda held: ibis.coalesce(held["count"].sum(), 0)
    )
    return covered.cross_join(opened.sum_by(rows, (), denominator="count"))


MEASURE = Measure(
    code="harm-coverage",
    version=1,
    name="Recorded crime with a weight of harm",
    counts="crimes recorded in categories that bear one labelled weight",
    out_of="crimes recorded",
    needs=("recorded_crime", "harm_weights"),
    counted=counted,
    caveats=("Below 90% no score is shown: it would be a score of the part that has weights.",),
)
