"""Ranges of rank: how far each theme's place moves when the weights of the criteria are varied."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.analysis.present.charts import alt_words
from headrow.analysis.present.charts.canvas import INK, Canvas, Spot
from headrow.analysis.present.charts.lettering import ARIAL, LINE, width_of, wrapped
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import Scale
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table

ROW_WIDE = 30
ROW_NARROW = 44
NAME_ROOM = 250
HEAD = 50.0
HEAD_NARROW = 72.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """One theme: the best and worst rank it reached (1 is first), and the share of weightings in the top group."""

    name: str
    best: int
    worst: int
    in_top: float
    is_priority: bool = False


@dataclass(frozen=True, slots=True)
class RankRanges:
    """What the ranges show, in the order given: the themes are not ranked by the chart."""

    code: str
    themes: tuple[Ranked, ...]
    top: int  # how many themes the top group holds
    weightings: int
    counted: str = "themes"


def draw(data: RankRanges, *, png: bool = False) -> Drawing:
    """The ranges at both widths, with the share of weightings that put a theme in the top group."""
    heights = [max(ROW_WIDE, 10 + LINE * len(_name_lines(theme))) for theme in data.themes]

    def paint(canvas: Canvas, wide: bool) -> None:
        if wide:
            _paint_wide(canvas, data, heights)
        else:
            _paint_narrow(canvas, data)

    return both_widths(
        paint,
        data.code,
        wide_height=sum(heights) + HEAD + 4,
        narrow_height=sum(map(_narrow_height, data.themes)) + HEAD_NARROW,
        png=png,
    )


def _name_lines(theme: Ranked) -> tuple[str, ...]:
    return wrapped(theme.name, room=NAME_ROOM)


def _paint_wide(canvas: Canvas, data: RankRanges, heights: list[int]) -> None:
    names = max(width_of(line) for t in data.themes for line in _name_lines(t)) * ARIAL
    head = max(width_of(line) for line in _share_head(data)) * ARIAL
    x = Scale(1, max(2, len(data.themes)), names + 30, canvas.width - head - 24)
    _rank_axis(canvas, data, x, HEAD, canvas.height - 4)
    canvas.text(_share_head(data), Spot(canvas.width, 16, "end"), fill=tokens.SOFT_INK)
    y = HEAD
    for theme, height in zip(data.themes, heights, strict=True):
        middle, lines = y + height / 2, _name_lines(theme)
        canvas.text(lines, Spot(names, middle + 5 - LINE * (len(lines) - 1) / 2, "end"))
        _range(canvas, x, theme, middle)
        _share(canvas, theme, middle + 5)
        y += height


def _narrow_lines(theme: Ranked) -> tuple[str, ...]:
    return wrapped(theme.name, room=tokens.CHART_NARROW_PX[0] - 60)


def _narrow_height(theme: Ranked) -> float:
    return ROW_NARROW + LINE * (len(_narrow_lines(theme)) - 1)


def _paint_narrow(canvas: Canvas, data: RankRanges) -> None:
    x = Scale(1, max(2, len(data.themes)), 10, canvas.width - 12)
    canvas.text(_share_head(data), Spot(canvas.width, 16, "end"), fill=tokens.SOFT_INK)
    _rank_axis(canvas, data, x, HEAD_NARROW, canvas.height - 2)
    top = HEAD_NARROW
    for theme in data.themes:
        canvas.text(_narrow_lines(theme), Spot(0, top + 14), halo=True)
        _share(canvas, theme, top + 14)
        top += _narrow_height(theme)
        _range(canvas, x, theme, top - ROW_NARROW + 28)


def _share_head(data: RankRanges) -> tuple[str, ...]:
    return ("Weightings that put", f"it in the top {data.top}")


def _rank_axis(canvas: Canvas, data: RankRanges, x: Scale, head: float, foot: float) -> None:
    for rank in range(1, len(data.themes) + 1):
        canvas.line((x(rank), head), (x(rank), foot), stroke=tokens.GRID)
        words = f"Rank {rank}" if rank == 1 and x(1) > 40 else str(rank)
        canvas.place(words, (Spot(x(rank), head - 8, "middle"),), fill=tokens.SOFT_INK)


def _range(canvas: Canvas, x: Scale, theme: Ranked, y: float) -> None:
    colour = tokens.FOCUS if theme.is_priority else tokens.CONTEXT
    if theme.worst > theme.best:
        canvas.line((x(theme.best), y), (x(theme.worst), y), stroke=colour, width=6)
    for rank in {theme.best, theme.worst}:
        canvas.mark("circle", (x(rank), y), area=110, fill=colour)


def _share(canvas: Canvas, theme: Ranked, y: float) -> None:
    fill = INK if theme.is_priority else tokens.SOFT_INK
    canvas.text(
        f"{theme.in_top:.0%}", Spot(canvas.width, y, "end"), bold=True, fill=fill, halo=True
    )


def how_to_read(data: RankRanges) -> str:
    """The marks in words, for the line under the drawing."""
    return (
        f"Each bar runs from the best to the worst rank in {data.weightings:,} weightings of the "
        "criteria. Dark: proposed as a priority. Bars that overlap are in no order."
    )


def alt_text(data: RankRanges, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    first = [theme.name for theme in data.themes if theme.best == 1]
    chosen = [theme for theme in data.themes if theme.is_priority]
    needed = (
        f"Ranges of rank of {len(data.themes)} {data.counted} over {data.weightings:,} weightings",
        finding,
    )
    more = (
        f"{len(first)} reach first place under some weights",
        f"{len(chosen)} are proposed as priorities",
        *(
            f"{theme.name} runs from {theme.best} to {theme.worst}"
            for theme in (data.themes[0], data.themes[-1])
        ),
        "Bars that overlap are in no order, and the chart ranks none",
    )
    return alt_words.fitted(needed, more)


def table(data: RankRanges, *, title: str, source: str = "") -> Table:
    """Each theme with its best and worst rank and the share of weightings in the top group."""
    columns = (
        Column("Theme", "name"),
        Column("Best rank", "best", "number"),
        Column("Worst rank", "worst", "number"),
        Column(f"In the top {data.top}", "top", "number"),
        Column("Proposed", "proposed"),
    )
    rows = tuple(
        (
            Cell(theme.name), Cell(str(theme.best)), Cell(str(theme.worst)),
            Cell(f"{theme.in_top:.0%}"), Cell("priority" if theme.is_priority else "considered"),
        )
        for theme in data.themes
    )  # fmt: skip
    return Table(f"{data.code}-table", title, columns, rows, source=source)
