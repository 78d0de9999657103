"""Bars by type: counts or rates of several kinds, largest first, each with its interval where one is known."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.analysis.present.charts import alt_words
from headrow.analysis.present.charts.canvas import INK, Box, Canvas, Spot
from headrow.analysis.present.charts.lettering import ARIAL, LINE, width_of, wrapped
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import Scale, at_least, printed, ticks_from_nought
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table

ROW_WIDE = 26
ROW_NARROW = 42
NAME_ROOM = 250


@dataclass(frozen=True, slots=True)
class Bar:
    """One kind; `value` is None where there is none to show, and `withheld` says that it is hidden."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    withheld: bool = False
    context: bool = False  # drawn fainter, so that others stand out

    @property
    def shown(self) -> float | None:
        """The value, unless it is withheld."""
        return None if self.withheld else self.value


@dataclass(frozen=True, slots=True)
class Bars:
    """What a bar chart shows; `keep_order` where the kinds have an order of their own."""

    code: str
    bars: tuple[Bar, ...]
    counted: str  # "recorded crimes by type", for the alternative text
    decimals: int = 0
    unit: str = ""  # "%" after each number
    keep_order: bool = False

    @property
    def sorted_bars(self) -> tuple[Bar, ...]:
        """Largest first and those without a value last, unless the order is their own."""
        if self.keep_order:
            return self.bars
        return tuple(sorted(self.bars, key=lambda b: (b.shown is None, -(b.shown or 0.0), b.name)))


def draw(data: Bars, *, png: bool = False) -> Drawing:
    """The bars at both widths, lying, with the number at the right end."""
    bars = data.sorted_bars
    narrow_names = [_narrow_lines(bar, data) for bar in bars]
    heights = [max(ROW_WIDE, 8 + LINE * len(wrapped(bar.name, room=NAME_ROOM))) for bar in bars]

    def paint(canvas: Canvas, wide: bool) -> None:
        if wide:
            _paint_wide(canvas, data, bars, heights)
        else:
            _paint_narrow(canvas, data, bars, narrow_names)

    return both_widths(
        paint,
        data.code,
        wide_height=sum(heights) + 30,
        narrow_height=sum(ROW_NARROW + LINE * (len(name) - 1) for name in narrow_names) + 28,
        png=png,
    )


def _highest(data: Bars) -> float:
    ends = [end for bar in data.bars if bar.shown is not None for end in (bar.shown, bar.high)]
    return max((end for end in ends if end is not None), default=1.0) or 1.0


def _scale(
    canvas: Canvas,
    data: Bars,
    left: float,
    right: float,
    parts: int,
    foot: float,
    *,
    with_line: bool = True,
) -> Scale:
    """The scale along the foot; the line of nought in ink, unless it would run through names."""
    ticks = ticks_from_nought(_highest(data), parts, whole=data.decimals == 0)
    x = Scale(0, ticks[-1], left, right)
    for tick in ticks:
        stroke = INK if tick == 0 and with_line else tokens.GRID
        canvas.line((x(tick), 4), (x(tick), foot), stroke=stroke)
        words = printed(tick) + (data.unit if tick else "")
        half = width_of(words) * ARIAL / 2
        middle = min(max(x(tick), half), canvas.width - half)
        canvas.text(words, Spot(middle, foot + 19, "middle"), fill=tokens.SOFT_INK)
    return x


def _paint_wide(canvas: Canvas, data: Bars, bars: tuple[Bar, ...], heights: list[int]) -> None:
    lines = [wrapped(bar.name, room=NAME_ROOM) for bar in bars]
    names = max(width_of(line) for block in lines for line in block) * ARIAL
    values = max(width_of(_words(bar, data), bold=True) for bar in bars) * ARIAL
    x = _scale(canvas, data, names + 12, canvas.width - values - 20, 5, canvas.height - 26)
    y = 4.0
    for bar, block, height in zip(bars, lines, heights, strict=True):
        middle = y + height / 2
        canvas.text(block, Spot(names, middle + 5 - LINE * (len(block) - 1) / 2, "end"))
        _bar(canvas, x, bar, middle, ROW_WIDE * 0.7)
        canvas.text(_words(bar, data), Spot(canvas.width, middle + 5, "end"), bold=True)
        y += height


def _narrow_lines(bar: Bar, data: Bars) -> tuple[str, ...]:
    """The name, broken where it would meet the number at its right."""
    value = width_of(_words(bar, data), bold=True) * ARIAL
    return wrapped(bar.name, room=tokens.CHART_NARROW_PX[0] - value - 18)


def _paint_narrow(
    canvas: Canvas, data: Bars, bars: tuple[Bar, ...], names: list[tuple[str, ...]]
) -> None:
    x = _scale(canvas, data, 1, canvas.width - 24, 3, canvas.height - 24, with_line=False)
    top = 4.0
    for bar, name in zip(bars, names, strict=True):
        canvas.text(name, Spot(0, top + 15), halo=True)
        canvas.text(_words(bar, data), Spot(canvas.width, top + 15, "end"), bold=True, halo=True)
        top += LINE * (len(name) - 1)
        _bar(canvas, x, bar, top + 29, 14)
        canvas.line((x(0), top + 20), (x(0), top + 38), stroke=INK)
        top += ROW_NARROW


def _bar(canvas: Canvas, x: Scale, bar: Bar, middle: float, thick: float) -> None:
    if bar.shown is None:
        kind = "withheld" if bar.withheld else "missing"
        box = Box(x(0), middle - thick / 2, x(0) + thick, middle + thick / 2)
        canvas.rect(box, fill=canvas.fill_of(kind), stroke=tokens.ZERO_STROKE, width=0.75)
        return
    box = Box(x(0), middle - thick / 2, x(bar.shown), middle + thick / 2)
    canvas.rect(box, fill=tokens.CONTEXT_BAR if bar.context else tokens.FOCUS)
    if bar.low is not None and bar.high is not None:
        on_bar = INK if bar.context else tokens.PAGE
        _whisker(canvas, x(bar.low), x(bar.high), x(bar.shown), middle, on_bar)


def _whisker(canvas: Canvas, low: float, high: float, end: float, y: float, on_bar: str) -> None:
    """The interval: white on a dark bar, ink beyond it, so that both halves can be seen."""
    canvas.line((low, y), (end, y), stroke=on_bar, width=1.5)
    canvas.line((end, y), (high, y), stroke=INK, width=1.5)


def _words(bar: Bar, data: Bars) -> str:
    if bar.withheld:
        return "[c]"
    if bar.value is None:
        return "no data"
    return at_least(bar.value, decimals=data.decimals) + data.unit


def how_to_read(data: Bars) -> str:
    """The marks in words, for the line under the drawing."""
    words = "Bars start at 0."
    if any(bar.low is not None for bar in data.bars):
        words += " The thin line at the end of a bar is its 95% interval."
    if any(bar.withheld for bar in data.bars):
        words += " Dots: withheld, to protect people."
    return words


def alt_text(data: Bars, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    shown = [bar for bar in data.sorted_bars if bar.shown is not None]
    ranked = sorted(shown, key=lambda bar: -(bar.shown or 0.0))
    hidden = sum(bar.withheld for bar in data.bars)
    needed = (
        f"Bars of {data.counted}",
        finding,
        alt_words.numbered(hidden, "is withheld", "are withheld"),
    )
    more = [
        f"The longest bar is {_spoken(ranked[0], data)} and the shortest "
        f"{_spoken(ranked[-1], data)}"
        if len(ranked) > 1
        else "",
        f"Second comes {_spoken(ranked[1], data)}" if len(ranked) > 2 else "",
        f"{len(data.bars)} kinds are drawn, each with its number beside the bar",
        "All bars start at nought and share one scale",
    ]
    return alt_words.fitted(needed, more)


def _spoken(bar: Bar, data: Bars) -> str:
    return f"{bar.name} with {_words(bar, data)}"


def table(data: Bars, *, title: str, value_title: str, source: str = "") -> Table:
    """Each kind with its number, and its interval where one is known."""
    with_interval = any(bar.low is not None for bar in data.bars)
    columns: tuple[Column, ...] = (Column("Kind", "name"), Column(value_title, "value", "number"))
    if with_interval:
        columns += (Column("95% interval", "interval", "number"),)
    rows = tuple(_row(bar, data)[: len(columns)] for bar in data.sorted_bars)
    return Table(f"{data.code}-table", title, columns, rows, source=source)


def _row(bar: Bar, data: Bars) -> tuple[Cell, ...]:
    state = "withheld" if bar.withheld else "missing" if bar.value is None else "shown"
    interval = ""
    if bar.shown is not None and bar.low is not None and bar.high is not None:
        low, high = (printed(v, decimals=data.decimals) for v in (bar.low, bar.high))
        interval = f"{low} to {high}"
    return (Cell(bar.name), Cell(_words(bar, data), state=state), Cell(interval))  # type: ignore[arg-type]
