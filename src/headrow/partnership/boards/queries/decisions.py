"""Decisions: open ones for every member, restricted ones for those who may read the board's inside."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from headrow.partnership.boards.models import Decision, Meeting
from headrow.partnership.boards.rules import decisions as rules
from headrow.partnership.boards.rules.meetings import WAS_HELD
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import civil_date, today


def decisions(reader: Any, *, body: Any = None, about: str = "") -> QuerySet[Decision]:
    """The decisions a reader may know, the newest first; about: a record's name in the audit."""
    found = Decision.objects.select_related("body", "meeting", "reverses").prefetch_related(
        "reversed_by"
    )
    reach = directory.reach(reader, "read-restricted")
    if reach is not None:
        found = found.filter(Q(restricted=False) | Q(body__in=reach))
    if body is not None:
        found = found.filter(body=body)
    if about:
        found = found.filter(subjects__contains=[about])
    return found


def decision(reader: Any, key: UUID | str) -> Decision | None:
    """One decision by its id, or nothing."""
    return decisions(reader).filter(pk=key).first()


def by_number(reader: Any, number: str) -> Decision | None:
    """One decision by its number, or nothing."""
    return decisions(reader).filter(number=number).first()


def review_due(reader: Any, body: Any) -> list[Decision]:
    """The decisions of a body whose day of review has come and that no later one reversed."""
    due = decisions(reader, body=body).filter(review__lte=today(), reversed_by=None)
    return list(due.order_by("review"))


def numbers_used() -> list[str]:
    """Every number ever given; a number is never used again (G-64)."""
    return list(Decision.objects.values_list("number", flat=True))


def urgent_state(decision: Decision) -> rules.UrgentState | None:
    """Where an urgent decision stands; nothing for one taken at a meeting."""
    if not decision.urgent_agreed_by:
        return None
    held = [state.value for state in WAS_HELD]
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


def urgent_in_force(body: Any) -> list[Decision]:
    """The urgent decisions of a body that wait to be ratified at its next meeting (G-66)."""
    found = Decision.objects.filter(body=body, reversed_by=None).exclude(urgent_agreed_by=[])
    return [row for row in found if urgent_state(row) is rules.UrgentState.IN_FORCE]


# What is frozen with a decision may name what only the board reads, even where the decision itself is open.
INSIDE = ("boards.risk:", "boards.escalation:", "indicators.indicator:", "tasks.task:")


def evidence_of(reader: Any, found: Decision) -> list[dict[str, Any]]:
    """What a decision leaned on as it stood, without the board's own records for those outside."""
    if directory.can(reader, "read-restricted", body=found.body_id):
        return list(found.frozen)
    return [each for each in found.frozen if not each["subject"].startswith(INSIDE)]
