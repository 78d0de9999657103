"""The chart or map that fits a finding, ready to show itself in a notebook or to be saved."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from headrow.analysis.findings.catalogue import measures
from headrow.analysis.findings.model import Finding
from headrow.analysis.findings.opening import Opened
from headrow.documents.model import Figure


class NoChart(Exception):
    """A finding that no chart fits: what it is split by, and what can be drawn."""


@dataclass(frozen=True, slots=True, repr=False)
class Chart:
    """A figure with its title, how to read it, its source and its words for those who do not see it."""

    figure: Figure

    @property
    def svg(self) -> str:
        """The drawing."""
        return self.figure.drawing.wide

    @property
    def alt(self) -> str:
        """The drawing in words."""
        return self.figure.alt

    def save(self, path: str | Path) -> Path:
        """Write the drawing as SVG or, where the name ends in .png, as a picture at twice its size."""
        place = Path(path)
        if place.suffix == ".png":
            from headrow.analysis.present.charts.rendering import picture_of

            place.write_bytes(picture_of(self.svg))
        else:
            place.write_text(self.svg, encoding="utf-8")
        return place

    def __str__(self) -> str:
        return f"{self.figure.title}. {self.alt}"

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        figure = self.figure
        drawing = self.svg.replace('role="img"', f'role="img" aria-label="{escape(self.alt)}"', 1)
        return (
            f"<figure><p><strong>{escape(figure.title)}</strong><br>{escape(figure.subtitle)}</p>{drawing}"
            f"<figcaption>{escape(figure.how_to_read)}<br>{escape(figure.source)}</figcaption></figure>"
        )


def chart_of(finding: Finding, opened: Opened) -> Chart:
    """The chart of a finding, by what splits it: months, categories, areas with outlines, or hexagons.

    Raises NoChart where none fits.
    """
    if not finding.cells:
        raise NoChart(f"{finding.address} has no answer to draw: {finding.refused}.")
    by, rate, change = finding.question.by, finding.question.out_of, finding.question.compared_with
    if by == ("month",):
        return Chart(_months(finding, opened))
    if by == ("category",):
        return Chart(_changes(finding, opened) if change else _kinds(finding, opened, rate))
    if by == ("area",) and finding.question.level == "hexagon":
        return Chart(_hexagons(finding, opened))
    if by == ("area",) and rate:
        return Chart(_areas(finding, opened))
    split = ", ".join(by) or "nothing"
    raise NoChart(
        f"{finding.address} is split by {split}, which no chart fits. "
        "Charts are drawn of findings by month, by category, and by area (a rate, or hexagons)."
    )


def _common(finding: Finding, opened: Opened) -> dict[str, Any]:
    named = measures()[finding.question.measure].name
    publishers = {
        code: f"{source.publisher} ({source.licence})" for code, source in opened.sources.items()
    }
    return {
        "code": finding.address,
        "place": opened.place.name,
        "title": f"{named}, {opened.place.name}",
        "publishers": publishers,
        "png": False,
    }


def _months(finding: Finding, opened: Opened) -> Figure:
    from headrow.analysis.present.figures.months import of_series

    return of_series(
        finding, series="", period=finding.question.period, uprights=(), **_common(finding, opened)
    )


def _kinds(finding: Finding, opened: Opened, rate: str) -> Figure:
    from headrow.analysis.present.figures import kinds

    draw = kinds.rates_by_type if rate else kinds.counts_by_type
    return draw(finding, period_words=finding.question.period.words, **_common(finding, opened))


def _changes(finding: Finding, opened: Opened) -> Figure:
    from headrow.analysis.present.figures.kinds import changes

    if not finding.question.method:
        raise NoChart(
            f"{finding.address} has counts and no change. Ask it with method='year-difference'."
        )
    before = finding.question.compared_with
    then = before.words if before else ""
    return changes(
        finding, now=finding.question.period.words, then=then, **_common(finding, opened)
    )


def _hexagons(finding: Finding, opened: Opened) -> Figure:
    from headrow.analysis.present.figures.maps import of_hexagons

    return of_hexagons(finding, when=finding.question.period.words, **_common(finding, opened))


def _areas(finding: Finding, opened: Opened) -> Figure:
    from headrow.analysis.findings.outlines_of_areas import outlines_of
    from headrow.analysis.present.figures.maps import of_areas
    from headrow.analysis.present.maps import choropleth

    level = finding.question.level
    feeds = [feed for feed in opened.feeds if level in opened.units[feed.area_kind].levels]
    held = outlines_of(opened, feeds[0], level) if feeds else None
    if held is None:
        raise NoChart(
            f"No outlines of {level} are held, so no map can be drawn. Add a file of boundaries."
        )
    ground = choropleth.prepared(held.shapes)
    return of_areas(
        finding, ground=ground, when=finding.question.period.words, **_common(finding, opened)
    )
