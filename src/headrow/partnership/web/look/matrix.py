"""The 5 by 5 of risks, as a table: likelihood down, impact across, risks where they stand."""

from collections.abc import Iterable
from typing import Any

IMPACTS = ("1 Slight", "2 Minor", "3 Medium", "4 Major", "5 Severe")
LIKELIHOODS = {5: "Very likely 5", 4: "Likely 4", 3: "Possible 3", 2: "Unlikely 2", 1: "Rare 1"}
# The highest score of each shade but the last.
LEVEL_ENDS = (3, 7, 11, 19)


def level(score: int) -> int:
    """The shade of a score, 1 to 5: up to 3, 7, 11, 19, and over."""
    return 1 + sum(score > end for end in LEVEL_ENDS)


def matrix(risks: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of cells from risks given as {"likelihood", "impact", "text", "href"}."""
    placed: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for risk in risks:
        placed.setdefault((risk["likelihood"], risk["impact"]), []).append(risk)
    return [
        {
            "head": words,
            "cells": [
                {
                    "score": likelihood * impact,
                    "level": level(likelihood * impact),
                    "risks": placed.get((likelihood, impact), []),
                }
                for impact in range(1, 6)
            ],
        }
        for likelihood, words in LIKELIHOODS.items()
    ]
