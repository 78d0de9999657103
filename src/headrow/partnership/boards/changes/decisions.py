"""Decisions: recorded in a meeting that may decide, with what they lean on as it stood; never changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
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
from headrow.vocabulary.clock import civil_date, now, today
from headrow.vocabulary.reasons import refuse_if


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
) -> Decision:
    """Record a decision of a meeting that is being held and is quorate (G-06, G-64).

    subjects: what it is about, as the audit names records ("plan.deliverable:<id>"); each is kept as it stands now.
    """
    refuse_unless(by, "record-meeting", body=meeting.body_id)
    held = locked(Meeting, meeting)
    there = meeting_queries.counted(held.attendees.select_related("agency"))
    state = MeetingState(held.state)
    refuse_if(meeting_rules.may_decide(quorum_rule(held.body), there, state=state))
    return _write(
        held.body, says, by, meeting=held, item=item, subjects=tuple(subjects), reverses=reverses
    )


@transaction.atomic
def record_urgent(
    *, body: Any, says: Wording, agreed_by: Iterable[str], by: Actor, subjects: Iterable[str] = ()
) -> Decision:
    """Record an urgent decision between meetings: chair, council and police agreed in writing (G-66)."""
    refuse_unless(by, "record-meeting", body=body)
    agreed = tuple(agreed_by)
    refuse_if(rules.may_decide_urgently(agreed))
    return _write(body, says, by, subjects=tuple(subjects), urgent_agreed_by=list(agreed))


def _write(
    body: Any,
    says: Wording,
    by: Actor,
    *,
    subjects: tuple[str, ...],
    reverses: Decision | None = None,
    **more: Any,
) -> Decision:
    # One number after another for each body: the lock is on the body's own row.
    type(body).objects.select_for_update().get(pk=body.pk)
    used = queries.numbers_used()
    number = rules.next_number(body.short_code, today().year, used=used)
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
        taken_at=now(),
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


def urgent_state(decision: Decision) -> rules.UrgentState | None:
    """Where an urgent decision stands; nothing for one taken at a meeting."""
    if not decision.urgent_agreed_by:
        return None
    held = [state.value for state in meeting_rules.WAS_HELD]
    later = Meeting.objects.filter(
        body=decision.body_id, state__in=held, starts_at__gt=decision.taken_at
    )
    following = later.order_by("starts_at").first()
    ratified = (
        following
        and following.decisions.filter(
            subjects__contains=[f"boards.decision:{decision.pk}"]
        ).exists()
    )
    day = civil_date(following.starts_at) if following else None
    return rules.urgent_state(
        civil_date(decision.taken_at), next_meeting_held=day, ratified_on=day if ratified else None
    )
