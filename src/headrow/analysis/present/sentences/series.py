"""Sentences of a series of months: a signal, or within the range expected; and the seasons."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from typing import Any

from headrow.analysis.findings.model import Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.sentences.spans import (
    events_of,
    in_place,
    missing,
    month_words,
    number,
    said,
)
from headrow.documents.model import Spans
from headrow.vocabulary.periods import Month, Period

# With fewer a month, chance alone moves a calendar month by more than a season does.
LEAST_FOR_SEASONS = 100
EXPLAINING = ": a change that needs explaining"


def control_chart(
    finding: Finding, *, place: str, key: str = "", events: str = "", within: Period | None = None
) -> Spans:
    """What the chart of one series says: its strongest signal with the month it began, or the range expected.

    key: the series' key in the finding's judgement, "" for a finding of one series. within: only signals that touch it.
    """
    chart: Mapping[str, Any] = finding.judgement.get(key, {})
    if finding.refused or chart.get("refused") or not chart:
        return missing(finding, reason=finding.refused or chart.get("refused", "no series is held"))
    named = events or events_of(finding.question, capital=True)
    signal = signal_words(finding, key=key, within=within)
    if signal:
        return said(f"{named}{in_place(place)}: ", number(signal, finding), EXPLAINING, ".")
    return said(
        f"{named}{in_place(place)} were within the range expected (",
        number(numbers.count(chart["lower"]), finding), " to ", number(numbers.count(chart["upper"]), finding),
        " a month).",
    )  # fmt: skip


def signal_words(finding: Finding, *, key: str = "", within: Period | None = None) -> str:
    """The words of the strongest rule that signals in a month of `within` (or in any), or nothing."""
    chart: Mapping[str, Any] = finding.judgement.get(key, {})
    signals = chart.get("signals", {})
    mine = [cell for cell in finding.cells if len(cell.key) == 1 or "/".join(cell.key[:-1]) == key]
    months = [cell.key[-1] for cell in mine]
    value = {cell.key[-1]: cell.more.get("adjusted") for cell in mine}
    for rule, words in (
        ("shift", _shift),
        ("trend", _steady),
        ("astronomical", _outside),
        ("two_of_three", _near),
    ):
        run = _last_run(signals.get(rule, ()), months, within)
        if run:
            return words(run, value, chart, months)
    return ""


def _last_run(
    flagged: Sequence[str], months: Sequence[str], within: Period | None = None
) -> list[str]:
    """The last unbroken run of flagged months that has a month of the period in it."""
    held = set(flagged)
    runs: list[list[str]] = [[]]
    for month in months:
        if month in held:
            runs[-1].append(month)
        elif runs[-1]:
            runs.append([])
    touching = [
        run for run in runs if any(within is None or Month.parse(month) in within for month in run)
    ]
    return touching[-1] if touching else []


def _span(run: Sequence[str], months: Sequence[str]) -> str:
    if run[-1] == months[-1]:
        return f"since {month_words(run[0])}"
    return f"from {month_words(run[0])} to {month_words(run[-1])}"


def _shift(
    run: Sequence[str],
    value: Mapping[str, float | None],
    chart: Mapping[str, Any],
    months: Sequence[str],
) -> str:
    side = "above" if (value.get(run[-1]) or 0) > chart["mean"] else "below"
    return f"{numbers.within(len(run))} months in a row {side} the average {_span(run, months)}"


def _steady(
    run: Sequence[str],
    value: Mapping[str, float | None],
    chart: Mapping[str, Any],
    months: Sequence[str],
) -> str:
    way = "up" if (value.get(run[-1]) or 0) > (value.get(run[0]) or 0) else "down"
    return f"{way} in each of {numbers.within(len(run) - 1)} months {_span(run, months)}"


def _outside(
    run: Sequence[str],
    value: Mapping[str, float | None],
    chart: Mapping[str, Any],
    months: Sequence[str],
) -> str:
    side = "above" if (value.get(run[-1]) or 0) > chart["upper"] else "below"
    when = _span(run, months) if len(run) > 1 else f"in {month_words(run[0])}"
    return f"{side} the limits {when}"


def _near(
    run: Sequence[str],
    value: Mapping[str, float | None],
    chart: Mapping[str, Any],
    months: Sequence[str],
) -> str:
    side = "upper" if (value.get(run[-1]) or 0) > chart["mean"] else "lower"
    when = _span(run, months) if len(run) > 1 else f"up to {month_words(run[0])}"
    return f"two months of three near the {side} limit {when}"


def season(finding: Finding, *, place: str) -> Spans:
    """The highest and lowest calendar month over the years held, against the average month."""
    held = finding.judgement
    if finding.refused or not held.get("indices"):
        return missing(finding)
    counts = [cell.numerator for cell in finding.cells if cell.numerator is not None]
    if sum(counts) < LEAST_FOR_SEASONS * len(counts):
        return missing(
            finding, reason="too few are recorded in a month to tell the time of year from chance"
        )
    high, low = held["highest"], held["lowest"]
    events = f"{events_of(finding.question, capital=True)}{in_place(place)}"
    return said(
        f"{events} were highest in {calendar.month_name[high]} (",
        number(numbers.percent(100 * (held["indices"][high] - 1)), finding),
        f" above the average month) and lowest in {calendar.month_name[low]} (",
        number(numbers.percent(100 * (1 - held["indices"][low])), finding), " below).",
    )  # fmt: skip
