"""Sentences of change: "rose" and "fell" only where the interval of the difference leaves no change out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.sentences.spans import (
    events_of,
    in_place,
    missing,
    number,
    said,
    shown_count,
)
from headrow.documents.model import Spans
from headrow.vocabulary.crime import BY_CODE
from headrow.vocabulary.periods import Month, in_words

LEAST_BASE = 50
NAMED = 3
NAMES = {code: kind.name for code, kind in BY_CODE.items()}
CHANCE = "; a difference of this size is within what chance alone gives"


class Break(Protocol):
    """A dated change of recording, as a locality declares it."""

    @property
    def month(self) -> Month:
        """The month it began."""

    @property
    def categories(self) -> tuple[str, ...]:
        """The kinds it concerns."""


def change(finding: Finding, *, place: str, breaks: Iterable[Break] = ()) -> Spans:
    """From one count to another, worded by the interval of the difference, with any break in recording between."""
    earlier = finding.question.compared_with
    if finding.refused or not shown_count(finding.only) or earlier is None:
        return missing(finding)
    then = f"{finding.question.period.words} compared with {earlier.words}: "
    events = events_of(finding.question)
    return said(
        then,
        change_of(finding, finding.only, place=place, events=events),
        breaks_between(finding, breaks),
    )


def change_of(finding: Finding, cell: Cell, *, place: str, events: str = "") -> Spans:
    """The same of one cell of a finding that is split, `events` naming what it counts."""
    if not shown_count(cell) or cell.denominator is None:
        return missing(finding, reason="one of the two counts cannot be shown")
    named = events or events_of(finding.question, capital=True)
    counts = said(
        " from ", number(numbers.count(cell.denominator), finding), " to ",
        number(numbers.count(cell.numerator or 0), finding),
    )  # fmt: skip
    start = said(named, in_place(place))
    if cell.denominator < LEAST_BASE:
        return said(start, " went", counts, ".")
    verb = direction(cell)
    if not verb:
        return said(start, " went", counts, CHANCE, ".")
    return said(
        start, " ", "rose" if verb == "higher" else "fell", counts, " (by ",
        number(numbers.percent(abs(cell.value or 0), base=cell.denominator), finding), ", interval ",
        _magnitudes(cell), ").",
    )  # fmt: skip


def change_headline(finding: Finding, *, place: str, breaks: Iterable[Break] = ()) -> Spans:
    """The headline beside a count already given: how much more or fewer than before, and whether that is sure."""
    if finding.refused or not shown_count(finding.only) or finding.only.denominator is None:
        return missing(finding)
    cell, earlier = finding.only, finding.question.compared_with
    counts = said(
        number(numbers.count(cell.denominator or 0), finding),
        " to ",
        number(numbers.count(cell.numerator or 0), finding),
    )
    then = earlier.words if earlier else "before"
    verb = direction(cell)
    if not verb or cell.value is None:
        return said(
            "That is no clear difference from ",
            then,
            " (",
            counts,
            ").",
            breaks_between(finding, breaks),
        )
    size = number(numbers.percent(abs(cell.value), base=cell.denominator or 0), finding)
    start = said(
        "That is ",
        size,
        " more" if verb == "higher" else " fewer",
        " than in ",
        then,
        " (",
        counts,
        ")",
    )
    years = _break_years(finding, breaks)
    if not years:
        return said(start, ".")
    part = "rise" if verb == "higher" else "fall"
    return said(
        start, f"; recording practice changed in {years}, so part of the {part} may not be real."
    )


def single_months(now: Finding, then: Finding, *, place: str) -> Spans:
    """Two single months beside each other, which are never a trend (F4)."""
    if now.refused or then.refused or not (shown_count(now.only) and shown_count(then.only)):
        return missing(now if now.refused else then)
    return said(
        f"{place}: ", number(numbers.count(now.only.numerator or 0), now), f" in {now.question.period.words}, ",
        number(numbers.count(then.only.numerator or 0), then), f" in {then.question.period.words}."
        " Two months are not a trend.",
    )  # fmt: skip


def kinds_that_changed(finding: Finding, *, place: str, names: Mapping[str, str] = NAMES) -> Spans:
    """How many kinds clearly rose, fell or neither, of a finding split by category; few are named, in order of name."""
    if finding.refused:
        return missing(finding)
    cells = [cell for cell in finding.cells if shown_count(cell) and cell.denominator is not None]
    sure = {
        names[cell.key[0]]: direction(cell)
        for cell in cells
        if (cell.denominator or 0) >= LEAST_BASE
    }
    rose = sorted(name for name, word in sure.items() if word == "higher")
    fell = sorted(name for name, word in sure.items() if word == "lower")
    return said(
        number(numbers.first(len(rose)), finding), f" of {len(cells)} kinds clearly rose{_named(rose)}, ",
        number(numbers.within(len(fell)), finding), f" clearly fell{_named(fell)} and ",
        number(numbers.within(len(cells) - len(rose) - len(fell)), finding), " did not clearly change",
        in_place(place), ".",
    )  # fmt: skip


def _named(names: list[str]) -> str:
    return (
        f" ({in_words(name[0].lower() + name[1:] for name in names)})"
        if 0 < len(names) <= NAMED
        else ""
    )


def direction(cell: Cell) -> str:
    """ "higher" or "lower" where the test and the interval agree that there is a difference, else nothing."""
    if (
        cell.wording not in ("higher", "lower")
        or cell.value is None
        or cell.low is None
        or cell.high is None
    ):
        return ""
    sure = cell.low > 0 if cell.wording == "higher" else cell.high < 0
    return cell.wording if sure else ""


def breaks_between(finding: Finding, breaks: Iterable[Break]) -> str:
    """What must be said where recording changed between the two periods (F12), or nothing."""
    years = _break_years(finding, breaks)
    return (
        f" Recording practice changed in {years}, so the two counts are not of quite the same thing."
        if years
        else ""
    )


def _break_years(finding: Finding, breaks: Iterable[Break]) -> str:
    earlier = finding.question.compared_with
    if earlier is None:
        return ""
    asked = finding.question.category
    codes = {asked} if isinstance(asked, str) else set(asked)
    between = {
        held.month.year
        for held in breaks
        if earlier.first < held.month <= finding.question.period.last
        and codes & set(held.categories)
    }
    return in_words(str(year) for year in sorted(between))


def _magnitudes(cell: Cell) -> str:
    ends = sorted(abs(end) for end in (cell.low, cell.high) if end is not None)
    base = cell.denominator or 0
    return f"{numbers.percent(ends[0], base=base)} to {numbers.percent(ends[1], base=base)}"
