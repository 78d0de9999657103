"""Kinds of record beside each other: rates by type, and their change on an earlier period."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present.charts import bars, change
from headrow.analysis.present.figures.cards import Worked, card
from headrow.analysis.present.sentences.changes import direction
from headrow.documents.model import Figure
from headrow.vocabulary.crime import name_of

BASE_WORDS = {
    "residents": "1,000 residents",
    "households": "1,000 households",
    "workday": "1,000 people of the workday population",
}


def rates_by_type(
    finding: Finding,
    *,
    code: str,
    place: str,
    period_words: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """Bars of the rate of each type with its interval, anti-social behaviour fainter since it is no crime."""
    at = finding.question.by.index("category")
    per = BASE_WORDS[finding.question.out_of]
    data = bars.Bars(
        code,
        tuple(
            bars.Bar(
                name_of(cell.key[at]),
                cell.value,
                cell.low,
                cell.high,
                withheld=cell.state == "withheld",
                context=cell.key[at] == "anti-social-behaviour",
            )
            for cell in finding.cells
        ),
        counted=f"records for every {per}, by type",
        decimals=1,
    )
    return card(
        code,
        title=title,
        subtitle=f"Recorded for every {per}, {place}, {period_words}",
        drawing=bars.draw(data, png=png),
        alt=bars.alt_text(data, title),
        how_to_read=bars.how_to_read(data),
        table=bars.table(data, title=title, value_title=f"For every {per}"),
        worked=Worked(
            f"{finding.trail.rows_used:,} records over {finding.cells[0].denominator or 0:,.0f}"
            f" {finding.question.out_of}.",
            interval="95% intervals by Byar's method, exact below 10; they describe the underlying rate.",
        ),
        findings=(finding,),
        publishers=publishers,
    )


def counts_by_type(
    finding: Finding,
    *,
    code: str,
    place: str,
    period_words: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """Bars of the count of each type, where no base is held or the months are too few for a rate."""
    at = finding.question.by.index("category")
    data = bars.Bars(
        code,
        tuple(
            bars.Bar(
                name_of(cell.key[at]),
                cell.numerator,
                withheld=cell.state == "withheld",
                context=cell.key[at] == "anti-social-behaviour",
            )
            for cell in finding.cells
        ),
        counted="records by type",
    )
    return card(
        code,
        title=title,
        subtitle=f"Records by type, {place}, {period_words}",
        drawing=bars.draw(data, png=png),
        alt=bars.alt_text(data, title),
        how_to_read=bars.how_to_read(data),
        table=bars.table(data, title=title, value_title="Recorded"),
        worked=Worked(f"{finding.trail.rows_used:,} records by type."),
        findings=(finding,),
        publishers=publishers,
    )


def changes(
    finding: Finding,
    *,
    code: str,
    place: str,
    now: str,
    then: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """The change of each type with its interval: filled where clear, a ring where not."""
    at = finding.question.by.index("category")
    data = change.Changes(code, tuple(_row(cell, at) for cell in finding.cells), then, now)
    return card(
        code,
        title=title,
        subtitle=f"Change in recorded crime, {place}, {now} compared with {then}",
        drawing=change.draw(data, png=png),
        alt=change.alt_text(data, title),
        how_to_read=change.how_to_read(data),
        table=change.table(data, title=title),
        worked=Worked(
            f"{finding.trail.rows_used:,} records in {now}, against those of {then}.",
            adjusted="For the number of days in each period, in the test and the interval.",
            interval="95% exact interval for the ratio of two counts.",
            test="Exact conditional test of two counts, with a false discovery rate of 5%"
            " over the kinds tested together;"
            " no percentage on a base below 50.",
        ),
        findings=(finding,),
        publishers=publishers,
    )


def _row(cell: Cell, at: int) -> change.Change:
    before = None if cell.denominator is None else int(cell.denominator)
    return change.Change(
        name_of(cell.key[at]),
        before,
        cell.numerator,
        _part(cell.value),
        _part(cell.low) if cell.value is not None else None,
        _part(cell.high) if cell.value is not None else None,
        clear=bool(direction(cell)),
        why_not="" if cell.value is not None else "fewer than 50 to compare with",
    )


def _part(percent: float | None) -> float | None:
    return None if percent is None else percent / 100
