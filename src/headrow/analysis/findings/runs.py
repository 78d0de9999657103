"""Runs of counts that may be added up: street rows by the census edition they are coded in, and published series."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from headrow.analysis.findings.places import Place, Units
from headrow.analysis.tables.opened import IbisTable
from headrow.vocabulary.areas import small_area_of
from headrow.vocabulary.periods import Month

# From this month police.uk names areas by the 2021 census; used only where the codes of a month fit both editions.
FIRST_MONTH_OF_2021_AREAS = Month(2023, 1)

NONE = "none"  # no crime at all is held: what stands beside it can still be asked of

# "street", "series" or "none", the counts (area, month, category, count, name), the kind of area, and the months.
Run: TypeAlias = tuple[str, IbisTable, str, tuple[str, ...]]


def street_counts(connection: Any, rows: IbisTable) -> IbisTable:
    """Street rows counted by file, month, area and category, kept in memory."""
    counts = rows.group_by("snapshot", "month", "lsoa", "category").agg(
        count=rows.count(), lsoa_name=rows.lsoa_name.max()
    )
    return connection.create_table("street_counts", counts, temp=True, overwrite=True)


def runs_of_street(street: IbisTable, table: Any, place: Place) -> list[Run]:
    """One run for each census edition that the street months are coded in."""
    editions: dict[str, list[str]] = {}
    for month, edition in _editions(street, table("area_lookup"), place).items():
        editions.setdefault(small_area_of(edition), []).append(month)
    runs = []
    for kind, months in sorted(editions.items()):
        rows = street.filter(street.month.isin(months))
        rows = rows.group_by("lsoa", "month", "category").agg(
            count=rows["count"].sum(), name=rows.lsoa_name.max()
        )
        runs.append(("street", rows.rename(area="lsoa"), kind, tuple(months)))
    return runs


def _editions(street: IbisTable, lookups: IbisTable, place: Place) -> dict[str, int]:
    """The census edition of each month, decided by the codes it uses."""
    import ibis

    known = (
        lookups.filter(lookups.area_kind.isin(["lsoa11", "lsoa21"]))
        .select(lsoa="area", kind="area_kind")
        .distinct()
    )
    codes = street.select("month", "lsoa").distinct()
    fits = codes.left_join(known, "lsoa")
    rows = (
        fits.group_by("month")
        .agg(old=(fits.kind == "lsoa11").sum(), new=(fits.kind == "lsoa21").sum())
        .order_by("month")
        .select("month", old=ibis._.old.fill_null(0), new=ibis._.new.fill_null(0))
        .to_pyarrow()
        .to_pylist()
    )
    later = {row["month"]: Month.parse(row["month"]) >= FIRST_MONTH_OF_2021_AREAS for row in rows}
    return {
        row["month"]: 2021
        if (row["new"], later[row["month"]]) > (row["old"], not later[row["month"]])
        else 2011
        for row in rows
    }


def runs_of_series(table: Any) -> list[Run]:
    """One run for each kind of area that a published series counts by."""
    rows = table("recorded_crime_counts")
    kinds = (
        rows.select("area_kind").distinct().order_by("area_kind").to_pyarrow().column(0).to_pylist()
    )
    runs = []
    for kind in kinds:
        mine = rows.filter(rows.area_kind == kind)
        months = (
            mine.select("month").distinct().order_by("month").to_pyarrow().column(0).to_pylist()
        )
        counts = mine.group_by("area", "month", "category").agg(
            count=mine["count"].sum(), name=mine.area_name.max()
        )
        runs.append(("series", counts, kind, tuple(months)))
    return runs


def without_crime(table: Any, by_lookups: Mapping[str, Units]) -> Run:
    """A run without a row, in the finest areas that the look-ups know the place by."""
    rows = table("recorded_crime_counts").limit(0)
    known = [kind for kind, held in by_lookups.items() if held.of_place("district")]
    kind = max(known, key=lambda kind: (kind.startswith("lsoa"), kind), default="lsoa21")
    return NONE, rows.select("area", "month", "category", "count"), kind, ()


def names_in_series(table: Any, kind: str) -> dict[tuple[str, str], str]:
    """The names that a published series gives its areas: people know them better than those of the look-ups."""
    rows = table("recorded_crime_counts")
    named = rows.filter(rows.area_kind == kind, rows.area_name.notnull(), rows.area_name != "")
    pairs = named.group_by("area").agg(name=named.area_name.min()).order_by("area")
    return {(kind, row["area"]): row["name"] for row in pairs.to_pyarrow().to_pylist()}
