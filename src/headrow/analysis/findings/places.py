"""Which areas make up a place, at every level, and what they are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

# Each level reads its own pair of the look-ups; an edition never borrows the other's.
PARENTS: dict[str, tuple[str, ...]] = {
    "lsoa11": ("msoa11", "ward", "district"),
    "lsoa21": ("msoa21", "ward", "district"),
    "msoa11": ("district",),
    "msoa21": ("district",),
}
FINER = {"msoa11": "lsoa11", "msoa21": "lsoa21"}


@dataclass(frozen=True, slots=True)
class Place:
    """A district, the force it belongs to, and the force's other districts (code to name)."""

    code: str
    name: str
    force: str
    districts: Mapping[str, str]

    @property
    def others(self) -> tuple[str, ...]:
        """The other districts of the force, by code."""
        return tuple(sorted(code for code in self.districts if code != self.code))


@dataclass(frozen=True, slots=True)
class Units:
    """Which unit of each level holds each area of one kind: `rows` are (area, level, unit); names by (level, unit)."""

    area_kind: str
    rows: tuple[tuple[str, str, str], ...]
    names: Mapping[tuple[str, str], str]
    place: str

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels that this kind of area can be added up to, itself included."""
        return tuple(sorted({level for _, level, _ in self.rows}))

    def of_place(self, level: str) -> tuple[str, ...]:
        """The units of a level that hold areas of the place, in order of code."""
        here = {area for area, at, unit in self.rows if at == "district" and unit == self.place}
        return tuple(sorted({unit for area, at, unit in self.rows if at == level and area in here}))


def place_of(
    lookups: Any, *, district: str, name: str, force: str, others: Mapping[str, str]
) -> Place:
    """The place with the other districts of its force, as far as the look-ups say.

    lookups: the Ibis table of shape area_lookup. Where they do not say, the districts are `others`, as declared.
    """
    pairs = lookups.filter(lookups.area_kind == "district", lookups.parent_kind == "force")
    mine = pairs.filter(pairs.area == district).select("parent")
    rows = (
        pairs.inner_join(mine, "parent")
        .select("area", "area_name")
        .distinct()
        .to_pyarrow()
        .to_pylist()
    )
    districts = {row["area"]: row["area_name"] or row["area"] for row in rows}
    districts = districts or dict(others)
    districts[district] = name
    return Place(district, name, force, dict(sorted(districts.items())))


def lookups_of_the_force(connection: Any, lookups: Any, place: Place) -> Any:
    """The look-ups of the force's districts, of areas in them and of the areas that hold these, kept in memory.

    A look-up of the whole country is read once and not for every level.
    """
    districts = list(place.districts)
    direct = lookups.filter(lookups.parent_kind == "district", lookups.parent.isin(districts))
    areas = direct.select("area").distinct()
    above = lookups.semi_join(areas, "area").select(area="parent").distinct()
    known = areas.union(above).distinct()
    below = known.select(parent="area")
    rows = lookups.semi_join(known, "area").union(lookups.semi_join(below, "parent")).distinct()
    return connection.create_table("lookups_of_the_force", rows, temp=True, overwrite=True)


def units_of(lookups: Any, place: Place, *, area_kind: str) -> Units:
    """Every area of the kind in the force's districts, with the units that hold it.

    lookups: the Ibis table of shape area_lookup.
    """
    districts = _district_of(lookups, area_kind, tuple(place.districts))
    rows = [(area, "district", district) for area, district in districts.items()]
    rows += [(area, area_kind, area) for area in districts]
    names = {("district", code): name for code, name in place.districts.items()}
    for level in PARENTS[area_kind]:
        if level == "district":
            continue
        for pair in _pairs(lookups, area_kind, level):
            if pair["area"] in districts:
                rows.append((pair["area"], level, pair["parent"]))
                names.setdefault((level, pair["parent"]), pair["parent_name"] or pair["parent"])
    for area, named in _names(lookups, area_kind).items():
        if area in districts:
            names[(area_kind, area)] = named
    return Units(area_kind, tuple(sorted(set(rows))), names, place.code)


def units_from_names(pairs: list[tuple[str, str]], place: Place, *, area_kind: str) -> Units:
    """Units where no look-up is held: an area's published name less its last word is its district's name.

    pairs: (area, name). The other districts keep their name as code, since no code is known.
    """
    rows: list[tuple[str, str, str]] = []
    names = {("district", place.code): place.name}
    for area, named in pairs:
        district = named.rpartition(" ")[0]
        code = place.code if district.casefold() == place.name.casefold() else district
        names.setdefault(("district", code), district)
        names[(area_kind, area)] = named
        rows += [(area, "district", code), (area, area_kind, area)]
    return Units(area_kind, tuple(sorted(set(rows))), names, place.code)


def _pairs(lookups: Any, child: str, parent: str) -> list[dict[str, str]]:
    rows = lookups.filter(
        lookups.area_kind == child,
        lookups.parent_kind == parent,
        lookups.change.fill_null("") == "",
    )
    return (
        rows.select("area", "parent", "parent_name")
        .distinct()
        .order_by("area", "parent")
        .to_pyarrow()
        .to_pylist()
    )


def _district_of(lookups: Any, area_kind: str, districts: tuple[str, ...]) -> dict[str, str]:
    direct = {
        row["area"]: row["parent"]
        for row in _pairs(lookups, area_kind, "district")
        if row["parent"] in districts
    }
    if direct or area_kind not in FINER:
        return direct
    finer = _district_of(lookups, FINER[area_kind], districts)
    return {
        row["parent"]: finer[row["area"]]
        for row in _pairs(lookups, FINER[area_kind], area_kind)
        if row["area"] in finer
    }


def _names(lookups: Any, area_kind: str) -> dict[str, str]:
    as_child = lookups.filter(lookups.area_kind == area_kind).select(code="area", name="area_name")
    as_parent = lookups.filter(lookups.parent_kind == area_kind).select(
        code="parent", name="parent_name"
    )
    rows = as_parent.union(as_child).distinct().order_by("code", "name").to_pyarrow().to_pylist()
    return {row["code"]: row["name"] for row in rows if row["name"]}
