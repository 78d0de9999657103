"""Which figure stands where: findings to cards, with a title that claims no more than the finding."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from typing import Any

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.findings.model import Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.charts.month_values import Upright
from headrow.analysis.present.figures import cards, kinds, maps
from headrow.analysis.present.figures import months as month_figures
from headrow.analysis.present.figures import outcomes as outcome_figures
from headrow.analysis.present.figures import places as place_figures
from headrow.analysis.present.sentences.series import signal_words
from headrow.documents.model import Figure
from headrow.vocabulary import crime
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.outlines import Item
from headrow.vocabulary.periods import Month, Period, in_words

# A title names the kinds of a chapter where they are no more than these.
NAMED_KINDS = 2


def source(desk: Desk, *findings: Finding) -> str:
    """The source line of findings."""
    return cards.source_of(findings, desk.publishers)


def months(desk: Desk, finding: Finding, *, code: str, series: str, name: str = "") -> Figure:
    """The months of one series, with its limits where it has them."""
    named = name or crime.name_of(series or "all")
    return month_figures.of_series(
        finding, code=code, series=series, place=desk.place, period=desk.period,
        title=months_title(desk, finding, series, named), uprights=uprights(desk, series),
        publishers=desk.publishers, png=desk.png, name=named,
    )  # fmt: skip


def months_title(desk: Desk, finding: Finding, series: str, named: str) -> str:
    """The signal in the period, or that there is none, or that there are too few months to say."""
    judged = finding.judgement.get(series, {})
    if judged.get("mean") is None:
        return cards.shortened(f"{named}: the months held, without limits", otherwise="The months held, without limits")
    signal = signal_words(finding, key=series, within=desk.period)
    if not signal:
        return cards.shortened(
            f"{named}: within the range expected", otherwise="Within the range expected"
        )
    return cards.shortened(f"{named}: {signal}", otherwise=f"{named}: a change that needs explaining")


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
        finding, code=code, place=desk.place, period_words=desk.period.words, title=title,
        publishers=desk.publishers, png=desk.png,
    )  # fmt: skip


def types_counted(desk: Desk, finding: Finding, code: str) -> Figure:
    """The count of each type, where the period has months missing or no base is held."""
    largest = max(finding.cells, key=lambda cell: cell.numerator or 0)
    title = f"{crime.name_of(largest.key[0])} is the largest kind recorded"
    return kinds.counts_by_type(
        finding, code=code, place=desk.place, period_words=desk.when(finding), title=title,
        publishers=desk.publishers, png=desk.png,
    )  # fmt: skip


def changes(desk: Desk, finding: Finding, code: str) -> Figure:
    """The change of each type on the year before."""
    fell = sum(cell.wording == "lower" for cell in finding.cells)
    rose = sum(cell.wording == "higher" for cell in finding.cells)
    neither = len(finding.cells) - fell - rose
    title = (
        f"{numbers.first(fell)} of {len(finding.cells)} kinds clearly fell, {numbers.within(rose)} clearly rose,"
        f" {numbers.within(neither)} did neither"
    )
    assert desk.earlier is not None
    return kinds.changes(
        finding, code=code, place=desk.place, now=desk.period.words, then=desk.earlier.words, title=title,
        publishers=desk.publishers, png=desk.png,
    )  # fmt: skip


def where_recorded(desk: Desk, finding: Finding, *, code: str, named: str) -> Figure | None:
    """A map of a finding by area: outlines where they are held, hexagons where the finding is by hexagon."""
    hot = finding.judgement.get("hot", 0)
    level = finding.question.level
    noun = "hexagon" if level == "hexagon" else "neighbourhood" if level.startswith("lsoa") else "area"
    title = f"{named}: where most was recorded"
    if hot:
        verb = "stands" if hot == 1 else "stand"
        title = f"{named}: {numbers.within(hot)} {noun}{'' if hot == 1 else 's'} {verb} out"
    title = cards.shortened(title, otherwise="Where most was recorded")
    more = {"code": code, "place": desk.place, "when": desk.when(finding), "title": title,
            "publishers": desk.publishers, "png": desk.png}
    if level == "hexagon":
        return maps.of_hexagons(finding, **more)
    ground = desk.ground(level)
    return maps.of_areas(finding, ground=ground, **more) if ground is not None else None


def drawn(
    desk: Desk, item: Item, findings: list[Finding], chapter: Chapter | None, where: str
) -> Figure | None:
    """The figure of a chart or map item, or None where there is nothing to draw."""
    finding = findings[0]
    code = f"{where}-{item.shape}"
    named = name_of_chapter(chapter) if chapter else crime.name_of(crime.ALL)
    if item.kind == "map":
        return where_recorded(desk, finding, code=code, named=named)
    if item.shape == "trend":
        return months(desk, finding, code=code, series="", name=named)
    return SHAPES[item.shape](desk, finding, code, named)


def name_of_chapter(chapter: Chapter) -> str:
    """What a figure's title calls the kinds of a chapter: their names where they are few, else the chapter's."""
    if len(chapter.categories) > NAMED_KINDS:
        return chapter.title
    names = [crime.name_of(code) for code in chapter.categories]
    return in_words([names[0], *[name[0].lower() + name[1:] for name in names[1:]]])


def _bars(desk: Desk, finding: Finding, code: str, named: str) -> Figure:
    rated = any(cell.value is not None for cell in finding.cells)
    return types_as_rates(desk, finding, code) if rated else types_counted(desk, finding, code)


def _gradient(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if finding.refused:
        return None
    ratio = finding.judgement.get("ratio")
    clear = finding.judgement.get("wording") == "higher" and ratio
    title = f"{named}: no clear gradient with deprivation"
    if clear:
        title = f"Rate {numbers.ratio(ratio)} times as high in the most deprived tenth as in the least"
    return place_figures.gradient_of(
        finding, code=code, title=cards.shortened(title, otherwise="The rate by deprivation"), **_common(desk, finding)
    )


def _funnel(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if finding.refused:
        return None
    outside = finding.judgement["above"] + finding.judgement["below"]
    title = f"{named}: {numbers.within(outside)} of {finding.judgement['areas']} areas lie outside the limits"
    return place_figures.funnel_of(
        finding, code=code, title=cards.shortened(title, otherwise="Areas for their size"), **_common(desk, finding)
    )


def _concentration(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if finding.refused:
        return None
    share = 100 * finding.judgement["shares"][0.2]
    title = f"A fifth of areas hold {numbers.percent(share)} of {named[0].lower() + named[1:]}"
    return place_figures.concentration_of(
        finding, code=code, title=cards.shortened(title, otherwise="How concentrated it is"), **_common(desk, finding)
    )


def _outcomes(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if not finding.cells:
        return None
    most = max(finding.cells, key=lambda cell: (cell.numerator or 0, cell.key))
    title = cards.shortened(
        f"{named}: “{most.key[0]}” is the commonest last outcome", otherwise="The last outcome published"
    )
    return outcome_figures.of_outcomes(finding, code=code, title=title, **_common(desk, finding))


def _multiples(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    held = [series for series, judged in finding.judgement.items() if judged.get("mean")]
    if not held:
        return None
    signal = sum(signals_in(finding, series, desk.period) for series in held)
    title = f"{numbers.first(signal)} of {len(held)} kinds have a signal in {desk.period.words}"
    return month_figures.small_multiples(
        finding, code=code, title=title, place=desk.place, publishers=desk.publishers, png=desk.png
    )


def _change(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    return None if desk.earlier is None else changes(desk, finding, code)


def _season(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if finding.refused:
        return None
    high, low = (calendar.month_name[finding.judgement[end]] for end in ("highest", "lowest"))
    return month_figures.season_of(
        finding, code=code, title=f"{named}: highest in {high}, lowest in {low}", place=desk.place,
        publishers=desk.publishers, png=desk.png,
    )  # fmt: skip


def _common(desk: Desk, finding: Finding) -> dict[str, Any]:
    return {"place": desk.place, "when": desk.when(finding), "publishers": desk.publishers, "png": desk.png}


SHAPES: dict[str, Callable[[Desk, Finding, str, str], Figure | None]] = {
    "bars": _bars, "gradient": _gradient, "funnel": _funnel, "concentration": _concentration, "outcomes": _outcomes,
    "multiples": _multiples, "change": _change, "season": _season,
}  # fmt: skip
