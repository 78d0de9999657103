"""Outcome mix: what had become of the crimes when the data were published, as shares of all of them."""

from __future__ import annotations

from dataclasses import dataclass

from headrow.analysis.present.charts import bars
from headrow.analysis.present.charts.scales import at_least
from headrow.documents.model import Cell, Column, Drawing, Table


@dataclass(frozen=True, slots=True)
class Outcome:
    """One outcome and how many crimes had it; `open` ones stand fainter, since they may still change."""

    name: str
    count: int | None
    is_open: bool = False
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeMix:
    """What an outcome mix shows. Shares are of `total`, so that they hold where an outcome is withheld."""

    code: str
    outcomes: tuple[Outcome, ...]
    total: int
    counted: str  # "outcomes of recorded burglary, March 2024, when published"


def as_bars(data: OutcomeMix) -> bars.Bars:
    """The mix as bars of percentages. Raises ValueError when there is nothing to take shares of."""
    if data.total <= 0:
        raise ValueError(f"{data.code}: no crimes to take shares of.")
    decimals = 0 if data.total < 1000 else 1
    rows = tuple(
        bars.Bar(
            outcome.name,
            None if outcome.count is None or outcome.withheld else outcome.count / data.total * 100,
            withheld=outcome.withheld,
            context=outcome.is_open,
        )
        for outcome in data.outcomes
    )
    return bars.Bars(data.code, rows, data.counted, decimals=decimals, unit="%")


def draw(data: OutcomeMix, *, png: bool = False) -> Drawing:
    """The shares at both widths, largest first."""
    return bars.draw(as_bars(data), png=png)


def how_to_read(data: OutcomeMix) -> str:
    """The marks in words, for the line under the drawing."""
    return (
        f"Shares of {data.total:,} crimes as they stood when published. Fainter bars are still open "
        "and may change, so no share here is a rate of charging."
    )


def alt_text(data: OutcomeMix, finding: str) -> str:
    """What the drawing shows, in 30 to 60 words; `finding` is the sentence of the figure's title."""
    return bars.alt_text(as_bars(data), finding)


def table(data: OutcomeMix, *, title: str, source: str = "") -> Table:
    """Each outcome with its number and its share of all."""
    columns = (
        Column("Outcome when published", "outcome"),
        Column("Crimes", "count", "number"),
        Column("Share", "share", "number"),
    )
    decimals = 0 if data.total < 1000 else 1
    rows = []
    for outcome in sorted(
        data.outcomes, key=lambda o: (-(o.count or 0) * (not o.withheld), o.name)
    ):
        if outcome.withheld or outcome.count is None:
            hidden = Cell("[c]", state="withheld")
            rows.append((Cell(outcome.name), hidden, hidden))
        else:
            share = at_least(outcome.count / data.total * 100, decimals=decimals) + "%"
            rows.append((Cell(outcome.name), Cell(f"{outcome.count:,}"), Cell(share)))
    return Table(f"{data.code}-table", title, columns, tuple(rows), source=source)
