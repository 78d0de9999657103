"""Escalations by the declared rules (G-90 to G-94), by a chair's hand, and closed by the executive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from headrow.partnership.audit.changes import Actor, record
from headrow.partnership.boards.changes.allowed import locked, member_or_none
from headrow.partnership.boards.models import Decision, Escalation, HighlightReport, Meeting, Risk
from headrow.partnership.boards.queries import risks as risk_queries
from headrow.partnership.boards.rules import escalations as rules
from headrow.partnership.boards.rules.escalations import Act, MeetingOfBoard, Rule
from headrow.partnership.boards.rules.meetings import MeetingState
from headrow.partnership.directory import queries as directory
from headrow.partnership.plan import queries as plan
from headrow.partnership.tasks import queries as tasks
from headrow.vocabulary.actors import THE_CLOCK, StandingActor
from headrow.vocabulary.clock import civil_date, now, today
from headrow.vocabulary.reasons import Reason, refuse_if
from headrow.vocabulary.status import Rag


@dataclass(frozen=True, slots=True)
class Condition:
    """What a rule says of one record now: the reason where it escalates, else nothing."""

    rule: Rule
    subject: str
    body: Any
    reason: Reason | None
    name: str

    @property
    def words(self) -> str:
        """What is escalated and why."""
        return f"{self.name}. {self.reason.words if self.reason else ''}".strip()


@transaction.atomic
def evaluate(*, by: Actor = THE_CLOCK) -> int:
    """Ask every rule of every record; how many escalations were raised. Asked again it raises nothing more (G-93)."""
    held = list(Escalation.objects.select_for_update().order_by("raised_at"))
    newest = {(row.rule, row.subject): row for row in held}
    return sum(
        _apply(each, newest.get((each.rule.value, each.subject)), by) for each in conditions()
    )


def _apply(asked: Condition, last: Escalation | None, by: Actor) -> int:
    act = rules.act_for(
        condition=asked.reason is not None,
        is_open=last is not None and last.state == "open",
        was_closed=last is not None and last.state == "closed",
        ended_since=last is not None and last.condition_ended_at is not None,
    )
    if asked.reason is None and last is not None and last.condition_ended_at is None:
        last.condition_ended_at = now()
        last.save(update_fields=["condition_ended_at"])
        record("escalation-condition-ended", subject=last, by=by)
    if act is Act.ADD_TO_HISTORY and last is not None and last.words != asked.words:
        last.words = asked.words
        last.save(update_fields=["words"])
        record("escalation-still-holds", subject=last, by=by)
    if act in (Act.RAISE, Act.REOPEN):
        _raise(asked.rule, asked.subject, asked.body, asked.words, by)
        return 1
    return 0


def _raise(rule: Rule, subject: str, body: Any, words: str, by: Actor) -> Escalation:
    made = Escalation.objects.create(
        rule=rule.value,
        subject=subject,
        body=body,
        words=words,
        raised_at=now(),
        raised_by=member_or_none(by),
    )
    record("escalated", subject=made, by=by, codes={"rule": rule.value, "of": subject})
    return made


def conditions() -> Iterator[Condition]:
    """What every rule says of every record that it is about."""
    yield from _risks()
    yield from _deliverables()
    yield from _actions()
    yield from _duties()


def _risks() -> Iterator[Condition]:
    for row in risk_queries.rows(
        Risk.objects.exclude(state="closed").select_related("body").prefetch_related("scores")
    ):
        reason = rules.risk_escalates(row.current) if row.risk.state == "open" else None
        yield Condition(
            Rule.RISK,
            f"boards.risk:{row.risk.pk}",
            row.risk.body,
            reason,
            f"Risk {row.risk.number}: {row.risk.event}",
        )


def periods_of(body: Any) -> list[dict[str, Rag]]:
    """The status of each deliverable in each reporting period of a body, the earliest first.

    A period whose report did not come is Grey for every deliverable (G-71); one still to come is left out.
    """
    found = []
    for report in HighlightReport.objects.filter(body=body).order_by("starts"):
        if report.state == "signed":
            rows = report.drafted.get("deliverables", [])
            found.append({row["id"]: Rag(row["reported"]) for row in rows})
        elif report.due < today():
            found.append({})
    return found


def _deliverables() -> Iterator[Condition]:
    periods: dict[Any, list[dict[str, Rag]]] = {}
    for row in plan.deliverables(None, strategy=plan.current_strategy(None)):
        body = row.record.body
        if body is None:
            continue
        if body.pk not in periods:
            periods[body.pk] = periods_of(body)
        run = [told.get(str(row.record.pk), Rag.GREY) for told in periods[body.pk]]
        subject, name = f"plan.deliverable:{row.record.pk}", f"Deliverable {row.record.code}"
        yield Condition(Rule.RED_TWICE, subject, body, rules.red_escalates(run), name)
        yield Condition(Rule.GREY_TWICE, subject, body, rules.grey_escalates(run), name)


def _actions() -> Iterator[Condition]:
    meetings: dict[Any, list[MeetingOfBoard]] = {}
    for row in tasks.of_boards():
        body = row.task.body
        if body.pk not in meetings:
            meetings[body.pk] = [
                MeetingOfBoard(civil_date(each.starts_at), MeetingState(each.state))
                for each in Meeting.objects.filter(body=body)
            ]
        reason = rules.action_escalates(
            row.late.measured_from, closed_on=row.task.ended_on, meetings=meetings[body.pk]
        )
        # An action that ended is no longer owed, whatever it once was.
        reason = reason if row.task.ended_on is None else None
        yield Condition(
            Rule.ACTION_OVERDUE,
            f"tasks.task:{row.task.pk}",
            body,
            reason,
            f"Action {row.task.number}: {row.task.title}",
        )


def _duties() -> Iterator[Condition]:
    gold = directory.bodies(None).filter(kind="executive").first()
    if gold is None:
        return
    for row in plan.duties(None):
        clock = row.state.clock_reads
        reason = rules.clock_escalates(clock) if clock else None
        yield Condition(
            Rule.STATUTORY_CLOCK, f"duty:{row.declared.code}", gold, reason, row.declared.name
        )


@transaction.atomic
def raise_by_hand(*, subject: str, name: str, body: Any, reason: str, by: Actor) -> Escalation:
    """A chair brings something before the executive, with the reason (G-90)."""
    is_chair = isinstance(by, StandingActor) or directory.can(by, "escalate", body=body)
    refuse_if(rules.may_raise_by_hand(is_chair=is_chair, reason=reason))
    there = Escalation.objects.filter(rule=Rule.BY_HAND.value, subject=subject, state="open")
    if there.exists():
        refuse_if(Reason("open-already", "It is before the executive already."))
    return _raise(Rule.BY_HAND, subject, body, f"{name}. {reason.strip()}", by)


@transaction.atomic
def close(
    *,
    escalation: Escalation,
    outcome: rules.Outcome | None,
    decision: Decision | None,
    by: Actor,
    reason: str = "",
) -> Escalation:
    """The executive closes it: an outcome, and the decision that says so (G-93)."""
    held = locked(Escalation, escalation)
    gold = directory.bodies(None).filter(kind="executive").first()
    of_gold = decision is not None and gold is not None and decision.body_id == gold.pk
    allowed = isinstance(by, StandingActor) or directory.can(by, "record-meeting", body=gold)
    refuse_if(rules.may_close(by_executive=of_gold and allowed, outcome=outcome, reason=reason))
    if held.state == "closed":
        refuse_if(Reason("closed", "It is closed already."))
    held.state, held.outcome, held.outcome_reason = (
        "closed",
        outcome.value if outcome else "",
        reason.strip(),
    )
    held.decision, held.closed_at = decision, now()
    held.save()
    codes = {"outcome": held.outcome, "decision": decision.number if decision else ""}
    record("escalation-closed", subject=held, by=by, codes=codes, reason=reason)
    return held


@transaction.atomic
def evaluate_for(*, by: Any) -> int:
    """Ask every rule at the officer's press of a button; the rules raise them, so no member is their author."""
    record("rules-asked", subject=by, by=by)
    return evaluate(by=THE_CLOCK)
