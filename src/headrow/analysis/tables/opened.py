"""The tables that a question may count, opened for one place and mapped to its levels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES
from headrow.vocabulary.periods import Month, Period

IbisTable: TypeAlias = Any  # ibis.Table; Ibis is imported late, and its types say little


@dataclass(frozen=True, slots=True)
class Feed:
    """One run of counts of recorded crime that may be added up: never two of them in one figure.

    code: "street" (rows at street level) or "series" (published counts by area and month).
    area_kind: the finest area it names. months: those it covers for the place. whole_force: whether other
    districts of the force are in it too.
    """

    code: str
    area_kind: str
    months: tuple[Month, ...]
    whole_force: bool

    @property
    def name(self) -> str:
        """The name by which its rows are marked."""
        return f"{self.code}-{self.area_kind}"

    def held(self, period: Period) -> tuple[Month, ...]:
        """The months of a period that it covers."""
        return tuple(month for month in self.months if month in period)


@dataclass(frozen=True, slots=True)
class Tables:
    """What a measure may read, all for one feed.

    recorded: area, district, month, category, count. units: area, level, unit (which unit of a level holds an area).
    outcomes: area, district, month, category, outcome, count. population: level, unit, base, group, persons.
    deprivation: level, unit, decile. stops: district, month, ethnicity, count. partner, harm: as their shapes.
    hexagons: the points of the place by hexagon, month and category.
    """

    feed: Feed
    recorded: IbisTable
    units: IbisTable
    population: IbisTable
    deprivation: IbisTable
    outcomes: IbisTable
    stops: IbisTable
    hexagons: IbisTable
    partner: IbisTable
    harm: IbisTable


def in_period(table: IbisTable, months: tuple[Month, ...]) -> Any:
    """Whether a row's month is one of those given; months in a row are asked for by the first and the last."""
    if months and months[-1] == months[0].plus(len(months) - 1):
        return table.month.between(str(months[0]), str(months[-1]))
    return table.month.isin([str(month) for month in months])


def of_category(table: IbisTable, category: str | tuple[str, ...]) -> Any:
    """Whether a row is of the category: one, several counted together, `all`, or `crimes`."""
    import ibis

    if category == ALL:
        return ibis.literal(True)
    if category == CRIMES:
        return table.category.isin([code for code, kind in BY_CODE.items() if kind.crime])
    codes = (category,) if isinstance(category, str) else category
    return table.category.isin(list(codes))


def at_level(rows: IbisTable, units: IbisTable, level: str) -> IbisTable:
    """Rows of the finest area with `area` replaced by the unit of the level that holds it."""
    mapping = units.filter(units.level == level).select("area", "unit")
    joined = rows.inner_join(mapping, "area")
    return joined.drop("area").rename(area="unit")


def sum_by(rows: IbisTable, by: tuple[str, ...], **sums: str) -> IbisTable:
    """Sums of columns by the columns given, or one row when there are none."""
    totals = {name: rows[column].sum() for name, column in sums.items()}
    return rows.group_by(list(by)).agg(**totals) if by else rows.agg(**totals)


def as_months(names: Mapping[str, object] | tuple[str, ...]) -> tuple[Month, ...]:
    """Month names (YYYY-MM) as months, in order."""
    return tuple(sorted(Month.parse(name) for name in names))
