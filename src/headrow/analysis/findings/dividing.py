"""Dividing what is shown, with an interval: the last step before a number is a finding's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from headrow.analysis.findings.model import Cell, Question
from headrow.analysis.methods import intervals
from headrow.analysis.tables.plug_ins import Measure

# Product rules of the statistics notes (sections 1, 3 and 20).
LEAST_BASE = 500
LEAST_NUMERATOR_FOR_RATE = 5
LEAST_BASE_FOR_SHARE = 30


def divided(cell: Cell, question: Question, measure: Measure, judged: Mapping[str, Any]) -> Cell:
    """The cell with its value and interval, taken from the counts as they are shown.

    A withheld or missing count has no value. A rate on fewer than five events, or on fewer than 500 people,
    and a share on a base under 30, stay counts, with a flag; nought has a rate of 0 with its upper limit.
    """
    more = {name: value for name, value in judged.items() if name not in ("wording", "flags")}
    wording, flags = judged.get("wording", ""), cell.flags + tuple(judged.get("flags", ()))
    if cell.state != "shown" or cell.numerator is None:
        # What was judged is not told of a cell whose count is not told.
        return cell
    if measure.code == "recorded-crime-change":
        return replace(
            cell,
            value=judged.get("percentage"),
            low=judged.get("low"),
            high=judged.get("high"),
            wording=wording,
            flags=flags,
            more=more,
        )
    if not measure.out_of:
        return replace(cell, value=float(cell.numerator), wording=wording, flags=flags, more=more)
    if not cell.denominator:
        return replace(cell, wording="not assessed", flags=(*flags, "no_denominator"), more=more)
    value, why_not = _share(cell) if measure.code in SHARES else _rate(cell, question.per)
    return replace(cell, **value, wording=wording, flags=(*flags, *why_not), more=more)


SHARES = frozenset({"outcome-mix", "recorded-crime-share", "harm-coverage"})


def _rate(cell: Cell, per: int) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The rate with its limits, or nothing and the flag that says why."""
    if (cell.denominator or 0) < LEAST_BASE:
        return {}, ("base_too_small",)
    # Nought is not "too few": its rate is 0, with an upper limit that says how sure that is.
    if 0 < (cell.numerator or 0) < LEAST_NUMERATOR_FOR_RATE:
        return {}, ("too_few_for_a_rate",)
    found = intervals.rate(cell.numerator, cell.denominator, per=per)
    return {"value": found.rate, "low": found.lower, "high": found.upper}, ()


def _share(cell: Cell) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The percentage with its limits, or nothing and the flag that says why."""
    if (cell.denominator or 0) < LEAST_BASE_FOR_SHARE:
        return {}, ("base_too_small",)
    found = intervals.wilson(cell.numerator or 0, cell.denominator or 0)
    ends = {"value": found.p, "low": found.lower, "high": found.upper}
    return {name: _percent(end) for name, end in ends.items()}, ()


def _percent(part: float | None) -> float | None:
    return None if part is None else 100 * part
