"""Outlines of areas as paths: projected, simplified together, and rounded to a tenth of a px."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

TOLERANCE = 0.45  # px: a bend smaller than this cannot be seen
SMALLEST_HOLE = 9.0  # square px: smaller gaps between simplified neighbours are no holes


@dataclass(frozen=True, slots=True)
class Projection:
    """From longitude and latitude to px: equal-rectangular, true at the middle latitude of the place.

    Over one district the error is far below a px, and no datum or grid file is needed.
    """

    west: float
    north: float
    shrink: float  # cosine of the middle latitude
    scale: float  # px a degree of latitude
    left: float
    top: float

    def __call__(self, longitude: float, latitude: float) -> tuple[float, float]:
        """The px of a point."""
        x = self.left + (longitude - self.west) * self.shrink * self.scale
        return x, self.top + (self.north - latitude) * self.scale


def projection_for(
    bounds: Sequence[float], *, width: float, height: float, left: float = 0, top: float = 0
) -> tuple[Projection, float]:
    """The largest projection of bounds (west, south, east, north) into a box, and the height it takes."""
    west, south, east, north = bounds
    shrink = math.cos(math.radians((south + north) / 2))
    across, down = (east - west) * shrink, north - south
    scale = min(width / across, height / down)
    indent = (width - across * scale) / 2
    return Projection(west, north, shrink, scale, left + indent, top), down * scale


def projected(shapes: Mapping[str, Any], onto: Projection) -> dict[str, Any]:
    """The geometries in px, simplified together so that neighbours still share their borders.

    shapes: shapely geometries or WKB by area code, in longitude and latitude.
    """
    import numpy as np
    import shapely

    def moved(points: Any) -> Any:
        x, y = onto(points[:, 0], points[:, 1])
        return np.column_stack((x, y))

    codes = sorted(shapes)
    geometries = [geometry_of(shapes[code]) for code in codes]
    flat = shapely.transform(np.array(geometries, dtype=object), moved)
    simple = shapely.coverage_simplify(flat, TOLERANCE, simplify_boundary=True)
    return dict(zip(codes, simple, strict=True))


def geometry_of(shape: Any) -> Any:
    """A shapely geometry, from one or from its WKB."""
    import shapely

    return shapely.from_wkb(shape) if isinstance(shape, bytes | bytearray | memoryview) else shape


def outline_of(flat: Mapping[str, Any]) -> Any:
    """The outline around all areas, in px, without the slivers between neighbours that do not quite meet."""
    import shapely

    whole = shapely.union_all(shapely.make_valid(list(flat.values())))
    closed = whole.buffer(0.6, join_style="mitre").buffer(-0.6, join_style="mitre")
    parts = [part for part in shapely.get_parts(closed) if part.geom_type == "Polygon"]
    return shapely.MultiPolygon([_filled(part) for part in parts])


def _filled(polygon: Any) -> Any:
    import shapely

    holes = [ring for ring in polygon.interiors if shapely.Polygon(ring).area > SMALLEST_HOLE]
    return shapely.Polygon(polygon.exterior, holes)


def path_of(geometry: Any) -> str:
    """The path of a polygon or of several, in steps from point to point, to a tenth of a px."""
    import shapely

    rings: list[str] = []
    for part in shapely.get_parts(geometry):
        if part.geom_type != "Polygon":
            continue
        for ring in (part.exterior, *part.interiors):
            rings.append(_ring(shapely.get_coordinates(ring)))
    return "".join(rings)


def _ring(points: Any) -> str:
    """Steps between points rounded to tenths, so that rounding never adds up along the ring."""
    tenths = [(round(float(x) * 10), round(float(y) * 10)) for x, y in points[:-1]]
    if len(tenths) < 3:
        return ""
    steps = [f"M{_short(tenths[0][0])} {_short(tenths[0][1])}l"]
    written: list[str] = []
    for (x0, y0), (x1, y1) in pairwise(tenths):
        if (x1, y1) != (x0, y0):
            written.append(f"{_short(x1 - x0)} {_short(y1 - y0)}")
    return steps[0] + " ".join(written).replace(" -", "-") + "z"


def _short(tenths: int) -> str:
    """A number of tenths as short as SVG reads it: 12, -0.3 as -.3."""
    text = f"{tenths / 10:.1f}"
    text = text[:-2] if text.endswith(".0") else text
    return text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
