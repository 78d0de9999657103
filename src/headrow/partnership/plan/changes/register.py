"""The register of duties: done with evidence, dates set, the quarterly sets of section 17A; and what was learnt."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan.changes.allowed import allow, member_or_none
from headrow.partnership.plan.models import (
    Deliverable,
    DutyDate,
    DutyDone,
    InformationReturn,
    Learning,
)
from headrow.partnership.plan.rules.duties import may_record_done
from headrow.vocabulary.actors import StandingActor
from headrow.vocabulary.clock import now, today
from headrow.vocabulary.reasons import Reason, Refused, refuse_if
from headrow.vocabulary.section_17a import section_17a

ANSWERS = ("received", "nil-return", "not-held")


@transaction.atomic
def record_duty_done(
    *,
    duty: str,
    done_on: date,
    evidence: str,
    by: Actor,
    covers: str = "",
    event_on: date | None = None,
    address: str = "",
) -> DutyDone:
    """Record that a duty was done on a day, with what shows it (G-12 to G-45)."""
    allow(by, "draft-plan")
    refuse_if(may_record_done(done_on=done_on, today=today(), evidence=evidence))
    done = DutyDone.objects.create(
        duty=duty,
        done_on=done_on,
        covers=covers,
        event_on=event_on,
        evidence=evidence,
        address=address,
        by=member_or_none(by),
        entered_at=now(),
    )
    record("duty-done", subject=done, by=by, codes={"duty": duty, "done_on": done_on})
    return done


@transaction.atomic
def set_duty_date(*, duty: str, due: date, by: Actor, what: str = "") -> DutyDate:
    """Set the day on which a duty is due that no clock gives, or that an event asks for."""
    allow(by, "draft-plan")
    row = DutyDate.objects.create(duty=duty, due=due, what=what, by=member_or_none(by), at=now())
    record("duty-dated", subject=row, by=by, codes={"duty": duty, "due": due})
    return row


@transaction.atomic
def record_information_return(
    *,
    data_set: str,
    quarter: str,
    answer: str,
    by: Actor,
    agency: Any = None,
    received_on: date | None = None,
    note: str = "",
) -> InformationReturn:
    """Record what came of one data set for one quarter ("2026-Q3"); a later answer stands beside the earlier."""
    if not isinstance(by, StandingActor):
        refuse_if(directory.why_not(by, "draft-plan") and directory.why_not(by, "define-indicator"))
    if answer not in ANSWERS or data_set not in {row.code for row in section_17a().datasets}:
        raise Refused(Reason("no-such-set", "Choose a data set of the list and what came of it."))
    when = received_on or today()
    if when > today():
        raise Refused(Reason("not-yet", "It came on a day that has come."))
    row = InformationReturn.objects.create(
        data_set=data_set,
        quarter=quarter,
        agency=agency,
        answer=answer,
        received_on=when,
        note=note,
        by=member_or_none(by),
    )
    record("information-return", subject=row, by=by, codes={"set": data_set, "quarter": quarter})
    return row


@transaction.atomic
def add_learning(
    *,
    source: str,
    text: str,
    by: Actor,
    made_on: date | None = None,
    deliverable: Deliverable | None = None,
) -> Learning:
    """Keep a recommendation of a review, an inspection or scrutiny."""
    allow(by, "draft-plan")
    row = Learning.objects.create(
        source=source, text=text, made_on=made_on or today(), deliverable=deliverable
    )
    record("learning-added", subject=row, by=by)
    return row


@transaction.atomic
def answer_learning(
    *,
    learning: Learning,
    state: str,
    what_changed: str,
    by: Actor,
    deliverable: Deliverable | None = None,
) -> Learning:
    """Say what came of a recommendation: acted on or not accepted, in words."""
    allow(by, "draft-plan")
    if not what_changed.strip():
        raise Refused(Reason("no-words", "Say what changed, or why it is not accepted."))
    learning.state, learning.what_changed = state, what_changed
    learning.deliverable = deliverable or learning.deliverable
    learning.save(update_fields=["state", "what_changed", "deliverable"])
    record("learning-answered", subject=learning, by=by, codes={"state": state})
    return learning
