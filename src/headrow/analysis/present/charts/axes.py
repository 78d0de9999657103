"""The frame of a chart: round values at the left, months or values along the foot."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass

from headrow.analysis.present.charts.canvas import INK, Box, Canvas, Spot, label_box
from headrow.analysis.present.charts.lettering import ARIAL, LINE, width_of
from headrow.analysis.present.charts.scales import Scale, axis_words
from headrow.documents import tokens
from headrow.vocabulary.periods import Month

TOP = 12.0  # px, half a label above the highest gridline
FOOT = 28.0  # px, a tick and one line of labels


@dataclass(frozen=True, slots=True)
class Frame:
    """The box in which marks stand."""

    left: float
    top: float
    right: float
    bottom: float


def value_axis(
    canvas: Canvas,
    ticks: Sequence[float],
    *,
    foot: float = FOOT,
    right: float = 10,
    top: float = TOP,
    words: Sequence[str] = (),
) -> tuple[Frame, Scale]:
    """Draw gridlines with their values at the left, and say what frame and scale they leave."""
    words = tuple(words) or axis_words(tuple(ticks))
    left = max(width_of(word) for word in words) * ARIAL + 8
    frame = Frame(left, top, canvas.width - right, canvas.height - foot)
    scale = Scale(ticks[0], ticks[-1], frame.bottom, frame.top)
    for tick, word in zip(ticks, words, strict=True):
        y = scale(tick)
        if tick != ticks[0]:
            canvas.line((frame.left, y), (frame.right, y), stroke=tokens.GRID)
        canvas.text(word, Spot(frame.left - 8, y + 5, "end"), fill=tokens.SOFT_INK)
    return frame, scale


def baseline(canvas: Canvas, frame: Frame) -> None:
    """The line on which marks stand."""
    canvas.line((frame.left, frame.bottom), (frame.right, frame.bottom), stroke=INK)


def foot_label(canvas: Canvas, x: float, frame: Frame, lines: str | Sequence[str]) -> None:
    """A tick and its words under the baseline, moved inwards where they would leave the drawing."""
    lines = (lines,) if isinstance(lines, str) else tuple(lines)
    canvas.line((x, frame.bottom), (x, frame.bottom + 5), stroke=INK)
    half = max(width_of(line) for line in lines) * ARIAL / 2
    middle = min(max(x, half), canvas.width - half)
    canvas.text(lines, Spot(middle, frame.bottom + 23, "middle"), fill=tokens.SOFT_INK)


def month_axis(
    canvas: Canvas, frame: Frame, first: Month, last: Month, *, wide: bool, inset: float = 8
) -> Scale:
    """Draw the baseline with years at their January, or each month where there are few.

    Returns a scale over months counted from the first (0, 1, 2 ...).
    """
    span = max(1, last.minus(first))
    scale = Scale(0, span, frame.left + inset, frame.right - inset)
    baseline(canvas, frame)
    few = span < 15
    for index in range(span + 1):
        month = first.plus(index)
        lines = _few_label(month, index, span, wide) if few else _many_label(month, span, wide)
        if lines and _has_room(canvas, scale(index), frame, lines):
            foot_label(canvas, scale(index), frame, lines)
    return scale


def foot_height(first: Month, last: Month) -> float:
    """The px that the months' labels need: two lines where months are named one by one."""
    return FOOT + LINE if last.minus(first) < 15 else FOOT


def _has_room(canvas: Canvas, x: float, frame: Frame, lines: Sequence[str]) -> bool:
    box = label_box(lines, Spot(x, frame.bottom + 23, "middle"))
    wider = Box(box.left - 4, box.top, box.right + 4, box.bottom)
    return not any(wider.meets(label) for label in canvas.labels)


def _few_label(month: Month, index: int, span: int, wide: bool) -> tuple[str, ...]:
    step = 1 if wide or span < 6 else 3
    if index % step:
        return ()
    name = calendar.month_abbr[month.month]
    first_named = index == 0 or month.month <= step
    return (name, str(month.year)) if first_named else (name,)


def _many_label(month: Month, span: int, wide: bool) -> tuple[str, ...]:
    if month.month == 1 and (span < 130 or month.year % 2 == 0):
        return (str(month.year),)
    if month.month == 7 and wide and span <= 66:
        return ("Jul",)
    return ()
