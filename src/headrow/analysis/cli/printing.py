"""Putting an answer on standard output: JSON for programs, columns for people."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import click


def as_json(answer: Any) -> None:
    """An answer as JSON, indented; dataclasses, months and periods as plain values."""
    from headrow.analysis.findings.trails import as_json as plain

    click.echo(json.dumps(plain(answer), ensure_ascii=False, indent=2))


def table(headings: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Rows in columns under their headings."""
    from headrow.analysis.workbench.lining_up import lined_up

    for line in lined_up(headings, rows):
        click.echo(line)
