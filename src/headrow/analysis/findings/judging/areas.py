"""Areas beside each other: concentration, hot areas, funnels, location quotients and the deprivation gradient."""

from __future__ import annotations

import math
from typing import Any

from headrow.analysis.findings.judging.judged import Counted, Judged, position
from headrow.analysis.findings.model import Question
from headrow.analysis.findings.opening import Opened
from headrow.analysis.findings.outlines_of_areas import neighbours_for
from headrow.analysis.methods import clusters, concentration, funnels, gradients
from headrow.analysis.tables.opened import Feed

CHANCE_DRAWS, CHANCE_SEED = 1000, 2024


def concentrated(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """Generalised Gini, the share of the top twentieth of places, and what chance alone would give."""
    counts = [cell.numerator or 0 for cell in cells]
    found = concentration.concentration(counts)
    if found.top_share is None:
        return Judged(refused="nothing was recorded")
    total = int(found.n_crimes)
    chance = concentration.chance_share(
        found.n_units, total, found.top_k, draws=CHANCE_DRAWS, seed=CHANCE_SEED
    )
    ordered = sorted(counts, reverse=True)
    shares = {
        part: sum(ordered[: math.ceil(round(part * len(ordered), 9))]) / total
        for part in (0.05, 0.1, 0.2, 0.5)
    }
    return Judged(
        {
            "gini": found.gini,
            "generalised": found.generalised,
            "units": found.n_units,
            "total": total,
            "top_k": found.top_k,
            "top_share": found.top_share,
            "chance_share": chance.mean_share,
            "chance_high": chance.p95,
            "draws": chance.draws,
            "seed": chance.seed,
            "shares": shares,
            "lorenz": _lorenz(ordered, total),
            "wording": "higher" if found.top_share > (chance.p95 or 1) else "no clear difference",
        }
    )


def _lorenz(ordered: list[int], total: int) -> list[tuple[float, float]]:
    """The cumulative share of crimes in the most affected share of places, at most 50 points."""
    step = max(1, len(ordered) // 50)
    points = [(0.0, 0.0)]
    running = 0
    for i, count in enumerate(ordered, start=1):
        running += count
        if i % step == 0 or i == len(ordered):
            points.append((i / len(ordered), running / total))
    return points


def hot(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """Areas that stand out with their neighbours by Gi* and by local Moran, after allowing for their number."""
    at = position(question, "area")
    codes = [cell.key[at] for cell in cells]
    known, neighbours, outline = neighbours_for(opened, feed, question.level, codes)
    if neighbours is None:
        return Judged(
            refused="no boundaries of these areas are held, so who is next to whom is not known"
        )
    held = [cell for cell in cells if cell.key[at] in set(known)]
    values = _values(held)
    found = clusters.hot_areas(
        values, neighbours, min_events=0 if held and held[0].denominator else 100
    )
    moran = clusters.local_moran(
        values, neighbours, min_events=0 if held and held[0].denominator else 100
    )
    if found.flags:
        return Judged(refused=_why_not(found.flags[0], len(held)))
    by_cell = {
        cell.key: {
            "z": float(found.z[i]),
            "p": float(found.p[i]),
            "q": float(found.p_adj[i]),
            "class": found.classes[i],
            "local": moran.classes[i],
        }
        for i, cell in enumerate(held)
    }
    count = found.classes.count("hot")
    return Judged(
        {
            "hot": count,
            "cold": found.classes.count("cold"),
            "areas": len(held),
            "q": found.q,
            "islands": len(found.islands),
            "links": int(neighbours.links.size),
            "outlines": outline,
        },
        by_cell,
    )


def _values(cells: list[Counted]) -> list[float]:
    return [
        (cell.numerator or 0) / cell.denominator if cell.denominator else float(cell.numerator or 0)
        for cell in cells
    ]


def _why_not(flag: str, areas: int) -> str:
    if flag.endswith("_areas"):
        return f"{areas} areas are too few to ask which stand out; at least 30 are needed"
    if flag.endswith("_events"):
        return "fewer than 100 were recorded, too few to ask which areas stand out"
    return "the areas do not differ enough to ask which stand out"


def funnel(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """Where each area's rate lies for its size, with limits widened by the spread beyond chance; no ranks."""
    found = funnels.funnel(
        [math.nan if cell.numerator is None else cell.numerator for cell in cells],
        [cell.denominator or 0 for cell in cells],
    )
    if found.flags:
        return Judged(refused="fewer than ten areas can be compared, too few for limits")
    by_cell = {
        cell.key: {
            "class": found.classes[i],
            "expected": float(found.expected[i]),
            "ratio": float(found.ratios[i]),
            "lower95": float(found.lower95[i]),
            "upper95": float(found.upper95[i]),
            "lower998": float(found.lower998[i]),
            "upper998": float(found.upper998[i]),
        }
        for i, cell in enumerate(cells)
    }
    classes = [entry["class"] for entry in by_cell.values()]
    return Judged(
        {
            "above": classes.count("above-998"),
            "below": classes.count("below-998"),
            "within": len([name for name in classes if name in ("within", "above-95", "below-95")]),
            "areas": len([name for name in classes if name != "not-assessed"]),
            "not_assessed": classes.count("not-assessed"),
            "phi": found.overdispersion.phi,
            "tau2": found.overdispersion.tau2,
        },
        by_cell,
    )


def quotients(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """How many times the place's own share of a kind each area has; refused where too few are recorded."""
    kind = sum(cell.numerator or 0 for cell in cells)
    every = sum(cell.denominator or 0 for cell in cells)
    by_cell: dict[tuple[str, ...], dict[str, Any]] = {}
    for cell in cells:
        found = concentration.location_quotient(
            cell.numerator or 0, cell.denominator or 0, kind, every
        )
        by_cell[cell.key] = {"lq": found.lq, "flags": found.flags}
    return Judged({"share": kind / every if every else None}, by_cell)


def gradient(question: Question, cells: list[Counted], opened: Opened, feed: Feed) -> Judged:
    """The slope of the rate from the least to the most deprived areas, and the ratio of the end groups."""
    at = position(question, "decile")
    ordered = sorted(cells, key=lambda cell: int(cell.key[at]))
    found = gradients.inequality(
        [cell.numerator or 0 for cell in ordered],
        [cell.denominator or 0 for cell in ordered],
        per=question.per,
    )
    if found.sii is None:
        return Judged(refused="fewer than three groups of deprivation are held")
    return Judged(
        {
            "sii": found.sii,
            "sii_lower": found.sii_lower,
            "sii_upper": found.sii_upper,
            "rii": found.rii,
            "sii_over_mean": found.sii_over_mean,
            "ratio": found.decile_ratio,
            "difference": found.decile_difference,
            "difference_lower": found.difference_lower,
            "difference_upper": found.difference_upper,
            "wording": found.wording,
            "flags": found.flags,
        }
    )
