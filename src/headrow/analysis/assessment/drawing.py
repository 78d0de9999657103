"""The figure of an outline's chart or map item: which maker draws it, and the title it bears."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from typing import Any

from headrow.analysis.assessment.desk import Desk
from headrow.analysis.assessment.figures import (
    changes,
    months,
    signals_in,
    types_as_rates,
    types_counted,
    where_recorded,
)
from headrow.analysis.findings.model import Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.figures import cards
from headrow.analysis.present.figures import months as month_figures
from headrow.analysis.present.figures import outcomes as outcome_figures
from headrow.analysis.present.figures import places as place_figures
from headrow.documents.model import Figure
from headrow.vocabulary import crime
from headrow.vocabulary.chapters import Chapter
from headrow.vocabulary.outlines import Item
from headrow.vocabulary.periods import in_words

# A title names the kinds of a chapter where they are no more than these.
NAMED_KINDS = 2


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
    if any(cell.value is not None for cell in finding.cells):
        return types_as_rates(desk, finding, code)
    counted = desk.ask("recorded-crime-count", category=finding.question.category, by=("category",))
    return types_counted(desk, counted, code)


def _gradient(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if finding.refused:
        return None
    ratio = float(finding.judgement.get("ratio") or 0)
    clear = finding.judgement.get("wording") == "higher" and ratio
    title = f"{named}: no clear gradient with deprivation"
    if clear:
        title = (
            f"Rate {numbers.ratio(ratio)} times as high in the most deprived tenth as in the least"
        )
    return place_figures.gradient_of(
        finding,
        code=code,
        title=cards.shortened(title, otherwise="The rate by deprivation"),
        **_common(desk, finding),
    )


def _funnel(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if finding.refused:
        return None
    outside = finding.judgement["above"] + finding.judgement["below"]
    areas = finding.judgement["areas"]
    lie = "lies" if outside == 1 else "lie"
    title = f"{named}: {numbers.within(outside)} of {areas} areas {lie} outside the limits"
    if not outside:
        title = f"{named}: all {areas} areas are within the range expected for their size"
    return place_figures.funnel_of(
        finding,
        code=code,
        title=cards.shortened(title, otherwise="Areas for their size"),
        **_common(desk, finding),
    )


def _concentration(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if finding.refused:
        return None
    share = 100 * finding.judgement["shares"][0.2]
    title = f"A fifth of areas hold {numbers.percent(share)} of {named[0].lower() + named[1:]}"
    return place_figures.concentration_of(
        finding,
        code=code,
        title=cards.shortened(title, otherwise="How concentrated it is"),
        **_common(desk, finding),
    )


def _outcomes(desk: Desk, finding: Finding, code: str, named: str) -> Figure | None:
    if not finding.cells:
        return None
    most = max(finding.cells, key=lambda cell: (cell.numerator or 0, cell.key))
    title = cards.shortened(
        f"{named}: “{most.key[0]}” is the commonest last outcome",
        otherwise="The last outcome published",
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
        finding,
        code=code,
        title=f"{named}: highest in {high}, lowest in {low}",
        place=desk.place,
        publishers=desk.publishers,
        png=desk.png,
    )


def _common(desk: Desk, finding: Finding) -> dict[str, Any]:
    return {
        "place": desk.place,
        "when": desk.when(finding),
        "publishers": desk.publishers,
        "png": desk.png,
    }


SHAPES: dict[str, Callable[[Desk, Finding, str, str], Figure | None]] = {
    "bars": _bars,
    "gradient": _gradient,
    "funnel": _funnel,
    "concentration": _concentration,
    "outcomes": _outcomes,
    "multiples": _multiples,
    "change": _change,
    "season": _season,
}
