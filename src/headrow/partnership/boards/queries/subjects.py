"""What a decision of a body may be about: its deliverables, its risks, its open escalations."""

from __future__ import annotations

from typing import Any

from headrow.partnership.boards.models import Escalation, Risk
from headrow.partnership.boards.queries import decisions
from headrow.partnership.plan import queries as plan

LONGEST = 110


def _deliverables(reader: Any, body: Any) -> list[Any]:
    """Those of the strategy in force; of the executive all of them."""
    of = None if body.kind == "executive" else body
    return plan.deliverables(reader, body=of, strategy=plan.current_strategy(reader))


def subjects_of(reader: Any, body: Any) -> list[tuple[str, str]]:
    """Names as in the audit, with words, for a form; of the executive every board's escalations."""
    found = [
        (f"plan.deliverable:{row.record.pk}", f"Deliverable {row.record.code}: {row.words}")
        for row in _deliverables(reader, body)
    ]
    found += [
        (f"boards.decision:{row.pk}", f"Ratify the urgent decision {row.number}: {row.wording}")
        for row in decisions.urgent_in_force(body)
    ]
    risks = Risk.objects.filter(body=body).exclude(state="closed")
    found += [(f"boards.risk:{row.pk}", f"Risk {row.number}: {row.event}") for row in risks]
    open_ones = Escalation.objects.filter(state="open")
    if body.kind != "executive":
        open_ones = open_ones.filter(body=body)
    found += [(f"boards.escalation:{row.pk}", f"Escalation: {row.words}") for row in open_ones]
    return [
        (name, words if len(words) <= LONGEST else f"{words[:LONGEST]}…") for name, words in found
    ]
