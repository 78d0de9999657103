"""Crimes recorded in each hexagon of one square kilometre, where no boundaries are held."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per hexagon (`area`): `numerator` crimes whose published point lies in it."""
    rows = tables.hexagons
    rows = rows.filter(
        opened.in_period(rows, tables.feed.held(question.period)),
        opened.of_category(rows, question.category),
    )
    return opened.sum_by(rows, question.by, numerator="count")


MEASURE = Measure(
    code="recorded-crime-in-hexagons",
    version=1,
    name="Recorded crime by square kilometre",
    counts="crimes and incidents recorded",
    out_of="",
    needs=("recorded_crime",),
    counted=counted,
    caveats=(
        "Published points are snapped to the nearest map point, so no smaller cell is honest, and no rate is given.",
    ),
)
