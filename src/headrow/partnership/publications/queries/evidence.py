"""The evidence: indicators, assessments, and every figure behind them, opened to its sources."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from headrow.partnership.publications.queries.assessment_pages import (
    assessment_parts,
    figures_of,
    signed_assessments,
)
from headrow.partnership.publications.queries.figure_pages import figure_parts
from headrow.partnership.publications.queries.how_safe import how_safe
from headrow.partnership.publications.queries.indicator_pages import (
    indicator_parts,
    series_of_public,
)
from headrow.partnership.publications.queries.pages import Edition, Part


def evidence(edition: Edition) -> Iterator[Part]:
    """A figure has a page where a public indicator stands on it, or an assessment that was signed holds it."""
    series = series_of_public()
    signed = signed_assessments()
    figures: dict[str, Any] = {
        value.finding.code: value.finding
        for _, values in series
        for value in values
        if value.finding_id and value.finding.public
    }
    figures |= {found.code: found for found in figures_of(signed)}
    held = list(figures.values())
    yield from indicator_parts(edition, series, figures.keys())
    yield from assessment_parts(edition, signed)
    yield from figure_parts(held, edition)
    yield from how_safe(edition, held)
