"""The risk register, for those who may read a board's inside."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from headrow.partnership.boards.models import Meeting, Risk
from headrow.partnership.boards.rules import risks as rules
from headrow.partnership.boards.rules.meetings import WAS_HELD
from headrow.partnership.directory import queries as directory
from headrow.vocabulary.clock import civil_date, today
from headrow.vocabulary.status import Judged

READING = "read-restricted"


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A risk with its three scores, how it stands and when it is reviewed next."""

    risk: Risk
    facts: rules.RiskFacts
    judged: Judged
    review_due: date | None

    @property
    def current(self) -> rules.Score | None:
        """The score that counts (G-86)."""
        return self.facts.current


def visible(reader: Any) -> QuerySet[Risk]:
    """The risks a reader may know."""
    found = Risk.objects.select_related("body", "owner", "deliverable").prefetch_related("scores")
    reach = directory.reach(reader, READING)
    return found if reach is None else found.filter(body__in=reach)


def risks(reader: Any, *, body: Any = None, closed: bool = False) -> list[RiskRow]:
    """A reader's risks, the highest first; one without a current score above the low ones (G-86)."""
    found = visible(reader)
    found = found.filter(state="closed") if closed else found.exclude(state="closed")
    if body is not None:
        found = found.filter(body=body)
    return in_order(rows(found))


def rows(found: Any) -> list[RiskRow]:
    """Risks with how each stands today; one more query than reading them."""
    held = list(found)
    met = last_meetings({risk.body_id for risk in held})
    return [_row(risk, met.get(risk.body_id)) for risk in held]


def in_order(found: list[RiskRow]) -> list[RiskRow]:
    """As a register lists them (G-86)."""
    by_facts = {id(row.facts): row for row in found}
    return [by_facts[id(facts)] for facts in rules.listed(row.facts for row in found)]


def risk(reader: Any, key: UUID | str) -> RiskRow | None:
    """One risk by its id, or nothing."""
    found = rows(visible(reader).filter(pk=key))
    return found[0] if found else None


def last_meetings(bodies: set[Any]) -> dict[Any, date]:
    """The day of the last meeting held of each body."""
    held = [state.value for state in WAS_HELD]
    found = Meeting.objects.filter(body__in=bodies, state__in=held).order_by("starts_at")
    return {row.body_id: civil_date(row.starts_at) for row in found}


def _row(risk: Risk, met: date | None) -> RiskRow:
    facts = facts_of(risk, met)
    return RiskRow(risk, facts, rules.judge(facts, today=today()), rules.review_due(facts))


def facts_of(risk: Risk, met: date | None = None) -> rules.RiskFacts:
    """A risk as the rules ask it; the newest score of each kind counts."""
    newest = {
        score.kind: rules.Score(score.likelihood, score.impact, score.on)
        for score in sorted(risk.scores.all(), key=lambda score: score.pk)
    }
    return rules.RiskFacts(
        cause=risk.cause,
        event=risk.event,
        effect=risk.effect,
        owner=str(risk.owner_id or risk.owner_role),
        inherent=newest.get("inherent"),
        current=newest.get("current"),
        target=newest.get("target"),
        reviewed_on=risk.reviewed_on,
        last_meeting_held=met,
    )


def owned_by(member: Any) -> QuerySet[Risk]:
    """The open risks a member owns: what a leaver must hand over."""
    return Risk.objects.filter(owner=member).exclude(state="closed")
