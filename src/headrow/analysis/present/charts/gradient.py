"""Gradient: a rate by tenth (or fifth) of deprivation, with intervals and the mean of the place."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.analysis.present.charts import alt_words, axes
from headrow.analysis.present.charts.canvas import INK, OVER, Box, Canvas, Spot
from headrow.analysis.present.charts.lettering import ARIAL, LINE, width_of, wrapped
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import Scale, printed, ticks_from_nought
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table

BAR = 0.64  # share of its place that a bar fills


@dataclass(frozen=True, slots=True)
class Group:
    """One tenth or fifth of areas; 1 is the most deprived. `note` explains an odd bar on the bar itself."""

    number: int
    rate: float | None
    low: float | None = None
    high: float | None = None
    count: int | None = None
    base: float | None = None
    note: str = ""
    withheld: bool = False

    @property
    def shown(self) -> float | None:
        """The rate, unless it is withheld."""
        return None if self.withheld else self.rate


@dataclass(frozen=True, slots=True)
class Gradient:
    """What a gradient shows."""

    code: str
    groups: tuple[Group, ...]
    average: float
    place: str  # named at the line of the mean
    counted: str  # "recorded violence per 1,000 residents, March 2024"
    group_called: str = "tenth"
    base_called: str = "Residents"
    decimals: int = 0


def draw(data: Gradient, *, png: bool = False) -> Drawing:
    """The gradient at both widths, the two ends standing out."""

    def paint(canvas: Canvas, wide: bool) -> None:
        _paint(canvas, data, wide)

    return both_widths(paint, data.code, wide_height=320, narrow_height=270, png=png)


def _paint(canvas: Canvas, data: Gradient, wide: bool) -> None:
    known = [group for group in data.groups if group.shown is not None]
    ends = [end for group in known for end in (group.shown, group.high) if end is not None]
    # Room over the highest bar for its number.
    ticks = ticks_from_nought(max([*ends, data.average]) * 1.08)
    frame, y = axes.value_axis(canvas, ticks, foot=axes.FOOT + 2 * LINE, right=4)
    each = (frame.right - frame.left) / len(data.groups)
    for index, group in enumerate(data.groups):
        middle = frame.left + each * (index + 0.5)
        _bar(canvas, y, group, middle, each * BAR, is_end=index in (0, len(data.groups) - 1))
        _under(canvas, frame, data, index, middle)
    axes.baseline(canvas, frame)
    level = y(data.average)
    canvas.path(((frame.left, level), (frame.right, level)), stroke=INK, width=1.25, dash=(4, 3))
    for index, group in enumerate(data.groups):
        middle = frame.left + each * (index + 0.5)
        _over(canvas, y, data, group, middle, is_end=index in (0, len(data.groups) - 1))
    words = f"{data.place} {printed(data.average, decimals=data.decimals)}"
    spots = [Spot(frame.right - step, level + OVER, "end") for step in range(0, int(each * 6), 20)]
    canvas.place(words, spots, bold=True, over_marks=True)


def _bar(
    canvas: Canvas, y: Scale, group: Group, middle: float, thick: float, *, is_end: bool
) -> None:
    if group.shown is None:
        fill = canvas.fill_of("withheld" if group.withheld else "missing")
        box = Box(middle - thick / 2, y(0) - 14, middle + thick / 2, y(0))
        canvas.rect(box, fill=fill, stroke=tokens.ZERO_STROKE, width=0.75)
        return
    box = Box(middle - thick / 2, y(group.shown), middle + thick / 2, y(0))
    canvas.rect(box, fill=tokens.FOCUS if is_end else tokens.CONTEXT_BAR)
    canvas.obstacles.append(box)
    if group.low is None or group.high is None:
        return
    top, foot, end = y(group.high), y(group.low), y(group.shown)
    canvas.line((middle, end), (middle, foot), stroke=tokens.PAGE if is_end else INK, width=1.5)
    canvas.line((middle, top), (middle, end), stroke=INK, width=1.5)
    canvas.obstacles.append(Box(middle - 2, top, middle + 2, foot))


def _under(canvas: Canvas, frame: axes.Frame, data: Gradient, index: int, middle: float) -> None:
    number = str(data.groups[index].number)
    last = len(data.groups) - 1
    ends = {0: ("Most", "deprived"), last: ("Least", "deprived")}
    canvas.text(number, Spot(middle, frame.bottom + 20, "middle"), fill=tokens.SOFT_INK)
    if index in ends:
        half = width_of("deprived") * ARIAL / 2
        x = min(max(middle, half), canvas.width - half)
        canvas.text(ends[index], Spot(x, frame.bottom + 38, "middle"), fill=tokens.SOFT_INK)


def _over(
    canvas: Canvas, y: Scale, data: Gradient, group: Group, middle: float, *, is_end: bool
) -> None:
    if group.shown is None:
        return
    top = y(group.high if group.high is not None else group.shown) - 6
    if is_end:
        words = printed(group.shown, decimals=data.decimals)
        spots = (Spot(middle, top, "middle"), Spot(middle, y(data.average) + OVER, "middle"))
        canvas.place(words, spots, bold=True, over_marks=True)
    if group.note:
        lines = wrapped(group.note, room=110)
        rise = top - LINE * (len(lines) - 1)
        higher = [Spot(middle, rise - step, "middle") for step in (0, 12, 24)]
        canvas.place(lines, higher, fill=tokens.SOFT_INK, over_marks=True)


def how_to_read(data: Gradient) -> str:
    """The marks in words, for the line under the drawing."""
    return (
        f"Each bar is a {data.group_called} of areas by deprivation, from the most to the least "
        f"deprived. The thin line at its top is the 95% interval. Dashed line: {data.place}. "
        "This describes areas, not people."
    )


def alt_text(data: Gradient, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    known = [group for group in data.groups if group.shown is not None]
    hidden = sum(group.withheld for group in data.groups)
    average = printed(data.average, decimals=data.decimals)
    needed = (
        f"Bars of {data.counted}, by {data.group_called} of areas from most to least deprived",
        finding,
        alt_words.numbered(hidden, "is withheld", "are withheld"),
    )
    more = (
        _ends(data, known),
        f"The average of {data.place} is {average}",
        "The bars describe areas, not people",
        "Each bar carries a line for its 95% interval",
    )
    return alt_words.fitted(needed, more)


def _ends(data: Gradient, known: list[Group]) -> str:
    if len(known) < 2:
        return ""
    first, last = known[0], known[-1]
    high, low = (printed(group.shown or 0.0, decimals=data.decimals) for group in (first, last))
    return f"Group {first.number} has {high} and group {last.number} has {low}"


def table(data: Gradient, *, title: str, source: str = "") -> Table:
    """Group, count, base, rate and interval."""
    columns = (
        Column(f"{data.group_called.capitalize()} (1 is most deprived)", "group"),
        Column("Count", "count", "number"),
        Column(data.base_called, "base", "number"),
        Column("Rate", "rate", "number"),
        Column("95% interval", "interval", "number"),
    )
    rows = tuple(_row(group, data) for group in data.groups)
    return Table(f"{data.code}-table", title, columns, rows, source=source)


def _row(group: Group, data: Gradient) -> tuple[Cell, ...]:
    base = Cell("" if group.base is None else f"{group.base:,.0f}")
    if group.withheld:
        hidden = Cell("[c]", state="withheld")
        return Cell(str(group.number)), hidden, base, hidden, Cell("", state="withheld")
    if group.rate is None:
        gone = Cell("No data", state="missing")
        return Cell(str(group.number)), gone, base, gone, Cell("", state="missing")
    ends = (group.low, group.high)
    interval = " to ".join(printed(v, decimals=data.decimals) for v in ends if v is not None)
    count = "" if group.count is None else f"{group.count:,}"
    rate = printed(group.rate, decimals=data.decimals)
    return Cell(str(group.number)), Cell(count), base, Cell(rate), Cell(interval)
