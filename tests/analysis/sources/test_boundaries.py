import json

import numpy as np
import polars as pl
import pytest
import shapely

from analysis.sources.published import candidate, conform, reasons, written
from headrow.analysis.sources.boundaries import SOURCE
from headrow.analysis.tables.plug_ins import SourceError


def square(x: float, y: float, side: float = 0.01) -> dict:
    ring = [[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]
    return {"type": "Polygon", "coordinates": [ring]}


def collection(*features: tuple[dict, dict | None], **more) -> str:
    return json.dumps({
        "type": "FeatureCollection", **more,
        "features": [{"type": "Feature", "properties": p, "geometry": g} for p, g in features],
    })  # fmt: skip


TWO_SQUARES = {
    "type": "Topology",
    "transform": {"scale": [0.01, 0.01], "translate": [-1.5, 53.5]},
    # the shared border (arc 0) goes down for the left square and, reversed, up for the right one
    "arcs": [[[1, 1], [0, -1]], [[1, 0], [-1, 0], [0, 1], [1, 0]], [[1, 1], [1, 0], [0, -1], [-1, 0]]],
    "objects": {"areas": {"type": "GeometryCollection", "geometries": [
        {"type": "Polygon", "arcs": [[0, 1]], "id": "E01000001", "properties": {"LSOA11CD": "E01000001"}},
        {"type": "MultiPolygon", "arcs": [[[2, ~0]]], "properties": {"LSOA11CD": "E01000002"}},
        {"type": None, "properties": {"LSOA11CD": "E01000003"}},
    ]}},
}  # fmt: skip


def shapes(rows: pl.DataFrame) -> np.ndarray:
    return shapely.from_wkb(rows["wkb"].to_numpy())


def test_a_topology_gives_each_area_its_border_and_neighbours_share_it(tmp_path):
    rows, entry = conform(
        SOURCE, written(tmp_path, "a.topojson", json.dumps(TWO_SQUARES)), tmp_path
    )
    left, right = shapes(rows)
    assert left.equals(shapely.box(-1.5, 53.5, -1.49, 53.51))
    assert right.equals(shapely.box(-1.49, 53.5, -1.48, 53.51))
    assert left.intersection(right).length == pytest.approx(0.01)
    assert rows["area_kind"].to_list() == ["lsoa11", "lsoa11"]
    assert reasons(entry) == {"no-outline": 1}


def test_vertices_are_counted_and_names_kept(tmp_path):
    text = collection(({"ward24_code": "E05000001", "ward24_name": "North"}, square(-1.5, 53.5)))
    rows, _ = conform(SOURCE, written(tmp_path, "wards.geojson.gz", text), tmp_path)
    assert rows.select("area", "area_kind", "area_name", "vertices").rows() == [
        ("E05000001", "ward", "North", 5)
    ]


def test_an_outline_that_crosses_itself_is_made_valid_and_said(tmp_path):
    bow_tie = {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}
    text = collection(({"LSOA21CD": "E01000001"}, bow_tie))
    rows, entry = conform(SOURCE, written(tmp_path, "a.geojson", text), tmp_path)
    assert shapely.is_valid(shapes(rows)).all() and shapes(rows)[0].area == pytest.approx(0.5)
    assert entry.notes == ("1 outlines crossed themselves and were made valid.",)


@pytest.mark.parametrize(
    "says", [{"crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}}, {}]
)
def test_metres_of_the_national_grid_become_degrees(tmp_path, says):
    text = collection(({"LAD24CD": "E08000090"}, square(430_000, 434_000, 1000)), **says)
    rows, entry = conform(SOURCE, written(tmp_path, "a.geojson", text), tmp_path)
    west, south, *_ = shapes(rows)[0].bounds
    assert (west, south) == (pytest.approx(-1.5462, abs=0.001), pytest.approx(53.8015, abs=0.001))
    assert entry.notes[0].startswith("Moved from EPSG:27700")


def test_a_geopackage_is_read_with_its_own_reference_system(tmp_path):
    import pyogrio

    metres = shapely.to_wkb([shapely.box(430_000, 434_000, 431_000, 435_000)])
    pyogrio.raw.write(
        tmp_path / "wards.gpkg", np.array(metres, dtype=object), [np.array(["E05000001"], dtype=object)],
        ["ward_code"], geometry_type="Polygon", crs="EPSG:27700",
    )  # fmt: skip
    rows, entry = conform(SOURCE, candidate(tmp_path / "wards.gpkg"), tmp_path)
    assert shapes(rows)[0].bounds[0] == pytest.approx(-1.5462, abs=0.001)
    assert entry.notes[0].startswith("Moved from EPSG:27700")


def test_names_alone_are_set_aside_with_the_remedy(tmp_path):
    text = collection(
        ({"WARD_NAME": "North"}, square(0, 0)), ({"WARD_NAME": "South"}, square(1, 1))
    )
    rows, entry = conform(SOURCE, written(tmp_path, "a.geojson", text), tmp_path)
    assert rows.height == 0 and reasons(entry) == {"no-area-code": 2}
    assert "Add the ONS code" in entry.set_aside[0].words


def test_features_without_code_or_said_twice_are_set_aside(tmp_path):
    text = collection(
        ({"WD24CD": "E05000001"}, square(0, 0)), ({"WD24CD": None}, square(0, 0)),
        ({"WD24CD": "North"}, square(0, 0)), ({"WD24CD": "E05000001"}, square(0, 0)),
        ({"WD24CD": "E05000002"}, {"type": "Point", "coordinates": [0, 0]}),
    )  # fmt: skip
    rows, entry = conform(SOURCE, written(tmp_path, "a.geojson", text), tmp_path)
    assert rows["area"].to_list() == ["E05000001"]
    assert reasons(entry) == {
        "no-area-code": 1,
        "not-an-area-code": 1,
        "same-area-twice": 1,
        "no-outline": 1,
    }


def test_editions_are_told_by_codes_where_the_property_does_not_say(tmp_path):
    text = collection(
        ({"lsoa_code": "E01000001"}, square(0, 0)), ({"lsoa_code": "E01033800"}, square(1, 0))
    )
    rows, entry = conform(SOURCE, written(tmp_path, "a.geojson", text), tmp_path)
    assert set(rows["area_kind"]) == {"lsoa21"} and entry.notes == ()
    text = collection(({"code": "E02000001", "name": "Anyton 001"}, square(0, 0)))
    rows, entry = conform(SOURCE, written(tmp_path, "b.geojson", text), tmp_path)
    assert rows.select("area_kind", "area_name").rows() == [("msoa11", "Anyton 001")]
    assert "does not say its edition" in entry.notes[0]


def test_a_file_that_breaks_off_is_refused_in_one_sentence(tmp_path):
    text = collection(({"WD24CD": "E05000001"}, square(0, 0)))
    for name, raw in (
        ("a.geojson", text[:-20].encode()),
        ("b.geojson", b'{"type":"FeatureCollection","LSOA11CD":1}'),
    ):
        file = written(tmp_path, name, raw)
        with pytest.raises(SourceError, match="not well-formed"):
            SOURCE.conform(file, tmp_path)


def test_points_of_something_else_are_left_alone(tmp_path):
    text = collection(
        ({"pub": "The Anchor"}, {"type": "Point", "coordinates": [0, 0]}), crs={"name": "x"}
    )
    assert SOURCE.recognise(written(tmp_path, "a.geojson", text)) is None


@pytest.mark.parametrize(
    ("name", "kind", "areas", "mended"),
    [
        ("leeds_lsoa21.geojson", "lsoa21", 488, 0), ("leeds_lsoa11.geojson", "lsoa11", 482, 0),
        ("leeds_lsoa11_generalised.geojson.gz", "lsoa11", 482, 2), ("leeds_lsoa11.topojson", "lsoa11", 482, 3),
        ("leeds_msoa11.topojson", "msoa11", 107, 1), ("leeds_msoa21.geojson", "msoa21", 107, 0),
        ("leeds_wards22.geojson", "ward", 33, 0), ("leeds_wards_2011.topojson", "ward", 33, 0),
        ("west_yorkshire_ltla24.geojson", "district", 5, 0), ("england_wales_pfa20.geojson", "force", 43, 0),
        ("lancashire_wards.gpkg", "ward", 271, 0),
    ],
)  # fmt: skip
def test_real_outlines_of_every_format_and_vintage(
    shared_data, tmp_path, name, kind, areas, mended
):
    rows, entry = conform(SOURCE, candidate(shared_data / "boundaries" / name), tmp_path)
    assert (set(rows["area_kind"]), rows.height, entry.rows_in) == ({kind}, areas, areas)
    assert shapely.is_valid(shapes(rows)).all()
    west, south, east, north = shapely.total_bounds(shapes(rows))
    assert -7 < west < east < 2.1 and 49 < south < north < 56
    said = [note for note in entry.notes if "made valid" in note]
    assert said == (
        [f"{mended} outlines crossed themselves and were made valid."] if mended else []
    )


def test_own_topology_decoder_agrees_with_gdal(shared_data, tmp_path):
    import pyogrio

    path = shared_data / "boundaries/leeds_lsoa11.topojson"
    rows, _ = conform(SOURCE, candidate(path), tmp_path)
    _, _, wkb, _ = pyogrio.raw.read(path)
    theirs = shapely.make_valid(shapely.from_wkb(wkb))
    apart = shapely.area(shapely.symmetric_difference(shapes(rows), theirs))
    assert apart.max() < 1e-12


def test_the_best_outline_of_a_vintage_has_the_most_vertices(shared_data, tmp_path):
    sums = {}
    for name in ("leeds_lsoa11.geojson", "leeds_lsoa11_generalised.geojson.gz"):
        rows, _ = conform(SOURCE, candidate(shared_data / "boundaries" / name), tmp_path)
        sums[name] = rows["vertices"].sum()
    assert sums["leeds_lsoa11_generalised.geojson.gz"] > 3 * sums["leeds_lsoa11.geojson"]
