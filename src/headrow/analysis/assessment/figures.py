"""Which figure stands where: findings to cards, with a title that claims no more than the finding."""

from __future__ import annotations

from typing import Any

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.findings.model import Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.charts.month_values import Upright
from headrow.analysis.present.figures import cards, kinds, maps
from headrow.analysis.present.figures import months as month_figures
from headrow.analysis.present.sentences.changes import direction
from headrow.analysis.present.sentences.series import signal_words
from headrow.documents.model import Figure
from headrow.vocabulary import crime
from headrow.vocabulary.periods import Month, Period


def source(desk: Desk, *findings: Finding) -> str:
    """The source line of findings."""
    return cards.source_of(findings, desk.publishers)


def months(desk: Desk, finding: Finding, *, code: str, series: str, name: str = "") -> Figure:
    """The months of one series, with its limits where it has them."""
    named = name or crime.name_of(series or "all")
    if len(desk.feed.months) * 2 < len(desk.span):
        # More months are missing than held: bars of those held say it better than a line of gaps.
        return month_figures.sparse(
            finding,
            code=code,
            place=desk.place,
            publishers=desk.publishers,
            png=desk.png,
            name=named,
        )
    return month_figures.of_series(
        finding,
        code=code,
        series=series,
        place=desk.place,
        period=desk.period,
        title=months_title(desk, finding, series, named),
        uprights=uprights(desk, series),
        publishers=desk.publishers,
        png=desk.png,
        name=named,
    )


def months_title(desk: Desk, finding: Finding, series: str, named: str) -> str:
    """The signal in the period, or that there is none, or that there are too few months to say."""
    judged = finding.judgement.get(series, {})
    if judged.get("mean") is None:
        return cards.shortened(
            f"{named}: the months held, without limits", otherwise="The months held, without limits"
        )
    signal = signal_words(finding, key=series, within=desk.period)
    if not signal:
        return cards.shortened(
            f"{named}: within the range expected", otherwise="Within the range expected"
        )
    return cards.shortened(
        f"{named}: {signal}", otherwise=f"{named}: a change that needs explaining"
    )


def uprights(desk: Desk, series: str) -> list[Upright]:
    """The recording changes that the chart's months run over, and the end of the baseline is told in the drawer."""
    return [
        Upright(change.month, change.title)
        for change in desk.locality.recording_changes
        if change.month in desk.span
        and desk.span.first < change.month
        and (series == "" or set(change.categories) & {series, crime.ALL})
    ][:2]


def signals_in(finding: Finding, series: str, period: Period) -> bool:
    """Whether a series signals in a month of the period."""
    found = finding.judgement.get(series, {}).get("signals", {})
    return any(Month.parse(month) in period for months in found.values() for month in months)


def types_as_rates(desk: Desk, finding: Finding, code: str) -> Figure:
    """The rate of each type."""
    largest = max(finding.cells, key=lambda cell: cell.numerator or 0)
    title = f"{crime.name_of(largest.key[0])} is the largest kind recorded"
    return kinds.rates_by_type(
        finding,
        code=code,
        place=desk.place,
        period_words=desk.when(finding),
        title=title,
        publishers=desk.publishers,
        png=desk.png,
    )


def types_counted(desk: Desk, finding: Finding, code: str) -> Figure:
    """The count of each type, where the period has months missing or no base is held."""
    largest = max(finding.cells, key=lambda cell: cell.numerator or 0)
    title = f"{crime.name_of(largest.key[0])} is the largest kind recorded"
    return kinds.counts_by_type(
        finding,
        code=code,
        place=desk.place,
        period_words=desk.when(finding),
        title=title,
        publishers=desk.publishers,
        png=desk.png,
    )


def changes(desk: Desk, finding: Finding, code: str) -> Figure:
    """The change of each type on the year before."""
    fell = sum(direction(cell) == "lower" for cell in finding.cells)
    rose = sum(direction(cell) == "higher" for cell in finding.cells)
    neither = len(finding.cells) - fell - rose
    title = (
        f"{numbers.first(fell)} of {len(finding.cells)} kinds clearly fell, {numbers.within(rose)} clearly rose,"
        f" {numbers.within(neither)} did neither"
    )
    assert desk.earlier is not None
    return kinds.changes(
        finding,
        code=code,
        place=desk.place,
        now=desk.year.words,
        then=desk.earlier.words,
        title=title,
        publishers=desk.publishers,
        png=desk.png,
    )


def where_recorded(desk: Desk, finding: Finding, *, code: str, named: str) -> Figure | None:
    """A map of a finding by area: outlines where they are held, hexagons where the finding is by hexagon."""
    hot = finding.judgement.get("hot", 0)
    level = finding.question.level
    noun = (
        "hexagon" if level == "hexagon" else "neighbourhood" if level.startswith("lsoa") else "area"
    )
    title = f"{named}: where most was recorded"
    if hot:
        verb = "stands" if hot == 1 else "stand"
        title = f"{named}: {numbers.within(hot)} {noun}{'' if hot == 1 else 's'} {verb} out"
    title = cards.shortened(title, otherwise="Where most was recorded")
    more: dict[str, Any] = {
        "code": code,
        "place": desk.place,
        "when": desk.when(finding),
        "title": title,
        "publishers": desk.publishers,
        "png": desk.png,
    }
    if level == "hexagon":
        return maps.of_hexagons(finding, **more)
    ground = desk.ground(level)
    return maps.of_areas(finding, ground=ground, **more) if ground is not None else None
