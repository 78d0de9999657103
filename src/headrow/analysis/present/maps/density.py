"""Hexagon map of counts: one square kilometre a hexagon, for places whose boundaries are not held."""

from __future__ import annotations

import math
from dataclasses import dataclass

from headrow.analysis.methods import hexagons
from headrow.analysis.present.charts.canvas import INK, Canvas, Spot
from headrow.analysis.present.charts.rendering import picture_of
from headrow.analysis.present.maps import painting
from headrow.analysis.present.maps.areas import MapData
from headrow.analysis.present.maps.key import draw_key, height_of
from headrow.documents import tokens
from headrow.documents.model import Drawing

WIDE_ROOM = (tokens.CHART_WIDE_PX[0], 520.0)
NARROW_ROOM = (tokens.CHART_NARROW_PX[0], 420.0)
SCALE_ROOM = 30  # px for the scale bar at the foot


@dataclass(frozen=True, slots=True)
class _View:
    """From National Grid metres to px."""

    west: float
    north: float
    scale: float  # px a metre
    left: float
    top: float

    def at(self, east: float, north: float) -> tuple[float, float]:
        return self.left + (east - self.west) * self.scale, self.top + (
            self.north - north
        ) * self.scale


def draw(data: MapData, *, png: bool = False) -> Drawing:
    """The map at both widths; each area's code names its hexagon ("H512_1203").

    Raises ValueError when a code names no hexagon, or when there is none to draw.
    """
    if not data.areas:
        raise ValueError(f"{data.code}: no hexagon to draw.")
    wide = _drawn(data, WIDE_ROOM, wide=True)
    return Drawing(wide, _drawn(data, NARROW_ROOM, wide=False), picture_of(wide) if png else b"")


def _drawn(data: MapData, room: tuple[float, float], *, wide: bool) -> str:
    width, tallest = room
    top = height_of(data, width, wide=wide)
    corners = {area.code: hexagons.corners(*hexagons.parts_of(area.code)) for area in data.areas}
    flat = [corner for ring in corners.values() for corner in ring]
    west, east = min(x for x, _ in flat), max(x for x, _ in flat)
    south, north = min(y for _, y in flat), max(y for _, y in flat)
    scale = min((width - 4) / (east - west), tallest / (north - south))
    view = _View(west, north, scale, (width - (east - west) * scale) / 2, top + 2)
    height = top + (north - south) * scale + 4 + SCALE_ROOM
    canvas = Canvas(width, height, f"{data.code}-{'wide' if wide else 'narrow'}", "map")
    draw_key(canvas, data, wide=wide)
    paths = {code: _path(ring, view) for code, ring in corners.items()}
    painting.paint_areas(canvas, data, paths)
    painting.paint_flags(canvas, data, paths)
    _scale_bar(canvas, scale)
    _name_places(canvas, data, view, wide)
    return canvas.svg()


def _path(ring: tuple[tuple[float, float], ...], view: _View) -> str:
    points = (view.at(*corner) for corner in ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


def _scale_bar(canvas: Canvas, scale: float) -> None:
    """A bar of 1, 2, 5 or 10 kilometres, since hexagons carry no outline that a reader knows."""
    kilometres = next((km for km in (1, 2, 5, 10) if km * 1000 * scale >= 56), 10)
    length, y = kilometres * 1000 * scale, canvas.height - 11
    canvas.line((2, y), (2 + length, y), stroke=INK, width=1.5)
    for x in (2, 2 + length):
        canvas.line((x, y - 4), (x, y + 4), stroke=INK, width=1.5)
    canvas.text(f"{kilometres} km", Spot(length + 10, y + 5))


def _name_places(canvas: Canvas, data: MapData, view: _View, wide: bool) -> None:
    if not data.places:
        return
    from pyproj import Transformer

    to_grid = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    most = painting.MOST_PLACES if wide else painting.MOST_PLACES_NARROW
    for place in data.places[:most]:
        east, north = to_grid.transform(place.longitude, place.latitude)
        if math.isfinite(east) and math.isfinite(north):
            painting.name_place(canvas, place.name, *view.at(east, north))
