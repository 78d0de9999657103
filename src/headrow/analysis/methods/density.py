"""Density of points: the quartic kernel, for display only and never tested."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from headrow.analysis.methods.method import Method, Values, answer_of


def quartic(distance: ArrayLike, bandwidth: float) -> NDArray:
    """The quartic kernel: 3 / (pi h^2) (1 - d^2 / h^2)^2 within the bandwidth, nought beyond."""
    inside = 1 - (np.asarray(distance, dtype=float) / bandwidth) ** 2
    return np.where(inside > 0, 3 / (np.pi * bandwidth**2) * inside**2, 0.0)


def density(points: ArrayLike, at: ArrayLike, bandwidth: float) -> NDArray:
    """Give events per square metre at places, all coordinates in metres of one grid."""
    where, seen = np.asarray(at, dtype=float), np.asarray(points, dtype=float)
    return np.array([quartic(np.hypot(*(seen - place).T), bandwidth).sum() for place in where])


def _answer_kde(inputs: Values, parameters: Values) -> dict[str, Any]:
    h = float(inputs["bandwidth"])
    found = density(inputs["points"], inputs["at"], h)
    # The kernel is a polynomial, so this quadrature is exact: it must give one for each point.
    nodes, weights = np.polynomial.legendre.leggauss(8)
    radius = h * (nodes + 1) / 2
    volume = float((weights * h / 2) @ (2 * np.pi * radius * quartic(radius, h)))
    return answer_of(
        {"density_per_km2": found * 1e6, "integral": volume * len(inputs["points"]), "bandwidth": h}
    )


METHODS = (Method("kde", "Kernel density of points", _answer_kde, "quartic kernel"),)
