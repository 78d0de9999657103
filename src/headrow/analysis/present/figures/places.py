"""Areas beside each other: funnels, concentration and the deprivation gradient."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.analysis.findings.model import Cell, Finding
from headrow.analysis.present.charts import concentration, funnel, gradient
from headrow.analysis.present.figures.cards import Worked, card
from headrow.analysis.present.sentences.spans import areas_word, base_words, events_of
from headrow.documents.model import Figure

CURVE_SIZES = 40
STANDING = {"above-998": "above", "below-998": "below", "not-assessed": "not-assessed"}


def funnel_of(
    finding: Finding,
    *,
    code: str,
    place: str,
    when: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """Areas by size and rate, with limits widened by the spread beyond chance; only those outside are named."""
    per = finding.question.per
    assessed = [
        cell for cell in finding.cells if cell.more.get("class") not in (None, "not-assessed")
    ]
    total = sum(cell.numerator or 0 for cell in assessed)
    bases = sum(cell.denominator or 0 for cell in assessed)
    centre = per * total / bases
    data = funnel.Funnel(
        code,
        tuple(_area(cell, per, centre) for cell in assessed),
        _limits(finding, assessed, centre, per),
        centre,
        place,
        counted=f"{events_of(finding.question)} per {per:,} {base_words(finding.question)}",
        size_called=f"{base_words(finding.question).capitalize()} in the area",
    )
    held = finding.judgement
    return card(
        code,
        title=title,
        subtitle=f"{_capital(data.counted)}, {areas_word(finding.question)} of {place}, {when}",
        drawing=funnel.draw(data, png=png),
        alt=funnel.alt_text(data, title),
        how_to_read=funnel.how_to_read(data),
        table=funnel.table(data, title=title),
        worked=Worked(
            f"{finding.trail.rows_used:,} records in {held['areas']} areas that can be compared"
            f" ({held['not_assessed']} cannot).",
            adjusted=f"Limits are widened by the spread between areas beyond chance (tau squared {held['tau2']:.4f}).",
            interval="Limits at 95% and 99.8% about the pooled rate, on the logarithm.",
            test="Only areas beyond the 99.8% limits are named. Areas are not ranked.",
        ),
        findings=(finding,),
        publishers=publishers,
    )


def _area(cell: Cell, per: int, centre: float) -> funnel.Area:
    more = cell.more
    return funnel.Area(
        cell.label,
        cell.denominator or 0,
        per * (cell.numerator or 0) / (cell.denominator or 1),
        cell.numerator,
        STANDING.get(str(more["class"]), "within"),  # type: ignore[arg-type]
        low=more["lower998"] * centre,
        high=more["upper998"] * centre,
        withheld=cell.state == "withheld",
    )


def _limits(
    finding: Finding, cells: list[Cell], centre: float, per: int
) -> tuple[funnel.LimitsAt, ...]:
    """The limits as curves: at each area's own size, since that is where they were worked out."""
    by_size = {cell.denominator or 0: cell.more for cell in cells}
    sizes = sorted(by_size)
    step = max(1, len(sizes) // CURVE_SIZES)
    chosen = sorted({*sizes[::step], sizes[0], sizes[-1]})
    return tuple(
        funnel.LimitsAt(
            size,
            by_size[size]["lower95"] * centre,
            by_size[size]["upper95"] * centre,
            by_size[size]["lower998"] * centre,
            by_size[size]["upper998"] * centre,
        )
        for size in chosen
    )


def concentration_of(
    finding: Finding,
    *,
    code: str,
    place: str,
    when: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """The share of records in the areas with most, beside an equal spread."""
    held = finding.judgement
    data = concentration.Concentration(
        code,
        concentration.Curve(events_of(finding.question, capital=True), tuple(held["lorenz"])),
        areas=held["units"],
        areas_called=areas_word(finding.question),
    )
    return card(
        code,
        title=title,
        subtitle=f"Share of {events_of(finding.question)} in the {data.areas_called} with most, {place}, {when}",
        drawing=concentration.draw(data, png=png),
        alt=concentration.alt_text(data, title),
        how_to_read=concentration.how_to_read(data),
        table=concentration.table(data, title=title),
        worked=Worked(
            f"{held['total']:,} records in {held['units']:,} areas, those without any included.",
            interval=f"Generalised Gini {held['generalised']:.2f}; plain Gini {held['gini']:.2f}.",
            test=(
                f"Chance alone would put {100 * held['chance_share']:.0f}% in the top {held['top_k']} areas"
                f" ({held['draws']:,} seeded draws, seed {held['seed']};"
                f" 95% of them below {100 * held['chance_high']:.0f}%)."
            ),
        ),
        findings=(finding,),
        publishers=publishers,
    )


def gradient_of(
    finding: Finding,
    *,
    code: str,
    place: str,
    when: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """The rate in each tenth of deprivation; areas, never people."""
    per = finding.question.per
    held = finding.judgement
    total = sum(cell.numerator or 0 for cell in finding.cells)
    people = sum(cell.denominator or 0 for cell in finding.cells)
    data = gradient.Gradient(
        code,
        tuple(
            gradient.Group(
                int(cell.key[0]),
                cell.value,
                cell.low,
                cell.high,
                cell.numerator,
                cell.denominator,
                withheld=cell.state == "withheld",
            )
            for cell in finding.cells
        ),
        average=per * total / people,
        place=place,
        counted=f"{events_of(finding.question)} per {per:,} residents, {when}",
        decimals=1 if per * total / people < 20 else 0,
    )
    return card(
        code,
        title=title,
        subtitle=f"{_capital(events_of(finding.question))} for every {per:,} residents, areas by tenth"
        f" of deprivation, {place}, {when}",
        drawing=gradient.draw(data, png=png),
        alt=gradient.alt_text(data, title),
        how_to_read=gradient.how_to_read(data),
        table=gradient.table(data, title=title),
        worked=Worked(
            f"{total:,} records over {people:,.0f} residents of areas with a known tenth.",
            adjusted="Tenths are of the whole country, so they are not of one size here; the slope allows for that.",
            interval="95% intervals by Byar's method, exact below 10.",
            test=(
                f"Slope index of inequality {held['sii']:.1f} per {per:,}"
                f" ({held['sii_lower']:.1f} to {held['sii_upper']:.1f}),"
                " by weighted least squares on the midpoints of the population."
            ),
        ),
        findings=(finding,),
        publishers=publishers,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
