"""Putting an answer on standard output: JSON for programs, aligned columns for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click


def as_json(answer: Any) -> None:
    """An answer as JSON, indented; dataclasses, months and periods as plain values."""
    from headrow.analysis.findings.trails import as_json as plain

    click.echo(json.dumps(plain(answer), ensure_ascii=False, indent=2))


def table(
    headings: Sequence[str], rows: Iterable[Sequence[Any]], *, right: Iterable[int] = ()
) -> None:
    """Columns as wide as their widest cell; those numbered in `right` are set to the right."""
    texts = [tuple(headings), *(tuple(text(cell) for cell in row) for row in rows)]
    widths = [max(len(row[at]) for row in texts) for at in range(len(headings))]
    to_the_right = set(right)
    for row in texts:
        cells = [
            cell.rjust(width) if at in to_the_right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        click.echo("  ".join(cells).rstrip())


def text(value: Any) -> str:
    """A value as a person reads it: 10,726; 12.35; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{value:,.2f}" if abs(value) < 10_000 else f"{value:,.0f}"
    return str(value)
