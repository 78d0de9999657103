"""Maps: an element an area, values by name, one hexagon an area where pages are narrow."""

from __future__ import annotations

import math
import re
import xml.etree.ElementTree as ElementTree

import numpy as np
import pytest
import shapely

from analysis.present.drawn import drawings, map_of_areas, map_of_hexagons, tiles_of_a_place
from headrow.analysis.methods import hexagons
from headrow.analysis.present.maps import cartogram, choropleth, density, outlines, words
from headrow.analysis.present.maps.areas import MapArea, MapData, Place

SVG = "{http://www.w3.org/2000/svg}"


def areas_of(svg: str) -> list[ElementTree.Element]:
    root = ElementTree.fromstring(svg)
    assert root.get("class") == "map"
    return root.findall(f".//{SVG}path[@class='area']")


@pytest.mark.parametrize("width", ["wide", "narrow"])
@pytest.mark.parametrize(
    ("name", "data"), [("map", map_of_areas()), ("hexagons", map_of_hexagons())]
)
def test_every_area_is_an_element_with_its_name_and_value(name, data, width):
    elements = areas_of(getattr(drawings()[name], width))
    assert sorted(e.get("data-name") for e in elements) == sorted(a.name for a in data.areas)
    for element in elements:
        said = f"{element.get('data-name')}: {element.get('data-value')}"
        assert element.find(f"{SVG}title").text == said


def test_what_is_no_value_is_said_in_words_and_drawn_by_pattern():
    by_name = {e.get("data-name"): e for e in areas_of(drawings()["map"].wide)}
    for area in map_of_areas().areas:
        element = by_name[area.name]
        value, fill = element.get("data-value"), element.get("fill")
        expected = {
            "withheld": ("withheld", "url(#map-wide-withheld)"),
            "missing": ("no data", "url(#map-wide-missing)"),
            "unsuitable": ("not suitable", "url(#map-wide-unsuitable)"),
            "none": ("0.0", "#ffffff"),
        }.get(area.standing)
        assert expected is None or (value, fill) == expected


def test_the_key_counts_every_area_once():
    svg = drawings()["map"].wide
    counts = [int(number) for number in re.findall(r"\((\d+)\)</text>", svg)]
    flags = sum(area.flag == "high" for area in map_of_areas().areas), 1
    assert sum(counts) == len(map_of_areas().areas) + sum(flags)


def test_areas_that_stand_out_are_outlined_and_named_in_the_key():
    svg = drawings()["map"].wide
    assert svg.count('class="flag"') == 4  # white under ink, for high and for low
    assert "high together with neighbours (3)" in svg


def test_an_area_without_an_outline_is_named():
    ground = choropleth.prepared(tiles_of_a_place())
    data = MapData("m", (MapArea("Z9", "Nowhere", 1.0),), (), "records")
    with pytest.raises(ValueError, match="no outline for Z9"):
        choropleth.draw(data, ground)


def test_outlines_may_come_as_bytes():
    shapes = {code: shapely.to_wkb(shape) for code, shape in tiles_of_a_place().items()}
    assert choropleth.prepared(shapes).paths == choropleth.prepared(tiles_of_a_place()).paths


def test_a_cartogram_gives_each_area_a_cell_of_its_own():
    ground = choropleth.prepared(tiles_of_a_place())
    centres = list(ground.hexagons.centres.values())
    assert len(centres) == 100
    gaps = [
        math.dist(one, other) for place, one in enumerate(centres) for other in centres[place + 1 :]
    ]
    assert min(gaps) == pytest.approx(1, abs=1e-9)  # neighbours touch, none coincide


def test_a_cartogram_keeps_north_up_and_west_left():
    places = {f"P{x}{y}": (float(x), float(y)) for x in range(6) for y in range(6)}
    centres = cartogram.fitted(places).centres
    assert centres["P00"][0] < centres["P50"][0]
    assert centres["P00"][1] < centres["P05"][1]


def test_one_area_is_a_cartogram_too():
    assert len(cartogram.fitted({"A": (3.0, 4.0)}).centres) == 1


def test_neighbours_still_share_their_border_when_simplified():
    def bent(points):
        """The same bends for the same points, so that borders are shared before they are simplified."""
        x, y = points[:, 0], points[:, 1]
        return np.column_stack((x + 0.001 * np.sin(700 * y), y + 0.001 * np.sin(600 * x)))

    tiles = tiles_of_a_place().items()
    shapes = {
        code: shapely.transform(shapely.segmentize(tile, 0.0004), bent) for code, tile in tiles
    }
    onto, _ = outlines.projection_for((-2.2, 53.6, -1.0, 54.0), width=676, height=560)
    flat = outlines.projected(shapes, onto)
    vertices = [sum(map(shapely.get_num_coordinates, held.values())) for held in (shapes, flat)]
    assert vertices[1] < vertices[0] / 2
    whole = shapely.union_all(list(flat.values()))
    assert whole.area == pytest.approx(
        sum(shape.area for shape in flat.values()), abs=3
    )  # square px


def test_rounding_does_not_add_up_along_a_path():
    points = [(step / 3, math.sin(step) * 5) for step in range(200)]
    path = outlines.path_of(shapely.Polygon([*points, (66, 40), (0, 40)]))
    numbers = [float(n) for n in re.findall(r"-?\d*\.?\d+", path)]
    x, y = numbers[0] + sum(numbers[2::2]), numbers[1] + sum(numbers[3::2])
    assert (x, y) == pytest.approx((0, 40), abs=0.051)


def test_a_hexagon_map_is_to_scale():
    data = map_of_hexagons()
    svg = density.draw(data).wide
    (start, end) = re.findall(r"M([\d.]+) [\d.]+L([\d.]+) [\d.]+", svg.split("</g>")[-1])[-3]
    kilometres = int(re.search(r">(\d+) km<", svg)[1])
    first = areas_of(svg)[0].get("d")
    xs = [float(point.split()[0]) for point in first.strip("Mz").split("L")]
    across = (max(xs) - min(xs)) / (2 * hexagons.SIDE / 1000)  # px a kilometre
    assert (float(end) - float(start)) / kilometres == pytest.approx(across, rel=0.01)


def test_place_names_that_would_meet_are_left_out():
    same = tuple(Place(f"Ravenby {n}", -1.6, 53.8) for n in range(5))
    data = map_of_areas()
    ground = choropleth.prepared(tiles_of_a_place())
    svg = choropleth.draw(
        MapData(data.code, data.areas, data.breaks, data.counted, places=same), ground
    ).wide
    assert len(re.findall(r">Ravenby \d</text>", svg)) == 2  # one name, with its white edge


def test_a_place_name_stays_at_its_place_or_is_not_written():
    svg = choropleth.draw(map_of_areas(), choropleth.prepared(tiles_of_a_place())).wide
    root = ElementTree.fromstring(svg)
    at = {t.text: float(t.get("x")) for t in root.iter(f"{SVG}text")}
    assert "Ravenby Moor" not in at  # it lies under Ravenby
    assert at["Eastmere"] < 660  # moved in from the rim
    assert at["Oxley"] < at["Ravenby"] < at["Thornham"]
    assert 300 < at["Ravenby"] < 380


def test_the_table_lists_areas_from_a_to_z():
    rows = words.table(map_of_areas(), title="T", value_title="Rate").rows
    names = [row[0].text for row in rows]
    assert names == sorted(names)
    assert {row[1].state for row in rows} == {"shown", "withheld", "missing", "not-applicable"}


@pytest.mark.shared
def test_a_city_of_488_areas_stays_under_250_kb(shared_data):
    import json

    held = json.loads((shared_data / "boundaries" / "leeds_lsoa21.geojson").read_text())
    code = next(key for key in held["features"][0]["properties"] if key.endswith("code"))
    shapes = {
        feature["properties"][code]: shapely.from_geojson(json.dumps(feature["geometry"]))
        for feature in held["features"]
    }
    assert len(shapes) == 488
    areas = tuple(MapArea(key, f"Area {key}", step % 90) for step, key in enumerate(sorted(shapes)))
    data = MapData("city", areas, (5, 10, 20, 40), "records", whole=True)
    drawing = choropleth.draw(data, choropleth.prepared(shapes))
    assert len(drawing.wide.encode()) < 250_000
    assert len(areas_of(drawing.wide)) == len(areas_of(drawing.narrow)) == 488
