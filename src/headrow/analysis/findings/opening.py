"""Opening what was gathered, for one place: which feeds cover which months, in which areas, over which base."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from headrow.analysis.findings import bases, beside, places, runs
from headrow.analysis.findings.accounts_as_shown import ledger_as_shown
from headrow.analysis.findings.places import Place, Units
from headrow.analysis.tables.ledger import Ledger
from headrow.analysis.tables.opened import Feed, IbisTable, Tables, as_months
from headrow.analysis.tables.shapes import SHAPES
from headrow.vocabulary.periods import Month, Period

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
    # Its own connection: the tables made here must not be those of another place opened beside it.
    connection = warehouse.connect()
    made: dict[str, IbisTable] = {}

    def table(shape: str) -> IbisTable:
        if shape not in made:
            parts = holding.parts.get(shape, ())
            made[shape] = warehouse.table(
                shape, SHAPES[shape].columns, parts, connection=connection
            )
        return made[shape]

    every = table("area_lookup")
    place = places.place_of(every, district=district, name=name, force=force, others=others or {})
    lookups = places.lookups_of_the_force(connection, every, place)
    made["area_lookup"] = lookups
    by_lookups = {kind: places.units_of(lookups, place, area_kind=kind) for kind in places.PARENTS}
    street = runs.street_counts(connection, table("recorded_crime"))
    mine = beside.areas_of_the_place(connection, lookups, by_lookups.values(), place)
    around = _Around(
        connection,
        table,
        place,
        by_lookups,
        beside.stops(connection, table, by_lookups.values()),
        table("partner_counts").semi_join(mine, "area"),
    )
    found = _feeds(around, street, period)
    return Opened(
        place,
        period,
        tuple(feed for feed in found.feeds if feed.months),
        found.tables,
        found.units,
        found.bases,
        ledger_as_shown(holding.ledger, holding.sources),
        {source.code: source for source in holding.sources},
        _inside_and_outside(connection, street, found.units),
        {
            feed.name: beside.deprivation_files(table, found.units[feed.area_kind], mine)
            for feed in found.feeds
        },
        connection,
        table("boundaries"),
    )


@dataclass(frozen=True, slots=True)
class _Around:
    """What every feed of a place shares."""

    connection: Any
    table: Any
    place: Place
    by_lookups: Mapping[str, Units]
    stops: IbisTable
    partner: IbisTable


@dataclass(slots=True)
class _Found:
    """The feeds of a place, with what each stands on."""

    feeds: list[Feed] = field(default_factory=list)
    tables: dict[str, Tables] = field(default_factory=dict)
    units: dict[str, Units] = field(default_factory=dict)
    bases: dict[tuple[str, str], bases.Base] = field(default_factory=dict)


def _feeds(around: _Around, street: IbisTable, period: Period) -> _Found:
    """A feed for each run that reaches the place; where none does, one without crime, for what stands beside."""
    table, found = around.table, _Found()
    for code, counts, kind, months in (
        *runs.runs_of_street(street, table, around.place),
        *runs.runs_of_series(table),
        runs.without_crime(table, around.by_lookups),
    ):
        if code == runs.NONE and found.feeds:
            continue
        held = found.units.get(kind) or _units(table, around.place, around.by_lookups[kind])
        if code == "series":
            held = replace(held, names={**held.names, **runs.names_in_series(table, kind)})
        feed, tables = _opened_feed(around, code, counts, held, months)
        found.units[kind] = held
        if not feed.months and code != runs.NONE:
            continue
        population, chosen = bases.population_of(
            around.connection, table, held, period=period, feed=feed.name
        )
        found.feeds.append(feed)
        found.tables[feed.name] = replace(tables, population=population)
        found.bases |= {(feed.name, base.base): base for base in chosen}
    return found


def _units(table: Any, place: Place, held: Units) -> Units:
    """The units by the look-ups or, where these do not know the place, by the names of small areas."""
    kind = held.area_kind
    known = any(unit == place.code for _, level, unit in held.rows if level == "district")
    if known or not kind.startswith("lsoa"):
        return held
    rows = table("recorded_crime")
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
    around: _Around, code: str, counts: IbisTable, held: Units, months: tuple[str, ...]
) -> tuple[Feed, Tables]:
    connection, table, place = around.connection, around.table, around.place
    name = f"{code}_{held.area_kind}"
    units = beside.mapped(connection, f"units_{name}", held.rows, "area", "level", "unit")
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
        deprivation=beside.deprivation(table, held),
        stops=around.stops,
        outcomes=beside.outcomes(street, districts, months),
        hexagons=street,
        partner=around.partner,
        harm=table("harm_weights"),
    )


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


def _inside_and_outside(
    connection: Any, street: IbisTable, units: Mapping[str, Units]
) -> dict[str, tuple[int, int]]:
    small = {
        (code,)
        for kind, held in units.items()
        if kind.startswith("lsoa")
        for code in held.of_place(kind)
    }
    mine = beside.mapped(connection, "small_areas_of_the_place", small, "lsoa")
    every = _rows_by_file(street)
    inside = _rows_by_file(street.semi_join(mine, "lsoa"))
    return {file: (inside.get(file, 0), rows - inside.get(file, 0)) for file, rows in every.items()}


def _rows_by_file(street: IbisTable) -> dict[str, int]:
    rows = street.group_by("snapshot").agg(rows=street["count"].sum()).to_pyarrow()
    return dict(zip(rows["snapshot"].to_pylist(), rows["rows"].to_pylist(), strict=True))
