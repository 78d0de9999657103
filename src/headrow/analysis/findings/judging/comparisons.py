"""Two counts or two rates compared: a period with an earlier one, a district or a group with another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headrow.analysis.findings.judging.judged import Counted, Judged, position
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.methods import change
from headrow.analysis.methods.multiple_tests import false_discovery
from headrow.analysis.tables.opened import Feed

# A table that flags more than this many allows for their number (statistics notes, section 0, rule 8).
MANY, LEVEL = 10, 0.05


def year_difference(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """The change of each cell on the months compared with, by the exact conditional test.

    The two periods' days are their exposure, so that a leap year is no rise. cells: percentage (none on a base
    below 50), its limits, wording class and verdict.
    """
    if (
        question.compared_with is None
        or feed.held(question.compared_with) != question.compared_with.months
    ):
        return Judged(refused="no earlier period of the same months is held whole")
    exposure = question.period.days / question.compared_with.days
    changes = {cell.key: _change(cell, exposure) for cell in cells}
    return Judged(cells=_allowed_for_number(changes) if len(changes) > MANY else changes)


def _allowed_for_number(
    changes: dict[tuple[str, ...], Mapping[str, Any]],
) -> dict[tuple[str, ...], Mapping[str, Any]]:
    """Changes whose wording allows for how many were tested together (false discovery rate of 5%)."""
    tested = [key for key, found in changes.items() if "p" in found]
    adjusted = false_discovery([changes[key]["p"] for key in tested])
    allowed = dict(changes)
    for key, q in zip(tested, adjusted, strict=True):
        found = {**changes[key], "q": float(q)}
        if q > LEVEL:
            found |= {"wording": "no clear difference", "verdict": "no clear change"}
        allowed[key] = found
    return allowed


def _change(cell: Counted, exposure: float) -> Mapping[str, Any]:
    if cell.numerator is None or cell.denominator is None:
        return {"wording": "not assessed"}
    found = change.year_difference(cell.denominator, cell.numerator, exposure_ratio=exposure)
    low, high = found.ratio_exact
    return {
        # The percentage is of the counts as they stand; the test allows for the days.
        "percentage": change.percentage_change(cell.denominator, cell.numerator).pct_change,
        "low": None if low is None else 100 * (low * exposure - 1),
        "high": None if high is None else 100 * (high * exposure - 1),
        "p": found.p_exact,
        "wording": found.wording,
        "verdict": found.verdict,
        "flags": found.flags,
    }


def district_ratios(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """The place's rate over that of each other district of the force; never a rank.

    cells: by district, ratio, its limits and wording class, of the place's rate to that district's.
    """
    if not feed.whole_force:
        return Judged(refused="the files hold this district only, so no other can stand beside it")
    at = position(question, "district")
    mine = next((cell for cell in cells if cell.key[at] == question.place), None)
    if mine is None or not mine.numerator or not mine.denominator:
        return Judged(refused="no rate of the place itself")
    return Judged(
        cells={
            cell.key: _ratio(mine, cell)
            for cell in cells
            if cell.key[at] != question.place and cell.numerator is not None and cell.denominator
        }
    )


def group_ratios(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """Each group's rate over that of the group named in `options["reference"]`; unknown groups are in no ratio."""
    at = position(question, "group")
    reference = next(
        (cell for cell in cells if cell.key[at] == question.options["reference"]), None
    )
    if reference is None or not reference.denominator:
        return Judged(refused="no residents of the group compared with are held")
    return Judged(
        cells={
            cell.key: _ratio(cell, reference)
            for cell in cells
            if cell is not reference and cell.numerator is not None and cell.denominator
        }
    )


def _ratio(one: Counted, other: Counted) -> Mapping[str, Any]:
    found = change.rate_ratio(
        one.numerator or 0, one.denominator or 0, other.numerator or 0, other.denominator or 0
    )
    return {
        "ratio": found.rate_ratio,
        "low": found.lower,
        "high": found.upper,
        "wording": found.wording,
        "method": found.method,
    }
