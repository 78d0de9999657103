"""Boundaries: the outlines of areas of any kind and vintage, from GeoJSON, TopoJSON or GeoPackage.

`vertices` says how detailed an outline is, so that the best of a vintage can be chosen where several are held.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headrow.analysis.tables import outline_files
from headrow.analysis.tables.area_columns import (
    CODE,
    AreaColumn,
    area_columns,
    kind_of,
    name_beside,
)
from headrow.analysis.tables.parts import Refusal, conformed, refused_whole, sift
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.shapes import BOUNDARIES
from headrow.analysis.tables.text_tables import TextTable

if TYPE_CHECKING:
    import polars as pl

CODE_OF_SOURCE = "boundaries"
KEYS = re.compile(rb'"([^"\\]{1,60})"\s*:')


def recognise(candidate: Candidate) -> str | None:
    """A file of outlines with a property that codes or names areas."""
    if candidate.columns:
        return None
    start = outline_files.start_of(candidate.path)
    if outline_files.is_geojson(start):
        keys = {key.decode("utf-8", "replace") for key in KEYS.findall(start)} - {"name", "code"}
        found = [*area_columns(keys, "code"), *area_columns(keys, "name")]
        of_features = start.partition(b'"features"')[2]  # before them stands the name of the file
        return f"outlines of areas: {_listed(found)}" if found or b'"name"' in of_features else None
    if outline_files.is_geopackage(start):
        fields = _fields(candidate.path)
        found = [*area_columns(fields, "code"), *area_columns(fields, "name")]
        return f"outlines of areas: {_listed(found)}" if found else None
    return None


def _listed(found: list[AreaColumn]) -> str:
    return ", ".join(sorted(told.column for told in found)) or "names only"


def _fields(path: Path) -> list[str]:
    import pyogrio

    try:
        return [str(field) for field in pyogrio.read_info(path)["fields"]]
    except Exception:  # a database that is no GeoPackage: some other file, not ours
        return []


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """One row an area; a feature without a code or without an outline is set aside.

    Raises SourceError when the file is not well formed, so that not even a feature can be counted.
    """
    outlines = outline_files.read(candidate.path, candidate.name)
    table = _as_table(outlines.properties)
    code = _code_column(outlines.properties)
    if code is None:
        return _refused(candidate, table, "no-area-code", _names_only(candidate.name, table))
    kind, note = kind_of(code, table.frame[code.column].to_list())
    if kind is None:
        words = f"{candidate.name}: {note}. Give outlines of areas of a kind used here."
        return _refused(candidate, table, "unknown-area-kind", words)
    shapes, moved = outline_files.in_longitude_latitude(outlines)
    shapes, mended = outline_files.valid_polygons(shapes)
    kept, set_aside = sift(_rows(table, code, kind, shapes), *_refusals(candidate.name, code))
    notes = (
        note,
        moved,
        f"{mended} outlines crossed themselves and were made valid." if mended else "",
    )
    return conformed(
        kept, table, source=CODE_OF_SOURCE, shape=BOUNDARIES, candidate=candidate, folder=folder,
        kept=kept.height, set_aside=set_aside, notes=notes,
    )  # fmt: skip


def _as_table(properties: list[dict[str, Any]]) -> TextTable:
    """The properties as text; `line` is the number of the feature, from 1."""
    import polars as pl

    columns = list(dict.fromkeys(key for row in properties for key in row if key != "line"))
    texts = {key: [_text(row.get(key)) for row in properties] for key in columns}
    lines = pl.Series("line", range(1, len(properties) + 1), dtype=pl.UInt32)
    return TextTable(
        pl.DataFrame([lines, *(pl.Series(key, texts[key], dtype=pl.String) for key in columns)])
    )


def _text(value: Any) -> str | None:
    return None if value is None else str(value).strip() or None


def _code_column(properties: list[dict[str, Any]]) -> AreaColumn | None:
    """The property that codes the areas: the first of a told kind, else any whose values are codes."""
    sample = properties[:50]
    columns = list(dict.fromkeys(key for row in sample for key in row))
    ids = [AreaColumn(column, "", "", "code") for column in columns if column.casefold() == "id"]
    codes = sorted(area_columns(columns, "code"), key=lambda code: not code.stem) + ids
    return next(
        (c for c in codes if any(re.match(CODE, str(row.get(c.column))) for row in sample)), None
    )


def _names_only(name: str, table: TextTable) -> str:
    columns = ", ".join(column for column in table.frame.columns if column != "line") or "nothing"
    return (
        f"{name} has no area codes (its features say only: {columns}), so nothing can be joined to it. Add the ONS"
        f" code of each area as a property such as WD24CD, or use an edition of the file that has it."
    )


def _refused(candidate: Candidate, table: TextTable, reason: str, words: str) -> Conformed:
    return refused_whole(
        table, reason, words, source=CODE_OF_SOURCE, shape=BOUNDARIES, candidate=candidate
    )


def _rows(table: TextTable, code: AreaColumn, kind: str, shapes: Any) -> pl.DataFrame:
    import polars as pl
    import shapely

    name = name_beside(code, table.frame.columns)
    return table.frame.select(
        "line",
        area=pl.col(code.column),
        area_kind=pl.lit(kind),
        area_name=pl.col(name) if name else pl.lit(None, dtype=pl.String),
        vertices=pl.Series(shapely.get_num_coordinates(shapes)),
        wkb=pl.Series(list(shapely.to_wkb(shapes)), dtype=pl.Binary),
    )


def _refusals(name: str, code: AreaColumn) -> list[Refusal]:
    import polars as pl

    return [
        Refusal("no-area-code", f"{name}: the property '{code.column}' is missing. Fill it in.",
                pl.col("area").is_null()),
        Refusal("not-an-area-code", f"{name}: '{code.column}' is not a letter and eight digits. Mend the code.",
                ~pl.col("area").str.contains(CODE)),
        Refusal("no-outline", f"{name}: the feature has no polygon. Get the file again, or leave the feature out.",
                pl.col("wkb").is_null()),
        Refusal("same-area-twice", f"{name}: an earlier feature has the same code. Join the pieces of an area in one.",
                ~pl.col("area").is_first_distinct()),
    ]  # fmt: skip


SOURCE = Source(
    code=CODE_OF_SOURCE,
    name="Boundaries of areas",
    publisher="Office for National Statistics and Ordnance Survey",
    licence="Open Government Licence v3.0; contains OS data © Crown copyright and database right",
    gives=BOUNDARIES,
    every="edition",
    personal=False,
    caveats=(
        "Simplified outlines are for drawing: no record is placed by them.",
        "Neighbours taken from simplified outlines are wrong for about one link in twenty.",
    ),
    recognise=recognise,
    conform=conform,
)
