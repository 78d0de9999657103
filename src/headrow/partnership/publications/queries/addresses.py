"""Stable addresses of public pages: made from codes that people gave, so that a link holds from year to year."""

from __future__ import annotations

from typing import Any

from django.utils.text import slugify


def of_deliverable(record: Any) -> str:
    """Of a promise: its strategy's code and its own."""
    return of_deliverable_code(record.strategy.code, record.code)


def of_deliverable_code(strategy: str, code: str) -> str:
    """The same by the two codes."""
    return f"/deliverables/{slugify(strategy)}-{slugify(code)}/"


def of_part(part: Any) -> str:
    """Of a theme, issue or priority: its strategy's code and its own."""
    return f"/plan/{slugify(part.strategy.code)}-{slugify(part.code)}/"


def of_board(body: Any) -> str:
    """Of a board's promises."""
    return f"/plan/board-{slugify(body.code)}/"


def of_strategy(strategy: Any) -> str:
    """Of an earlier strategy."""
    return f"/plan/{slugify(strategy.code)}/"


def of_indicator(record: Any) -> str:
    """Of an indicator."""
    return f"/indicators/{slugify(record.code)}/"


def of_figure(key: str) -> str:
    """Of a figure, by its key."""
    return f"/figures/{slugify(key)}/"


def of_meeting(record: Any) -> str:
    """Of a meeting: by its id, since a meeting moves."""
    return f"/meetings/{record.pk}/"


def of_decision(number: str) -> str:
    """Of a decision: its number, as it is quoted."""
    return f"/decisions/{slugify(number)}/"
