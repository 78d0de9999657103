"""Prioritising: how far the order of themes hangs on the weights, and who beats whom outright."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of

DRAWS, SURE = 20_000, 0.8
"""Weightings tried, and the share of them that makes a theme a priority."""


@dataclass(frozen=True, slots=True)
class RankSensitivity:
    """Each theme's score and rank under the agreed weights, and what other weights would say.

    p_first, p_top: share of weightings that put a theme first, or among the first `top`.
    priority: "priority" where p_top is 80% or more, else "considered".
    dominated_by: themes at least as high on every criterion and higher on one.
    """

    weighted: tuple[float, ...]
    rank: tuple[float, ...]
    rank_min: tuple[int, ...]
    rank_max: tuple[int, ...]
    p_first: tuple[float, ...]
    p_top: tuple[float, ...]
    priority: tuple[str, ...]
    dominated_by: tuple[tuple[int, ...], ...]
    top: int
    draws: int
    seed: int
    flags: tuple[str, ...] = ()


def ranks(scores: NDArray) -> NDArray:
    """Rank the last axis, 1 for the highest; equals share the mean of their places."""
    above = (scores[..., None, :] > scores[..., :, None]).sum(axis=-1)
    equal = (scores[..., None, :] == scores[..., :, None]).sum(axis=-1)
    return above + (equal + 1) / 2


def rank_sensitivity(
    scores: ArrayLike,
    weights: Sequence[float],
    *,
    top: int = 3,
    draws: int = DRAWS,
    seed: int = 20240301,
) -> RankSensitivity:
    """Try many weightings, all equally likely, and report how each theme's rank moves.

    scores: themes by criteria. Method: Dirichlet(1) weights, seeded.
    """
    table = np.asarray(scores, dtype=float)
    agreed = table @ np.asarray(weights, dtype=float)
    tried = np.random.default_rng(seed).dirichlet(np.ones(table.shape[1]), size=draws)
    order = ranks(tried @ table.T)
    lowest, highest = order.min(axis=0), order.max(axis=0)
    in_top = (order <= top).mean(axis=0)
    return RankSensitivity(
        tuple(agreed.tolist()),
        tuple(ranks(agreed).tolist()),
        tuple(int(r) for r in lowest),
        tuple(int(np.ceil(r)) for r in highest),
        tuple((order == 1).mean(axis=0).tolist()),
        tuple(in_top.tolist()),
        tuple("priority" if share >= SURE else "considered" for share in in_top),
        dominance(table),
        top,
        draws,
        seed,
    )


def dominance(scores: ArrayLike) -> tuple[tuple[int, ...], ...]:
    """For each theme, the positions of themes that are no lower on any criterion, higher on one."""
    table = np.asarray(scores, dtype=float)
    no_lower = (table[None, :, :] >= table[:, None, :]).all(axis=2)
    higher = (table[None, :, :] > table[:, None, :]).any(axis=2)
    beaten = np.logical_and(no_lower, higher)
    return tuple(tuple(int(j) for j in np.flatnonzero(row)) for row in beaten)


def _answer_priority(inputs: Values, parameters: Values) -> dict[str, Any]:
    found = rank_sensitivity(
        inputs["scores"],
        inputs["weights"],
        top=parameters.get("top", 3),
        draws=parameters.get("draws", DRAWS),
        seed=parameters.get("seed", 20240301),
    )
    return answer_of(found, themes=inputs.get("themes"))


METHODS = (
    Method(
        "priority",
        "Rank of themes and its sensitivity to weights",
        _answer_priority,
        "weighted sum; 20,000 Dirichlet(1) weightings",
    ),
)
