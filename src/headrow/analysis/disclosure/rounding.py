"""Rounding of counts: to the nearest multiple, totals from the raw total and not from their parts."""

from __future__ import annotations

from typing import Any

from headrow.analysis.methods.method import Method, Values


def rounded(count: int, to: int) -> int:
    """Round a count to the nearest multiple of `to`, halves upwards; nought or one leaves it."""
    return count if to < 2 else (2 * count + to) // (2 * to) * to


def _answer_round(inputs: Values, parameters: Values) -> dict[str, Any]:
    base = parameters.get("base", 5)
    return {"rounded": [rounded(value, base) for value in inputs["values"]], "base": base}


METHODS = (
    Method("round", "Counts rounded to the nearest multiple", _answer_round, "product rule"),
)
