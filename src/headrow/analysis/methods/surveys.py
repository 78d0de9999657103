"""Surveys: margin of error, design effect, raking to known totals, means of a designed sample."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.intervals import z_of
from headrow.analysis.methods.method import Method, Values, answer_of

PROBABILITY_DESIGNS = ("probability", "simple random", "random", "stratified", "clustered")
"""Designs that carry an interval; people who chose to answer never do."""


def margin_of_error(
    n: float,
    *,
    p: float = 0.5,
    deff: float = 1.0,
    design: str = "probability",
    level: float = 0.95,
) -> dict[str, Any]:
    """Give the margin of error in percentage points, or none for a self-selected survey."""
    if not design.lower().startswith(PROBABILITY_DESIGNS):
        return {"moe_points": None, "flags": ("non_probability_no_interval",)}
    if n <= 0:
        return {"moe_points": None, "flags": ("no_denominator",)}
    plain = 100 * z_of(level) * math.sqrt(p * (1 - p) / n)
    return {
        "moe_points": plain,
        "moe_points_deff": plain * math.sqrt(deff),
        "n_eff": n / deff,
        "level": level,
    }


def design_effect(weights: ArrayLike, counts: ArrayLike | None = None) -> dict[str, Any]:
    """Give Kish's design effect of weights and the effective number of answers.

    counts: how many people carry each weight, where the weights are given by cell.
    """
    w = np.asarray(weights, dtype=float)
    many = np.ones(w.size) if counts is None else np.asarray(counts, dtype=float).ravel()
    n, total = float(many.sum()), float(many @ w.ravel())
    if total <= 0:
        return {"deff": None, "n": n, "n_eff": None, "flags": ("nothing_counted",)}
    deff = n * float(many @ w.ravel() ** 2) / total**2
    return {"deff": deff, "n": int(n), "n_eff": n / deff}


def rake_table(
    table: ArrayLike,
    margins: Sequence[ArrayLike],
    *,
    tolerance: float = 1e-10,
    max_rounds: int = 500,
) -> tuple[NDArray | None, tuple[str, ...]]:
    """Scale a table of answers until each margin meets its known total.

    table: one axis a question. Null with a flag where a margin's cell has nobody to stand for
    it, or where the rounds run out. Method: iterative proportional fitting.
    """
    cells = np.array(table, dtype=float)
    targets = [np.asarray(margin, dtype=float) for margin in margins]
    others = [tuple(a for a in range(cells.ndim) if a != axis) for axis in range(cells.ndim)]
    if any(
        ((cells.sum(axis=rest) == 0) & (target > 0)).any()
        for rest, target in zip(others, targets, strict=True)
    ):
        return None, ("margin_without_answers",)
    for _ in range(max_rounds):
        worst = 0.0
        for axis, (rest, target) in enumerate(zip(others, targets, strict=True)):
            now = cells.sum(axis=rest)
            factor = np.divide(target, now, out=np.zeros_like(now), where=now > 0)
            worst = max(worst, float(np.abs(factor[target > 0] - 1).max(initial=0)))
            cells *= factor.reshape([-1 if a == axis else 1 for a in range(cells.ndim)])
        if worst < tolerance:
            return cells, ()
    return None, ("did_not_settle",)


def rake_people(
    weights: ArrayLike,
    categories: Mapping[str, Sequence[str]],
    margins: Mapping[str, Mapping[str, float]],
) -> tuple[NDArray | None, tuple[str, ...]]:
    """Scale each person's weight until every question's categories meet their known totals.

    Only the joint cells are scaled, not the people, since those of one cell share a factor.
    """
    start = np.asarray(weights, dtype=float)
    names = {name: sorted(margins[name]) for name in margins}
    code = [np.searchsorted(names[name], categories[name]) for name in names]
    table = np.zeros([len(levels) for levels in names.values()])
    np.add.at(table, tuple(code), start)
    targets = [[margins[name][level] for level in levels] for name, levels in names.items()]
    raked, flags = rake_table(table, targets)
    if raked is None:
        return None, flags
    factor = np.divide(raked, table, out=np.zeros_like(table), where=table > 0)
    return start * factor[tuple(code)], ()


def designed_mean(
    values: ArrayLike,
    weights: ArrayLike,
    strata: Sequence[Any],
    *,
    clusters: Sequence[Any] | None = None,
    domain: Sequence[bool] | None = None,
    stratum_sizes: Mapping[Any, float] | None = None,
) -> dict[str, Any]:
    """Give a weighted mean with its linearised standard error, the whole design kept.

    A missing value (NaN) or a person outside `domain` counts nought but stays in the design.
    clusters: primary units, each person one where not given. stratum_sizes: for the finite
    population correction. A stratum with one unit gives no error and a flag.
    """
    y, w = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    used = ~np.isnan(y) & (True if domain is None else np.asarray(domain, dtype=bool))
    total = w[used].sum()
    if total <= 0:
        return {"mean": None, "se": None, "flags": ("nothing_counted",)}
    mean = float(w[used] @ y[used] / total)
    score = np.where(used, w * (np.nan_to_num(y) - mean) / total, 0.0)
    units = np.arange(y.size) if clusters is None else np.asarray(clusters)
    variance, flags = 0.0, tuple[str, ...]()
    layer = np.asarray(strata)
    for stratum in np.unique(layer):
        inside = layer == stratum
        _, which = np.unique(units[inside], return_inverse=True)
        totals = np.bincount(which, weights=score[inside])
        size = totals.size
        if size < 2:
            flags = ("single_unit_stratum",)
            continue
        left = 1 - size / stratum_sizes[stratum] if stratum_sizes else 1.0
        variance += left * size / (size - 1) * float(((totals - totals.mean()) ** 2).sum())
    return {"mean": mean, "se": None if flags else math.sqrt(variance), "flags": flags}


def _answer_rake(inputs: Values, parameters: Values) -> dict[str, Any]:
    if "sample" in inputs:
        sample = np.asarray(inputs["sample"], dtype=float)
        cells, flags = rake_table(
            sample,
            [inputs["row_margin"], inputs["column_margin"]],
            tolerance=parameters.get("tol", 1e-10),
        )
        if cells is None:
            return answer_of({"cells": None, "weights": None, "deff": None, "flags": flags})
        weights = np.divide(cells, sample, out=np.zeros_like(cells), where=sample > 0).ravel()
        return answer_of(
            {
                "cells": cells.ravel(),
                "weights": weights,
                "deff": design_effect(weights, sample)["deff"],
            }
        )
    weights, flags = rake_people(inputs["weights"], inputs["categories"], inputs["margins"])
    if weights is None:
        return answer_of({"mean": None, "deff_weights": None, "flags": flags})
    mean = float(weights @ np.asarray(inputs["values"], dtype=float) / weights.sum())
    return answer_of({"mean": mean, "deff_weights": design_effect(weights)["deff"]})


def _answer_mean(inputs: Values, parameters: Values) -> dict[str, Any]:
    found = designed_mean(
        inputs["values"],
        inputs["weights"],
        inputs["strata"],
        clusters=inputs.get("clusters"),
        domain=inputs.get("domain"),
        stratum_sizes=inputs.get("stratum_sizes"),
    )
    return answer_of(found, se_reference=found["se"])


METHODS = (
    Method(
        "margin-of-error",
        "Margin of error of a survey",
        lambda i, p: answer_of(
            margin_of_error(
                i["n"],
                p=i.get("p", 0.5),
                deff=i.get("deff", 1.0),
                design=i.get("design", "probability"),
                level=p.get("level", 0.95),
            )
        ),
        "normal approximation at the given share; none for self-selected surveys",
    ),
    Method(
        "design-effect",
        "Design effect of weights",
        lambda i, p: answer_of(design_effect(i["weights"])),
        "Kish 1965",
    ),
    Method("rake", "Weights raked to known totals", _answer_rake, "iterative proportional fitting"),
    Method("survey-mean", "Mean of a designed sample", _answer_mean, "Taylor linearisation"),
)
