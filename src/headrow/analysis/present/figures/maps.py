"""Where it was recorded: areas where outlines are held, hexagons of one square kilometre where they are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present.charts.classes import rounded_breaks
from headrow.analysis.present.figures.cards import Worked, card
from headrow.analysis.present.maps import choropleth, density, words
from headrow.analysis.present.maps.areas import MapArea, MapData
from headrow.analysis.present.sentences.spans import areas_word, base_words, events_of
from headrow.documents.model import Figure

FLAGS = {"hot": "high", "cold": "low"}


def of_areas(
    finding: Finding,
    *,
    ground: Any,
    code: str,
    place: str,
    when: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """A map of rates by area with the areas that stand out outlined.

    ground: the outlines prepared by `maps.choropleth.prepared`, one preparation for all figures of a level.
    """
    per = f"for every {finding.question.per:,} {base_words(finding.question)}"
    values = [_value(cell) for cell in finding.cells]
    data = MapData(
        code,
        tuple(_area(finding, cell) for cell in finding.cells),
        rounded_breaks(values),
        counted=f"{events_of(finding.question)} {per}",
        areas_called=areas_word(finding.question),
    )
    return card(
        code,
        title=title,
        subtitle=f"{_capital(data.counted)}, {areas_word(finding.question)} of {place}, {when}",
        drawing=choropleth.draw(data, ground, png=png),
        alt=words.alt_text(data, title),
        how_to_read=words.how_to_read(data),
        table=words.table(data, title=title, value_title=_capital(per)),
        worked=_worked(finding),
        findings=(finding,),
        publishers=publishers,
        kind="map",
    )


def of_hexagons(
    finding: Finding,
    *,
    code: str,
    place: str,
    when: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """A map of counts by square kilometre; no rate, since nobody counts the people of a hexagon."""
    values: list[float | None] = [cell.numerator for cell in finding.cells]
    data = MapData(
        code,
        tuple(_hexagon(finding, cell) for cell in finding.cells),
        rounded_breaks(values, whole=True),
        counted=events_of(finding.question),
        whole=True,
        decimals=0,
        areas_called="hexagons",
    )
    return card(
        code,
        title=title,
        subtitle=f"{_capital(data.counted)} by square kilometre, {place}, {when}",
        drawing=density.draw(data, png=png),
        alt=words.alt_text(data, title),
        how_to_read=words.how_to_read(data),
        table=words.table(data, title=title, value_title="Recorded"),
        worked=_worked(finding),
        findings=(finding,),
        publishers=publishers,
        kind="map",
    )


def _value(cell: Cell) -> float | None:
    """The rate; an area with too few events for a reliable rate still has a place in the classes."""
    if cell.state != "shown" or not cell.denominator:
        return None
    if cell.value is not None:
        return cell.value
    return (
        1000 * (cell.numerator or 0) / cell.denominator
        if "too_few_for_a_rate" in cell.flags
        else None
    )


def _area(finding: Finding, cell: Cell) -> MapArea:
    at = finding.question.by.index("area")
    state: str = cell.state
    if "base_too_small" in cell.flags:
        state = "unsuitable"
    flag = FLAGS.get(str(cell.more.get("class", "")), "")
    return MapArea(cell.key[at], cell.label, _value(cell), state, flag)  # type: ignore[arg-type]


def _hexagon(finding: Finding, cell: Cell) -> MapArea:
    at = finding.question.by.index("area")
    flag = FLAGS.get(str(cell.more.get("class", "")), "")
    return MapArea(cell.key[at], cell.label, cell.numerator, "shown", flag)  # type: ignore[arg-type]


def _worked(finding: Finding) -> Worked:
    counted = f"{finding.trail.rows_used:,} records, by the area that the publisher gives each."
    held = finding.judgement
    if not held.get("areas"):
        return Worked(counted, test=f"No test was made: {finding.refused or 'not asked'}.")
    return Worked(
        counted,
        interval="Not on the map: the rates of small areas are uncertain, above all where few are recorded.",
        test=(
            f"Gi* on {held['areas']:,} areas, each with its neighbours ({held['links']:,} links on outlines of"
            f" {held['outlines']}), analytic, false discovery rate {100 * held['q']:.0f}% by Benjamini and Hochberg."
        ),
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
