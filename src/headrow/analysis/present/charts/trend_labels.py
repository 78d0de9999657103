"""The words on a chart of months, each at the freest place near what it names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headrow.analysis.present.charts import axes
from headrow.analysis.present.charts.canvas import INK, OVER, UNDER, Canvas, Spot
from headrow.analysis.present.charts.lettering import LINE, wrapped
from headrow.analysis.present.charts.month_values import Limits, MonthValue, Trend, Upright, runs
from headrow.analysis.present.charts.scales import Scale, printed
from headrow.documents import tokens
from headrow.vocabulary.periods import Month


@dataclass(frozen=True, slots=True)
class Plot:
    """A canvas with its frame and the scales of a chart of months."""

    canvas: Canvas
    frame: axes.Frame
    x: Scale
    y: Scale
    first: Month
    wide: bool

    def across(self, month: Month, nudge: float = 0) -> float:
        """The px of a month, moved by a share of a month."""
        return self.x(month.minus(self.first) + nudge)

    def at(self, point: MonthValue) -> tuple[float, float]:
        """Where a month's value stands."""
        return self.across(point.month), self.y(point.shown or 0)


def name_gaps(plot: Plot, points: Sequence[MonthValue]) -> None:
    """Say at the axis that there is nothing in a gap, or that it is withheld."""
    for gap in sorted(runs(points, with_value=False), key=len, reverse=True):
        middle = (plot.across(gap[0].month) + plot.across(gap[-1].month)) / 2
        words = "Withheld" if all(point.withheld for point in gap) else "No data"
        foot = plot.frame.bottom - 8
        spots = [Spot(middle, foot - step, "middle") for step in (0, 18, 36)]
        plot.canvas.place(words, spots, fill=tokens.SOFT_INK, over_marks=True, halo=True)


def write_note(plot: Plot, points: Sequence[MonthValue], data: Trend) -> None:
    """The one annotation, as near to the last signals as there is room."""
    if not data.note:
        return
    lines = wrapped(data.note, room=170 if plot.wide else 130, bold=True)
    marked = [p for p in points if p.signal != "common" and p.shown is not None]
    target = plot.at(marked[-1]) if marked else (plot.frame.right, plot.frame.top)
    high = min((plot.at(p)[1] for p in marked), default=target[1])
    low = max((plot.at(p)[1] for p in marked), default=target[1])
    block = LINE * (len(lines) - 1)
    levels = (high - 12 - block, plot.frame.top + 12, low + 24, plot.frame.bottom - 10 - block)
    sides = ((target[0] + 8, "end"), (target[0], "middle"), (target[0] - 60, "end"))
    spots = [Spot(x, level, side) for level in levels for x, side in sides]  # type: ignore[arg-type]
    fill = tokens.SIGNAL_WORD.get(data.note_kind, INK)
    plot.canvas.place(lines, spots, bold=True, fill=fill, over_marks=True)


def write_limits(plot: Plot, data: Trend) -> None:
    """Name each line of the range expected by its value, where the stretch is long enough."""
    for limits in data.limits:
        left = max(plot.across(limits.first, -0.5), plot.frame.left)
        right = min(plot.across(limits.last, 0.5), plot.frame.right)
        if right - left < 110 and limits is not data.limits[-1]:
            continue
        places = [left + 4 + step for step in range(0, max(1, int(right - left - 100)), 12)]
        words = printed(limits.average, decimals=data.decimals)
        if plot.wide:
            _write_average(plot, limits, words, places)
        for name, value, lift in (
            ("Upper", limits.high, OVER),
            ("Lower", max(limits.low, 0), UNDER),
        ):
            words = f"{name} limit {printed(value, decimals=data.decimals)}"
            level = plot.y(value) + (lift if value > 0 else OVER)
            spots = [Spot(x, level) for x in places]
            plot.canvas.place(words, spots, fill=tokens.SOFT_INK, over_marks=True)


def _write_average(plot: Plot, limits: Limits, words: str, places: Sequence[float]) -> None:
    level = plot.y(limits.average)
    spots = [Spot(x, level + lift) for lift in (OVER, UNDER) for x in places]
    plot.canvas.place(f"Average {words}", spots, over_marks=True)


def write_last_average(plot: Plot, data: Trend) -> None:
    """Where there is no room for words, the last average stands as a number at the right of its line."""
    if data.limits and not plot.wide:
        average = data.limits[-1].average
        spot = Spot(plot.frame.right + 4, plot.y(average) + 5)
        plot.canvas.text(printed(average, decimals=data.decimals), spot, bold=True)


def write_uprights(plot: Plot, uprights: Sequence[Upright]) -> None:
    """The reason of each upright, at its foot."""
    for upright in uprights:
        x = plot.across(upright.month, -0.5)
        lines = wrapped(upright.reason, room=200 if plot.wide else 150)
        foot = plot.frame.bottom - 10 - LINE * (len(lines) - 1)
        levels = (foot, foot - 40, plot.frame.top + 12)
        sides = ((x - 5, "end"), (x + 5, "start"))
        spots = [Spot(at, level, side) for level in levels for at, side in sides]  # type: ignore[arg-type]
        plot.canvas.place(lines, spots, fill=tokens.SOFT_INK, over_marks=True)


def write_values(plot: Plot, points: Sequence[MonthValue], decimals: int) -> None:
    """Each value over its month, where months are few."""
    for point in points:
        if point.shown is None:
            continue
        x, y = plot.at(point)
        words = printed(point.shown, decimals=decimals)
        spots = (Spot(x, y - 9, "middle"), Spot(x, y + 20, "middle"))
        plot.canvas.place(words, spots, halo=True, over_marks=plot.wide)
