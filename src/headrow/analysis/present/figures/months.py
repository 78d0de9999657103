"""Months of one kind of record: with limits where there are enough, without where there are not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present.charts import bars, multiples, season, trend, trend_words
from headrow.analysis.present.charts.month_values import Limits, MonthValue, Trend, Upright
from headrow.analysis.present.figures.cards import Worked, card, months_in_words, shortened
from headrow.documents.model import Figure
from headrow.vocabulary.crime import name_of
from headrow.vocabulary.periods import Month, Period

RULE_WORDS = {
    "shift": "7 or more in a row on one side of the average",
    "trend": "7 or more in a row rising or falling",
    "astronomical": "outside the limits",
    "two_of_three": "2 of 3 near a limit",
}


def of_series(
    finding: Finding,
    *,
    code: str,
    series: str,
    place: str,
    period: Period,
    title: str,
    uprights: Sequence[Upright],
    publishers: Mapping[str, str],
    png: bool,
    name: str = "",
) -> Figure:
    """The chart of one series of a finding split by month (and perhaps category), with its limits if it has any.

    series: the key of the series less the month, joined by "/": "" for a finding split by month alone.
    """
    cells = cells_of(finding, series)
    judged = finding.judgement.get(series, {})
    with_limits = judged.get("mean") is not None
    counted = f"{name or name_of(series or 'all')}: records a month"
    data = Trend(
        code,
        tuple(_point(finding, cell, with_limits) for cell in cells),
        limits=_limits(judged, cells, finding) if with_limits else (),
        period=period,
        uprights=tuple(uprights),
        note=note_of(judged, period) if with_limits else "",
        note_kind="not-judged",
        counted=counted.lower(),
    )
    span = Period(_month(finding, cells[0]), _month(finding, cells[-1]))
    adjusted = _adjusted_words(judged)
    return card(
        code,
        title=title,
        subtitle=f"{counted}, {place}, {span.words}{adjusted[0]}",
        drawing=trend.draw(data, png=png),
        alt=trend_words.alt_text(data, title),
        how_to_read=trend_words.how_to_read(data),
        table=trend_words.table(data, title=title),
        worked=_worked(judged, finding, adjusted[1]),
        findings=(finding,),
        publishers=publishers,
    )


def sparse(
    finding: Finding, *, code: str, place: str, publishers: Mapping[str, str], png: bool, name: str
) -> Figure:
    """The months held as bars in their order, where more months are missing than held; never a line across them."""
    held = [cell for cell in cells_of(finding, "") if cell.numerator is not None]
    months = [_month(finding, cell) for cell in held]
    title = f"{name}: the {len(months)} months held"
    data = bars.Bars(
        code,
        tuple(
            bars.Bar(month.words, cell.numerator, withheld=cell.state == "withheld")
            for month, cell in zip(months, held, strict=True)
        ),
        counted=f"{name.lower()} in the months held",
        keep_order=True,
    )
    return card(
        code,
        title=shortened(title, otherwise="The months held"),
        subtitle=f"{name}: records in each month held, {place}, {months_in_words(months)}",
        drawing=bars.draw(data, png=png),
        alt=bars.alt_text(data, title),
        how_to_read=bars.how_to_read(data),
        table=bars.table(data, title=title, value_title="Recorded"),
        worked=Worked(
            f"{finding.trail.rows_used:,} records, by the month in which they are recorded.",
            interval="Not given: limits need at least twelve months in a row.",
        ),
        findings=(finding,),
        publishers=publishers,
    )


def cells_of(finding: Finding, series: str) -> list[Cell]:
    """The cells of one series, in order of month."""
    at = finding.question.by.index("month")
    mine = [
        cell for cell in finding.cells if "/".join(cell.key[:at] + cell.key[at + 1 :]) == series
    ]
    return sorted(mine, key=lambda cell: cell.key[at])


def _month(finding: Finding, cell: Cell) -> Month:
    return Month.parse(cell.key[finding.question.by.index("month")])


def _point(finding: Finding, cell: Cell, with_limits: bool) -> MonthValue:
    signals = tuple(cell.more.get("signals", ())) if with_limits else ()
    value = cell.more.get("adjusted") if with_limits else cell.numerator
    return MonthValue(
        _month(finding, cell),
        None if cell.numerator is None else value,
        # Open police counts declare no good direction: a signal needs explaining, it is not judged.
        signal="not-judged" if signals else "common",
        withheld=cell.state == "withheld",
        rule="; ".join(RULE_WORDS[rule] for rule in signals),
    )


def _limits(
    judged: Mapping[str, Any], cells: Sequence[Cell], finding: Finding
) -> tuple[Limits, ...]:
    return (
        Limits(
            _month(finding, cells[0]),
            _month(finding, cells[-1]),
            judged["mean"],
            judged["lower"],
            judged["upper"],
        ),
    )


def note_of(judged: Mapping[str, Any], period: Period) -> str:
    """The one annotation: the first rule that signals in the period."""
    for rule, words in RULE_WORDS.items():
        months = [Month.parse(month) for month in judged.get("signals", {}).get(rule, ())]
        inside = [month for month in months if month in period]
        if inside:
            return words[0].upper() + words[1:]
    return ""


def _adjusted_words(judged: Mapping[str, Any]) -> tuple[str, str]:
    if judged.get("mean") is None:
        return "", "Nothing. The counts are as published."
    if judged.get("seasonal"):
        return (
            ", adjusted for the time of year",
            "For the length of months and the time of year: each count is divided by the days of its month and by the"
            " index of its calendar month, and set to a month of average length.",
        )
    return (
        ", adjusted for the length of months",
        "For the length of months. The time of year is not taken out: that needs 36 months.",
    )


def _worked(judged: Mapping[str, Any], finding: Finding, adjusted: str) -> Worked:
    counted = f"{finding.trail.rows_used:,} records, by the month in which they are recorded."
    if judged.get("mean") is None:
        why = judged.get("refused") or "too few months for limits"
        return Worked(counted, adjusted, f"Not given: {why}.", "No test was made.")
    first, last = (Month.parse(month).words for month in judged["baseline"])
    return Worked(
        counted,
        adjusted,
        f"Average {judged['mean']:,.0f} and limits {judged['lower']:,.0f} to {judged['upper']:,.0f}, set on {first} to"
        f" {last}: the average and 2.66 times the mean moving range about it.",
        "Four rules: outside a limit; 7 in a row on one side; 7 in a row rising or falling; 2 of 3 near a limit.",
    )


def small_multiples(
    finding: Finding, *, code: str, place: str, title: str, publishers: Mapping[str, str], png: bool
) -> Figure:
    """Every kind in the same frame, as an index of its own average; kinds too rare for limits are left out."""
    tiles = tuple(
        multiples.Tile(
            name_of(series),
            tuple(_point(finding, cell, True) for cell in cells_of(finding, series)),
            judged["mean"],
            judged["lower"],
            judged["upper"],
        )
        for series, judged in finding.judgement.items()
        if judged.get("mean")
    )
    data = multiples.Multiples(code, tiles)
    cells = finding.cells
    at = finding.question.by.index("month")
    span = Period.covering(Month.parse(cell.key[at]) for cell in cells)
    adjusted = _adjusted_words(next(iter(finding.judgement.values())))
    return card(
        code,
        title=title,
        subtitle=f"Records a month by kind, average 100, {place}, {span.words}{adjusted[0]}",
        drawing=multiples.draw(data, png=png),
        alt=multiples.alt_text(data, title),
        how_to_read=multiples.how_to_read(data),
        table=multiples.table(data, title=title),
        worked=Worked(
            f"{finding.trail.rows_used:,} records, by kind and month.",
            adjusted[1],
            "Each kind has its own average and limits: 2.66 times the mean moving range about the average.",
            "Four rules: outside a limit; 7 in a row on one side; 7 in a row rising or falling; 2 of 3 near a limit.",
        ),
        findings=(finding,),
        publishers=publishers,
    )


def season_of(
    finding: Finding, *, code: str, place: str, title: str, publishers: Mapping[str, str], png: bool
) -> Figure:
    """The months of the year beside each other, a ring for each year and a line for their mean."""
    cells = cells_of(finding, "")
    named = name_of("all") if finding.question.category == "all" else "Records"
    data = season.Season(
        code,
        tuple((_month(finding, cell), cell.numerator) for cell in cells),
        counted=f"{named.lower()} recorded a month",
    )
    span = Period(_month(finding, cells[0]), _month(finding, cells[-1]))
    return card(
        code,
        title=title,
        subtitle=f"{named} recorded a month, {place}, {span.words}",
        drawing=season.draw(data, png=png),
        alt=season.alt_text(data, title),
        how_to_read=season.how_to_read(data),
        table=season.table(data, title=title),
        worked=Worked(
            f"{finding.trail.rows_used:,} records by month.",
            "Nothing in the drawing; the indices allow for the days of months.",
            "Not needed.",
            "Ratio to a centred 12-month moving average, averaged over the years.",
        ),
        findings=(finding,),
        publishers=publishers,
    )
