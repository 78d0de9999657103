"""Funnel: areas of unlike size against the limits for their size; only those outside stand out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from headrow.analysis.present.charts import alt_words, axes
from headrow.analysis.present.charts.canvas import INK, OVER, UNDER, Canvas, Spot
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import (
    Scale,
    axis_words,
    printed,
    ticks_between,
    ticks_from_nought,
)
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table

Standing: TypeAlias = Literal["within", "above", "below"]
STANDING_WORDS = {
    "within": "within the range expected for its size",
    "above": "above the 99.8% limits for its size",
    "below": "below the 99.8% limits for its size",
}
MOST_NAMES = (5, 3)  # wide, narrow
FEWEST_AREAS = 10


@dataclass(frozen=True, slots=True)
class Area:
    """One area: its base (`size`), its rate, and where it stands among the limits."""

    name: str
    size: float
    rate: float
    count: int | None = None
    standing: Standing = "within"
    low: float | None = None  # its own 99.8% limits
    high: float | None = None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class LimitsAt:
    """The limits of the rate at a size: 95% and 99.8%, adjusted for overdispersion."""

    size: float
    low95: float
    high95: float
    low998: float
    high998: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """What a funnel shows."""

    code: str
    areas: tuple[Area, ...]
    limits: tuple[LimitsAt, ...]
    centre: float
    place: str
    counted: str  # "recorded burglary per 1,000 households"
    size_called: str = "Residents in the area"
    decimals: int = 1

    @property
    def shown(self) -> tuple[Area, ...]:
        """Areas whose rate is not withheld."""
        return tuple(area for area in self.areas if not area.withheld)


def draw(data: Funnel, *, png: bool = False) -> Drawing:
    """The funnel at both widths. Raises ValueError for fewer than ten areas: a table serves them better."""
    if len(data.areas) < FEWEST_AREAS:
        raise ValueError(f"{data.code}: a funnel needs {FEWEST_AREAS} areas or more.")

    def paint(canvas: Canvas, wide: bool) -> None:
        _paint(canvas, data, wide)

    return both_widths(paint, data.code, wide_height=380, narrow_height=330, png=png)


def _top(data: Funnel) -> tuple[float, Area | None]:
    """The top of the scale, and the one area that may stand off it.

    An area is taken off the scale where it would press all others into less than half the height.
    """
    rates = sorted((area.rate for area in data.shown), reverse=True)
    limit = max((at.high998 for at in data.limits), default=data.centre)
    second = max(rates[1] if len(rates) > 1 else 0.0, limit, data.centre)
    if rates and rates[0] > 1.35 * second:
        return second, next(area for area in data.shown if area.rate == rates[0])
    return max([second, *rates[:1]]), None


def _paint(canvas: Canvas, data: Funnel, wide: bool) -> None:
    top, off_scale = _top(data)
    ticks = ticks_from_nought(top * (1.12 if off_scale else 1.0))
    frame, y = axes.value_axis(canvas, ticks, foot=axes.FOOT + 18, right=10)
    sizes = [area.size for area in data.shown]
    x_ticks = ticks_between(min(sizes), max(sizes), 5 if wide else 4)
    x = Scale(x_ticks[0], x_ticks[-1], frame.left + 8, frame.right - 18)
    axes.baseline(canvas, frame)
    for tick, words in zip(x_ticks, axis_words(x_ticks), strict=True):
        axes.foot_label(canvas, x(tick), frame, words)
    canvas.text(data.size_called, Spot(frame.left, frame.bottom + 41), fill=tokens.SOFT_INK)
    _limits(canvas, data, x, y, frame)
    _dots(canvas, data, x, y, off_scale)
    _write(canvas, data, x, y, frame, off_scale, wide)


def _limits(canvas: Canvas, data: Funnel, x: Scale, y: Scale, frame: axes.Frame) -> None:
    held = [at for at in data.limits if x.low <= at.size <= x.high]
    centre = y(data.centre)
    canvas.path(((frame.left, centre), (frame.right, centre)), stroke=INK, width=1.25)
    for name, dash in (("998", (4, 3)), ("95", (1, 2.5))):
        for side in ("low", "high"):
            points = [(x(at.size), y(max(0.0, getattr(at, side + name)))) for at in held]
            inside = [point for point in points if frame.top <= point[1] <= frame.bottom - 1]
            canvas.path(inside, stroke=tokens.SOFT_INK, width=1.25, dash=dash)


def _dots(canvas: Canvas, data: Funnel, x: Scale, y: Scale, off_scale: Area | None) -> None:
    """Areas within the limits as rings first, so that those outside lie over them."""
    for area in sorted(data.shown, key=lambda a: (a.standing != "within", a.name)):
        if area is off_scale:
            at = (x(area.size), y(y.high) + 8)
            canvas.mark("triangle-up", at, area=120, fill=tokens.FOCUS)
        elif area.standing == "within":
            at = (x(area.size), y(area.rate))
            canvas.mark("circle", at, area=40, fill=tokens.PAGE, stroke=tokens.CONTEXT, width=1.5)
        else:
            canvas.mark("circle", (x(area.size), y(area.rate)), area=80, fill=tokens.FOCUS)


def _write(
    canvas: Canvas,
    data: Funnel,
    x: Scale,
    y: Scale,
    frame: axes.Frame,
    off: Area | None,
    wide: bool,
) -> None:
    if off is not None:
        at = (x(off.size), y(y.high) + 8)
        rate = f"{printed(off.rate, decimals=data.decimals)}, off the scale"
        for words, drop, bold in ((off.name, 5, True), (rate, 23, False)):
            sides = (Spot(at[0] + 10, at[1] + drop), Spot(at[0] - 10, at[1] + drop, "end"))
            fill = INK if bold else tokens.SOFT_INK
            canvas.place(words, sides, bold=bold, fill=fill, over_marks=True)
    right = frame.right
    centre = f"{data.place} {printed(data.centre, decimals=data.decimals)}"
    edges = [right - step for step in range(0, int(right - frame.left) - 100, 16)]
    canvas.place(
        centre, [Spot(e, y(data.centre) + lift, "end") for lift in (OVER, UNDER) for e in edges],
        bold=True, over_marks=True,
    )  # fmt: skip
    if data.limits:
        last = data.limits[-1]
        for name, value in (("99.8% limit", last.high998), ("95% limit", last.high95)):
            spots = [Spot(e, y(value) + lift, "end") for lift in (OVER, UNDER) for e in edges]
            canvas.place(name, spots, fill=tokens.SOFT_INK, over_marks=True)
    outside = [area for area in data.shown if area.standing != "within" and area is not off]
    _name_outside(canvas, outside, x, y, wide)


def _name_outside(canvas: Canvas, outside: Sequence[Area], x: Scale, y: Scale, wide: bool) -> None:
    """Names where they are few; otherwise how many stand above and how many below."""
    named = sorted(outside, key=lambda area: (-area.rate, area.name))
    labels = [(area.name, _beside(x(area.size), y(area.rate))) for area in named]
    if len(outside) <= MOST_NAMES[0 if wide else 1] and canvas.place_all(labels, bold=True):
        return
    for standing in ("above", "below"):
        group = [area for area in outside if area.standing == standing]
        if group:
            last = max(group, key=lambda area: (area.size, area.name))
            words = f"{len(group)} area{'s' * (len(group) > 1)} {standing}"
            words += " the limits" if wide else ""
            spots = _beside(x(last.size), y(last.rate))
            canvas.place(words, spots, bold=True, over_marks=True)


def _beside(x: float, y: float) -> list[Spot]:
    return [
        Spot(x + side * 9, y + 5 + lift, "start" if side > 0 else "end")
        for lift in (0, -14, 14, -28)
        for side in (1, -1)
    ]


def how_to_read(data: Funnel) -> str:
    """The marks in words, for the line under the drawing."""
    return (
        "Ring: an area within the range expected for its size, not ranked. Filled: outside the 99.8% "
        "limits. Dashed: 99.8% limits. Dotted: 95% limits, both adjusted for how much areas differ."
    )


def alt_text(data: Funnel, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    standings = [area.standing for area in data.shown]
    hidden = len(data.areas) - len(data.shown)
    above, below = standings.count("above"), standings.count("below")
    ranked = sorted(data.shown, key=lambda area: (area.rate, area.name))
    needed = (
        f"Funnel of {data.counted} in {len(data.areas)} areas against their size",
        finding,
        alt_words.numbered(hidden, "is withheld", "are withheld"),
    )
    more = (
        f"{above} are above and {below} below the 99.8% limits, {standings.count('within')} within",
        f"The average is {printed(data.centre, decimals=data.decimals)}",
        f"Rates run from {printed(ranked[0].rate, decimals=data.decimals)} to "
        f"{printed(ranked[-1].rate, decimals=data.decimals)}",
        "The areas within the limits are not ranked",
    )
    return alt_words.fitted(needed, more)


def table(data: Funnel, *, title: str, source: str = "") -> Table:
    """The areas from A to Z: count, base, rate, limits and standing."""
    columns = (
        Column("Area", "name"),
        Column("Count", "count", "number"),
        Column(data.size_called, "size", "number"),
        Column("Rate", "rate", "number"),
        Column("99.8% limits", "limits", "number"),
        Column("Reading", "reading"),
    )
    rows = tuple(_row(area, data) for area in sorted(data.areas, key=lambda area: area.name))
    return Table(f"{data.code}-table", title, columns, rows, source=source, folded=len(rows) > 24)


def _row(area: Area, data: Funnel) -> tuple[Cell, ...]:
    size = Cell(f"{area.size:,.0f}")
    if area.withheld:
        hidden = Cell("[c]", state="withheld")
        return Cell(area.name), hidden, size, hidden, Cell("", state="withheld"), Cell("")
    ends = [printed(v, decimals=data.decimals) for v in (area.low, area.high) if v is not None]
    count = "" if area.count is None else f"{area.count:,}"
    rate = Cell(printed(area.rate, decimals=data.decimals))
    reading = Cell(STANDING_WORDS[area.standing])
    return Cell(area.name), Cell(count), size, rate, Cell(" to ".join(ends)), reading
