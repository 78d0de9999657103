"""Harm weights: what one offence counts for, by edition of the list it is taken from.

A weight without an offence label keeps none: which offence it is of cannot be told from its size, and an average
over a category is not the publisher's method.
"""

from __future__ import annotations

from pathlib import Path

from headrow.analysis.tables.area_columns import plain
from headrow.analysis.tables.parts import Refusal, conformed, sift
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.shapes import HARM_WEIGHTS
from headrow.analysis.tables.text_tables import number, read
from headrow.vocabulary.crime import category_of

CODE_OF_SOURCE = "harm-weights"
SPELT = {
    "category": ("policeukcategory", "crimecategory", "category"),
    "offence": ("offencelabel", "offence", "offencename", "offencegroup"),
    "weight": ("weight", "harmweight", "severityweight"),
    "edition": ("edition", "version"),
}


def recognise(candidate: Candidate) -> str | None:
    """A weight, its edition, and a category or an offence."""
    columns = candidate.columns
    found = _columns(columns)
    if "weight" in found and "edition" in found and {"category", "offence"} & found.keys():
        return f"harm weights: column '{found['weight']}'"
    return None


def _columns(columns: tuple[str, ...]) -> dict[str, str]:
    return {
        ours: column
        for ours, spellings in SPELT.items()
        for column in columns
        if plain(column) in spellings
    }


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """One row a weight; the category may be missing, the offence may be, but not both."""
    import polars as pl

    table = read(candidate.path, candidate.name)
    found = _columns(tuple(table.frame.columns))
    absent = pl.lit(None, dtype=pl.String)
    spelt = table.frame.select(
        "line",
        said=pl.col(found["category"]) if "category" in found else absent,
        offence=pl.col(found["offence"]) if "offence" in found else absent,
        weight=number(found["weight"]),
        edition=pl.col(found["edition"]),
    )
    codes = {name: category_of(name) for name in spelt["said"].drop_nulls().unique()}
    known = {name: code for name, code in codes.items() if code}
    frame = spelt.with_columns(
        category=pl.col("said").replace_strict(known, default=None, return_dtype=pl.String)
    )
    kept, set_aside = sift(frame, *_refusals(candidate.name))
    unlabelled = kept["offence"].null_count()
    note = (
        f"{unlabelled} of {kept.height} weights name no offence, and are not given one."
        if unlabelled
        else ""
    )
    return conformed(
        kept, table, source=CODE_OF_SOURCE, shape=HARM_WEIGHTS, candidate=candidate, folder=folder,
        kept=kept.height, set_aside=set_aside, notes=(note,),
    )  # fmt: skip


def _refusals(name: str) -> list[Refusal]:
    import polars as pl

    return [
        Refusal("not-a-number", f"{name}: the weight is no number above nought. Mend it.",
                ~(pl.col("weight") > 0).fill_null(value=False)),
        Refusal("unknown-category", f"{name}: the category is not one of police.uk's. Mend its spelling.",
                pl.col("said").is_not_null() & pl.col("category").is_null()),
        Refusal("no-category", f"{name}: neither a category nor an offence is named. Name one.",
                pl.col("category").is_null() & pl.col("offence").is_null()),
    ]  # fmt: skip


SOURCE = Source(
    code=CODE_OF_SOURCE,
    name="Harm weights",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    gives=HARM_WEIGHTS,
    every="edition",
    personal=False,
    caveats=(
        "Weights that name no offence cannot weight one.",
        "Anti-social behaviour has no published weight.",
    ),
    recognise=recognise,
    conform=conform,
)
