"""The English indices of deprivation, by small or middle area: ranks, deciles and scores as published.

Rank 1 and decile 1 are the most deprived. Editions are never a trend: methods and areas changed between them.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables.area_columns import CODE, AreaColumn, area_columns, kind_of, plain
from headrow.analysis.tables.parts import Refusal, conformed, refused_whole, sift
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.shapes import DEPRIVATION
from headrow.analysis.tables.text_tables import number, read

if TYPE_CHECKING:
    import polars as pl

CODE_OF_SOURCE = "deprivation"
INDEX = r"(?:indexofmultipledeprivation|imd)+(?:\d{2}|\d{4})?"
SPELT = {
    "decile": re.compile(rf"{INDEX}decile.*|[lm]soadecile"),
    "rank": re.compile(rf"{INDEX}rank.*|[lm]soarank"),
    "score": re.compile(rf"{INDEX}score|score"),
    "income_decile": re.compile(r"incomedecile.*"),
}
ALL_MIDDLE_AREAS = (
    6_000  # England has 6,791 of 2011: fewer rows are a part, whose ranks would not be national
)


def recognise(candidate: Candidate) -> str | None:
    """One column of area codes, and a decile, rank or score of the index itself."""
    columns = candidate.columns
    found = _columns(columns)
    code = _code(columns)
    if code is None or not {"decile", "rank", "score"} & found.keys():
        return None
    if plain(found.get("score", "")) == "score" and not _has(columns, "extent"):
        return None  # "score" alone may be any score; the index of middle areas stands beside its extent
    return f"indices of deprivation by '{code.column}'"


def _columns(columns: tuple[str, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column in columns:
        for ours, spelling in SPELT.items():
            if spelling.fullmatch(plain(column)):
                found.setdefault(ours, column)
    return found


def _code(columns: tuple[str, ...]) -> AreaColumn | None:
    codes = [code for code in area_columns(columns, "code") if code.stem in ("lsoa", "msoa")]
    return codes[0] if codes else None


def _has(columns: tuple[str, ...], name: str) -> bool:
    return name in {plain(column) for column in columns}


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """One row an area; what the publisher does not give (a score, a rank) stays missing, and is noted."""
    import polars as pl

    table = read(candidate.path, candidate.name)
    columns = tuple(table.frame.columns)
    found, code = _columns(columns), _code(columns)
    assert code is not None  # recognised by it
    kind, note = kind_of(code, table.frame[code.column].to_list())
    if kind is None:
        return refused_whole(
            table, "unknown-area-kind", f"{candidate.name}: {note}. Give the indices by LSOA or MSOA.",
            source=CODE_OF_SOURCE, shape=DEPRIVATION, candidate=candidate,
        )  # fmt: skip
    edition, edition_note = _edition(candidate, columns, kind)
    frame = table.frame.select(
        "line",
        area=pl.col(code.column),
        area_kind=pl.lit(kind),
        edition=pl.lit(edition),
        **{ours: number(found[ours]) if ours in found else pl.lit(None) for ours in SPELT},
    )
    kept, set_aside = sift(frame, *_refusals(candidate.name))
    kept, rank_note = _ranked(kept, kind)
    return conformed(
        kept, table, source=CODE_OF_SOURCE, shape=DEPRIVATION, candidate=candidate, folder=folder,
        kept=kept.height, set_aside=set_aside, notes=(note, edition_note, rank_note),
    )  # fmt: skip


def _edition(candidate: Candidate, columns: tuple[str, ...], kind: str) -> tuple[int, str]:
    """The year of the indices: from the file's name, else from a column (imd19 score), else from the areas."""
    named = re.search(r"(20(?:04|07|10|15|19|25))(?!\d)", candidate.name)
    if named:
        return int(named[1]), ""
    for column in columns:
        told = re.match(r"imd(19|15|25)\D", plain(column))
        if told:
            return 2000 + int(told[1]), ""
    edition = 2025 if kind.endswith("21") else 2019
    return (
        edition,
        f"Taken as the edition of {edition}, by its areas. Put the year in the file's name if it is not.",
    )


def _refusals(name: str) -> list[Refusal]:
    import polars as pl

    values = [pl.col(column) for column in ("decile", "rank", "score")]
    return [
        Refusal("no-area-code", f"{name}: the area code is missing. Fill it in, or leave the row out.",
                pl.col("area").is_null()),
        Refusal("not-an-area-code", f"{name}: the area code is not a letter and eight digits. Mend it.",
                ~pl.col("area").str.contains(CODE)),
        Refusal("not-a-number", f"{name}: decile, rank and score are all missing or no numbers. Mend them.",
                pl.all_horizontal([value.is_null() for value in values])),
        Refusal("outside-the-scale", f"{name}: the decile is not one of 1 to 10. Mend it.",
                ~pl.col("decile").is_between(1, 10)),
    ]  # fmt: skip


def _ranked(frame: pl.DataFrame, kind: str) -> tuple[pl.DataFrame, str]:
    """Rank and decile worked out from the scores, where all areas of the country are there and have no rank."""
    import polars as pl

    unranked = (
        frame["rank"].null_count() == frame.height and frame["decile"].null_count() == frame.height
    )
    if not unranked:
        return frame, ""
    if frame.height < ALL_MIDDLE_AREAS or not kind.startswith("msoa"):
        return frame, "Scores only, for a part of the country: no rank or decile can be given."
    rank = pl.col("score").rank("min", descending=True)
    decile = ((pl.col("score").rank("ordinal", descending=True) - 1) * 10 // pl.len()) + 1
    words = f"Rank and decile worked out here from the scores of all {frame.height:,} areas; 1 is the most deprived."
    return frame.with_columns(rank=rank, decile=decile), words


SOURCE = Source(
    code=CODE_OF_SOURCE,
    name="English indices of deprivation",
    publisher="Ministry of Housing, Communities and Local Government",
    licence="Open Government Licence v3.0",
    gives=DEPRIVATION,
    every="edition",
    personal=False,
    caveats=(
        "Ranks say which area is more deprived, not by how much.",
        "Editions use other areas and methods: two of them are not a trend.",
        "One domain of the index is crime: it is not to be used to explain crime.",
    ),
    recognise=recognise,
    conform=conform,
)
