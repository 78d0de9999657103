"""Concentration: the share of incidents against the share of areas, beside what chance alone would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from headrow.analysis.present.charts import alt_words, axes
from headrow.analysis.present.charts.canvas import INK, Canvas, Spot
from headrow.analysis.present.charts.lettering import ARIAL, LINE, width_of, wrapped
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import Scale
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table

SHARES = (0.05, 0.10, 0.20, 0.50)
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
WIDE_FRAME_RIGHT = 480.0


@dataclass(frozen=True, slots=True)
class Curve:
    """Points from (0, 0) to (1, 1): share of areas, those with most first, and share of incidents in them."""

    name: str
    points: tuple[tuple[float, float], ...]

    def at(self, share: float) -> float:
        """The share of incidents in a share of areas, between the points held."""
        for (x0, y0), (x1, y1) in pairwise(self.points):
            if x0 <= share <= x1:
                return y0 if x1 == x0 else y0 + (y1 - y0) * (share - x0) / (x1 - x0)
        return 1.0


@dataclass(frozen=True, slots=True)
class Concentration:
    """What a concentration chart shows: a focus, perhaps one context, and the curve that chance would draw."""

    code: str
    focus: Curve
    context: Curve | None = None
    chance: Curve | None = None
    areas: int = 0
    areas_called: str = "areas"
    marker: float = 0.2
    marker_words: str = "In the fifth of areas with the most:"


def curve_of(name: str, counts: Sequence[int], *, points: int = 60) -> Curve:
    """The curve of counts by area. Raises ValueError when there is nothing to share out.

    Long lists are thinned to about `points` points, dense where the curve bends.
    """
    ordered, total = sorted(counts, reverse=True), sum(counts)
    if total <= 0:
        raise ValueError(f"{name}: no incidents to share out.")
    running, held = 0, [(0.0, 0.0)]
    keep = {round(len(ordered) * (step / points) ** 1.6) for step in range(1, points + 1)}
    keep |= {round(len(ordered) * share) for share in SHARES} | {len(ordered)}
    for index, count in enumerate(ordered, 1):
        running += count
        if index in keep:
            held.append((index / len(ordered), running / total))
    return Curve(name, tuple(held))


def draw(data: Concentration, *, png: bool = False) -> Drawing:
    """The curves at both widths, in a square frame."""

    def paint(canvas: Canvas, wide: bool) -> None:
        _paint(canvas, data, wide)

    return both_widths(paint, data.code, wide_height=460, narrow_height=346, png=png)


def _paint(canvas: Canvas, data: Concentration, wide: bool) -> None:
    right = canvas.width - WIDE_FRAME_RIGHT if wide else 18
    words = tuple(f"{tick:.0%}" for tick in TICKS)
    frame, y = axes.value_axis(canvas, TICKS, words=words, foot=axes.FOOT + LINE, right=right)
    x = Scale(0, 1, frame.left, frame.right)
    axes.baseline(canvas, frame)
    for tick, label in zip(TICKS, words, strict=True):
        axes.foot_label(canvas, x(tick), frame, label)
    below = Spot(frame.left, frame.bottom + 23 + LINE)
    canvas.text("Share of areas, those with most first", below, fill=tokens.SOFT_INK)
    _lines(canvas, data, x, y)
    _numbers(canvas, data, frame, wide)
    _names(canvas, data, x, y)


def _lines(canvas: Canvas, data: Concentration, x: Scale, y: Scale) -> None:
    def through(curve: Curve) -> list[tuple[float, float]]:
        return [(x(share), y(value)) for share, value in curve.points]

    canvas.path(((x(0), y(0)), (x(1), y(1))), stroke=tokens.SOFT_INK, width=1.25, dash=(4, 3))
    if data.chance:
        canvas.path(through(data.chance), stroke=INK, width=1.25, dash=(1, 2.5))
    top = max(curve.at(data.marker) for curve in _curves(data))
    at = x(data.marker)
    canvas.path(((at, y(0)), (at, y(top))), stroke=INK, width=1, dash=(1, 2))
    if data.context:
        canvas.path(through(data.context), stroke=tokens.CONTEXT, width=2)
    canvas.path(through(data.focus), stroke=tokens.FOCUS, width=2.75)
    for curve in _curves(data):
        canvas.mark("circle", (at, y(curve.at(data.marker))), area=60, fill=INK)


def _curves(data: Concentration) -> list[Curve]:
    return [curve for curve in (data.focus, data.context) if curve]


def _names(canvas: Canvas, data: Concentration, x: Scale, y: Scale) -> None:
    """The focus and its context named beside their lines; the broken lines are named with the numbers."""
    shares = [step / 40 for step in range(6, 38)]
    for curve in _curves(data):
        is_focus = curve is data.focus
        lines = wrapped(curve.name, room=150, bold=is_focus)
        under = [Spot(x(share) + 8, y(curve.at(share)) + 20) for share in shares]
        over = [Spot(x(share) - 8, y(curve.at(share)) - 8, "end") for share in shares]
        spots = [*over, *under] if is_focus else [*under, *over]
        fill = tokens.FOCUS if is_focus else tokens.SOFT_INK
        canvas.place(lines, spots, bold=is_focus, fill=fill)


@dataclass(frozen=True, slots=True)
class _Line:
    """How a line is drawn and called beside its number."""

    words: str
    fill: str
    stroke: str
    width: float
    dash: tuple[float, ...] = ()
    bold: bool = False


def _named_lines(data: Concentration) -> list[_Line]:
    def at_marker(curve: Curve) -> str:
        return f"{curve.name} {curve.at(data.marker):.0%}"

    lines = [_Line(at_marker(data.focus), tokens.FOCUS, tokens.FOCUS, 2.75, bold=True)]
    if data.context:
        lines.append(_Line(at_marker(data.context), tokens.SOFT_INK, tokens.CONTEXT, 2))
    if data.chance:
        lines.append(_Line(at_marker(data.chance), INK, INK, 1.25, (1, 2.5)))
    equal = f"Equal spread {data.marker:.0%}"
    return [*lines, _Line(equal, tokens.SOFT_INK, tokens.SOFT_INK, 1.25, (4, 3))]


def _numbers(canvas: Canvas, data: Concentration, frame: axes.Frame, wide: bool) -> None:
    """The share of each line at the upright: beside the frame, or in its empty corner."""
    room = canvas.width - WIDE_FRAME_RIGHT - 58 if wide else 120
    head = wrapped(data.marker_words, room=room + 34)
    lines = _named_lines(data)
    blocks = [wrapped(line.words, room=room, bold=line.bold) for line in lines]
    widest = max(
        width_of(words, bold=line.bold)
        for line, block in zip(lines, blocks, strict=True)
        for words in block
    )
    left = frame.right + 24 if wide else frame.right - widest * ARIAL - 38
    height = LINE * (len(head) + sum(map(len, blocks)))
    level = frame.top + 40 if wide else frame.bottom - 10 - height + LINE
    canvas.text(head, Spot(left, level), halo=not wide)
    level += LINE * len(head) + (4 if wide else 0)
    for line, block in zip(lines, blocks, strict=True):
        middle = level - 5
        canvas.line(
            (left, middle),
            (left + 26, middle),
            stroke=line.stroke,
            width=line.width,
            dash=line.dash,
        )
        canvas.text(block, Spot(left + 34, level), fill=line.fill, bold=line.bold, halo=not wide)
        level += LINE * len(block)


def how_to_read(data: Concentration) -> str:
    """The marks in words, for the line under the drawing."""
    words = (
        "The higher the line, the more is found in few areas. Dashed: what equal spread would be."
    )
    return f"{words} Dotted: what chance alone would give." if data.chance else words


def alt_text(data: Concentration, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    place = f"{data.areas:,} {data.areas_called}" if data.areas else data.areas_called
    shares = ", ".join(f"{data.focus.at(s):.0%} in {s:.0%}" for s in SHARES)
    needed = (f"Curve of the share of {data.focus.name} in {place}, those with most first", finding)
    more = (
        f"The shares are {shares} of {data.areas_called}",
        _chance_words(data),
        f"For {data.context.name} it is {data.context.at(data.marker):.0%} in {data.marker:.0%}"
        if data.context
        else "",
        "A dashed line shows equal spread",
    )
    return alt_words.fitted(needed, more)


def _chance_words(data: Concentration) -> str:
    if not data.chance:
        return ""
    return f"Chance alone would give {data.chance.at(data.marker):.0%} in {data.marker:.0%}"


def table(data: Concentration, *, title: str, source: str = "") -> Table:
    """The share in 5, 10, 20 and 50% of areas, beside the share that chance would give."""
    curves = [curve for curve in (data.focus, data.context, data.chance) if curve]
    columns = (
        Column("Share of areas", "areas"),
        *(Column(curve.name, f"curve-{i}", "number") for i, curve in enumerate(curves, 1)),
    )
    rows = tuple(
        (Cell(f"{share:.0%}"), *(Cell(f"{curve.at(share):.0%}") for curve in curves))
        for share in SHARES
    )
    return Table(f"{data.code}-table", title, columns, rows, source=source)
