"""The frame: every cell that a question asks for, so that nought, missing and withheld are never confused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from headrow.analysis.findings.judging.judged import Counted
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.tables.opened import Feed
from headrow.analysis.tables.plug_ins import Measure
from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES

NOT_RECORDED = "not recorded"
# Measures whose base is made of records of the same months, and not of the people of a place.
OUT_OF_RECORDS = frozenset({"recorded-crime-share", "recorded-crime-change", "outcome-mix"})


def frame(
    question: Question,
    rows: Iterable[Mapping[str, Any]],
    opened: Opened,
    feed: Feed,
    measure: Measure,
) -> list[Counted]:
    """Rows of a measure set into every cell asked for.

    A cell without a row is nought where the feed covers its month, and missing (None) where it does not.
    Columns whose values cannot be known beforehand (outcome, group, decile) take those of the rows.
    Raises ValueError where several rows fall into one cell, because the measure cannot be split so.
    """
    rows = list(rows)
    counted = {tuple(_text(row[name]) for name in question.by): row for row in rows}
    if len(counted) < len(rows):
        raise ValueError(
            f"{measure.code} cannot be split by {', '.join(question.by) or 'nothing'}."
        )
    bases = _bases(question, counted, measure)
    covered = {str(month) for month in feed.months}
    month_at = question.by.index("month") if "month" in question.by else None
    # What a change is out of is itself a count of the cell: without a row there was none then either.
    without = 0.0 if measure.code == "recorded-crime-change" else None
    cells = []
    for key in _keys(question, counted, opened, feed):
        row = counted.get(key)
        missing = month_at is not None and key[month_at] not in covered
        numerator = None if missing else int((row or {}).get("numerator") or 0)
        base = (row or {}).get("denominator")
        if row is None:
            base = bases.get(_place_of(question, measure, key), without)
        cells.append(Counted(key, numerator, None if base is None else float(base)))
    return cells


def _keys(
    question: Question, counted: Mapping[tuple[str, ...], Any], opened: Opened, feed: Feed
) -> list[tuple[str, ...]]:
    domains = [_domain(name, question, opened, feed) for name in question.by]
    if all(domain is not None for domain in domains):
        return list(product(*[domain or () for domain in domains]))
    # Tenths are numbers: 10 comes after 9.
    return sorted(
        counted, key=lambda key: tuple(part.zfill(4) if part.isdigit() else part for part in key)
    )


def _domain(name: str, question: Question, opened: Opened, feed: Feed) -> tuple[str, ...] | None:
    if name == "month":
        return tuple(str(month) for month in question.period.months)
    if name == "category":
        return categories_of(question.category)
    if name == "district":
        return tuple(opened.place.districts) if feed.whole_force else (opened.place.code,)
    if name == "area" and question.level != "hexagon":
        held = opened.units.get(feed.area_kind)
        return held.of_place(question.level) if held else ()
    return None


def categories_of(category: str | tuple[str, ...]) -> tuple[str, ...]:
    """The single categories that a question's category stands for."""
    if category == ALL:
        return tuple(BY_CODE)
    if category == CRIMES:
        return tuple(code for code, kind in BY_CODE.items() if kind.crime)
    return (category,) if isinstance(category, str) else category


def _bases(
    question: Question, counted: Mapping[tuple[str, ...], Mapping[str, Any]], measure: Measure
) -> dict[tuple[str, ...], float]:
    """Bases by what they belong to, for cells without a row: a base outlives its crimes."""
    if not measure.out_of:
        return {}
    if measure.code == "recorded-crime-change":
        return {}
    found: dict[tuple[str, ...], float] = {}
    for key, row in counted.items():
        if row["denominator"] is not None:
            found.setdefault(_place_of(question, measure, key), float(row["denominator"]))
    return found


def _place_of(question: Question, measure: Measure, key: tuple[str, ...]) -> tuple[str, ...]:
    """What a cell's base belongs to: its area or district; of records, its month too."""
    parts = (
        ("area", "district", "month") if measure.code in OUT_OF_RECORDS else ("area", "district")
    )
    return tuple(part for name, part in zip(question.by, key, strict=True) if name in parts)


def _text(value: Any) -> str:
    return NOT_RECORDED if value is None else str(value)
