"""Decisions: recorded in a meeting that may decide, with what they lean on as it stood; never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, member_or_none, refuse_unless
from headrow.partnership.boards.models import AgendaItem, Decision, Meeting
from headrow.partnership.boards.queries import decisions as queries
from headrow.partnership.boards.queries import meetings as meeting_queries
from headrow.partnership.boards.queries.bodies import quorum_rule
from headrow.partnership.boards.queries.evidence import as_it_stands
from headrow.partnership.boards.rules import decisions as rules
from headrow.partnership.boards.rules import meetings as meeting_rules
from headrow.partnership.boards.rules.meetings import MeetingState
from headrow.vocabulary.clock import civil_date, now
from headrow.vocabulary.reasons import Reason, refuse_if


@dataclass(frozen=True, slots=True)
class Wording:
    """What a decision says; votes stay empty where it was agreed without one."""

    wording: str
    proposer: str
    reasons: str
    effective: date | None
    review: date | None
    expected_effect: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    votes_abstained: int | None = None
    restricted_because: str = ""


@transaction.atomic
def record_decision(
    *,
    meeting: Meeting,
    item: AgendaItem | None,
    says: Wording,
    by: Actor,
    subjects: Iterable[str] = (),
    reverses: Decision | None = None,
    at: datetime | None = None,
) -> Decision:
    """Record a decision of a meeting that is being held and is quorate (G-06, G-64).

    subjects: what it is about, as the audit names records ("plan.deliverable:<id>"); each is kept as it stands now.
    at: when it was taken, where it is written down later. More votes than could be cast are refused (G-67).
    """
    refuse_unless(by, "record-meeting", body=meeting.body_id)
    held = locked(Meeting, meeting)
    there = meeting_queries.counted(held.attendees.select_related("agency"))
    state = MeetingState(held.state)
    refuse_if(meeting_rules.may_decide(quorum_rule(held.body), there, state=state))
    refuse_if(_votes(held, item, says, there.present))
    if item is not None and item.restricted and not says.restricted_because.strip():
        # What is decided of a restricted item is no more open than the item.
        says = replace(says, restricted_because=item.restricted_because)
    return _write(
        held.body,
        says,
        by,
        meeting=held,
        item=item,
        subjects=tuple(subjects),
        reverses=reverses,
        taken_at=at or now(),
    )


def _votes(meeting: Meeting, item: AgendaItem | None, says: Wording, there: int) -> Reason | None:
    cast = sum(filter(None, (says.votes_for, says.votes_against, says.votes_abstained)))
    out = {member.pk for member in meeting_queries.locked_out(meeting, item)}
    room = meeting_queries.room(meeting)
    locked = sum(row.voting and row.member_id in out for row in room.present)
    return meeting_rules.may_count(cast, there=there, locked_out=locked)


@transaction.atomic
def record_urgent(
    *, body: Any, says: Wording, agreed_by: Iterable[str], by: Actor,
    subjects: Iterable[str] = (), at: datetime | None = None,
) -> Decision:  # fmt: skip
    """Record an urgent decision between meetings: chair, council and police agreed in writing (G-66)."""
    refuse_unless(by, "record-meeting", body=body)
    agreed = tuple(agreed_by)
    refuse_if(rules.may_decide_urgently(agreed))
    return _write(
        body,
        says,
        by,
        subjects=tuple(subjects),
        urgent_agreed_by=list(agreed),
        taken_at=at or now(),
    )


def _write(
    body: Any,
    says: Wording,
    by: Actor,
    *,
    subjects: tuple[str, ...],
    taken_at: datetime,
    reverses: Decision | None = None,
    **more: Any,
) -> Decision:
    # One number after another for each body: the lock is on the body's own row.
    type(body).objects.select_for_update().get(pk=body.pk)
    used = queries.numbers_used()
    number = rules.next_number(body.short_code, civil_date(taken_at).year, used=used)
    frozen = as_it_stands(subjects)
    refuse_if(_reason_against(number, says, used, subjects, frozen, reverses))
    decision = Decision.objects.create(
        number=number,
        body=body,
        wording=says.wording.strip(),
        proposer=says.proposer,
        reasons=says.reasons.strip(),
        expected_effect=says.expected_effect.strip(),
        effective=says.effective,
        review=says.review,
        votes_for=says.votes_for,
        votes_against=says.votes_against,
        votes_abstained=says.votes_abstained,
        restricted=bool(says.restricted_because.strip()),
        restricted_because=says.restricted_because.strip(),
        reverses=reverses,
        frozen=frozen,
        subjects=list(subjects),
        taken_at=taken_at,
        recorded_by=member_or_none(by),
        **more,
    )
    record("decision-recorded", subject=decision, by=by, codes={"number": number, "body": body.pk})
    return decision


def _reason_against(
    number: str,
    says: Wording,
    used: list[str],
    subjects: tuple[str, ...],
    frozen: list[dict[str, Any]],
    reverses: Decision | None,
) -> Any:
    reversed_already = [
        row.reverses.number
        for row in Decision.objects.filter(reverses__isnull=False).select_related("reverses")
    ]
    facts = rules.DecisionFacts(
        number=number,
        wording=says.wording,
        proposer=says.proposer,
        reasons=says.reasons,
        effective=says.effective,
        review=says.review,
        votes_for=says.votes_for,
        votes_against=says.votes_against,
        evidence=len(subjects),
        evidence_frozen=len(frozen) == len(subjects),
        restricted=bool(says.restricted_because.strip()),
        restricted_because=says.restricted_because,
        reverses=reverses.number if reverses else "",
    )
    return rules.may_record(facts, numbers=used, reversed_already=reversed_already)
