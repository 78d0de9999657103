"""Interrupted time series: a level change in counts, and in a logged series with seasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.intervals import z_of
from headrow.analysis.methods.method import Method, Values, answer_of

MIN_POINTS = 12
"""Points needed on each side of the change."""


def _too_short(step: NDArray) -> bool:
    after = int(np.count_nonzero(step))
    return min(after, step.size - after) < MIN_POINTS


def poisson_step(
    counts: ArrayLike,
    step: ArrayLike,
    time: ArrayLike,
    exposure: ArrayLike,
    *,
    level: float = 0.95,
) -> dict[str, Any]:
    """Fit log counts on a step and a trend, with an offset, and give the step's rate ratio.

    ci_quasi widens the interval by the dispersion and is the one to use; dispersion is
    Pearson's chi-square over the degrees of freedom. Method: iterated weighted least squares.
    """
    y, s, t, base = (np.asarray(column, dtype=float) for column in (counts, step, time, exposure))
    if _too_short(s):
        return {
            "rate_ratio": None,
            "ci_poisson": None,
            "ci_quasi": None,
            "dispersion": None,
            "flags": (f"under_{MIN_POINTS}_points_each_side",),
        }
    x = np.column_stack([np.ones(y.size), s, t])
    beta = np.zeros(3)
    beta[0] = np.log(y.sum() / base.sum())
    for _ in range(50):
        mean = base * np.exp(x @ beta)
        information = x.T @ (x * mean[:, None])
        change = np.linalg.solve(information, x.T @ (y - mean))
        beta = beta + change
        if np.abs(change).max() < 1e-12:
            break
    mean = base * np.exp(x @ beta)
    error = float(np.sqrt(np.linalg.inv(x.T @ (x * mean[:, None]))[1, 1]))
    phi = float(np.sum((y - mean) ** 2 / mean) / (y.size - 3))
    z = z_of(level)
    narrow, wide = (
        tuple(np.exp(beta[1] + side * z * error * scale) for side in (-1, 1))
        for scale in (1.0, max(1.0, phi) ** 0.5)
    )
    return {
        "rate_ratio": np.exp(beta[1]),
        "ci_poisson": narrow,
        "ci_quasi": wide,
        "dispersion": phi,
        "level": level,
    }


def newey_west(x: NDArray, y: NDArray, lags: int) -> tuple[NDArray, NDArray]:
    """Least squares with standard errors that allow for autocorrelation up to `lags`.

    Method: Newey and West (1987), Bartlett kernel, no small-sample factor, no prewhitening.
    """
    bread = np.linalg.inv(x.T @ x)
    beta = bread @ x.T @ y
    scores = x * (y - x @ beta)[:, None]
    meat = scores.T @ scores
    for lag in range(1, lags + 1):
        cross = scores[lag:].T @ scores[:-lag]
        meat += (1 - lag / (lags + 1)) * (cross + cross.T)
    return beta, np.sqrt(np.diag(bread @ meat @ bread))


def segmented(
    counts: Sequence[float], first_month: str, step_from: int, *, lags: int = 12
) -> dict[str, Any]:
    """Fit a logged monthly series on trend, step, change of slope and month of the year.

    step_from: position of the first month of the change; the slope's change is nought there.
    coef and se: trend, level and slope.
    """
    y = np.log(np.asarray(counts, dtype=float))
    when = np.arange(y.size)
    step = (when >= step_from).astype(float)
    if _too_short(step):
        return {
            "coef": None,
            "se": None,
            "percent_level_change": None,
            "flags": (f"under_{MIN_POINTS}_points_each_side",),
        }
    month = (int(first_month[-2:]) - 1 + when) % 12
    seasons = (month[:, None] == np.arange(1, 12)).astype(float)
    x = np.column_stack([np.ones(y.size), when + 1, step, step * (when - step_from), seasons])
    beta, error = newey_west(x, y, lags)
    return {
        "coef": beta[1:4],
        "se": error[1:4],
        "lags": lags,
        "percent_level_change": 100 * (np.exp(beta[2]) - 1),
    }


def _answer_poisson(inputs: Values, parameters: Values) -> dict[str, Any]:
    n = len(inputs["counts"])
    return answer_of(
        poisson_step(
            inputs["counts"],
            inputs["step"],
            inputs.get("time", list(range(1, n + 1))),
            inputs.get("exposure", [1.0] * n),
            level=parameters.get("level", 0.95),
        )
    )


METHODS = (
    Method(
        "its-poisson",
        "Level change in a series of counts",
        _answer_poisson,
        "segmented Poisson regression, quasi-Poisson interval",
    ),
    Method(
        "its-newey-west",
        "Level change in a logged series",
        lambda i, p: answer_of(
            segmented(i["counts"], i["first_month"], i["step_from"], lags=p.get("maxlags", 12))
        ),
        "segmented least squares, Newey and West 1987",
    ),
)
