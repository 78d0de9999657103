"""Area look-ups: which area lies in which, and which follows which, as published by ONS Open Geography.

Recognised by their columns alone: every one names or codes areas (lsoa11_code, LSOA11CD, ltla24_name ...).
One file gives every nesting pair of its columns; kinds that do not nest (MSOA in ward) give none.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.area_columns import (
    CODE,
    EDITIONED,
    AreaColumn,
    area_column,
    area_columns,
    kind_of,
    name_beside,
    plain,
)
from headrow.analysis.tables.parts import Refusal, conformed, refused_whole, sift
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.shapes import AREA_LOOKUP
from headrow.analysis.tables.text_tables import read

if TYPE_CHECKING:
    import polars as pl

CODE_OF_SOURCE = "area-lookups"
CHANGE = {"changecode", "chgind"}
ROW_NUMBERS = {"fid", "objectid", "globalid"}
OTHER_AREA = re.compile(
    r"[a-z]{2,8}\d{2}(cd|nm|nmw|cdo|code|name)"
)  # regions, counties: passed over
HOLDS = {
    "lsoa": ("msoa", "ward", "district", "csp", "force"),
    "msoa": ("district", "csp", "force"),
    "ward": ("district", "csp", "force"),
    "district": ("csp", "force"),
    "csp": ("force",),
}


def recognise(candidate: Candidate) -> str | None:
    """Two or more kinds of area codes, and no column that says anything else."""
    columns = candidate.columns
    codes = _codes(columns)
    if len({(code.stem, code.edition) for code in codes}) < 2:
        return None
    if not all(_of_areas(column) for column in columns):
        return None
    return "area look-up: " + ", ".join(code.column for code in codes)


def _codes(columns: tuple[str, ...]) -> list[AreaColumn]:
    return [code for code in area_columns(columns, "code") if code.stem]


def _of_areas(column: str) -> bool:
    name = plain(column)
    known = area_column(column) is not None or name in CHANGE | ROW_NUMBERS
    return known or OTHER_AREA.fullmatch(name) is not None


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """Every nesting pair of the file's columns; rows without all their codes are set aside."""
    table = read(candidate.path, candidate.name)
    codes = _codes(tuple(table.frame.columns))
    kinds, notes = _kinds(table.frame, codes)
    if len(kinds) < 2:
        words = f"{candidate.name}: {'; '.join(notes)}. Give a look-up between areas of kinds used here."
        return refused_whole(
            table,
            "unknown-area-kind",
            words,
            source=CODE_OF_SOURCE,
            shape=AREA_LOOKUP,
            candidate=candidate,
        )
    kept, set_aside = sift(table.frame, *_refusals(candidate.name, [code.column for code in kinds]))
    pairs = _pairs(kept, kinds)
    return conformed(
        pairs, table, source=CODE_OF_SOURCE, shape=AREA_LOOKUP, candidate=candidate, folder=folder,
        kept=kept.height, set_aside=set_aside, notes=(*notes, *_several_parents(pairs)),
    )  # fmt: skip


def _kinds(frame: pl.DataFrame, codes: list[AreaColumn]) -> tuple[dict[AreaColumn, str], list[str]]:
    told = {code: kind_of(code, frame[code.column].to_list()) for code in codes}
    kinds = {code: kind for code, (kind, _) in told.items() if kind is not None}
    return kinds, [note for _, note in told.values() if note]


def _refusals(name: str, columns: list[str]) -> list[Refusal]:
    import polars as pl

    missing = pl.any_horizontal(pl.col(columns).is_null())
    strange = pl.any_horizontal(~pl.col(columns).str.contains(CODE))
    where = ", ".join(columns)
    return [
        Refusal(
            "no-area-code",
            f"{name}: a code is missing in {where}. Fill it in, or leave the row out.",
            missing,
        ),
        Refusal(
            "not-an-area-code",
            f"{name}: a code in {where} is not a letter (E, W, S, N) and eight digits. Mend the code.",
            strange,
        ),
    ]


def _pairs(frame: pl.DataFrame, kinds: dict[AreaColumn, str]) -> pl.DataFrame:
    import polars as pl

    found = []
    for child, parent in itertools.permutations(kinds, 2):
        if _follows(kinds[child], kinds[parent]):
            found.append(_pair(frame, child, parent, kinds))
        elif _nests(kinds[child], kinds[parent]):
            pair = _pair(frame, child, parent, kinds)
            followed = any(_follows(kinds[child], kind) for kind in kinds.values())
            found.append(_in_one_parent(pair) if followed else pair)
    empty = pl.DataFrame(schema={c: pl.String for c in AREA_LOOKUP.columns if c != "snapshot"})
    return pl.concat([empty, *found]).unique(maintain_order=True)


def _in_one_parent(pair: pl.DataFrame) -> pl.DataFrame:
    """Without the earlier areas whose later pieces lie in several parents: the file does not say in which."""
    import polars as pl

    return pair.filter(pl.col("parent").n_unique().over("area") == 1)


def _stem(kind: str) -> str:
    return kind[:4] if kind.startswith(EDITIONED) else kind


def _nests(child: str, parent: str) -> bool:
    if _stem(parent) not in HOLDS.get(_stem(child), ()):
        return False
    return parent[4:] == child[4:] if _stem(parent) == "msoa" else True


def _follows(earlier: str, later: str) -> bool:
    return _stem(earlier) == _stem(later) and _stem(earlier) in EDITIONED and earlier < later


def _pair(
    frame: pl.DataFrame, child: AreaColumn, parent: AreaColumn, kinds: dict[AreaColumn, str]
) -> pl.DataFrame:
    import polars as pl

    changes = next((column for column in frame.columns if plain(column) in CHANGE), None)
    follows = _follows(kinds[child], kinds[parent])
    return frame.select(
        area=pl.col(child.column),
        area_kind=pl.lit(kinds[child]),
        area_name=_name(frame, child),
        parent=pl.col(parent.column),
        parent_kind=pl.lit(kinds[parent]),
        parent_name=_name(frame, parent),
        change=pl.col(changes).fill_null("") if follows and changes else pl.lit(""),
    )


def _name(frame: pl.DataFrame, code: AreaColumn) -> pl.Expr:
    import polars as pl

    column = name_beside(code, frame.columns)
    return pl.col(column) if column else pl.lit(None, dtype=pl.String)


def _several_parents(pairs: pl.DataFrame) -> list[str]:
    import polars as pl

    counts = pairs.group_by("area_kind", "parent_kind", "area").agg(
        pl.col("parent").n_unique().alias("parents")
    )
    several = counts.filter(pl.col("parents") > 1).group_by("area_kind", "parent_kind").len()
    return [
        f"{areas} areas of kind {child} have more than one {parent}: counts may not be joined through them."
        for child, parent, areas in several.sort("area_kind", "parent_kind").iter_rows()
    ]


SOURCE = Source(
    code=CODE_OF_SOURCE,
    name="Area look-ups",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    gives=AREA_LOOKUP,
    every="edition",
    personal=False,
    caveats=(
        "LSOA to ward is a best fit: whole LSOAs are placed in the ward that holds most of them.",
    ),
    recognise=recognise,
    conform=conform,
)
