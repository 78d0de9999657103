"""Population: residents, households and workday people by area, from mid-year estimates and the census.

Single years of age become broad ages beside the total; a file by ethnic group gives one row for each group.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from headrow.analysis.tables import population_columns as told
from headrow.analysis.tables.area_columns import CODE, AreaColumn, area_columns, kind_of
from headrow.analysis.tables.parts import Refusal, conformed, refused_whole, sift
from headrow.analysis.tables.plug_ins import Candidate, Conformed, Source
from headrow.analysis.tables.shapes import POPULATION
from headrow.analysis.tables.text_tables import number, read, whole_numbers
from headrow.vocabulary.ethnic_groups import group_of

if TYPE_CHECKING:
    import polars as pl

CODE_OF_SOURCE = "population"
ALL = "all"


def recognise(candidate: Candidate) -> str | None:
    """One kind of area codes and a count of residents, households or workday people."""
    columns = candidate.columns
    codes = area_columns(columns, "code")
    if len(codes) != 1:
        return None
    if told.long_form(columns):
        return f"residents by ethnic group and '{codes[0].column}'"
    bases = [counted.base for counted in told.totals(columns)]
    return f"{' and '.join(bases)} by '{codes[0].column}'" if bases else None


def conform(candidate: Candidate, folder: Path) -> Conformed:
    """One row an area, base and group; rows without a code or a number are set aside."""
    table = read(candidate.path, candidate.name)
    columns = tuple(table.frame.columns)
    code = area_columns(columns, "code")[0]
    kind, note = kind_of(code, table.frame[code.column].to_list())
    year = told.year_of(candidate.name, columns, code)
    if kind is None or year is None:
        reason, words = _why_not(candidate.name, kind, note)
        return refused_whole(
            table, reason, words, source=CODE_OF_SOURCE, shape=POPULATION, candidate=candidate
        )
    grouped = told.long_form(columns)
    counts = [grouped.count] if grouped else [counted.column for counted in told.totals(columns)]
    key = [code.column, *([grouped.group] if grouped else [])]
    kept, set_aside = sift(table.frame, *_refusals(candidate.name, key, counts))
    rows, age_note = (_by_group(kept, code, grouped), "") if grouped else _by_base(kept, code)
    return conformed(
        _placed(rows, kind, year), table, source=CODE_OF_SOURCE, shape=POPULATION, candidate=candidate, folder=folder,
        kept=kept.height, set_aside=set_aside, notes=(note, age_note),
    )  # fmt: skip


def _why_not(name: str, kind: str | None, note: str) -> tuple[str, str]:
    if kind is None:
        return "unknown-area-kind", f"{name}: {note}. Give counts by LSOA, MSOA, ward or district."
    return (
        "no-year",
        f"{name} does not say which year it counts. Put the year in its name (population-2023.csv).",
    )


def _refusals(name: str, key: list[str], counts: list[str]) -> list[Refusal]:
    import polars as pl

    wrong = pl.any_horizontal([~(number(count) >= 0).fill_null(value=False) for count in counts])
    return [
        Refusal("no-area-code", f"{name}: the area code is missing. Fill it in, or leave the row out.",
                pl.col(key[0]).is_null()),
        Refusal("not-an-area-code", f"{name}: the area code is not a letter and eight digits. Mend it.",
                ~pl.col(key[0]).str.contains(CODE)),
        Refusal("not-a-number", f"{name}: {', '.join(counts)} must be numbers, nought or more. Mend them.", wrong),
        Refusal("same-area-twice", f"{name}: the area stands in an earlier row too. Keep the right one of them.",
                ~pl.struct(key).is_first_distinct()),
    ]  # fmt: skip


def _placed(rows: pl.DataFrame, kind: str, year: int) -> pl.DataFrame:
    import polars as pl

    return rows.with_columns(area_kind=pl.lit(kind), year=pl.lit(year))


def _by_group(frame: pl.DataFrame, code: AreaColumn, form: told.LongForm) -> pl.DataFrame:
    import polars as pl

    groups = {name: group_of(name) or name for name in frame[form.group].drop_nulls().unique()}
    rows = frame.select(
        area=pl.col(code.column), base=pl.lit("residents"),
        group=pl.col(form.group).replace(groups), persons=number(form.count),
    )  # fmt: skip
    # Finer groups of one broad group (White: English ..., White: Irish) are added up.
    return rows.group_by("area", "base", "group", maintain_order=True).agg(pl.col("persons").sum())


def _by_base(frame: pl.DataFrame, code: AreaColumn) -> tuple[pl.DataFrame, str]:
    import polars as pl

    counted = told.totals(frame.columns)
    found = [_rows(frame, code, one.base, ALL, number(one.column)) for one in counted]
    years = told.ages(frame.columns)
    note = ""
    if years and any(one.base == "residents" for one in counted):
        numbers = whole_numbers(frame, list(years.values()))
        for group, first, last in told.AGE_BANDS:
            band = numbers.select(years[age] for age in range(first, last + 1)).sum_horizontal()
            found.append(_rows(frame, code, "residents", group, pl.lit(band)))
        total = next(one for one in counted if one.base == "residents")
        note = _ages_note(frame, numbers, total.column)
    return pl.concat(found), note


def _rows(
    frame: pl.DataFrame, code: AreaColumn, base: str, group: str, persons: pl.Expr
) -> pl.DataFrame:
    import polars as pl

    return frame.select(
        area=pl.col(code.column),
        base=pl.lit(base),
        group=pl.lit(group),
        persons=persons.cast(pl.Float64),
    )


def _ages_note(frame: pl.DataFrame, numbers: pl.DataFrame, total: str) -> str:
    off = int((numbers.sum_horizontal() != frame.select(number(total)).to_series()).sum())
    return (
        f"In {off} rows the single years of age do not add up to '{total}'; both are kept."
        if off
        else ""
    )


SOURCE = Source(
    code=CODE_OF_SOURCE,
    name="Population and households",
    publisher="Office for National Statistics",
    licence="Open Government Licence v3.0",
    gives=POPULATION,
    every="year",
    personal=False,
    caveats=(
        "Census counts are perturbed: totals of two tables differ by a few.",
        "A rate uses the nearest year held, and says which.",
    ),
    recognise=recognise,
    conform=conform,
)
