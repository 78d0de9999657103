"""Gi* and local Moran, analytic and by 999 permutations: ours beside esda, compiled code warmed first.

`python -m benchmarks.hot_areas ours|esda MEASURE LATTICE` runs one way on one lattice.
"""

from __future__ import annotations

import sys
import time
from typing import Any

from benchmarks.running import reported

DRAWS, SEED = 999, 7
LATTICES = {"22x22": (22, 22), "184x184": (184, 184), "632x633": (632, 633)}


def pairs(rows: int, columns: int) -> list[tuple[int, int]]:
    """Queen neighbours on a grid, each pair once."""
    found = []
    for r in range(rows):
        for c in range(columns):
            here = r * columns + c
            for step_r, step_c in ((0, 1), (1, -1), (1, 0), (1, 1)):
                if r + step_r < rows and 0 <= c + step_c < columns:
                    found.append((here, here + step_r * columns + step_c))
    return found


def counts(n: int) -> Any:
    """Seeded Poisson counts on a smoothed gamma surface."""
    import numpy as np

    random = np.random.default_rng(SEED)
    surface = np.convolve(random.gamma(2.0, 2.0, n + 20), np.ones(21) / 21, "valid")[:n]
    return random.poisson(surface * 5).astype(float)


def ours(measure: str, rows: int, columns: int) -> Any:
    """The product's own."""
    from headrow.analysis.methods import clusters, neighbours, permuted_clusters

    y, near = counts(rows * columns), neighbours.from_pairs(rows * columns, pairs(rows, columns))
    run = {
        "gi-star": lambda: clusters.gi_star_z(y, near),
        "gi-star-permuted": lambda: (
            permuted_clusters.gi_star_permuted(y, near, draws=DRAWS, seed=SEED).p
        ),
        "local-moran-permuted": lambda: (
            permuted_clusters.local_moran_permuted(y, near, draws=DRAWS, seed=SEED).p
        ),
    }[measure]
    return _timed(run)


def esda(measure: str, rows: int, columns: int) -> Any:
    """The peer: warmed on the small lattice, since its first call compiles."""
    import warnings

    from esda import G_Local, Moran_Local
    from libpysal.weights import W

    warnings.filterwarnings("ignore")

    def weights(r: int, c: int) -> Any:
        near: dict[int, list[int]] = {i: [] for i in range(r * c)}
        for a, b in pairs(r, c):
            near[a].append(b)
            near[b].append(a)
        return W(near, silence_warnings=True)

    def answer(y: Any, w: Any, draws: int) -> Any:
        if measure == "local-moran-permuted":
            return Moran_Local(y, w, permutations=draws, n_jobs=1, seed=SEED).p_sim
        found = G_Local(y, w, star=True, transform="B", permutations=draws, n_jobs=1, seed=SEED)
        return found.p_sim if draws else found.Zs

    draws = 0 if measure == "gi-star" else DRAWS
    answer(counts(22 * 22), weights(22, 22), draws)
    y, w = counts(rows * columns), weights(rows, columns)
    return _timed(lambda: answer(y, w, draws))


def _timed(run: Any) -> dict[str, Any]:
    """The CPU of the work alone, and a sum that both ways must agree on where nothing is random."""
    import numpy as np

    best = None
    for _ in range(3):
        start = time.process_time()
        values = np.asarray(run())
        spent = time.process_time() - start
        best = spent if best is None else min(best, spent)
        if spent > 5:
            break
    return {"cpu": best, "sum_of_squares": float(np.nansum(values**2))}


if __name__ == "__main__":
    way, name, lattice = sys.argv[1:4]
    reported(lambda: {"ours": ours, "esda": esda}[way](name, *LATTICES[lattice]))
