"""Crimes recorded by the police, beside the residents, households or workday population they are counted against."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per cell: `numerator` crimes, `denominator` people or households of the place or area."""
    rows = tables.recorded
    rows = rows.filter(
        opened.in_period(rows, tables.feed.held(question.period)),
        opened.of_category(rows, question.category),
    )
    if "district" not in question.by:
        rows = rows.filter(rows.district == question.place)
    if "area" in question.by:
        rows = opened.at_level(rows, tables.units, question.level)
    crimes = opened.sum_by(rows, question.by, numerator="count")
    return with_base(crimes, tables.population, question)


def with_base(
    crimes: opened.IbisTable, population: opened.IbisTable, question: Any
) -> opened.IbisTable:
    """The crimes with the base of their own area (by area or district), else that of the whole place."""
    base = population.filter(population.base == question.out_of, population.group == "all")
    split = next((name for name in ("area", "district") if name in question.by), "")
    level = question.level if split == "area" else "district"
    base = base.filter(base.level == level)
    if split:
        return (
            crimes.right_join(base.select(**{split: "unit"}, denominator="persons"), split)
            .drop(f"{split}")
            .rename(**{split: f"{split}_right"})
        )
    whole = base.filter(base.unit == question.place).agg(denominator=base.persons.sum())
    return crimes.cross_join(whole)


MEASURE = Measure(
    code="recorded-crime-rate",
    version=1,
    name="Recorded crime rate",
    counts="crimes and incidents recorded",
    out_of="residents, households or workday population",
    needs=("recorded_crime", "population"),
    counted=counted,
    caveats=("A rate per resident says little of a place where many people come by day or night.",),
)
