"""The base of a rate: which population is held for which areas, and which one is nearest in time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headrow.analysis.findings.places import FINER, Units
from headrow.vocabulary.periods import Period

# A base further from the period than this is flagged as stale.
STALE_AFTER_YEARS = 2
BASES = ("residents", "households", "workday")


@dataclass(frozen=True, slots=True)
class Base:
    """The population chosen for a feed: what it counts, its year, the kind of area it came by and its total."""

    base: str
    area_kind: str
    year: int
    total: float
    stale: bool
    snapshot: str  # first digits of the digest of the one file it comes from


def population_of(
    connection: Any, table: Any, units: Units, *, period: Period, feed: str
) -> tuple[Any, tuple[Base, ...]]:
    """The population by level and unit (columns level, unit, base, group, persons), and the bases chosen.

    The areas' own kind comes before a finer one added up, and the nearest year before a further one.
    """
    rows = table("population")
    by_area = _by_area(rows, table("area_lookup"), units)
    mapping = connection.table(f"units_{feed.replace('-', '_')}")
    totals = _totals(by_area, mapping, units)
    chosen = tuple(
        base for name in BASES if (base := _choose(totals, name, units, period)) is not None
    )
    import ibis

    wanted = (
        ibis.or_(
            *[
                (by_area.base == base.base)
                & (by_area.kind == base.area_kind)
                & (by_area.year == base.year)
                & (by_area.snapshot == base.snapshot)
                for base in chosen
            ]
        )
        if chosen
        else ibis.literal(False)
    )
    mine = by_area.filter(wanted, by_area.group == "all")
    name = f"population_{feed.replace('-', '_')}"
    summed = (
        mine.inner_join(mapping, "area")
        .group_by("level", "unit", "base", "group")
        .agg(persons=lambda t: t.persons.sum())
    )
    groups = _groups(rows, table("area_lookup"), units)
    held = connection.create_table(name, summed.union(groups), temp=True, overwrite=True)
    return held, chosen


def _by_area(rows: Any, lookups: Any, units: Units) -> Any:
    """Population rows by the units' own kind of area: given so, or added up from the finer kind."""
    own = rows.filter(rows.area_kind == units.area_kind).select(
        "area", "base", "group", "year", "persons", "snapshot", kind="area_kind"
    )
    finer = FINER.get(units.area_kind)
    if finer is None:
        return own
    pairs = lookups.filter(lookups.area_kind == finer, lookups.parent_kind == units.area_kind)
    small = rows.filter(rows.area_kind == finer).inner_join(
        pairs.select("area", "parent").distinct(), "area"
    )
    added = small.group_by("parent", "base", "group", "year", "snapshot", kind=small.area_kind).agg(
        persons=small.persons.sum()
    )
    return own.union(
        added.select(
            area="parent",
            base="base",
            group="group",
            year="year",
            persons="persons",
            snapshot="snapshot",
            kind="kind",
        )
    )


def _totals(by_area: Any, mapping: Any, units: Units) -> list[dict[str, Any]]:
    """For each base, kind, year and file: how many areas of the place it covers, and their total."""
    mine = mapping.filter(mapping.level == "district", mapping.unit == units.place)
    rows = by_area.filter(by_area.group == "all").semi_join(mine, "area")
    return (
        rows.group_by("base", "kind", "year", "snapshot")
        .agg(areas=rows.area.nunique(), total=rows.persons.sum())
        .order_by("base", "kind", "year", "snapshot")
        .to_pyarrow()
        .to_pylist()
    )


def _choose(totals: list[dict[str, Any]], name: str, units: Units, period: Period) -> Base | None:
    """The base that covers every area of the place: own kind first, then nearest in time."""
    needed = len(units.of_place(units.area_kind))
    middle = (period.first.year + period.last.year) / 2
    able = [row for row in totals if row["base"] == name and row["areas"] == needed]
    if not able:
        return None
    best = min(
        able,
        key=lambda row: (
            row["kind"] != units.area_kind,
            abs(row["year"] - middle),
            row["snapshot"],
        ),
    )
    stale = abs(best["year"] - middle) > STALE_AFTER_YEARS
    return Base(name, best["kind"], best["year"], best["total"], stale, best["snapshot"])


def _groups(rows: Any, lookups: Any, units: Units) -> Any:
    """Residents of each ethnic group of each district, added up from the small areas of the latest census held."""
    grouped = rows.filter(rows.group != "all", rows.base == "residents")
    pairs = lookups.filter(lookups.parent_kind == "district").select("area", "parent").distinct()
    summed = (
        grouped.inner_join(pairs, "area")
        .group_by("parent", "base", "group")
        .agg(persons=lambda t: t.persons.sum())
    )
    import ibis

    return summed.select(
        level=ibis.literal("district"), unit="parent", base="base", group="group", persons="persons"
    )
