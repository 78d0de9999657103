"""A small chart of an indicator's values, with limits where the analysis worked them out; a table stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from headrow.partnership.indicators.models import Value

WIDE, HIGH, LEFT, FOOT = 640, 240, 56, 28
FEWEST = 3  # fewer points are a table, not a chart


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and how to read it in words."""

    svg: SafeString
    words: str


def chart_of(values: Sequence[Value]) -> Chart | None:
    """The values over time, missing ones as a gap; nothing where there are too few to draw."""
    shown = [value for value in values if value.status == "shown" and value.value is not None]
    if len(shown) < FEWEST:
        return None
    limits = _limits(shown[-1])
    numbers = [float(v.value or 0) for v in shown] + [n for n in limits.values() if n is not None]
    low, high = min([0.0, *numbers]), max(numbers) or 1.0
    points = [(_x(at, len(values)), _y(value.value, low, high)) for at, value in enumerate(values)]
    svg = format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}</svg>',
        WIDE, HIGH, _words(shown, limits), _axis(low, high), _lines(limits, low, high),
        _paths(points), _ends(values),
    )  # fmt: skip
    return Chart(svg, _words(shown, limits))


def _limits(last: Value) -> dict[str, float | None]:
    said: dict[str, Any] = last.finding.document.get("judgement", {}) if last.finding else {}
    names = {"mean": "average", "lower": "lower limit", "upper": "upper limit"}
    return {words: said.get(name) for name, words in names.items() if said.get(name) is not None}


def _x(at: int, count: int) -> float:
    return round(LEFT + (WIDE - LEFT - 12) * at / max(count - 1, 1), 1)


def _y(value: Decimal | float | None, low: float, high: float) -> float | None:
    if value is None:
        return None
    span = (high - low) or 1.0
    return round(12 + (HIGH - FOOT - 12) * (1 - (float(value) - low) / span), 1)


def _paths(points: Sequence[tuple[float, float | None]]) -> SafeString:
    """Dots, and lines between neighbours that are both known."""
    lines = [
        (x1, y1, x2, y2)
        for (x1, y1), (x2, y2) in pairwise(points)
        if y1 is not None and y2 is not None
    ]
    drawn = format_html_join(
        "", '<line class="chart__line" x1="{}" y1="{}" x2="{}" y2="{}"/>', lines
    )
    dots = format_html_join(
        "",
        '<circle class="chart__dot" cx="{}" cy="{}" r="3.5"/>',
        [p for p in points if p[1] is not None],
    )
    return drawn + dots


def _lines(limits: dict[str, float | None], low: float, high: float) -> SafeString:
    rows = [
        (
            LEFT,
            _y(at, low, high),
            WIDE - 12,
            _y(at, low, high),
            WIDE - 14,
            (_y(at, low, high) or 0) - 4,
            words,
        )
        for words, at in limits.items()
    ]
    return format_html_join(
        "",
        '<line class="chart__limit" x1="{}" y1="{}" x2="{}" y2="{}"/>'
        '<text class="chart__words" x="{}" y="{}" text-anchor="end">{}</text>',
        rows,
    )


def _axis(low: float, high: float) -> SafeString:
    steps = [low + (high - low) * part / 4 for part in range(5)]
    rows = [(LEFT - 6, (_y(step, low, high) or 0) + 4, f"{step:,.4g}") for step in steps]
    return format_html_join(
        "", '<text class="chart__words" x="{}" y="{}" text-anchor="end">{}</text>', rows
    )


def _ends(values: Sequence[Value]) -> SafeString:
    first, last = values[0], values[-1]
    rows = [
        (LEFT, HIGH - 8, "start", f"{first.starts:%b %Y}"),
        (WIDE - 12, HIGH - 8, "end", f"{last.starts:%b %Y}"),
    ]
    return format_html_join(
        "", '<text class="chart__words" x="{}" y="{}" text-anchor="{}">{}</text>', rows
    )


def _words(shown: Sequence[Value], limits: dict[str, float | None]) -> str:
    last = shown[-1]
    low, high = limits.get("lower limit"), limits.get("upper limit")
    begin = f"{len(shown)} values, the latest {float(last.value or 0):,.4g} in {last.starts:%B %Y}."
    if low is None or high is None:
        return f"{begin} No limits were worked out, so no change is claimed."
    if low <= float(last.value or 0) <= high:
        return (
            f"{begin} It lies within its usual limits ({low:,.4g} to {high:,.4g}): no clear change."
        )
    return f"{begin} It lies outside its usual limits ({low:,.4g} to {high:,.4g}): something has changed."
