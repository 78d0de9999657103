"""The frame: every cell that a question asks for, so that nought, missing and withheld are never confused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import product
from typing import Any

from headrow.analysis.findings.judging.judged import Counted
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.tables.opened import Feed
from headrow.vocabulary.crime import ALL, BY_CODE, CRIMES

NOT_RECORDED = "not recorded"


def frame(
    question: Question,
    rows: Iterable[Mapping[str, Any]],
    opened: Opened,
    feed: Feed,
    *,
    has_base: bool,
) -> list[Counted]:
    """Rows of a measure set into every cell asked for.

    A cell without a row is nought where the feed covers its month, and missing (None) where it does not.
    Columns whose values cannot be known beforehand (outcome, group, decile) take those of the rows.
    """
    counted = {tuple(_text(row[name]) for name in question.by): row for row in rows}
    covered = {str(month) for month in feed.months}
    month_at = question.by.index("month") if "month" in question.by else None
    cells = []
    for key in _keys(question, counted, opened, feed):
        row = counted.get(key)
        missing = month_at is not None and key[month_at] not in covered
        numerator = None if missing else int((row or {}).get("numerator") or 0)
        cells.append(
            Counted(key, numerator, _base(question, key, row, counted) if has_base else None)
        )
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


def _base(
    question: Question,
    key: tuple[str, ...],
    row: Mapping[str, Any] | None,
    counted: Mapping[tuple[str, ...], Any],
) -> float | None:
    """The row's own base; without a row, that of a row of the same place, since a base outlives its crimes."""
    if row is not None:
        return None if row["denominator"] is None else float(row["denominator"])
    at = next((i for i, name in enumerate(question.by) if name in ("area", "district")), None)
    for other, held in counted.items():
        if (at is None or other[at] == key[at]) and held["denominator"] is not None:
            return float(held["denominator"])
    return None


def _text(value: Any) -> str:
    return NOT_RECORDED if value is None else str(value)
