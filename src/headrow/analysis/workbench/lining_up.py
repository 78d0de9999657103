"""Answers as text: values as a person reads them, in columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def lined_up(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[str]:
    """Lines of columns as wide as their widest cell; a column that holds a number stands to the right."""
    values = [tuple(row) for row in rows]
    texts = [tuple(headings), *(tuple(as_text(cell) for cell in row) for row in values)]
    places = range(len(headings))
    widths = [max(len(row[at]) for row in texts) for at in places]
    numbers = [any(isinstance(row[at], int | float) for row in values) for at in places]
    return [
        "  ".join(_set(row[at], widths[at], numbers[at]) for at in places).rstrip() for row in texts
    ]


def _set(text: str, width: int, number: bool) -> str:
    return text.rjust(width) if number else text.ljust(width)


def as_text(value: Any) -> str:
    """A value as it is read: 10,726; 12.35; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.2f}"
    return f"{value:,.0f}" if isinstance(value, int | float) else str(value)
