"""Which judge answers which method."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.analysis.findings.judging import areas, comparisons, series
from headrow.analysis.findings.judging.judged import Judge

JUDGES: Mapping[str, Judge] = {
    "xmr": series.control_chart,
    "season": series.season,
    "year-difference": comparisons.year_difference,
    "rate-ratio": comparisons.district_ratios,
    "stop-search-ratio": comparisons.group_ratios,
    "gini": areas.concentrated,
    "gi-star": areas.hot,
    "funnel": areas.funnel,
    "lq": areas.quotients,
    "sii": areas.gradient,
}
