"""What stands beside the counts of crime: deprivation, stops and searches, outcomes, partners' counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from headrow.analysis.findings.model import Question
from headrow.analysis.findings.places import Place, Units
from headrow.analysis.tables.opened import IbisTable, Tables, as_months
from headrow.analysis.tables.plug_ins import Measure
from headrow.vocabulary.periods import Month

OWN = ("stop_searches", "partner_counts")


def own_shape(measure: Measure) -> str:
    """The table beside the crimes that a measure counts, with months of its own; nothing for measures of crime."""
    return next((shape for shape in OWN if shape in measure.needs), "")


def of_topic(rows: IbisTable, question: Question) -> IbisTable:
    """The partner's rows that a question is about."""
    asked = question.options
    return rows.filter(rows.partner == asked.get("partner"), rows.topic == asked.get("topic"))


def contained(tables: Tables, question: Question) -> str:
    """The police category whose records a partner's topic holds, by its mapping; nothing where it says none."""
    held = of_topic(tables.partner, question).select("contains").distinct()
    return max((code or "" for code in held.to_pyarrow().column(0).to_pylist()), default="")


def months_of(tables: Tables, measure: Measure, question: Question) -> tuple[Month, ...]:
    """The months that the counted table itself holds, of the place and the topic asked for."""
    if own_shape(measure) == "partner_counts":
        rows = of_topic(tables.partner, question)
        rows = rows.filter(rows.area_kind == question.level) if question.level else rows
    else:
        rows = tables.stops.filter(tables.stops.district == question.place)
    held = rows.select("month").distinct().to_pyarrow().column(0).to_pylist()
    return as_months(tuple(held))


def deprivation(table: Any, held: Units) -> IbisTable:
    """Deciles by level and unit. Middle areas of 2021 take those of 2011 that bear the same code."""
    import ibis

    rows = table("deprivation")
    rows = rows.filter(rows.decile.notnull())
    kinds = [level for level in held.levels if level not in ("district", "ward")]
    own = rows.filter(rows.area_kind.isin(kinds)).select(
        level="area_kind", unit="area", decile="decile"
    )
    if "msoa21" not in kinds:
        return own.distinct()
    mine = held.of_place("msoa21")
    earlier = rows.filter(rows.area_kind == "msoa11", rows.area.isin(list(mine)))
    borrowed = earlier.select(level=ibis.literal("msoa21"), unit="area", decile="decile")
    return own.union(borrowed).distinct()


def deprivation_files(table: Any, held: Units, mine: IbisTable) -> tuple[str, ...]:
    """The files of deprivation that the place's areas are found in, by the digest's first digits."""
    rows = table("deprivation")
    kinds = {*held.levels, *(["msoa11"] if "msoa21" in held.levels else [])}
    files = rows.filter(rows.area_kind.isin(sorted(kinds)), rows.decile.notnull())
    named = files.semi_join(mine, "area").select("snapshot").distinct()
    return tuple(sorted(named.to_pyarrow().column(0).to_pylist()))


def mapped(
    connection: Any, name: str, pairs: Collection[tuple[str, ...]], *named: str
) -> IbisTable:
    """Rows of text under a name of ours: a table from memory has a random one, and the query is printed."""
    import ibis

    schema = ibis.schema(dict.fromkeys(named, "string"))
    rows = ibis.memtable(columns(sorted(pairs), named), schema=schema)
    return connection.create_table(name, rows, temp=True, overwrite=True)


def stops(connection: Any, table: Any, editions: Iterable[Units]) -> IbisTable:
    """Stops and searches with the district that holds the area they are counted in."""
    rows = table("stop_searches")
    pairs = {(area, unit) for held in editions for area, at, unit in held.rows if at == "district"}
    small = rows.inner_join(
        mapped(connection, "districts_of_areas", pairs, "area", "district"), "area"
    )
    own = rows.filter(rows.area_kind == "district").mutate(district=rows.area)
    return small.select("district", "month", "ethnicity", "count").union(
        own.select("district", "month", "ethnicity", "count")
    )


def areas_of_the_place(
    connection: Any, lookups: IbisTable, editions: Iterable[Units], place: Place
) -> IbisTable:
    """Every area of the place, of whatever kind and edition: partners' files often reach further than one district."""
    held = lookups.filter(lookups.area == place.code, lookups.parent_kind == "csp")
    codes = {place.code, *held.select("parent").distinct().to_pyarrow().column(0).to_pylist()}
    for units in editions:
        codes |= {code for level in units.levels for code in units.of_place(level)}
    return mapped(connection, "areas_of_the_place", {(code,) for code in codes}, "area")


def outcomes(street: IbisTable, districts: IbisTable, months: tuple[str, ...]) -> IbisTable:
    """Crimes that can have an outcome, by the last one published; null where the file gives none."""
    rows = street.filter(street.month.isin(list(months)), street.crime_id.notnull())
    counts = (
        rows.group_by("lsoa", "month", "category", "outcome")
        .agg(count=rows.count())
        .rename(area="lsoa")
    )
    return counts.inner_join(districts, "area").select(
        "area", "district", "month", "category", "outcome", "count"
    )


def columns(rows: Sequence[tuple[str, ...]], names: tuple[str, ...]) -> Any:
    """Rows of text as an Arrow table."""
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pa.table(
        {
            name: pa.array(list(column), pa.string())
            for name, column in zip(names, columns, strict=True)
        }
    )
