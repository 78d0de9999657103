"""Tests of many areas at once: p from z, and Benjamini and Hochberg's false discovery rate."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of

Q = 0.05
"""The share of false discoveries allowed among the areas or series that are flagged."""


def two_sided(z: NDArray) -> NDArray:
    """Turn z scores into two-sided p values; NaN stays NaN."""
    from scipy.special import erfc

    return erfc(np.abs(z) / math.sqrt(2))


def false_discovery(p: ArrayLike) -> NDArray:
    """Adjust p values for their number; NaN stays NaN and does not count as a test.

    Method: Benjamini and Hochberg (1995).
    """
    raw = np.asarray(p, dtype=float)
    adjusted = np.full(raw.shape, np.nan)
    tested = np.flatnonzero(~np.isnan(raw))
    if tested.size:
        order = tested[np.argsort(raw[tested], kind="stable")]
        scaled = raw[order] * tested.size / np.arange(1, tested.size + 1)
        adjusted[order] = np.minimum(1.0, np.minimum.accumulate(scaled[::-1])[::-1])
    return adjusted


def _answer_fdr(inputs: Values, parameters: Values) -> dict[str, Any]:
    adjusted = false_discovery(inputs["p"])
    q = parameters.get("q", Q)
    # The last binary digit must not decide: 0.05 itself is rejected at q = 0.05.
    rejected = int(np.count_nonzero(adjusted <= q * (1 + 1e-12)))
    return answer_of({"adjusted": adjusted, "rejected": rejected, "q": q})


METHODS = (
    Method(
        "fdr", "False discovery rate over many tests", _answer_fdr, "Benjamini and Hochberg 1995"
    ),
)
