"""The outlines held for the areas of a place, the best of each kind, and who is next to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headrow.analysis.findings.opening import Opened
from headrow.analysis.methods import contiguity, hexagons, neighbours
from headrow.analysis.tables.opened import Feed


@dataclass(frozen=True, slots=True)
class Outlines:
    """Outlines by area code (shapely geometries in longitude and latitude), and the file they came from."""

    shapes: dict[str, Any]
    file: str
    vertices: int


def outlines_of(opened: Opened, feed: Feed, level: str) -> Outlines | None:
    """The outlines of the place's units of a level, from the file that draws them in most detail and misses none.

    None when no file holds them all.
    """
    import shapely

    kept = opened.kept.get(("outlines", feed.area_kind, level))
    if kept is not None:
        return kept or None
    codes = opened.units[feed.area_kind].of_place(level)
    rows = opened.boundaries
    mine: Any = rows.filter(rows.area_kind == level, rows.area.isin(list(codes)))
    best = _best(mine, len(codes), _on_a_grid(opened)) if codes else None
    if best is None:
        opened.kept[("outlines", feed.area_kind, level)] = False
        return None
    held = mine.filter(mine.snapshot == best["snapshot"]).order_by("area").to_pyarrow().to_pydict()
    shapes = dict(zip(held["area"], shapely.from_wkb(held["wkb"]), strict=True))
    found = Outlines(shapes, best["snapshot"], best["vertices"])
    opened.kept[("outlines", feed.area_kind, level)] = found
    return found


# Files whose outlines have this share of the most points are about as detailed as each other.
AS_DETAILED = 0.99


def _on_a_grid(opened: Opened) -> frozenset[str]:
    """Files whose format rounds corners to a grid, so that areas touch which do not: TopoJSON, by the digest."""
    files = opened.ledger.entries
    return frozenset(entry.digest[:12] for entry in files if ".topojson" in entry.file.casefold())


def _best(rows: Any, needed: int, on_a_grid: frozenset[str]) -> dict[str, Any] | None:
    """The file with the most points of those that miss no area; of files about as detailed, none on a grid."""
    files = rows.group_by("snapshot").agg(areas=rows.area.nunique(), vertices=rows.vertices.sum())
    able = [
        row for row in files.order_by("snapshot").to_pyarrow().to_pylist() if row["areas"] == needed
    ]
    most = max((row["vertices"] for row in able), default=0)
    return max(
        (row for row in able if row["vertices"] >= AS_DETAILED * most),
        key=lambda row: (row["snapshot"] not in on_a_grid, row["vertices"]),
        default=None,
    )


def neighbours_for(
    opened: Opened, feed: Feed, level: str, codes: list[str]
) -> tuple[list[str], neighbours.Neighbours | None, str]:
    """Which of the areas can be placed, who is next to whom among them, and on which outlines that stands."""
    if level == "hexagon":
        return codes, _hexagon_neighbours(codes), "hexagons of one square kilometre"
    found = outlines_of(opened, feed, level)
    if found is None:
        return [], None, ""
    kept = opened.kept.get(("neighbours", feed.area_kind, level))
    known = [code for code in codes if code in found.shapes]
    if kept is None or kept[0] != known:
        kept = (known, contiguity.queen([found.shapes[code] for code in known]))
        opened.kept[("neighbours", feed.area_kind, level)] = kept
    return known, kept[1], f"{found.vertices:,} points"


def _hexagon_neighbours(codes: list[str]) -> neighbours.Neighbours:
    at = {hexagons.parts_of(code): i for i, code in enumerate(codes)}
    pairs = [
        (i, at[near])
        for place, i in at.items()
        for near in hexagons.neighbours_of(*place)
        if near in at
    ]
    return neighbours.from_pairs(len(codes), pairs or [(0, 0)])
