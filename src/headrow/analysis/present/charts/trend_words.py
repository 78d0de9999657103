"""What a chart of months says in words, and the table of its numbers."""

from __future__ import annotations

from headrow.analysis.present.charts import alt_words
from headrow.analysis.present.charts.month_values import MonthValue, Trend, every_month
from headrow.analysis.present.charts.scales import printed
from headrow.documents.model import Cell, Column, Table
from headrow.vocabulary.periods import Period

SIGNAL_WORDS = {
    "common": "",
    "concern": "signal of concern",
    "improvement": "signal of improvement",
    "not-judged": "signal, not judged",
}
MONTHS_TO_TABLE_OPEN = 24


def how_to_read(data: Trend) -> str:
    """The marks in words, for the line under the drawing."""
    points = every_month(data.points)
    signals = {point.signal for point in points}
    limits = data.limits[-1] if data.limits else None
    words = ["Ring: one month."]
    if limits:
        low = printed(max(limits.low, 0), decimals=data.decimals)
        high = printed(limits.high, decimals=data.decimals)
        words.append(f"Shaded: the range expected, {low} to {high}. Black line: the average.")
    for signal, mark in (
        ("concern", "Triangle: a signal of concern."),
        ("improvement", "Diamond: a signal of improvement."),
        ("not-judged", "Square: a signal, neither good nor bad."),
    ):
        if signal in signals:
            words.append(mark)
    if any(point.shown is None and not point.withheld for point in points):
        words.append("Diagonal lines: no data.")
    if any(point.withheld for point in points):
        words.append("Dots: withheld, to protect people.")
    if data.period and (data.period.first > points[0].month or data.period.last < points[-1].month):
        words.append("Thick line at the foot: the period of this report.")
    return " ".join(words)


def alt_text(data: Trend, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    points = every_month(data.points)
    shown = [(p.shown, p.month) for p in points if p.shown is not None]
    lowest = min(shown, key=lambda pair: (pair[0], pair[1]))
    highest = min(shown, key=lambda pair: (-pair[0], pair[1]))
    span = Period(points[0].month, points[-1].month).words
    gaps = sum(p.shown is None and not p.withheld for p in points)
    hidden = sum(p.withheld for p in points)
    signals = sum(p.signal != "common" for p in points)
    limits = data.limits[-1] if data.limits else None

    def words(value: float) -> str:
        return printed(value, decimals=data.decimals)

    needed = (
        f"Line of {data.counted}, {span}",
        finding,
        alt_words.numbered(gaps, "month has no data", "months have no data"),
        alt_words.numbered(hidden, "month is withheld", "months are withheld"),
    )
    more = (
        f"The highest month is {highest[1].words} with {words(highest[0])}, the lowest "
        f"{lowest[1].words} with {words(lowest[0])}",
        f"The average is {words(limits.average)} and the limits are {words(max(limits.low, 0))} "
        f"and {words(limits.high)}"
        if limits
        else "No limits are drawn, because there are too few months",
        f"{signals} of {len(points)} months carry a signal" if limits else "",
        "Each month stands as a point, with nothing joined over a gap",
    )
    return alt_words.fitted(needed, more)


def table(data: Trend, *, title: str, source: str = "") -> Table:
    """Month, value, average, limits and signal, as the drawing shows them."""
    columns: tuple[Column, ...] = (
        Column("Month", "month"),
        Column("Value", "value", "number"),
        Column("Average", "average", "number"),
        Column("Lower limit", "low", "number"),
        Column("Upper limit", "high", "number"),
        Column("Signal", "signal"),
    )
    rows = [_row(point, data) for point in every_month(data.points)]
    if not data.limits:
        columns, rows = columns[:2], [row[:2] for row in rows]
    folded = len(rows) > MONTHS_TO_TABLE_OPEN
    return Table(f"{data.code}-table", title, columns, tuple(rows), source=source, folded=folded)


def _row(point: MonthValue, data: Trend) -> tuple[Cell, ...]:
    limits = next((s for s in data.limits if s.first <= point.month <= s.last), None)
    if point.withheld:
        value = Cell("[c]", state="withheld")
    elif point.value is None:
        value = Cell("No data", state="missing")
    else:
        value = Cell(printed(point.value, decimals=data.decimals))
    three = (limits.average, max(limits.low, 0), limits.high) if limits else ()
    cells = tuple(Cell(printed(v, decimals=data.decimals)) for v in three) or (Cell(""),) * 3
    return (Cell(point.month.words), value, *cells, Cell(point.rule or SIGNAL_WORDS[point.signal]))
