"""Counts by hexagon, made from published points once and kept, with a place name near each."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np

from headrow.analysis.findings.opening import Opened
from headrow.analysis.methods import hexagons
from headrow.analysis.tables.opened import Feed, IbisTable


def has_points(opened: Opened) -> bool:
    """Whether any street rows are held at all."""
    return any(feed.code == "street" for feed in opened.feeds)


def by_hexagon(opened: Opened, feed: Feed) -> IbisTable:
    """The place's street rows counted by hexagon (`area`), month and category; points outside the grid are left out."""
    import ibis

    name = f"hexagons_{feed.name.replace('-', '_')}"
    kept = opened.kept.get(name)
    if kept is not None:
        return kept
    street = opened.tables[feed.name].hexagons
    mine = list(opened.units[feed.area_kind].of_place(feed.area_kind))
    months = [str(month) for month in feed.months]
    rows = street.filter(
        street.lsoa.isin(mine), street.month.isin(months), street.longitude.notnull()
    )
    points = (
        rows.select("longitude", "latitude", "location")
        .distinct()
        .order_by("longitude", "latitude", "location")
    )
    held = points.to_pyarrow()
    codes = codes_of(held["longitude"].to_numpy(), held["latitude"].to_numpy())
    opened.kept["near"] = {
        **opened.kept.get("near", {}),
        **_names(codes, held["location"].to_pylist()),
    }
    mapping = ibis.memtable(
        {
            "longitude": held["longitude"].to_numpy(),
            "latitude": held["latitude"].to_numpy(),
            "location": held["location"].to_pylist(),
            "area": codes,
        },
        schema=ibis.schema(
            {"longitude": "float64", "latitude": "float64", "location": "string", "area": "string"}
        ),
    )
    joined = rows.inner_join(mapping, ["longitude", "latitude", "location"])
    counts = joined.group_by("area", "month", "category").agg(count=joined.count())
    opened.kept[name] = opened.connection.create_table(name, counts, temp=True, overwrite=True)
    return opened.kept[name]


def codes_of(longitudes: Any, latitudes: Any) -> list[str]:
    """The code of the hexagon that holds each point, given in degrees (WGS 84)."""
    from pyproj import Transformer

    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    eastings, northings = to_grid.transform(np.asarray(longitudes), np.asarray(latitudes))
    q, r = hexagons.hexagons_of(np.asarray(eastings), np.asarray(northings))
    return [hexagons.code_of(int(a), int(b)) for a, b in zip(q, r, strict=True)]


def _names(codes: list[str], locations: list[str | None]) -> dict[str, str]:
    """For each hexagon the location text that most of its points bear; ties go to the first in the alphabet."""
    found: dict[str, Counter[str]] = {}
    for code, location in zip(codes, locations, strict=True):
        if location and location != "No Location":
            found.setdefault(code, Counter())[location.removeprefix("On or near ")] += 1
    return {
        code: min(counts, key=lambda name: (-counts[name], name)) for code, counts in found.items()
    }


def near(opened: Opened, code: str) -> str:
    """What the hexagon is near, in the publisher's words."""
    named = opened.kept.get("near", {}).get(code, "")
    return f"near {named}" if named else code
