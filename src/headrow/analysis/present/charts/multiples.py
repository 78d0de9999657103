"""Small multiples: up to a dozen or so kinds in one frame, each as an index of its own baseline mean."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.analysis.present.charts import alt_words
from headrow.analysis.present.charts.canvas import INK, Box, Canvas, Spot
from headrow.analysis.present.charts.lettering import ARIAL, LINE, width_of, wrapped
from headrow.analysis.present.charts.month_values import MonthValue, every_month, runs
from headrow.analysis.present.charts.rendering import both_widths
from headrow.analysis.present.charts.scales import Scale, printed, ticks_within
from headrow.analysis.present.charts.trend import SIGNAL_FILL
from headrow.documents import tokens
from headrow.documents.model import Cell, Column, Drawing, Table

COLUMNS = (4, 2)  # wide, narrow
PLOT_HEIGHT = (84, 72)
HEAD = 46.0  # px for a name of one line and the mean over each frame
FOOT = 26.0  # px under a frame: years, and air before the next row
LEFT = 31.0
GAP = 12.0


@dataclass(frozen=True, slots=True)
class Tile:
    """One kind: its months as counts, its baseline mean (index 100), and its limits as counts."""

    name: str
    points: tuple[MonthValue, ...]
    mean: float
    low: float | None = None
    high: float | None = None
    short_name: str = ""

    @property
    def has_signal(self) -> bool:
        """Whether any month signals."""
        return any(point.signal != "common" for point in self.points)

    def index(self, value: float) -> float:
        """A count as a percentage of the mean."""
        return value / self.mean * 100


@dataclass(frozen=True, slots=True)
class Multiples:
    """What small multiples show; the largest kind comes first. A mean must be above nought."""

    code: str
    tiles: tuple[Tile, ...]
    counted: str = "monthly records of each type"

    @property
    def sorted_tiles(self) -> tuple[Tile, ...]:
        """Largest mean first."""
        return tuple(sorted(self.tiles, key=lambda tile: (-tile.mean, tile.name)))


def draw(data: Multiples, *, png: bool = False) -> Drawing:
    """The tiles at both widths. Raises ValueError, naming it, when a tile's mean is not above nought."""
    for tile in data.tiles:
        if tile.mean <= 0:
            raise ValueError(f"{data.code}: {tile.name} has no mean to be an index of.")

    def paint(canvas: Canvas, wide: bool) -> None:
        _paint(canvas, data, wide)

    heights = [_rows(data, wide) * _row_height(data, wide) for wide in (True, False)]
    return both_widths(paint, data.code, wide_height=heights[0], narrow_height=heights[1], png=png)


def _rows(data: Multiples, wide: bool) -> int:
    return -(-len(data.tiles) // COLUMNS[0 if wide else 1])


def _row_height(data: Multiples, wide: bool) -> float:
    return _head(data, wide) + PLOT_HEIGHT[0 if wide else 1] + FOOT


def _head(data: Multiples, wide: bool) -> float:
    """The px over each frame: one line for the mean, and as many as the longest name takes."""
    return HEAD + LINE * (max(len(_name_lines(tile, wide)) for tile in data.tiles) - 1)


def _tile_width(wide: bool) -> float:
    columns = COLUMNS[0 if wide else 1]
    canvas = tokens.CHART_WIDE_PX[0] if wide else tokens.CHART_NARROW_PX[0]
    return (canvas - LEFT - GAP * (columns - 1) - 2) / columns


def _range(data: Multiples) -> tuple[float, float]:
    """One range of the index, wide enough for every value and every band."""
    held = [100.0]
    for tile in data.tiles:
        ends = [point.shown for point in tile.points] + [tile.low, tile.high]
        held += [tile.index(max(end, 0)) for end in ends if end is not None]
    low, high = min(held), max(held)
    air = max(2.0, (high - low) * 0.04)
    return max(0.0, low - air), high + air


def _paint(canvas: Canvas, data: Multiples, wide: bool) -> None:
    columns = COLUMNS[0 if wide else 1]
    width, tall = _tile_width(wide), PLOT_HEIGHT[0 if wide else 1]
    row_height, head = _row_height(data, wide), _head(data, wide)
    low, high = _range(data)
    ticks = ticks_within(low, high, 4)
    tiles = data.sorted_tiles
    for place, tile in enumerate(tiles):
        row, column = divmod(place, columns)
        left = LEFT + column * (width + GAP)
        top = row * row_height + head
        frame = Box(left, top, left + width, top + tall)
        y = Scale(low, high, frame.bottom, frame.top)
        _write_head(canvas, tile, frame, wide)
        _tile(canvas, tile, frame, y, with_years=place + columns >= len(tiles))
        if column == 0:
            _values(canvas, frame, y, ticks)


def _values(canvas: Canvas, frame: Box, y: Scale, ticks: tuple[float, ...]) -> None:
    for tick in ticks:
        if frame.bottom - y(tick) > 8:
            spot = Spot(frame.left - 6, y(tick) + 5, "end")
            canvas.place(printed(tick), (spot,), fill=tokens.SOFT_INK)


def _write_head(canvas: Canvas, tile: Tile, frame: Box, wide: bool) -> None:
    name = _name_lines(tile, wide)
    canvas.text(name, Spot(frame.left, frame.top - 28 - LINE * (len(name) - 1)), bold=True)
    mean = f"{printed(tile.mean, decimals=0 if tile.mean >= 10 else 1)} a month"
    canvas.text(mean, Spot(frame.left, frame.top - 10), fill=tokens.SOFT_INK)


def _tile(canvas: Canvas, tile: Tile, frame: Box, y: Scale, *, with_years: bool) -> None:
    if tile.low is not None and tile.high is not None:
        top, foot = y(tile.index(tile.high)), y(tile.index(max(tile.low, 0)))
        canvas.rect(Box(frame.left, top, frame.right, foot), fill=tokens.LIMITS_BAND, under=True)
    canvas.line((frame.left, y(100)), (frame.right, y(100)), stroke=tokens.SOFT_INK)
    canvas.line((frame.left, frame.bottom), (frame.right, frame.bottom), stroke=INK)
    _months(canvas, tile, frame, y, with_years=with_years)


def _name_lines(tile: Tile, wide: bool) -> tuple[str, ...]:
    """The name in one line, else the short name, else the name in as many lines as it needs."""
    room = _tile_width(wide)
    for name in filter(None, (tile.name, tile.short_name)):
        if width_of(name, bold=True) * ARIAL <= room:
            return (name,)
    return wrapped(tile.name, room=room, bold=True)


def _months(canvas: Canvas, tile: Tile, frame: Box, y: Scale, *, with_years: bool) -> None:
    points = every_month(tile.points)
    first, last = points[0].month, points[-1].month
    x = Scale(0, max(1, last.minus(first)), frame.left + 2, frame.right - 4)
    stroke = tokens.FOCUS if tile.has_signal else tokens.CONTEXT

    def at(point: MonthValue) -> tuple[float, float]:
        return x(point.month.minus(first)), y(tile.index(point.shown or 0))

    for run in runs(points, with_value=True):
        canvas.path([at(point) for point in run], stroke=stroke, width=1.75)
        if len(run) == 1:
            canvas.mark("circle", at(run[0]), area=12, fill=stroke)
    for point in points:
        if point.signal != "common" and point.shown is not None:
            below = point.shown < tile.mean
            concern = "triangle-down" if below else "triangle-up"
            shape = concern if point.signal == "concern" else tokens.SIGNAL_SHAPE[point.signal]
            canvas.mark(shape, at(point), area=42, fill=SIGNAL_FILL[point.signal])
    if with_years:
        for point in points:
            if point.month.month == 1:
                _year(canvas, x(point.month.minus(first)), frame, point.month.year)


def _year(canvas: Canvas, x: float, frame: Box, year: int) -> None:
    canvas.line((x, frame.bottom), (x, frame.bottom + 4), stroke=INK)
    spot = Spot(min(x, canvas.width - 18), frame.bottom + 20, "middle")
    canvas.place(str(year), (spot,), fill=tokens.SOFT_INK)


def how_to_read(data: Multiples) -> str:
    """The marks in words, for the line under the drawing."""
    return (
        "100 is each kind's own average month. Shaded: the range expected. A dark line has months "
        "that signal: triangle for concern, diamond for improvement, square where neither is declared."
    )


def alt_text(data: Multiples, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    tiles = data.sorted_tiles
    signalled = [tile.name for tile in tiles if tile.has_signal]
    needed = (
        f"{len(tiles)} small line charts of {data.counted}, each against its average",
        finding,
    )
    more = (
        f"{len(signalled)} of {len(tiles)} have months that signal",
        f"The signals are in {', '.join(signalled[:6])}" if 0 < len(signalled) <= 6 else "",
        f"The largest is {tiles[0].name} with {printed(tiles[0].mean, decimals=0)} a month and the "
        f"smallest {tiles[-1].name} with {printed(tiles[-1].mean, decimals=0)}",
        "All share one scale, on which 100 is the average month of each",
    )
    return alt_words.fitted(needed, more)


def table(data: Multiples, *, title: str, source: str = "") -> Table:
    """Each kind with its last value, mean, limits, and whether it signals."""
    columns = (
        Column("Type", "name"),
        Column("Last month", "last", "number"),
        Column("Average month", "mean", "number"),
        Column("Range expected", "range", "number"),
        Column("Months that signal", "signals", "number"),
    )
    return Table(
        f"{data.code}-table", title, columns, tuple(map(_row, data.sorted_tiles)), source=source
    )


def _row(tile: Tile) -> tuple[Cell, ...]:
    last = every_month(tile.points)[-1]
    if last.withheld:
        value = Cell("[c]", state="withheld")
    elif last.value is None:
        value = Cell("No data", state="missing")
    else:
        value = Cell(printed(last.value, decimals=0))
    ends = [max(end, 0) for end in (tile.low, tile.high) if end is not None]
    limits = " to ".join(printed(end, decimals=0) for end in ends)
    signals = sum(point.signal != "common" for point in tile.points)
    return (
        Cell(tile.name), value, Cell(printed(tile.mean, decimals=1)), Cell(limits),
        Cell(str(signals)),
    )  # fmt: skip
