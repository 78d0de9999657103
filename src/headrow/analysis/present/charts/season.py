"""Season: every year's months as rings, their mean as a line, with the highest and lowest month named."""

from __future__ import annotations

import calendar
from dataclasses import dataclass

from headrow.analysis.present.charts import alt_words, axes
from headrow.analysis.present.charts.canvas import INK, OVER, UNDER, Canvas, Spot
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import Scale, printed, ticks_from_nought
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table
from headrow.vocabulary.periods import Month

MONTHS = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Season:
    """What a season chart shows: three full years or more of monthly values; None is a missing month."""

    code: str
    values: tuple[tuple[Month, float | None], ...]
    counted: str  # "anti-social behaviour recorded a month"
    decimals: int = 0

    def of_month(self, month: int) -> list[float]:
        """The values of one month of the year, in the order of years."""
        return [value for at, value in self.values if at.month == month and value is not None]

    @property
    def means(self) -> dict[int, float]:
        """The mean of each month of the year that has a value."""
        held = {month: self.of_month(month) for month in MONTHS}
        return {month: sum(values) / len(values) for month, values in held.items() if values}

    @property
    def average(self) -> float:
        """The mean of the months' means."""
        means = self.means
        return sum(means.values()) / len(means)


def draw(data: Season, *, png: bool = False) -> Drawing:
    """The season at both widths. Raises ValueError when no month has a value."""
    if not data.means:
        raise ValueError(f"{data.code}: no month has a value to draw.")

    def paint(canvas: Canvas, wide: bool) -> None:
        _paint(canvas, data, wide)

    return both_widths(paint, data.code, wide_height=300, narrow_height=270, png=png)


def _paint(canvas: Canvas, data: Season, wide: bool) -> None:
    means = data.means
    highest = max(value for _, value in data.values if value is not None)
    ticks = ticks_from_nought(highest * 1.06, whole=data.decimals == 0)
    frame, y = axes.value_axis(canvas, ticks, right=14)
    x = Scale(1, 12, frame.left + 18, frame.right - 10)
    axes.baseline(canvas, frame)
    for month in MONTHS if wide else (1, 4, 7, 10, 12):
        axes.foot_label(canvas, x(month), frame, calendar.month_abbr[month])
    level = y(data.average)
    canvas.path(((frame.left, level), (frame.right, level)), stroke=INK, width=1.25, dash=(4, 3))
    for at, value in data.values:
        if value is not None:
            canvas.mark(
                "circle", (x(at.month), y(value)), area=34, fill=tokens.PAGE,
                stroke=tokens.CONTEXT, width=1.5,
            )  # fmt: skip
    canvas.path([(x(m), y(v)) for m, v in means.items()], stroke=tokens.FOCUS, width=3)
    _name_ends(canvas, data, x, y)
    words = f"Average month {printed(data.average, decimals=data.decimals)}"
    spots = [Spot(frame.left + 6 + step, level + lift) for lift in (OVER, UNDER)
             for step in range(0, int(frame.right - frame.left) - 120, 15)]  # fmt: skip
    canvas.place(words, spots, over_marks=True)
    _say_marks(canvas, frame, wide)


def _name_ends(canvas: Canvas, data: Season, x: Scale, y: Scale) -> None:
    means = data.means
    top = min(means, key=lambda month: (-means[month], month))
    low = min(means, key=lambda month: (means[month], month))
    for month, above in ((top, True), (low, False)):
        at = (x(month), y(means[month]))
        canvas.mark("circle", at, area=110, fill=tokens.FOCUS)
        words = f"{calendar.month_abbr[month]} {printed(means[month], decimals=data.decimals)}"
        far = max(data.of_month(month)) if above else min(data.of_month(month))
        level = y(far) + (-12 if above else 24)
        near = at[1] + (-12 if above else 24)
        spots = [
            Spot(at[0] + step, line, "middle")
            for line in (near, level, level + (18 if not above else -18))
            for step in (0, 30, -30, 50, -50)
        ]
        canvas.place(words, spots, bold=True, fill=tokens.FOCUS, over_marks=True)


def _say_marks(canvas: Canvas, frame: axes.Frame, wide: bool) -> None:
    words = ("Each ring is one year, the line is their average",) if wide else (
        "Ring: one year", "Line: average",
    )  # fmt: skip
    foot = frame.bottom - 12 - 18 * (len(words) - 1)
    spots = [Spot(frame.left + 24 + step, foot) for step in (0, 60, 120)]
    canvas.place(words, spots, fill=tokens.SOFT_INK)


def how_to_read(data: Season) -> str:
    """The marks in words, for the line under the drawing."""
    return "Ring: one month of one year. Bold line: the mean of the years. Dashed: the mean month."


def alt_text(data: Season, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    means = data.means
    top = min(means, key=lambda month: (-means[month], month))
    low = min(means, key=lambda month: (means[month], month))
    years = sorted({at.year for at, _ in data.values})
    needed = (f"Line of {data.counted}, by month of the year, {years[0]} to {years[-1]}", finding)
    more = (
        f"The highest mean month is {calendar.month_name[top]} with "
        f"{printed(means[top], decimals=data.decimals)}, the lowest {calendar.month_name[low]} with "
        f"{printed(means[low], decimals=data.decimals)}",
        f"The mean month is {printed(data.average, decimals=data.decimals)}",
        "Each year stands as a ring over its month",
    )
    return alt_words.fitted(needed, more)


def table(data: Season, *, title: str, source: str = "") -> Table:
    """A row for each month of the year: each year's value, the mean, and the index (mean month = 100)."""
    years = sorted({at.year for at, _ in data.values})
    held = {(at.year, at.month): value for at, value in data.values}
    columns = (
        Column("Month", "month"),
        *(Column(str(year), f"year-{year}", "number") for year in years),
        Column("Mean", "mean", "number"),
        Column("Index", "index", "number"),
    )
    rows = tuple(_row(data, month, years, held) for month in MONTHS)
    return Table(f"{data.code}-table", title, columns, rows, source=source)


def _row(
    data: Season, month: int, years: list[int], held: dict[tuple[int, int], float | None]
) -> tuple[Cell, ...]:
    cells = [Cell(calendar.month_name[month])]
    cells += [_cell(data, Month(year, month), held) for year in years]
    mean = data.means.get(month)
    if mean is None:
        return (*cells, Cell("No data", state="missing"), Cell("", state="missing"))
    index = f"{mean / data.average * 100:.0f}" if data.average else ""
    return (*cells, Cell(printed(mean, decimals=data.decimals)), Cell(index))


def _cell(data: Season, at: Month, held: dict[tuple[int, int], float | None]) -> Cell:
    """A month's value; a month before the first or after the last is no gap."""
    value = held.get((at.year, at.month))
    if value is not None:
        return Cell(printed(value, decimals=data.decimals))
    within = min(month for month, _ in data.values) <= at <= max(month for month, _ in data.values)
    return Cell("No data", state="missing") if within else Cell("", state="not-applicable")
