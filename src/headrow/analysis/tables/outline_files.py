"""Reading files of outlines: GeoJSON, TopoJSON (plain or gzip) and GeoPackage, as properties and polygons.

Outlines come out as WGS 84 longitude and latitude (EPSG:4326), valid, and as polygons only.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headrow.analysis.tables import topojson
from headrow.analysis.tables.plug_ins import SourceError
from headrow.analysis.warehouse.csv_files import CsvFault, chunks

if TYPE_CHECKING:
    import numpy as np

GEOPACKAGE = b"SQLite format 3\x00"
LONGITUDE_LATITUDE = "EPSG:4326"
NATIONAL_GRID = "EPSG:27700"
SAME_AS_WGS84 = ("EPSG:4326", "OGC:CRS84", "EPSG::4326", "OGC:1.3:CRS84")


@dataclass(frozen=True, slots=True)
class Outlines:
    """The features of a file: their properties, and their outlines (None where a feature has no polygon).

    crs: the reference system the file says it is in; LONGITUDE_LATITUDE when it says none.
    """

    properties: list[dict[str, Any]]
    shapes: np.ndarray
    crs: str


def start_of(path: Path, size: int = 65536) -> bytes:
    """The first bytes of a file, out of gzip where it is gzip."""
    held = b""
    try:
        for chunk in chunks(path):
            held += chunk
            if len(held) >= size:
                break
    except CsvFault:  # cut short: what there is may still say what it was
        pass
    return held[:size]


def is_geopackage(start: bytes) -> bool:
    """Whether a file is a GeoPackage, by its first bytes."""
    return start.startswith(GEOPACKAGE)


def is_geojson(start: bytes) -> bool:
    """Whether a file is GeoJSON or TopoJSON, by its first bytes."""
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:2000].replace(b" ", b"")
    return head.startswith(b"{") and (b'"FeatureCollection"' in head or b'"Topology"' in head)


def read(path: Path, name: str) -> Outlines:
    """Every feature of a file of outlines, as it stands. Raises SourceError when it cannot be read."""
    if is_geopackage(start_of(path, 16)):
        return _geopackage(path, name)
    try:
        body = b"".join(chunks(path))
    except CsvFault:
        raise SourceError(
            f"{name} is cut short: the file ends before its end. Get it again."
        ) from None
    try:
        found = json.loads(body.removeprefix(b"\xef\xbb\xbf"))
        is_topology = found["type"] == "Topology"
        features = topojson.features(found) if is_topology else found["features"]
        properties = [feature.get("properties") or {} for feature in features]
        shapes = _shapes([feature.get("geometry") for feature in features])
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as wrong:
        raise SourceError(
            f"{name} is not well-formed GeoJSON or TopoJSON ({_short(wrong)}). Get it again."
        ) from None
    return Outlines(properties, shapes, LONGITUDE_LATITUDE if is_topology else _crs_of(found))


def _short(wrong: Exception) -> str:
    return f"{type(wrong).__name__}: {wrong}"[:120]


def _shapes(geometries: list[dict[str, Any] | None]) -> np.ndarray:
    import numpy as np
    import shapely

    texts = [json.dumps(geometry) if geometry else None for geometry in geometries]
    # Broken geometries become None here, and are set aside by the source with the line of their feature.
    return np.asarray(shapely.from_geojson(texts, on_invalid="ignore"), dtype=object)


def _crs_of(collection: dict[str, Any]) -> str:
    """The CRS member of older GeoJSON; RFC 7946 has none and means longitude and latitude."""
    crs = collection.get("crs") or {}
    named = str((crs.get("properties") or {}).get("name", ""))
    if not named or named.endswith(SAME_AS_WGS84):
        return LONGITUDE_LATITUDE
    return "EPSG:" + named.rsplit(":", 1)[-1] if "EPSG" in named else named


def _geopackage(path: Path, name: str) -> Outlines:
    import pyogrio
    import shapely

    try:
        meta, _, shapes, columns = pyogrio.raw.read(path)
    except Exception as wrong:  # GDAL has many kinds of errors
        raise SourceError(
            f"{name} cannot be read as a GeoPackage ({_short(wrong)}). Get it again."
        ) from None
    fields = [str(field) for field in meta["fields"]]
    properties = [dict(zip(fields, row, strict=True)) for row in zip(*columns, strict=True)]
    return Outlines(properties, shapely.from_wkb(shapes), meta["crs"] or LONGITUDE_LATITUDE)


def in_longitude_latitude(outlines: Outlines) -> tuple[np.ndarray, str]:
    """The outlines in EPSG:4326, and a note where they had to be moved there.

    Figures far outside the range of degrees, under no other system, are taken as metres of the National Grid.
    """
    import numpy as np
    import shapely

    crs, said = outlines.crs, True
    held = [shape for shape in outlines.shapes if shape is not None]
    bounds = shapely.total_bounds(np.array(held, dtype=object))
    if crs == LONGITUDE_LATITUDE and held and np.nanmax(np.abs(bounds)) > 360:
        crs, said = NATIONAL_GRID, False
    if crs == LONGITUDE_LATITUDE:
        return outlines.shapes, ""
    from pyproj import Transformer

    moved = Transformer.from_crs(crs, LONGITUDE_LATITUDE, always_xy=True).transform
    shapes = shapely.transform(outlines.shapes, lambda x, y: moved(x, y), interleaved=False)
    why = "as the file says" if said else "as its figures are metres, whatever the file says"
    return shapes, f"Moved from {crs} ({why}) to longitude and latitude; right to about 5 metres."


def valid_polygons(shapes: np.ndarray) -> tuple[np.ndarray, int]:
    """Outlines made valid and reduced to their polygons (None where none is left), and how many were invalid."""
    import numpy as np
    import shapely

    invalid = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    mended = shapes.copy()
    mended[invalid] = shapely.make_valid(shapes[invalid])
    return np.array([_polygons(shape) for shape in mended], dtype=object), int(invalid.sum())


def _polygons(shape: Any) -> Any:
    """The polygons of a shape: making valid may leave lines and points beside them."""
    import shapely

    if shape is None or shape.is_empty:
        return None
    if shape.geom_type in ("Polygon", "MultiPolygon"):
        return shape
    parts = [
        part for part in shapely.get_parts(shape) if part.geom_type in ("Polygon", "MultiPolygon")
    ]
    return shapely.union_all(parts) if parts else None
