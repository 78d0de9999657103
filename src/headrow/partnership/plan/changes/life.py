"""The life of a deliverable after it is agreed (G-95): milestones, wording, pause, ending, who leads it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.plan.changes.allowed import allow_on, locked, member_or_none, saved
from headrow.partnership.plan.models import (
    Deliverable,
    DeliverableMove,
    DeliverableWording,
    Milestone,
)
from headrow.partnership.plan.queries.deliverables import owned_by
from headrow.partnership.plan.rules import deliverables as rules
from headrow.partnership.plan.rules.updates import (
    decision_named,
    may_be_done,
    may_move_milestone,
)
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Reason, first_reason, refuse_if

State = rules.State


@transaction.atomic
def add_milestone(*, deliverable: Deliverable, name: str, due: date, by: Actor) -> Milestone:
    """Add a dated step."""
    row = locked(deliverable)
    allow_on(by, "draft-plan", row)
    step = Milestone.objects.create(deliverable=row, name=name, due=due)
    saved(row)
    record("milestone-added", subject=row, by=by, codes={"due": due})
    return step


@transaction.atomic
def finish_milestone(*, milestone: Milestone, done_on: date, by: Actor, evidence: str = "") -> None:
    """Mark a step as done on a day that has come; its lead may, and its chair."""
    row = locked(milestone.deliverable)
    allow_on(by, "update-deliverable", row)
    refuse_if(may_be_done(done_on=done_on, today=today()))
    Milestone.objects.filter(pk=milestone.pk).update(done_on=done_on, evidence=evidence)
    saved(row)
    record("milestone-done", subject=row, by=by, codes={"done_on": done_on})


@transaction.atomic
def move_milestone(*, milestone: Milestone, due: date, reason: str, by: Actor) -> None:
    """Move the day of a step; the day before stays to be read, with the reason."""
    row = locked(milestone.deliverable)
    allow_on(by, "draft-plan", row)
    step = Milestone.objects.get(pk=milestone.pk)
    refuse_if(
        may_move_milestone(due=step.due, new_due=due, reason=reason, done=step.done_on is not None)
    )
    who = member_or_none(by)
    moved = {"due": str(step.due), "reason": reason, "by": who.name if who else ""}
    step.moved = [*step.moved, moved]
    step.due = due
    step.save(update_fields=["due", "moved"])
    saved(row)
    record("milestone-moved", subject=row, by=by, codes={"due": due}, reason=reason)


@transaction.atomic
def set_dates(
    *,
    deliverable: Deliverable,
    by: Actor,
    baseline_start: date | None = None,
    baseline_end: date | None = None,
    forecast_end: date | None = None,
    recovery_note: str = "",
) -> Deliverable:
    """Set the start and end that were agreed, and where it is expected to end now."""
    row = locked(deliverable)
    allow_on(by, "draft-plan", row)
    row.baseline_start = baseline_start or row.baseline_start
    row.baseline_end = baseline_end or row.baseline_end
    row.forecast_end = forecast_end or row.forecast_end
    row.recovery_note = recovery_note or row.recovery_note
    saved(row, "baseline_start", "baseline_end", "forecast_end", "recovery_note")
    record("deliverable-dated", subject=row, by=by, codes={"end": row.baseline_end or ""})
    return row


@transaction.atomic
def amend(
    *,
    deliverable: Deliverable,
    text: str,
    decision: str,
    reason: str,
    by: Actor,
    starts: date | None = None,
    version: int | None = None,
) -> DeliverableWording:
    """Add an amended wording by decision; the published one is never changed (G-97)."""
    row = locked(deliverable, version, text=text)
    allow_on(by, "adopt-plan", row)
    new = rules.Wording(text, starts or today(), decision.strip())
    held = tuple(
        rules.Wording(each.text, each.starts, each.decision) for each in row.wordings.all()
    )
    refuse_if(first_reason((rules.may_amend(held, new), decision_named(decision), _why(reason))))
    wording = DeliverableWording.objects.create(
        deliverable=row, text=text, starts=new.starts, decision=new.decision, reason=reason
    )
    saved(row)
    record(
        "deliverable-amended", subject=row, by=by, codes={"decision": new.decision}, reason=reason
    )
    return wording


def _why(reason: str) -> Reason | None:
    return None if reason.strip() else Reason("needs-reason", "Say why.")


@transaction.atomic
def claim_complete(*, deliverable: Deliverable, evidence: str, by: Actor) -> Deliverable:
    """Claim that it is done, with the evidence; its board must still accept it (G-95)."""
    return _move(
        deliverable, rules.Move(State.COMPLETE_CLAIMED, evidence=evidence), "update-deliverable", by
    )


@transaction.atomic
def accept_complete(
    *, deliverable: Deliverable, decision: str, by: Actor, on: date | None = None
) -> Deliverable:
    """Keep that the board accepted that it is complete: Blue from that day (G-79, G-95)."""
    refuse_if(decision_named(decision))
    move = rules.Move(State.CLOSED, decision=decision, accepted_by_board=True)
    row = _move(deliverable, move, "adopt-plan", by)
    row.accepted_on = on or today()
    row.save(update_fields=["accepted_on"])
    return row


@transaction.atomic
def send_back(*, deliverable: Deliverable, reason: str, by: Actor) -> Deliverable:
    """Keep that the board did not accept that it is complete: back in delivery, with the reason."""
    refuse_if(_why(reason))
    return _move(deliverable, rules.Move(State.IN_DELIVERY, reason=reason), "adopt-plan", by)


@transaction.atomic
def pause(
    *, deliverable: Deliverable, decision: str, restart_on: date, reason: str, by: Actor
) -> Deliverable:
    """Pause it by decision until a day (G-95)."""
    refuse_if(decision_named(decision))
    move = rules.Move(State.PAUSED, decision=decision, restart_on=restart_on, reason=reason)
    return _move(deliverable, move, "adopt-plan", by)


@transaction.atomic
def resume(*, deliverable: Deliverable, by: Actor, reason: str = "") -> Deliverable:
    """Go on with one that was paused."""
    return _move(deliverable, rules.Move(State.IN_DELIVERY, reason=reason), "adopt-plan", by)


@transaction.atomic
def end(
    *,
    deliverable: Deliverable,
    how: str,
    decision: str,
    reason: str,
    by: Actor,
    successor: Deliverable | None = None,
) -> Deliverable:
    """End it by decision: carried forward (to its successor), superseded or withdrawn (G-95)."""
    refuse_if(decision_named(decision))
    move = rules.Move(
        State(how),
        decision=decision,
        reason=reason,
        successor=str(successor.pk) if successor else "",
    )
    row = _move(deliverable, move, "adopt-plan", by)
    if successor:
        row.successor = successor
        row.save(update_fields=["successor"])
    return row


def _move(
    deliverable: Deliverable, move: rules.Move, action: str, by: Actor, at: datetime | None = None
) -> Deliverable:
    row = locked(deliverable)
    allow_on(by, action, row)
    refuse_if(rules.may_move(State(row.state), move))
    DeliverableMove.objects.create(
        deliverable=row,
        was=row.state,
        to=move.to,
        at=at or now(),
        by=member_or_none(by),
        decision=move.decision,
        evidence=move.evidence,
        reason=move.reason,
        restart_on=move.restart_on,
    )
    was, row.state = row.state, move.to
    saved(row, "state")
    codes = {"was": was, "to": move.to.value, "decision": move.decision}
    record("deliverable-moved", subject=row, by=by, codes=codes, reason=move.reason)
    return row


@transaction.atomic
def name_lead(
    *,
    deliverable: Deliverable,
    lead: Any,
    by: Actor,
    lead_role: str = "",
    version: int | None = None,
) -> Deliverable:
    """Name who leads it, or nobody; what the document prints of leads stays as printed.

    The partnership's officers may, the chair of its board, and the lead who hands it over.
    """
    row = locked(deliverable, version, lead=getattr(lead, "name", ""))
    allow_on(by, "update-deliverable" if row.lead_id == getattr(by, "pk", 0) else "draft-plan", row)
    row.lead = lead
    row.lead_role = lead_role or row.lead_role
    saved(row, "lead", "lead_role")
    record("lead-named", subject=row, by=by, codes={"lead": lead.pk if lead else "nobody"})
    return row


@transaction.atomic
def join_board(*, deliverable: Deliverable, body: Any, by: Actor) -> Deliverable:
    """Put it under a second board beside its own, or under none again: a joint board."""
    row = locked(deliverable)
    allow_on(by, "draft-plan", row)
    row.also_body = body
    saved(row, "also_body")
    record("board-joined", subject=row, by=by, codes={"body": body.pk if body else "none"})
    return row


@transaction.atomic
def hand_over(*, member: Any, to: Any, by: Actor) -> int:
    """Hand everything that a member leads to another, or leave it without a lead; how many there were.

    For a leaver: whoever may sign the member out has been asked by the caller.
    """
    rows = list(owned_by(member).select_for_update())
    for row in rows:
        row.lead = to
        saved(row, "lead")
        record("lead-named", subject=row, by=by, codes={"lead": to.pk if to else "nobody"})
    return len(rows)
