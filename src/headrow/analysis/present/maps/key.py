"""The key of a map: each class and each fill that is no value, with the number of areas in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from headrow.analysis.present.charts.canvas import INK, Box, Canvas, Spot
from headrow.analysis.present.charts.classes import class_words, shade_of
from headrow.analysis.present.charts.lettering import ARIAL, width_of
from headrow.analysis.present.maps.areas import MapData, counted_by_standing
from headrow.documents import tokens

SQUARE = 17
ROW = 24
GAP = 16
COLUMNS = (4, 2)  # at most, wide and narrow
FLAG_DASH: dict[str, tuple[float, ...]] = {"high": (), "low": (3, 2)}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the key: a fill kind or a step of the ramp, or a flag's outline, and its words."""

    kind: str
    words: str


def entries_of(data: MapData) -> tuple[Entry, ...]:
    """The key's entries: classes that the breaks make, then what stands for no value, then flags."""
    steps = Counter(
        shade_of(area.shown or 0.0, data.breaks) for area in data.areas if area.standing == "shown"
    )
    names = () if not steps else class_words(data.breaks, whole=data.whole, unit=data.unit)
    entries = [Entry(str(step), f"{words} ({steps[step]})") for step, words in enumerate(names, 1)]
    counts = counted_by_standing(data.areas)
    for kind, words in (
        ("none", "none recorded"),
        ("withheld", data.withheld_words),
        ("missing", "no data"),
        ("unsuitable", "not suitable"),
    ):
        if counts[kind]:
            entries.append(Entry(kind, f"{words} ({counts[kind]})"))
    for flag, words in (("high", data.flag_words), ("low", data.low_flag_words)):
        flagged = sum(area.flag == flag for area in data.areas)
        if flagged:
            entries.append(Entry(flag, f"{words} ({flagged})"))
    return tuple(entries)


def _cells(
    entries: tuple[Entry, ...], width: float, wide: bool
) -> tuple[list[tuple[int, int]], int, float]:
    """The row and column of each entry, the number of rows, and the width of a column.

    Columns are as many as hold the classes; an entry with longer words takes two or more.
    """
    rooms = [width_of(entry.words) * ARIAL + SQUARE + 7 + GAP for entry in entries]
    classes = max(
        [room for room, entry in zip(rooms, entries, strict=True) if not _is_flag(entry)] or rooms
    )
    columns = max(1, min(COLUMNS[0] if wide else COLUMNS[1], int((width + GAP) // classes)))
    each = (width + GAP) / columns
    cells: list[tuple[int, int]] = []
    row = column = 0
    for room in rooms:
        span = min(columns, -(-int(room) // int(each)))
        if column + span > columns:
            row, column = row + 1, 0
        cells.append((row, column))
        column += span
    return cells, row + 1, each


def _is_flag(entry: Entry) -> bool:
    return entry.kind in FLAG_DASH


def height_of(data: MapData, width: float, *, wide: bool) -> float:
    """The px that the key takes at the head of a map of a width."""
    _, rows, _ = _cells(entries_of(data), width, wide)
    return rows * ROW + 8.0


def draw_key(canvas: Canvas, data: MapData, *, wide: bool) -> None:
    """Draw the key at the head of the canvas, in columns, filled row by row."""
    entries = entries_of(data)
    cells, _, each = _cells(entries, canvas.width, wide)
    for entry, (row, column) in zip(entries, cells, strict=True):
        x, y = column * each + 1, row * ROW + 1
        _square(canvas, entry.kind, Box(x, y, x + SQUARE, y + SQUARE))
        canvas.text(entry.words, Spot(x + SQUARE + 7, y + 13.5))


def _square(canvas: Canvas, kind: str, box: Box) -> None:
    if kind.isdigit():
        canvas.rect(box, fill=tokens.RAMP[int(kind) - 1], stroke=tokens.ZERO_STROKE, width=0.75)
    elif kind == "none":
        canvas.rect(box, fill=tokens.ZERO_FILL, stroke=tokens.ZERO_STROKE, width=1)
    elif kind in ("high", "low"):
        canvas.rect(box.grown(-1), fill="none", stroke=tokens.PAGE, width=4)
        canvas.rect(box.grown(-1), fill="none", stroke=INK, width=2, dash=FLAG_DASH[kind])
    else:
        fill = canvas.fill_of(kind)
        canvas.rect(box, fill=fill, stroke=tokens.ZERO_STROKE, width=0.75)
