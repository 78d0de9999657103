"""Record linkage: match weights and their probability, and how right a rule's pairs are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from headrow.analysis.methods.method import Method, Values, answer_of


def match_weight(
    m_u: Mapping[str, Sequence[float]], pattern: Mapping[str, str], prior: float
) -> dict[str, Any]:
    """Add up agreement and disagreement weights in base 2, and turn them into a probability.

    m_u: for each field, the chance of agreeing for a true and for a false pair.
    pattern: "agree" or "disagree"; any other word is a missing field and weighs nothing.
    Source: Fellegi and Sunter (1969).
    """
    agree = {name: math.log2(m / u) for name, (m, u) in m_u.items()}
    disagree = {name: math.log2((1 - m) / (1 - u)) for name, (m, u) in m_u.items()}
    table = {"agree": agree, "disagree": disagree}
    total = math.fsum(table[word][name] for name, word in pattern.items() if word in table)
    odds = prior / (1 - prior) * 2.0**total
    return {
        "agree": agree,
        "disagree": disagree,
        "total_weight": total,
        "posterior": odds / (1 + odds),
    }


def pair_scores(
    predicted: Iterable[Sequence[Any]], true: Iterable[Sequence[Any]]
) -> dict[str, Any]:
    """Score predicted pairs against all true pairs, those never compared included."""
    said, right = ({frozenset(pair) for pair in pairs} for pairs in (predicted, true))
    hits = len(said & right)
    precision = hits / len(said) if said else None
    recall = hits / len(right) if right else None
    return {
        "pairs_predicted": len(said),
        "true_pairs": len(right),
        "tp": hits,
        "precision": precision,
        "recall": recall,
        "f1": 2 * hits / (len(said) + len(right)) if hits else None,
    }


def _answer_weight(inputs: Values, parameters: Values) -> dict[str, Any]:
    return answer_of(match_weight(inputs["m_u"], inputs["pattern"], inputs["prior"]))


METHODS = (
    Method(
        "fellegi-sunter", "Match weight and probability", _answer_weight, "Fellegi and Sunter 1969"
    ),
    Method(
        "linkage-scores",
        "Precision and recall of pairs",
        lambda i, p: answer_of(pair_scores(i["predicted"], i["true"])),
        "pairs, not records; recall over all true pairs",
    ),
)
