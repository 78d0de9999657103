"""What a lead says of a deliverable, kept beside what the rule says (G-80); drafts of it; the chair's view."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.plan.changes.allowed import allow_on, locked, saved
from headrow.partnership.plan.models import (
    ChairStatus,
    Deliverable,
    DeliverableMove,
    DeliverableUpdate,
    UpdateDraft,
)
from headrow.partnership.plan.queries.deliverables import facts_of, with_facts
from headrow.partnership.plan.rules import deliverables as rules
from headrow.partnership.plan.rules.updates import UpdateFacts, may_update
from headrow.vocabulary.clock import civil_date, now
from headrow.vocabulary.reasons import Reason, Refused, refuse_if
from headrow.vocabulary.status import Judged, Rag


@transaction.atomic
def update_deliverable(
    *,
    deliverable: Deliverable,
    stated: str,
    by: Actor,
    what: str = "",
    reason: str = "",
    nothing_changed: bool = False,
    forecast_end: date | None = None,
    recovery_note: str = "",
    version: int | None = None,
    at: datetime | None = None,
    **words: str,
) -> DeliverableUpdate:
    """Keep an update with the rule's colour of that day beside the lead's (G-80); the first begins delivery.

    stated: Green, Amber, Red, Blue or Stop. forecast_end, recovery_note: kept on the deliverable where given.
    words: evidence, next_step, help_wanted, public_words.
    at: when it was said, for a partnership's earlier record; now unless given.
    Raises Refused, and Conflict where the deliverable moved on since `version`.
    """
    row = locked(deliverable, version, what=what)
    allow_on(by, "update-deliverable", row)
    when = at or now()
    _apply_forecast(row, forecast_end, recovery_note)
    judged = judge_with_update(row, civil_date(when))
    facts = UpdateFacts(
        rules.State(row.state),
        what,
        stated,
        judged.rag,
        reason=reason,
        nothing_changed=nothing_changed,
        has_earlier=row.updates.exists(),
    )
    refuse_if(may_update(facts))
    update = DeliverableUpdate.objects.create(
        deliverable=row,
        at=when,
        by=by,
        what=what or "Nothing has changed.",
        nothing_changed=nothing_changed,
        computed=judged.rag,
        computed_because=judged.words,
        stated=stated,
        reason=reason if stated != judged.rag else "",
        **words,
    )
    if row.state == rules.State.AGREED:
        _begin(row, by, when)
    saved(row, "state", "forecast_end", "recovery_note")
    UpdateDraft.objects.filter(deliverable=row, member=by).delete()
    codes = {"computed": judged.rag.value, "stated": stated, "same": nothing_changed}
    record("deliverable-updated", subject=row, by=by, codes=codes, reason=reason)
    return update


@transaction.atomic
def say_nothing_changed(*, deliverable: Deliverable, by: Actor, version: int | None = None) -> Any:
    """Say in one tap that nothing has changed since the last update; its view and reason are kept."""
    last = deliverable.updates.first()
    if last is None:
        raise Refused(
            Reason("no-earlier", "Nothing has been said of it yet. Say what has happened.")
        )
    return update_deliverable(
        deliverable=deliverable,
        stated=last.stated,
        reason=last.reason,
        nothing_changed=True,
        by=by,
        version=version,
    )


def judge_with_update(row: Deliverable, day: date) -> Judged:
    """What the rule says of a deliverable once an update has come that day."""
    held = with_facts(Deliverable.objects.filter(pk=row.pk)).get()
    held.forecast_end, held.recovery_note = row.forecast_end, row.recovery_note
    return rules.judge(facts_of(held, day, updated=day), today=day)


def _apply_forecast(row: Deliverable, forecast_end: date | None, recovery_note: str) -> None:
    row.forecast_end = forecast_end or row.forecast_end
    row.recovery_note = recovery_note or row.recovery_note


def _begin(row: Deliverable, by: Actor, when: datetime) -> None:
    DeliverableMove.objects.create(
        deliverable=row, was=row.state, to=rules.State.IN_DELIVERY, at=when, by=by
    )
    row.state = rules.State.IN_DELIVERY


@transaction.atomic
def keep_draft(*, deliverable: Deliverable, says: Mapping[str, Any], by: Actor) -> UpdateDraft:
    """Keep what a lead has written so far of an update, beside what was kept before."""
    allow_on(by, "update-deliverable", deliverable)
    held, _ = UpdateDraft.objects.select_for_update().get_or_create(
        deliverable=deliverable, member=by, defaults={"at": now()}
    )
    held.says = {**held.says, **says}
    held.at = now()
    held.save(update_fields=["says", "at"])
    return held


@transaction.atomic
def drop_draft(*, deliverable: Deliverable, by: Actor) -> None:
    """Throw away what a lead wrote and did not send."""
    UpdateDraft.objects.filter(deliverable=deliverable, member=by).delete()


@transaction.atomic
def set_status(
    *, deliverable: Deliverable, rag: str, reason: str, by: Actor, at: datetime | None = None
) -> ChairStatus:
    """Set the reported status as the chair, with the reason that is shown until the next period (G-80)."""
    row = locked(deliverable)
    allow_on(by, "set-better-status", row)
    refuse_if(rules.may_set_status(is_chair=True, reason=reason))
    status = ChairStatus.objects.create(
        deliverable=row, rag=Rag(rag), reason=reason, by=by, at=at or now()
    )
    record("status-set-by-chair", subject=row, by=by, codes={"rag": rag}, reason=reason)
    return status
