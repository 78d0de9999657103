"""Harm weighting: counts times weights, and the share of crime that the weights cover."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from headrow.analysis.methods.method import Method, Values, answer_of

MIN_COVERAGE = 0.9
"""Weights must cover this share of recorded crime before a score may be shown."""


@dataclass(frozen=True, slots=True)
class HarmScore:
    """A weighted score, what it covers, and whether it may be shown at all.

    shares: each category's share of the score. A score that may not be shown is for checking
    only; it is never called a Crime Severity Score or a Harm Index.
    """

    score: float
    covered: float
    recorded_crime: float
    coverage: float | None
    may_be_shown: bool
    shown_score: float | None
    shares: dict[str, float]
    flags: tuple[str, ...] = ()


def harm_score(
    counts: Mapping[str, float], weights: Mapping[str, float], recorded_crime: float | None = None
) -> HarmScore:
    """Weigh the categories that have a single weight, and say what share of crime they are.

    counts: offences by category, anti-social behaviour left out (it has no weight).
    recorded_crime: all recorded offences; the sum of `counts` where not given.
    """
    weighted = {name: counts[name] * weights[name] for name in counts if name in weights}
    score = math.fsum(weighted.values())
    covered = sum(counts[name] for name in weighted)
    recorded = sum(counts.values()) if recorded_crime is None else recorded_crime
    coverage = covered / recorded if recorded else None
    shown = coverage is not None and coverage >= MIN_COVERAGE
    shares = {name: part / score for name, part in weighted.items()} if score else {}
    flags = () if shown else ("coverage_below_90",) if recorded else ("nothing_counted",)
    return HarmScore(
        score, covered, recorded, coverage, shown, score if shown else None, shares, flags
    )


def harm_sum(groups: Sequence[float], total: float | None = None) -> dict[str, Any]:
    """Add up the published scores of offence groups, beside the published total."""
    added = math.fsum(groups)
    agrees = total is None or math.isclose(added, total, rel_tol=1e-6)
    return {
        "sum_of_groups": added,
        "total": total,
        "flags": () if agrees else ("groups_do_not_add_up",),
    }


def _answer_score(inputs: Values, parameters: Values) -> dict[str, Any]:
    return answer_of(harm_score(inputs["counts"], inputs["weights"], inputs.get("recorded_crime")))


METHODS = (
    Method(
        "harm-score",
        "Weighted harm and its coverage",
        _answer_score,
        "sum of counts times weights; refused under 90% coverage",
    ),
    Method(
        "harm-sum",
        "Sum of published severity scores",
        lambda i, p: answer_of(harm_sum(i["groups"], i.get("total"))),
        "ONS Crime Severity Score, additive over groups",
    ),
)
