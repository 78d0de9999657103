"""Standardisation: a rate as it would be with a standard's ages, and observed over expected."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from headrow.analysis.methods.intervals import byar
from headrow.analysis.methods.method import Method, Values, answer_of

MIN_EVENTS = 10
"""Fewer events than this carry no standardised figure."""


def direct_rate(
    counts: ArrayLike,
    population: ArrayLike,
    standard: ArrayLike,
    *,
    per: float = 100_000,
    level: float = 0.95,
) -> dict[str, Any]:
    """Weight each stratum's rate by a standard population, with Dobson's interval.

    Null with a flag under 10 events or where a stratum has nobody in it.
    Method: Dobson, Kuulasmaa, Eberle and Scherer (1991), on Byar's limits of the total.
    """
    seen, people, weight = (
        np.asarray(column, dtype=float) for column in (counts, population, standard)
    )
    total = seen.sum()
    answer = {
        "crude": None,
        "dsr": None,
        "lower": None,
        "upper": None,
        "per": per,
        "method": "dobson-byar",
        "level": level,
    }
    if (people <= 0).any():
        return answer | {"flags": ("empty_stratum",)}
    answer["crude"] = per * total / people.sum()
    if total < MIN_EVENTS:
        return answer | {"flags": (f"under_{MIN_EVENTS}_events",)}
    share = weight / weight.sum()
    rate = float(share @ (seen / people))
    variance = float(share**2 @ (seen / people**2))
    lower, upper = byar(total, level=level)
    scale = np.sqrt(variance / total)
    return answer | {
        "dsr": per * rate,
        "lower": per * (rate + scale * (lower - total)),
        "upper": per * (rate + scale * (upper - total)),
    }


def indirect_ratio(
    counts: ArrayLike,
    population: ArrayLike,
    standard_rates: ArrayLike,
    *,
    base: float = 100,
    level: float = 0.95,
) -> dict[str, Any]:
    """Give observed over expected at the standard's rates, with Byar's limits of the observed.

    standard_rates: events per head in each stratum. Compare with the standard only, never
    one ratio with another.
    """
    observed = float(np.sum(counts))
    expected = float(np.asarray(population, float) @ np.asarray(standard_rates, float))
    if expected <= 0:
        return {
            "observed": observed,
            "expected": expected,
            "ratio": None,
            "lower": None,
            "upper": None,
            "flags": ("no_denominator",),
        }
    lower, upper = byar(observed, level=level)
    scale = base / expected
    return {
        "observed": observed,
        "expected": expected,
        "ratio": scale * observed,
        "lower": scale * lower,
        "upper": scale * upper,
        "method": "byar",
        "level": level,
    }


def _answer_indirect(inputs: Values, parameters: Values) -> dict[str, Any]:
    rates = np.asarray(inputs["standard_rates_per_100000"], dtype=float) / 100_000
    return answer_of(
        indirect_ratio(
            inputs["counts"],
            inputs["population"],
            rates,
            base=parameters.get("base", 100),
            level=parameters.get("level", 0.95),
        )
    )


METHODS = (
    Method(
        "direct-rate",
        "Directly standardised rate",
        lambda i, p: answer_of(
            direct_rate(
                i["counts"],
                i["population"],
                i["standard"],
                per=p.get("per", 100_000),
                level=p.get("level", 0.95),
            )
        ),
        "Dobson 1991 on Byar's limits",
    ),
    Method(
        "indirect-ratio",
        "Indirectly standardised ratio",
        _answer_indirect,
        "observed over expected, Byar's limits",
    ),
)
