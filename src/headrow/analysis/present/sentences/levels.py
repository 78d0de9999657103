"""Sentences of how much: counts, rates, and crimes told apart from incidents."""

from __future__ import annotations

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present import numbers
from headrow.analysis.present.sentences.spans import (
    base_words,
    events_of,
    in_place,
    missing,
    number,
    said,
    shown_count,
    when,
)
from headrow.documents.model import Spans

LEAST_FOR_A_RATE = 5


def recorded_crime_total(
    total: Finding, crimes: Finding, incidents: Finding, *, place: str
) -> Spans:
    """The headline: all that was recorded, and the two things it is made of."""
    if total.refused or not shown_count(total.only):
        return missing(total)
    parts = said(
        "Police recorded ", number(numbers.count(total.only.numerator or 0), total), " crimes and incidents",
        in_place(place), " in ", when(total, naming=True),
    )  # fmt: skip
    if (
        crimes.refused
        or incidents.refused
        or not (shown_count(crimes.only) and shown_count(incidents.only))
    ):
        return said(parts, ".")
    return said(
        parts, ": ", number(numbers.count(crimes.only.numerator or 0), crimes), " crimes and ",
        number(numbers.count(incidents.only.numerator or 0), incidents), " incidents of anti-social behaviour.",
    )  # fmt: skip


def volume(finding: Finding, *, place: str) -> Spans:
    """A count: "[N] [events] were recorded in [P]."; a month missing is a gap, never filled in."""
    if finding.refused:
        return missing(finding)
    cell = finding.only
    if cell.state == "withheld":
        return withheld(finding, place=place)
    if not shown_count(cell):
        return missing(finding, reason="the months were not supplied")
    return said(_counted(finding, cell, place), " were recorded in ", when(finding), ".")


def rate(finding: Finding, *, place: str) -> Spans:
    """A count with its rate and interval, or why there is no rate."""
    if finding.refused:
        return missing(finding)
    cell = finding.only
    if cell.state == "withheld":
        return withheld(finding, place=place)
    if not shown_count(cell):
        return missing(finding, reason="the months were not supplied")
    start = _counted(finding, cell, place)
    if (cell.numerator or 0) < LEAST_FOR_A_RATE or "too_few_for_a_rate" in cell.flags:
        return said(start, " were recorded, too few for a rate.")
    if cell.value is None or cell.low is None or cell.high is None:
        return said(
            start,
            " were recorded in ",
            when(finding),
            "; no rate is given, because ",
            _no_rate(cell, finding),
            ".",
        )
    return said(
        start, " were recorded in ", when(finding), ", ", number(numbers.rate(cell.value), finding), " for every ",
        numbers.count(finding.question.per), f" {base_words(finding.question)} (95% interval ",
        numbers.interval(cell.low, cell.high), ").", _stale(finding),
    )  # fmt: skip


def two_rates(residents: Finding, workday: Finding, *, place: str) -> Spans:
    """A busy place on both its bases and as a count: either rate alone would mislead (F5)."""
    for finding in (residents, workday):
        if finding.refused:
            return missing(finding)
    one, other = residents.only, workday.only
    if one.value is None or other.value is None:
        return volume(residents, place=place)
    return said(
        _counted(residents, one, place), " were recorded in ", when(residents), ": ",
        number(numbers.rate(one.value), residents), f" for every {numbers.count(residents.question.per)} residents, ",
        number(numbers.rate(other.value), workday),
        f" for every {numbers.count(workday.question.per)} people there on a working day.",
    )  # fmt: skip


def withheld(finding: Finding, *, place: str) -> Spans:
    """A count too small to show. Among other cells the reason may be theirs, so then no size is claimed."""
    events = f"{events_of(finding.question)}{in_place(place)}"
    if finding.question.by:
        return said("The number of ", number(events, finding), " is withheld, to protect people.")
    floor = 10 if finding.trail.protection.startswith("published-sensitive") else 5
    return said("Fewer than ", number(str(floor), finding), f" {events} were recorded.")


def share(finding: Finding, *, place: str) -> Spans:
    """One kind as a share of all that was recorded."""
    if finding.refused:
        return missing(finding)
    cell = finding.only
    if not shown_count(cell) or cell.value is None or not cell.denominator:
        return missing(finding, reason="too few were recorded for a share")
    return said(
        number(numbers.percent(cell.value, base=cell.denominator), finding), " of what was recorded", in_place(place),
        f" in {when(finding)} was {events_of(finding.question)} (",
        number(numbers.count(cell.numerator or 0), finding), f" of {numbers.count(cell.denominator)}).",
    )  # fmt: skip


def _counted(finding: Finding, cell: Cell, place: str) -> Spans:
    return said(
        number(numbers.count(cell.numerator or 0), finding),
        f" {events_of(finding.question)}{in_place(place)}",
    )


def _no_rate(cell: Cell, finding: Finding) -> str:
    if "base_too_small" in cell.flags:
        return f"there are fewer than 500 {base_words(finding.question)}"
    return f"no count of {base_words(finding.question)} is held"


def _stale(finding: Finding) -> str:
    if "stale_denominator" not in finding.flags:
        return ""
    return f" The count of {base_words(finding.question)} is more than two years from the period."
