"""The disclosure codes of the statistics fixtures, and what answers them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headrow.analysis.disclosure import rounding
from headrow.analysis.disclosure.audit import Criterion, ranges
from headrow.analysis.disclosure.equations import Equations, equations, two_way
from headrow.analysis.disclosure.rounding import rounded
from headrow.analysis.disclosure.secondary import suppress
from headrow.analysis.methods.method import Method, Values, answer_of
from headrow.vocabulary.protection import protection


def _one_way(inputs: Values, parameters: Values) -> dict[str, Any]:
    """Withhold small counts of one line, and one more where the total is published."""
    counts = np.asarray(inputs["counts"], dtype=int)
    sums = [(list(range(counts.size)), None)] if inputs.get("total_published") else []
    primary, hidden, lost = _pattern(equations(counts.tolist(), sums), parameters)
    mark, base = protection().withheld_mark.strip("[]"), parameters.get("base", 0)
    shown = [
        mark if hide else rounded(int(count), base)
        for count, hide in zip(counts, hidden, strict=True)
    ]
    total = int(counts.sum()) if sums and not lost else None
    return answer_of(
        {
            "primary": np.flatnonzero(primary),
            "secondary": np.flatnonzero(hidden & ~primary),
            "published": shown,
            "total": None if total is None else rounded(total, base),
            "flags": ("total_must_be_withheld",) if lost else (),
        }
    )


def _two_way(inputs: Values, parameters: Values) -> dict[str, Any]:
    """Withhold small counts of a table with published margins, and audit what is left."""
    table = np.asarray(inputs["table"], dtype=int)
    system = two_way(table)
    primary, hidden, lost = _pattern(system, parameters)
    further = hidden & ~primary
    return answer_of(
        {
            "primary": _places(primary, table.shape),
            "secondary_least_value": _places(further, table.shape),
            "minimum_secondary_cells": int(further.sum()),
            "suppressed_value": int(table.ravel()[further].sum()),
            "intervals": _intervals(system, hidden, table.shape),
            "flags": ("margins_must_be_withheld",) if lost else (),
        }
    )


def _audit(inputs: Values, parameters: Values) -> dict[str, Any]:
    """The range an attacker finds for each withheld cell; the small ones unless `hidden` is given."""
    table = np.asarray(inputs["table"], dtype=int)
    if "hidden" in inputs:
        hidden = np.zeros(table.shape, dtype=bool)
        hidden[tuple(np.asarray(inputs["hidden"], dtype=int).T)] = True
    else:
        hidden = (table > 0) & (table < parameters.get("threshold", 5))
    found = _intervals(two_way(table), hidden.ravel(), table.shape)
    recovered = any(high - low < 1 for low, high in found.values())
    return answer_of({"intervals": found, "recovered": recovered})


def _differencing(inputs: Values, parameters: Values) -> dict[str, Any]:
    """What is left when known parts are taken from a whole, or one release from the next."""
    releases = [value for name, value in inputs.items() if name.startswith("release_")]
    if releases:
        whole, parts = max(releases), [min(releases)]
    else:
        whole = inputs.get("ward_total", inputs.get("whole"))
        parts = inputs.get("lsoas_inside", inputs.get("parts"))
    left, threshold = whole - sum(parts), parameters.get("threshold", 5)
    small = 0 < left < threshold
    return answer_of(
        {
            "difference": left,
            "action": "refuse the second geography or suppress" if small else "none needed",
            "flags": (f"differencing_1_to_{threshold - 1}",) if small else (),
        }
    )


def _pattern(table: Equations, parameters: Values) -> tuple[NDArray, NDArray, tuple[int, ...]]:
    threshold = parameters.get("threshold", 5)
    primary = (table.values > 0) & (table.values < threshold)
    found = suppress(table, primary, Criterion(parameters.get("width", 5), threshold))
    return primary, found.hidden, found.unprotected


def _places(cells: NDArray, shape: tuple[int, ...]) -> list[list[int]]:
    return np.argwhere(cells.reshape(shape)).tolist()


def _intervals(
    table: Equations, hidden: NDArray, shape: tuple[int, ...]
) -> dict[str, tuple[float, float]]:
    found = ranges(table, hidden, np.flatnonzero(hidden))
    return {
        ",".join(str(int(at)) for at in np.unravel_index(cell, shape)): ends
        for cell, ends in found.items()
    }


_AUDIT = "linear programming audit of non-negative tables; range 5 wide and reaching 5"

METHODS: Mapping[str, Method] = MappingProxyType(
    {
        method.code: method
        for method in (
            *rounding.METHODS,
            Method("suppress-one-way", "Small counts of a line withheld", _one_way, _AUDIT),
            Method("suppress-two-way", "Small counts of a table withheld", _two_way, _AUDIT),
            Method("suppression-audit", "What an attacker can work out", _audit, _AUDIT),
            Method(
                "differencing",
                "What one release gives away beside another",
                _differencing,
                "subtraction; the publication ledger audits whole releases",
            ),
        )
    }
)
