"""Series of months: control charts on seasonally adjusted counts, and the seasons themselves."""

from __future__ import annotations

import math
from typing import Any

from headrow.analysis.findings.judging.judged import Counted, Judged, position, without
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.methods import control_charts, seasons
from headrow.analysis.tables.opened import Feed

# Limits are set on the first 24 months where at least six more follow to be judged by them; else on all.
BASELINE = 24
JUDGED_AFTER = 6
RULES = ("astronomical", "shift", "trend", "two_of_three")


def _by_series(question: Question, cells: list[Counted]) -> dict[tuple[str, ...], list[Counted]]:
    """Cells of each series in order of month."""
    at = position(question, "month")
    grouped: dict[tuple[str, ...], list[Counted]] = {}
    for cell in sorted(cells, key=lambda cell: cell.key[at]):
        grouped.setdefault(without(cell.key, at), []).append(cell)
    return grouped


def control_chart(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """An XmR chart of each series, its limits and the months that signal.

    whole: by series key (joined with "/", "" for one series): mean, lower, upper, baseline, adjusted for season or
    only for the length of months, signals by rule. cells: adjusted value, rules that flag the month.
    """
    at = position(question, "month")
    whole: dict[str, Any] = {}
    by_cell: dict[tuple[str, ...], dict[str, Any]] = {}
    for key, series in _by_series(question, cells).items():
        months = [cell.key[at] for cell in series]
        chart, adjusted, flagged = _chart(series, months)
        whole["/".join(key)] = chart
        for cell, value, rules in zip(series, adjusted, flagged, strict=True):
            by_cell[cell.key] = {"adjusted": value, "signals": rules}
    return Judged(whole, by_cell)


def _chart(
    series: list[Counted], months: list[str]
) -> tuple[dict[str, Any], list[float | None], list[tuple[str, ...]]]:
    counts = [math.nan if cell.numerator is None else float(cell.numerator) for cell in series]
    adjusted, season = seasons.seasonally_adjusted(counts, months[0])
    held = int(sum(not math.isnan(count) for count in counts))
    baseline = BASELINE if held >= BASELINE + JUDGED_AFTER else len(counts)
    chart = control_charts.xmr(adjusted[:baseline])
    found = control_charts.signals(adjusted, chart)
    by_rule = {rule: tuple(months[i] for i in getattr(found, rule)) for rule in RULES}
    flagged = [tuple(rule for rule in RULES if month in by_rule[rule]) for month in months]
    result = {
        "mean": chart.mean,
        "lower": chart.lower_shown,
        "upper": chart.upper,
        "points": held,
        "baseline": (months[0], months[min(baseline, len(months)) - 1]),
        "seasonal": season.indices is not None,
        "signals": by_rule,
        "refused": _why(chart.flags, held),
    }
    return result, [None if math.isnan(value) else float(value) for value in adjusted], flagged


def _why(flags: tuple[str, ...], held: int) -> str:
    if not flags:
        return ""
    if flags[0].startswith("under_"):
        return f"{held} months are held; limits need at least 12 in a row"
    return "fewer than 4 a month, too few for limits"


def season(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """The index of each calendar month, from at least 36 months without a gap.

    whole: indices in order from the first month, `first_month`, `highest` and `lowest` calendar month.
    """
    series = next(iter(_by_series(question, cells).values()), [])
    at = position(question, "month")
    if any(cell.numerator is None for cell in series):
        return Judged(
            refused="the series has months missing, so the time of year cannot be told apart"
        )
    first = series[0].key[at] if series else "2000-01"
    found = seasons.monthly_seasons([float(cell.numerator or 0) for cell in series], first)
    if found.indices is None:
        return Judged(refused=f"{len(series)} months are held; the time of year needs at least 36")
    calendar = {
        (int(first[5:7]) - 1 + step) % 12 + 1: float(index)
        for step, index in enumerate(found.indices)
    }
    highest = max(calendar, key=lambda month: calendar[month])
    lowest = min(calendar, key=lambda month: calendar[month])
    return Judged({"indices": dict(sorted(calendar.items())), "highest": highest, "lowest": lowest})
