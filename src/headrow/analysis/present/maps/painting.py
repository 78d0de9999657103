"""Areas, flags and place names on a map, whatever the shape of an area is."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.analysis.present.charts.canvas import INK, Canvas, Spot
from headrow.analysis.present.charts.lettering import ARIAL, width_of
from headrow.analysis.present.maps.areas import MapData, drawn_in_order, element
from headrow.analysis.present.maps.key import FLAG_DASH
from headrow.documents import tokens

MOST_PLACES = 5
MOST_PLACES_NARROW = 3
BORDER = 0.75


def paint_areas(canvas: Canvas, data: MapData, paths: Mapping[str, str]) -> None:
    """Every area with its fill, white borders between those that show a value."""
    canvas.raw(
        f'<g stroke="{tokens.PAGE}" stroke-width="{BORDER}" stroke-linejoin="round"'
        ' fill-rule="evenodd">'
    )
    for area in drawn_in_order(data.areas):
        canvas.raw(element(canvas, area, paths[area.code], data))
    canvas.raw("</g>")


def paint_flags(canvas: Canvas, data: MapData, paths: Mapping[str, str]) -> None:
    """An outline, white under ink, around each area that is high or low with its neighbours."""
    for flag, dash in FLAG_DASH.items():
        paths_of_flag = "".join(paths[area.code] for area in data.areas if area.flag == flag)
        if not paths_of_flag:
            continue
        dashes = f' stroke-dasharray="{" ".join(f"{step:g}" for step in dash)}"' if dash else ""
        for stroke, width, dashing in ((tokens.PAGE, 4, ""), (INK, 2, dashes)):
            canvas.raw(
                f'<path class="flag" d="{paths_of_flag}" fill="none" stroke="{stroke}"'
                f' stroke-width="{width}" stroke-linejoin="round" pointer-events="none"{dashing}/>'
            )


def name_place(canvas: Canvas, name: str, x: float, y: float) -> None:
    """A place name with a white edge, moved inwards at the rim, left out where it would meet another name."""
    half = width_of(name, bold=True) * ARIAL / 2
    middle = min(max(x, half), canvas.width - half)
    spots = [Spot(middle, y + step, "middle") for step in (5, -10, 22)]
    canvas.place(name, spots, bold=True, over_marks=True, halo=True)
