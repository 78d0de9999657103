"""Trend with limits: months of one measure, the range expected, and the months that signal.

Also months without limits, where there are too few to set them. A missing month is a gap, never a bridge.
"""

from __future__ import annotations

from collections.abc import Sequence

from headrow.analysis.present.charts import axes, trend_labels
from headrow.analysis.present.charts.canvas import INK, Box, Canvas
from headrow.analysis.present.charts.month_values import (
    Limits,
    MonthValue,
    Signal,
    Trend,
    Upright,
    every_month,
    runs,
)
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import printed, ticks_from_nought
from headrow.analysis.present.charts.trend_labels import Plot
from headrow.analysis.present.charts.trend_words import alt_text, how_to_read, table
from headrow.documents import tokens
from headrow.documents.model import Drawing
from headrow.vocabulary.periods import Month, Period

__all__ = [
    "Limits",
    "MonthValue",
    "Signal",
    "Trend",
    "Upright",
    "alt_text",
    "draw",
    "how_to_read",
    "table",
]

SIGNAL_FILL = {
    "concern": tokens.SIGNAL_CONCERN,
    "improvement": tokens.SIGNAL_IMPROVEMENT,
    "not-judged": tokens.SIGNAL_NOT_JUDGED,
}


def draw(data: Trend, *, png: bool = False) -> Drawing:
    """The trend at both widths. Raises ValueError when no month has a value to show."""
    if not any(point.shown is not None for point in data.points):
        raise ValueError(f"{data.code}: no month has a value to draw.")

    def paint(canvas: Canvas, wide: bool) -> None:
        _paint(canvas, data, wide)

    return both_widths(paint, data.code, wide_height=340, narrow_height=260, png=png)


def _paint(canvas: Canvas, data: Trend, wide: bool) -> None:
    points = every_month(data.points)
    first, last = points[0].month, points[-1].month
    highest = max(
        [p.shown for p in points if p.shown is not None] + [limits.high for limits in data.limits]
    )
    ticks = ticks_from_nought(highest or 1, whole=data.decimals == 0)
    narrow_average = printed(data.limits[-1].average, decimals=data.decimals) if data.limits else ""
    right = 12 if wide or not narrow_average else 16 + 9 * len(narrow_average)
    foot = axes.foot_height(first, last)
    frame, y = axes.value_axis(canvas, ticks, right=right, foot=foot)
    x = axes.month_axis(canvas, frame, first, last, wide=wide)
    plot = Plot(canvas, frame, x, y, first, wide)
    _shade_period(plot, data.period, first, last)
    for limits in data.limits:
        _draw_limits(plot, limits)
    _stripe_gaps(plot, points)
    for upright in data.uprights:
        _draw_upright(plot, upright)
    _draw_values(plot, points, data)
    trend_labels.write_last_average(plot, data)
    trend_labels.write_note(plot, points, data)
    trend_labels.write_limits(plot, data)
    trend_labels.write_uprights(plot, data.uprights)
    trend_labels.name_gaps(plot, points)
    if len(points) <= 15 and not data.limits:
        trend_labels.write_values(plot, points, data.decimals)


def _draw_limits(plot: Plot, limits: Limits) -> None:
    left = max(plot.across(limits.first, -0.5), plot.frame.left)
    right = min(plot.across(limits.last, 0.5), plot.frame.right)
    top, foot = plot.y(limits.high), plot.y(max(limits.low, 0))
    plot.canvas.rect(Box(left, top, right, foot), fill=tokens.LIMITS_BAND, under=True)
    for y in (top, foot):
        if y < plot.frame.bottom:
            plot.canvas.path(
                ((left, y), (right, y)), stroke=tokens.LIMIT_LINE, width=1, dash=(4, 3)
            )
    middle = plot.y(limits.average)
    plot.canvas.path(((left, middle), (right, middle)), stroke=INK, width=1.25)


def _shade_period(plot: Plot, period: Period | None, first: Month, last: Month) -> None:
    """Tint the headline period, unless it is all that is drawn; its ends are closed by thin lines."""
    if period is None or (period.first <= first and period.last >= last):
        return
    left = max(plot.across(max(period.first, first), -0.5), plot.frame.left)
    right = min(plot.across(min(period.last, last), 0.5), plot.frame.right)
    box = Box(left, plot.frame.top, right, plot.frame.bottom)
    plot.canvas.rect(box, fill=tokens.TINT, under=True)
    plot.canvas.line(
        (left, plot.frame.bottom), (right, plot.frame.bottom), stroke=tokens.FOCUS, width=4
    )


def _stripe_gaps(plot: Plot, points: Sequence[MonthValue]) -> None:
    """Fill what is not there by a pattern, and say so at the axis."""
    for gap in runs(points, with_value=False):
        left = max(plot.across(gap[0].month, -0.5), plot.frame.left)
        right = min(plot.across(gap[-1].month, 0.5), plot.frame.right)
        withheld = all(point.withheld for point in gap)
        fill = plot.canvas.fill_of("withheld" if withheld else "missing")
        box = Box(left, plot.frame.top, right, plot.frame.bottom)
        plot.canvas.rect(box, fill=fill)
        plot.canvas.obstacles.append(box)


def _draw_upright(plot: Plot, upright: Upright) -> None:
    x = plot.across(upright.month, -0.5)
    top, foot = plot.frame.top, plot.frame.bottom
    plot.canvas.path(((x, top), (x, foot)), stroke=INK, width=1, dash=(1, 2))


def _draw_values(plot: Plot, points: Sequence[MonthValue], data: Trend) -> None:
    for run in runs(points, with_value=True):
        kept = [p for p in run if data.period is None or p.month <= data.period.last]
        after = run[max(len(kept) - 1, 0) :] if len(kept) < len(run) else []
        plot.canvas.path([plot.at(p) for p in kept], stroke=tokens.CONTEXT, width=1.75)
        plot.canvas.path([plot.at(p) for p in after], stroke=tokens.CONTEXT, width=1)
        for point in run:
            later = data.period is not None and point.month > data.period.last
            _mark(plot, point, data, faint=later)


def _mark(plot: Plot, point: MonthValue, data: Trend, *, faint: bool) -> None:
    at = plot.at(point)
    if point.signal == "common":
        if faint:
            plot.canvas.mark("circle", at, area=16, fill=tokens.CONTEXT)
            return
        edge = tokens.SIGNAL_COMMON
        plot.canvas.mark("circle", at, area=34, fill=tokens.PAGE, stroke=edge, width=1.5)
        return
    shape = tokens.SIGNAL_SHAPE[point.signal]
    if point.signal == "concern" and _below(point, data.limits):
        shape = "triangle-down"
    fill = SIGNAL_FILL[point.signal]
    plot.canvas.mark(shape, at, area=95, fill=fill, stroke=tokens.PAGE, width=0.75)


def _below(point: MonthValue, stretches: Sequence[Limits]) -> bool:
    value = point.shown or 0
    return any(s.first <= point.month <= s.last and value < s.average for s in stretches)
