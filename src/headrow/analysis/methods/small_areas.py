"""Small areas: rates drawn towards the whole, and modelled estimates with a covariate."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of

MIN_AREAS = 8
"""A model over fewer areas is refused."""


def empirical_bayes(
    events: ArrayLike, population: ArrayLike, *, per: float = 1000
) -> dict[str, Any]:
    """Draw each area's rate towards the whole, the more the fewer people it has.

    Areas without people stay NaN. Method: Marshall (1991), global form.
    """
    seen, people = np.asarray(events, dtype=float), np.asarray(population, dtype=float)
    used = people > 0
    if not used.any():
        return {"rates": None, "a": None, "b": None, "flags": ("no_denominator",)}
    b = float(seen[used].sum() / people[used].sum())
    raw = np.divide(seen, people, out=np.full(seen.shape, np.nan), where=used)
    spread = float(people[used] @ (raw[used] - b) ** 2 / people[used].sum())
    a = max(0.0, spread - b / people[used].mean())
    with np.errstate(divide="ignore", invalid="ignore"):
        shrink = a / (a + b / people) if a + b > 0 else np.zeros(seen.shape)
        rates = np.where(used, b + shrink * (raw - b), np.nan)
    flags = () if a > 0 else ("full_shrinkage",)
    return {"rates": per * rates, "a": a, "b": b, "shrink": shrink, "per": per, "flags": flags}


def fay_herriot(direct: ArrayLike, variance: ArrayLike, covariate: ArrayLike) -> dict[str, Any]:
    """Blend each area's own estimate with a line through all of them, by how sure each is.

    variance: the known variance of each direct estimate. covariate: one column, or several.
    Refused under 8 areas. Method: Fay and Herriot (1979), variance by REML, not below nought.
    """
    from scipy.optimize import minimize_scalar

    y, v = np.asarray(direct, dtype=float), np.asarray(variance, dtype=float)
    x = np.column_stack([np.ones(y.size), np.asarray(covariate, dtype=float)])
    if y.size < MIN_AREAS or (v <= 0).any():
        flag = f"under_{MIN_AREAS}_areas" if y.size < MIN_AREAS else "variance_unknown"
        return {"sigma2_u": None, "beta": None, "eblup": None, "flags": (flag,)}
    top = 10 * float(np.var(y)) + float(v.max())
    # The likelihood can be flat near nought; the square root spreads that end out.
    found = minimize_scalar(
        lambda root: -_restricted(root**2, y, v, x),
        bounds=(0, np.sqrt(top)),
        method="bounded",
        options={"xatol": 1e-10},
    )
    sigma2 = float(found.x**2)
    if _restricted(0.0, y, v, x) >= -found.fun:
        sigma2 = 0.0
    beta, _ = _weighted_fit(sigma2, y, v, x)
    gamma = sigma2 / (sigma2 + v)
    return {
        "sigma2_u": sigma2,
        "beta": beta,
        "gamma": gamma,
        "eblup": gamma * y + (1 - gamma) * (x @ beta),
        "flags": ("modelled",) if sigma2 > 0 else ("modelled", "all_synthetic"),
    }


def _weighted_fit(sigma2: float, y: NDArray, v: NDArray, x: NDArray) -> tuple[NDArray, NDArray]:
    information = x.T @ (x / (sigma2 + v)[:, None])
    return np.linalg.solve(information, x.T @ (y / (sigma2 + v))), information


def _restricted(sigma2: float, y: NDArray, v: NDArray, x: NDArray) -> float:
    """The restricted log-likelihood of the spread between areas, without its constant."""
    beta, information = _weighted_fit(sigma2, y, v, x)
    residual = (y - x @ beta) ** 2 / (sigma2 + v)
    return -0.5 * (np.log(sigma2 + v).sum() + np.linalg.slogdet(information)[1] + residual.sum())


def _answer_bayes(inputs: Values, parameters: Values) -> dict[str, Any]:
    per = parameters.get("per", 1000)
    found = empirical_bayes(inputs["events"], inputs["population"], per=per)
    return answer_of(found, **{f"rates_per_{per:g}": found["rates"]})


METHODS = (
    Method("empirical-bayes", "Rates drawn towards the whole", _answer_bayes, "Marshall 1991"),
    Method(
        "fay-herriot",
        "Modelled small area estimates",
        lambda i, p: answer_of(fay_herriot(i["direct"], i["variance"], i["covariate"])),
        "Fay and Herriot 1979, REML",
    ),
)
