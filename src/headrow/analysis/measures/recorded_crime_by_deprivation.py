"""Crimes recorded in areas of each tenth of deprivation, beside the residents of those areas."""

from __future__ import annotations

from typing import Any

from headrow.analysis.tables import opened
from headrow.analysis.tables.plug_ins import Measure


def counted(tables: opened.Tables, question: Any) -> opened.IbisTable:
    """One row per tenth (`decile`, 1 the most deprived): `numerator` crimes, `denominator` residents."""
    rows = tables.recorded
    rows = rows.filter(
        opened.in_period(rows, tables.feed.held(question.period)),
        opened.of_category(rows, question.category),
        rows.district == question.place,
    )
    here = tables.units.filter(
        tables.units.level == "district", tables.units.unit == question.place
    )
    level = question.level
    mapping = tables.units.filter(tables.units.level == level).inner_join(
        here.select("area"), "area"
    )
    areas = mapping.select(area="unit").distinct()
    tenths = tables.deprivation.filter(tables.deprivation.level == level).select(
        area="unit", decile="decile"
    )
    base = tables.population.filter(
        tables.population.level == level,
        tables.population.base == "residents",
        tables.population.group == "all",
    ).select(area="unit", persons="persons")
    crimes = opened.sum_by(opened.at_level(rows, tables.units, level), ("area",), crimes="count")
    joined = areas.inner_join(tenths, "area").inner_join(base, "area").left_join(crimes, "area")
    joined = joined.mutate(crimes=joined.crimes.fill_null(0))
    return joined.group_by("decile").agg(
        numerator=joined.crimes.sum(), denominator=joined.persons.sum()
    )


MEASURE = Measure(
    code="recorded-crime-by-deprivation",
    version=1,
    name="Recorded crime by deprivation",
    counts="crimes and incidents recorded in areas of the tenth",
    out_of="residents of those areas",
    needs=("recorded_crime", "population", "deprivation"),
    counted=counted,
    caveats=(
        "This describes areas, not people.",
        "The index of deprivation holds a crime domain (9.3% of it), so part of the gradient is circular.",
    ),
)
