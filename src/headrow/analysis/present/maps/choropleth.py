"""Map of areas: outlines where the page is wide, one hexagon an area where it is narrow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from headrow.analysis.present.charts.canvas import Canvas
from headrow.analysis.present.charts.rendering import picture_of
from headrow.analysis.present.maps import cartogram, outlines, painting
from headrow.analysis.present.maps.areas import MapData
from headrow.analysis.present.maps.key import draw_key, height_of
from headrow.documents import tokens
from headrow.documents.model import Drawing

WIDE = tokens.CHART_WIDE_PX[0]
NARROW = tokens.CHART_NARROW_PX[0]
TALLEST = 560.0
OUTLINE_WIDTH = 1.25


@dataclass(frozen=True, slots=True)
class Ground:
    """The outlines of a place made ready once, for any number of maps of its areas."""

    paths: dict[str, str]
    outline: str
    height: float
    projection: outlines.Projection
    hexagons: cartogram.Cartogram
    middles: dict[str, tuple[float, float]]  # px in the wide drawing


def prepared(shapes: Mapping[str, Any]) -> Ground:
    """Project, simplify and lay out the areas. `shapes`: shapely geometries or WKB by code, longitude and latitude."""
    import shapely

    geometries = {code: outlines.geometry_of(shape) for code, shape in shapes.items()}
    bounds = shapely.total_bounds(list(geometries.values()))
    onto, height = outlines.projection_for(bounds, width=WIDE - 4, height=TALLEST, left=2, top=2)
    flat = outlines.projected(geometries, onto)
    middles = {code: _middle(shape) for code, shape in flat.items()}
    return Ground(
        {code: outlines.path_of(shape) for code, shape in flat.items()},
        outlines.path_of(outlines.outline_of(flat)),
        height + 4,
        onto,
        cartogram.fitted(middles),
        middles,
    )


def _middle(shape: Any) -> tuple[float, float]:
    point = shape.representative_point() if shape.is_empty else shape.centroid
    return float(point.x), float(point.y)


def draw(data: MapData, ground: Ground, *, png: bool = False) -> Drawing:
    """The map at both widths. Raises ValueError, naming them, when areas have no outline."""
    unknown = sorted(area.code for area in data.areas if area.code not in ground.paths)
    if unknown:
        raise ValueError(f"{data.code}: no outline for {', '.join(unknown[:5])}.")
    wide = _wide(data, ground)
    return Drawing(wide, _narrow(data, ground), picture_of(wide) if png else b"")


def _wide(data: MapData, ground: Ground) -> str:
    top = height_of(data, WIDE, wide=True)
    canvas = Canvas(WIDE, top + ground.height, f"{data.code}-wide", "map")
    draw_key(canvas, data, wide=True)
    canvas.raw(f'<g transform="translate(0 {top:g})">')
    painting.paint_areas(canvas, data, ground.paths)
    canvas.raw(
        f'<path d="{ground.outline}" fill="none" stroke="{tokens.SOFT_INK}"'
        f' stroke-width="{OUTLINE_WIDTH}" stroke-linejoin="round"/>'
    )
    painting.paint_flags(canvas, data, ground.paths)
    canvas.raw("</g>")
    for place in data.places[: painting.MOST_PLACES]:
        x, y = ground.projection(place.longitude, place.latitude)
        painting.name_place(canvas, place.name, x, y + top)
    return canvas.svg()


def _narrow(data: MapData, ground: Ground) -> str:
    top = height_of(data, NARROW, wide=False)
    left, upper, right, lower = ground.hexagons.bounds
    size = min((NARROW - 4) / (right - left), TALLEST / (lower - upper))
    indent = (NARROW - (right - left) * size) / 2
    centres = {
        code: (indent + (x - left) * size, top + 2 + (y - upper) * size)
        for code, (x, y) in ground.hexagons.centres.items()
    }
    canvas = Canvas(NARROW, top + (lower - upper) * size + 4, f"{data.code}-narrow", "map")
    draw_key(canvas, data, wide=False)
    # A hair narrower than the lattice, so that neighbours stand apart by their white borders.
    paths = {code: cartogram.hexagon_path(x, y, size * 0.97) for code, (x, y) in centres.items()}
    painting.paint_areas(canvas, data, paths)
    painting.paint_flags(canvas, data, paths)
    for place in data.places[: painting.MOST_PLACES_NARROW]:
        x, y = centres[_nearest(ground, place.longitude, place.latitude)]
        painting.name_place(canvas, place.name, x, y)
    return canvas.svg()


def _nearest(ground: Ground, longitude: float, latitude: float) -> str:
    x, y = ground.projection(longitude, latitude)
    return min(
        ground.middles,
        key=lambda code: (
            (ground.middles[code][0] - x) ** 2 + (ground.middles[code][1] - y) ** 2,
            code,
        ),
    )
