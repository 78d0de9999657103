"""Opening what was gathered, for one place: which feeds cover which months, in which areas, over which base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from headrow.analysis.findings import bases, places
from headrow.analysis.findings.places import Place, Units
from headrow.analysis.tables.ledger import Ledger
from headrow.analysis.tables.opened import Feed, IbisTable, Tables, as_months
from headrow.analysis.tables.shapes import SHAPES
from headrow.vocabulary.areas import small_area_of
from headrow.vocabulary.periods import Month, Period

# From this month police.uk names areas by the 2021 census; used only where the codes of a month fit both editions.
FIRST_MONTH_OF_2021_AREAS = Month(2023, 1)
WHOLE_FORCE_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Opened:
    """Everything that can be asked about, for one place and its headline period.

    by_snapshot: rows of each street file that lie inside the place and outside it, by the digest's first digits.
    beside: the files of deprivation that each feed's areas are found in, by the digest's first digits.
    bases: the base chosen for each feed (residents, households, workday), with its year and kind of area.
    """

    place: Place
    period: Period
    feeds: tuple[Feed, ...]
    tables: Mapping[str, Tables]
    units: Mapping[str, Units]
    bases: Mapping[tuple[str, str], bases.Base]
    ledger: Ledger
    sources: Mapping[str, Any]
    by_snapshot: Mapping[str, tuple[int, int]]
    beside: Mapping[str, tuple[str, ...]]
    connection: Any
    boundaries: IbisTable
    # What was worked out once and is asked for again: outlines, neighbours, hexagons.
    kept: dict[Any, Any] = field(default_factory=dict)

    def feed(self, name: str) -> Feed:
        """The feed of that name."""
        return next(feed for feed in self.feeds if feed.name == name)

    def covering(self, period: Period, *, code: str = "") -> Feed | None:
        """The feed that a figure for the period comes from: one that covers it whole, else the fullest.

        A published series comes before street rows where both cover as many months: one figure, one source.
        """
        able = [feed for feed in self.feeds if feed.held(period) and code in ("", feed.code)]
        return max(
            able, key=lambda feed: (len(feed.held(period)), feed.code == "series"), default=None
        )

    @property
    def months(self) -> tuple[Month, ...]:
        """Every month that any feed covers."""
        return tuple(sorted({month for feed in self.feeds for month in feed.months}))


def open_place(
    holding: Any,
    warehouse: Any,
    *,
    district: str,
    name: str,
    force: str,
    period: Period,
    others: Mapping[str, str] | None = None,
) -> Opened:
    """Open what was gathered for one district.

    holding: what `sources.gathering.gather` gave: `parts` by shape, `ledger`, `sources`. warehouse: the one it was
    gathered into. others: the force's other districts (code to name), for data whose look-ups do not say them.
    """
    connection = warehouse.open()

    def table(shape: str) -> IbisTable:
        return warehouse.table(shape, SHAPES[shape].columns, holding.parts.get(shape, ()))

    place = places.place_of(
        table("area_lookup"), district=district, name=name, force=force, others=others or {}
    )
    street = _street_counts(connection, table("recorded_crime"))
    runs = _runs_of_street(street, table, place) + _runs_of_series(table, place)
    opened: dict[str, Tables] = {}
    units: dict[str, Units] = {}
    feeds: list[Feed] = []
    chosen: dict[tuple[str, str], bases.Base] = {}
    for code, counts, kind, months in runs:
        held = units.get(kind) or _units(table, place, kind)
        if code == "series":
            held = replace(held, names={**held.names, **_names_in_series(table, kind)})
        units[kind] = held
        feed, tables = _opened_feed(connection, table, code, counts, held, months, place)
        if not feed.months:
            continue
        population, found = bases.population_of(
            connection, table, held, period=period, feed=feed.name
        )
        feeds.append(feed)
        opened[feed.name] = _with_population(tables, population)
        chosen |= {(feed.name, base.base): base for base in found}
    return Opened(
        place,
        period,
        tuple(feeds),
        opened,
        units,
        chosen,
        holding.ledger,
        {source.code: source for source in holding.sources},
        _inside_and_outside(street, units, place),
        {feed.name: _deprivation_files(table, units[feed.area_kind]) for feed in feeds},
        connection,
        table("boundaries"),
    )


def _street_counts(connection: Any, rows: IbisTable) -> IbisTable:
    counts = rows.group_by("snapshot", "month", "lsoa", "category").agg(
        count=rows.count(), lsoa_name=rows.lsoa_name.max()
    )
    return connection.create_table("street_counts", counts, temp=True, overwrite=True)


def _runs_of_street(
    street: IbisTable, table: Any, place: Place
) -> list[tuple[str, IbisTable, str, tuple[str, ...]]]:
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


def _runs_of_series(table: Any, place: Place) -> list[tuple[str, IbisTable, str, tuple[str, ...]]]:
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


def _names_in_series(table: Any, kind: str) -> dict[tuple[str, str], str]:
    """The names that a published series gives its areas: people know them better than those of the look-ups."""
    rows = table("recorded_crime_counts")
    named = rows.filter(rows.area_kind == kind, rows.area_name.notnull(), rows.area_name != "")
    pairs = named.group_by("area").agg(name=named.area_name.min()).order_by("area")
    return {(kind, row["area"]): row["name"] for row in pairs.to_pyarrow().to_pylist()}


def _units(table: Any, place: Place, kind: str) -> Units:
    held = places.units_of(table("area_lookup"), place, area_kind=kind)
    if any(unit == place.code for _, level, unit in held.rows if level == "district"):
        return held
    rows = table("recorded_crime") if kind.startswith("lsoa") else None
    if rows is None:
        return held
    named = (
        rows.filter(rows.lsoa_name.notnull())
        .select("lsoa", "lsoa_name")
        .distinct()
        .order_by("lsoa")
        .to_pyarrow()
    )
    return places.units_from_names(
        [tuple(pair.values()) for pair in named.to_pylist()], place, area_kind=kind
    )


def _opened_feed(
    connection: Any,
    table: Any,
    code: str,
    counts: IbisTable,
    held: Units,
    months: tuple[str, ...],
    place: Place,
) -> tuple[Feed, Tables]:
    import ibis

    name = f"{code}_{held.area_kind}"
    schema = ibis.schema({"area": "string", "level": "string", "unit": "string"})
    units = connection.create_table(
        f"units_{name}",
        ibis.memtable(_columns(held.rows, ("area", "level", "unit")), schema=schema),
        temp=True,
        overwrite=True,
    )
    districts = units.filter(units.level == "district").select("area", district="unit")
    joined = counts.inner_join(districts, "area").select(
        "area", "district", "month", "category", "count"
    )
    recorded = connection.create_table(f"recorded_{name}", joined, temp=True, overwrite=True)
    feed = Feed(code, held.area_kind, _months_of(recorded, place), _whole_force(recorded, place))
    street = table("recorded_crime") if code == "street" else table("recorded_crime").limit(0)
    return feed, Tables(
        feed,
        recorded,
        units,
        population=units,
        deprivation=_deprivation(table, held),
        stops=_stops(connection, table, place),
        outcomes=_outcomes(street, districts, months),
        hexagons=street,
        partner=table("partner_counts"),
        harm=table("harm_weights"),
    )


def _columns(rows: tuple[tuple[str, ...], ...], names: tuple[str, ...]) -> Any:
    import pyarrow as pa

    columns = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return pa.table(
        {
            name: pa.array(list(column), pa.string())
            for name, column in zip(names, columns, strict=True)
        }
    )


def _with_population(tables: Tables, population: IbisTable) -> Tables:
    return replace(tables, population=population)


def _months_of(recorded: IbisTable, place: Place) -> tuple[Month, ...]:
    rows = recorded.filter(recorded.district == place.code).select("month").distinct()
    return as_months(tuple(rows.to_pyarrow().column(0).to_pylist()))


def _whole_force(recorded: IbisTable, place: Place) -> bool:
    """Whether other districts are in the files too, in more than the odd row on the boundary."""
    rows = recorded.group_by("district").agg(count=recorded["count"].sum()).to_pyarrow().to_pylist()
    counts = {row["district"]: row["count"] for row in rows}
    mine = counts.get(place.code, 0)
    return any(
        count > WHOLE_FORCE_SHARE * mine for code, count in counts.items() if code != place.code
    )


def _deprivation(table: Any, held: Units) -> IbisTable:
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


def _deprivation_files(table: Any, held: Units) -> tuple[str, ...]:
    rows = table("deprivation")
    kinds = {*held.levels, *(["msoa11"] if "msoa21" in held.levels else [])}
    mine = [code for kind in held.levels for code in held.of_place(kind)]
    files = rows.filter(
        rows.area_kind.isin(sorted(kinds)), rows.area.isin(mine), rows.decile.notnull()
    )
    return tuple(sorted(files.select("snapshot").distinct().to_pyarrow().column(0).to_pylist()))


def _stops(connection: Any, table: Any, place: Place) -> IbisTable:
    """Stops and searches with the district that holds the area they are counted in."""
    import ibis

    rows, lookups = table("stop_searches"), table("area_lookup")
    pairs = []
    for kind in ("lsoa11", "lsoa21", "msoa11", "msoa21"):
        districts = places.units_of(lookups, place, area_kind=kind).rows
        pairs += [(area, unit) for area, level, unit in districts if level == "district"]
    # A table with a name of ours: a table from memory has a random one, and the query is printed.
    mapping = connection.create_table(
        "districts_of_areas",
        ibis.memtable(
            _columns(tuple(sorted(set(pairs))), ("area", "district")),
            schema=ibis.schema({"area": "string", "district": "string"}),
        ),
        temp=True,
        overwrite=True,
    )
    own = rows.filter(rows.area_kind == "district").mutate(district=rows.area)
    small = rows.inner_join(mapping, "area")
    return small.select("district", "month", "ethnicity", "count").union(
        own.select("district", "month", "ethnicity", "count")
    )


def _outcomes(street: IbisTable, districts: IbisTable, months: tuple[str, ...]) -> IbisTable:
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


def _inside_and_outside(
    street: IbisTable, units: Mapping[str, Units], place: Place
) -> dict[str, tuple[int, int]]:
    mine = sorted(
        {
            code
            for kind, held in units.items()
            if kind.startswith("lsoa")
            for code in held.of_place(kind)
        }
    )
    inside = street.lsoa.isin(mine).ifelse(street["count"], 0) if mine else street["count"] * 0
    rows = (
        street.mutate(inside=inside)
        .group_by("snapshot")
        .agg(inside=lambda t: t.inside.sum(), every=lambda t: t["count"].sum())
        .to_pyarrow()
        .to_pylist()
    )
    return {row["snapshot"]: (row["inside"], row["every"] - row["inside"]) for row in rows}
