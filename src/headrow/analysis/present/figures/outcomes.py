"""The last outcomes published, as they stood."""

from __future__ import annotations

from collections.abc import Mapping

from headrow.analysis.findings.framing import NOT_RECORDED
from headrow.analysis.findings.model import Finding
from headrow.analysis.present.charts import outcome_mix
from headrow.analysis.present.figures.cards import Worked, card
from headrow.analysis.present.sentences.spans import events_of
from headrow.documents.model import Figure

OPEN = ("Under investigation", "Awaiting court outcome", "Status update unavailable", NOT_RECORDED)


def of_outcomes(
    finding: Finding,
    *,
    code: str,
    place: str,
    when: str,
    title: str,
    publishers: Mapping[str, str],
    png: bool,
) -> Figure:
    """Outcomes by number; those still open stand fainter, since they may change."""
    total = int(finding.cells[0].denominator or 0)
    data = outcome_mix.OutcomeMix(
        code,
        tuple(
            outcome_mix.Outcome(
                cell.key[0],
                cell.numerator,
                is_open=cell.key[0] in OPEN,
                withheld=cell.state == "withheld",
            )
            for cell in finding.cells
        ),
        total,
        counted=f"outcomes of {events_of(finding.question)}, {when}, when published",
    )
    return card(
        code,
        title=title,
        subtitle=f"Last outcome of {events_of(finding.question)}, {place}, {when}, when published",
        drawing=outcome_mix.draw(data, png=png),
        alt=outcome_mix.alt_text(data, title),
        how_to_read=outcome_mix.how_to_read(data),
        table=outcome_mix.table(data, title=title),
        worked=Worked(
            f"{total:,} recorded crimes that can have an outcome.",
            interval="Not needed: these are full counts.",
        ),
        findings=(finding,),
        publishers=publishers,
    )
