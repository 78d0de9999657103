"""Decoding TopoJSON: shared borders written once, as arcs, put back into the outline of each area.

Format: the TopoJSON Format Specification, 2013 (quantised and plain). Only polygons are put together: an outline
of an area is nothing else.
"""

from __future__ import annotations

from typing import Any


def features(topology: dict[str, Any]) -> list[dict[str, Any]]:
    """The polygons of every object of a topology as GeoJSON features; a shape without a polygon has geometry None.

    Raises KeyError, IndexError, TypeError or ValueError when the topology is not well formed.
    """
    arcs = _decoded(topology["arcs"], topology.get("transform"))
    found = []
    for thing in topology["objects"].values():
        shapes = thing["geometries"] if thing["type"] == "GeometryCollection" else [thing]
        found += [_feature(shape, arcs) for shape in shapes]
    return found


def _decoded(arcs: list[Any], transform: dict[str, Any] | None) -> list[list[list[float]]]:
    """Arcs as longitude and latitude; quantised arcs hold the step from each point to the next."""
    if transform is None:
        return arcs
    (scale_x, scale_y), (move_x, move_y) = transform["scale"], transform["translate"]
    decoded = []
    for arc in arcs:
        x = y = 0
        points = []
        for step_x, step_y, *_ in arc:
            x, y = x + step_x, y + step_y
            points.append([x * scale_x + move_x, y * scale_y + move_y])
        decoded.append(points)
    return decoded


def _feature(shape: dict[str, Any], arcs: list[Any]) -> dict[str, Any]:
    properties = dict(shape.get("properties") or {})
    if "id" in shape:
        properties.setdefault("id", shape["id"])
    return {"type": "Feature", "properties": properties, "geometry": _geometry(shape, arcs)}


def _geometry(shape: dict[str, Any], arcs: list[Any]) -> dict[str, Any] | None:
    if shape.get("type") == "Polygon":
        return {"type": "Polygon", "coordinates": [_ring(ring, arcs) for ring in shape["arcs"]]}
    if shape.get("type") == "MultiPolygon":
        polygons = [[_ring(ring, arcs) for ring in polygon] for polygon in shape["arcs"]]
        return {"type": "MultiPolygon", "coordinates": polygons}
    return None


def _ring(numbers: list[int], arcs: list[Any]) -> list[list[float]]:
    """One closed ring; ~n is arc n walked backwards, and a shared end point is written once."""
    ring: list[list[float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += arc[1:] if ring else arc
    return ring
