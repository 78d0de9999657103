"""A drawing under way: marks and words go in, one SVG comes out, and no two words overlap.

The canvas remembers the box of every label, so that an optional label can look for a free place.
Colours come from `documents.tokens`; ink is `currentColor`, so that a reader's own contrast colours reach it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Final, Literal, TypeAlias

from headrow.analysis.present.charts.lettering import ARIAL, ASCENT, DESCENT, LINE, width_of
from headrow.documents import tokens

INK: Final = "currentColor"
Anchor: TypeAlias = Literal["start", "middle", "end"]
Point: TypeAlias = tuple[float, float]
OVER: Final = -7.0  # from a line to the baseline of the words over it, and under it
UNDER: Final = 16.0


def number(value: float) -> str:
    """A coordinate to a tenth of a px, as short as it goes."""
    text = f"{value:.1f}"
    return text[:-2] if text.endswith(".0") else text


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in px, y growing downwards."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share any area."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def grown(self, by: float) -> Box:
        """The box with so much added on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a label might stand: baseline of its first line, and which end is held."""

    x: float
    y: float
    anchor: Anchor = "start"


def label_box(lines: Sequence[str], spot: Spot, *, bold: bool = False, size: float = 14) -> Box:
    """The box of a label of one or more lines, with room for the wider substitute font."""
    width = max(width_of(line, size=size, bold=bold) for line in lines) * ARIAL
    left = spot.x - {"start": 0.0, "middle": width / 2, "end": width}[spot.anchor]
    last = spot.y + LINE * (len(lines) - 1)
    return Box(left, spot.y - ASCENT * size, left + width, last + DESCENT * size)


class Canvas:
    """One drawing of a given size; `code` begins every id in it."""

    def __init__(self, width: float, height: float, code: str, kind: str = "chart") -> None:
        self.width = width
        self.height = height
        self.code = code
        self.kind = kind
        self.labels: list[Box] = []
        self.obstacles: list[Box] = []
        self._ground: list[str] = []  # tints, under every mark
        self._parts: list[str] = []
        self._words: list[str] = []  # drawn last, over every mark
        self._fills: set[str] = set()

    # -- marks -------------------------------------------------------------------------------

    def raw(self, markup: str) -> None:
        """Markup as it is, in the order of marks."""
        self._parts.append(markup)

    def line(
        self, start: Point, end: Point, *, stroke: str, width: float = 1, dash: Sequence[float] = ()
    ) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        self._parts.append(
            f'<path d="M{number(x1)} {number(y1)}L{number(x2)} {number(y2)}" fill="none"'
            f"{_stroke(stroke, width, dash)}/>"
        )

    def path(
        self, points: Sequence[Point], *, stroke: str, width: float, dash: Sequence[float] = ()
    ) -> None:
        """A line through points, which labels then avoid."""
        if len(points) < 2:
            return
        steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self._parts.append(
            f'<path d="M{steps}" fill="none"{_stroke(stroke, width, dash)}'
            ' stroke-linejoin="round" stroke-linecap="round"/>'
        )
        for start, end in pairwise(points):
            self.obstacles.extend(_along(start, end))

    def area(self, points: Sequence[Point], *, fill: str) -> None:
        """A filled shape without an edge."""
        steps = "L".join(f"{number(x)} {number(y)}" for x, y in points)
        self._parts.append(f'<path d="M{steps}Z" fill="{fill}"/>')

    def rect(
        self,
        box: Box,
        *,
        fill: str,
        stroke: str = "",
        width: float = 1,
        dash: Sequence[float] = (),
        under: bool = False,
    ) -> None:
        """A rectangle; `under` all other marks where it only tints the ground."""
        edge = _stroke(stroke, width, dash) if stroke else ""
        (self._ground if under else self._parts).append(
            f'<rect x="{number(box.left)}" y="{number(box.top)}"'
            f' width="{number(box.right - box.left)}" height="{number(box.bottom - box.top)}"'
            f' fill="{fill}"{edge}/>'
        )

    def mark(
        self, shape: str, at: Point, *, area: float, fill: str, stroke: str = "", width: float = 1
    ) -> None:
        """A point mark that labels then avoid; `area` is that of the square around it, in square px."""
        x, y = at
        reach = math.sqrt(area) / 2 + 2
        self.obstacles.append(Box(x - reach, y - reach, x + reach, y + reach))
        edge = _stroke(stroke, width) if stroke else ""
        if shape == "circle":
            radius = number(math.sqrt(area) / 2)
            self._parts.append(
                f'<circle cx="{number(x)}" cy="{number(y)}" r="{radius}" fill="{fill}"{edge}/>'
            )
            return
        steps = "L".join(f"{number(x + dx)} {number(y + dy)}" for dx, dy in _outline(shape, area))
        self._parts.append(f'<path d="M{steps}Z" fill="{fill}"{edge}/>')

    def fill_of(self, kind: str) -> str:
        """The fill of `withheld`, `missing` or `unsuitable`; its pattern comes with the drawing."""
        self._fills.add(kind)
        return f"url(#{self.code}-{kind})"

    # -- words -------------------------------------------------------------------------------

    def text(
        self,
        lines: str | Sequence[str],
        spot: Spot,
        *,
        bold: bool = False,
        fill: str = INK,
        halo: bool = False,
    ) -> None:
        """Words at a place, 14 px, one line under the other."""
        lines = (lines,) if isinstance(lines, str) else tuple(lines)
        self.labels.append(label_box(lines, spot, bold=bold))
        weight = ' font-weight="700"' if bold else ""
        anchor = f' text-anchor="{spot.anchor}"' if spot.anchor != "start" else ""
        for index, line in enumerate(lines):
            place = f'x="{number(spot.x)}" y="{number(spot.y + LINE * index)}"{anchor}{weight}'
            words = escape(line, quote=False)
            if halo:
                self._words.append(
                    f'<text {place} aria-hidden="true" fill="none" stroke="{tokens.PAGE}"'
                    f' stroke-width="{tokens.HALO_PX}" stroke-linejoin="round">{words}</text>'
                )
            self._words.append(f'<text {place} fill="{fill}">{words}</text>')

    def is_free(self, box: Box, *, of_marks: bool = True) -> bool:
        """Whether a box lies inside the drawing and meets no label (and no mark)."""
        inside = (
            box.left >= 0 and box.top >= 0 and box.right <= self.width and box.bottom <= self.height
        )
        if not inside or any(box.meets(label) for label in self.labels):
            return False
        return not (of_marks and any(box.meets(mark) for mark in self.obstacles))

    def place(
        self,
        lines: str | Sequence[str],
        spots: Iterable[Spot],
        *,
        bold: bool = False,
        fill: str = INK,
        over_marks: bool = False,
        halo: bool = False,
    ) -> bool:
        """Put words at the first spot that is free of labels and marks; say whether one was.

        over_marks: when no spot is free of marks, take the one that covers fewest, with a white edge.
        """
        lines = (lines,) if isinstance(lines, str) else tuple(lines)
        boxes = [(spot, label_box(lines, spot, bold=bold)) for spot in spots]
        for spot, box in boxes:
            if self.is_free(box):
                self.text(lines, spot, bold=bold, fill=fill, halo=halo)
                return True
        unlabelled = [pair for pair in boxes if self.is_free(pair[1], of_marks=False)]
        if not over_marks or not unlabelled:
            return False
        spot, _ = min(unlabelled, key=lambda pair: self._covered(pair[1]))
        self.text(lines, spot, bold=bold, fill=fill, halo=True)
        return True

    def place_all(
        self, labels: Sequence[tuple[str, Sequence[Spot]]], *, bold: bool = False
    ) -> bool:
        """Put every label at a free spot of its own, or none of them when one finds no room."""
        labels_before, words_before = len(self.labels), len(self._words)
        if all(self.place(words, spots, bold=bold) for words, spots in labels):
            return True
        del self.labels[labels_before:], self._words[words_before:]
        return False

    def _covered(self, box: Box) -> int:
        return sum(box.meets(mark) for mark in self.obstacles)

    def svg(self) -> str:
        """The whole drawing. A label for assistive technology is added by the page that shows it."""
        size = f"{number(self.width)} {number(self.height)}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="{self.kind}" role="img"'
            f' viewBox="0 0 {size}" width="{number(self.width)}" height="{number(self.height)}"'
            f' color="{tokens.INK}" font-family="{tokens.FONT_CSS}"'
            f' font-size="{tokens.CHART_LABEL_PX}">'
            f"{self._defs()}{''.join(self._ground)}{''.join(self._parts)}{''.join(self._words)}</svg>"
        )

    def _defs(self) -> str:
        patterns = "".join(
            tokens.FILL_PATTERN[kind].replace("{id}", f"{self.code}-{kind}")
            for kind in sorted(self._fills)
        )
        return f"<defs>{patterns}</defs>" if patterns else ""


def _stroke(stroke: str, width: float, dash: Sequence[float] = ()) -> str:
    dashes = f' stroke-dasharray="{" ".join(f"{step:g}" for step in dash)}"' if dash else ""
    return f' stroke="{stroke}" stroke-width="{width:g}"{dashes}'


def _along(start: Point, end: Point) -> Iterable[Box]:
    """Small boxes along a line, close enough that no label slips between."""
    steps = max(1, math.ceil(max(abs(end[0] - start[0]), abs(end[1] - start[1])) / 6))
    for index in range(steps + 1):
        x = start[0] + (end[0] - start[0]) * index / steps
        y = start[1] + (end[1] - start[1]) * index / steps
        yield Box(x - 2, y - 2, x + 2, y + 2)


def _outline(shape: str, area: float) -> tuple[Point, ...]:
    """The corners of a shape about its middle."""
    half = math.sqrt(area) / 2
    if shape == "square":
        return ((-half, -half), (half, -half), (half, half), (-half, half))
    if shape == "diamond":
        return ((0, -half), (half, 0), (0, half), (-half, 0))
    high = half * math.sqrt(3) / 2 * (1 if shape == "triangle-up" else -1)
    return ((0, -high), (half, high), (-half, high))
