"""The evidence: indicators, and every figure behind them, opened to its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headrow.partnership.publications.queries.figure_pages import figure_parts
from headrow.partnership.publications.queries.how_safe import how_safe
from headrow.partnership.publications.queries.indicator_pages import (
    indicator_parts,
    series_of_public,
)
from headrow.partnership.publications.queries.pages import Edition, Part


def evidence(edition: Edition) -> Iterator[Part]:
    """Indicators and figures; a figure has a page where a public indicator stands on it."""
    series = series_of_public()
    figures: dict[str, Any] = {
        value.finding.code: value.finding
        for _, values in series
        for value in values
        if value.finding_id and value.finding.public
    }
    yield from indicator_parts(edition, series, figures.keys())
    yield from figure_parts(list(figures.values()), edition)
    yield from how_safe(edition, list(figures.values()))
