"""Deliverables proposed by people and agreed by decision, when they say all that they must (G-95, G-96)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.plan.changes.allowed import allow, allow_on, locked, member_or_none, saved
from headrow.partnership.plan.models import (
    Deliverable,
    DeliverableMove,
    DeliverableWording,
    Part,
    Strategy,
)
from headrow.partnership.plan.queries.drafts import promise_of
from headrow.partnership.plan.rules import deliverables as rules
from headrow.partnership.plan.rules.updates import decision_named
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Reason, Refused, refuse_if


@transaction.atomic
def add_deliverable(
    *,
    strategy: Strategy,
    text: str,
    by: Actor,
    parts: Iterable[Part] = (),
    body: Any = None,
    lead_agency: Any = None,
    lead_role: str = "",
    lead: Any = None,
    supporting: Iterable[Any] = (),
    indicators: Iterable[Any] = (),
    themes: Collection[str] = (),
    baseline_start: date | None = None,
    baseline_end: date | None = None,
    year: int | None = None,
    success_measure: str = "",
    evidence_of_done: str = "",
    on_page: bool = False,
) -> Deliverable:
    """Propose a deliverable, of a draft or of the strategy in force; a decision makes it agreed (G-95).

    themes: victim, offender, location. year: of a year plan; none makes it last the whole term.
    """
    allow(by, "draft-plan", body=body)
    if not text.strip():
        raise Refused(Reason("no-wording", "Say what will be done."))
    if strategy.state == "ended":
        raise Refused(Reason("ended", "This strategy has ended. Add it to the one in force."))
    order = (
        strategy.deliverables.order_by("-order").values_list("order", flat=True).first() or 0
    ) + 1
    row = Deliverable.objects.create(
        strategy=strategy,
        code=f"D{strategy.from_year % 100:02d}-N{order}",
        order=order,
        body=body,
        lead_agency=lead_agency,
        lead_role=lead_role,
        lead=lead,
        three_year=year is None,
        year=year,
        baseline_start=baseline_start,
        baseline_end=baseline_end,
        forecast_end=baseline_end,
        success_measure=success_measure,
        evidence_of_done=evidence_of_done,
        on_page=on_page,
        says={"themes": list(themes)},
    )
    row.parts.set(parts)
    row.supporting.set(supporting)
    row.indicators.set(indicators)
    DeliverableWording.objects.create(deliverable=row, text=text, starts=today())
    record("deliverable-proposed", subject=row, by=by, codes={"strategy": strategy.code[:80]})
    return row


@transaction.atomic
def place_in_year(*, deliverable: Deliverable, year: int | None, by: Actor) -> Deliverable:
    """Put a deliverable into the plan of a year, or let it run the whole term."""
    row = locked(deliverable)
    allow_on(by, "draft-plan", row)
    if year is not None and not row.strategy.from_year <= year <= row.strategy.to_year:
        raise Refused(Reason("year-outside", "That year is not within the strategy."))
    row.year, row.three_year = year, year is None
    saved(row, "year", "three_year")
    record("deliverable-placed", subject=row, by=by, codes={"year": year or "term"})
    return row


@transaction.atomic
def serve(*, deliverable: Deliverable, parts: Iterable[Part], by: Actor) -> Deliverable:
    """Say which parts of the plan a deliverable serves: a priority, an issue, a focus point, an opportunity.

    What its document ties it to stays; nothing printed is untied.
    """
    row = locked(deliverable)
    allow_on(by, "draft-plan", row)
    printed = (row.says.get("inferred_issue"), row.says.get("plan_on_a_page"))
    kept = row.parts.filter(code__in=[code for code in printed if code])
    row.parts.set({*parts, *kept})
    saved(row)
    record("deliverable-tied", subject=row, by=by, codes={"parts": row.parts.count()})
    return row


@transaction.atomic
def measure(
    *,
    deliverable: Deliverable,
    by: Actor,
    indicators: Iterable[Any] = (),
    success_measure: str = "",
    evidence_of_done: str = "",
) -> Deliverable:
    """Say what shows that a deliverable works and that it is done (G-96)."""
    row = locked(deliverable)
    allow_on(by, "draft-plan", row)
    row.indicators.set(indicators)
    row.success_measure, row.evidence_of_done = success_measure, evidence_of_done
    saved(row, "success_measure", "evidence_of_done")
    record("deliverable-measured", subject=row, by=by, codes={"indicators": row.indicators.count()})
    return row


@transaction.atomic
def agree(*, deliverable: Deliverable, decision: str, by: Actor) -> Deliverable:
    """Agree a proposed deliverable by decision, when it says all that it must (G-96)."""
    row = locked(deliverable)
    allow_on(by, "adopt-plan", row)
    refuse_if(decision_named(decision))
    refuse_if(rules.may_agree(promise_of(row)))
    return agreed(row, decision, by)


def agreed(row: Deliverable, decision: str, by: Actor) -> Deliverable:
    """Move a proposed deliverable to agreed; whoever calls has asked the rules."""
    DeliverableMove.objects.create(
        deliverable=row,
        was=row.state,
        to=rules.State.AGREED,
        at=now(),
        by=member_or_none(by),
        decision=decision,
    )
    row.state = rules.State.AGREED
    saved(row, "state")
    record("deliverable-agreed", subject=row, by=by, codes={"decision": decision})
    return row
