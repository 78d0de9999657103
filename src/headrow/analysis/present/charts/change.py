"""Change dot plot: many measures, two periods, each change with its 95% interval."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.analysis.present.charts import alt_words
from headrow.analysis.present.charts.canvas import INK, Canvas, Spot
from headrow.analysis.present.charts.lettering import ARIAL, LINE, width_of, wrapped
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import Scale, signed_percent, ticks_within
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table

ROW_WIDE = 26
ROW_NARROW = 40
NAME_ROOM = 250
WIDEST_CHANGE = 1.0  # an interval that runs past +100% is cut there, with an arrow
NOT_ASSESSED = "not assessed"


@dataclass(frozen=True, slots=True)
class Change:
    """One measure's change as a share (−0.16 is a fall of 16%); None where it is not assessed."""

    name: str
    before: int | None
    after: int | None
    change: float | None
    low: float | None = None
    high: float | None = None
    clear: bool = False
    why_not: str = ""  # why it is not assessed, for the table


@dataclass(frozen=True, slots=True)
class Changes:
    """What a change dot plot shows; rows are sorted by value when drawn."""

    code: str
    rows: tuple[Change, ...]
    before_words: str  # "2023"
    after_words: str  # "2024"
    counted: str = "recorded crime"

    @property
    def sorted_rows(self) -> tuple[Change, ...]:
        """Greatest fall first, those not assessed last."""
        return tuple(sorted(self.rows, key=lambda r: (r.change is None, r.change or 0.0, r.name)))


def draw(data: Changes, *, png: bool = False) -> Drawing:
    """The changes at both widths, with the value in words at the right."""
    rows = data.sorted_rows
    wide_rows = [max(ROW_WIDE, 8 + LINE * len(_name_lines(row))) for row in rows]
    narrow_names = [_narrow_lines(row) for row in rows]

    def paint(canvas: Canvas, wide: bool) -> None:
        if wide:
            _paint_wide(canvas, rows, wide_rows)
        else:
            _paint_narrow(canvas, rows, narrow_names)

    return both_widths(
        paint,
        data.code,
        wide_height=sum(wide_rows) + 34,
        narrow_height=sum(ROW_NARROW + LINE * (len(name) - 1) for name in narrow_names) + 34,
        png=png,
    )


def _name_lines(row: Change) -> tuple[str, ...]:
    return wrapped(row.name, room=NAME_ROOM)


def _narrow_lines(row: Change) -> tuple[str, ...]:
    """The name, broken where it would meet the value at its right."""
    value = width_of(_value_words(row), bold=True) * ARIAL
    return wrapped(row.name, room=tokens.CHART_NARROW_PX[0] - value - 12)


def _widest(rows: tuple[Change, ...]) -> float:
    """Where intervals are cut: past +100%, unless a change itself lies further out."""
    return max([WIDEST_CHANGE, *(row.change for row in rows if row.change is not None)])


def _range(rows: tuple[Change, ...]) -> tuple[float, float]:
    """The lowest and highest change that the scale must show, nought among them, with a little air."""
    known = [row for row in rows if row.change is not None]
    ends = [end for row in known for end in (row.low, row.high, row.change) if end is not None]
    held = [min(max(end, -1.0), _widest(rows)) for end in ends] or [-0.1, 0.1]
    low, high = min(0.0, *held), max(0.0, *held)
    air = (high - low) * 0.03
    return low - air, high + air


def _paint_wide(canvas: Canvas, rows: tuple[Change, ...], heights: list[int]) -> None:
    low, high = _range(rows)
    ticks = ticks_within(low, high, 6)
    names = max(width_of(line) for row in rows for line in _name_lines(row)) * ARIAL
    x = Scale(low, high, names + 30, canvas.width - _value_room(rows) - 18)
    foot = canvas.height - 6
    for tick in ticks:
        canvas.text(_tick_words(tick), Spot(x(tick), 16, "middle"), fill=tokens.SOFT_INK)
        stroke = INK if tick == 0 else tokens.GRID
        canvas.line((x(tick), 24), (x(tick), foot), stroke=stroke, width=1.25 if tick == 0 else 1)
    y = 30.0
    for row, height in zip(rows, heights, strict=True):
        middle = y + height / 2
        lines = _name_lines(row)
        canvas.text(lines, Spot(names, middle + 5 - LINE * (len(lines) - 1) / 2, "end"))
        _interval(canvas, x, row, middle)
        _value(canvas, row, middle + 5)
        y += height


def _paint_narrow(canvas: Canvas, rows: tuple[Change, ...], names: list[tuple[str, ...]]) -> None:
    low, high = _range(rows)
    ticks = ticks_within(low, high, 4)
    inset = max(width_of(_tick_words(tick)) for tick in ticks) * ARIAL / 2
    x = Scale(low, high, inset, canvas.width - inset)
    foot = canvas.height - 28
    for tick in ticks:
        stroke = INK if tick == 0 else tokens.GRID
        canvas.line((x(tick), 4), (x(tick), foot), stroke=stroke, width=1.25 if tick == 0 else 1)
        canvas.text(_tick_words(tick), Spot(x(tick), foot + 20, "middle"), fill=tokens.SOFT_INK)
    top = 4.0
    for row, name in zip(rows, names, strict=True):
        canvas.text(name, Spot(0, top + 14), halo=True)
        _value(canvas, row, top + 14)
        top += LINE * (len(name) - 1)
        _interval(canvas, x, row, top + 28)
        top += ROW_NARROW


def _value_room(rows: tuple[Change, ...]) -> float:
    return (
        max((width_of(_value_words(row), bold=row.change is not None) for row in rows), default=40)
        * ARIAL
    )


def _value_words(row: Change) -> str:
    return NOT_ASSESSED if row.change is None else signed_percent(row.change)


def _tick_words(tick: float) -> str:
    return "0" if abs(tick) < 1e-9 else signed_percent(tick)


def _value(canvas: Canvas, row: Change, y: float) -> None:
    known = row.change is not None
    fill = INK if row.clear else tokens.SOFT_INK
    spot = Spot(canvas.width, y, "end")
    canvas.text(_value_words(row), spot, bold=known, fill=fill, halo=True)


def _interval(canvas: Canvas, x: Scale, row: Change, y: float) -> None:
    if row.change is None:
        return
    colour = tokens.FOCUS if row.clear else tokens.CONTEXT
    if row.low is not None and row.high is not None:
        left, right = max(row.low, x.low), min(row.high, x.high)
        canvas.line((x(left), y), (x(right), y), stroke=colour, width=2.5)
        if row.high > x.high + 1e-9:
            end = x(right)
            canvas.area(((end, y - 5), (end + 7, y), (end, y + 5)), fill=colour)
    at = (x(min(max(row.change, x.low), x.high)), y)
    if row.clear:
        canvas.mark("circle", at, area=85, fill=tokens.FOCUS)
    else:
        canvas.mark("circle", at, area=70, fill=tokens.PAGE, stroke=tokens.CONTEXT, width=2)


def how_to_read(data: Changes) -> str:
    """The marks in words, for the line under the drawing."""
    words = "Filled mark: clear change. Ring: no clear difference. Lines are 95% intervals."
    cut = any(row.high is not None and row.high > _widest(data.rows) for row in data.rows)
    return f"{words} An arrow means that the interval runs on." if cut else words


def alt_text(data: Changes, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    known = [row for row in data.sorted_rows if row.change is not None]
    unclear = sum(not row.clear for row in known)
    needed = (
        f"Dot plot of the change in {data.counted}, {data.after_words} compared with "
        f"{data.before_words}",
        finding,
    )
    more = (
        f"The changes run from {_spoken(known[0])} to {_spoken(known[-1])}" if known else "",
        f"{unclear} of {len(known)} show no clear difference" if unclear else "",
        alt_words.numbered(len(data.rows) - len(known), "is not assessed", "are not assessed"),
        "Each change is a dot with a line for its 95% interval",
        "A filled dot is a clear change and a ring is not",
    )
    return alt_words.fitted(needed, more)


def _spoken(row: Change) -> str:
    return f"{row.name} {signed_percent(row.change or 0.0)}"


def table(data: Changes, *, title: str, source: str = "") -> Table:
    """Both counts, the change, its interval and how it is called."""
    columns = (
        Column("Measure", "name"),
        Column(data.before_words, "before", "number"),
        Column(data.after_words, "after", "number"),
        Column("Change", "change", "number"),
        Column("95% interval", "interval", "number"),
        Column("Reading", "reading"),
    )
    rows = tuple(_row(row) for row in data.sorted_rows)
    notes = tuple(
        f"{row.name}: {NOT_ASSESSED}, because {row.why_not}." for row in data.rows if row.why_not
    )
    return Table(f"{data.code}-table", title, columns, rows, notes=notes, source=source)


def _row(row: Change) -> tuple[Cell, ...]:
    counts = (_count(row.before), _count(row.after))
    if row.change is None:
        blank = Cell("", state="not-applicable")
        return (Cell(row.name), *counts, blank, blank, Cell(NOT_ASSESSED))
    interval = (
        f"{signed_percent(row.low)} to {signed_percent(row.high)}"
        if row.low is not None and row.high is not None
        else ""
    )
    reading = ("fell" if row.change < 0 else "rose") if row.clear else "no clear difference"
    return (
        Cell(row.name), *counts, Cell(signed_percent(row.change)), Cell(interval), Cell(reading),
    )  # fmt: skip


def _count(value: int | None) -> Cell:
    return Cell("[c]", state="withheld") if value is None else Cell(f"{value:,}")
